package io.roadgate.gateway.publish;

import io.roadgate.sensor.observation.ParticipantClass;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Text as records carry it: zero-padded fields, and codes that have a name. */
final class RecordText {
    private static final byte[] NONE = {};
    private static final byte[] UNKNOWN = "UNKNOWN".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] CLASSES = new byte[256][];

    static {
        for (ParticipantClass row : ParticipantClass.values()) {
            if (row != ParticipantClass.NULL_VAL) {
                CLASSES[row.value()] = row.name().getBytes(StandardCharsets.US_ASCII);
            }
        }
    }

    private RecordText() {}

    /** Length of a zero-padded text. */
    static int length(DirectBuffer buffer, int offset, int capacityBytes) {
        int length = 0;
        while (length < capacityBytes && buffer.getByte(offset + length) != 0) {
            length++;
        }
        return length;
    }

    /** Name of a participant class; a code of a newer release is UNKNOWN. */
    static byte[] participantClass(int code) {
        byte[] name = CLASSES[code & 0xFF];
        return name == null ? UNKNOWN : name;
    }

    /** ASCII of a name that the schema owns. */
    static byte[] ascii(String name) {
        return name == null ? NONE : name.getBytes(StandardCharsets.US_ASCII);
    }
}
