package io.roadgate.sensor.radar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ParticipantClass;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cluster lists, the radar's state, and its configuration. */
class Ars408ClusterTest {
    private static final Map<String, String> CLUSTERS = Map.of("outputType", "clusters");
    private static final String CLUSTER_STATE = "t20184000000010D80000\r";
    private static final String OBJECT_STATE = "t20184000000010F40000\r";
    // One near, two far, counter 0x0102.
    private static final String HEADER = "t60050102010210\r";
    // Three times 60 m ahead, 4.1 m left, -20 and 1.5 m/s, 10 dBsm.
    private static final String GENERALS = "t7018005782146C20C094\rt7018015782146C20C094\rt7018025782146C20C094\r";
    // False alarm below 25 %, valid; below 75 %, valid with low RCS; a mirror image.
    private static final String QUALITIES = "t70250053929103\rt70250153929323\rt70250253929233\r";
    private static final String OBJECT_CONFIG = "t200878000000081C0000";

    private static DriverRig rig(Map<String, String> settings) {
        return DriverRig.of(DriverKind.ARS408, settings, DriverRig.MOUNT);
    }

    /** What was sent since the last look. */
    private static String sent(DriverRig rig) {
        String all = rig.replies.toString(StandardCharsets.US_ASCII);
        rig.replies.reset();
        return all.replace("\r", " ").strip();
    }

    private static DriverRig up(DriverRig rig) {
        rig.driver.onLinkUp(rig.nowNs);
        return rig;
    }

    @Test
    void shouldTurnClustersIntoObservationsAndSkipArtefacts() {
        DriverRig rig = rig(CLUSTERS).feed(CLUSTER_STATE + HEADER + GENERALS + QUALITIES);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(2);
        ObservationDecoder first = rig.sink.observations.get(0);
        assertThat(first.frameSequence()).isEqualTo(0x102);
        assertThat(first.countInFrame()).isEqualTo(2);
        assertThat(first.eastM()).isCloseTo(95.9, within(1e-9));
        assertThat(first.northM()).isCloseTo(260, within(1e-9));
        assertThat(first.northMps()).isCloseTo(-20f, within(1e-5f));
        assertThat(first.eastMps()).isCloseTo(-1.5f, within(1e-5f));
        assertThat(first.rcsDbsm()).isEqualTo(10f);
        assertThat(first.northVarM2()).isCloseTo(0.063f * 0.063f, within(1e-6f));
        assertThat(first.eastVarM2()).isCloseTo(0.174f * 0.174f, within(1e-6f));
        assertThat(first.speedSigmaMps()).isCloseTo(0.049f, within(1e-6f));
        assertThat(first.existence()).isEqualTo(0.75f);
        assertThat(rig.sink.observations.get(1).existence()).isEqualTo(0.25f);
        assertThat(first.participantClass()).isEqualTo(ParticipantClass.UNKNOWN);
        assertThat(first.localId()).isEqualTo(ObservationDecoder.localIdNullValue());
        assertThat(first.headingRad()).isNaN();
    }

