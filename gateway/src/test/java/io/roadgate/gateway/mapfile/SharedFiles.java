package io.roadgate.gateway.mapfile;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The files that all of the project's parts share, which lie beside the checkout. */
public final class SharedFiles {
    private SharedFiles() {}

    /** One of them; the test is skipped, and says so, where they are not there. */
    public static Path find(String name) {
        String named = System.getenv("ROADGATE_SHARED");
        Path shared =
                named == null ? Path.of(System.getProperty("roadgate.root", "."), "..", "shared") : Path.of(named);
        Path file = shared.resolve(name);
        if (!Files.exists(file)) {
            System.err.println("SKIPPED: no " + file + "; set ROADGATE_SHARED to the shared directory");
        }
        Assumptions.assumeTrue(Files.exists(file), () -> "no " + file);
        return file;
    }
}
