package io.roadgate.sim.device;

/**
 * Packs unsigned fields into the data bytes of a CAN frame, big-endian ("Motorola") as the ARS408 numbers them.
 *
 * <p>Source: {@code shared/sensors/ars408.md}, "Bus and addressing": a field is named by the byte and bit of its most
 * significant bit, runs down to bit 0 and on into bit 7 of the next byte.
 */
final class CanBits {
    private final byte[] data;

    CanBits(int lengthBytes) {
        this.data = new byte[lengthBytes];
    }

    /** Sets a field that fits its bits. */
    CanBits put(int topByte, int topBit, int lengthBits, long value) {
        if (value < 0 || value >>> lengthBits != 0) {
            throw new IllegalArgumentException(value + " does not fit " + lengthBits + " bits");
        }
        int position = topByte * Byte.SIZE + (7 - topBit);
        for (int i = lengthBits - 1; i >= 0; i--, position++) {
            if (((value >>> i) & 1) != 0) {
                data[position >> 3] |= (byte) (0x80 >> (position & 7));
            }
        }
        return this;
    }

    /** Sets a field from a physical value, rounded to the nearest step and kept within the field. */
    CanBits putScaled(int topByte, int topBit, int lengthBits, double value, double scale, double offset) {
        long raw = Math.round((value - offset) / scale);
        long most = (1L << lengthBits) - 1;
        return put(topByte, topBit, lengthBits, Math.max(0, Math.min(most, raw)));
    }

    byte[] bytes() {
        return data.clone();
    }
}
