package io.roadgate.sensor.frame;

/**
 * Which identifiers a device's driver wants: those whose masked bits equal its own.
 *
 * @param id the bits to compare.
 * @param mask which of them count.
 * @param isExtended whether identifiers of 29 bits are meant, else of 11; never both.
 */
public record CanIdFilter(int id, int mask, boolean isExtended) {
    /** One 11-bit identifier. */
    public static CanIdFilter standard(int id) {
        return new CanIdFilter(id, CanFrame.STANDARD_ID_MAX, false);
    }

    /** One 29-bit identifier. */
    public static CanIdFilter extended(int id) {
        return new CanIdFilter(id, CanFrame.EXTENDED_ID_MAX, true);
    }

    /** Whether the frame is wanted. */
    public boolean matches(CanFrame frame) {
        return frame.isExtended() == isExtended && (frame.id() & mask) == (id & mask);
    }
}
