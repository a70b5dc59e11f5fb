package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DawnlineDriverTest {
    private static final long AT_MS = DriverRig.START_NS / 1_000_000;

    private static String participant(int id, String type, long timeMs, double lengthM) {
        return "{\"ptcType\":" + type + ",\"ptcId\":" + id + ",\"global_track_id\":\"t-" + id + "\",\"timeStamp\":"
                + timeMs
                + ",\"secMark\":1,\"pos_lat\":29.7001,\"pos_lon\":106.6002,\"heading\":90.0,\"speed\":12.5,\"width\":1.8,"
                + "\"length\":" + lengthM + ",\"height\":1.5,\"source\":3,\"lane\":2}";
    }

    private static String message(String... participants) {
        return "[{\"dev_pos\":{\"lat\":29.7,\"lon\":106.6},\"content\":[" + String.join(",", participants) + "]}]";
    }

    private static DriverRig rig() {
        return DriverRig.of(DriverKind.CAMERA_DAWNLINE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReadEveryField() {
        DriverRig rig = rig().feed(message(
                participant(7, "1", AT_MS - 80, 4.5),
                participant(8, "\"motor\"", AT_MS - 80, 12),
                participant(9, "\"non_motor\"", AT_MS - 80, 1.8),
                participant(10, "3", AT_MS - 80, 0.5),
                participant(11, "\"rsu\"", AT_MS - 80, 1)));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations)
                .extracting(ObservationDecoder::participantClass)
                .containsExactly(
                        ParticipantClass.CAR,
                        ParticipantClass.TRUCK,
                        ParticipantClass.BICYCLE,
                        ParticipantClass.PEDESTRIAN);
        ObservationDecoder car = rig.sink.observations.get(0);
        assertThat(car.kind()).isEqualTo(ObservationKind.CAMERA);
        assertThat(car.measuredAtNs()).isEqualTo(DriverRig.START_NS - 80_000_000);
        assertThat(car.countInFrame()).isEqualTo(4);
        assertThat(car.localId()).isEqualTo(7);
        assertThat(car.eastM()).isCloseTo(DriverRig.PLANE.eastM(1_066_002_000), within(1e-9));
        assertThat(car.northM()).isCloseTo(DriverRig.PLANE.northM(297_001_000), within(1e-9));
        assertThat(car.eastMps()).isCloseTo(12.5f, within(1e-5f));
        assertThat(car.northMps()).isCloseTo(0f, within(1e-5f));
        assertThat(car.headingRad()).isCloseTo((float) (Math.PI / 2), within(1e-6f));
        assertThat(car.lengthM()).isEqualTo(4.5f);
        assertThat(car.widthM()).isEqualTo(1.8f);
        assertThat(car.heightM()).isEqualTo(1.5f);
    }

    @Test
    void shouldMakeAPictureOfEachTimeStamp() {
        DriverRig rig = rig().feed(message(
                participant(1, "1", AT_MS - 10, 4),
                participant(2, "1", AT_MS - 60, 4),
                participant(3, "1", AT_MS - 10, 4)));
        assertThat(rig.sink.observations)
                .extracting(ObservationDecoder::localId)
                .containsExactly(2L, 1L, 3L);
        assertThat(rig.sink.observations)
                .extracting(ObservationDecoder::countInFrame)
                .containsExactly(1, 2, 2);
    }

    @Test
    void shouldTakeTheArrivalWhenTold() {
        DriverRig rig = DriverRig.of(
                        DriverKind.CAMERA_DAWNLINE, Map.of("clock", "arrival", "latency", "120ms"), DriverRig.MOUNT)
                .feed(message(participant(1, "1", 5, 4)))
                .feed(message());
        assertThat(rig.sink.observations.get(0).measuredAtNs()).isEqualTo(DriverRig.START_NS - 120_000_000);
        assertThat(rig.sink.emptyFrames).hasSize(1);
    }

    @Test
    void shouldCountWhatItCannotUse() {
        DriverRig rig = rig().feed("{\"some\":\"thing\"}")
                .feed("[01x]")
                .feed(message(participant(1, "1", AT_MS - 5_000, 4)))
                .feed(message(participant(1, "1", AT_MS, 4).replace("29.7001", "97.1")))
                .feed(message(participant(1, "1", AT_MS, 4).replace("12.5", "-3")))
                .feed(message(participant(1, "1", AT_MS, 4)));
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(
                        FrameFault.CAMERA_MALFORMED, 2, FrameFault.TIME_IMPLAUSIBLE, 1, FrameFault.CAMERA_REJECTED, 2));
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Test
    void shouldFindTheMessageRightBehindGarbage() {
        String good = message(participant(1, "1", AT_MS, 4));
        DriverRig rig = rig().feed(good + "]]garbage{[\"" + good + "\u00ff\u0000{,,}" + good);
        rig.tickAfterMs(0);
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_GARBLED, 2));
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        String stream = message(participant(1, "1", AT_MS, 4)) + "noise" + message(participant(2, "3", AT_MS, 1));
        DriverRig.assertSameHoweverCut(DriverKind.CAMERA_DAWNLINE, Map.of(), bytes(stream));
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 300) byte[] noise) {
        DriverRig rig = rig().feed(noise).tickAfterMs(500);
        rig.feed(message(participant(1, "1", rig.nowNs / 1_000_000, 4)))
                .tickAfterMs(500)
                .tickAfterMs(500);
        assertThat(rig.sink.observations).isNotEmpty();
    }

    @Property
    void shouldStandDamageAnywhere(@ForAll @IntRange(max = 280) int at, @ForAll byte value) {
        byte[] damaged = bytes(message(participant(1, "1", AT_MS, 4)));
        damaged[Math.min(at, damaged.length - 1)] = value;
        DriverRig rig = rig().feed(damaged);
        rig.feed(message(participant(2, "1", AT_MS + 999, 4))).tickAfterMs(500).tickAfterMs(500);
        assertThat(rig.sink.observations)
                .extracting(ObservationDecoder::localId)
                .contains(2L);
    }
}
