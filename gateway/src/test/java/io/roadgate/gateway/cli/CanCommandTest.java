package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CanCommandTest {
    private static final String DBC = """
            VERSION ""
            BU_: A
            BO_ 100 M: 4 A
             SG_ Kind M : 0|4@1+ (1,0) [0|0] "" A
             SG_ Speed m1 : 8|16@1- (0.1,0) [0|0] "米/秒" A
            BO_ 101 Wide: 12 A
             SG_ U : 0|64@1+ (1,0) [0|0] "" A
             SG_ F : 64|32@1- (1,0) [0|0] "" A
            BO_ 2364540158 Group: 8 A
             SG_ Rpm : 24|16@1+ (0.125,0) [0|0] "rpm" A
            BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";
            BA_ "VFrameFormat" BO_ 2364540158 3;
            VAL_ 100 Speed -1 "慢" ;
            SIG_VALTYPE_ 101 F : 1;
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Roadgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private int decode(String log) throws IOException {
        Path dbc = directory.resolve("a.dbc");
        Files.write(dbc, DBC.replace("\n", "\r\n").getBytes(Charset.forName("GBK")));
        Path in = directory.resolve("a.log");
        Files.writeString(in, log);
        return run("can", "decode", "--dbc", dbc.toString(), "--in", in.toString());
    }

    @Test
    void shouldGiveALineForALine() throws IOException {
        int exit = decode("""
                (1.000000) can0 064#01FFFF00

                (2.0) can0 064#0200
                nonsense
                (3.0) can1 7FF#
                (4.0) can0 065##1FFFFFFFFFFFFFFFF0000807F
                (5.0) can0 18F00403#0000000040060000
                (6.0) can0 064#R4
                (7.0) can0 20000004#0004000000000000""");
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString().split("\n"))
                .containsExactly(
                        "{\"line\":1,\"t\":\"1.000000\",\"bus\":\"can0\",\"id\":100,\"ext\":false,\"fd\":false,\"len\":4,"
                                + "\"name\":\"M\",\"signals\":{\"Kind\":{\"raw\":1,\"value\":1},\"Speed\":{\"raw\":-1,"
                                + "\"value\":-0.1,\"label\":\"慢\",\"unit\":\"米/秒\"}}}",
                        "{\"line\":2,\"error\":\"blank\"}",
                        "{\"line\":3,\"t\":\"2.0\",\"bus\":\"can0\",\"id\":100,\"ext\":false,\"fd\":false,\"len\":2,"
                                + "\"name\":\"M\",\"truncated\":true,\"muxUnknown\":true,"
                                + "\"signals\":{\"Kind\":{\"raw\":2,\"value\":2}}}",
                        "{\"line\":4,\"error\":\"malformed\"}",
                        "{\"line\":5,\"t\":\"3.0\",\"bus\":\"can1\",\"id\":2047,\"ext\":false,\"fd\":false,\"len\":0,"
                                + "\"name\":null}",
                        "{\"line\":6,\"t\":\"4.0\",\"bus\":\"can0\",\"id\":101,\"ext\":false,\"fd\":true,\"len\":12,"
                                + "\"name\":\"Wide\",\"signals\":{\"U\":{\"raw\":18446744073709551615,"
                                + "\"value\":18446744073709551615},\"F\":{\"raw\":\"Infinity\",\"value\":\"Infinity\"}}}",
                        "{\"line\":7,\"t\":\"5.0\",\"bus\":\"can0\",\"id\":418382851,\"ext\":true,\"fd\":false,\"len\":8,"
                                + "\"name\":\"Group\",\"match\":\"pgn\",\"signals\":{\"Rpm\":{\"raw\":16384,"
                                + "\"value\":2048.0,\"unit\":\"rpm\"}}}",
                        "{\"line\":8,\"t\":\"6.0\",\"bus\":\"can0\",\"id\":100,\"ext\":false,\"fd\":false,\"len\":4,"
                                + "\"name\":\"M\",\"rtr\":true,\"signals\":{}}",
                        "{\"line\":9,\"t\":\"7.0\",\"bus\":\"can0\",\"id\":4,\"ext\":true,\"fd\":false,\"len\":8,"
                                + "\"name\":null,\"errorFrame\":true}");
    }

    @Test
    void shouldEndWithZeroWhenEveryLineIsAFrameOrBlank() throws IOException {
        assertThat(decode("(1.0) can0 064#00000000\n\n")).isZero();
        assertThat(decode("")).isZero();
    }

    @Test
    void shouldKeepLongLinesOutOfMemoryAndGoOn() throws IOException {
        assertThat(decode("(1.0) can0 064#" + "00".repeat(1 << 20) + "\n(2.0) can0 064#00000000\n"))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("{\"line\":1,\"error\":\"malformed\"}\n{\"line\":2,\"t\":\"2.0\"");
    }

    @Test
    void shouldRefuseBrokenFilesWithEveryFaultAndNoTrace() throws IOException {
        Path broken = directory.resolve("broken.dbc");
        Files.writeString(broken, """
                BO_ x M: 8 A
                BO_ 1 N: 8 A
                 SG_ S : 0|99@1+ (1,0) [0|0] "" A
                """);
        int exit = run("can", "decode", "--dbc", broken.toString(), "--dbc", "/no/such.dbc");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.endsWith("broken.dbc:1: expected the message's number, found 'x'"))
                .anyMatch(line -> line.contains("broken.dbc:3: expected signal S inside the 8 bytes"))
                .anyMatch(line -> line.equals("/no/such.dbc: there is no such file"));
    }

    @Test
    void shouldSayWhatIsWrongWithItsOptions() throws IOException {
        assertThat(run("can", "decode")).isEqualTo(2);
        assertThat(err.toString()).contains("--dbc");
        assertThat(run("can")).isEqualTo(2);
        decode("");
        Path dbc = directory.resolve("a.dbc");
        assertThat(run("can", "decode", "--dbc", dbc.toString(), "--in", "/no/such.log"))
                .isEqualTo(2);
        assertThat(run("can", "decode", "--dbc", dbc.toString(), "--encoding", "klingon"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no encoding 'klingon'");
    }

    @Test
    void shouldSayWhatToDoWithoutTheInterface() throws IOException {
        decode("");
        String dbc = directory.resolve("a.dbc").toString();
        assertThat(run("can", "decode", "--dbc", dbc, "--live", "nocan9")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no interface nocan9: load its driver or plug it in");
        assertThat(run("can", "decode", "--dbc", dbc, "--live", "can0", "--in", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("give --in or --live, not both");
    }

    /** The shared logs, letter by letter but for the two keys that the expected lines are too old to have. */
    @ParameterizedTest
    @ValueSource(strings = {"ars408", "nanoradar"})
    void shouldDecodeTheSharedLogs(String name) throws IOException {
        String given = System.getenv("ROADGATE_SHARED");
        Path can = (given != null
                        ? Path.of(given)
                        : Path.of(System.getProperty("roadgate.root", "..")).resolve("../shared"))
                .resolve("can");
        if (!Files.isReadable(can.resolve(name + ".dbc"))) {
            System.out.println("SKIPPED: no fixture " + can.resolve(name + ".dbc") + " (set ROADGATE_SHARED)");
        }
        assumeTrue(Files.isReadable(can.resolve(name + ".dbc")));
        String log = can.resolve(name + ".candump.log").toString();
        assertThat(run("can", "decode", "--dbc", can.resolve(name + ".dbc").toString(), "--in", log))
                .isZero();
        List<String> expected = Files.readAllLines(can.resolve(name + ".expected.jsonl"), StandardCharsets.UTF_8);
        assertThat(out.toString().replace(",\"ext\":false,\"fd\":false", "").lines())
                .containsExactlyElementsOf(expected);
    }
}
