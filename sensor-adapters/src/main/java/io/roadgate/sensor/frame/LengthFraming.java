package io.roadgate.sensor.frame;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * How a device wraps a message: nothing, a length in front, or a header of its own with prefix, length, check and
 * trailer. The same both ways.
 *
 * <p>Shape: header ({@code prefix}, then the length at {@code lengthOffset}; what is neither is zero when we send), payload,
 * check, trailer.
 *
 * <p>Errors: the constructor throws {@link IllegalArgumentException} with what to change when the keys contradict one
 * another. Allocates nothing afterwards.
 *
 * <p>Source: ours; the vendors' headers differ and none is published. CRC-16: CCITT (polynomial 1021, start FFFF) and
 * Modbus (8005 reflected, start FFFF); CRC-32 as in IEEE 802.3.
 */
public final class LengthFraming {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice(
                    "framing",
                    List.of("bare", "length2", "length4", "header"),
                    "bare: a datagram is a message | length2, length4: its length in front | header: as the keys say"),
            Setting.text("prefix", "", "with header: octets that begin a frame, hexadecimal"),
            Setting.integer("headerBytes", 2, 1, 64, "with header: octets in front of the message"),
            Setting.integer("lengthOffset", 0, 0, 63, "with header: where the length stands"),
            Setting.integer("lengthBytes", 2, 1, 4, "with header: octets of the length"),
            Setting.choice("byteOrder", List.of("big", "little"), "of length and check"),
            Setting.choice(
                    "lengthCounts",
                    List.of("payload", "afterLength", "frame"),
                    "what the length counts: the message, all behind the length, or the whole frame"),
            Setting.choice(
                    "check", List.of("none", "crc16-ccitt", "crc16-modbus", "crc32"), "check behind the message"),
            Setting.choice(
                    "checkOver", List.of("payload", "frame"), "what is checked: the message, or header and message"),
            Setting.text("trailer", "", "with header: octets that end a frame, hexadecimal"));

    /** {@link #sizeAt}: no frame begins here. */
    public static final int NOT_A_START = 0;
    /** {@link #sizeAt}: a frame may begin here, whose end has not come. */
    public static final int UNFINISHED = -1;
    /** Longest message. */
    public static final int LONGEST_PAYLOAD = 16_384;
    /** Most octets of header, check and trailer. */
    public static final int MOST_OVERHEAD = 64 + 4 + 64;

    private final boolean isBare;
    private final byte[] prefix;
    private final byte[] trailer;
    private final int headerBytes;
    private final int lengthOffset;
    private final int lengthBytes;
    private final boolean isBig;
    private final int countedBeyondPayload;
    private final String check;
    private final int checkBytes;
    private final boolean checksHeader;
    private final byte[] scratch = new byte[LONGEST_PAYLOAD + MOST_OVERHEAD];
    private final CRC32 crc32 = new CRC32();

    /** A framing as the settings say. */
    public LengthFraming(Settings settings) {
        String framing = settings.text("framing");
        boolean isHeader = "header".equals(framing);
        isBare = "bare".equals(framing);
        prefix = isHeader ? octets(settings, "prefix") : new byte[0];
        trailer = isHeader ? octets(settings, "trailer") : new byte[0];
        lengthBytes = isHeader ? settings.integer("lengthBytes") : "length4".equals(framing) ? 4 : 2;
        headerBytes = isBare ? 0 : isHeader ? settings.integer("headerBytes") : lengthBytes;
        lengthOffset = isHeader ? settings.integer("lengthOffset") : 0;
        isBig = "big".equals(settings.text("byteOrder"));
        check = isBare ? "none" : settings.text("check");
        checkBytes = "none".equals(check) ? 0 : "crc32".equals(check) ? 4 : 2;
        checksHeader = "frame".equals(settings.text("checkOver"));
        int afterLength = headerBytes - lengthOffset - lengthBytes;
        countedBeyondPayload = switch (settings.text("lengthCounts")) {
            case "payload" -> 0;
            case "afterLength" -> afterLength + checkBytes + trailer.length;
            default -> headerBytes + checkBytes + trailer.length;
        };
        if (isHeader && (lengthOffset < prefix.length || afterLength < 0)) {
            throw new IllegalArgumentException(
                    "the length (lengthOffset " + lengthOffset + ", lengthBytes " + lengthBytes
                            + ") must stand behind the prefix of " + prefix.length + " octets and within headerBytes "
                            + headerBytes);
        }
    }

    /** What is wrong with keys that are each within their bounds; {@code null} when they go together. */
    public static String faultOf(Settings settings) {
        try {
            return new LengthFraming(settings).payloadOffset() < 0 ? "has no room for a header" : null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static byte[] octets(Settings settings, String key) {
        String text = settings.text(key);
        if (!text.matches("([0-9a-fA-F]{2}){0,64}")) {
            throw new IllegalArgumentException(key + " must be up to 64 octets in hexadecimal, is '" + text + "'");
        }
        return HexFormat.of().parseHex(text);
    }

    /** Whether a datagram is a message and nothing else. */
    public boolean isBare() {
        return isBare;
    }

    /** Where the message stands in a frame. */
    public int payloadOffset() {
        return headerBytes;
    }

    /** Length of the message in a frame of a size that {@link #sizeAt} gave. */
    public int payloadLength(int frameSize) {
        return frameSize - headerBytes - checkBytes - trailer.length;
    }

    /** Octets of the frame that begins at an offset; {@link #NOT_A_START} or {@link #UNFINISHED}. */
    public int sizeAt(DirectBuffer buffer, int offset, int available) {
        for (int i = 0; i < prefix.length && i < available; i++) {
            if (buffer.getByte(offset + i) != prefix[i]) {
                return NOT_A_START;
            }
        }
        if (available < headerBytes) {
            return UNFINISHED;
        }
        long payload = number(buffer, offset + lengthOffset, lengthBytes) - countedBeyondPayload;
        if (payload < 1 || payload > LONGEST_PAYLOAD) {
            return NOT_A_START;
        }
        int size = headerBytes + (int) payload + checkBytes + trailer.length;
        if (size > available) {
            return UNFINISHED;
        }
        for (int i = 0; i < trailer.length; i++) {
            if (buffer.getByte(offset + size - trailer.length + i) != trailer[i]) {
                return NOT_A_START;
            }
        }
        return size;
    }

    /** Whether the check of a whole frame is right. */
    public boolean isCheckRight(DirectBuffer buffer, int offset, int size) {
        if (checkBytes == 0) {
            return true;
        }
        int checkAt = offset + size - trailer.length - checkBytes;
        return number(buffer, checkAt, checkBytes) == checkOf(buffer, offset, payloadLength(size));
    }

    /**
     * Wraps a message.
     *
     * @return octets of the frame; 0 when the message is empty or longer than the framing can say.
     */
    public int wrap(DirectBuffer payload, int offset, int length, MutableDirectBuffer out, int outOffset) {
        long counted = (long) length + countedBeyondPayload;
        boolean fits = length > 0 && length <= LONGEST_PAYLOAD && (isBare || counted < 1L << (8 * lengthBytes));
        if (!fits) {
            return 0;
        }
        out.putBytes(outOffset + headerBytes, payload, offset, length);
        if (isBare) {
            return length;
        }
        out.setMemory(outOffset, headerBytes, (byte) 0);
        out.putBytes(outOffset, prefix);
        putNumber(out, outOffset + lengthOffset, lengthBytes, counted);
        int at = outOffset + headerBytes + length;
        if (checkBytes > 0) {
            putNumber(out, at, checkBytes, checkOf(out, outOffset, length));
            at += checkBytes;
        }
        out.putBytes(at, trailer);
        return at + trailer.length - outOffset;
    }

    private long checkOf(DirectBuffer buffer, int frameOffset, int payloadLength) {
        int from = checksHeader ? frameOffset : frameOffset + headerBytes;
        int length = checksHeader ? headerBytes + payloadLength : payloadLength;
        buffer.getBytes(from, scratch, 0, length);
        return switch (check) {
            case "crc32" -> {
                crc32.reset();
                crc32.update(scratch, 0, length);
                yield crc32.getValue();
            }
            case "crc16-ccitt" -> ccitt(length);
            default -> modbus(length);
        };
    }

    private int ccitt(int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= (scratch[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }

    private int modbus(int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= scratch[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xA001 : crc >>> 1;
            }
        }
        return crc;
    }

    private long number(DirectBuffer buffer, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int octet = buffer.getByte(at + (isBig ? i : bytes - 1 - i)) & 0xFF;
            value = (value << 8) | octet;
        }
        return value;
    }

    private void putNumber(MutableDirectBuffer buffer, int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            int shift = 8 * (isBig ? bytes - 1 - i : i);
            buffer.putByte(at + i, (byte) (value >>> shift));
        }
    }
}
