package io.roadgate.v2x.interpret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Chinese message sets whose modules this library carries. A set is the files of its directories; one in a later
 * directory stands in the place of one of the same name in an earlier.
 */
public enum MessageSet {
    /** Day I in the profile of 2019. */
    DAY1_2019("day1-2019", "day1-2020", "day1-2019"),
    /** Day I in the profile of 2020. */
    DAY1_2020("day1-2020", "day1-2020"),
    /** Day I in the profile of 2020, and Day II. */
    DAY2("day2", "day1-2020", "day2");

    private final String id;
    private final List<String> directories;

    MessageSet(String id, String... directories) {
        this.id = id;
        this.directories = List.of(directories);
    }

    /** The name of the set. */
    public String id() {
        return id;
    }

    /** The set of a name. */
    public static Optional<MessageSet> of(String id) {
        return Stream.of(values()).filter(set -> set.id.equals(id)).findFirst();
    }

    /** Codecs for all types of the set. */
    public Interpreter interpreter() {
        return Interpreter.compileWithUnits(sources());
    }

    /** The modules: file name to text. */
    public Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        for (String directory : directories) {
            sources.putAll(read("/asn1/" + directory));
        }
        return sources;
    }

    private static Map<String, String> read(String directory) {
        try {
            URI uri = MessageSet.class.getResource(directory).toURI();
            if (!uri.getScheme().equals("jar")) {
                return files(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return files(jar.getPath(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".asn")).toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return sources;
    }
}
