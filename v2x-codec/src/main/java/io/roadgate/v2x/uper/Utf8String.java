package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import java.nio.charset.StandardCharsets;

/**
 * A reusable UTF8String: its length on the wire counts octets, and a size or alphabet in its type does not show there.
 *
 * <p>Errors: octets that are no UTF-8 are the fault CHARACTER; {@link #set} returns false for half a surrogate pair.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 30.6; RFC 3629 for what is UTF-8.
 */
public final class Utf8String implements WireValue {
    private final OctetString octets = new OctetString(0, WireSize.UNBOUNDED, false);

    /** The octets, which whoever changes them keeps UTF-8. */
    public OctetString octets() {
        return octets;
    }

    /** A new string; for tools and tests, as it allocates. */
    @Override
    public String toString() {
        return new String(octets.toByteArray(), StandardCharsets.UTF_8);
    }

    /** Whether it is this text; allocates. */
    public boolean contentEquals(String text) {
        return text.equals(toString());
    }

    /** Replaces the text; allocates. */
    public boolean set(String text) {
        boolean isWhole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return isWhole && octets.set(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void clear() {
        octets.clear();
    }

    @Override
    public void release() {
        octets.release();
    }

    @Override
    public void decode(BitReader in) {
        octets.decodeOpen(in);
        if (!in.isFaulted() && !isUtf8()) {
            in.fault(UperFault.CHARACTER);
        }
    }

    @Override
    public void encode(BitWriter out) {
        if (!isUtf8()) {
            out.fault(UperFault.CHARACTER);
            return;
        }
        octets.encodeOpen(out);
    }

    private boolean isUtf8() {
        int at = 0;
        while (at >= 0 && at < octets.length()) {
            at = next(at);
        }
        return at >= 0;
    }

    /** Where the character behind the one at a place starts; -1 when there is none. */
    private int next(int at) {
        int lead = octets.byteAt(at);
        if (lead < 0x80) {
            return at + 1;
        }
        int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || at + more >= octets.length()) {
            return -1;
        }
        int codePoint = lead & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int octet = octets.byteAt(at + i);
            if ((octet & 0xC0) != 0x80) {
                return -1;
            }
            codePoint = (codePoint << 6) | (octet & 0x3F);
        }
        boolean isShortest = codePoint >= (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
        return isShortest && Character.isValidCodePoint(codePoint) && !isSurrogate(codePoint) ? at + more + 1 : -1;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    @Override
    public void writeJer(JerWriter out) {
        out.text(toString());
    }

    @Override
    public void readJer(JerReader in) {
        if (!set(in.readText())) {
            throw in.fault("not a text");
        }
    }
}
