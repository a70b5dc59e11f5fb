package io.roadgate.sensor.camera;

import static io.roadgate.sensor.camera.HttpBytes.part;
import static io.roadgate.sensor.camera.HttpBytes.streamHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DahuaDriverTest {
    private static final long UTC_S = DriverRig.START_NS / 1_000_000_000;

    private static String data(int group, int count, int index, String plate, int confidence) {
        return "{\"CountInGroup\":" + count + ",\"GroupID\":" + group + ",\"IndexInGroup\":" + index
                + ",\"FrameSequence\":77,\"Lane\":2,\"LocaleTime\":\"2025-11-25 00:00:00\",\"Object\":{\"ObjectID\":5,"
                + "\"ObjectType\":\"Plate\",\"Text\":\"" + plate + "\",\"Confidence\":" + confidence
                + ",\"BoundingBox\":[0,1,2,3]},\"RealUTC\":" + UTC_S + ",\"TrafficCar\":{\"PlateColor\":\"Yellow\","
                + "\"Country\":null,\"UTC\":1},\"UTC\":" + (UTC_S + 8 * 3600) + ",\"UTCMS\":250,"
                + "\"Vehicle\":{\"Category\":\"HeavyTruck\",\"ObjectID\":5995,\"FusionInfo\":{\"GpsPosValid\":1,"
                + "\"GpsPostion\":{\"Latitude\":29.7001,\"Longitude\":106.6002}}}}";
    }

    private static String withoutPlace(String data) {
        return data.replace("\"GpsPosValid\":1", "\"GpsPosValid\":0");
    }

    private static String event(String data) {
        return "{\"Action\":\"Pulse\",\"Code\":\"TrafficJunction\",\"Data\":" + data + ",\"Index\":0}";
    }

    private static String notice(String... events) {
        return "{\"id\":3,\"method\":\"client.notifyEventStream\",\"params\":{\"SID\":513,\"eventList\":["
                + String.join(",", events) + "]},\"session\":\"5374\"}";
    }

    private static DriverRig plain(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("http", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return DriverRig.of(DriverKind.CAMERA_DAHUA, all, DriverRig.MOUNT);
    }

    private static DriverRig feed(DriverRig rig, String text) {
        return rig.feed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> plates(DriverRig rig) {
        return rig.sink.observations.stream().map(DahuaDriverTest::plate).toList();
    }

    private static String plate(ObservationDecoder observation) {
        byte[] plate = new byte[24];
        observation.getPlate(plate, 0, 24);
        return new String(plate, StandardCharsets.UTF_8).replace("\0", "");
    }

    @Test
    void shouldReadEveryField() {
        DriverRig rig = feed(plain("latency", "40ms"), event(data(0, 1, 1, "渝A·12345", 204)));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        ObservationDecoder truck = rig.sink.observations.get(0);
        assertThat(truck.kind()).isEqualTo(ObservationKind.CAMERA);
        assertThat(truck.participantClass()).isEqualTo(ParticipantClass.TRUCK);
        assertThat(truck.measuredAtNs()).isEqualTo(DriverRig.START_NS - 40_000_000);
        assertThat(truck.frameSequence()).isEqualTo(77);
        assertThat(truck.localId()).isEqualTo(5995);
        assertThat(truck.eastM()).isCloseTo(DriverRig.PLANE.eastM(1_066_002_000), within(1e-9));
        assertThat(plate(truck)).isEqualTo("渝A12345");
        assertThat(truck.plateColour()).isEqualTo((short) 1);
    }

    @Test
    void shouldTellAPlateWithoutAPlace() {
        DriverRig rig = feed(plain(), event(withoutPlace(data(0, 1, 1, "渝A12345", 204))));
        assertThat(rig.sink.observations.get(0).kind()).isEqualTo(ObservationKind.PLATE);
        assertThat(rig.sink.observations.get(0).existence()).isEqualTo(0.8f);
        assertThat(rig.sink.observations.get(0).eastM()).isNaN();
        feed(rig, event(withoutPlace(data(0, 1, 1, "", 0))));
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.sink.emptyFrames).isEmpty();
    }

    @Test
    void shouldFollowTheClockRule() {
        String event = event(data(0, 1, 1, "渝A12345", 204));
        DriverRig real = plain("clock", "realUtc");
        real.nowNs += 300_000_000;
        assertThat(feed(real, event).sink.observations.get(0).measuredAtNs())
                .isEqualTo(DriverRig.START_NS + 250_000_000);
        DriverRig local = plain("clock", "utcIsLocal");
        local.nowNs += 300_000_000;
        assertThat(feed(local, event).sink.observations.get(0).measuredAtNs())
                .isEqualTo(DriverRig.START_NS + 250_000_000);
        // The field as it stands is eight hours off: the tolerance catches it.
        assertThat(feed(plain("clock", "utc"), event).faults.all()).isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 1));
        String absurd = event.replace("\"RealUTC\":" + UTC_S, "\"RealUTC\":99999999999999");
        assertThat(feed(plain("clock", "realUtc"), absurd).faults.all())
                .isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 1));
    }

    @Test
    void shouldMergeTheShotsOfOneCar() {
        DriverRig rig = plain();
        feed(rig, event(withoutPlace(data(9, 3, 1, "渝A12X45", 100))));
        feed(rig, event(data(9, 3, 2, "渝A12345", 250)));
        assertThat(rig.sink.observations).isEmpty();
        rig.nowNs += 100_000_000;
        feed(rig, event(withoutPlace(data(9, 3, 3, "渝A1Z345", 120))));
        assertThat(plates(rig)).containsExactly("渝A12345");
        assertThat(rig.sink.observations.get(0).measuredAtNs()).isEqualTo(DriverRig.START_NS);
        assertThat(rig.sink.observations.get(0).eastM()).isNotNaN();
        // A late shot is the same car still.
        feed(rig, event(data(9, 3, 3, "渝A12345", 250)));
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Test
    void shouldNotWaitForeverForAShot() {
        DriverRig rig = feed(plain(), event(data(9, 2, 1, "渝A12345", 100)));
        rig.tickAfterMs(499);
        assertThat(rig.sink.observations).isEmpty();
        rig.tickAfterMs(1);
        assertThat(plates(rig)).containsExactly("渝A12345");
        feed(rig, event(data(10, 2, 1, "渝A00002", 100)));
        rig.driver.onLinkLost(rig.nowNs);
        assertThat(plates(rig)).containsExactly("渝A12345", "渝A00002");
        for (int group = 100; group < 140; group++) {
            feed(rig, event(data(group, 2, 1, "渝A00003", 100)));
        }
        assertThat(rig.sink.observations).hasSize(2 + 8);
    }

    @Test
    void shouldReadNoticesOfTheRpcAndTheEventManager() {
        DriverRig rig =
                feed(plain(), notice(event(data(0, 1, 1, "渝A00001", 100)), event(data(0, 1, 1, "渝A00002", 100))));
        assertThat(plates(rig)).containsExactly("渝A00001", "渝A00002");
        DriverRig http = DriverRig.of(DriverKind.CAMERA_DAHUA);
        http.driver.onLinkUp(http.nowNs);
        assertThat(http.replies.toString(StandardCharsets.US_ASCII))
                .startsWith("GET /cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5 HTTP/1.1");
        feed(http, streamHead() + part("text/plain", "Heartbeat"));
        feed(
                http,
                part("text/plain", "Code=TrafficJunction;action=Pulse;index=0;data=" + data(0, 1, 1, "渝A00003", 100)));
        feed(http, part("text/plain", "Code=VideoMotion;action=Start;index=0"));
        feed(http, part("application/json", notice(event(data(0, 1, 1, "渝A00004", 100)))));
        assertThat(plates(http)).containsExactly("渝A00003", "渝A00004");
        assertThat(http.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_UNUSED, 1));
    }

    @Test
    void shouldReadANonMotorWithoutAPlate() {
        String tricycle = data(0, 1, 1, "", 0).replace("HeavyTruck", "NoMannedConvertibleTricycle");
        DriverRig rig = feed(plain(), event(tricycle));
        assertThat(rig.sink.observations.get(0).participantClass()).isEqualTo(ParticipantClass.TRICYCLE);
        assertThat(plate(rig.sink.observations.get(0))).isEmpty();
    }

    @Test
    void shouldCountWhatItCannotUse() {
        DriverRig rig = plain();
        feed(rig, event(data(0, 1, 1, "x", 1)).replace("TrafficJunction", "TrafficJam"));
        feed(rig, "{\"Code\":\"TrafficJunction\",\"Data\":{\"UTC\":01x}}");
        feed(rig, event(data(0, 1, 1, "x".repeat(70), 1)));
        feed(rig, event(data(0, 1, 1, "渝A00001", 1)));
        assertThat(plates(rig)).containsExactly("渝A00001");
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(
                        FrameFault.CAMERA_UNUSED, 1, FrameFault.CAMERA_MALFORMED, 1, FrameFault.CAMERA_REJECTED, 1));
    }

    @Test
    void shouldFindTheEventRightBehindGarbage() {
        String good = event(data(0, 1, 1, "渝A00001", 1));
        DriverRig rig = feed(plain(), good + "}garbage[{\"" + good + "{\"a\",\u0001" + good);
        assertThat(plates(rig)).hasSize(3);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_GARBLED, 2));
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        String stream = event(data(0, 1, 1, "渝A00001", 1)) + "noise" + notice(event(data(0, 1, 1, "渝A00002", 1)));
        DriverRig.assertSameHoweverCut(
                DriverKind.CAMERA_DAHUA, Map.of("http", "none"), stream.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 300) byte[] noise) {
        DriverRig rig = plain().feed(noise).tickAfterMs(500);
        feed(rig, event(data(0, 1, 1, "渝A00001", 1))).tickAfterMs(500).tickAfterMs(500);
        assertThat(plates(rig)).contains("渝A00001");
    }

    @Property
    void shouldStandDamageAnywhere(@ForAll @IntRange(max = 700) int at, @ForAll byte value) {
        byte[] damaged = event(data(0, 1, 1, "渝A00001", 1)).getBytes(StandardCharsets.UTF_8);
        damaged[Math.min(at, damaged.length - 1)] = value;
        DriverRig rig = plain().feed(damaged);
        feed(rig, event(data(0, 1, 1, "渝A00002", 1))).tickAfterMs(500).tickAfterMs(500);
        assertThat(plates(rig)).contains("渝A00002");
    }
}
