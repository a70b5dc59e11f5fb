package io.roadgate.bench;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.frame.CanReader;
import io.roadgate.sensor.frame.CanWriter;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From CAN frames to observations: an ARS408's list of 64 objects in each framing, found, assembled and written to the
 * ring. One operation is one frame; three frames make an observation.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class CanBenchmark {
    private static final int OBJECTS = RadarRecording.MOST_OBJECTS;
    private static final int FRAMES = 1 + 3 * OBJECTS;
    private static final int RING_BYTES = 1 << 20;
    private static final FrameFault[] FAULTS = FrameFault.values();

    /** How the frames come. */
    @Param({"SOCKETCAN", "CANNELLONI", "SLCAN"})
    public CanFraming framing;

    private final List<UnsafeBuffer> list = new ArrayList<>();
    private UnsafeBuffer[] pieces;
    private SensorDriver driver;
    private ObservationRing ring;
    private Counters counters;
    private long nowNs;
    private long lists;

    /** Lays the list's frames out. */
    @Setup(Level.Trial)
    public void prepare() {
        counters = new Counters(List.of("radar"));
        ring = new ObservationRing(RING_BYTES);
        CanWriter writer = framing.writer();
        CanReader lines = CanFraming.SLCAN.reader(fault -> {}, (frame, receivedAtNs) -> {
            UnsafeBuffer out = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
            list.add(new UnsafeBuffer(out, 0, writer.write(frame, out, 0)));
        });
        byte[] recorded = RadarRecording.of(new RingRoad(OBJECTS)).frame(0).bytes;
        lines.onFrame(new UnsafeBuffer(recorded), 0, recorded.length, 0);
        pieces = list.toArray(new UnsafeBuffer[0]);
        if (pieces.length != FRAMES) {
            throw new IllegalStateException(pieces.length + " frames in a list, not " + FRAMES);
        }
        driver = DriverKind.ARS408.create(new DriverContext(
                1,
                new SitePlane(29.70, 106.60, 245),
                new SensorMount(0, 0, 6, 0, 0),
                new Settings(DriverKind.ARS408.settings(), Map.of()),
                ring.sink(1, counters),
                counters.faultSink(1),
                (buffer, offset, length) -> true,
                framing));
    }

    /** One frame. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int frame() {
        nowNs += 1_000_000;
        lists++;
        for (UnsafeBuffer piece : pieces) {
            driver.onFrame(piece, 0, piece.capacity(), nowNs);
        }
        return ring.drain((templateId, buffer, offset, length) -> {}, 2 * OBJECTS);
    }

    /** A fast driver that loses its input is no result. */
    @TearDown(Level.Trial)
    public void check() {
        if (counters.observations(1) != lists * OBJECTS) {
            throw new IllegalStateException(counters.observations(1) + " observations of " + lists + " lists");
        }
        for (FrameFault fault : FAULTS) {
            // The recorded list is the same each time, and so is its counter; the writer counts its datagrams once.
            if (fault != FrameFault.CANNELLONI_LOST
                    && fault != FrameFault.CYCLE_LOST
                    && counters.faults(1, fault) != 0) {
                throw new IllegalStateException(counters.faults(1, fault) + " " + fault.label());
            }
        }
    }
}
