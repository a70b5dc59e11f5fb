package io.roadgate.v2x.uper;

import static io.roadgate.v2x.uper.WireBits.fault;
import static io.roadgate.v2x.uper.WireBits.times;
import static io.roadgate.v2x.uper.WireBits.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths of 16384 and more go out in parts (X.691 clause 11.9.3.8); the octets expected here are put together by hand. */
class FragmentTest {
    private static final int BLOCK = 16_384;

    private static byte[] filled(int count) {
        byte[] octets = new byte[count];
        Arrays.fill(octets, (byte) 0xA5);
        return octets;
    }

    private static OctetString octets(int count) {
        OctetString octets = new OctetString(0, WireSize.UNBOUNDED, false);
        assertThat(octets.set(filled(count))).isTrue();
        return octets;
    }

    /** The octets of such a string: parts as large as may be, and a last length that may be 0. */
    private static String expected(int count) {
        StringBuilder hex = new StringBuilder();
        int left = count;
        while (left >= BLOCK) {
            int blocks = Math.min(4, left / BLOCK);
            hex.append("c").append(blocks).append(times("a5", blocks * BLOCK));
            left -= blocks * BLOCK;
        }
        hex.append(left < 128 ? "%02x".formatted(left) : "%04x".formatted(0x8000 | left));
        return hex.append(times("a5", left)).toString();
    }

