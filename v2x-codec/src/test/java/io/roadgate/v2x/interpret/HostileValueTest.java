package io.roadgate.v2x.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.v2x.schema.NamedType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values by chance go there and back; octets by chance end in a value or in the declared fault. */
class HostileValueTest {
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"constructs.asn", "american.asn", "european.asn"})
    void shouldRoundTripValuesOfEveryType(String file) {
        Interpreter interpreter = Modules.file(file);
        for (NamedType type : interpreter.schema().types()) {
            TypeCodec codec = interpreter.codec(type.name(), type.module());
            for (int seed = 0; seed < ROUNDS; seed++) {
                Object value = new RandomValues(seed, true).of(type);
                byte[] octets = codec.encode(JsonText.of(value));
                String json = codec.decode(octets);
                assertThat(JsonText.parse(json)).as("%s, seed %d", type, seed).isEqualTo(value);
                assertThat(codec.encode(json)).as("%s, seed %d", type, seed).isEqualTo(octets);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"constructs.asn", "american.asn", "european.asn"})
    void shouldSurviveAnyOctets(String file) {
        Interpreter interpreter = Modules.file(file);
        Random random = new Random(4);
        for (NamedType type : interpreter.schema().types()) {
            TypeCodec codec = interpreter.codec(type.name(), type.module());
            for (int round = 0; round < ROUNDS; round++) {
                byte[] octets = new byte[random.nextInt(40)];
                random.nextBytes(octets);
                decodeAnything(codec, octets);
                byte[] damaged = codec.encode(JsonText.of(new RandomValues(round, true).of(type)));
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                decodeAnything(codec, damaged);
            }
        }
    }

    /** What is accepted can be written again, and is then the same value, bar defaults that need not have been sent. */
    private static void decodeAnything(TypeCodec codec, byte[] octets) {
        String json;
        try {
            json = codec.decode(octets);
        } catch (ValueFault e) {
            assertThat(e.bit()).isBetween(0L, octets.length * 8L);
            return;
        }
        String again = codec.decode(codec.encode(json));
        assertThat(codec.decode(codec.encode(again))).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            IntHoles ; f0 ; range ; 0
            IntTo ; 010b ; range ; 16
            IntAny ; 00 ; range ; 8
            EnumOne ; 0000 ; trailing ; 0
            EnumPlain ; c0 ; enum ; 0
            EnumPlain ; 01 ; padding ; 2
            OctUnion ; a0 ; size ; 0
            OctAny ; c0 ; fragmented ; 2
            OctAny ; 0501 ; truncated ; 8
            Ia5From ; 01e0 ; character ; 11
            Utf8Any ; 01ff ; character ; 16
            ChoicePlain ; c0 ; choice ; 0
            """)
    void shouldRefuseWithReasonAndBit(String type, String hex, String reason, long bit) {
        TypeCodec codec = Modules.file("constructs.asn").codec(type);
        byte[] octets = Octets.ofHex(hex);
        assertThatThrownBy(() -> codec.decode(octets))
                .isInstanceOf(ValueFault.class)
                .hasMessage(reason);
        assertThat(faultBit(codec, octets)).isEqualTo(bit);
    }

    private static long faultBit(TypeCodec codec, byte[] octets) {
        try {
            codec.decode(octets);
            return -1;
        } catch (ValueFault e) {
            return e.bit();
        }
    }

    @Test
    void shouldLimitDepthAndElementsWithoutBits() {
        TypeCodec tree = Modules.file("constructs.asn").codec("Recursive");
        byte[] deep = new byte[200];
        Arrays.fill(deep, (byte) 0xFF);
        assertThatThrownBy(() -> tree.decode(deep)).hasMessage("depth");
        TypeCodec nulls =
                Modules.of("A ::= SEQUENCE OF SEQUENCE (SIZE (60000)) OF NULL").codec("A");
        assertThatThrownBy(() -> nulls.decode(new byte[] {127})).hasMessage("size");
        StringBuilder json = new StringBuilder("{\"value\":1}");
        for (int i = 0; i < 100; i++) {
            json.insert(0, "{\"value\":1,\"next\":").append('}');
        }
        assertThatThrownBy(() -> tree.encode(json.toString())).hasMessageContaining("contains itself");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            SeqPlain ; {"a":2} ; c: the mandatory member is missing
            SeqPlain ; {"a":2,"c":null,"d":1} ; the type has no member "d"
            SeqPlain ; {"a":10,"c":null} ; a: the number 10 is not in 1..9
            SeqPlain ; {"a":"2","c":null} ; a: expected a whole number, found "2"
            SeqPlain ; {"a":2,"c":null ; bad JSON at column
            SeqPlain ; {"a":2,"a":2,"c":null} ; bad JSON at column
            SeqPlain ; 7 ; expected an object, found 7
            SeqPlain ; {"a":2,"c":null} 8 ; something follows
            SeqPlain ; {"a":2,"c":null,"$ext":{"0":"00"}} ; the type has no member "$ext"
            SeqAdditions ; {"a":true,"$ext":{"2":"00"}} ; that addition is known and has a name
            SeqAdditions ; {"a":true,"$ext":{"x":"00"}} ; which is no index
            SeqAdditions ; {"a":true,"$ext":{"9":"0"}} ; $ext.9: expected pairs
            SeqNested ; {"a":{"b":["u","w"]}} ; a.b[1]: the enumeration has no item "w"
            EnumPlain ; {"$unknown":3} ; expected a string, found an object
            ChoicePlain ; {"a":true,"c":null} ; expected one alternative, found 2
            ChoicePlain ; {"x":true} ; there is no alternative "x"
            ChoiceExt ; {"$unknown":{"index":9}} ; $unknown: expected the members index and open
            OctUnion ; "01020304050607" ; 7 octets, allowed are 1..5
            OctUnion ; "0x" ; pairs of hexadecimal digits
            BitFixed ; {"value":"ffff","length":11} ; the unused bits of the last octet are not zero
            BitFixed ; {"value":"ff","length":11} ; 1 octets do not fit 11 bits
            Ia5Both ; "D" ; the character LATIN CAPITAL LETTER D is not in the alphabet
            Truth ; null ; expected true or false, found null
            Identifier ; "3.1" ; starts with 0, 1 or 2
            """)
    void shouldSayWhatIsWrongWithJson(String type, String json, String reason) {
        TypeCodec codec = Modules.file("constructs.asn").codec(type);
        assertThatThrownBy(() -> codec.encode(json))
                .isInstanceOf(ValueFault.class)
                .hasMessageContaining(reason)
                .extracting(fault -> ((ValueFault) fault).bit())
                .isEqualTo(ValueFault.NO_BIT);
    }
}
