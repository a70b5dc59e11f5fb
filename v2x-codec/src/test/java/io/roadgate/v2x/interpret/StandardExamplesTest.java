package io.roadgate.v2x.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of X.691 Annex A, whose octets are those of the standard: tags, SET, alphabets, extensions, groups. */
class StandardExamplesTest {
    private static final String JOHN = """
            {"name":{"givenName":"John","initial":"P","familyName":"Smith"},"title":"Director","number":51,
            "dateOfHire":"19710917","nameOfSpouse":{"givenName":"Mary","initial":"T","familyName":"Smith"},
            "children":[{"name":{"givenName":"Ralph","initial":"T","familyName":"Smith"},"dateOfBirth":"19571111"},
            {"name":{"givenName":"Susan","initial":"B","familyName":"Jones"},"dateOfBirth":"19590717"%s}]}
            """;

    private static final String RECORD = """
            P DEFINITIONS ::= BEGIN
            Record ::= [APPLICATION 0] IMPLICIT SET {
              name Name, title [0] VisibleString, number Number, dateOfHire [1] Date, nameOfSpouse [2] Name,
              children [3] IMPLICIT SEQUENCE %s OF Child %s }
            Child ::= SET { name Name, dateOfBirth [0] Date %s }
            Name ::= [APPLICATION 1] IMPLICIT SEQUENCE { givenName Part, initial Part %s, familyName Part %s }
            Number ::= [APPLICATION 2] IMPLICIT INTEGER %s
            Date ::= [APPLICATION 3] IMPLICIT VisibleString %s
            Part ::= VisibleString %s
            END
            """;

    private static void check(String module, String type, String json, String hex) {
        TypeCodec codec = Interpreter.compile(Map.of("p.asn", module)).codec(type);
        assertThat(Octets.hex(codec.encode(json))).isEqualTo(hex);
        assertThat(JsonText.parse(codec.decode(Octets.ofHex(hex)))).isEqualTo(JsonText.parse(json));
    }

    @Test
    void shouldEncodeTheRecordWithoutConstraints() {
        check(
                RECORD.formatted("", "DEFAULT {}", "", "", "", "", "", ""),
                "Record",
                JOHN.formatted(""),
                "824adfa3700d005a7b74f4d0026611134f2cb8fa6fe410c5cb762c1cb16e09370f2f20350169edd3d340102d2c3b3868"
                        + "01a80b4f6e9e9a0218b96add8b162c4169f5e787700c20595bf765e610c5cb572c1bb16e");
    }

    @Test
    void shouldEncodeTheRecordWithConstraints() {
        check(
                RECORD.formatted(
                        "",
                        "DEFAULT {}",
                        "",
                        "(SIZE (1))",
                        "",
                        "",
                        "(FROM (\"0\"..\"9\") ^ SIZE (8))",
                        "(FROM (\"a\"..\"z\" | \"A\"..\"Z\" | \"-.\") ^ SIZE (1..64))"),
                "Record",
                JOHN.formatted(""),
                "865d51d2888a5125f180998444d3cb2e3e9bf90cb8848b867396e8a88a5125f181089b93d71aa2294497c632ae222222"
                        + "985ce521885d54c170cac838b8");
    }

    @Test
    void shouldEncodeTheRecordWithExtensionMarkers() {
        check(
                RECORD.formatted(
                        "(SIZE (2, ...))",
                        "OPTIONAL, ...",
                        ", ..., sex [1] IMPLICIT ENUMERATED { male(1), female(2), unknown(3) } OPTIONAL",
                        "(SIZE (1))",
                        ", ...",
                        "(0..9999, ...)",
                        "(FROM (\"0\"..\"9\") ^ SIZE (8, ..., 9..20))",
                        "(FROM (\"a\"..\"z\" | \"A\"..\"Z\" | \"-.\") ^ SIZE (1..64, ...))"),
                "Record",
                JOHN.formatted(",\"sex\":\"female\""),
                "40cbaa3a5108a5125f180330889a7965c7d37f20cb8848b819ce5ba2a114a24be30113727ae3542294497c6195711118"
                        + "22985ce521842eaa60b832b20e2e020280");
    }

    @Test
    void shouldEncodeGroupsOnBothSides() {
        String module = """
                A DEFINITIONS AUTOMATIC TAGS ::= BEGIN
                Ax ::= SEQUENCE { a INTEGER (250..253), b BOOLEAN,
                  c CHOICE { d INTEGER, ..., [[ e BOOLEAN, f IA5String ]], ... },
                  ..., [[ g NumericString (SIZE (3)), h BOOLEAN OPTIONAL ]], ...,
                  i BMPString OPTIONAL, j PrintableString OPTIONAL }
                END
                """;
        check(module, "Ax", "{\"a\":253,\"b\":true,\"c\":{\"e\":true},\"g\":\"123\",\"h\":true}", "9e000600040a4690");
    }
}
