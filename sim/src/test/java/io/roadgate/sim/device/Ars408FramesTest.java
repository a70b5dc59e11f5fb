package io.roadgate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.sim.SharedFiles;
import io.roadgate.sim.device.Ars408Frames.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The radar's frames, bit for bit. */
class Ars408FramesTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final Entry CAR =
            new Entry(21, 100.0, -5.2, 13.5, -0.25, 1.5, -0.5, 0, 10, Ars408Frames.MEASURED, 1, 0.0, 4.6, 1.8);

    @Test
    void shouldWriteTheGeneralFrameAsAnnotated() {
        // ID 21 = 0x15
        // DistLong (100 + 500) / 0.2 = 3000, 13 bits: 01011101 11000
        // DistLat (-5.2 + 204.6) / 0.2 = 997, 11 bits: 011 11100101
        // VrelLong (13.5 + 128) / 0.25 = 566, 10 bits: 10001101 10
        // VrelLat (-0.25 + 64) / 0.25 = 255, 9 bits: 011111 111
        // two bits free, DynProp 0, 3 bits: 000
        // RCS (10 + 64) / 0.5 = 148 = 0x94
        byte[] expected = {
            0x15,
            0b01011101,
            (byte) 0b11000_011,
            (byte) 0b11100101,
            (byte) 0b10001101,
            (byte) 0b10_011111,
            (byte) 0b111_00_000,
            (byte) 0x94
        };
        assertThat(Ars408Frames.general(CAR)).isEqualTo(expected);
        assertThat(Slcan.line(Ars408Frames.GENERAL_ID, Ars408Frames.general(CAR)))
                .isEqualTo("t60B8155DC3E58D9FE094\r");
    }

    @Test
    void shouldWriteTheStatusLineAsAnnotated() {
        // 5 entries, counter 0xFFFD, interface version 1 in the high nibble; four bytes
        assertThat(Slcan.line(Ars408Frames.STATUS_ID, Ars408Frames.status(5, 0xFFFD)))
                .isEqualTo("t60A405FFFD10\r");
    }

    @Test
    void shouldWriteTheStateThatTheSharedLogHas() {
        assertThat(HEX.formatHex(Ars408Frames.state())).isEqualTo("4020800010F40000");
    }

    @Test
    void shouldReencodeEveryListFrameOfTheSharedLog() throws IOException {
        List<String> log = Files.readAllLines(SharedFiles.find("can/ars408.candump.log"));
        List<String> expected = Files.readAllLines(SharedFiles.find("can/ars408.expected.jsonl"));
        int compared = 0;
        for (String line : expected) {
            JsonNode frame = JsonMapper.shared().readTree(line);
            byte[] encoded = frame.has("truncated") ? null : encode(frame);
            if (encoded != null) {
                String logged = log.get(frame.get("line").asInt() - 1);
                assertThat(HEX.formatHex(encoded)).as(logged).isEqualTo(logged.substring(logged.indexOf('#') + 1));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    private static byte[] encode(JsonNode frame) {
        return switch (frame.get("name").asString("")) {
            case "Obj_0_Status" -> Ars408Frames.status(raw(frame, "Obj_NofObjects"), raw(frame, "Obj_MeasCounter"));
            case "Obj_1_General" -> Ars408Frames.general(entry(frame));
            case "Obj_3_Extended" -> Ars408Frames.extended(entry(frame));
            default -> null;
        };
    }

    private static Entry entry(JsonNode frame) {
        return new Entry(
                raw(frame, "Obj_ID"),
                value(frame, "Obj_DistLong"),
                value(frame, "Obj_DistLat"),
                value(frame, "Obj_VrelLong"),
                value(frame, "Obj_VrelLat"),
                value(frame, "Obj_ArelLong"),
                value(frame, "Obj_ArelLat"),
                raw(frame, "Obj_DynProp"),
                value(frame, "Obj_RCS"),
                0,
                raw(frame, "Obj_Class"),
                value(frame, "Obj_OrientationAngle"),
                value(frame, "Obj_Length"),
                value(frame, "Obj_Width"));
    }

    private static int raw(JsonNode frame, String signal) {
        return frame.get("signals").path(signal).path("raw").asInt(0);
    }

    private static double value(JsonNode frame, String signal) {
        return frame.get("signals").path(signal).path("value").asDouble(0);
    }

    @Test
    void shouldPutQualityFieldsWhereTheLogHasThem() {
        // 0x15; five-bit indices 13 13, 12 12, 15 15, 18; existence 6 and state 2 in the last byte
        // 01101 01101 01100 01100 01111 01111 10010 0...: read in groups of eight from byte 1
        assertThat(HEX.formatHex(Ars408Frames.quality(CAR))).isEqualTo("156B58C7BE40C8");
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        CanBits bits = new CanBits(8);
        assertThatThrownBy(() -> bits.put(0, 7, 3, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldReadBackWhatWasPut(
            @ForAll @IntRange(max = 5) int topByte,
            @ForAll @IntRange(max = 7) int topBit,
            @ForAll @IntRange(min = 1, max = 16) int lengthBits,
            @ForAll int value) {
        long kept = value & ((1L << lengthBits) - 1);
        byte[] data = new CanBits(8).put(topByte, topBit, lengthBits, kept).bytes();
        StringBuilder all = new StringBuilder();
        for (byte octet : data) {
            all.append(String.format(Locale.ROOT, "%8s", Integer.toBinaryString(octet & 0xFF))
                    .replace(' ', '0'));
        }
        int from = topByte * 8 + 7 - topBit;
        assertThat(Long.parseLong(all.substring(from, from + lengthBits), 2)).isEqualTo(kept);
        assertThat(all.substring(0, from) + all.substring(from + lengthBits)).matches("0*");
    }
}
