package io.roadgate.sensor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every framing: exact bytes, both ways, cut anywhere, damaged, for long. */
class CanFramingTest {
    private static final int SOAK = 1_000_000;

    private final FaultCounts faults = new FaultCounts();
    private final List<String> seen = new ArrayList<>();

    private static String text(CanFrame frame) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%x", frame.id()));
        text.append(frame.isExtended() ? "X" : "").append(frame.isFd() ? "F" : "");
        text.append(frame.isRateSwitched() ? "B" : "").append(frame.isSenderPassive() ? "S" : "");
        text.append(frame.isRemote() ? "R" : "").append(frame.isError() ? "E" : "");
        text.append(frame.length()).append(':');
        for (int i = 0; i < frame.length(); i++) {
            text.append(String.format(Locale.ROOT, "%02x", frame.at(i)));
        }
        return text.toString();
    }

    private CanReader reader(CanFraming framing) {
        return framing.reader(faults, (frame, receivedAtNs) -> seen.add(text(frame)));
    }

    private static CanFrame some(Random random, CanFraming framing) {
        boolean isExtended = random.nextBoolean();
        boolean isFd = framing != CanFraming.SLCAN && random.nextInt(3) == 0;
        boolean isRemote = !isFd && random.nextInt(5) == 0;
        int id = random.nextInt((isExtended ? CanFrame.EXTENDED_ID_MAX : CanFrame.STANDARD_ID_MAX) + 1);
        int length = random.nextInt((isFd ? CanFrame.LONGEST : CanFrame.LONGEST_CLASSIC) + 1);
        CanFrame frame = new CanFrame().reset(id, isExtended, isFd, isRemote, length);
        frame.flags(isFd && random.nextBoolean(), isFd && random.nextBoolean());
        for (int i = 0; i < length && !isRemote; i++) {
            frame.put(i, random.nextInt(256));
        }
        return frame;
    }

    private static byte[] write(CanWriter writer, CanFrame frame) {
        UnsafeBuffer out = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
        return Arrays.copyOf(out.byteArray(), writer.write(frame, out, 0));
    }

    private static byte[] opening(CanWriter writer, int kbps) {
        UnsafeBuffer out = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
        return Arrays.copyOf(out.byteArray(), writer.writeOpening(kbps, out, 0));
    }

    private static void feed(CanReader reader, byte[] bytes) {
        feed(reader, bytes, 0, bytes.length);
    }

    private static void feed(CanReader reader, byte[] bytes, int from, int to) {
        if (to > from) {
            reader.onFrame(new UnsafeBuffer(bytes), from, to - from, 1);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatItWrites(CanFraming framing) {
        Random random = new Random(framing.ordinal());
        CanWriter writer = framing.writer();
        CanReader reader = reader(framing);
        List<String> sent = new ArrayList<>();
        if (framing == CanFraming.CANNELLONI_STREAM) {
            feed(reader, opening(writer, 500));
        }
        for (int i = 0; i < 1_000; i++) {
            CanFrame frame = some(random, framing);
            sent.add(text(frame));
            feed(reader, write(writer, frame));
        }
        assertThat(seen).isEqualTo(sent);
        assertThat(faults.all()).isEmpty();
        assertThat(CanFraming.of(framing.key())).contains(framing);
        assertThat(framing.meaning()).isNotBlank();
    }

    @Test
    void shouldWriteTheBytesOfEachForm() {
        CanFrame frame = new CanFrame().reset(0x12345678, true, false, false, 3);
        frame.putWord(0xA1B2C3_0000000000L);
        assertThat(write(new SlcanWriter(), frame))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("T123456783A1B2C3\r");
        assertThat(write(new CannelloniStreamWriter(), frame)).isEqualTo(hex("92345678 03 A1B2C3"));
        CannelloniWriter datagrams = new CannelloniWriter();
        assertThat(write(datagrams, frame)).isEqualTo(hex("02 00 00 0001 92345678 03 A1B2C3"));
        frame.reset(0x7FF, false, true, false, 2).flags(true, false).putWord(0x1122_0000_0000_0000L);
        assertThat(write(datagrams, frame)).isEqualTo(hex("02 00 01 0001 000007FF 82 01 1122"));
        byte[] kernel = write(new SocketCanWriter(), frame);
        assertThat(kernel)
                .hasSize(72)
                .startsWith(
                        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                                ? hex("FF070000 02 01 0000 1122")
                                : hex("000007FF"));
        assertThat(opening(new SlcanWriter(), 500))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("C\rS6\rO\r");
        assertThat(opening(new SlcanWriter(), 1000))
                .asString(StandardCharsets.US_ASCII)
                .contains("S8");
        for (String kbps : CanFraming.BIT_RATES_KBPS) {
            assertThat(opening(new SlcanWriter(), Integer.parseInt(kbps))).hasSize(7);
        }
    }

    @Test
    void shouldRefuseWhatTheWireCannotCarry() {
        UnsafeBuffer out = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
        CanFrame fd = new CanFrame().reset(1, false, true, false, 12);
        CanFrame error = new CanFrame().resetError(0x40, 8);
        assertThat(new SlcanWriter().write(fd, out, 0)).isEqualTo(CanWriter.IMPOSSIBLE);
        for (CanFraming framing : List.of(CanFraming.SLCAN, CanFraming.CANNELLONI, CanFraming.CANNELLONI_STREAM)) {
            assertThat(framing.writer().write(error, out, 0)).isEqualTo(CanWriter.IMPOSSIBLE);
        }
    }

    @Test
    void shouldReadManyFramesOfADatagramAndErrorFrames() {
        CanReader reader = reader(CanFraming.CANNELLONI);
        feed(reader, hex("02 00 07 0003  000007FF 01 AA  40000123 05  20000040 02 0102"));
        assertThat(seen).containsExactly("7ff1:aa", "123R5:0000000000", "40E2:0102");
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void shouldCountLostDatagramsAndForgiveLateOnes() {
        CanReader reader = reader(CanFraming.CANNELLONI);
        for (int sequence : new int[] {253, 254, 1, 0, 2, 2, 200, 201}) {
            feed(reader, joined(hex("02 00"), new byte[] {(byte) sequence}, hex("0000")));
        }
        // 255 and 0 were missing at 1; 0 came late; 200 is a sender that began anew.
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.CANNELLONI_LOST, 2));
        reader.reset();
        feed(reader, hex("02 00 50 0000"));
        assertThat(faults.of(FrameFault.CANNELLONI_LOST)).isEqualTo(2);
    }

    @Test
    void shouldCountDamagedDatagramsOnceAndKeepWhatCameBefore() {
        CanReader reader = reader(CanFraming.CANNELLONI);
        feed(reader, hex("01 00 00 0001 00000001 00"));
        feed(reader, hex("02 01 00 0001 00000001 00"));
        feed(reader, hex("02 00"));
        feed(reader, hex("02 00 00 0002 00000001 00 00000002 05 11"));
        feed(reader, hex("02 00 01 0001 00000003 00 FF"));
        feed(reader, hex("02 00 02 0001 00000004 09 000000000000000000"));
        assertThat(seen).containsExactly("10:", "30:");
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.CANNELLONI_GARBLED, 6));
    }

    @Test
    void shouldRefuseDamagedKernelFrames() {
        CanReader reader = reader(CanFraming.SOCKETCAN);
        byte[] good = write(new SocketCanWriter(), new CanFrame().reset(0x10, false, false, false, 8));
        byte[] tooLong = good.clone();
        tooLong[4] = 9;
        byte[] wideId = good.clone();
        wideId[1] = (byte) 0x80;
        wideId[2] = (byte) 0x80;
        feed(reader, Arrays.copyOf(good, 15));
        feed(reader, tooLong);
        feed(reader, wideId);
        feed(reader, good);
        assertThat(seen).hasSize(1);
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.SOCKETCAN_GARBLED, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"SLCAN", "CANNELLONI_STREAM"})
    void shouldReadAStreamHoweverItIsCut(CanFraming framing) {
        Random random = new Random(7);
        CanWriter writer = framing.writer();
        byte[] stream = opening(writer, 500);
        for (int i = 0; i < 12; i++) {
            stream = joined(stream, write(writer, some(random, framing)));
        }
        feed(reader(framing), stream);
        List<String> whole = List.copyOf(seen);
        Map<FrameFault, Integer> wholeFaults = faults.all();
        assertThat(whole).hasSize(12);
        for (int cut = 1; cut < stream.length; cut++) {
            seen.clear();
            CanFramingTest other = new CanFramingTest();
            CanReader reader = other.reader(framing);
            feed(reader, stream, 0, cut);
            feed(reader, stream, cut, stream.length);
            assertThat(other.seen).as("cut at %d", cut).isEqualTo(whole);
            assertThat(other.faults.all()).isEqualTo(wholeFaults);
        }
        CanFramingTest single = new CanFramingTest();
        CanReader reader = single.reader(framing);
        for (int i = 0; i < stream.length; i++) {
            feed(reader, stream, i, i + 1);
        }
        assertThat(single.seen).isEqualTo(whole);
    }

    @Test
    void shouldFindTheGreetingAndTheFrameBehindGarbageInAStream() {
        CanReader reader = reader(CanFraming.CANNELLONI_STREAM);
        feed(reader, "noise CANNECANNELLONIv1".getBytes(StandardCharsets.US_ASCII));
        // No identifier has bits above 11 without the extended flag, and no length is 0x7F.
        feed(reader, hex("00FFFFFF 7F 00FFFFFF 7F"));
        feed(reader, hex("00000123 02 1122"));
        feed(reader, hex("00000124 01 33"));
        assertThat(seen).endsWith("1241:33");
        assertThat(faults.of(FrameFault.CANNELLONI_GARBLED)).isPositive();
        reader.reset();
        feed(reader, hex("00000124 01 33"));
        assertThat(seen).filteredOn("1241:33"::equals).hasSize(1);
    }

    @Property(tries = 300)
    void shouldStandAnyBytes(@ForAll @Size(max = 200) byte[] noise) {
        for (CanFraming framing : CanFraming.values()) {
            CanFramingTest test = new CanFramingTest();
            CanReader reader = test.reader(framing);
            feed(reader, noise);
            reader.reset();
            test.seen.clear();
            CanWriter writer = framing.writer();
            if (framing == CanFraming.CANNELLONI_STREAM) {
                feed(reader, opening(writer, 500));
            }
            feed(reader, write(writer, new CanFrame().reset(0x123, false, false, false, 8)));
            assertThat(test.seen).containsExactly("1238:0000000000000000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingInAMillionFrames(CanFraming framing) {
        CanWriter writer = framing.writer();
        long[] sum = {0};
        CanReader reader = framing.reader(faults, (frame, receivedAtNs) -> sum[0] += frame.word());
        UnsafeBuffer out = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
        if (framing == CanFraming.CANNELLONI_STREAM) {
            reader.onFrame(out, 0, writer.writeOpening(500, out, 0), 0);
        }
        CanFrame frame = new CanFrame().reset(0x60B, false, false, false, 8);
        frame.putWord(1);
        frames(writer, reader, frame, out, 50_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(self);
        long before = threads.getThreadAllocatedBytes(self);
        frames(writer, reader, frame, out, SOAK);
        // A stray few hundred bytes belong to the JIT; one byte per frame would be a million.
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
        assertThat(sum[0]).isEqualTo(SOAK + 50_000);
        assertThat(faults.all()).isEmpty();
    }

    private static void frames(CanWriter writer, CanReader reader, CanFrame frame, UnsafeBuffer out, int count) {
        for (int i = 0; i < count; i++) {
            reader.onFrame(out, 0, writer.write(frame, out, 0), i);
        }
    }
}
