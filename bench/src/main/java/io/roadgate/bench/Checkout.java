package io.roadgate.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a checkout: the launcher says where home is, else the nearest directory above that has them. */
final class Checkout {
    /** The one file of JVM flags. */
    static final Path JVM_OPTIONS = Path.of("gateway", "conf", "jvm.options");

    private Checkout() {}

    /**
     * The file or directory of that name relative to home.
     *
     * @throws IllegalStateException when there is none here or above.
     */
    static Path find(Path relative) {
        String home = System.getenv("ROADGATE_HOME");
        Path directory = Path.of(home == null ? "" : home).toAbsolutePath();
        while (directory != null) {
            Path found = directory.resolve(relative);
            if (Files.exists(found)) {
                return found;
            }
            directory = directory.getParent();
        }
        throw new IllegalStateException("no " + relative + " here or above; start it with ./roadgate bench");
    }
}
