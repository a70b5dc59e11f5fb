package io.roadgate.sensor.radar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.SensorMount;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MmWaveDriverTest {
    // 3 m to the right, 40 m ahead, 1 m above the radar's axis; oncoming at 10 m/s, braking.
    private static final float[] MOTION = {3, 40, 1, 0.5f, -10, 0, 0, 2, 0};
    private static final float[] DIAGONAL = {0.25f, 0.0004f, 0.001f, 0.1f};

    private static byte[] targets(int frame) {
        return MmWaveBytes.sdk()
                .section(1010, MmWaveBytes.target(7, MOTION, DIAGONAL, 0.8f))
                .section(1011, new byte[] {7, (byte) 254})
                .section(1012, new byte[] {7, 0, 0, 0}, MmWaveBytes.floats(1.9f, 0.3f))
                .section(1021, new byte[] {1, 0, 0, 0})
                .packet(frame);
    }

    private static byte[] empty(int frame) {
        return MmWaveBytes.sdk().section(1010).packet(frame);
    }

    private static DriverRig rig(String... settings) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return DriverRig.of(DriverKind.MMWAVE, map, DriverRig.MOUNT);
    }

    @Test
    void shouldTurnATargetIntoAnObservationInTheSiteFrame() {
        DriverRig rig = rig("latency", "20ms").feed(targets(5));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        ObservationDecoder seen = rig.sink.observations.get(0);
        assertThat(seen.kind()).isEqualTo(ObservationKind.RADAR);
        assertThat(seen.measuredAtNs()).isEqualTo(rig.nowNs - 20_000_000);
        assertThat(seen.frameSequence()).isEqualTo(5);
        assertThat(seen.localId()).isEqualTo(7);
        assertThat(seen.eastM()).isCloseTo(103, within(1e-6));
        assertThat(seen.northM()).isCloseTo(240, within(1e-6));
        assertThat(seen.upM()).isCloseTo(7, within(1e-6));
        assertThat(seen.eastMps()).isCloseTo(0.5f, within(1e-6f));
        assertThat(seen.northMps()).isCloseTo(-10f, within(1e-6f));
        assertThat(seen.accelMps2()).isCloseTo(-1.9975f, within(1e-3f));
        assertThat(seen.radialSpeedMps()).isCloseTo(-9.9346f, within(1e-3f));
        assertThat(seen.heightM()).isCloseTo(1.6f, within(1e-6f));
        assertThat(seen.existence()).isEqualTo(0.8f);
        assertThat(seen.azimuthRad()).isCloseTo(0.07486f, within(1e-5f));
        assertThat(seen.rangeSigmaM()).isCloseTo(0.5f, within(1e-6f));
        assertThat(seen.azimuthSigmaRad()).isCloseTo(0.02f, within(1e-6f));
        assertThat(rig.driver.gauges().get(DeviceGauge.PRESENCE)).isEqualTo(1);
    }

    @Test
    void shouldTurnTheErrorCovarianceFromItsAxesToTheSite() {
        ObservationDecoder polar = rig().feed(targets(5)).sink.observations.get(0);
        double range = Math.hypot(3, 40);
        double across = 0.0004 * range * range;
        double sin = 3 / range;
        double cos = 40 / range;
        assertThat(polar.eastVarM2()).isCloseTo((float) (sin * sin * 0.25 + cos * cos * across), within(1e-5f));
        assertThat(polar.northVarM2()).isCloseTo((float) (cos * cos * 0.25 + sin * sin * across), within(1e-5f));
        assertThat(polar.eastNorthCovM2()).isCloseTo((float) (sin * cos * (0.25 - across)), within(1e-5f));
        ObservationDecoder flat = rig("errorCovariance", "cartesian")
                .feed(targets(5))
                .sink
                .observations
                .get(0);
        assertThat(flat.eastVarM2()).isCloseTo(0.25f, within(1e-6f));
        assertThat(flat.northVarM2()).isCloseTo(0.0004f, within(1e-6f));
        ObservationDecoder own = rig("errorCovariance", "ignore", "rangeSigmaM", "2", "azimuthSigmaDeg", "1")
                .feed(targets(5))
                .sink
                .observations
                .get(0);
        assertThat(own.rangeSigmaM()).isEqualTo(2f);
        assertThat(own.azimuthSigmaRad()).isCloseTo((float) Math.toRadians(1), within(1e-6f));
    }

    @Test
    void shouldTurnBackTiltAndBearing() {
        // The radar hangs 6 m up and looks 30 degrees down to the east; the point lies on its axis, 10 m away.
        SensorMount east = new SensorMount(0, 0, 6, Math.PI / 2, 0);
        byte[] packet = MmWaveBytes.sdk()
                .section(1, MmWaveBytes.floats(0, 10, 0, -3))
                .section(7, new byte[] {100, 0, 50, 0})
                .packet(1);
        DriverRig rig = DriverRig.of(DriverKind.MMWAVE, Map.of("tiltDeg", "30", "observe", "points"), east)
                .feed(packet);
        ObservationDecoder seen = rig.sink.observations.get(0);
        assertThat(seen.eastM()).isCloseTo(10 * Math.cos(Math.toRadians(30)), within(1e-9));
        assertThat(seen.northM()).isCloseTo(0, within(1e-9));
        assertThat(seen.upM()).isCloseTo(1, within(1e-9));
        assertThat(seen.radialSpeedMps()).isEqualTo(-3f);
        DriverRig weak = DriverRig.of(DriverKind.MMWAVE, Map.of("leastSnr", "11", "observe", "points"), east)
                .feed(packet);
        assertThat(weak.sink.observations).isEmpty();
    }

    @Test
    void shouldTakePointsTargetsOrBoth() {
        byte[] packet = MmWaveBytes.sdk()
                .section(1020, MmWaveBytes.floats(0.01f, 0.01f, 0.1f, 0.5f, 0.04f), new byte[] {
                    0, 10, 20, 0, 100, 0, 50, 0
                })
                .section(308, MmWaveBytes.target(7, MOTION, DIAGONAL, 0.8f))
                .packet(1);
        assertThat(rig().feed(packet).sink.observations).hasSize(1);
        ObservationDecoder point =
                rig("observe", "points").feed(packet).sink.observations.get(0);
        assertThat(point.rangeM()).isCloseTo(50f, within(1e-4f));
        assertThat(point.azimuthRad()).isCloseTo(0.1f, within(1e-5f));
        assertThat(point.radialSpeedMps()).isCloseTo(2f, within(1e-5f));
        DriverRig both = rig("observe", "both").feed(packet);
        assertThat(both.sink.observations).hasSize(2).allMatch(o -> o.countInFrame() == 2);
    }

    @Test
    void shouldReadTheOldHeaderOfItsOwnAccord() {
        float[] values = {5, 60, 0.1f, -20, 0, 1, 0.5f, 0, 0, 0, 0.001f, 0, 0, 0, 0.2f, 3};
        byte[] packet = new MmWaveBytes(true)
                .section(6, MmWaveBytes.floats(60, 0.1f, -20, 15))
                .section(7, new byte[] {9, 0, 0, 0}, MmWaveBytes.floats(values))
                .section(8, new byte[] {9})
                .packet(3);
        DriverRig rig = rig().feed(packet);
        assertThat(rig.faults.all()).isEmpty();
        ObservationDecoder seen = rig.sink.observations.get(0);
        assertThat(seen.localId()).isEqualTo(9);
        assertThat(seen.eastM()).isCloseTo(105, within(1e-6));
        assertThat(seen.northMps()).isCloseTo(-20f, within(1e-6f));
        assertThat(seen.existence()).isNaN();
        packet[48] ^= 1;
        assertThat(rig().feed(packet).faults.of(FrameFault.MMWAVE_MALFORMED)).isEqualTo(1);
    }

    @Test
    void shouldTellAnEmptyRoadOnlyFromAFirmwareThatTracks() {
        DriverRig rig = rig().feed(MmWaveBytes.sdk().section(1).packet(1));
        assertThat(rig.sink.emptyFrames).isEmpty();
        rig.feed(empty(2)).feed(MmWaveBytes.sdk().packet(3));
        assertThat(rig.sink.emptyFrames).hasSize(2);
        assertThat(rig.sink.emptyFrames.get(0).frameSequence()).isEqualTo(2);
    }

    @Test
    void shouldUseAPacketThatMiscountsItsSections() {
        MmWaveBytes one = MmWaveBytes.sdk().section(1010, MmWaveBytes.target(7, MOTION, DIAGONAL, 0.8f));
        DriverRig rig = rig().feed(one.packet(1, 0)).feed(one.packet(2, 9)).feed(one.packet(3, -1));
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.MMWAVE_MISCOUNTED, 3));
    }

    @Test
    void shouldRefuseASectionThatLeavesThePacket() {
        byte[] packet = targets(1);
        packet[44] = (byte) 0xFF;
        packet[45] = 0x7F;
        DriverRig rig = rig().feed(packet).feed(targets(2));
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.MMWAVE_MALFORMED, 1));
    }

    @Test
    void shouldRefuseATargetThatCannotBe() {
        byte[] packet = MmWaveBytes.sdk()
                .section(
                        1010,
                        MmWaveBytes.target(1, new float[] {Float.NaN, 1, 1, 0, 0, 0, 0, 0, 0}, DIAGONAL, 1),
                        MmWaveBytes.target(2, MOTION, new float[] {Float.NaN, -1, 0, 0}, 7))
                .packet(1);
        DriverRig rig = rig().feed(packet);
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.sink.observations.get(0).rangeSigmaM()).isEqualTo(0.3f);
        assertThat(rig.sink.observations.get(0).existence()).isNaN();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.MMWAVE_MALFORMED, 1));
    }

    @Test
    void shouldFindThePacketBehindEveryCutOfTheOneBefore() {
        byte[] first = targets(1);
        for (int cut = 1; cut < first.length; cut++) {
            DriverRig rig = rig().feed(first, 0, cut).feed(targets(2));
            assertThat(rig.sink.observations).as("cut at %d", cut).isNotEmpty();
            assertThat(rig.sink
                            .observations
                            .get(rig.sink.observations.size() - 1)
                            .frameSequence())
                    .as("cut at %d", cut)
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldGiveUpACutPacketAfterTwoFramePeriods() {
        byte[] cut = Arrays.copyOf(targets(1), 100);
        DriverRig rig = rig().feed(cut).tickAfterMs(199);
        assertThat(rig.faults.all()).isEmpty();
        rig.tickAfterMs(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.MMWAVE_TRUNCATED, 1));
        rig.tickAfterMs(1000).feed(targets(2));
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.MMWAVE_TRUNCATED, 1));
    }

    @Test
    void shouldCountLostFramesAndForgetThemWithTheLink() {
        DriverRig rig = rig().feed(targets(1)).feed(targets(4));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CYCLE_LOST, 2));
        rig.feed(targets(9), 0, 60);
        rig.driver.onLinkLost(rig.nowNs);
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(targets(8)).tickAfterMs(1000);
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CYCLE_LOST, 2));
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        byte[] half = {2, 1, 4, 3, 6};
        byte[] absurd = MmWaveBytes.joined(MmWaveBytes.MAGIC, new byte[] {0, 0, 0, 0, -1, -1, -1, 127}, new byte[16]);
        byte[] stream = MmWaveBytes.joined(
                new byte[] {9, 9, 2},
                targets(1),
                half,
                absurd,
                Arrays.copyOf(targets(2), 90),
                targets(3),
                new byte[] {2, 2, 1},
                empty(4));
        DriverRig.assertSameHoweverCut(DriverKind.MMWAVE, Map.of("observe", "both"), stream);
    }

    @Test
    void shouldSoakAMillionPacketsWithoutAllocating() {
        DriverRig.soak(DriverKind.MMWAVE, Map.of("observe", "both"), targets(1), 1, 10_000);
    }

    @Property(tries = 300)
    void shouldStandAnyBytesAndFindTheNextPacket(@ForAll @Size(max = 300) byte[] noise) {
        DriverRig rig = rig().feed(noise).tickAfterMs(250);
        rig.feed(targets(2)).tickAfterMs(250);
        assertThat(rig.sink.observations).hasSize(1);
    }

    @Property(tries = 300)
    void shouldStandDamageAnywhereInAPacket(@ForAll int at, @ForAll byte value) {
        byte[] packet = targets(1);
        packet[Math.floorMod(at, packet.length)] = value;
        DriverRig rig = rig("observe", "both").feed(packet).feed(targets(2)).tickAfterMs(250);
        rig.feed(targets(3));
        assertThat(rig.sink.observations.get(rig.sink.observations.size() - 1).frameSequence())
                .isEqualTo(3);
    }
}
