package io.roadgate.sensor.frame;

import org.agrona.DirectBuffer;

/**
 * One line of a candump log, taken apart in place.
 *
 * <p>Shape: {@code (seconds.fraction) bus id#data}: id of 3 hexadecimal digits (11 bits) or 8 (29 bits; with bit 29 set
 * an error frame); {@code #} and up to 8 data bytes, {@code #R} and perhaps a length (remote), or {@code ##}, one digit
 * of flags (1 BRS, 2 ESI) and up to 64 data bytes (FD). Behind eight data bytes may stand {@code _} and a raw length
 * code 9..F, behind it all a direction {@code R} or {@code T}. Data bytes may be parted by dots.
 *
 * <p>Thread: one; the line is valid until the next.
 *
 * <p>Source: can-utils, candump -l and its frame text (lib.h, parse_canframe).
 */
public final class CandumpLine {
    /** What a line can be. */
    public enum Outcome {
        /** A frame. */
        FRAME,
        /** Nothing but blanks. */
        BLANK,
        /** No frame. */
        MALFORMED
    }

    private static final int STANDARD_DIGITS = 3;
    private static final int EXTENDED_DIGITS = 8;
    private static final int FRACTION_DIGITS = 9;
    private static final int SECOND_DIGITS = 10;
    private static final int LONGEST_BUS_NAME = 15;
    private static final long SECOND_NS = 1_000_000_000L;

    private final CanFrame frame = new CanFrame();
    private DirectBuffer buffer;
    private int at;
    private int end;
    private long atNs;
    private int busOffset;
    private int busLength;
    private int timeOffset;
    private int timeLength;

    /** Takes a line apart, without its line end. */
    public Outcome parse(DirectBuffer text, int offset, int length) {
        buffer = text;
        at = offset;
        end = offset + length;
        while (end > at && isBlank(text.getByte(end - 1))) {
            end--;
        }
        skipBlanks();
        if (at == end) {
            return Outcome.BLANK;
        }
        return readTime() && readBus() && readFrame() && readDirection() ? Outcome.FRAME : Outcome.MALFORMED;
    }

    /** The frame. */
    public CanFrame frame() {
        return frame;
    }

    /** The log's time, ns since 1970 UTC as a rule; whatever the log's clock was. */
    public long atNs() {
        return atNs;
    }

    /** Whether the frame was seen on this bus. */
    public boolean isOn(byte[] bus) {
        boolean isSame = bus.length == busLength;
        for (int i = 0; isSame && i < busLength; i++) {
            isSame = buffer.getByte(busOffset + i) == bus[i];
        }
        return isSame;
    }

    /** Name of the bus; allocates. */
    public String bus() {
        return buffer.getStringWithoutLengthAscii(busOffset, busLength);
    }

    /** The time as it stands in the log, without brackets; allocates. */
    public String timeText() {
        return buffer.getStringWithoutLengthAscii(timeOffset, timeLength);
    }

    private boolean readTime() {
        if (!take('(')) {
            return false;
        }
        timeOffset = at;
        long seconds = 0;
        int digits = 0;
        for (int digit = digit(10); digit >= 0 && digits <= SECOND_DIGITS; digit = digit(10)) {
            seconds = seconds * 10 + digit;
            digits++;
        }
        if (digits == 0 || digits > SECOND_DIGITS || !take('.')) {
            return false;
        }
        long fractionNs = 0;
        int fractionDigits = 0;
        for (int digit = digit(10); digit >= 0 && fractionDigits <= FRACTION_DIGITS; digit = digit(10)) {
            fractionNs = fractionNs * 10 + digit;
            fractionDigits++;
        }
        if (fractionDigits == 0 || fractionDigits > FRACTION_DIGITS) {
            return false;
        }
        for (int i = fractionDigits; i < FRACTION_DIGITS; i++) {
            fractionNs *= 10;
        }
        timeLength = at - timeOffset;
        atNs = seconds * SECOND_NS + fractionNs;
        return take(')') && skipBlanks();
    }

    private boolean readBus() {
        busOffset = at;
        while (at < end && !isBlank(buffer.getByte(at))) {
            at++;
        }
        busLength = at - busOffset;
        return busLength > 0 && busLength <= LONGEST_BUS_NAME && skipBlanks();
    }

    private boolean readFrame() {
        long id = 0;
        int digits = 0;
        for (int digit = digit(16); digit >= 0 && digits <= EXTENDED_DIGITS; digit = digit(16)) {
            id = id << 4 | digit;
            digits++;
        }
        boolean isExtended = digits == EXTENDED_DIGITS;
        if (!isExtended && (digits != STANDARD_DIGITS || id > CanFrame.STANDARD_ID_MAX)) {
            return false;
        }
        boolean isError = isExtended && (id & SocketCanReader.ERROR) != 0;
        if (id > (isError ? CanFrame.EXTENDED_ID_MAX | SocketCanReader.ERROR : CanFrame.EXTENDED_ID_MAX)
                || !take('#')) {
            return false;
        }
        if (isError) {
            frame.resetError((int) id & CanFrame.EXTENDED_ID_MAX, 0);
            return data(CanFrame.LONGEST_CLASSIC);
        }
        if (take('#')) {
            int flags = digit(16);
            frame.reset((int) id, isExtended, true, false, 0)
                    .flags((flags & SocketCanReader.RATE_SWITCHED) != 0, (flags & SocketCanReader.SENDER_PASSIVE) != 0);
            return flags >= 0 && data(CanFrame.LONGEST);
        }
        if (take('R')) {
            int length = digit(10);
            frame.reset((int) id, isExtended, false, true, Math.max(0, length));
            return length <= CanFrame.LONGEST_CLASSIC && rawLength();
        }
        frame.reset((int) id, isExtended, false, false, 0);
        return data(CanFrame.LONGEST_CLASSIC) && rawLength();
    }

    private boolean data(int longest) {
        int length = 0;
        while (at < end && !isBlank(buffer.getByte(at)) && buffer.getByte(at) != '_') {
            if (length > 0 && take('.') && at == end) {
                return false;
            }
            int high = digit(16);
            int low = digit(16);
            if (high < 0 || low < 0 || length == longest) {
                return false;
            }
            frame.put(length++, high << 4 | low);
        }
        frame.length(length);
        return true;
    }

    /** A classic frame of eight bytes may have been sent with a length code that says more. */
    private boolean rawLength() {
        return !take('_') || (frame.length() == CanFrame.LONGEST_CLASSIC && digit(16) > CanFrame.LONGEST_CLASSIC);
    }

    private boolean readDirection() {
        if (at == end) {
            return true;
        }
        return skipBlanks() && (take('R') || take('T')) && at == end;
    }

    private boolean take(char wanted) {
        if (at < end && buffer.getByte(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** The next digit of this radix, taken; -1 and nothing taken when there is none. */
    private int digit(int radix) {
        int digit = at < end ? Character.digit(buffer.getByte(at), radix) : -1;
        if (digit >= 0) {
            at++;
        }
        return digit;
    }

    private boolean skipBlanks() {
        int from = at;
        while (at < end && isBlank(buffer.getByte(at))) {
            at++;
        }
        return at > from;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r';
    }
}
