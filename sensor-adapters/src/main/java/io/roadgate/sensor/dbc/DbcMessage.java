package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import java.util.List;
import java.util.Optional;

/**
 * One message of a CAN database: its frames' identifier and the signals in them.
 *
 * <p>Source: the DBC format ({@code BO_}); SAE J1939-21 for the parameter group number.
 */
public final class DbcMessage {
    private static final int PDU_FORMAT_2 = 240;
    private static final int EXTENDED_PAGE_MASK = 0x3FF_0000;

    private final int id;
    private final boolean isExtended;
    private final boolean isJ1939;
    private final String name;
    private final int lengthBytes;
    private final int line;
    private final List<DbcSignal> signals;
    private final DecodePlan plan;

    DbcMessage(
            int id,
            boolean isExtended,
            boolean isJ1939,
            String name,
            int lengthBytes,
            int line,
            List<DbcSignal> signals) {
        this.id = id;
        this.isExtended = isExtended;
        this.isJ1939 = isJ1939;
        this.name = name;
        this.lengthBytes = lengthBytes;
        this.line = line;
        this.signals = List.copyOf(signals);
        this.plan = DecodePlan.of(this.signals);
    }

    /** Identifier of 11 or 29 bits. */
    public int id() {
        return id;
    }

    /** Whether the identifier has 29 bits. */
    public boolean isExtended() {
        return isExtended;
    }

    /** Whether it is found by its parameter group number, whoever sends it. */
    public boolean isJ1939() {
        return isJ1939;
    }

    /** Its name, the long one where the file has one. */
    public String name() {
        return name;
    }

    /** Data bytes of a whole frame. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** Line in the file, for faults. */
    public int line() {
        return line;
    }

    /** All its signals, by their first bit. */
    public List<DbcSignal> signals() {
        return signals;
    }

    /** A signal by name. */
    public Optional<DbcSignal> signal(String wanted) {
        return signals.stream().filter(signal -> signal.name().equals(wanted)).findFirst();
    }

    /**
     * The parameter group number of a J1939 identifier: extended data page, data page, PDU format and, from format 240
     * on, the group extension; below 240 that byte is the destination's address and no part of the number.
     */
    public static int pgnOf(int extendedId) {
        return (extendedId & pgnMask(extendedId)) >> Byte.SIZE;
    }

    /** Which bits of a J1939 identifier are its parameter group number. */
    static int pgnMask(int extendedId) {
        int pduFormat = (extendedId >> 16) & 0xFF;
        return pduFormat < PDU_FORMAT_2 ? EXTENDED_PAGE_MASK : EXTENDED_PAGE_MASK | 0xFF00;
    }

    /** Reads every signal that the frame holds. Allocates nothing once {@code out} has grown to the longest message. */
    public void decode(CanFrame frame, DecodedFrame out) {
        out.begin(signals.size(), frame.length() < lengthBytes);
        plan.readAll(frame, out);
    }
}
