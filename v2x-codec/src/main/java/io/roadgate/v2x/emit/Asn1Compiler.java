package io.roadgate.v2x.emit;

import io.roadgate.v2x.notation.SchemaReader;
import io.roadgate.v2x.schema.SchemaFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compiles message sets into Java classes.
 *
 * <p>Errors: {@link SchemaFault} with file, line and reason; nothing of that set is written then.
 *
 * <p>Source: ITU-T X.680 to X.683 and X.691 (02/2021), as far as {@code v2x-codec/README.md} says.
 */
public final class Asn1Compiler {
    private final Path javaTarget;
    private JavaTypes base;
    private String baseName;

    private Asn1Compiler(Path javaTarget) {
        this.javaTarget = javaTarget;
    }

    /**
     * Arguments: the directory for Java sources, and sets as {@code NAME=PACKAGE=DIRECTORY}, further directories behind
     * commas. A file in a later directory replaces the one of its name in an earlier. The first set's classes are used
     * by the others where a type is the same.
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            throw new IllegalArgumentException("expected: JAVA_TARGET NAME=PACKAGE=DIRECTORY[,DIRECTORY]...");
        }
        Asn1Compiler compiler = new Asn1Compiler(Path.of(args[0]));
        for (String set : List.of(args).subList(1, args.length)) {
            compiler.compile(set);
        }
    }

    private void compile(String set) throws IOException {
        String[] parts = set.split("=", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("expected NAME=PACKAGE=DIRECTORY, found " + set);
        }
        Map<String, String> modules = new TreeMap<>();
        for (String directory : parts[2].split(",", -1)) {
            modules.putAll(read(Path.of(directory)));
        }
        SetEmitter emitter = new SetEmitter(parts[1], SchemaReader.read(modules), base);
        FileSync.write(emitter.files(parts[0], baseName), javaTarget.resolve(parts[1].replace('.', '/')));
        if (base == null) {
            base = emitter.types();
            baseName = parts[0];
        }
    }

    /**
     * The classes of a message set, file name to text.
     *
     * @param sources file name to text of the modules
     */
    public static Map<String, String> compile(String javaPackage, String setName, Map<String, String> sources) {
        return new SetEmitter(javaPackage, SchemaReader.read(sources), null).files(setName, null);
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(each -> each.toString().endsWith(".asn")).forEach(found::add);
        }
        for (Path file : found) {
            sources.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no .asn file in " + directory);
        }
        return sources;
    }
}
