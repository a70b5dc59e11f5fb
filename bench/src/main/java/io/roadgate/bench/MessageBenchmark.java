package io.roadgate.bench;

import io.roadgate.v2x.message.FrameCodec;
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

    private final UnsafeBuffer in = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[SampleMessage.LONGEST]);
    private FrameCodec decoder;
    private FrameCodec encoder;
    private byte[] octets;

    /** Makes the message, and makes sure that it is read. */
    @Setup
    public void prepare() {
        decoder = message.set().newCodec();
        encoder = message.codec();
        octets = message.octets();
        in.wrap(octets);
        if (decoder.decode(in, 0, octets.length) != UperFault.NONE) {
            throw new IllegalStateException(message + " does not decode, at bit " + decoder.faultBit());
        }
    }

    /** Octets to object; returns the fault code. */
    @Benchmark
    public int decode() {
        return decoder.decode(in, 0, octets.length);
    }

    /** Object to octets; returns their number. */
    @Benchmark
    public int encode() {
        return encoder.encode(out, 0);
    }
}
