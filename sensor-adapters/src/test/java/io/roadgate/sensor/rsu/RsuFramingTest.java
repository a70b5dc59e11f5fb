package io.roadgate.sensor.rsu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.message.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The framings of an RSU, down in exact bytes and up through the driver. */
class RsuFramingTest {
    // The BSM of RsuDriverTest, second mark 30329.
    private static final byte[] BUS =
            HexFormat.of().parseHex("000e086a298946c68626cecf28ebebb45558ce090894398e642636e1ded6c00c04ca0e00");
    private static final Map<String, String> VENDOR = Map.ofEntries(
            Map.entry("framing", "header"),
            Map.entry("prefix", "aa55"),
            Map.entry("headerBytes", "8"),
            Map.entry("lengthOffset", "4"),
            Map.entry("lengthBytes", "2"),
            Map.entry("byteOrder", "little"),
            Map.entry("lengthCounts", "frame"),
            Map.entry("check", "crc32"),
            Map.entry("checkOver", "frame"),
            Map.entry("trailer", "0d0a"));

    private static LengthFraming framing(Map<String, String> settings) {
        return new LengthFraming(new Settings(LengthFraming.SETTINGS, settings));
    }

    private static byte[] wrapped(Map<String, String> settings, byte[] payload) {
        UnsafeBuffer out = new UnsafeBuffer(new byte[payload.length + LengthFraming.MOST_OVERHEAD]);
        int size = framing(settings).wrap(new UnsafeBuffer(payload), 0, payload.length, out, 0);
        assertThat(size).isPositive();
        return Arrays.copyOf(out.byteArray(), size);
    }

