package io.roadgate.sensor.radar;

import static io.roadgate.sensor.radar.Ars408List.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.SharedFiles;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.SlcanReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The shared candump log, as SLCAN bytes, against the expected lists. */
class Ars408FixtureTest {
    private static final Pattern LOG_LINE = Pattern.compile("\\((\\d+\\.\\d+)\\) \\S+ ([0-9A-F]{3})#([0-9A-F]*)");
    private static final Map<String, int[]> QUALITY = Map.of(
            "DistLong_rms", new int[] {1, 7, 5},
            "DistLat_rms", new int[] {1, 2, 5},
            "VrelLong_rms", new int[] {2, 5, 5},
            "VrelLat_rms", new int[] {2, 0, 5},
            "Orientation_rms", new int[] {4, 1, 5},
            "ProbOfExist", new int[] {6, 7, 3},
            "MeasState", new int[] {6, 4, 3});

    private final JsonNode[] expected = new JsonNode[64];
    private int expectedCount;
    private int matched;

    @Test
    void shouldAssembleTheExpectedLists() throws IOException {
        for (String line : Files.readAllLines(SharedFiles.find("can/ars408.lists.expected.jsonl"))) {
            expected[expectedCount++] = new ObjectMapper().readTree(line);
        }
        Map<FrameFault, Integer> first = run(0);
        Map<FrameFault, Integer> third = run(2);
        assertThat(matched).isEqualTo(expectedCount);
        // The lost quality frame and the lost header, whose list ends in silence.
        assertThat(first)
                .isEqualTo(Map.of(
                        FrameFault.LIST_INCOMPLETE,
                        2,
                        FrameFault.CYCLE_LOST,
                        1,
                        FrameFault.CAN_SHORT,
                        2,
                        FrameFault.CAN_UNKNOWN_ID,
                        1));
        assertThat(third).isEqualTo(Map.of(FrameFault.CAN_UNKNOWN_ID, 1));
    }

    private Map<FrameFault, Integer> run(int sensorIndex) throws IOException {
        FaultCounts faults = new FaultCounts();
        List<JsonNode> open = new ArrayList<>();
        for (int i = 0; i < expectedCount; i++) {
            if (expected[i].get("sensor").asInt() == sensorIndex) {
                open.add(expected[i]);
            }
        }
        Ars408Assembler assembler = new Ars408Assembler(
                sensorIndex,
                Ars408Assembler.Lists.OBJECTS,
                faults,
                (list, isComplete) -> compare(list, isComplete, open.remove(0)));
        SlcanReader reader = new SlcanReader(faults, assembler::onCanFrame);
        for (String line : Files.readAllLines(SharedFiles.find("can/ars408.candump.log"))) {
            Matcher frame = LOG_LINE.matcher(line);
            assertThat(frame.matches()).as(line).isTrue();
            long receivedAtNs = new BigDecimal(frame.group(1)).movePointRight(9).longValueExact();
            assembler.onTick(receivedAtNs);
            String slcan = "t" + frame.group(2) + frame.group(3).length() / 2 + frame.group(3) + "\r";
            byte[] bytes = slcan.getBytes(StandardCharsets.US_ASCII);
            reader.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, receivedAtNs);
        }
        assertThat(open).isEmpty();
        return faults.all();
    }

    private void compare(Ars408List list, boolean isComplete, JsonNode wanted) {
        matched++;
        String what = wanted.get("t").asString();
        assertThat(list.headerAtNs).as(what).isEqualTo(ns(wanted.get("t")));
        // Two collision warnings (60E) follow this one; a list does not wait for what carries no observation.
        long warningsNs = list.hasHeader && list.measCounter == 4 ? 501_000 : 0;
        assertThat(list.lastAtNs).as(what).isEqualTo(ns(wanted.get("tLast")) - warningsNs);
        assertThat(isComplete).as(what).isEqualTo(wanted.get("complete").asBoolean());
        assertThat(list.hasHeader).as(what).isEqualTo(!wanted.get("measCounter").isNull());
        if (list.hasHeader) {
            assertThat(list.measCounter).isEqualTo(wanted.get("measCounter").asInt());
            assertThat(list.declaredCount).isEqualTo(wanted.get("declared").asInt());
        }
        assertThat(list.count).isEqualTo(wanted.get("objects").size());
        for (int row = 0; row < list.count; row++) {
            compareObject(list, row, wanted.get("objects").get(row));
        }
    }

    private static long ns(JsonNode seconds) {
        return new BigDecimal(seconds.asString()).movePointRight(9).longValueExact();
    }

    private static void compareObject(Ars408List list, int row, JsonNode wanted) {
        long general = list.general[row];
        assertThat(Ars408List.id(general)).isEqualTo(wanted.get("id").asInt());
        near(bits(general, 1, 7, 13) * 0.2 - 500, wanted.get("DistLong"));
        near(bits(general, 2, 2, 11) * 0.2 - 204.6, wanted.get("DistLat"));
        near(bits(general, 4, 7, 10) * 0.25 - 128, wanted.get("VrelLong"));
        near(bits(general, 5, 5, 9) * 0.25 - 64, wanted.get("VrelLat"));
        near(bits(general, 7, 7, 8) * 0.5 - 64, wanted.get("RCS"));
        JsonNode quality = wanted.get("quality");
        assertThat(list.hasQuality[row]).isEqualTo(Objects.nonNull(quality));
        if (quality != null) {
            QUALITY.forEach((name, place) -> assertThat(bits(list.quality[row], place[0], place[1], place[2]))
                    .as(name)
                    .isEqualTo(quality.get(name).asInt()));
        }
        JsonNode extended = wanted.get("extended");
        assertThat(list.hasExtended[row]).isEqualTo(Objects.nonNull(extended));
        if (extended != null) {
            long word = list.extended[row];
            near(bits(word, 1, 7, 11) * 0.01 - 10, extended.get("ArelLong"));
            near(bits(word, 2, 4, 9) * 0.01 - 2.5, extended.get("ArelLat"));
            near(bits(word, 3, 2, 3), extended.get("Class"));
            near(bits(word, 4, 7, 10) * 0.4 - 180, extended.get("OrientationAngle"));
            near(bits(word, 6, 7, 8) * 0.2, extended.get("Length"));
            near(bits(word, 7, 7, 8) * 0.2, extended.get("Width"));
        }
    }

    private static void near(double value, JsonNode wanted) {
        assertThat(value).isCloseTo(wanted.asDouble(), within(1e-9));
    }
}
