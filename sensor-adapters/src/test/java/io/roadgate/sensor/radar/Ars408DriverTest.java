package io.roadgate.sensor.radar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SensorMount;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Ars408DriverTest {
    // State: quality and extended messages on.
    private static final String STATE = "t20184020800010F40000\r";
    // Header: 3 objects, counter 0x0064, version 1.
    private static final String HEADER = "t60A403006410\r";
    // 21: 60 m ahead, 4 m left, -20 m/s ahead, 1.5 m/s left, oncoming, 10 dBsm.
    private static final String CAR = "t60B8155784136C20C294\r";
    // 22: 80 m ahead, 30 m right, at rest, -5 dBsm.
    private static final String TRUCK = "t60B8165AA36980200176\r";
    // 23: 10 m ahead; its quality says "deleted".
    private static final String GONE = "t60B8174FB3FF80200180\r";
    // rms 0.063 m, 0.174 m, 0.049 m/s twice, orientation 3.843 degrees, 99.9 %, measured.
    private static final String CAR_QUALITY = "t60C7155392929660C8\r";
    // Every rms invalid, existence invalid, predicted.
    private static final String TRUCK_QUALITY = "t60C716FFFFF297E00C\r";
    private static final String GONE_QUALITY = "t60C7170842129420E0\r";
    // -3 m/s2, car, turned by -180 degrees, 4.6 x 1.8 m.
    private static final String CAR_EXTENDED = "t60D815578FA100001709\r";
    // Truck, 12 x 2.4 m.
    private static final String TRUCK_EXTENDED = "t60D8167D0FA270803C0C\r";
    private static final String GONE_EXTENDED = "t60D8177D0FA070800000\r";
    private static final String OBJECTS = CAR + TRUCK + GONE;
    private static final String QUALITIES = CAR_QUALITY + TRUCK_QUALITY + GONE_QUALITY;
    private static final String EXTENDEDS = CAR_EXTENDED + TRUCK_EXTENDED + GONE_EXTENDED;
    private static final String LIST = HEADER + OBJECTS + QUALITIES + EXTENDEDS;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static DriverRig rig() {
        return DriverRig.of(DriverKind.ARS408);
    }

    @Test
    void shouldTurnAListIntoObservations() {
        DriverRig rig = rig().feed(STATE).feed(HEADER);
        long headerAtNs = rig.nowNs;
        rig.nowNs += 3_000_000;
        rig.feed(OBJECTS + QUALITIES + EXTENDEDS);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(2);
        ObservationDecoder car = rig.sink.observations.get(0);
        assertThat(car.measuredAtNs()).isEqualTo(headerAtNs);
        assertThat(car.receivedAtNs()).isEqualTo(rig.nowNs);
        assertThat(car.frameSequence()).isEqualTo(0x64);
        assertThat(car.indexInFrame()).isZero();
        assertThat(car.countInFrame()).isEqualTo(2);
        assertThat(car.sensorId()).isEqualTo(7);
        assertThat(car.kind()).isEqualTo(ObservationKind.RADAR);
        assertThat(car.participantClass()).isEqualTo(ParticipantClass.CAR);
        assertThat(car.localId()).isEqualTo(21);
        assertThat(car.level()).isEqualTo((byte) 1);
        assertThat(car.rcsDbsm()).isEqualTo(10f);
        assertThat(car.existence()).isEqualTo(0.999f);
        assertThat(car.lengthM()).isCloseTo(4.6f, within(1e-5f));
        assertThat(car.widthM()).isCloseTo(1.8f, within(1e-5f));
        assertThat(car.cues().isEmpty()).isTrue();
        assertThat(car.upM()).isNaN();
        assertThat(car.obuMac()).isZero();
    }

    @Test
    void shouldGivePolarAndSiteCoordinatesWithTheirUncertainty() {
        ObservationDecoder car = rig().feed(STATE + LIST).sink.observations.get(0);
        assertThat(car.rangeM()).isCloseTo(60.13319f, within(1e-4f));
        assertThat(car.azimuthRad()).isCloseTo(-0.066568f, within(1e-5f));
        assertThat(car.radialSpeedMps()).isCloseTo(-19.85592f, within(1e-4f));
        assertThat(car.eastM()).isCloseTo(96, within(1e-9));
        assertThat(car.northM()).isCloseTo(260, within(1e-9));
        assertThat(car.eastMps()).isCloseTo(-1.5f, within(1e-5f));
        assertThat(car.northMps()).isCloseTo(-20f, within(1e-5f));
        assertThat(car.accelMps2()).isCloseTo(2.9916f, within(1e-3f));
        assertThat(car.headingRad()).isCloseTo((float) Math.PI, within(1e-5f));
        assertThat(car.headingSigmaRad()).isCloseTo(0.067073f, within(1e-5f));
        assertThat(car.eastVarM2()).isCloseTo(0.030276f, within(1e-6f));
        assertThat(car.northVarM2()).isCloseTo(0.003969f, within(1e-6f));
        assertThat(car.eastNorthCovM2()).isCloseTo(0f, within(1e-6f));
        assertThat(car.speedSigmaMps()).isCloseTo(0.049f, within(1e-6f));
        assertThat(car.radialSpeedSigmaMps()).isCloseTo(0.049f, within(1e-6f));
        assertThat(car.rangeSigmaM()).isCloseTo(0.0639f, within(1e-4f));
        assertThat(car.azimuthSigmaRad()).isCloseTo(0.002888f, within(1e-5f));
    }

    @Test
    void shouldTurnWithTheMountAndAgreeWithIt() {
        SensorMount mount = new SensorMount(100, 200, 6, Math.PI / 3, 0);
        ObservationDecoder car = DriverRig.of(DriverKind.ARS408, Map.of(), mount)
                .feed(STATE + LIST)
                .sink
                .observations
                .get(0);
        assertThat(car.eastM()).isCloseTo(mount.eastM(car.rangeM(), car.azimuthRad()), within(1e-3));
        assertThat(car.northM()).isCloseTo(mount.northM(car.rangeM(), car.azimuthRad()), within(1e-3));
        double determinant = car.eastVarM2() * car.northVarM2() - Math.pow(car.eastNorthCovM2(), 2);
        assertThat(determinant).isCloseTo(0.030276 * 0.003969, within(1e-7));
        assertThat(Math.hypot(car.eastMps(), car.northMps())).isCloseTo(Math.hypot(20, 1.5), within(1e-5));
    }

    @Test
    void shouldMarkForecastsAndFallBackToConfiguredSigmas() {
        ObservationDecoder truck = rig().feed(STATE + LIST).sink.observations.get(1);
        assertThat(truck.cues().predicted()).isTrue();
        assertThat(truck.existence()).isNaN();
        assertThat(truck.headingRad()).isNaN();
        assertThat(truck.accelMps2()).isNaN();
        assertThat(truck.participantClass()).isEqualTo(ParticipantClass.TRUCK);
        assertThat(truck.eastM()).isCloseTo(130, within(1e-9));
        assertThat(truck.azimuthRad()).isPositive();
        assertThat(truck.northVarM2()).isCloseTo(0.16f, within(1e-6f));
        assertThat(truck.eastVarM2()).isCloseTo(0.64f, within(1e-6f));
        assertThat(truck.speedSigmaMps()).isEqualTo(0.3f);
    }

    @Test
    void shouldTakeSettingsIntoAccount() {
        Map<String, String> settings = Map.of("latency", "40ms", "lateralVelocity", "false", "sensorIndex", "2");
        String second = (STATE + LIST).replace("t60", "t62").replace("t201", "t221");
        DriverRig rig =
                DriverRig.of(DriverKind.ARS408, settings, DriverRig.MOUNT).feed(STATE + LIST + second);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(2);
        ObservationDecoder car = rig.sink.observations.get(0);
        assertThat(car.measuredAtNs()).isEqualTo(rig.nowNs - 40_000_000);
        assertThat(car.eastMps()).isCloseTo(0f, within(1e-6f));
    }

    @Test
    void shouldDeliverAnIncompleteListMarkedAtTheTimeout() {
        DriverRig rig = rig().feed(STATE + HEADER + OBJECTS + CAR_QUALITY + EXTENDEDS);
        rig.tickAfterMs(49);
        assertThat(rig.sink.observations).isEmpty();
        rig.tickAfterMs(1);
        assertThat(rig.sink.observations).hasSize(3).allMatch(o -> o.cues().incompleteFrame());
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 1));
        rig.tickAfterMs(1000);
        assertThat(rig.sink.observations).hasSize(3);
    }

    @Test
    void shouldDeliverAnIncompleteListAtTheNextHeader() {
        DriverRig rig = rig().feed(STATE + HEADER + CAR + LIST.replace("030064", "030065"));
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.sink.observations.get(0).cues().incompleteFrame()).isTrue();
        assertThat(rig.sink.observations.get(1).cues().incompleteFrame()).isFalse();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 1));
    }

    @Test
    void shouldSeeALostHeaderByTheRepeatedIdAndCountTheCycle() {
        DriverRig rig = rig().feed(STATE + HEADER + OBJECTS + QUALITIES);
        rig.feed(OBJECTS + QUALITIES + EXTENDEDS);
        rig.feed(LIST.replace("030064", "030066"));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 2, FrameFault.CYCLE_LOST, 1));
        assertThat(rig.sink.observations).hasSize(6);
        assertThat(rig.sink.observations.get(2).frameSequence()).isEqualTo(0x65);
    }

    @Test
    void shouldCountSkippedCyclesAcrossTheWrapOfTheCounter() {
        DriverRig rig = rig().feed(STATE + "t60A400FFFF10\r" + "t60A400000210\r");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CYCLE_LOST, 2));
        assertThat(rig.sink.emptyFrames).hasSize(2);
        assertThat(rig.sink.emptyFrames.get(1).frameSequence()).isEqualTo(2);
    }

    @Test
    void shouldSayNothingOfAListWhoseObjectsAllGotLost() {
        DriverRig rig = rig().feed(STATE + HEADER).tickAfterMs(60);
        assertThat(rig.sink.lines()).isEmpty();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 1));
    }

    @Test
    void shouldTakeAListWithoutExtendedPartAsWholeBeforeTheStateIsKnown() {
        DriverRig rig = rig().feed(HEADER + OBJECTS + QUALITIES).tickAfterMs(60);
        assertThat(rig.sink.observations).hasSize(2).noneMatch(o -> o.cues().incompleteFrame());
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldCountShortAndUnknownFrames() {
        DriverRig rig = rig().feed("t60B3054E32\rt1234DEADBEEF\rt60A0\rT0000060A403006410\r");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAN_SHORT, 2, FrameFault.CAN_UNKNOWN_ID, 2));
    }

    @Test
    void shouldSurviveMoreObjectsThanTheRadarCanHave() {
        StringBuilder text = new StringBuilder(STATE + "t60A4FF006410\r");
        for (int id = 0; id < 256; id++) {
            text.append(String.format("t60B8%02X5784136C20C294\r", id));
        }
        DriverRig rig = rig().feed(text.toString()).tickAfterMs(60);
        assertThat(rig.sink.observations).hasSize(100);
        assertThat(rig.faults.of(FrameFault.LIST_INCOMPLETE)).isPositive();
    }

    @Test
    void shouldConfigureAdapterAndRadarAndRetryWhileBusy() {
        DriverRig rig = DriverRig.of(DriverKind.ARS408, Map.of("sensorIndex", "3"), DriverRig.MOUNT);
        rig.isBusy = true;
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.replies.size()).isZero();
        rig.isBusy = false;
        rig.tickAfterMs(10).tickAfterMs(10);
        assertThat(rig.replies.toString(StandardCharsets.US_ASCII)).isEqualTo("C\rS6\rO\rt230878000000081C0000\r");
    }

    @Test
    void shouldForgetHalfAListWhenTheLinkIsLost() {
        DriverRig rig = rig().feed(STATE + HEADER + CAR + "t60C71");
        rig.driver.onLinkLost(rig.nowNs);
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(STATE + LIST.replace("030064", "033064"));
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldFindTheListBehindGarbage() {
        DriverRig rig = rig().feed(STATE + "\u0001\u00fft60B8155784136C20C2ZZ" + LIST);
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.of(FrameFault.SLCAN_GARBLED)).isEqualTo(2);
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        String noisy = STATE + LIST + "###" + LIST.replace("030064", "030065") + "t60A400006610\r";
        DriverRig.assertSameHoweverCut(DriverKind.ARS408, Map.of(), bytes(noisy));
    }

    @Test
    void shouldGoOnWhenTheRingIsFull() {
        DriverRig rig = rig();
        rig.sink.full(true);
        rig.feed(STATE + LIST + "t60A400006510\r");
        rig.sink.full(false);
        rig.feed(LIST.replace("030064", "030066"));
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldAllocateNothing() {
        DriverRig.assertAllocatesNothing(DriverKind.ARS408, bytes(STATE + LIST), 2);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 300) byte[] noise) {
        DriverRig rig = rig().feed(noise).feed("\r").tickAfterMs(60);
        rig.sink.observations.clear();
        rig.feed(STATE + LIST);
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Property
    void shouldStandAnyFrames(@ForAll @Size(max = 40) long[] words) {
        DriverRig rig = rig().feed(STATE);
        for (long word : words) {
            rig.feed(String.format("t60%X8%016X\r", 0xA + (int) (word & 3), word));
        }
        rig.tickAfterMs(60);
        rig.sink.observations.clear();
        rig.feed(LIST);
        assertThat(rig.sink.observations).hasSize(2);
    }
}
