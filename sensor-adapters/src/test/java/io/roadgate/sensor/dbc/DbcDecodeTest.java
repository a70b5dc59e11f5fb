package io.roadgate.sensor.dbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.frame.CanFrame;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DbcDecodeTest {
    private final DbcDatabase database = read();
    private final DecodedFrame decoded = new DecodedFrame();
    private final CanFrame frame = new CanFrame();

    private static DbcDatabase read() {
        try {
            return DbcReader.read(List.of(DbcFiles.path("features.dbc")), DbcReader.AUTO);
        } catch (DbcException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(CanFrame frame, int id, String hex) {
        frame.reset(id, false, hex.length() > 16, false, hex.length() / 2);
        for (int i = 0; i < hex.length() / 2; i++) {
            frame.put(i, Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16));
        }
    }

    private Map<String, Long> raws(int id, String hex) {
        fill(frame, id, hex);
        database.find(id, false).decode(frame, decoded);
        Map<String, Long> raws = new LinkedHashMap<>();
        for (int i = 0; i < decoded.count(); i++) {
            raws.put(decoded.signal(i).name(), decoded.raw(i));
        }
        return raws;
    }

    private DbcSignal signal(String message, String name) {
        return database.message(message).orElseThrow().signal(name).orElseThrow();
    }

    @Test
    void shouldReadBothOrdersAndSigns() {
        // Bytes 01 FA 3C DE 80 05 01 00. Intel 0|12: 0xA01 = -1535. Motorola from bit 3 of byte 2: C and DE.
        Map<String, Long> raws = raws(256, "01FA3CDE80050100");
        assertThat(raws)
                .containsExactly(
                        Map.entry("IntelSigned", -1535L),
                        Map.entry("MotorolaUnsigned", 0xCDEL),
                        Map.entry("Bit", -1L),
                        Map.entry("Doubled", 5L),
                        Map.entry("Switch", 1L));
        assertThat(signal("Orders", "IntelSigned").value(-1535)).isEqualTo(-777.5);
        assertThat(signal("Orders", "Doubled").isWholeLong()).isTrue();
        assertThat(signal("Orders", "Doubled").wholeValue(5)).isEqualTo(11);
    }

    @Test
    void shouldReadSixtyFourBitsInBothOrders() {
        assertThat(raws(257, "FEFFFFFFFFFFFFFF")).containsEntry("U64", -2L);
        assertThat(signal("WideIntel", "U64").rawInteger(-2)).isEqualTo("18446744073709551614");
        assertThat(signal("WideIntel", "U64").value(-2)).isEqualTo(0x1p64);
        assertThat(raws(258, "8000000000000001")).containsEntry("S64", Long.MIN_VALUE + 1);
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        assertThat(signal("Scaled64", "U64x3").wholeValue(most)).isEqualTo("55340232221128654846");
    }

    @Test
    void shouldReadNineBytesWideSignals() {
        // Intel from bit 5 of byte 0 up to bit 1 of byte 8: 3 + 56 + 2 bits.
        // Motorola from bit 4 of byte 7 down to bit 7 of byte 15: 5 + 56 + 1 bits.
        Map<String, Long> raws = raws(261, "E0FFFFFFFFFFFFFF" + "02AAAAAAAAAAAAAA");
        assertThat(raws).containsEntry("Intel61", (1L << 59) - 1 | (1L << 60));
        assertThat(raws).containsEntry("Motorola62", (0x1FL << 57) | (0x02AA_AAAA_AAAA_AAL << 1) | 1);
    }

    @Test
    void shouldReadRealNumbers() {
        // 0.1f little-endian; 1.5 big-endian from byte 4 on.
        Map<String, Long> raws = raws(260, "CDCCCC3D" + "3FF8000000000000" + "00000000");
        DbcSignal single = signal("Reals", "F32");
        assertThat(single.value(raws.get("F32"))).isEqualTo(0.1f);
        DbcSignal twice = signal("Reals", "F64");
        assertThat(twice.rawNumber(raws.get("F64"))).isEqualTo(1.5);
        assertThat(twice.value(raws.get("F64"))).isEqualTo(4.0);
        assertThat(single.value(raws(260, "0000C07F" + "00".repeat(12)).get("F32")))
                .isNaN();
    }

    @Test
    void shouldFollowNestedMultiplexersAndRanges() {
        assertThat(raws(512, "00110000000000AA")).containsOnlyKeys("Kind", "Always", "Outer0");
        assertThat(raws(512, "0311000000000000")).containsOnlyKeys("Kind", "Always", "Outer0");
        assertThat(raws(512, "0103220000000000")).containsOnlyKeys("Kind", "Always", "Inner", "Deep");
        assertThat(raws(512, "0109223300000000")).containsOnlyKeys("Kind", "Always", "Inner", "Deep", "Deeper");
        assertThat(decoded.isSelectorUnknown()).isFalse();
        assertThat(raws(512, "0106223300000000")).containsOnlyKeys("Kind", "Always", "Inner");
        assertThat(decoded.isSelectorUnknown()).isTrue();
        assertThat(raws(512, "0911000000000000")).containsOnlyKeys("Kind", "Always");
        assertThat(decoded.isSelectorUnknown()).isTrue();
        // Seven selects nothing and has a name: it is known.
        assertThat(raws(512, "0711000000000000")).containsOnlyKeys("Kind", "Always");
        assertThat(decoded.isSelectorUnknown()).isFalse();
    }

    @Test
    void shouldTellBySignalWhetherAFrameHoldsIt() {
        fill(frame, 512, "0109223300000000");
        assertThat(signal("Muxed", "Deeper").isPresent(frame)).isTrue();
        assertThat(signal("Muxed", "Outer0").isPresent(frame)).isFalse();
        fill(frame, 512, "010922");
        assertThat(signal("Muxed", "Deeper").isPresent(frame)).isFalse();
        assertThat(signal("Muxed", "Deep").isPresent(frame)).isTrue();
    }

    @Test
    void shouldListWholeSignalsOfACutFrame() {
        assertThat(raws(256, "01FA3C")).containsOnlyKeys("IntelSigned");
        assertThat(decoded.isTruncated()).isTrue();
        assertThat(raws(256, "")).isEmpty();
        assertThat(raws(512, "01")).containsOnlyKeys("Kind");
        assertThat(decoded.isSelectorUnknown()).isFalse();
    }

    @Test
    void shouldReadTheLastByteOfAnFdFrame() {
        assertThat(raws(301, "00".repeat(62) + "12C7"))
                .containsEntry("Last", 0xC7L)
                .containsEntry("LastMotorola", 0x12C7L);
        assertThat(decoded.isTruncated()).isFalse();
    }

    /** One load and shift against a walk bit by bit, for every place a signal can have. */
    @Property(tries = 2000)
    void shouldReadEveryPlaceAsABitWalkDoes(
            @ForAll @Size(64) byte[] data,
            @ForAll @IntRange(max = 511) int start,
            @ForAll @IntRange(min = 1, max = 64) int length,
            @ForAll boolean isBigEndian,
            @ForAll boolean isSigned) {
        BitField field = new BitField(start, length, isBigEndian, isSigned);
        if (field.neededBytes() > CanFrame.LONGEST) {
            return;
        }
        frame.reset(1, false, true, false, 64);
        for (int i = 0; i < data.length; i++) {
            frame.put(i, data[i]);
        }
        assertThat(field.read(frame)).isEqualTo(field.wide(frame, start).longValue());
    }

    @Test
    void shouldAllocateNothingOverAMillionFrames() {
        CanFrame orders = new CanFrame();
        CanFrame muxed = new CanFrame();
        fill(orders, 256, "01FA3CDE80050100");
        fill(muxed, 512, "0109223300000000");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        double sum = decodeAll(orders, muxed, 20_000);
        long before = threads.getThreadAllocatedBytes(self);
        sum += decodeAll(orders, muxed, 500_000);
        long after = threads.getThreadAllocatedBytes(self);
        assertThat(sum).isNotNaN();
        assertThat(after - before).isLessThan(1_000);
    }

    private double decodeAll(CanFrame orders, CanFrame muxed, int rounds) {
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            CanFrame next = (round & 1) == 0 ? orders : muxed;
            for (int twice = 0; twice < 2; twice++) {
                database.find(next.id(), false).decode(next, decoded);
                for (int i = 0; i < decoded.count(); i++) {
                    sum += decoded.signal(i).value(decoded.raw(i));
                }
            }
        }
        return sum;
    }
}
