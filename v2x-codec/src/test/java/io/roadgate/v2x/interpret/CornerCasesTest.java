package io.roadgate.v2x.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The edges of the standards, worked out by hand from X.691.
 *
 * <p>Erlang's asn1 compiler (25.2) reads these octets as the same values and writes them again, except where it does not sort
 * the alternatives of a CHOICE by tag (Cho1, ChoU), sees EXCEPT or what a contained type has behind its marker, or cannot
 * compile an alphabet (SizeAndFrom, SizeExtFrom, FromExt, FromUnion, SizeUnionFrom, Ia5One). For the constraints among
 * those, asn1c 0.9.28 prints the same effective ones ({@code asn1c -E -F -print-constraints}) but for SizeAndFrom, whose alphabet
 * it does not see.
 */
class CornerCasesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            BothSizes ; "ab" ; 30e2
            BothSizes ; "abcd" ; 8261c58f20
            SizeAndFrom ; "abc" ; 2180
            SizeAndFrom ; "xyz" ; 81f8f3e8
            SizeAndFrom ; "abcdab" ; 8361c58f261c40
            SizeExtFrom ; "abc" ; 2180
            SizeExtFrom ; "abcdab" ; 8361c58f261c40
            FromSerial ; "abc" ; 4300
            SizeSerial ; "abc" ; 2180
            SizeSerial ; "abcdab" ; 8361c58f261c40
            FromExt ; "xyz" ; 03f1e7d0
            FromUnion ; "axz" ; 031300
            SizeUnionFrom ; "zz" ; 02f5e8
            FromExtBase ; 7 ; 70
            UnionExtBase ; 25 ; c8
            ExtNarrow ; 3 ; 40
            IntVis ; 60 ; 0a
            IntVis ; 210 ; a0
            IntExc ; 20 ; 28
            IntAllExc ; 20 ; 0114
            IntInter ; 60 ; 28
            Big65535 ; [true,false] ; 000280
            Big65536 ; [true,false] ; 0280
            Big1To65536 ; [true,false] ; 0280
            OctExt3 ; "010203" ; 00810180
            OctExt3 ; "0102" ; 81008100
            OctSemi ; "010203" ; 03010203
            BitSemi ; {"value":"a0","length":3} ; 03a0
            BitExtFix ; {"value":"a0","length":4} ; 50
            BitExtFix ; {"value":"a0","length":5} ; 82d0
            BitN ; {"value":"84","length":6} ; 0684
            BitNsz ; {"value":"80","length":3} ; 10
            En1 ; "a" ; 40
            En1 ; "b" ; 00
            En1 ; "c" ; 20
            En1 ; "d" ; 80
            En1 ; "e" ; 81
            En70 ; "x62" ; be
            En70 ; "x63" ; bf
            En70 ; "x64" ; c05000
            En70 ; "x65" ; c05040
            Set1 ; {"a":5,"b":true,"c":null,"d":false} ; b4
            Set1 ; {"a":5,"b":true,"c":null} ; 68
            Cho1 ; {"a":5} ; a8
            Cho1 ; {"b":true} ; 60
            Cho1 ; {"c":null} ; 00
            Cho1 ; {"d":true} ; e0
            SeqGrp ; {"a":true,"b":false,"c":5,"d":1,"e":true,"z":true} ; e0b80d400a000e00
            SeqGrp ; {"a":true,"b":false,"z":true} ; e0a00800
            SeqGrp ; {"a":true,"d":3,"z":false} ; c0900e00
            SeqGrpDef ; {"a":true,"b":false} ; c0406000
            SeqGrpDef ; {"a":true,"c":4} ; c0405800
            SeqOptMany ; {"c":-1,"d":0.15625,"e":"1.2.840.113549","f":"8.500"} ; 3c07fc0e03ec1418aa19221bdc340c220dd0
            SeqOptMany ; {"a":true,"b":null} ; c2
            SeqCo ; {"x":true,"a":false,"z":true,"y":false} ; a0
            Bmp ; "ab" ; 4018401880
            BmpFrom ; "abcd" ; 041b
            Uni ; "ab" ; 400000184000001880
            UniFrom ; "abcd" ; 041b
            Vis ; "~ " ; 5f9000
            VisFrom ; "0F9A" ; 040f9a
            Num ; " 19" ; 4054
            NumFrom ; "019" ; 030190
            Pri ; "A'C" ; 034c
            Ia5One ; "xxx" ; 60
            Tel ; "abc" ; 03616263
            Gen ; "abc" ; 03616263
            Utc ; "991231235959Z" ; 0d72e58b266c59336ae5ab9b40
            Gti ; "20261124190000.5Z" ; 1164c193662c593462e583060c1735b4
            Utf ; "é中" ; 05c3a9e4b8ad
            OctC ; "4000" ; 024000
            BitC ; {"value":"40","length":3} ; 0340
            IntSemiNeg ; 300 ; 020131
            IntMaxTo ; -129 ; 02ff7f
            Int64 ; -1 ; 7fffffffffffffff
            IntU64 ; 18446744073709551615 ; ffffffffffffffff
            Int128 ; 340282366920938463463374607431768211455 ; ffffffffffffffffffffffffffffffff
            IntExtBig ; -129 ; 817fbf80
            IntExtBig ; 256 ; 81008000
            IntExtBig ; 255 ; 7f80
            ChoExt ; {"a":null} ; 00
            ChoExt ; {"b":2} ; 800180
            ChoExt ; {"c":true} ; 810180
            ChoExt ; {"d":null} ; 820100
            ChoNest ; {"a":{"y":true}} ; 60
            SeqOfExt ; [1,2] ; 0900
            SeqOfExt ; [1,2,3] ; 818918
            SetOf ; [3,1,2] ; c0c04080
            Empty ; {} ; 00
            EmptyExt ; {} ; 00
            ListEmpty ; [{},{},{}] ; 60
            SeqDef ; {} ; 00
            SeqDef ; {"b":{"value":"80","length":1},"o":"0b","e":"u","s":"ho","i":6} ; f406021602d1bc0418
            ChoU ; {"s":"a"} ; a03840
            ChoU ; {"i":5} ; 2020a0
            ChoU ; {"b":true} ; 10
            ChoU ; {"q":{"n":null}} ; 80
            ChoU ; {"in":{"z":null}} ; 50
            ChoU ; {"in":{"y":{"value":"80","length":1}}} ; 4018
            ChoU ; {"o":"aa"} ; 603540
            SetU ; {"s":"a","in":{"y":{"value":"80","length":1}},"b":true,"e":"v","i":2} ; c00e0384
            Several ; {"family":1,"version":1,"body":true} ; 110180
            Several ; {"family":1,"version":2,"body":7} ; 120107
            Several ; {"family":2,"version":1,"body":null} ; 210100
            Several ; {"family":2,"version":2,"body":{"$open":"ff"}} ; 2201ff
            Fixed ; {"body":7} ; 0107
            RealParts ; {"r":0.5} ; 81c07f8080
            BitDef ; {"b":{"value":"c0","length":2}} ; 8160
            """)
    void shouldWriteAndReadWhatTheStandardWants(String type, String json, String hex) {
        TypeCodec codec = Modules.file("corners.asn").codec(type);
        assertThat(Octets.hex(codec.encode(json))).isEqualTo(hex);
        assertThat(JsonText.parse(codec.decode(Octets.ofHex(hex)))).isEqualTo(JsonText.parse(json));
    }

    /** Clause 19.5: a value that equals its default is not written, however either of them is given. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            RealParts ; {"r":0.15625}
            RealDecimal ; {"r":1.25}
            BitDef ; {"b":{"value":"4000","length":9}}
            BitDef ; {"b":{"value":"40","length":2}}
            """)
    void shouldKnowTheDefaultInEachOfItsForms(String type, String json) {
        TypeCodec codec = Modules.file("corners.asn").codec(type);
        assertThat(Octets.hex(codec.encode(json))).isEqualTo("00");
        assertThat(codec.decode(Octets.ofHex("00"))).isEqualTo("{}");
    }

    /** Clause 11.9.3.8 for each kind that has a length, where a part ends and where the next one starts. */
    @ParameterizedTest
    @CsvSource({"16383", "16384", "16385", "32768", "65535", "65536", "81920", "98305"})
    void shouldGoOnInFragmentsWithEachKindOfLength(int length) {
        Interpreter corners = Modules.file("corners.asn");
        String bits = "{\"value\":\"" + "a5".repeat(length / 8) + (length % 8 == 0 ? "" : "80") + "\",\"length\":"
                + length + "}";
        roundTrip(corners.codec("BitSemi"), bits.replace("80\"", length % 8 == 7 ? "a4\"" : "80\""));
        roundTrip(corners.codec("OctSemi"), "\"" + "5a".repeat(length) + "\"");
        roundTrip(corners.codec("BmpFrom"), "\"" + "d".repeat(length) + "\"");
        roundTrip(corners.codec("Gen"), "\"" + "g".repeat(length) + "\"");
        roundTrip(corners.codec("Utf8Any"), "\"" + "u".repeat(length) + "\"");
        roundTrip(corners.codec("SeqOfExt"), "[" + "7,".repeat(length - 1) + "8]");
        roundTrip(corners.codec("Holder"), "{\"list\":[" + "true,".repeat(length - 1) + "false]}");
    }

    private static void roundTrip(TypeCodec codec, String json) {
        assertThat(codec.decode(codec.encode(json))).isEqualTo(json);
    }

    @Test
    void shouldRefuseWhatNoEncoderMayWrite() {
        Interpreter corners = Modules.file("corners.asn");
        assertThat(fault(corners.codec("Oid"), "028001")).isEqualTo("range");
        assertThat(fault(corners.codec("Fixed"), "020700")).isEqualTo("trailing");
        assertThat(fault(corners.codec("Holder"), "808000")).isEqualTo("size");
        assertThat(fault(corners.codec("SizeAndFrom"), "81e1c58c")).isEqualTo("size");
        assertThatThrownBy(() -> corners.codec("SizeExtFrom").encode("\"xyz\""))
                .isInstanceOf(ValueFault.class)
                .hasMessageContaining("LATIN SMALL LETTER X is not in the alphabet");
    }

    private static String fault(TypeCodec codec, String hex) {
        try {
            return codec.decode(Octets.ofHex(hex));
        } catch (ValueFault fault) {
            return fault.getMessage();
        }
    }
}
