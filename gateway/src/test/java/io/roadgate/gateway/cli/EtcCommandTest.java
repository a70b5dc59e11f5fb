package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EtcCommandTest {
    // C1 with the check of the documents, and one whose id must be escaped.
    private static final String GO_ON = "FFFF81C102EC1EEF5FFF";
    private static final String ESCAPED = "FFFF81C1FE01FE00FE00FE0140FF";
    private static final String GO_ON_LINE =
            "{\"offset\":2,\"len\":7,\"rsctl\":\"81\",\"type\":\"C1\",\"obuId\":\"02EC1EEF\"}\n";
    private static final String ESCAPED_LINE =
            "{\"offset\":12,\"len\":11,\"rsctl\":\"81\",\"type\":\"C1\",\"obuId\":\"FFFEFEFF\"}\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Roadgate.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private int runOn(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void shouldWriteOneLineForEachFrame() {
        assertThat(runOn("ff FF:81 c1\n02EC1EEF5FFF" + ESCAPED, "etc", "decode", "--hex"))
                .isZero();
        assertThat(out).hasToString(GO_ON_LINE + ESCAPED_LINE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldWriteOneLineForEachDamagedStretchAndEndWithOne() throws Exception {
        Path file = directory.resolve("line.bin");
        Files.write(file, java.util.HexFormat.of().parseHex(GO_ON.replace("5FFF", "5EFF") + ESCAPED));
        assertThat(run("etc", "decode", "--dialect", "bcc", "--in", file.toString()))
                .isEqualTo(1);
        assertThat(out).hasToString("{\"offset\":2,\"length\":7,\"error\":\"etc-check\"}\n" + ESCAPED_LINE);
    }

    @Test
    void shouldSayWhatIsWrongWithItsUse() {
        assertThat(run("etc")).isEqualTo(2);
        assertThat(run("etc", "decode", "--dialect", "hdlc")).isEqualTo(2);
        assertThat(run("etc", "decode", "--layout", "newest")).isEqualTo(2);
        assertThat(err.toString())
                .contains("name a command: etc decode")
                .contains("--dialect is one of auto, bcc, lencrc, 55aa, not hdlc")
                .contains("--layout is one of auto, new, old, not newest");
        assertThat(run("etc", "decode", "--in", directory.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("cannot be read");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseTextThatIsNotHexadecimal() {
        assertThat(runOn(GO_ON + "F", "etc", "decode", "--hex")).isEqualTo(1);
        assertThat(runOn("0G", "etc", "decode", "--hex")).isEqualTo(1);
        assertThat(err.toString())
                .contains("ends in the middle of a byte")
                .contains("'G' at character 1 is no hexadecimal digit");
    }

    @Test
    void shouldSayNothingOfNothing() {
        assertThat(runOn("", "etc", "decode")).isZero();
        assertThat(out.toString()).isEmpty();
    }
}
