package io.roadgate.v2x.message;

import com.sun.management.ThreadMXBean;
import io.roadgate.v2x.interpret.MessageSet;
import io.roadgate.v2x.interpret.TypeCodec;
import io.roadgate.v2x.interpret.ValueFault;
import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The target of the coverage-guided fuzzer: whatever the octets are, every message of every set keeps its promises.
 *
 * <p>The first octet says which set, and what is done; the rest is the message.
 *
 * <ul>
 *   <li>Decoding throws nothing, takes at most 10 ms and at most 8 MiB.
 *   <li>What was accepted is written as the same octets, or with fewer bits when the input spent more than it needed; these octets
 *       are then a fixed point, and its JSON brings the message back.
 *   <li>Every other input is taken as the beginning of a message that goes on with zeros, so that messages are generated
 *       that pass, of any shape.
 *   <li>Some are read a second time by the interpreter, which shares nothing with the generated classes but the reader of
 *       bits: it must accept and refuse the same, and give the same JSON.
 * </ul>
 *
 * <p>{@code ./test.sh fuzz 600} runs it for ten minutes.
 */
public final class DecodeFuzz {
    private static final long MOST_DECODE_NS = 10_000_000;
    private static final long MOST_ALLOCATED_BYTES = 8L << 20;
    private static final int TAIL_OCTETS = 2048;
    private static final int ATTEMPTS = 20;

    private static final MessageCodecs[] SETS = MessageCodecs.values();
    private static final FrameCodec[] CODECS =
            Arrays.stream(SETS).map(MessageCodecs::newCodec).toArray(FrameCodec[]::new);
    private static final TypeCodec[] INTERPRETERS = Arrays.stream(SETS)
            .map(set -> MessageSet.of(set.setName()).orElseThrow().interpreter().codec("MessageFrame"))
            .toArray(TypeCodec[]::new);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final UnsafeBuffer OUT = new UnsafeBuffer(new byte[1 << 20]);

    private DecodeFuzz() {}

    /** Loads the classes, so that the first input is timed as every other. */
    public static void fuzzerInitialize() {
        must(INTERPRETERS.length == SETS.length, "is of a set without interpreter");
    }

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int which = (input[0] & 0xFF) % SETS.length;
        int doing = (input[0] & 0xFF) / SETS.length;
        FrameCodec codec = CODECS[which];
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        if (doing % 2 == 1) {
            octets = generated(codec, octets);
            if (octets == null) {
                return;
            }
        }
        int fault = decodeWithinLimits(codec, octets);
        if (doing % 4 < 2) {
            compare(INTERPRETERS[which], octets, fault, codec.frame());
        }
        if (fault == UperFault.NONE) {
            bringBack(codec, octets);
        }
    }

    private static int decodeWithinLimits(FrameCodec codec, byte[] octets) {
        UnsafeBuffer buffer = new UnsafeBuffer(octets);
        long allocatedBefore = allocatedBytes();
        long start = System.nanoTime();
        int fault = codec.decode(buffer, 0, octets.length);
        long tookNs = System.nanoTime() - start;
        if (allocatedBytes() - allocatedBefore > MOST_ALLOCATED_BYTES) {
            // Loading a class, which the fuzzer rewrites, allocates too, but not a second time.
            codec.frame().release();
            allocatedBefore = allocatedBytes();
            codec.decode(buffer, 0, octets.length);
            must(allocatedBytes() - allocatedBefore <= MOST_ALLOCATED_BYTES, "allocates too much");
        }
        // A busy machine makes any one attempt slow; a slow decoder makes all of them slow.
        for (int attempt = 0; tookNs > MOST_DECODE_NS && attempt < ATTEMPTS; attempt++) {
            start = System.nanoTime();
            codec.decode(buffer, 0, octets.length);
            tookNs = Math.min(tookNs, System.nanoTime() - start);
        }
        must(tookNs <= MOST_DECODE_NS, "takes longer than 10 ms");
        must(fault == UperFault.NONE || codec.faultBit() <= octets.length * 8L, "faults behind its end");
        return fault;
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** The message that starts with these octets and goes on with zeros, as it is written; null when there is none. */
    private static byte[] generated(FrameCodec codec, byte[] octets) {
        BitReader in = new BitReader();
        in.wrap(new UnsafeBuffer(Arrays.copyOf(octets, octets.length + TAIL_OCTETS)), 0, octets.length + TAIL_OCTETS);
        WireValue frame = codec.frame();
        frame.clear();
        frame.decode(in);
        if (in.isFaulted()) {
            frame.clear();
            return null;
        }
        return encoded(codec);
    }

    private static byte[] encoded(FrameCodec codec) {
        int length = codec.encode(OUT, 0);
        must(length > 0, "is accepted and cannot be written: " + UperFault.nameOf(-length));
        byte[] octets = new byte[length];
        OUT.getBytes(0, octets);
        return octets;
    }

    private static void bringBack(FrameCodec codec, byte[] octets) {
        byte[] canonical = encoded(codec);
        long spentBits = bitsOf(codec.frame(), octets);
        long neededBits = bitsOf(codec.frame(), canonical);
        must(neededBits <= spentBits, "grows");
        // Two bits too many for the length of a bitmap may vanish in the padding: octets alone do not show them.
        must(neededBits < spentBits || Arrays.equals(canonical, octets), "is written as other octets");
        String json = Hex.json(codec.frame());
        int fault = codec.decode(new UnsafeBuffer(canonical), 0, canonical.length);
        must(fault == UperFault.NONE, "is not read again: " + UperFault.nameOf(fault));
        must(Arrays.equals(encoded(codec), canonical), "is written otherwise the second time");
        must(Hex.json(codec.frame()).equals(json), "changes");
        codec.frame().clear();
        Hex.fromJson(json, codec.frame());
        // JSON does not say how long a newer sender's bitmap of additions was, so its octets may be fewer.
        byte[] fromJson = encoded(codec);
        must(fromJson.length <= canonical.length, "grows on the way through JSON");
        must(codec.decode(new UnsafeBuffer(fromJson), 0, fromJson.length) == UperFault.NONE, "is lost in JSON");
        must(Hex.json(codec.frame()).equals(json), "does not come back from its JSON");
    }

    private static long bitsOf(WireValue frame, byte[] octets) {
        BitReader in = new BitReader();
        in.wrap(new UnsafeBuffer(octets), 0, octets.length);
        frame.decode(in);
        must(!in.isFaulted(), "is not read again: " + UperFault.nameOf(in.fault()));
        return in.bitOffset();
    }

    private static void compare(TypeCodec interpreter, byte[] octets, int fault, WireValue frame) {
        String interpreted;
        try {
            interpreted = interpreter.decode(octets);
        } catch (ValueFault declared) {
            must(fault != UperFault.NONE, "is refused by the interpreter alone: " + declared.getMessage());
            return;
        }
        must(fault == UperFault.NONE, "is accepted by the interpreter alone: " + UperFault.nameOf(fault));
        must(JsonTree.parse(interpreted).equals(JsonTree.parse(Hex.json(frame))), "is interpreted otherwise");
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("a message " + otherwise);
        }
    }
}
