package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;

/**
 * An alternative of a CHOICE that a newer release added: its index and its octets.
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 23.8.
 */
public final class UnknownAlternative {
    private final OctetString octets = new OctetString(0, WireSize.UNBOUNDED, false);
    private int index;

    /** Which addition it is, counted from 0 with the known ones. */
    public int index() {
        return index;
    }

    /** Sets which addition it is. */
    public UnknownAlternative index(int value) {
        index = value;
        return this;
    }

    /** Its encoding. */
    public OctetString octets() {
        return octets;
    }

    /** Reads the octets; the index came before. */
    public void decode(BitReader in) {
        octets.decodeOpen(in);
    }

    /** Writes index and octets. */
    public void encode(BitWriter out) {
        out.writeSmallNumber(index);
        octets.encodeOpen(out);
    }

    /** Writes the member {@code $unknown} of the object that is open. */
    public void writeJer(JerWriter out) {
        out.name("$unknown");
        out.beginObject();
        out.name("index");
        out.number(index);
        out.name("open");
        octets.writeJer(out);
        out.endObject();
    }

    /** Reads the value of the member {@code $unknown}, given how many additions are known. */
    public void readJer(JerReader in, int known) {
        index = -1;
        octets.clear();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "index" -> index = in.readInt();
                case "open" -> octets.readJer(in);
                default -> throw in.unknownName(name);
            }
        }
        if (index < known) {
            throw in.fault("the index of an unknown alternative counts from " + known);
        }
    }
}
