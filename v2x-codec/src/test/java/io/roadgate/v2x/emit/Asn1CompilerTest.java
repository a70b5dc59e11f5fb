package io.roadgate.v2x.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
                    A ::= SET { a BOOLEAN }                               | the type SET is not supported
                    A ::= REAL                                            | the type REAL is not supported
                    A ::= OBJECT IDENTIFIER                               | the type OBJECT is not supported
                    A ::= UTF8String                                      | the type UTF8String is not supported
                    A ::= SEQUENCE { a BOOLEAN DEFAULT TRUE }             | DEFAULT is not supported
                    A ::= SEQUENCE { COMPONENTS OF B }                    | COMPONENTS OF is not supported
                    A ::= SEQUENCE { ..., [[ a BOOLEAN ]] }               | addition groups [[ ]] are not supported
                    A ::= SEQUENCE { ..., a NULL, ..., b NULL }           | behind a second extension marker are not supported
                    A ::= [0] BOOLEAN                                     | explicit tags are not supported
                    A ::= SEQUENCE { a [0] BOOLEAN }                      | explicit tags are not supported
                    A { B } ::= SEQUENCE { a B }                          | parameterised types are not supported
                    A ::= INTEGER (0..5 ^ 7)                              | constraints other than one interval are not supported
                    A ::= INTEGER (0..5)(1..2)                            | a second constraint on the same type
                    A ::= INTEGER (0..5, ..., 9)                          | values behind the extension marker
                    A ::= INTEGER (5..0)                                  | the lower bound 5 is above the upper bound 0
                    A ::= INTEGER (MIN..5)                                | with an upper bound only
                    A ::= INTEGER (0..18446744073709551615)               | INTEGER bounds beyond 64 bits
                    A ::= IA5String (FROM ("a".."z"))                     | has no place here
                    A ::= IA5String (FROM (ab))                           | only SIZE constraints are supported here
                    A ::= OCTET STRING (SIZE (-1..5))                     | a size starts at 0 or more
                    A ::= SEQUENCE { a BOOLEAN, a NULL }                  | the name 'a' is used twice
                    A ::= SEQUENCE { a-b BOOLEAN, aB NULL }               | the name 'aB' collides in Java
                    A ::= SEQUENCE { a B }                                | the type 'B' is not defined in this set
                    A ::= INTEGER (0..most)                               | the value 'most' is not defined
                    A ::= SEQUENCE { a A OPTIONAL }                       | contains itself
                    A ::= ENUMERATED { ..., a }                           | at least one item before the extension marker
                    A ::= ENUMERATED { a(1), b }                          | either all or none of the root items carry a number
                    A ::= BitReader                                       | the type 'BitReader' is not defined in this set
                    a BOOLEAN ::= TRUE                                    | only values of type INTEGER are supported
                    A ::= CLASS.&id                                       | the type CLASS is not supported
                    A ::= SEQUENCE { a BOOLEAN                            | expected ',', found 'END'
                    """)
    void shouldRefuseWithFileLineAndReason(String definition, String reason) {
        String source = module("Fine ::= NULL", definition);
        assertThatThrownBy(() -> compile(source))
                .isInstanceOf(Asn1Fault.class)
                .hasMessageMatching("(?s)m0\\.asn:[45]: .*")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseModulesWithOtherTags() {
        assertThatThrownBy(() -> compile("M DEFINITIONS ::= BEGIN END"))
                .hasMessage("m0.asn:1: only modules with AUTOMATIC TAGS are supported");
    }

    @Test
    void shouldRefuseImportsThatLeadNowhere() {
        assertThatThrownBy(() -> compile(module("IMPORTS A FROM N;")))
                .hasMessage("m0.asn:3: the module 'N' is not in this set");
        String other = "N DEFINITIONS AUTOMATIC TAGS ::= BEGIN B ::= NULL END";
        assertThatThrownBy(() -> compile(module("IMPORTS A FROM N;"), other))
                .hasMessage("m0.asn:3: the module 'N' does not define 'A'");
        assertThatThrownBy(() -> compile(module("A ::= SEQUENCE { b B }"), other))
                .hasMessage("m0.asn:3: the type 'B' is not defined or imported here");
    }

    @Test
    void shouldRefuseTheSameNameTwice() {
        assertThatThrownBy(() -> compile(module("A ::= NULL", "A ::= NULL")))
                .hasMessage("m0.asn:4: the type 'A' is defined twice in this set");
    }

    @Test
    void shouldRefuseACommentWithoutEnd() {
        assertThatThrownBy(() -> compile(module("/* A ::= NULL"))).hasMessageStartingWith("m0.asn:3: the comment");
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
}
