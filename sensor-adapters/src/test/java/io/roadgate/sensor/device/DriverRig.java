package io.roadgate.sensor.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.dbc.DbcFiles;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.observation.RecordingSink;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** One driver under test with hand-set time, and what every driver must stand. */
public final class DriverRig {
    public static final long START_NS = 1_764_000_000_000_000_000L;
    public static final SensorMount MOUNT = new SensorMount(100, 200, 6, 0, 1);
    public static final SitePlane PLANE = new SitePlane(29.70, 106.60, 250);

    // The JIT leaves some hundred bytes, at times two thousand; the smallest object per frame would be 80 000 and more.
    private static final long STRAY_BYTES = 10_000;

    public final FaultCounts faults = new FaultCounts();
    public final RecordingSink sink;
    public final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    public final SensorDriver driver;
    public boolean isBusy;
    public long nowNs = START_NS;

    private DriverRig(DriverKind kind, Map<String, String> settings, SensorMount mount, RecordingSink sink) {
        this.sink = sink;
        this.driver = kind.create(new DriverContext(
                7,
                PLANE,
                mount,
                new Settings(kind.settings(), withFiles(kind, settings)),
                sink,
                faults,
                (buffer, offset, length) -> {
                    byte[] reply = new byte[length];
                    buffer.getBytes(offset, reply);
                    replies.writeBytes(isBusy ? new byte[0] : reply);
                    return !isBusy;
                }));
    }

    /** A driver that reads files of its own is given the test's, unless the settings name others. */
    private static Map<String, String> withFiles(DriverKind kind, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        if (kind == DriverKind.DBC) {
            all.putIfAbsent("dbc", DbcFiles.path("radar.dbc").toString());
            all.putIfAbsent("mapping", DbcFiles.path("radar.map.yaml").toString());
        }
        return all;
    }

    public static DriverRig of(DriverKind kind) {
        return of(kind, Map.of(), MOUNT);
    }

    public static DriverRig of(DriverKind kind, Map<String, String> settings, SensorMount mount) {
        return new DriverRig(kind, settings, mount, new RecordingSink());
    }

    static DriverRig of(DriverKind kind, Map<String, String> settings, SensorMount mount, RecordingSink sink) {
        return new DriverRig(kind, settings, mount, sink);
    }

    public DriverRig feed(byte[] bytes) {
        return feed(bytes, 0, bytes.length);
    }

    public DriverRig feed(byte[] bytes, int from, int to) {
        if (to > from) {
            driver.onFrame(new UnsafeBuffer(bytes), from, to - from, nowNs);
        }
        return this;
    }

    public DriverRig feed(String text) {
        return feed(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public DriverRig tickAfterMs(long laterMs) {
        nowNs += laterMs * 1_000_000;
        driver.onTick(nowNs);
        return this;
    }

    /** The same records and faults however the stream is cut in two, and byte by byte. */
    public static void assertSameHoweverCut(DriverKind kind, Map<String, String> settings, byte[] stream) {
        DriverRig whole = of(kind, settings, MOUNT).feed(stream);
        assertThat(whole.sink.lines()).isNotEmpty();
        for (int cut = 0; cut <= stream.length; cut++) {
            DriverRig halves = of(kind, settings, MOUNT).feed(stream, 0, cut).feed(stream, cut, stream.length);
            assertThat(halves.sink.lines()).as("cut at %d", cut).isEqualTo(whole.sink.lines());
            assertThat(halves.faults.all()).as("cut at %d", cut).isEqualTo(whole.faults.all());
        }
        DriverRig single = of(kind, settings, MOUNT);
        for (int i = 0; i < stream.length; i++) {
            single.feed(stream, i, i + 1);
        }
        assertThat(single.sink.lines()).isEqualTo(whole.sink.lines());
        assertThat(single.faults.all()).isEqualTo(whole.faults.all());
    }

    /** Nothing is allocated once the driver is warm; ten seconds pass between rounds. */
    public static void assertAllocatesNothing(DriverKind kind, byte[] stream, long recordsPerRound) {
        assertAllocatesNothing(kind, stream, recordsPerRound, 10_000_000_000L);
    }

    /** The same while the clock stands, for a device whose own time must agree with it. */
    public static void assertAllocatesNothingAtRest(DriverKind kind, byte[] stream, long recordsPerRound) {
        assertAllocatesNothing(kind, stream, recordsPerRound, 0);
    }

    private static void assertAllocatesNothing(DriverKind kind, byte[] stream, long recordsPerRound, long stepNs) {
        DriverRig rig = new DriverRig(kind, Map.of(), MOUNT, RecordingSink.countingOnly());
        UnsafeBuffer buffer = new UnsafeBuffer(stream);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        rig.rounds(buffer, 5_000, stepNs);
        threads.getThreadAllocatedBytes(self);
        long committedBefore = rig.sink.committedCount();
        long before = threads.getThreadAllocatedBytes(self);
        rig.rounds(buffer, 5_000, stepNs);
        long after = threads.getThreadAllocatedBytes(self);
        assertThat(rig.sink.committedCount() - committedBefore).isEqualTo(5_000 * recordsPerRound);
        assertThat(after - before).isLessThan(STRAY_BYTES);
    }

    /** A million frames at 0 B each after warm-up: the stream is one round, and time goes on between rounds. */
    public static void soak(
            DriverKind kind, Map<String, String> settings, byte[] stream, int framesPerRound, long stepNs) {
        DriverRig rig = new DriverRig(kind, settings, MOUNT, RecordingSink.countingOnly());
        UnsafeBuffer buffer = new UnsafeBuffer(stream);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        int rounds = 1_000_000 / framesPerRound;
        rig.rounds(buffer, rounds / 2, stepNs); // on a busy machine the compiler needs so long
        threads.getThreadAllocatedBytes(self);
        long committedBefore = rig.sink.committedCount();
        long before = threads.getThreadAllocatedBytes(self);
        rig.rounds(buffer, rounds, stepNs);
        long after = threads.getThreadAllocatedBytes(self);
        assertThat(rig.sink.committedCount() - committedBefore).isEqualTo((long) rounds * framesPerRound);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(after - before).isLessThan(STRAY_BYTES);
    }

    void rounds(UnsafeBuffer buffer, int count, long stepNs) {
        for (int i = 0; i < count; i++) {
            driver.onFrame(buffer, 0, buffer.capacity(), nowNs);
            driver.onTick(nowNs);
            nowNs += stepNs;
            driver.onTick(nowNs);
        }
    }
}