    @Test
    void shouldKnowACompleteClusterListByBothItsCounts() {
        DriverRig rig = rig(CLUSTERS).feed(CLUSTER_STATE + HEADER + GENERALS + QUALITIES.substring(0, 32));
        rig.tickAfterMs(50);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 1));
        assertThat(rig.sink.observations).hasSize(3).allMatch(o -> o.cues().incompleteFrame());
        rig.sink.observations.clear();
        rig.feed("t60050000010310\r");
        assertThat(rig.sink.emptyFrames).hasSize(1);
    }

    @Test
    void shouldTakeAsManyClustersAsThereCanBe() {
        StringBuilder text = new StringBuilder("t20184000000010C80000\rt600532C8010210\r");
        for (int id = 0; id < 250; id++) {
            text.append(String.format("t7018%02X5782146C20C094\r", id));
        }
        DriverRig rig =
                rig(Map.of("outputType", "clusters", "sendQuality", "false")).feed(text.toString());
        assertThat(rig.sink.observations).hasSize(250);
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldNotDependOnHowClustersAreCut() {
        DriverRig.assertSameHoweverCut(
                DriverKind.ARS408,
                CLUSTERS,
                (CLUSTER_STATE + HEADER + GENERALS + "##" + QUALITIES).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldCountWhatTheRadarComplainsAbout() {
        rig(Map.of()).feed(OBJECT_STATE);
        DriverRig rig = rig(Map.of()).feed("t201840003E0010F40000\r");
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(
                        FrameFault.RADAR_DEFECT, 1,
                        FrameFault.RADAR_INTERFERENCE, 1,
                        FrameFault.RADAR_TEMPERATURE, 1,
                        FrameFault.RADAR_IMPAIRED, 1,
                        FrameFault.RADAR_VOLTAGE, 1));
    }

    @Test
    void shouldSetWhatTheSiteFileSays() {
        DriverRig rig = up(rig(
                Map.of("outputType", "clusters", "maxDistanceM", "200", "power", "minus3dB", "openAdapter", "false")));
        assertThat(sent(rig)).isEqualTo("t20087D19000030140000");
        rig = up(rig(Map.of("store", "true", "openAdapter", "false")));
        assertThat(sent(rig)).as("the published frame").isEqualTo("t2008F8000000089C0000");
        rig = up(rig(Map.of("sendQuality", "false", "sendExtended", "false", "sortBy", "rcs", "openAdapter", "false")));
        assertThat(sent(rig)).isEqualTo("t20087800000008200000");
        rig = up(rig(Map.of("configure", "false", "openAdapter", "false")));
        assertThat(sent(rig)).isEmpty();
    }

    @Test
    void shouldSetAgainARadarThatDisagreesButNotForEver() {
        DriverRig rig = up(rig(Map.of("openAdapter", "false")));
        assertThat(sent(rig)).isEqualTo(OBJECT_CONFIG);
        // A radar that was powered up anew sends nothing, and is set again at once when the last time is long ago.
        int sets = 0;
        for (int second = 0; second < 60; second++) {
            rig.feed("t20184000000010C00000\r").tickAfterMs(1000);
            sets += OBJECT_CONFIG.equals(sent(rig)) ? 1 : 0;
        }
        assertThat(sets).isEqualTo(Ars408Driver.MOST_ATTEMPTS - 1);
        assertThat(rig.faults.of(FrameFault.RADAR_MISCONFIGURED)).isEqualTo(60);
        // Once it agrees, all is forgiven.
        rig.feed(OBJECT_STATE).tickAfterMs(1000);
        assertThat(sent(rig)).isEmpty();
        rig.feed("t20184000000010C00000\r").tickAfterMs(1000);
        assertThat(sent(rig)).isEqualTo(OBJECT_CONFIG);
    }

    @Test
    void shouldNoticeEachKindOfDisagreement() {
        Map<String, String> settings = Map.of("maxDistanceM", "200", "power", "minus3dB");
        assertThat(rig(settings).feed("t20184019000090F40000\r").faults.all()).isEmpty();
        for (String state : new String[] {
            "t20184000000090F40000\r",
            "t20184019000010F40000\r",
            "t20184019000090F80000\r",
            "t20184019000090E40000\r",
            "t20184019000090D40000\r"
        }) {
            assertThat(rig(settings).feed(state).faults.all())
                    .as(state)
                    .isEqualTo(Map.of(FrameFault.RADAR_MISCONFIGURED, 1));
        }
    }

    @Test
    void shouldGiveARadarItsNumberAndAgainWhenItHasForgotten() {
        DriverRig rig = up(rig(Map.of("sensorIndex", "3", "renumberFrom", "0", "openAdapter", "false")));
        assertThat(sent(rig)).isEqualTo("t20080200000003000000 t230878000000081C0000");
        rig.feed("t23184000000013F40000\r").tickAfterMs(5_000);
        assertThat(sent(rig)).isEmpty();
        rig.feed(OBJECT_STATE).tickAfterMs(1);
        assertThat(sent(rig)).isEqualTo("t20080200000003000000 t230878000000081C0000");
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldAllocateNothingWhileTheStateIsWatched() {
        DriverRig.assertAllocatesNothing(
                DriverKind.ARS408, "t60A400006410\r".concat(OBJECT_STATE).getBytes(StandardCharsets.US_ASCII), 1);
    }
}
