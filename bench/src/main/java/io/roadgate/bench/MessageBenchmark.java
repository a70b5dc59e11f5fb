package io.roadgate.bench;

import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.uper.UperFault;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each sample message alone, all bounds checked: decoded into a frame that is reused, encoded from one that stands.
 *
 * <p>{@code ./roadgate bench asn1c} sets the same messages against C.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class MessageBenchmark {
    /** Which message. */
    @Param
    public SampleMessage message;

    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame decoded = new MessageFrame();
    private final UnsafeBuffer in = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[16_384]);
    private MessageFrame frame;
    private byte[] octets;

    /** Makes the message, and makes sure that it is read. */
    @Setup
    public void prepare() {
        frame = message.frame();
        octets = message.octets();
        in.wrap(octets);
        if (codec.decode(in, 0, octets.length, decoded) != UperFault.NONE) {
            throw new IllegalStateException(message + " does not decode, at bit " + codec.faultBit());
        }
    }

    /** Octets to object; returns the fault code. */
    @Benchmark
    public int decode() {
        return codec.decode(in, 0, octets.length, decoded);
    }

    /** Object to octets; returns their number. */
    @Benchmark
    public int encode() {
        return codec.encode(frame, out, 0);
    }
}
