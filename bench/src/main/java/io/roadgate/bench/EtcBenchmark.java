package io.roadgate.bench;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import java.util.HexFormat;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An ETC passage, B2, B3, B4 and B5 in the BCC dialect, from the antenna's bytes to the transaction in the ring: found,
 * unescaped, checked, put together. One operation is one passage of four frames.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class EtcBenchmark {
    // Of our own making by the documented layouts.
    private static final String PASSAGE = "ffff18b202ec1eef00d6d8c7ec50010001004050018334754531712020010120300101500135"
            + "675018855103951000001fffffff28b302ec1eef00d3e54131323334350000000000040100002f120f0402001b00000500000000"
            + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000edffffff48b4"
            + "02ec1eef00000000c350d6d8c7ec500100011750500116442506822246382020010120300101d3e5413132333435000000000004"
            + "01aa290050011201046924f8700103500a016924fe0000d3e5413132333435000000000402000000fe0100000b2200013a0000a8"
            + "ffffff58b502ec1eef002025112500000700001b590079090000bf9adcda26fb6924fe00010100bbff";
    private static final int RING_BYTES = 1 << 18;
    private static final long APART_NS = 10_000_000_000L;

    private final UnsafeBuffer passage = new UnsafeBuffer(HexFormat.of().parseHex(PASSAGE));
    private ObservationRing ring;
    private Counters counters;
    private SensorDriver driver;
    private long nowNs = 1_764_000_000_000_000_000L;
    private long passages;

    /** Wires one antenna that is listened to. */
    @Setup(Level.Trial)
    public void prepare() {
        counters = new Counters(List.of("etc"));
        ring = new ObservationRing(RING_BYTES);
        driver = DriverKind.ETC.create(new DriverContext(
                1,
                new SitePlane(29.70, 106.60, 245),
                new SensorMount(0, 0, 6, 0, 0),
                new Settings(DriverKind.ETC.settings(), Map.of()),
                ring.sink(1, counters),
                counters.faultSink(1),
                (buffer, offset, length) -> true));
    }

    /** One passage. */
    @Benchmark
    public int passage() {
        nowNs += APART_NS;
        passages++;
        driver.onFrame(passage, 0, passage.capacity(), nowNs);
        return ring.drain((templateId, buffer, offset, length) -> {}, 8);
    }

    /** A fast driver that loses its input is no result. */
    @TearDown(Level.Trial)
    public void check() {
        // The recorded clock stands while ours goes on: a wrong time is counted and the arrival taken.
        if (counters.observations(1) != passages || counters.faults(1, FrameFault.ETC_CHECK) != 0) {
            throw new IllegalStateException(counters.observations(1) + " transactions of " + passages + " passages");
        }
    }
}
