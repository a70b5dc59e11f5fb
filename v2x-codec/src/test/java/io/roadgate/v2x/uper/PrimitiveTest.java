package io.roadgate.v2x.uper;

import static io.roadgate.v2x.uper.WireBits.fault;
import static io.roadgate.v2x.uper.WireBits.written;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, strings and additions bit by bit; the octets expected here are worked out by hand from X.691. */
class PrimitiveTest {
    private static RestrictedString text(int lower, int upper, Alphabet alphabet, String text) {
        RestrictedString string = new RestrictedString(lower, upper, false, alphabet);
        assertThat(string.set(text)).isTrue();
        return string;
    }

    /** Clause 13.2.6: length, then two's complement in as few octets as hold it. */
    @ParameterizedTest
    @CsvSource({
        "0, 0100",
        "127, 017f",
        "128, 020080",
        "-128, 0180",
        "-129, 02ff7f",
        "32767, 027fff",
        "32768, 03008000",
        "9223372036854775807, 087fffffffffffffff",
        "-9223372036854775808, 088000000000000000"
    })
    void shouldWriteUnconstrainedNumbers(long value, String hex) {
        assertThat(written(out -> out.writeUnconstrained(value))).isEqualTo(hex);
        assertThat(fault(hex, in -> assertThat(in.readUnconstrained()).isEqualTo(value)))
                .isEqualTo("none");
    }

    /** Clause 13.2.5: length, then what it is above the bound without sign. */
    @ParameterizedTest
    @CsvSource({
        "5, 5, 0100",
        "260, 5, 01ff",
        "261, 5, 020100",
        "-1, -1, 0100",
        "254, -1, 01ff",
        "9223372036854775807, -9223372036854775808, 08ffffffffffffffff",
        "0, -9223372036854775808, 088000000000000000"
    })
    void shouldWriteSemiConstrainedNumbers(long value, long lower, String hex) {
        assertThat(written(out -> out.writeSemiConstrained(value, lower))).isEqualTo(hex);
        assertThat(fault(hex, in -> assertThat(in.readSemiConstrained(lower)).isEqualTo(value)))
                .isEqualTo("none");
    }

    /** With an upper bound only a number is written as if it had none; behind a marker a bit says which it is. */
    @Test
    void shouldWriteNumbersWithOneBoundOnly() {
        assertThat(written(out -> out.writeAtMost(-3, 7))).isEqualTo("01fd");
        assertThat(written(out -> out.writeAtMost(8, 7))).isEqualTo("range");
        assertThat(fault("0108", in -> in.readAtMost(7))).isEqualTo("range");
        // 1 then 00000001 00001000.
        assertThat(written(out -> out.writeExtensibleAtMost(8, 7))).isEqualTo("808400");
        // 0 then 00000001 00000010; 1 then 00000001 11111111.
        assertThat(written(out -> out.writeExtensibleSemiConstrained(2, 0))).isEqualTo("008100");
        assertThat(written(out -> out.writeExtensibleSemiConstrained(-1, 0))).isEqualTo("80ff80");
    }

    @Test
    void shouldRefuseNumbersBeyondALong() {
        assertThat(fault("09ffffffffffffffffff", BitReader::readUnconstrained)).isEqualTo("range");
        assertThat(fault("088000000000000000", in -> in.readSemiConstrained(0))).isEqualTo("range");
        assertThat(fault("08ffffffffffffffff", in -> in.readSemiConstrained(-5)))
                .isEqualTo("range");
        assertThat(fault("00", BitReader::readUnconstrained)).isEqualTo("range");
        assertThat(fault("c1", BitReader::readUnconstrained)).isEqualTo("range");
    }

    /** Clause 11.6: below 64 a bit 0 and six bits, else a bit 1 and a semi-constrained number. */
    @ParameterizedTest
    @CsvSource({"0, 00", "63, 7e", "64, 80a000", "255, 80ff80", "256, 81008000"})
    void shouldWriteNormallySmallNumbers(int value, String hex) {
        assertThat(written(out -> out.writeSmallNumber(value))).isEqualTo(hex);
        assertThat(fault(hex, in -> assertThat(in.readSmallNumber()).isEqualTo(value)))
                .isEqualTo("none");
    }

    /** Clause 11.9.3.4: up to 64 a bit 0 and one less in six bits, else a bit 1 and a general length. */
    @ParameterizedTest
    @CsvSource({"1, 00", "64, 7e", "65, a080", "127, bf80", "128, c04000"})
    void shouldWriteNormallySmallLengths(int value, String hex) {
        assertThat(written(out -> out.writeSmallLength(value))).isEqualTo(hex);
        assertThat(fault(hex, in -> assertThat(in.readSmallLength()).isEqualTo(value)))
                .isEqualTo("none");
    }

    @Test
    void shouldKnowTheAlphabetsOfTheTypes() {
        assertThat(Alphabet.NUMERIC.bits()).isEqualTo(4);
        assertThat(Alphabet.PRINTABLE.bits()).isEqualTo(7);
        assertThat(Alphabet.VISIBLE.bits()).isEqualTo(7);
        assertThat(Alphabet.IA5.bits()).isEqualTo(7);
        assertThat(Alphabet.BMP.bits()).isEqualTo(16);
        assertThat(new Alphabet("x").bits()).isZero();
    }