    private static String hex(Map<String, String> settings, String payload) {
        return HexFormat.of().formatHex(wrapped(settings, payload.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Map<String, String> stream(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("stream", "true");
        return all;
    }

    /** The same message may come often here: RsuReportsTest looks at what is done about that. */
    private static Map<String, String> withRepeats(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("repeatWithin", "0ms");
        return all;
    }

    private static DriverRig rig(Map<String, String> settings) {
        DriverRig rig = DriverRig.of(DriverKind.RSU, withRepeats(settings), DriverRig.MOUNT);
        rig.nowNs = DriverRig.START_NS + 30_400_000_000L;
        return rig;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void shouldWrapInExactBytes() {
        String digits = "313233343536373839";
        assertThat(hex(Map.of(), "123456789")).isEqualTo(digits);
        assertThat(hex(Map.of("framing", "length2"), "123456789")).isEqualTo("0009" + digits);
        assertThat(hex(Map.of("framing", "length4", "byteOrder", "little"), "123456789"))
                .isEqualTo("09000000" + digits);
        // The check values that the catalogue of CRCs gives for these digits.
        assertThat(hex(Map.of("framing", "length2", "check", "crc16-ccitt"), "123456789"))
                .isEqualTo("0009" + digits + "29b1");
        assertThat(hex(Map.of("framing", "length2", "check", "crc16-modbus"), "123456789"))
                .isEqualTo("0009" + digits + "4b37");
        assertThat(hex(Map.of("framing", "length2", "check", "crc32"), "123456789"))
                .isEqualTo("0009" + digits + "cbf43926");
        Map<String, String> counted = new HashMap<>(VENDOR);
        counted.put("check", "none");
        assertThat(hex(counted, "123456789")).isEqualTo("aa550000" + "1300" + "0000" + digits + "0d0a");
        counted.put("lengthCounts", "afterLength");
        assertThat(hex(counted, "123456789")).isEqualTo("aa550000" + "0d00" + "0000" + digits + "0d0a");
        counted.put("lengthCounts", "payload");
        assertThat(hex(counted, "123456789")).isEqualTo("aa550000" + "0900" + "0000" + digits + "0d0a");
    }

    @Test
    void shouldRefuseWhatItCannotSay() {
        UnsafeBuffer out = new UnsafeBuffer(new byte[1_000]);
        UnsafeBuffer payload = new UnsafeBuffer(new byte[300]);
        Map<String, String> oneByte = Map.of("framing", "header", "headerBytes", "1", "lengthBytes", "1");
        assertThat(framing(oneByte).wrap(payload, 0, 255, out, 0)).isEqualTo(256);
        assertThat(framing(oneByte).wrap(payload, 0, 256, out, 0)).isZero();
        assertThat(framing(oneByte).wrap(payload, 0, 0, out, 0)).isZero();
        assertThatThrownBy(() -> framing(Map.of("framing", "header", "prefix", "abc")))
                .hasMessageContaining("prefix must be up to 64 octets in hexadecimal");
        assertThatThrownBy(() -> framing(Map.of("framing", "header", "prefix", "aa55")))
                .hasMessageContaining("must stand behind the prefix of 2 octets");
        assertThatThrownBy(() -> framing(Map.of("framing", "header", "lengthOffset", "1")))
                .hasMessageContaining("within headerBytes 2");
    }

    @Test
    void shouldUnwrapEveryFrameOfADatagram() {
        for (Map<String, String> settings :
                List.of(VENDOR, Map.of("framing", "length2"), Map.of("framing", "length4", "check", "crc16-modbus"))) {
            byte[] frame = wrapped(settings, BUS);
            DriverRig rig = rig(settings).feed(frame).feed(join(frame, frame));
            assertThat(rig.sink.observations).hasSize(3);
            assertThat(rig.faults.all()).isEmpty();
        }
    }

    @Test
    void shouldSpeakTheSecondStage() {
        DriverRig rig = rig(Map.of("set", "day2")).feed(BUS);
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldKeepNothingOfADatagramThatIsCut() {
        byte[] frame = wrapped(VENDOR, BUS);
        DriverRig rig = rig(VENDOR).feed(Arrays.copyOf(frame, frame.length - 1)).feed(frame);
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.RSU_TRUNCATED, 1));
    }

    @Test
    void shouldCountAWrongCheckAndGoOn() {
        byte[] frame = wrapped(VENDOR, BUS);
        byte[] damaged = frame.clone();
        damaged[20] ^= 4;
        DriverRig rig = rig(stream(VENDOR)).feed(join(damaged, frame, frame));
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.RSU_CHECK, 1));
    }

    @Test
    void shouldFindTheFrameBehindGarbage() {
        byte[] frame = wrapped(VENDOR, BUS);
        byte[] garbage = HexFormat.of().parseHex("00ffaa54aa5500");
        DriverRig rig = rig(stream(VENDOR)).feed(join(frame, garbage, frame, garbage, frame));
        rig.tickAfterMs(200);
        assertThat(rig.sink.observations).hasSize(3);
        DriverRig datagrams = rig(VENDOR).feed(join(garbage, frame)).feed(frame);
        assertThat(datagrams.sink.observations).hasSize(2);
        assertThat(datagrams.faults.of(FrameFault.RSU_GARBLED)).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAStreamFrameThatStops() {
        byte[] frame = wrapped(VENDOR, BUS);
        byte[] bogus = HexFormat.of().parseHex("aa5500000f270000");
        DriverRig rig = rig(stream(VENDOR)).feed(join(bogus, frame));
        assertThat(rig.sink.observations).isEmpty();
        rig.tickAfterMs(200);
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.RSU_TRUNCATED, 1));
        rig.feed(frame, 0, 9);
        rig.driver.onLinkLost(rig.nowNs);
        rig.feed(frame);
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.RSU_TRUNCATED, 2));
    }

    @Test
    void shouldNotDependOnHowAStreamIsCut() {
        byte[] frame = wrapped(VENDOR, BUS);
        byte[] stream = join(frame, new byte[] {1, 2, 3}, frame, frame);
        for (int cut = 0; cut <= stream.length; cut++) {
            DriverRig rig = rig(stream(VENDOR)).feed(stream, 0, cut).feed(stream, cut, stream.length);
            assertThat(rig.sink.observations).as("cut at %d", cut).hasSize(3);
            assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.RSU_GARBLED, 1));
        }
        DriverRig single = rig(stream(VENDOR));
        for (int i = 0; i < stream.length; i++) {
            single.feed(stream, i, i + 1);
        }
        assertThat(single.sink.observations).hasSize(3);
    }

    @Test
    void shouldRunAMillionFramesWithoutAllocating() {
        byte[] frame = wrapped(VENDOR, withoutTime());
        byte[] ten = new byte[0];
        for (int i = 0; i < 10; i++) {
            ten = join(ten, frame);
        }
        DriverRig.soak(DriverKind.RSU, withRepeats(VENDOR), ten, 10, 0);
        DriverRig.soak(DriverKind.RSU, withRepeats(stream(VENDOR)), ten, 10, 0);
    }

    /** The same message with the second mark that says "unknown". */
    private static byte[] withoutTime() {
        MessageFrame frame = new MessageFrame();
        MessageCodec codec = new MessageCodec();
        assertThat(codec.decode(new UnsafeBuffer(BUS), 0, BUS.length, frame)).isZero();
        frame.bsmFrame().secMark(65_535);
        UnsafeBuffer out = new UnsafeBuffer(new byte[200]);
        return Arrays.copyOf(out.byteArray(), codec.encode(frame, out, 0));
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(min = 1, max = 300) byte[] noise) {
        byte[] frame = wrapped(VENDOR, BUS);
        DriverRig rig =
                rig(stream(VENDOR)).feed(noise).feed(frame).tickAfterMs(200).tickAfterMs(200);
        assertThat(rig.sink.observations).isNotEmpty();
        DriverRig datagrams = rig(VENDOR).feed(noise).feed(frame);
        assertThat(datagrams.sink.observations).isNotEmpty();
    }
}
