package io.roadgate.v2x.uper;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The octets of an open type that came in fragments, put together, and where its reader goes on behind it. */
final class AssembledOpenType {
    /** The one that this one lies in, null for the outermost. */
    AssembledOpenType around;

    DirectBuffer outerBuffer;
    int outerOffset;
    int outerLastWindow;
    long outerBit;
    long outerLimit;
    /** Where it starts in what lies around it. */
    long startBit;

    byte[] octets = new byte[0];

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    /** Makes room for so many octets, keeping those that are there, and tells by how much it grew. */
    int reserve(int count) {
        int before = octets.length;
        if (count > before) {
            octets = Arrays.copyOf(octets, count);
        }
        return octets.length - before;
    }

    /** The octets as a buffer; those behind the last one in use mean nothing. */
    DirectBuffer view() {
        view.wrap(octets);
        return view;
    }

    /** Where the outermost one starts in the message. */
    long outermostBit() {
        AssembledOpenType outermost = this;
        while (outermost.around != null) {
            outermost = outermost.around;
        }
        return outermost.startBit;
    }
}
