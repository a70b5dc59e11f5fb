package io.roadgate.sensor.radar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packets of a TI radar for tests, written without the reader's code. */
final class MmWaveBytes {
    static final byte[] MAGIC = {2, 1, 4, 3, 6, 5, 8, 7};

    private final ByteArrayOutputStream sections = new ByteArrayOutputStream();
    private final boolean isLongRange;
    private int count;

    MmWaveBytes(boolean isLongRange) {
        this.isLongRange = isLongRange;
    }

    static MmWaveBytes sdk() {
        return new MmWaveBytes(false);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    static byte[] floats(float... values) {
        ByteBuffer out = buffer(values.length * 4);
        for (float value : values) {
            out.putFloat(value);
        }
        return written(out);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    MmWaveBytes section(int type, byte[]... payload) {
        byte[] content = joined(payload);
        sections.writeBytes(written(buffer(8).putInt(type).putInt(content.length + (isLongRange ? 8 : 0))));
        sections.writeBytes(content);
        count++;
        return this;
    }

    /** A target with the diagonal of its covariance. */
    static byte[] target(int id, float[] motion, float[] diagonal, float confidence) {
        ByteBuffer out = buffer(112).putInt(id);
        for (float value : motion) {
            out.putFloat(value);
        }
        for (int i = 0; i < 16; i++) {
            out.putFloat(i % 5 == 0 ? diagonal[i / 5] : 0);
        }
        return written(out.putFloat(2.5f).putFloat(confidence));
    }

    byte[] packet(int frame) {
        return packet(frame, count);
    }

    byte[] packet(int frame, int declaredCount) {
        byte[] body = sections.toByteArray();
        int head = isLongRange ? 52 : 40;
        int length = (head + body.length + 31) / 32 * 32;
        ByteBuffer out = buffer(length).put(MAGIC).putInt(0x03060200);
        if (isLongRange) {
            out.putInt(0xA1642).putInt(77).putInt(length).putInt(frame).putInt(0);
            out.putInt(1).putInt(2).putInt(3).putInt(4).putShort((short) declaredCount);
            int sum = 0;
            for (int i = 0; i < 50; i += 2) {
                sum += out.getShort(i) & 0xFFFF;
            }
            sum = (sum & 0xFFFF) + (sum >>> 16);
            sum = (sum & 0xFFFF) + (sum >>> 16);
            out.putShort((short) ~sum);
        } else {
            out.putInt(length).putInt(0xA6843).putInt(frame).putInt(99).putInt(1);
            out.putInt(declaredCount).putInt(0);
        }
        out.put(body);
        while (out.hasRemaining()) {
            out.put((byte) 0x0F);
        }
        return written(out);
    }
}
