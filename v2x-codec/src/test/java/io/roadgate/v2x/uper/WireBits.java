package io.roadgate.v2x.uper;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bits written and read by one call each, as text. */
final class WireBits {
    private static final int ROOM = 400_000;

    private WireBits() {}

    /** The octets that some writing makes, in hex, or the name of its fault. */
    static String written(Consumer<BitWriter> writing) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        BitWriter out = new BitWriter();
        out.wrap(buffer, 0);
        writing.accept(out);
        int lengthBytes = out.finish();
        return out.isFaulted()
                ? UperFault.nameOf(out.fault())
                : HexFormat.of().formatHex(buffer.byteArray(), 0, lengthBytes);
    }

    /** The name of the fault that some reading, which must take all octets, ends with. */
    static String fault(String hex, Consumer<BitReader> reading) {
        byte[] octets = HexFormat.of().parseHex(hex);
        BitReader in = new BitReader();
        in.wrap(new UnsafeBuffer(octets), 0, octets.length);
        reading.accept(in);
        in.finish();
        return UperFault.nameOf(in.fault());
    }

    /** An octet in hex, so many times. */
    static String times(String hex, int count) {
        return hex.repeat(count);
    }
}
