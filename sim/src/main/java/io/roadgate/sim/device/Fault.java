package io.roadgate.sim.device;

/** What can go wrong with a device's bytes or its link, for tests and demonstrations. */
public enum Fault {
    /** A line of the serial CAN adapter with characters that are no hexadecimal digits. */
    GARBLED_LINE,
    /** A length-delimited frame that ends before its length says, with the next one right behind it. */
    TRUNCATED_FRAME,
    /** A datagram of random bytes. */
    RANDOM_BYTES,
    /** A frame whose check byte does not fit. */
    WRONG_CHECK,
    /** Connections end; the peer may connect again. */
    LINK_DROP
}
