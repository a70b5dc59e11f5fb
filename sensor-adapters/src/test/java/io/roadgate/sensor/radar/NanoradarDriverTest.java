package io.roadgate.sensor.radar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.device.SharedFiles;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class NanoradarDriverTest {
    private static final String HEADER = "t60A402006400\r";
    // 21: 60 m ahead, 4 m left, -20 m/s ahead, 1.5 m/s left, oncoming, 10 dBsm.
    private static final String FIRST = "t60B8155784136C20C294\r";
    // 22: 80 m ahead, 30 m right, at rest, -5 dBsm.
    private static final String SECOND = "t60B8165AA36980200176\r";
    private static final String LIST = HEADER + FIRST + SECOND;

    private static DriverRig rig(int sensorIndex) {
        return DriverRig.of(
                DriverKind.NANORADAR, Map.of("sensorIndex", Integer.toString(sensorIndex)), DriverRig.MOUNT);
    }

    @Test
    void shouldTurnAListIntoObservations() {
        DriverRig rig = rig(0).feed(LIST);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(2);
        ObservationDecoder first = rig.sink.observations.get(0);
        assertThat(first.localId()).isEqualTo(21);
        assertThat(first.frameSequence()).isEqualTo(0x64);
        assertThat(first.eastM()).isCloseTo(96, within(1e-9));
        assertThat(first.northM()).isCloseTo(260, within(1e-9));
        assertThat(first.northMps()).isCloseTo(-20f, within(1e-5f));
        assertThat(first.rcsDbsm()).isEqualTo(10f);
        assertThat(first.eastVarM2()).isCloseTo(1f, within(1e-6f));
        assertThat(first.existence()).isNaN();
        assertThat(first.cues().isEmpty()).isTrue();
    }

    @Test
    void shouldKeepInterleavedRadarsApart() {
        String other = LIST.replace("t60", "t61");
        String interleaved = HEADER + HEADER.replace("t60", "t61") + FIRST + other.substring(HEADER.length()) + SECOND;
        for (int sensor = 0; sensor < 2; sensor++) {
            DriverRig rig = rig(sensor).feed(interleaved);
            assertThat(rig.faults.all()).isEmpty();
            assertThat(rig.sink.observations).hasSize(2).noneMatch(o -> o.cues().incompleteFrame());
        }
    }

    @Test
    void shouldCloseAListByTheNextHeaderARepeatedObjectAndSilence() {
        DriverRig rig = rig(0).feed(HEADER + FIRST + HEADER.replace("0064", "0065") + FIRST + FIRST);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 2));
        rig.tickAfterMs(50);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 3));
        assertThat(rig.sink.observations).hasSize(3).allMatch(o -> o.cues().incompleteFrame());
        rig.feed("t60A400006600\r");
        assertThat(rig.sink.emptyFrames).hasSize(1);
    }

    @Test
    void shouldCountWhatNoRadarOfTheFamilySays() {
        DriverRig rig = rig(0).feed("t60C7155392929660C8\rt1231AA\rt201801\rt70010A\r".replace("t201801", "t201101"));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAN_UNKNOWN_ID, 2));
    }

    /** Every object of the shared log, against what the decode of each frame says. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldSeeTheObjectsOfTheSharedLog(int sensor) throws IOException {
        DriverRig rig = rig(sensor);
        for (String line : Files.readAllLines(SharedFiles.find("can/nanoradar.candump.log"))) {
            String[] frame = line.substring(line.lastIndexOf(' ') + 1).split("#", -1);
            rig.feed("t" + frame[0] + frame[1].length() / 2 + frame[1] + "\r");
        }
        List<JsonNode> expected = new ArrayList<>();
        int shift = sensor * 16;
        List<String> data = new ArrayList<>();
        for (String line : Files.readAllLines(SharedFiles.find("can/nanoradar.candump.log"))) {
            String[] frame = line.substring(line.lastIndexOf(' ') + 1).split("#", -1);
            if (Integer.parseInt(frame[0], 16) == 0x60B + shift) {
                data.add(frame[1]);
            }
        }
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(SharedFiles.find("can/nanoradar.expected.jsonl"))) {
            JsonNode node = mapper.readTree(line);
            if (node.path("id").asInt() == 0x60B) {
                expected.add(node.path("signals"));
            }
        }
        assertThat(rig.sink.observations)
                .hasSize(data.size())
                .noneMatch(o -> o.cues().incompleteFrame());
        assertThat(rig.faults.of(FrameFault.LIST_INCOMPLETE)).isZero();
        // The expected lines name the base ids only: those of the first radar.
        for (int i = 0; sensor == 0 && i < expected.size(); i++) {
            ObservationDecoder seen = rig.sink.observations.get(i);
            JsonNode signals = expected.get(i);
            assertThat(seen.localId())
                    .isEqualTo(signals.path("Obj_ID").path("raw").asLong());
            assertThat(seen.northM() - 200)
                    .isCloseTo(signals.path("Obj_DistLong").path("value").asDouble(), within(1e-9));
            assertThat(100 - seen.eastM())
                    .isCloseTo(signals.path("Obj_DistLat").path("value").asDouble(), within(1e-9));
            assertThat((double) seen.northMps())
                    .isCloseTo(signals.path("Obj_VrelLong").path("value").asDouble(), within(1e-5));
            assertThat((double) seen.rcsDbsm())
                    .isEqualTo(signals.path("Obj_RCS").path("value").asDouble());
        }
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        String noisy = LIST + "###" + LIST.replace("0064", "0065");
        DriverRig.assertSameHoweverCut(DriverKind.NANORADAR, Map.of(), noisy.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldFindTheListBehindGarbage() {
        DriverRig rig = rig(0).feed("\u0001\u00fft60B8155784ZZ" + LIST);
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldAllocateNothingOverAMillionFrames() {
        DriverRig.assertAllocatesNothing(
                DriverKind.NANORADAR, LIST.repeat(70).getBytes(StandardCharsets.US_ASCII), 140);
    }

    @Property(tries = 200)
    void shouldStandAnyFrames(@ForAll @Size(max = 40) long[] words) {
        DriverRig rig = rig(0);
        for (long word : words) {
            rig.feed(String.format("t60%X8%016X\r", 0xA + (int) (word & 1), word));
        }
        rig.tickAfterMs(60);
        rig.sink.observations.clear();
        rig.feed(LIST);
        assertThat(rig.sink.observations).hasSize(2);
    }
}
