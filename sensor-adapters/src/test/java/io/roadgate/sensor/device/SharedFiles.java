package io.roadgate.sensor.device;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The fixtures that lie beside a checkout and are not part of it. */
public final class SharedFiles {
    private SharedFiles() {}

    /** The file, or the test is skipped with a line that says so. */
    public static Path find(String relative) {
        String given = System.getenv("ROADGATE_SHARED");
        Path folder =
                given != null ? Path.of(given) : Path.of(System.getProperty("roadgate.root", ".."), "..", "shared");
        Path file = folder.resolve(relative);
        if (!Files.isReadable(file)) {
            System.out.println("SKIPPED: no fixture " + file.normalize() + " (set ROADGATE_SHARED)");
        }
        assumeTrue(Files.isReadable(file));
        return file;
    }
}
