package io.roadgate.v2x.asn1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compiles a directory of ASN.1 modules into Java classes of one package.
 *
 * <p>Errors: {@link Asn1Fault} with file, line and reason; nothing is written then.
 *
 * <p>Source: ITU-T X.680 and X.691 (02/2021), the subset that {@code v2x-codec/README.md} lists.
 */
public final class Asn1Compiler {
    private Asn1Compiler() {}

    /** Arguments: the Java package, the directory for its sources, the directory of the modules. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("expected: JAVA_PACKAGE TARGET_DIRECTORY MODULE_DIRECTORY");
        }
        Path modules = Path.of(args[2]);
        Map<String, String> files = compile(args[0], modules.getFileName().toString(), read(modules));
        write(files, Path.of(args[1]).resolve(args[0].replace('.', '/')));
    }

    /**
     * The classes of a message set, file name to text.
     *
     * @param sources file name to text of the modules
     */
    public static Map<String, String> compile(String javaPackage, String setName, Map<String, String> sources) {
        List<Asn1Module> modules = new ArrayList<>();
        sources.forEach((file, text) -> modules.addAll(new ModuleParser(file, text).modules()));
        return new JavaEmitter(javaPackage, new ModuleSet(modules)).files(setName);
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".asn")).toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no .asn file in " + directory);
        }
        return sources;
    }

    /** Touches only what changed, so that javac has nothing to do when no module did. */
    private static void write(Map<String, String> files, Path directory) throws IOException {
        Files.createDirectories(directory);
        removeStale(directory, files.keySet());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            boolean isSame = Files.exists(path)
                    && Files.readString(path, StandardCharsets.UTF_8).equals(file.getValue());
            if (!isSame) {
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
            }
        }
    }

    private static void removeStale(Path directory, Set<String> wanted) throws IOException {
        try (Stream<Path> present = Files.list(directory)) {
            for (Path path : present.toList()) {
                if (!wanted.contains(path.getFileName().toString())) {
                    Files.delete(path);
                }
            }
        }
    }
}
