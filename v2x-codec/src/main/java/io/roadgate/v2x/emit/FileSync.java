package io.roadgate.v2x.emit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a directory hold some files, touching only what changed, so that later steps have nothing to do if nothing did. */
final class FileSync {
    private FileSync() {}

    static void write(Map<String, String> files, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> present = Files.list(directory)) {
            for (Path path : present.toList()) {
                if (!files.containsKey(path.getFileName().toString())) {
                    Files.delete(path);
                }
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            boolean isSame = Files.exists(path)
                    && Files.readString(path, StandardCharsets.UTF_8).equals(file.getValue());
            if (!isSame) {
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
            }
        }
    }
}
