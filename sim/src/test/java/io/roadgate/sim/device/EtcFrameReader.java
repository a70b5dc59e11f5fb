package io.roadgate.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads BCC frames by etc-rsu.md section 2a; shares no code with the emulator. */
final class EtcFrameReader {
    /** One frame: control byte, payload from the type on without the check byte, and whether the check fits. */
    static final class Frame {
        private final int rsctl;
        private final byte[] payload;
        private final boolean isCheckRight;

        Frame(int rsctl, byte[] payload, boolean isCheckRight) {
            this.rsctl = rsctl;
            this.payload = payload;
            this.isCheckRight = isCheckRight;
        }

        int rsctl() {
            return rsctl;
        }

        byte[] payload() {
            return payload;
        }

        /** Whether the exclusive or of all bytes is 0. */
        boolean isCheckRight() {
            return isCheckRight;
        }

        int type() {
            return payload[0] & 0xFF;
        }

        long number(int offset, int lengthBytes) {
            long value = 0;
            for (int i = 0; i < lengthBytes; i++) {
                value = (value << 8) | (payload[offset + i] & 0xFF);
            }
            return value;
        }
    }

    private EtcFrameReader() {}

    static List<Frame> read(byte[] bytes) {
        List<Frame> frames = new ArrayList<>();
        ByteArrayOutputStream open = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xFF;
            if (octet == 0xFF) {
                if (open.size() > 0) {
                    frames.add(frame(open.toByteArray()));
                    open.reset();
                }
            } else if (octet == 0xFE) {
                i++;
                if (bytes[i] != 0 && bytes[i] != 1) {
                    throw new AssertionError("byte " + bytes[i] + " after an escape");
                }
                open.write(0xFE + bytes[i]);
            } else {
                open.write(octet);
            }
        }
        return frames;
    }

    private static Frame frame(byte[] content) {
        int check = 0;
        for (byte octet : content) {
            check ^= octet & 0xFF;
        }
        byte[] payload = new byte[content.length - 2];
        System.arraycopy(content, 1, payload, 0, payload.length);
        return new Frame(content[0] & 0xFF, payload, check == 0);
    }
}
