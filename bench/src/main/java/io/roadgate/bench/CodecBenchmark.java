package io.roadgate.bench;

import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.EventSource;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.RTEData;
import io.roadgate.v2x.dayone.RoadSideInformation;
import io.roadgate.v2x.message.MessageCodec;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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

/** UPER alone, bounds checked: one message per operation, decoded into or encoded from a frame that is reused. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CodecBenchmark {
    private static final int VEHICLES = 30;

    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame bsm = new MessageFrame();
    private final MessageFrame rsi = new MessageFrame();
    private final UnsafeBuffer in = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[2048]);
    private Recording datagrams;
    private int next;

    /** A minute of messages to decode, and one RSI with one event to encode. */
    @Setup
    public void prepare() {
        datagrams = BsmRecording.of(new RingRoad(VEHICLES), new SitePlane(29.70, 106.60, 245));
        RoadSideInformation information = rsi.useRsiFrame();
        information.msgCnt(1).moy(1_000);
        information.id().idAsLong(1);
        information.refPos().lat(297_000_000).long_(1_066_000_000);
        RTEData event = information.useRtes().add();
        event.rteId(1).eventType(101).eventSource(EventSource.DETECTION);
        event.useEventPos().offsetLL().usePositionLL3().lon(100).lat(-100);
        event.eventRadius(100);
        event.useTimeDetails().startTime(1_000).endTime(1_001);
        event.eventConfidence(150);
    }

    /** Another BSM each time; returns the fault code. */
    @Benchmark
    public int decodeBsm() {
        byte[] bytes = datagrams.frame(next).bytes;
        next = next + 1 == datagrams.count() ? 0 : next + 1;
        in.wrap(bytes);
        return codec.decode(in, 0, bytes.length, bsm);
    }

    /** The same RSI each time; returns its length. */
    @Benchmark
    public int encodeRsi() {
        return codec.encode(rsi, out, 0);
    }
}
