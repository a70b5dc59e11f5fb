package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;

/**
 * An open type of which nothing says what it holds: its octets.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 11.2.
 */
public final class OpenOctets implements WireValue {
    private final OctetString octets = new OctetString(0, WireSize.UNBOUNDED, false);

    /** The complete encoding of the value, at least one octet. */
    public OctetString octets() {
        return octets;
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
    }

    @Override
    public void encode(BitWriter out) {
        octets.encodeOpen(out);
    }

    /** As the member {@code $open} of an object. */
    @Override
    public void writeJer(JerWriter out) {
        out.beginObject();
        out.name("$open");
        octets.writeJer(out);
        out.endObject();
    }

    @Override
    public void readJer(JerReader in) {
        octets.clear();
        in.beginObject();
        boolean isThere = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (!name.equals("$open")) {
                throw in.unknownName(name);
            }
            octets.readJer(in);
            isThere = true;
        }
        if (!isThere) {
            throw in.fault("expected the member $open");
        }
    }
}
