package io.roadgate.gateway.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A disk of some megabytes that a test can fill (tmpfs); where it cannot be mounted the test is skipped loudly. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK_BYTES = 4096;

    private final Path directory;
    private final List<Path> fillers = new ArrayList<>();

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one; needs root. */
    public static SmallDisk mount(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        int exit = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
        if (exit != 0) {
            System.err.println("SKIPPED: a full disk cannot be tested here, mounting tmpfs needs root");
        }
        Assumptions.assumeTrue(exit == 0, "tmpfs cannot be mounted");
        return new SmallDisk(directory);
    }

    /** Where it is mounted. */
    public Path directory() {
        return directory;
    }

    /** Leaves so much room. */
    public void fill(long freeBytes) throws IOException {
        Path filler = directory.resolve("filler-" + fillers.size());
        fillers.add(filler);
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[BLOCK_BYTES];
            while (directory.toFile().getUsableSpace() > freeBytes) {
                out.write(block);
            }
        }
    }

    /** Takes away what filled it. */
    public void free() throws IOException {
        for (Path filler : fillers) {
            Files.delete(filler);
        }
        fillers.clear();
    }

    @Override
    public void close() {
        run("umount", "-l", directory.toString());
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException e) {
            return -1;
        }
    }
}
