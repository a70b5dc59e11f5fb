package io.roadgate.v2x.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits worked out by hand from the clauses of X.691; they are padded with zeros to octets. */
class ConstructBitsTest {
    private static String bits(byte[] octets) {
        String bits = new BigInteger(1, octets).toString(2);
        return "0".repeat(octets.length * 8 - bits.length()) + bits;
    }

    private static void check(TypeCodec codec, String json, String written) {
        String expected = written.replace(" ", "");
        String padded = expected + "0".repeat(Math.max(expected.isEmpty() ? 8 : 0, (8 - expected.length() % 8) % 8));
        byte[] octets = codec.encode(json);
        assertThat(bits(octets)).isEqualTo(padded);
        assertThat(JsonText.parse(codec.decode(octets))).isEqualTo(JsonText.parse(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            IntAny ; -1 ; 00000001 11111111
            IntAny ; 128 ; 00000010 00000000 10000000
            IntFrom ; -3 ; 00000001 00000000
            IntFrom ; 253 ; 00000010 00000001 00000000
            IntTo ; 10 ; 00000001 00001010
            IntSingle ; 5 ;
            IntHoles ; 9 ; 1000
            IntUnion ; 12 ; 1100
            IntBoth ; 20 ; 1111
            IntOpenEnds ; 1 ; 0000
            IntOpenEnds ; 9 ; 1000
            IntSerial ; 50 ; 11110
            IntSerialHoles ; 9 ; 100
            IntExt ; 7 ; 0 111
            IntExt ; 8 ; 1 00000001 00001000
            IntExtMore ; 100 ; 1 00000001 01100100
            IntExtGone ; 5 ; 11
            IntExtNew ; 3 ; 0 01
            IntExtNew ; 6 ; 1 00000001 00000110
            IntExtFrom ; 4 ; 0 00000001 00000000
            IntExtFrom ; 3 ; 1 00000001 00000011
            IntNamed ; 6 ; 101
            IntContained ; 20 ; 10011
            IntWide ; 18446744073709551615 ; 1111111111111111111111111111111111111111111111111111111111111111
            IntImported ; 3 ; 11
            IntExcept ; 15 ; 1111
            IntSeen ; 15 ; 1111
            EnumHoles ; "c" ; 00
            EnumHoles ; "b" ; 01
            EnumHoles ; "d" ; 10
            EnumHoles ; "z" ; 11
            EnumExt ; "green" ; 0 1
            EnumExt ; "white" ; 1 0000010
            EnumExt ; {"$unknown":63} ; 1 0111111
            EnumExt ; {"$unknown":64} ; 1 1 00000001 01000000
            EnumOne ; "only" ;
            BitFixed ; {"value":"ffe0","length":11} ; 11111111111
            BitNamed ; {"value":"08","length":5} ; 00 00001
            BitExt ; {"value":"a8","length":5} ; 1 00000101 10101
            OctUnion ; "0102030405" ; 100 00000001 00000010 00000011 00000100 00000101
            OctExt ; "0f" ; 0 00 00001111
            OctExt ; "" ; 1 00000000
            OctSerial ; "0102" ; 00 00000001 00000010
            OctHoldsSized ; "ff" ; 0000 11111111
            Ia5Any ; "A" ; 00000001 1000001
            Ia5From ; "azd" ; 00000011 000 110 011
            Ia5Both ; "CAB" ; 10 10 00 01
            Ia5Either ; "A" ; 00000001 1000001
            Ia5Serial ; "APB" ; 0000 1111 0001
            Ia5Ext ; "AB" ; 0 01 1000001 1000010
            Ia5Ext ; "" ; 1 00000000
            NumericAny ; " 9" ; 00000010 0000 1010
            NumericDigits ; "0189" ; 0000 0001 1000 1001
            PrintableSized ; "z" ; 000 1111010
            Utf8Sized ; "é" ; 00000010 11000011 10101001
            BmpAny ; "中" ; 00 0100111000101101
            OneCharacter ; "xxx" ; 011
            Identifier ; "1.2.840" ; 00000011 00101010 10000110 01001000
            Fraction ; 0.5 ; 00000011 10000000 11111111 00000001
            Fraction ; -12.0 ; 00000011 11000000 00000010 00000011
            Fraction ; "INF" ; 00000001 01000000
            Fraction ; 0.0 ; 00000000
            SeqPlain ; {"a":2,"c":null} ; 0 0001
            SeqDefault ; {} ; 000000
            SeqDefault ; {"a":4,"c":false} ; 101000 100 0
            SeqAdditions ; {"a":true} ; 0 1
            SeqAdditions ; {"a":true,"b":5,"d":null} ; 1 1 0000010 101 00000001 10100000 00000001 00000000
            SeqGroups ; {"a":true,"c":true,"b":1} ; 1 1 0000010 100 00000001 1 001 1 000
            SeqGroups ; {"a":true,"f":false} ; 1 1 0000010 001 00000001 01 0 00000
            SeqGroups ; {"a":true,"$ext":{"4":"ff"}} ; 1 1 0000100 00001 00000001 11111111
            SeqAdditions ; {"a":true,"b":5,"$extLength":5} ; 1 1 0000100 10000 00000001 10100000
            SeqAdditions ; {"a":true,"b":5,"$extLength":1} ; 1 1 0000000 1 00000001 10100000
            SeqTwoMarkers ; {"a":true,"b":false,"c":null,"x":9} ; 1 1 1 0 0000000 1 00000001 00001001
            SeqInner ; {"a":true,"z":false,"i2":3} ; 0 1 0 11
            Recursive ; {"value":1,"next":{"value":2}} ; 1 01 0 10
            Tree ; {"node":[{"leaf":1},{"node":[]}]} ; 1 10 0 00000001 1 00
            ListBareSize ; [1,2] ; 0001 0010
            ListExt ; [1,2,3] ; 1 00000011 0001 0010 0011
            ListNarrowed ; [true,false,true] ; 101
            ListSet ; [3] ; 00000001 11
            ChoiceOne ; {"a":true} ; 1
            ChoicePlain ; {"c":null} ; 10
            ChoiceExt ; {"a":true} ; 0 1
            ChoiceExt ; {"d":"A"} ; 1 0000010 00000010 00000001 10000010
            ChoiceExt ; {"$unknown":{"index":64,"open":"00"}} ; 1 1 00000001 01000000 00000001 00000000
            Selected ; 7 ; 111
            ChoiceTags ; {"d":true} ; 000 1
            ChoiceTags ; {"b":true} ; 001 1
            ChoiceTags ; {"c":3} ; 010 11
            ChoiceTags ; {"e":null} ; 100
            ChoiceNested ; {"z":true} ; 00 1
            ChoiceNested ; {"y":{"j":null}} ; 01 0
            ChoiceNested ; {"x":null} ; 10
            ChoiceUniversal ; {"i":1} ; 000 00000001 00000001
            ChoiceUniversal ; {"o":"ff"} ; 001 00000001 11111111
            ChoiceUniversal ; {"q":{"a":null}} ; 011
            SetTags ; {"a":true,"b":5,"d":false} ; 0 0 0 101 1
            SetAutomatic ; {"z":true,"y":5} ; 0 0 1 101
            Implied ; {"a":true,"c":{"c":true},"e":"e"} ; 0 1 0 1 1 0 1
            """)
    void shouldWriteTheBitsOfTheStandard(String type, String json, String bits) {
        check(Modules.file("constructs.asn").codec(type), json, bits == null ? "" : bits);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            american.asn ; Frame ; {"messageId":32,"value":{"$open":"0a"}} ; 0 000000000100000 00000001 00001010
            american.asn ; Choice3 ; {"b":{"first":null,"second":"sport"}} ; 1 1 0 01
            american.asn ; Pairs ; [{"first":4,"second":{"first":false,"second":"eco"}}] ; 00000001 1 100 1 0 0 10
            american.asn ; Offset ; {"near":{"x":10,"y":1}} ; 00 1010 0001
            american.asn ; Offset ; {"far":{"x":16,"y":1}} ; 01 10000 00001
            american.asn ; Offset ; {"regional":{"regionId":1,"regValue":{"$open":"00"}}} ; 11 00000001 00000001 00000000
            european.asn ; Lights ; {"value":"20","length":8} ; 00100000
            european.asn ; CauseChoice ; {"accident2":7} ; 1 0000000 00000001 11100000
            european.asn ; Vin ; "AB0" ; 001010 001011 000000
            european.asn ; Text ; "A" ; 00000001 01000001
            european.asn ; Digits ; "12" ; 0 00001 0010 0011
            european.asn ; Special ; {"none":null} ; 0 00
            european.asn ; Wrapped ; {"containerId":"sensor","containerData":5} ; 1 0000000 00000001 00000101
            european.asn ; Wrapped ; {"containerId":"road","containerData":["sideways"]} ; 0 1 00000010 00000001 1 0000000
            """)
    void shouldWriteWhatOtherMessageSetsUse(String file, String type, String json, String bits) {
        check(Modules.file(file).codec(type), json, bits);
    }

    /** Region and its value are found through two parameterised types and an object set of another module. */
    @Test
    void shouldSelectAnOpenTypeThroughParameters() {
        check(
                Modules.file("american.asn").codec("Point"),
                "{\"lat\":-900000000,\"long\":-1799999999,\"regional\":[{\"regionId\":3,\"regValue\":true},"
                        + "{\"regionId\":1,\"regValue\":{\"value\":-100000,\"confidence\":\"low\"}}]}",
                "0 0 1 " + "0".repeat(31 + 32) + "01 00000011 00000001 10000000 00000001 00000011 00000000000000000000"
                        + " 0 1 00");
    }

    @Test
    void shouldKeepNamesOfModulesApart() {
        Interpreter interpreter = Modules.file("european.asn");
        check(interpreter.codec("Low", "Notification"), "true", "1");
        check(
                interpreter.codec("Low", "Awareness"),
                "{\"outer\":{\"value\":\"00\",\"length\":4},\"path\":[]}",
                "00 0 0000 0 000000");
        assertThatThrownBy(() -> interpreter.codec("Low"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Awareness, Notification");
        assertThatThrownBy(() -> interpreter.codec("low", "Awareness")).hasMessageContaining("did you mean Low");
    }

    /** Simple types that equal their default are absent; for others what was received is sent (X.691 clause 19.5). */
    @Test
    void shouldTreatDefaultsAsTheStandardWants() {
        TypeCodec simple = Modules.file("constructs.asn").codec("SeqDefault");
        String all = "{\"a\":3,\"b\":\"b\",\"c\":true,\"d\":\"so\",\"e\":\"ab\",\"f\":2}";
        assertThat(Octets.hex(simple.encode(all))).isEqualTo("00");
        assertThat(simple.decode(Octets.ofHex("8180")))
                .as("the default, sent all the same")
                .isEqualTo("{\"a\":3}");
        TypeCodec list = Modules.of("A ::= SEQUENCE { l SEQUENCE OF BOOLEAN DEFAULT {} }")
                .codec("A");
        assertThat(list.decode(Octets.ofHex("00"))).isEqualTo("{}");
        assertThat(list.decode(Octets.ofHex("8000"))).isEqualTo("{\"l\":[]}");
        assertThat(Octets.hex(list.encode("{\"l\":[]}"))).isEqualTo("8000");
    }

    @Test
    void shouldAddTheZeroBitsThatANamedBitStringNeeds() {
        TypeCodec codec = Modules.file("constructs.asn").codec("BitNamed");
        assertThat(Octets.hex(codec.encode("{\"value\":\"80\",\"length\":1}"))).isEqualTo("20");
        assertThat(Octets.hex(codec.encode("{\"value\":\"8000\",\"length\":16}")))
                .isEqualTo("e000");
    }

    /** Clause 11.9.3.8: blocks of 16384, then the rest, which can be nothing. */
    @ParameterizedTest
    @CsvSource({"16383, bfff", "16384, c1", "16385, c1", "65536, c4", "150000, c4"})
    void shouldWriteLongOnesInFragments(int length, String start) {
        TypeCodec codec = Modules.file("constructs.asn").codec("OctAny");
        String json = "\"" + "5a".repeat(length) + "\"";
        byte[] octets = codec.encode(json);
        assertThat(Octets.hex(octets)).startsWith(start + "5a");
        assertThat(octets[octets.length - 1]).isEqualTo((byte) (length % 16_384 == 0 ? 0 : 0x5a));
        assertThat(codec.decode(octets)).isEqualTo(json);
        TypeCodec list = Modules.file("constructs.asn").codec("ListAny");
        String flags = "[" + "true,".repeat(length - 1) + "false]";
        assertThat(list.decode(list.encode(flags))).isEqualTo(flags);
    }
}
