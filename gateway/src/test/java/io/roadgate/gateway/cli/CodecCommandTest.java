package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CodecCommandTest {
    /** A BSM with all numbers at their lowest: choice index 0 without extension, no optional member. */
    private static final String BSM =
            "{\"bsmFrame\":{\"msgCnt\":5,\"id\":\"0102030405060708\",\"secMark\":30500,\"pos\":{\"lat\":297000000,"
                    + "\"long\":1066000000},\"transmission\":\"neutral\",\"speed\":700,\"heading\":28800,\"accelSet\":"
                    + "{\"long\":0,\"lat\":0,\"vert\":-127,\"yaw\":0},\"brakes\":{},\"size\":{\"width\":180,\"length\":450},"
                    + "\"vehicleClass\":{\"classification\":10}}}";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = new CommandLine(new CodecCommand());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines)).toString();
    }

    private List<String> printed() {
        List<String> lines = out.toString().lines().toList();
        out.getBuffer().setLength(0);
        return lines;
    }

    @Test
    void shouldGoThereAndBackWithEverySet() throws IOException {
        String json = file("bsm.jsonl", BSM, BSM);
        for (String set : List.of("day1-2019", "day1-2020", "day2")) {
            String hex = directory.resolve(set + ".hex").toString();
            assertThat(run("encode", "--set", set, "--in", json, "--out", hex)).isZero();
            assertThat(Files.readAllLines(Path.of(hex))).hasSize(2).allMatch(line -> line.matches("[0-9a-f]+"));
            assertThat(run("decode", "--set", set, "--in", hex)).isZero();
            assertThat(printed()).containsExactly(BSM, BSM);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldAnswerEachBadLineInItsPlaceAndGoOn() throws IOException {
        assertThat(run("encode", "--in", file("one.jsonl", BSM))).isZero();
        String hex = printed().get(0);
        String lines = file(
                "mixed.hex",
                "  " + hex.toUpperCase(Locale.ROOT) + "\t",
                "0z",
                "",
                hex + "00",
                "123",
                hex.substring(2),
                hex);
        assertThat(run("decode", "--in", lines)).isEqualTo(1);
        List<String> answers = printed();
        assertThat(answers).hasSize(7);
        assertThat(answers.get(0)).isEqualTo(BSM);
        assertThat(answers.get(1)).isEqualTo("{\"error\":\"'z' is not a hex digit\",\"bit\":4}");
        assertThat(answers.get(2)).isEqualTo("{\"error\":\"the line is empty\",\"bit\":0}");
        assertThat(answers.get(3)).startsWith("{\"error\":\"trailing\",\"bit\":");
        assertThat(answers.get(4)).contains("a hex digit is missing", "\"bit\":8");
        assertThat(answers.get(5)).startsWith("{\"error\":");
        assertThat(answers.get(6)).isEqualTo(BSM);
    }

    @Test
    void shouldSayWhatIsWrongWithJsonAndGoOn() throws IOException {
        String lines =
                file("mixed.jsonl", "{", BSM.replace(":700,", ":9000,"), BSM.replace("secMark", "mark"), "", "[]", BSM);
        assertThat(run("encode", "--in", lines)).isEqualTo(1);
        List<String> answers = printed();
        assertThat(answers).hasSize(6);
        assertThat(answers.subList(0, 5)).allMatch(line -> line.startsWith("{\"error\":") && !line.contains("\"bit\""));
        assertThat(answers.get(1)).contains("bsmFrame.speed: the number 9000 is not in 0..8191");
        assertThat(answers.get(2)).contains("has no member");
        assertThat(answers.get(5)).matches("[0-9a-f]+");
    }

    @Test
    void shouldShowUnitsAndIndent() throws IOException {
        run("encode", "--in", file("one.jsonl", BSM));
        String hex = file("one.hex", printed().get(0));
        assertThat(run("decode", "--units", "--in", hex)).isZero();
        assertThat(printed().get(0))
                .contains("\"speed\":{\"raw\":700,\"value\":14.00,\"unit\":\"m/s\"}")
                .contains("\"heading\":{\"raw\":28800,\"value\":null,\"unit\":\"deg\",\"note\":\"unavailable\"}")
                .contains("\"msgCnt\":5,");
        assertThat(run("decode", "--pretty", "--in", hex)).isZero();
        assertThat(printed()).hasSizeGreaterThan(10).contains("{", "}");
    }

    /** Comments of a module can be in a Chinese code page; two modules can define the same name. */
    @Test
    void shouldCompileModulesAtRunTime() throws IOException {
        Path first = directory.resolve("first.asn");
        Files.write(
                first,
                "First DEFINITIONS AUTOMATIC TAGS ::= BEGIN -- 车速\nSpeed ::= INTEGER (0..255) END"
                        .getBytes(Charset.forName("GBK")));
        String second = file(
                "second.asn",
                "Second DEFINITIONS AUTOMATIC TAGS ::= BEGIN IMPORTS Speed FROM First;",
                "Car ::= SEQUENCE { speed Speed, mode ENUMERATED { a, ... } } Low ::= NULL END",
                "Third DEFINITIONS ::= BEGIN Low ::= BOOLEAN END");
        String hex = file("car.hex", "80000000");
        String[] modules = {"decode", "--asn", first.toString(), second, "--in", hex, "--type"};
        assertThat(run(with(modules, "Car"))).isEqualTo(1);
        assertThat(printed()).containsExactly("{\"error\":\"trailing\",\"bit\":9}");
        assertThat(run(with(modules, "Low"))).isEqualTo(2);
        assertThat(err.toString()).contains("name one of Second, Third");
        Files.writeString(Path.of(hex), "80\n");
        assertThat(run(with(modules, "Low", "--module", "Third"))).isZero();
        assertThat(printed()).containsExactly("true");
        assertThat(run(with(modules, "Low", "--module", "Fourth"))).isEqualTo(2);
        assertThat(err.toString()).contains("there is no module 'Fourth'");
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void shouldRefuseOptionsThatDoNotFit() throws IOException {
        String bad = file("bad.asn", "M DEFINITIONS ::= BEGIN", "A ::= INTEGER (0..b)", "END");
        assertThat(run("decode", "--set", "day3")).isEqualTo(2);
        assertThat(run("decode", "--asn", bad)).isEqualTo(2);
        assertThat(run("decode", "--asn", bad, "--type", "A")).isEqualTo(2);
        assertThat(run("decode", "--asn", bad, "--type", "A", "--set", "day2")).isEqualTo(2);
        assertThat(run("decode", "--asn", bad, "--type", "A", "--units")).isEqualTo(2);
        assertThat(run("decode", "--asn", bad + "x", "--type", "A")).isEqualTo(2);
        assertThat(run("decode", "--type", "Nothing")).isEqualTo(2);
        assertThat(run("decode", "--in", bad + "x")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no set 'day3': day1-2019, day1-2020 or day2")
                .contains("--asn needs --type")
                .contains("bad.asn:2: 'b' is not defined or imported in the module M")
                .contains("give --set or --asn, not both")
                .contains("--units goes with --set only")
                .contains("there is no file")
                .contains("no module defines the type 'Nothing'")
                .contains("it is not there")
                .contains("say decode or encode");
        assertThat(printed()).isEmpty();
    }
}
