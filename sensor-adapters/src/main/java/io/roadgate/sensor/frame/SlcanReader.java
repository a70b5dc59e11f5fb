package io.roadgate.sensor.frame;

import org.agrona.DirectBuffer;

/**
 * CAN frames out of the text lines of a serial CAN adapter, in any chunking.
 *
 * <p>Shape of a line: {@code t iii l dd..} (11-bit id), {@code T iiiiiiii l dd..} (29-bit), {@code r}/{@code R} the
 * same as remote frames without data; all hexadecimal, optionally four digits of a millisecond counter, then CR.
 * Between them come the adapter's answers: a bare CR (done), BEL (refused), {@code z}/{@code Z} (sent); line feeds are
 * passed over.
 *
 * <p>Errors: a line that is none of these counts {@code SLCAN_GARBLED} once. Reading goes on at the next CR, or already
 * at the next letter that begins a frame, for none of them is a hexadecimal digit: a frame right behind noise is found.
 *
 * <p>Thread: the ingest agent.
 *
 * <p>Source: LAWICEL CAN232/CANUSB command set as the Linux driver {@code slcan} speaks it (t, T, r, R, z, Z, CR, BEL;
 * timestamp of command Z1).
 */
public final class SlcanReader implements CanReader {
    // T, 8 id digits, length, 16 data digits, 4 digits of time.
    private static final int LONGEST_LINE = 1 + 8 + 1 + 16 + 4;
    private static final int STANDARD_DIGITS = 3;
    private static final int EXTENDED_DIGITS = 8;
    private static final int STAMP_DIGITS = 4;
    private static final byte BELL = 7;
    private static final byte[] DIGITS = digits();

    private final FaultSink faults;
    private final CanFrameHandler handler;
    private final CanFrame frame = new CanFrame();
    private final byte[] line = new byte[LONGEST_LINE];
    private int lineLength;
    private boolean isGarbled;

    /** A reader at the start of a line. */
    public SlcanReader(FaultSink faults, CanFrameHandler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int taken = lineLength == 0 && !isGarbled ? wholeLine(buffer, at, end, receivedAtNs) : 0;
            if (taken == 0) {
                onByte(buffer.getByte(at), receivedAtNs);
                taken = 1;
            }
            at += taken;
        }
    }

    /** Reads a good data frame that lies here from its letter to its CR; what is not one goes octet by octet. */
    private int wholeLine(DirectBuffer buffer, int at, int end, long receivedAtNs) {
        byte kind = buffer.getByte(at);
        int lengthAt = at + 1 + (kind == 't' ? STANDARD_DIGITS : EXTENDED_DIGITS);
        if ((kind != 't' && kind != 'T') || lengthAt >= end) {
            return 0;
        }
        int dataLength = DIGITS[buffer.getByte(lengthAt) & 0xFF];
        int endAt = lengthAt + 1 + 2 * dataLength;
        if (dataLength < 0 || dataLength > CanFrame.LONGEST_CLASSIC || endAt >= end || buffer.getByte(endAt) != '\r') {
            return 0;
        }
        lineLength = endAt - at;
        buffer.getBytes(at, line, 0, lineLength);
        boolean isFrame = parse();
        reset();
        if (!isFrame) {
            return 0;
        }
        handler.onCanFrame(frame, receivedAtNs);
        return endAt + 1 - at;
    }

    @Override
    public void reset() {
        lineLength = 0;
        isGarbled = false;
    }

    private void onByte(byte octet, long receivedAtNs) {
        switch (octet) {
            case '\r' -> endLine(receivedAtNs);
            case '\n' -> {
                // Some adapters end lines with CR LF.
            }
            case BELL -> breakLine();
            case 't', 'T', 'r', 'R' -> {
                breakLine();
                line[lineLength++] = octet;
            }
            default -> append(octet);
        }
    }

    private void append(byte octet) {
        if (lineLength == LONGEST_LINE) {
            isGarbled = true;
        } else {
            line[lineLength++] = octet;
        }
    }

    /** Ends what came so far without a CR: nothing, an acknowledgement, or damage. */
    private void breakLine() {
        if (isGarbled || (lineLength > 0 && !isAcknowledgement())) {
            faults.count(FrameFault.SLCAN_GARBLED);
        }
        reset();
    }

    private void endLine(long receivedAtNs) {
        boolean isFrame = !isGarbled && lineLength > 0 && parse();
        if (!isFrame) {
            breakLine();
            return;
        }
        reset();
        handler.onCanFrame(frame, receivedAtNs);
    }

    private boolean isAcknowledgement() {
        return lineLength == 1 && (line[0] == 'z' || line[0] == 'Z');
    }

    private boolean parse() {
        boolean isExtended = line[0] == 'T' || line[0] == 'R';
        boolean isRemote = line[0] == 'r' || line[0] == 'R';
        if (!isExtended && line[0] != 't' && line[0] != 'r') {
            return false;
        }
        int idDigits = isExtended ? EXTENDED_DIGITS : STANDARD_DIGITS;
        int dataAt = 1 + idDigits + 1;
        if (lineLength < dataAt) {
            return false;
        }
        long id = number(1, idDigits);
        long dataLength = number(1 + idDigits, 1);
        if (id < 0 || id > (isExtended ? CanFrame.EXTENDED_ID_MAX : CanFrame.STANDARD_ID_MAX)) {
            return false;
        }
        if (dataLength < 0 || dataLength > CanFrame.LONGEST_CLASSIC) {
            return false;
        }
        int endAt = dataAt + (isRemote ? 0 : 2 * (int) dataLength);
        return hasGoodEnd(endAt) && fill((int) id, isExtended, isRemote, (int) dataLength, dataAt);
    }

    private boolean hasGoodEnd(int endAt) {
        return lineLength == endAt || (lineLength == endAt + STAMP_DIGITS && number(endAt, STAMP_DIGITS) >= 0);
    }

    private boolean fill(int id, boolean isExtended, boolean isRemote, int dataLength, int dataAt) {
        int digits = isRemote ? 0 : 2 * dataLength;
        long word = 0;
        int seen = 0;
        for (int i = dataAt; i < dataAt + digits; i++) {
            int digit = DIGITS[line[i] & 0xFF];
            seen |= digit;
            word = word << 4 | digit;
        }
        if (seen < 0) {
            return false;
        }
        frame.reset(id, isExtended, false, isRemote, dataLength);
        if (digits > 0) {
            frame.putWord(word << (64 - 4 * digits));
        }
        return true;
    }

    /** Hexadecimal digits of the line as a number; negative when one is no digit. */
    private long number(int at, int digits) {
        long number = 0;
        int seen = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = DIGITS[line[i] & 0xFF];
            seen |= digit;
            number = number << 4 | digit;
        }
        return seen < 0 ? -1 : number;
    }

    /** The value of each character as a hexadecimal digit, -1 of all that are none. */
    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.digit((char) i, 16);
        }
        return digits;
    }
}
