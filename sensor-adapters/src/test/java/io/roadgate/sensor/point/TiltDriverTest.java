package io.roadgate.sensor.point;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.frame.FrameFault;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TiltDriverTest {
    private static byte[] frame(int type, double first, double second) {
        byte[] out = new byte[11];
        short[] counts = {(short) Math.round(first / 180 * 32768), (short) Math.round(second / 180 * 32768), 0, 0x0C80};
        out[0] = 0x55;
        out[1] = (byte) type;
        int sum = 0x55 + type;
        for (int i = 0; i < 4; i++) {
            out[2 + 2 * i] = (byte) counts[i];
            out[3 + 2 * i] = (byte) (counts[i] >> 8);
            sum += (out[2 + 2 * i] & 0xFF) + (out[3 + 2 * i] & 0xFF);
        }
        out[10] = (byte) sum;
        return out;
    }

    private static byte[] angle(double rollDeg, double pitchDeg) {
        return frame(0x53, rollDeg, pitchDeg);
    }

    private static DriverRig rig(String... settings) {
        Map<String, String> map = new HashMap<>(Map.of("averageOver", "0ms"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        DriverRig rig = DriverRig.of(DriverKind.TILT, map, DriverRig.MOUNT);
        rig.driver.onLinkUp(rig.nowNs);
        return rig;
    }

    private static long gauge(DriverRig rig, DeviceGauge gauge) {
        return rig.driver.gauges().get(gauge);
    }

    @Test
    void shouldTellTheAnglesFromTheirZero() {
        DriverRig rig = rig("rollZeroDeg", "179.5", "pitchZeroDeg", "-2")
                .feed(frame(0x51, 90, 90))
                .feed(angle(-179.5, -1.5));
        assertThat(gauge(rig, DeviceGauge.ROLL)).isBetween(997L, 1003L);
        assertThat(gauge(rig, DeviceGauge.PITCH)).isBetween(497L, 503L);
        assertThat(rig.faults.of(FrameFault.POINT_GARBLED)).isZero();
        assertThat(rig.sink.lines()).isEmpty();
    }

    @Test
    void shouldRaiseTheAlarmOnceAndEndItLower() {
        DriverRig rig = rig().feed(angle(0.9, 0))
                .feed(angle(0, -1.1))
                .feed(angle(0, -0.9))
                .feed(angle(0, -1.2));
        assertThat(gauge(rig, DeviceGauge.TILTED)).isEqualTo(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.TILT_EXCEEDED, 1));
        rig.feed(angle(0, 0.7));
        assertThat(gauge(rig, DeviceGauge.TILTED)).isZero();
    }

    @Test
    void shouldAverageAGustAway() {
        DriverRig rig = rig("averageOver", "10s");
        rig.feed(angle(0, 0));
        for (int i = 0; i < 10; i++) {
            rig.nowNs += 10_000_000;
            rig.feed(angle(5, 0));
        }
        assertThat(gauge(rig, DeviceGauge.TILTED)).isZero();
        for (int i = 0; i < 1000; i++) {
            rig.nowNs += 10_000_000;
            rig.feed(angle(5, 0));
        }
        assertThat(gauge(rig, DeviceGauge.TILTED)).isEqualTo(1);
        assertThat(gauge(rig, DeviceGauge.ROLL)).isBetween(2500L, 4000L);
    }

    @Test
    void shouldSayThatItIsSilent() {
        DriverRig rig = rig().feed(angle(0, 0)).tickAfterMs(4999);
        assertThat(gauge(rig, DeviceGauge.SILENT)).isZero();
        rig.tickAfterMs(1);
        assertThat(gauge(rig, DeviceGauge.SILENT)).isEqualTo(1);
        rig.feed(angle(0, 0));
        assertThat(gauge(rig, DeviceGauge.SILENT)).isZero();
    }

    @Test
    void shouldFindTheFrameBehindGarbageHoweverItIsCut() {
        byte[] bad = angle(30, 30);
        bad[4] ^= 1;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(new byte[] {1, 0x55, 2, 0x55});
        stream.writeBytes(angle(9, 9));
        stream.writeBytes(bad);
        stream.writeBytes(angle(0.5, 0.25));
        byte[] bytes = stream.toByteArray();
        for (int cut = 0; cut <= bytes.length; cut++) {
            DriverRig rig = rig().feed(bytes, 0, cut).feed(bytes, cut, bytes.length);
            assertThat(gauge(rig, DeviceGauge.ROLL)).as("cut at %d", cut).isBetween(497L, 503L);
            assertThat(rig.faults.all())
                    .as("cut at %d", cut)
                    .isEqualTo(Map.of(
                            FrameFault.POINT_GARBLED, 1, FrameFault.POINT_CHECK, 1, FrameFault.TILT_EXCEEDED, 1));
        }
    }

    @Test
    void shouldSoakAMillionFramesWithoutAllocating() {
        DriverRig rig = rig("averageOver", "1s");
        UnsafeBuffer buffer = new UnsafeBuffer(angle(0.1, 0.2));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        soak(rig, buffer, 100_000);
        threads.getThreadAllocatedBytes(self);
        long before = threads.getThreadAllocatedBytes(self);
        soak(rig, buffer, 1_000_000);
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(1_000);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(gauge(rig, DeviceGauge.PITCH)).isBetween(197L, 203L);
    }

    private static void soak(DriverRig rig, UnsafeBuffer buffer, int count) {
        for (int i = 0; i < count; i++) {
            rig.nowNs += 10_000_000;
            rig.driver.onFrame(buffer, 0, buffer.capacity(), rig.nowNs);
            rig.driver.onTick(rig.nowNs);
        }
    }

    @Property(tries = 300)
    void shouldStandAnyBytesAndFindTheNextFrame(@ForAll @Size(max = 100) byte[] noise) {
        DriverRig rig = rig().feed(noise).feed(angle(0.5, 0)).feed(angle(0.5, 0));
        assertThat(gauge(rig, DeviceGauge.ROLL)).isBetween(497L, 503L);
    }
}
