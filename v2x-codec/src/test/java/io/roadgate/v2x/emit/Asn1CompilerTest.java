package io.roadgate.v2x.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.v2x.schema.SchemaFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Asn1CompilerTest {
    private static Map<String, String> compile(String... bodies) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 0; i < bodies.length; i++) {
            sources.put("m" + i + ".asn", bodies[i]);
        }
        return Asn1Compiler.compile("io.example", "test", sources);
    }

    private static String module(String... lines) {
        return "M DEFINITIONS AUTOMATIC TAGS ::=\nBEGIN\n" + String.join("\n", lines) + "\nEND\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A ::= REAL                                            | REAL has no Java class
                    A ::= SEQUENCE { a OBJECT IDENTIFIER }                | OBJECT IDENTIFIER has no Java class
                    A ::= GeneralString                                   | GeneralString has no Java class
                    A ::= UniversalString                                 | characters beyond U+FFFF have no Java class
                    A ::= INTEGER (0..18446744073709551615)               | INTEGER bounds beyond 64 bits signed
                    A ::= OCTET STRING (SIZE (0..2147483648))             | sizes above 2147483647 are not supported
                    A ::= SEQUENCE { a-b BOOLEAN, aB NULL }               | the name 'aB' collides in Java
                    A ::= CHOICE { a-b BOOLEAN, aB NULL }                 | the name 'aB' collides in Java
                    A ::= ENUMERATED { names }                            | the name 'names' collides in Java
                    """)
    void shouldRefuseWithFileLineAndReason(String definition, String reason) {
        String source = module("Fine ::= NULL", definition);
        assertThatThrownBy(() -> compile(source))
                .isInstanceOf(SchemaFault.class)
                .hasMessageMatching("(?s)m0\\.asn:[45]: .*")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldResolveNamesOfValuesThroughImports() {
        String other = "N DEFINITIONS AUTOMATIC TAGS ::= BEGIN most INTEGER ::= 9 limit INTEGER ::= most END";
        String java = compile(module("IMPORTS limit FROM N;", "A ::= SEQUENCE { a INTEGER (1..limit) }"), other)
                .get("A.java");
        assertThat(java).contains("a = in.readRange(1, 9, 4);");
    }

    @Test
    void shouldCarryCommentsIntoJavadoc() {
        String java = compile(module(
                        "-- Wheel speed, unit 1 rpm.",
                        "Speed ::= INTEGER (0..7)",
                        "A ::= SEQUENCE {",
                        "  -- front left",
                        "  speed Speed, -- measured",
                        "  flag BOOLEAN -- a < b",
                        "}"))
                .get("A.java");
        assertThat(java)
                .contains("/** Front left measured. Wheel speed, unit 1 rpm. Wire: INTEGER 0..7. */")
                .contains("/** A &lt; b. Wire: BOOLEAN. */");
    }

    @Test
    void shouldMakeJavaSafeNames() {
        String java = compile(module("A-b ::= SEQUENCE { long BOOLEAN, up-down BOOLEAN, clear BOOLEAN }"))
                .get("AB.java");
        assertThat(java).contains("public boolean long_()", "public boolean upDown()", "public boolean clear_()");
        assertThat(JavaNames.constant("elev-500-00")).isEqualTo("ELEV_500_00");
        assertThat(JavaNames.constant("forwardGears")).isEqualTo("FORWARD_GEARS");
        assertThat(JavaNames.constant("prec0-1deg")).isEqualTo("PREC0_1DEG");
    }

    @Test
    void shouldTellTypesOfOneNameApartByTheirModule() {
        String other = "N DEFINITIONS AUTOMATIC TAGS ::= BEGIN A ::= SEQUENCE { b NULL } END";
        Map<String, String> files =
                compile(module("A ::= SEQUENCE { a BOOLEAN }", "OctetString ::= CHOICE { c NULL }"), other);
        assertThat(files).containsOnlyKeys("MA.java", "NA.java", "MOctetString.java", "package-info.java");
    }

    @Test
    void shouldUseTheClassesOfTheFirstSetAndTouchOnlyWhatChanged(@TempDir Path directory) throws IOException {
        Path base = Files.createDirectories(directory.resolve("base"));
        Path more = Files.createDirectories(directory.resolve("more"));
        Files.writeString(
                base.resolve("same.asn"), "S DEFINITIONS AUTOMATIC TAGS ::= BEGIN Same ::= SEQUENCE { a NULL } END");
        Files.writeString(
                base.resolve("top.asn"),
                "T DEFINITIONS AUTOMATIC TAGS ::= BEGIN IMPORTS Same FROM S; Top ::= SEQUENCE { s Same } END");
        Files.writeString(
                more.resolve("top.asn"),
                "T DEFINITIONS AUTOMATIC TAGS ::= BEGIN IMPORTS Same FROM S; Top ::= SEQUENCE { s Same, t NULL } END");
        String[] arguments = {
            directory.resolve("java").toString(), "one=x.one=" + base, "two=x.two=" + base + "," + more
        };
        Asn1Compiler.main(arguments);
        Path two = directory.resolve("java/x/two");
        assertThat(names(directory.resolve("java/x/one")))
                .containsExactly("Same.java", "Top.java", "package-info.java");
        assertThat(names(two)).containsExactly("Top.java", "package-info.java");
        assertThat(two.resolve("Top.java")).content().contains("import x.one.Same;", "NullValue t");
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(two.resolve("Top.java"), old);
        Files.writeString(two.resolve("Stale.java"), "");
        Asn1Compiler.main(arguments);
        assertThat(Files.getLastModifiedTime(two.resolve("Top.java"))).isEqualTo(old);
        assertThat(two.resolve("Stale.java")).doesNotExist();
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
