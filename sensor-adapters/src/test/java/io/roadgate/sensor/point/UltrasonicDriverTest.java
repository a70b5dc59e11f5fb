package io.roadgate.sensor.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UltrasonicDriverTest {
    private static final byte[] NEAR = frame(900);
    private static final byte[] FAR = frame(3000);
    // Register 0x0100 of device 1: 750 counts; the well-known question 01 03 01 00 00 01 85 F6.
    private static final byte[] ANSWER = modbus(1, 3, 2, 0x02, 0xEE);

    private static byte[] frame(int mm) {
        return new byte[] {(byte) 0xFF, (byte) (mm >> 8), (byte) mm, (byte) (0xFF + (mm >> 8) + (mm & 0xFF))};
    }

    /** CRC by the polynomial's definition, bit for bit. */
    private static byte[] modbus(int... body) {
        byte[] out = new byte[body.length + 2];
        int crc = 0xFFFF;
        for (int i = 0; i < body.length; i++) {
            out[i] = (byte) body[i];
            crc ^= body[i];
            for (int bit = 0; bit < 8; bit++) {
                boolean carry = (crc & 1) != 0;
                crc >>= 1;
                crc ^= carry ? 0xA001 : 0;
            }
        }
        out[body.length] = (byte) crc;
        out[body.length + 1] = (byte) (crc >> 8);
        return out;
    }

    private static DriverRig rig(String... settings) {
        Map<String, String> map = new HashMap<>(Map.of("settle", "0ms"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        DriverRig rig = DriverRig.of(DriverKind.ULTRASONIC, map, DriverRig.MOUNT);
        rig.driver.onLinkUp(rig.nowNs);
        return rig;
    }

    private static long gauge(DriverRig rig, DeviceGauge gauge) {
        return rig.driver.gauges().get(gauge);
    }

    @Test
    void shouldReadTheExampleOfTheProtocolSheet() {
        DriverRig rig = rig().feed(HexFormat.of().parseHex("FF07A1A7"));
        assertThat(gauge(rig, DeviceGauge.DISTANCE)).isEqualTo(1953);
        assertThat(rig.sink.observations.get(0).cues().occupied()).isFalse();
    }

    @Test
    void shouldTellOccupationAtTheMountAndRepeatIt() {
        DriverRig rig = rig().feed(NEAR);
        ObservationDecoder seen = rig.sink.observations.get(0);
        assertThat(seen.kind()).isEqualTo(ObservationKind.POINT);
        assertThat(seen.cues().occupied()).isTrue();
        assertThat(seen.rangeM()).isEqualTo(0.9f);
        assertThat(seen.eastM()).isEqualTo(100);
        assertThat(seen.northM()).isEqualTo(200);
        rig.nowNs += 999_000_000;
        rig.feed(NEAR);
        assertThat(rig.sink.observations).hasSize(1);
        rig.nowNs += 1_000_000;
        rig.feed(NEAR);
        assertThat(rig.sink.observations).hasSize(2);
        rig.feed(FAR);
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.sink.observations.get(2).cues().occupied()).isFalse();
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldNotChatterAtTheThresholdNorBelieveAPasserBy() {
        DriverRig rig = rig("settle", "300ms", "repeatEvery", "1h");
        rig.feed(FAR);
        rig.nowNs += 300_000_000;
        rig.feed(FAR).feed(NEAR);
        rig.nowNs += 100_000_000;
        rig.feed(FAR);
        assertThat(rig.sink.observations).hasSize(1);
        rig.feed(NEAR);
        rig.nowNs += 300_000_000;
        rig.feed(NEAR);
        assertThat(rig.sink.observations).hasSize(2);
        // Between the thresholds everything stays as it is.
        for (int i = 0; i < 5; i++) {
            rig.nowNs += 300_000_000;
            rig.feed(frame(1600));
        }
        assertThat(gauge(rig, DeviceGauge.OCCUPIED)).isEqualTo(1);
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldTakeNoEchoForFree() {
        DriverRig rig = rig().feed(NEAR).feed(frame(0)).feed(NEAR).feed(frame(60_000));
        assertThat(rig.sink.observations)
                .extracting(o -> o.cues().occupied())
                .containsExactly(true, false, true, false);
        assertThat(rig.sink.observations.get(1).rangeM()).isNaN();
    }

    @Test
    void shouldSayThatItIsSilentAndForgetWhatItSaw() {
        DriverRig rig = rig().feed(NEAR).tickAfterMs(4999);
        assertThat(gauge(rig, DeviceGauge.SILENT)).isZero();
        rig.tickAfterMs(1);
        assertThat(gauge(rig, DeviceGauge.SILENT)).isEqualTo(1);
        assertThat(gauge(rig, DeviceGauge.OCCUPIED)).isEqualTo(DeviceGauges.UNKNOWN);
        rig.feed(NEAR);
        assertThat(gauge(rig, DeviceGauge.SILENT)).isZero();
        assertThat(rig.sink.observations).hasSize(2);
    }

    @Test
    void shouldAskOverModbusAndTakeTheAnswer() {
        DriverRig rig = rig("protocol", "modbus", "unitMm", "0.5").tickAfterMs(1);
        assertThat(HexFormat.of().formatHex(rig.replies.toByteArray())).isEqualTo("01030100000185f6");
        rig.feed(ANSWER);
        assertThat(gauge(rig, DeviceGauge.DISTANCE)).isEqualTo(375);
        rig.tickAfterMs(198);
        assertThat(rig.replies.size()).isEqualTo(8);
        rig.tickAfterMs(2);
        assertThat(rig.replies.size()).isEqualTo(16);
        rig.tickAfterMs(150);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.POINT_UNANSWERED, 1));
        rig.tickAfterMs(50).feed(modbus(1, 0x83, 2));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.POINT_UNANSWERED, 1, FrameFault.POINT_REFUSED, 1));
    }

    @Test
    void shouldAskAgainWhenTheLinkWasBusyOrTheClockStepped() {
        DriverRig rig = rig("protocol", "modbus");
        rig.isBusy = true;
        rig.tickAfterMs(1);
        rig.isBusy = false;
        rig.tickAfterMs(1).feed(ANSWER);
        assertThat(rig.replies.size()).isEqualTo(8);
        rig.tickAfterMs(-3_600_000);
        assertThat(rig.replies.size()).isEqualTo(16);
    }

    @Test
    void shouldFindTheFrameBehindGarbage() {
        for (String protocol : new String[] {"sum", "modbus"}) {
            byte[] good = protocol.equals("sum") ? NEAR : ANSWER;
            byte[] bad = good.clone();
            bad[bad.length - 1] ^= 1;
            DriverRig rig = rig("protocol", protocol)
                    .feed(new byte[] {9, (byte) 0xFF, 1, 3, 9, 1})
                    .feed(good)
                    .feed(bad)
                    .feed(good);
            assertThat(gauge(rig, DeviceGauge.OCCUPIED)).as(protocol).isEqualTo(1);
            assertThat(rig.faults.of(FrameFault.POINT_GARBLED)).as(protocol).isPositive();
            assertThat(rig.faults.of(FrameFault.POINT_CHECK)).as(protocol).isEqualTo(1);
        }
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        ByteArrayOutputStream sum = new ByteArrayOutputStream();
        ByteArrayOutputStream modbus = new ByteArrayOutputStream();
        for (int i = 0; i < 5; i++) {
            sum.writeBytes(i % 2 == 0 ? NEAR : FAR);
            sum.writeBytes(new byte[] {1, (byte) 0xFF, 2, 3, 4});
            modbus.writeBytes(ANSWER);
            modbus.writeBytes(new byte[] {1, 3, 2, 9, 7, 7});
        }
        DriverRig.assertSameHoweverCut(DriverKind.ULTRASONIC, Map.of("settle", "0ms"), sum.toByteArray());
        DriverRig.assertSameHoweverCut(
                DriverKind.ULTRASONIC, Map.of("settle", "0ms", "protocol", "modbus"), modbus.toByteArray());
    }

    @Test
    void shouldSoakAMillionFramesWithoutAllocating() {
        Map<String, String> each = Map.of("settle", "0ms", "repeatEvery", "10ms");
        DriverRig.soak(DriverKind.ULTRASONIC, each, NEAR, 1, 100_000_000);
        DriverRig.soak(
                DriverKind.ULTRASONIC,
                Map.of("settle", "0ms", "repeatEvery", "10ms", "protocol", "modbus"),
                ANSWER,
                1,
                100_000_000);
    }

    @Property(tries = 300)
    void shouldStandAnyBytesAndFindTheNextFrame(@ForAll @Size(max = 100) byte[] noise, @ForAll boolean isModbus) {
        DriverRig rig = rig("protocol", isModbus ? "modbus" : "sum").feed(noise);
        byte[] good = isModbus ? ANSWER : NEAR;
        // The end of the noise may be the head of a frame and take the first one with it, not the second.
        rig.feed(good).feed(good);
        rig.nowNs += 2_000_000_000L;
        rig.feed(good);
        assertThat(gauge(rig, DeviceGauge.DISTANCE)).isEqualTo(isModbus ? 750 : 900);
    }
}