    /** The digits do not fit four bits by their own numbers: space is 0, '0' is 1, '9' is 10. */
    @Test
    void shouldWriteNumericStringsByPlace() {
        RestrictedString string = text(0, WireSize.UNBOUNDED, Alphabet.NUMERIC, "09 ");
        assertThat(written(string::encode)).isEqualTo("031a00");
        assertThat(fault("031a00", string::decode)).isEqualTo("none");
        assertThat(string.toString()).isEqualTo("09 ");
        assertThat(fault("01b0", string::decode)).isEqualTo("character");
        assertThat(string.set("a")).isFalse();
    }

    /** Eight letters a to h: three bits by place. Those of which the largest number fits are written as they are. */
    @Test
    void shouldMapPermittedAlphabetsOnlyWhereTheyNeedIt() {
        RestrictedString letters = text(4, 4, new Alphabet("hgfedcba"), "abah");
        // 000 001 000 111
        assertThat(written(letters::encode)).isEqualTo("0470");
        assertThat(fault("0470", letters::decode)).isEqualTo("none");
        assertThat(letters.toString()).isEqualTo("abah");
        // Characters 0, 1 and 3 of T.50 are three, so two bits; 3 fits them, so no places: 3 is 11, and 10 is none.
        RestrictedString controls = text(1, 1, new Alphabet("\u0000\u0001\u0003"), "\u0003");
        assertThat(written(controls::encode)).isEqualTo("c0");
        assertThat(fault("80", controls::decode)).isEqualTo("character");
        // One letter takes no bits; only the length is written: 2 of 0..3.
        RestrictedString one = text(0, 3, new Alphabet("x"), "xx");
        assertThat(written(one::encode)).isEqualTo("80");
        assertThat(fault("80", one::decode)).isEqualTo("none");
        assertThat(one.toString()).isEqualTo("xx");
    }

    @Test
    void shouldWriteVisibleAndPrintableStringsAsTheyAre() {
        // 2 of 1..4 is 01, then 1000001 1011010.
        assertThat(written(text(1, 4, Alphabet.VISIBLE, "AZ")::encode)).isEqualTo("60da");
        assertThat(written(text(2, 2, Alphabet.PRINTABLE, "AZ")::encode)).isEqualTo("8368");
        assertThat(fault("0000", text(2, 2, Alphabet.VISIBLE, "AZ")::decode)).isEqualTo("character");
        assertThat(written(text(1, 1, Alphabet.BMP, "\u4E2D")::encode)).isEqualTo("4e2d");
    }

    @Test
    void shouldCountUtf8InOctets() {
        Utf8String string = new Utf8String();
        assertThat(string.set("a\u00e9\u4e2d\ud83d\ude97")).isTrue();
        assertThat(written(string::encode)).isEqualTo("0a61c3a9e4b8adf09f9a97");
        Utf8String read = new Utf8String();
        assertThat(fault("0a61c3a9e4b8adf09f9a97", read::decode)).isEqualTo("none");
        assertThat(read.toString()).isEqualTo("a\u00e9\u4e2d\ud83d\ude97");
        assertThat(string.set("\ud83d")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0180", "01ff", "02c080", "03e08080", "03eda080", "04f4908080", "04f0808080", "02e4b8", "02c361"})
    void shouldRefuseWhatIsNoUtf8(String hex) {
        assertThat(fault(hex, new Utf8String()::decode)).isEqualTo("character");
    }

    /** A bitmap of 70 bits, of which this release knows two: the length needs its long form. */
    @Test
    void shouldKeepABitmapLongerThanKnown() {
        // 1 01000110 (70), then bits 0 and 69, then the open types 01 aa and 02 bbcc.
        String bitmap = "1" + "01000110" + "1" + "0".repeat(68) + "1";
        String hex = bits(bitmap + "0000000110101010" + "000000101011101111001100");
        Additions additions = new Additions(2);
        OctetString first = new OctetString(0, WireSize.UNBOUNDED, false);
        assertThat(fault(hex, in -> {
                    additions.readBitmap(in);
                    assertThat(additions.isReceived(0)).isTrue();
                    assertThat(additions.isReceived(1)).isFalse();
                    first.decodeOpen(in);
                    additions.readUnknown(in);
                }))
                .isEqualTo("none");
        assertThat(additions.unknownCount()).isEqualTo(1);
        assertThat(additions.indexOf(0)).isEqualTo(69);
        assertThat(written(out -> {
                    additions.writeBitmap(out, 1);
                    first.encodeOpen(out);
                    additions.writeUnknown(out);
                }))
                .isEqualTo(hex);
    }

    /** A bitmap of 16384 bits comes in fragments and ends with a length of 0. */
    @Test
    void shouldKeepABitmapInFragments() {
        String hex = bits("1" + "11000001" + "0".repeat(16_383) + "1" + "00000000" + "00000001" + "11111111");
        Additions additions = new Additions(0);
        assertThat(fault(hex, in -> {
                    additions.readBitmap(in);
                    additions.readUnknown(in);
                }))
                .isEqualTo("none");
        assertThat(additions.indexOf(0)).isEqualTo(16_383);
        assertThat(written(out -> {
                    additions.writeBitmap(out, 0);
                    additions.writeUnknown(out);
                }))
                .isEqualTo(hex);
    }

    private static String bits(String bits) {
        StringBuilder hex = new StringBuilder();
        String padded = bits + "0".repeat((8 - bits.length() % 8) % 8);
        for (int at = 0; at < padded.length(); at += 8) {
            hex.append("%02x".formatted(Integer.parseInt(padded.substring(at, at + 8), 2)));
        }
        return hex.toString();
    }
}
