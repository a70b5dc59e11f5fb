package io.roadgate.sim.device;

import java.io.ByteArrayOutputStream;

/**
 * Frames on the serial line between ETC antenna and lane controller: flags, byte stuffing, check byte.
 *
 * <p>Shape: {@code FF FF} RSCTL type data... BCC {@code FF}; BCC is the exclusive or of RSCTL to the last data byte;
 * then, on RSCTL to BCC, FF becomes {@code FE 01} and FE becomes {@code FE 00}.
 *
 * <p>Source: {@code shared/sensors/etc-rsu.md} section 2a.
 */
final class BccFraming {
    private static final int FLAG = 0xFF;
    private static final int ESCAPE = 0xFE;

    private BccFraming() {}

    /** The bytes of one frame; the payload begins with its type. */
    static byte[] frame(int rsctl, byte[] payload) {
        return frame(rsctl, payload, 0);
    }

    /** The same with a check byte that is wrong in the bits of {@code checkError}. */
    static byte[] frame(int rsctl, byte[] payload, int checkError) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 8);
        out.write(FLAG);
        out.write(FLAG);
        int check = rsctl;
        stuff(out, rsctl);
        for (byte octet : payload) {
            check ^= octet & 0xFF;
            stuff(out, octet & 0xFF);
        }
        stuff(out, check ^ checkError);
        out.write(FLAG);
        return out.toByteArray();
    }

    private static void stuff(ByteArrayOutputStream out, int octet) {
        if (octet == FLAG || octet == ESCAPE) {
            out.write(ESCAPE);
            out.write(octet - ESCAPE);
        } else {
            out.write(octet);
        }
    }
}
