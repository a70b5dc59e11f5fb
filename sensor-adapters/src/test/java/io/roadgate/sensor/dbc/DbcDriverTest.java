package io.roadgate.sensor.dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DbcDriverTest {
    // Two targets, counter 0x0064.
    private static final String HEADER = "t500402640000\r";
    // 7: 60 m ahead (3000), 4 m right (200), -20 m/s ahead (-400 = E70), 1.5 m/s right (30 = 01E).
    private static final String CAR = "t501807B80BC80070EE01\r";
    // 9: 80 m ahead (4000), 30 m left (-1500), at rest.
    private static final String TRUCK = "t501809A00F24FA000000\r";
    // Car, trust 9, 4.6 m, measured; truck, trust 10, 12 m, coasted.
    private static final String CAR_KIND = "t502407912E02\r";
    private static final String TRUCK_KIND = "t502409A27803\r";
    private static final String LIST = HEADER + CAR + TRUCK + CAR_KIND + TRUCK_KIND;

    private static DriverRig rig() {
        return DriverRig.of(DriverKind.DBC);
    }

    private static DriverRig slots(String mapping, Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("dbc", DbcFiles.path("slots.dbc").toString());
        settings.put("mapping", DbcFiles.path(mapping).toString());
        return DriverRig.of(DriverKind.DBC, settings, DriverRig.MOUNT);
    }

    @Test
    void shouldTurnAListIntoObservations() {
        DriverRig rig = rig().feed(LIST);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(2);
        ObservationDecoder car = rig.sink.observations.get(0);
        assertThat(car.kind()).isEqualTo(ObservationKind.RADAR);
        assertThat(car.participantClass()).isEqualTo(ParticipantClass.CAR);
        assertThat(car.localId()).isEqualTo(7);
        assertThat(car.frameSequence()).isEqualTo(0x64);
        assertThat(car.countInFrame()).isEqualTo(2);
        assertThat(car.eastM()).isCloseTo(104, within(1e-9));
        assertThat(car.northM()).isCloseTo(260, within(1e-9));
        assertThat(car.eastMps()).isCloseTo(1.5f, within(1e-5f));
        assertThat(car.northMps()).isCloseTo(-20f, within(1e-5f));
        assertThat(car.rangeM()).isCloseTo(60.13319f, within(1e-4f));
        assertThat(car.azimuthRad()).isCloseTo(0.066568f, within(1e-5f));
        assertThat(car.radialSpeedMps()).isCloseTo(-19.85592f, within(1e-4f));
        assertThat(car.eastVarM2()).isCloseTo(0.64f, within(1e-6f));
        assertThat(car.northVarM2()).isCloseTo(0.09f, within(1e-6f));
        assertThat(car.existence()).isCloseTo(0.9f, within(1e-6f));
        assertThat(car.lengthM()).isCloseTo(4.6f, within(1e-5f));
        assertThat(car.cues().isEmpty()).isTrue();
        ObservationDecoder truck = rig.sink.observations.get(1);
        assertThat(truck.participantClass()).isEqualTo(ParticipantClass.TRUCK);
        assertThat(truck.cues().predicted()).isTrue();
        assertThat(truck.eastM()).isCloseTo(70, within(1e-9));
    }

    @Test
    void shouldKnowEmptyUnfinishedAndLostLists() {
        DriverRig rig = rig().feed("t500400640000\r" + HEADER.replace("0264", "0267") + CAR + CAR_KIND);
        assertThat(rig.sink.emptyFrames).hasSize(1);
        assertThat(rig.sink.observations).isEmpty();
        rig.tickAfterMs(49);
        assertThat(rig.sink.observations).isEmpty();
        rig.tickAfterMs(1);
        assertThat(rig.sink.observations).hasSize(1).allMatch(o -> o.cues().incompleteFrame());
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.LIST_INCOMPLETE, 1, FrameFault.CYCLE_LOST, 2));
    }

    @Test
    void shouldCountForeignAndShortFramesAndPassOverUnusedOnes() {
        DriverRig rig = rig().feed("t123111\rt501203B8\rT0000050081122334455667788\r");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAN_UNKNOWN_ID, 2, FrameFault.CAN_SHORT, 1));
    }

    @Test
    void shouldListenToAnotherUnitByItsOffset() {
        Map<String, String> settings = Map.of("idOffset", "16");
        String second = LIST.replace("t50", "t51");
        DriverRig rig = DriverRig.of(DriverKind.DBC, settings, DriverRig.MOUNT).feed(second);
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldReadSlotsAndMultiplexedParts() {
        // Slot 1: page 0, used, 50 m, 10 degrees; page 1: -3 m/s. Slot 2 is not used.
        String cycle = "t40080288" + "13E8030000" + "00\r" + "t4008" + "03D4FE0000000000\r" + "t40180000000000000000\r";
        DriverRig rig = slots("slots.map.yaml", Map.of()).feed(cycle).tickAfterMs(30);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        ObservationDecoder track = rig.sink.observations.get(0);
        assertThat(track.rangeM()).isCloseTo(50f, within(1e-4f));
        assertThat(track.azimuthRad()).isCloseTo((float) Math.toRadians(10), within(1e-6f));
        assertThat(track.radialSpeedMps()).isCloseTo(-3f, within(1e-5f));
        assertThat(track.eastMps()).isNaN();
        assertThat(track.rangeSigmaM()).isCloseTo(0.5f, within(1e-6f));
        assertThat(track.azimuthSigmaRad()).isCloseTo((float) Math.toRadians(1), within(1e-6f));
        assertThat(track.eastM()).isCloseTo(100 + 50 * Math.sin(Math.toRadians(10)), within(1e-6));
        // The same slot's place again begins the next list.
        rig.feed(cycle + cycle);
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldTellOfAVehicleThatReportsItselfOverJ1939() {
        // 72 km/h = 18432 = 0x4800; 29.70 and 106.60 degrees.
        String speed = "T18FEF1218FF0048FFFFFFFFFF\r";
        String place = String.format("T18FEF2218%s%s\r", little(2_397_000_000L), little(3_166_000_000L));
        DriverRig rig = slots("vehicle.map.yaml", Map.of("sourceAddress", "33")).feed(speed + place);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        ObservationDecoder vehicle = rig.sink.observations.get(0);
        assertThat(vehicle.kind()).isEqualTo(ObservationKind.BSM);
        assertThat(vehicle.participantClass()).isEqualTo(ParticipantClass.EMERGENCY);
        assertThat(vehicle.eastM()).isCloseTo(0, within(0.02));
        assertThat(vehicle.northM()).isCloseTo(0, within(0.02));
        assertThat(vehicle.eastMps()).isCloseTo(20f, within(1e-3f));
        assertThat(vehicle.northMps()).isCloseTo(0f, within(1e-3f));
        assertThat(vehicle.eastVarM2()).isEqualTo(4f);
        rig.feed(place.replace("F221", "F222"));
        assertThat(rig.sink.observations).as("another source").hasSize(1);
    }

    private static String little(long value) {
        return String.format("%08X", Integer.reverseBytes((int) value));
    }

    @Test
    void shouldRefuseAMappingWithEveryFaultAndANearName() {
        DbcException refusal = catchThrowableOfType(
                DbcException.class,
                () -> MappingReader.read(DbcFiles.path("radar.dbc"), DbcReader.AUTO, DbcFiles.path("broken.map.yaml")));
        assertThat(refusal.faults()).extracting(DbcFault::line).containsExactly(1, 2, 4, 5, 8, 10, 12, 13, 14, 15);
        assertThat(refusal.getMessage())
                .contains("kind: must be radar, camera or vehicle, is 'sonar'")
                .contains("colour: is no key here; known are kind, list, objects")
                .contains("there is no message 'CycleStrt' in the DBC; nearest is CycleStart")
                .contains("there is no signal 'TargetNumbr' in message TargetPlace; nearest is TargetNumber")
                .contains("objects[0].rigthM: is no field; nearest is rightM")
                .contains("'costed' is neither a raw value nor a value's name of signal State; nearest is coasted")
                .contains("objects[2].message: is missing");
    }

    @Test
    void shouldSayAtTheStartWhatIsWrongWithItsFiles() {
        Settings settings =
                new Settings(DriverKind.DBC.settings(), Map.of("dbc", "/no/such.dbc", "mapping", "/no/such.map.yaml"));
        assertThat(DriverKind.DBC.check(settings)).containsExactly("/no/such.dbc: there is no such file");
        Settings noMapping = new Settings(
                DriverKind.DBC.settings(),
                Map.of("dbc", DbcFiles.path("radar.dbc").toString(), "mapping", "/no/such.map.yaml"));
        assertThat(DriverKind.DBC.check(noMapping)).containsExactly("/no/such.map.yaml: there is no such file");
        assertThat(DriverKind.ARS408.check(Settings.defaults(DriverKind.ARS408.settings())))
                .isEqualTo(List.of());
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        String noisy = LIST + "###" + LIST.replace("0264", "0265") + "t500400660000\r";
        DriverRig.assertSameHoweverCut(DriverKind.DBC, Map.of(), noisy.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldFindTheListBehindGarbage() {
        DriverRig rig = rig().feed("\u0001\u00fft501807B80BC8ZZ" + LIST);
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldAllocateNothingOverAMillionFrames() {
        // Five frames a list, 5 000 lists to warm up, then as many watched in each of the rounds of the rig.
        DriverRig.assertAllocatesNothing(DriverKind.DBC, LIST.repeat(40).getBytes(StandardCharsets.US_ASCII), 80);
    }

    @Property(tries = 200)
    void shouldStandAnyFrames(@ForAll @Size(max = 40) long[] words) {
        DriverRig rig = rig();
        for (long word : words) {
            rig.feed(String.format("t50%X8%016X\r", (int) (word & 3), word));
        }
        rig.tickAfterMs(60);
        rig.sink.observations.clear();
        rig.feed(LIST);
        assertThat(rig.sink.observations).hasSize(2);
    }
}
