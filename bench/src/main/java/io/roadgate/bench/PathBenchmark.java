package io.roadgate.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole path on one thread: device bytes, driver, ring, fusion, ring, payload bytes ({@link GatewayPath}).
 *
 * <p>One operation is one observation: the first of a frame takes the whole frame through, the others cost nothing. The
 * secondary result {@code frames} is the time per frame.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class PathBenchmark {
    /** What feeds it. */
    @Param
    public DeviceFeed feed;

    /** On the road. */
    @Param({"30", "256"})
    public int participants;

    private GatewayPath path;
    private int left;

    /** Counts frames beside operations. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Seen {
        /** Frames taken through. */
        public long frames;
    }

    /** Prepares the bytes, and plays a minute so that every track is there and every hazard raised. */
    @Setup(Level.Trial)
    public void prepare() {
        path = GatewayPath.of(feed, participants);
        path.playMinutes(1);
    }

    /** One observation. */
    @Benchmark
    public int observation(Seen seen) {
        if (left == 0) {
            left = path.step();
            seen.frames++;
        }
        return left--;
    }

    /** A fast path that loses its input is no result. */
    @TearDown(Level.Trial)
    public void check() {
        path.check();
    }
}