    @Test
    void shouldEndWithALengthOfZeroBehindWholeBlocks() {
        assertThat(expected(BLOCK)).startsWith("c1a5").endsWith("a500").hasSize(2 * (1 + BLOCK + 1));
        assertThat(written(octets(BLOCK)::encode)).isEqualTo(expected(BLOCK));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 127, 128, 16_383, 16_384, 16_385, 16_511, 16_512, 32_768, 49_152, 65_535, 65_536, 65_537, 81_920,
                98_304, 131_072, 200_000
            })
    void shouldFragmentOctetStrings(int count) {
        String hex = written(octets(count)::encode);
        assertThat(hex).isEqualTo(expected(count));
        OctetString read = octets(0);
        assertThat(fault(hex, read::decode)).isEqualTo("none");
        assertThat(read.toByteArray()).isEqualTo(filled(count));
    }

    /** The content of an open type does not start at a whole octet here: one bit stands before and one behind. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 127, 128, 300, 16_383, 16_384, 16_385, 16_512, 40_000, 65_535, 65_536, 65_664, 81_920, 131_072,
                150_001
            })
    void shouldFragmentOpenTypes(int count) {
        OctetString plain = octets(count);
        String wholeInOne = written(out -> {
            out.writeBoolean(true);
            plain.encodeOpen(out);
            out.writeBoolean(true);
        });
        String filledInPlace = written(out -> {
            out.writeBoolean(true);
            long start = out.openType();
            out.writeOctets(filled(count), 0, count);
            out.closeOpenType(start);
            out.writeBoolean(true);
        });
        assertThat(filledInPlace.equals(wholeInOne)).isTrue();
        byte[] read = new byte[count];
        assertThat(fault(filledInPlace, in -> {
                    assertThat(in.readBoolean()).isTrue();
                    long outer = in.openType();
                    in.readOctets(read, 0, count);
                    in.closeOpenType(outer);
                    assertThat(in.readBoolean()).isTrue();
                }))
                .isEqualTo("none");
        assertThat(read).isEqualTo(filled(count));
    }

    @Test
    void shouldReadOpenTypesInsideOpenTypes() {
        String hex = written(out -> {
            long outer = out.openType();
            out.writeLong(5, 3);
            long inner = out.openType();
            out.writeOctets(filled(70_000), 0, 70_000);
            out.closeOpenType(inner);
            out.writeLong(6, 3);
            out.closeOpenType(outer);
            out.writeLong(7, 3);
        });
        assertThat(fault(hex, in -> {
                    long outer = in.openType();
                    assertThat(in.readInt(3)).isEqualTo(5);
                    long inner = in.openType();
                    assertThat(in.readLong(64)).isEqualTo(0xA5A5A5A5A5A5A5A5L);
                    in.readOctets(new byte[70_000], 8, 70_000 - 8);
                    in.closeOpenType(inner);
                    assertThat(in.readInt(3)).isEqualTo(6);
                    in.closeOpenType(outer);
                    assertThat(in.readInt(3)).isEqualTo(7);
                }))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"01a0, none", "0110, padding", "02a000, trailing", "02a001, trailing", "01a040, trailing"})
    void shouldRefuseWhatFollowsTheValueInAnOpenType(String hex, String fault) {
        assertThat(fault(hex, in -> {
                    long outer = in.openType();
                    in.readLong(3);
                    in.closeOpenType(outer);
                }))
                .isEqualTo(fault);
    }

    /** A fragment's bits count, not its octets: 16384 bits are 2048 octets. */
    @Test
    void shouldFragmentBitStrings() {
        BitString bits = new BitString(0, WireSize.UNBOUNDED, false);
        assertThat(bits.length(BLOCK + 3)).isTrue();
        bits.set(0);
        bits.set(BLOCK + 2);
        String hex = written(bits::encode);
        // c1, 2048 octets from 80 on, then length 3 in eight bits and 001: 03 20.
        assertThat(hex).isEqualTo("c180" + times("00", 2047) + "0320");
        BitString read = new BitString(0, WireSize.UNBOUNDED, false);
        assertThat(fault(hex, read::decode)).isEqualTo("none");
        assertThat(read.length()).isEqualTo(BLOCK + 3);
        assertThat(read.isSet(BLOCK + 2)).isTrue();
        assertThat(written(read::encode)).isEqualTo(hex);
    }

    /** 16384 characters of seven bits are 14336 octets; 'U' is 1010101. */
    @Test
    void shouldFragmentCharacterStrings() {
        String text = "U".repeat(BLOCK) + "*";
        Ia5String ia5 = new Ia5String(0, WireSize.UNBOUNDED, false);
        RestrictedString visible = new RestrictedString(0, WireSize.UNBOUNDED, false, Alphabet.VISIBLE);
        assertThat(ia5.set(text) && visible.set(text)).isTrue();
        String hex = written(ia5::encode);
        // Eight characters are 10101011 01010110 10101101 01011010 10110101 01101010 11010101; then 01 and 0101010 0.
        assertThat(hex).isEqualTo("c1" + times("ab56ad5ab56ad5", BLOCK / 8) + "0154");
        assertThat(written(visible::encode)).isEqualTo(hex);
        Ia5String read = new Ia5String(0, WireSize.UNBOUNDED, false);
        assertThat(fault(hex, read::decode)).isEqualTo("none");
        assertThat(read.toString()).isEqualTo(text);
        visible.clear();
        assertThat(fault(hex, visible::decode)).isEqualTo("none");
        assertThat(visible.toString()).isEqualTo(text);
    }

    /** Sizes with an upper bound from 65536 on, or beyond an extension marker, are in the general form too. */
    @Test
    void shouldFragmentBoundedSizes() {
        OctetString large = new OctetString(65_536, 70_000, false);
        assertThat(large.set(filled(65_536))).isTrue();
        assertThat(written(large::encode)).isEqualTo("c4" + times("a5", 65_536) + "00");
        OctetString field = new OctetString(0, 65_535, false);
        assertThat(field.set(filled(20_000))).isTrue();
        assertThat(written(field::encode)).isEqualTo("4e20" + times("a5", 20_000));
        OctetString extended = new OctetString(1, 1, true);
        assertThat(extended.set(filled(BLOCK))).isTrue();
        // The extension bit, then c1 and the octets one bit later: 1 11000001 10100101...
        assertThat(written(extended::encode)).isEqualTo("e0" + times("d2", BLOCK) + "8000");
    }

    @Test
    void shouldRefuseWhatAFragmentCannotBe() {
        assertThat(fault("c0", octets(0)::decode)).isEqualTo("fragmented");
        assertThat(fault("c5", octets(0)::decode)).isEqualTo("fragmented");
        assertThat(fault("ff", octets(0)::decode)).isEqualTo("fragmented");
        assertThat(fault("c1a5", octets(0)::decode)).isEqualTo("truncated");
        assertThat(fault("c1" + times("a5", BLOCK), octets(0)::decode)).isEqualTo("truncated");
        OctetString bounded = new OctetString(0, 66_000, false);
        assertThat(fault("c4" + times("a5", 65_536) + "c1" + times("a5", BLOCK) + "00", bounded::decode))
                .isEqualTo("size");
        OctetString large = new OctetString(65_536, 70_000, false);
        assertThat(fault("c1" + times("a5", BLOCK) + "00", large::decode)).isEqualTo("size");
    }

    /** What a hostile length claims is not taken before it is there. */
    @Test
    void shouldNotGrowForOctetsThatAreNotThere() {
        OctetString octets = octets(0);
        BitReader in = new BitReader();
        in.wrap(new org.agrona.concurrent.UnsafeBuffer(new byte[] {(byte) 0xC4, 0, 0}), 0, 3);
        octets.decode(in);
        assertThat(in.fault()).isEqualTo(UperFault.TRUNCATED);
        assertThat(in.keptBytes()).isZero();
    }
}
