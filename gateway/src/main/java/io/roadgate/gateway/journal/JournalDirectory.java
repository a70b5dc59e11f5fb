package io.roadgate.gateway.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where the runs of a journal and their files are. */
final class JournalDirectory {
    private static final String RUN_PREFIX = "run-";
    private static final String FILE_SUFFIX = ".cq4";

    private JournalDirectory() {}

    /** The files of all runs in the order in which they were written. */
    static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path run : runs(directory)) {
            files.addAll(sorted(run, entry -> entry.endsWith(FILE_SUFFIX)));
        }
        return files;
    }

    /** The directory of the run after the last one; not made yet. */
    static Path nextRun(Path directory) throws IOException {
        List<Path> runs = runs(directory);
        int last = runs.isEmpty()
                ? 0
                : Integer.parseInt(
                        runs.get(runs.size() - 1).getFileName().toString().substring(RUN_PREFIX.length()));
        return directory.resolve(runName(last + 1));
    }

    /** The highest sequence in the journal; 0 when it is empty. */
    static long lastSequence(Path directory) throws IOException {
        List<Path> files = files(directory);
        for (int i = files.size() - 1; i >= 0; i--) {
            try (JournalFile file = new JournalFile(files.get(i))) {
                long position = file.lastFrame();
                if (position >= 0) {
                    return file.sequence();
                }
            }
        }
        return 0;
    }

    /** Whether a file belongs to the run that began the journal. */
    static boolean isFirstRun(Path file) {
        return file.getParent().getFileName().toString().equals(runName(1));
    }

    private static String runName(int number) {
        return String.format("%s%06d", RUN_PREFIX, number);
    }

    private static List<Path> runs(Path directory) throws IOException {
        return sorted(directory, entry -> entry.matches(RUN_PREFIX + "\\d{6}"));
    }

    private static List<Path> sorted(Path directory, Predicate<String> isWanted) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> isWanted.test(entry.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
