package io.roadgate.gateway.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bytes on another release of Java, where the machine has one. */
class OtherJavaTest {
    private static final Path HOMES = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    @TempDir
    private Path directory;

    @Test
    void shouldGiveTheSameBytes() throws Exception {
        Optional<Path> other = other();
        if (other.isEmpty()) {
            System.err.println("OtherJavaTest SKIPPED: no second release of Java under " + HOMES);
        }
        Assumptions.assumeTrue(other.isPresent());
        String said = run(other.orElseThrow());
        assertThat(said.lines().reduce((a, b) -> b).orElse("")).as(said).isEqualTo(SceneDigest.of(directory));
    }

    private String run(Path java) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("@" + Path.of("conf/jvm.options"));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(SceneDigest.class.getName());
        command.add(directory.toString());
        File out = directory.resolve("said.txt").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        process.waitFor();
        return Files.readString(out.toPath(), StandardCharsets.UTF_8).strip();
    }

    private static Optional<Path> other() throws IOException {
        if (!Files.isDirectory(HOMES)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(HOMES)) {
            return homes.filter(OtherJavaTest::isOther)
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean isOther(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            int at = release.indexOf("JAVA_VERSION=\"") + "JAVA_VERSION=\"".length();
            int feature = Integer.parseInt(release.substring(at).split("[^0-9]", 2)[0]);
            return feature >= OLDEST && feature != Runtime.version().feature();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }
}
