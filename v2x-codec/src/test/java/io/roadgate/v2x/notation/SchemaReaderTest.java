package io.roadgate.v2x.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.NullConstant;
import io.roadgate.v2x.schema.Schema;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaReaderTest {
    private static Schema read(String... texts) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i++) {
            sources.put("m" + i + ".asn", texts[i]);
        }
        return SchemaReader.read(sources);
    }

    private static String module(String... lines) {
        return "M DEFINITIONS AUTOMATIC TAGS ::=\nBEGIN\n" + String.join("\n", lines) + "\nEND\n";
    }

    private static WireType.SequenceType sequence(Schema schema, String name) {
        return (WireType.SequenceType) schema.named(name).get(0).structure();
    }

    private static Object defaultOf(String type, String value, String... more) {
        String definition = "A ::= SEQUENCE { a " + type + " DEFAULT " + value + " }";
        Schema schema = read(module(definition, String.join("\n", more)));
        return sequence(schema, "A").root().get(0).defaultValue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A ::= EXTERNAL                                    | the type EXTERNAL is not supported
            A ::= INSTANCE OF B                               | the type INSTANCE is not supported
            A ::= SEQUENCE { a DATE }                         | the type DATE is not supported
            A ::= SEQUENCE { a B }                            | 'B' is not defined or imported in the module M
            A ::= N.B                                         | 'N.B' is not defined
            A ::= INTEGER (0..most)                           | 'most' is not defined
            A ::= INTEGER (5..0)                              | the lower bound 5 is above the upper bound 0
            A ::= INTEGER (0..5) (7..9)                       | no number fulfils this constraint
            A ::= INTEGER (0.."a")                            | expected a whole number, found '"a"'
            A ::= OCTET STRING (SIZE (-1..5))                 | a size starts at 0 or more
            A ::= OCTET STRING (SIZE (1..2)) (SIZE (3))       | no size fulfils this constraint
            A ::= OCTET STRING (FROM ("a"))                   | FROM goes with character strings only
            A ::= IA5String (FROM ("z".."a"))                 | the first character of the range is behind the last
            A ::= IA5String (FROM ("ab".."c"))                | the end of a range is one character
            A ::= SEQUENCE { a BOOLEAN, a NULL }              | the name 'a' is used twice
            A ::= SEQUENCE { a BOOLEAN, ..., [[ a NULL ]] }   | the name 'a' is used twice
            A ::= SEQUENCE { [[ a NULL ]] }                   | [[ ]] stands behind the extension marker only
            A ::= SEQUENCE { ..., ..., ... }                  | a third extension marker
            A ::= SEQUENCE { a A }                            | always contains itself
            A ::= CHOICE { a A }                              | always contains itself
            A ::= SEQUENCE (SIZE (2)) OF A                    | always contains itself
            A ::= A                                           | defined by itself
            A ::= A (SIZE (3))                                | defined by itself
            A ::= SEQUENCE { COMPONENTS OF A }                | COMPONENTS OF includes itself
            A ::= SEQUENCE { COMPONENTS OF BOOLEAN }          | COMPONENTS OF takes a SEQUENCE
            A ::= CHOICE { ..., a NULL }                      | needs an alternative before its extension marker
            A ::= CHOICE { a [0] NULL, b [0] BOOLEAN }        | has the tag of another member
            A ::= ENUMERATED { ..., a }                       | at least one item before it
            A ::= ENUMERATED { a(1), b(1) }                   | the number 1 is used twice
            A ::= ENUMERATED { a, a }                         | the name 'a' is used twice
            A ::= SEQUENCE { a ENUMERATED { b } DEFAULT c }   | 'c' is not defined
            A ::= SEQUENCE { a BOOLEAN DEFAULT 1 }            | expected TRUE or FALSE, found '1'
            A ::= SEQUENCE { a BIT STRING { b(0) } DEFAULT { c } } | the bit string has no bit 'c'
            A ::= x < BOOLEAN                                 | there is no alternative 'x' to select
            A ::= BOOLEAN.&id                                 | expected ')'
            A ::= C.&id                                       | 'C' is not an information object class
            A ::= P                                           | 'P' takes 1 parameters, not 0
            A ::= P { BOOLEAN, NULL }                         | 'P' takes 1 parameters, not 2
            A ::= SEQUENCE { a BOOLEAN                        | expected ','
            A ::= 'AB'                                        | expected the end of a quoted value
            A ::= IA5String (FROM ("a))                       | has no end
            A ::= §                                           | the character '§' has no place here
            A ::= SEQUENCE { k K.&id, v K.&T ({S}{@x}) }      | the component relation finds no member 'x'
            A ::= SEQUENCE { k K.&id, v K.&T ({S}{@..k}) }    | the component relation leads out of the type
            A ::= SEQUENCE { k K.&no }                        | the class 'K' has no '&no'
            A ::= P { P { A } }                               | always contains itself
            a INTEGER ::= a  B ::= INTEGER (0..a)             | is defined by itself
            """)
    void shouldRefuseWithFileLineAndReason(String definition, String reason) {
        String text = module(
                "P { T } ::= SEQUENCE { t T }",
                "K ::= CLASS { &id INTEGER UNIQUE, &T } WITH SYNTAX { &T AT &id } S K ::= { { NULL AT 1 } }",
                definition);
        if (definition.startsWith("A ::= BOOLEAN.")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(SchemaFault.class).hasMessageStartingWith("m0.asn:5");
            return;
        }
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SchemaFault.class)
                .hasMessageMatching("(?s)m0\\.asn:[3-6]: .*")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseImportsThatLeadNowhere() {
        assertThatThrownBy(() -> read(module("IMPORTS A FROM N;")))
                .hasMessage("m0.asn:3: 'A' comes from the module 'N', which is not among the given files");
        String other = "N DEFINITIONS ::= BEGIN B ::= NULL END";
        assertThatThrownBy(() -> read(module("IMPORTS A FROM N;"), other))
                .hasMessage("m0.asn:3: the module 'N' does not define 'A'");
        assertThatThrownBy(() -> read(module("A ::= SEQUENCE { b B }"), other))
                .hasMessage("m0.asn:3: 'B' is not defined or imported in the module M, only in another one");
        assertThatThrownBy(() -> read(other, other)).hasMessageContaining("is defined at m0.asn:1 too");
        assertThatThrownBy(() -> read(module("A ::= NULL", "A ::= NULL")))
                .hasMessage("m0.asn:4: 'A' is defined twice in the module M");
        assertThatThrownBy(() -> read(module("/* /* */ A ::= NULL")))
                .hasMessage("m0.asn:3: the comment that starts here has no end");
    }

    @Test
    void shouldReadAllFormsOfModuleHeadsAndImports() {
        String first =
                "First { iso(1) first(7) } \"\" ".replace(" \"\" ", " ") + "DEFINITIONS EXPLICIT TAGS ::= BEGIN\n"
                        + "EXPORTS ALL; IMPORTS A, b FROM Second { iso 2 } WITH SUCCESSORS C FROM Third thirdId;\n"
                        + "X ::= SEQUENCE { a A (0..b), c Third.C, d Second.A (Second.b) }\nEND";
        String second = "Second DEFINITIONS IMPLICIT TAGS ::= BEGIN EXPORTS A, b; A ::= INTEGER b A ::= 9 END";
        String third = "Third DEFINITIONS ::= BEGIN EXPORTS; C ::= NULL thirdId OBJECT IDENTIFIER ::= {1 2} END";
        Schema schema = read(first + "\n" + second, third);
        assertThat(schema.modules()).extracting(Schema.Module::name).containsExactly("First", "Second", "Third");
        List<Member> members = sequence(schema, "X").root();
        assertThat(((WireType.IntegerType) members.get(0).type()).range()).hasToString("0..9");
        assertThat(members.get(1).type()).isSameAs(schema.find("Third", "C"));
        assertThat(((WireType.IntegerType) members.get(2).type()).range()).hasToString("9");
    }

    @Test
    void shouldEvaluateDefaultsOfAllKinds() {
        assertThat(defaultOf("INTEGER { few(2) }", "few")).isEqualTo(BigInteger.TWO);
        assertThat(defaultOf("INTEGER", "-5")).isEqualTo(BigInteger.valueOf(-5));
        assertThat(defaultOf("B", "b", "b B ::= c c INTEGER ::= 7 B ::= INTEGER"))
                .isEqualTo(BigInteger.valueOf(7));
        assertThat(defaultOf("BOOLEAN", "FALSE")).isEqualTo(false);
        assertThat(defaultOf("NULL", "NULL")).isEqualTo(NullConstant.NULL);
        assertThat(defaultOf("ENUMERATED { x, ..., y }", "y")).isEqualTo("y");
        assertThat(defaultOf("OCTET STRING", "'0A F'H")).isEqualTo("0af0");
        assertThat(defaultOf("OCTET STRING", "'101'B")).isEqualTo("a0");
        assertThat(defaultOf("IA5String", "\"say \"\"so\"\"\"")).isEqualTo("say \"so\"");
        assertThat(defaultOf("REAL", "1.5e3")).isEqualTo(1500.0);
        assertThat(defaultOf("OBJECT IDENTIFIER", "{iso standard 8571 x(3)}")).isEqualTo("1.0.8571.3");
        assertThat(defaultOf("OBJECT IDENTIFIER", "{o 4}", "o OBJECT IDENTIFIER ::= {itu-t 3}"))
                .isEqualTo("0.3.4");
        assertThat(defaultOf("BIT STRING", "'1010'B"))
                .isEqualTo(Map.of("value", "a0", "length", BigInteger.valueOf(4)));
        assertThat(defaultOf("BIT STRING { x(1), y(3) } (SIZE (10))", "{ x }"))
                .isEqualTo(Map.of("value", "4000", "length", BigInteger.TEN));
        assertThat(defaultOf("SEQUENCE { x INTEGER, y BOOLEAN OPTIONAL }", "{ x 1 }"))
                .isEqualTo(Map.of("x", BigInteger.ONE));
        assertThat(defaultOf("SEQUENCE OF NULL", "{ NULL, NULL }"))
                .isEqualTo(List.of(NullConstant.NULL, NullConstant.NULL));
        assertThat(defaultOf("SEQUENCE OF NULL", "{}")).isEqualTo(List.of());
        assertThat(defaultOf("CHOICE { p BOOLEAN, q INTEGER }", "q : 3")).isEqualTo(Map.of("q", BigInteger.valueOf(3)));
    }

    @Test
    void shouldKeepPlacesNamesAndComments() {
        Schema schema = read("-- What it is for.\n"
                + module(
                        "-- Wheel speed, unit 1 rpm.",
                        "Speed ::= INTEGER (0..7)",
                        "/**",
                        " * Two wheels.",
                        " */",
                        "Pair ::= SEQUENCE {",
                        "  -- on the left",
                        "  left Speed, -- measured",
                        "  right Speed (0..3) -- guessed",
                        "}"));
        assertThat(schema.modules().get(0).doc()).isEqualTo("What it is for.");
        NamedType speed = schema.find("M", "Speed");
        assertThat(speed.doc()).isEqualTo("Wheel speed, unit 1 rpm.");
        assertThat(speed.at()).isEqualTo(new SourcePosition("m0.asn", 5));
        assertThat(schema.find("M", "Pair").doc()).isEqualTo("Two wheels.");
        List<Member> members = sequence(schema, "Pair").root();
        assertThat(members).extracting(Member::doc).containsExactly("on the left measured", "guessed");
        assertThat(members.get(0).type()).isSameAs(speed);
        assertThat(((WireType.Structural) members.get(1).type()).origin().derivedFrom())
                .isSameAs(speed);
        assertThat(schema.find("M", "Other")).isNull();
    }

    @Test
    void shouldShareInstancesWithTheSameParameters() {
        Schema schema = read(module(
                "P { T, INTEGER : n } ::= SEQUENCE { t T, s OCTET STRING (SIZE (n)), next P { T, n } OPTIONAL }",
                "A ::= SEQUENCE { a P { BOOLEAN, 3 }, b P { BOOLEAN, 3 }, c P { BOOLEAN, 4 } }"));
        List<Member> members = sequence(schema, "A").root();
        assertThat(members.get(0).type())
                .isSameAs(members.get(1).type())
                .isNotSameAs(members.get(2).type());
        assertThat(members.get(0).type()).hasToString("M.P{BOOLEAN, 3}");
        assertThat(schema.types()).extracting(NamedType::name).containsExactly("A");
    }

    @Test
    void shouldTakeNoExtensionMarkerOverFromAnEarlierConstraint() {
        Schema schema = read(module(
                "A ::= INTEGER (0..9, ...)",
                "B ::= A (2..5)",
                "C ::= B (3..4, ...)",
                "D ::= C (CONSTRAINED BY { })",
                "E ::= IA5String (SIZE (1..4, ...)) (FROM (\"ab\"))"));
        assertThat(((WireType.IntegerType) schema.find("M", "B").structure()).range())
                .hasToString("2..5");
        assertThat(((WireType.IntegerType) schema.find("M", "C").structure()).range())
                .hasToString("3..4, extensible");
        assertThat(((WireType.IntegerType) schema.find("M", "D").structure())
                        .range()
                        .extensible())
                .isTrue();
        WireType.StringType text = (WireType.StringType) schema.find("M", "E").structure();
        assertThat(text.size()).hasToString("1..4");
        assertThat(text.code().bits()).isEqualTo(1);
    }
}
