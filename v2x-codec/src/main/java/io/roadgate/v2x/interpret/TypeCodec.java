package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.UperFault;
import org.agrona.concurrent.UnsafeBuffer;
import tools.jackson.core.JsonGenerator;

/**
 * The codec of one type.
 *
 * <p>Strict, as the generated codecs are: octets behind the value, padding bits that are not zero, and anything outside its
 * bounds are refused.
 *
 * <p>Errors: {@link ValueFault}.
 *
 * <p>Thread: one at a time.
 */
public final class TypeCodec {
    private static final int FIRST_CAPACITY = 4096;
    private static final int LARGEST_CAPACITY = 1 << 28;

    private final ValueCodec codec;
    private final Decoding decoding = new Decoding();
    private final Encoding encoding = new Encoding();
    private final UnsafeBuffer wire = new UnsafeBuffer(new byte[0]);
    private byte[] room = new byte[FIRST_CAPACITY];

    TypeCodec(ValueCodec codec) {
        this.codec = codec;
    }

    /** The JSON text of an encoding. */
    public String decode(byte[] octets) {
        return JsonText.of(tree(octets, false));
    }

    /** Writes the JSON of an encoding; nothing is written when there is a fault. */
    public void decode(byte[] octets, JsonGenerator into) {
        JsonText.write(tree(octets, false), into);
    }

    /**
     * As {@link #decode(byte[], JsonGenerator)}, but a number whose unit is known becomes an object with the members raw,
     * value and unit; it cannot be encoded again.
     */
    public void decodeWithUnits(byte[] octets, JsonGenerator into) {
        JsonText.write(tree(octets, true), into);
    }

    private Object tree(byte[] octets, boolean withUnits) {
        if (octets.length == 0) {
            // Even a value without bits takes an octet (X.691 clause 11.1.3).
            throw new ValueFault(UperFault.nameOf(UperFault.TRUNCATED), 0);
        }
        wire.wrap(octets);
        decoding.start(withUnits);
        decoding.bits.wrap(wire, 0, octets.length);
        Object value = codec.read(decoding);
        decoding.bits.finish();
        decoding.bits.forgetKept();
        if (decoding.bits.isFaulted()) {
            throw new ValueFault(UperFault.nameOf(decoding.bits.fault()), decoding.bits.faultBit());
        }
        return value;
    }

    /** The encoding of a value given as JSON text. */
    public byte[] encode(String json) {
        Object value = JsonText.parse(json);
        while (true) {
            wire.wrap(room);
            encoding.start();
            encoding.bits.wrap(wire, 0);
            codec.write(encoding, value);
            int length = encoding.bits.finish();
            int fault = encoding.bits.fault();
            if (fault == UperFault.NONE) {
                byte[] octets = new byte[length];
                wire.getBytes(0, octets);
                return octets;
            }
            if (fault != UperFault.CAPACITY || room.length >= LARGEST_CAPACITY) {
                throw new ValueFault(UperFault.nameOf(fault), ValueFault.NO_BIT);
            }
            room = new byte[room.length * 2];
        }
    }
}
