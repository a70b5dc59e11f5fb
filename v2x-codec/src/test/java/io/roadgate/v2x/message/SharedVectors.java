package io.roadgate.v2x.message;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the vectors that stand beside the checkout; without them its tests skip with a line on standard output. */
final class SharedVectors {
    private SharedVectors() {}

    static List<Map<String, Object>> read(String file) throws IOException {
        Path path = shared().resolve("v2x/vectors").resolve(file);
        if (!Files.exists(path)) {
            System.out.println("SKIPPED: no vectors at " + path + " (set ROADGATE_SHARED to the shared directory)");
        }
        assumeTrue(Files.exists(path), () -> "no vectors at " + path);
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            vectors.add(JsonTree.object(line));
        }
        return vectors;
    }

    private static Path shared() {
        String override = System.getenv("ROADGATE_SHARED");
        if (override != null && !override.isBlank()) {
            return Path.of(override);
        }
        return Path.of(System.getProperty("roadgate.root", ".."), "..", "shared")
                .normalize();
    }
}
