package io.roadgate.bench;

import io.roadgate.bench.ReflectiveSpat.Counting;
import io.roadgate.bench.ReflectiveSpat.Intersection;
import io.roadgate.bench.ReflectiveSpat.NodeReference;
import io.roadgate.bench.ReflectiveSpat.Phase;
import io.roadgate.bench.ReflectiveSpat.PhaseState;
import io.roadgate.bench.ReflectiveSpat.Spat;
import io.roadgate.bench.ReflectiveSpat.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bn.CoderFactory;
import org.bn.IDecoder;
import org.bn.IEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The SPAT of {@link SampleMessage#SPAT} by BinaryNotes, a codec that works by annotations and reflection, to be set
 * against {@link MessageBenchmark}: {@code ./roadgate bench 'ReflectiveBenchmark|MessageBenchmark'}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ReflectiveBenchmark {
    private static final String UNALIGNED = "PER/U";
    private static final int RED = 3;
    private static final int PROTECTED_GREEN = 6;
    private static final int YELLOW = 7;

    private final Spat spat = spat();
    private IDecoder decoder;
    private IEncoder encoder;
    private byte[] octets;

    /** Makes the octets, and makes sure that they are read. */
    @Setup
    public void prepare() throws Exception {
        decoder = CoderFactory.getInstance().newDecoder(UNALIGNED);
        encoder = CoderFactory.getInstance().newEncoder(UNALIGNED);
        octets = encode();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        encoder.encode(decode(), again);
        if (!Arrays.equals(octets, again.toByteArray())) {
            throw new IllegalStateException("BinaryNotes does not read what it wrote");
        }
    }

    /** Octets to object. */
    @Benchmark
    public Spat decode() throws Exception {
        return decoder.decode(new ByteArrayInputStream(octets), Spat.class);
    }

    /** Object to octets. */
    @Benchmark
    public byte[] encode() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.encode(spat, out);
        return out.toByteArray();
    }

    private static Spat spat() {
        Spat spat = new Spat();
        spat.setMsgCnt(12);
        spat.setMoy(200_000);
        spat.setTimeStamp(30_500);
        spat.setName("junction");
        Intersection intersection = new Intersection();
        NodeReference node = new NodeReference();
        node.setRegion(500);
        node.setId(1);
        intersection.setIntersectionId(node);
        intersection.setStatus(0x0400);
        intersection.setMoy(200_000);
        intersection.setTimeStamp(30_500);
        intersection.setTimeConfidence(12);
        List<Phase> phases = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            phases.add(phase(number));
        }
        intersection.setPhases(phases);
        spat.setIntersections(List.of(intersection));
        return spat;
    }

    private static Phase phase(int number) {
        Counting red = counting(0, 300 + number);
        red.setMinEndTime(200 + number);
        red.setMaxEndTime(400 + number);
        red.setTimeConfidence(160);
        red.setNextStartTime(600 + number);
        red.setNextDuration(250 + number);
        Phase phase = new Phase();
        phase.setId(number);
        phase.setPhaseStates(List.of(
                state(RED, red),
                state(PROTECTED_GREEN, counting(300 + number, 550 + number)),
                state(YELLOW, counting(550 + number, 580 + number))));
        return phase;
    }

    private static Counting counting(int start, int likelyEnd) {
        Counting counting = new Counting();
        counting.setStartTime(start);
        counting.setLikelyEndTime(likelyEnd);
        return counting;
    }

    private static PhaseState state(int light, Counting counting) {
        Timing timing = new Timing();
        timing.selectCounting(counting);
        PhaseState state = new PhaseState();
        state.setLight(light);
        state.setTiming(timing);
        return state;
    }
}
