package io.roadgate.sensor.frame;

import java.nio.charset.StandardCharsets;

/**
 * One line of a candump log, read in place.
 *
 * <p>Shape of a log line: {@code (seconds.micros) bus id#data}, with {@code ##f} and a digit of flags for FD, {@code #R}
 * or {@code #R5} for a remote frame, and 3 hexadecimal digits for a standard and 8 for an extended id; behind it may
 * stand {@code R} or {@code T} (received, sent). An id with {@value #ERROR_TEXT} set is an error frame of the interface.
 * Also read is what candump prints for people: {@code bus id [8] 11 22 ...}, with or without a time before it, with
 * {@code remote request} and {@code ERRORFRAME} in words; two digits in the brackets mean FD.
 *
 * <p>Errors: a line is {@link Kind#BLANK} or {@link Kind#MALFORMED}; nothing is thrown.
 *
 * <p>Thread: one; the line's bytes must stay as they are while texts are asked for.
 *
 * <p>Source: can-utils, {@code candump -l}, {@code candump}, {@code canframelen}.
 */
public final class CandumpLine {
    private static final int ERROR_FLAG = 0x2000_0000;
    private static final String ERROR_TEXT = "0x20000000";
    private static final byte[] REMOTE_WORDS = "remote request".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR_WORD = "ERRORFRAME".getBytes(StandardCharsets.US_ASCII);

    private final CanFrame frame = new CanFrame();
    private byte[] bytes = {};
    private int at;
    private int end;
    private int timeFrom;
    private int timeTo;
    private int busFrom;
    private int busTo;
    private int id;
    private boolean isExtended;
    private boolean isError;

    /** What a line is. */
    public enum Kind {
        /** A frame. */
        FRAME,
        /** Nothing but blanks. */
        BLANK,
        /** Something that is no frame. */
        MALFORMED
    }

    /** Reads the line between two places; without its line feed, a carriage return before that is passed over. */
    public Kind read(byte[] from, int offset, int length) {
        bytes = from;
        at = offset;
        end = offset + length;
        while (end > at && isBlank(bytes[end - 1])) {
            end--;
        }
        skipBlanks();
        if (at == end) {
            return Kind.BLANK;
        }
        return parse() ? Kind.FRAME : Kind.MALFORMED;
    }

    /** The frame of the last line. */
    public CanFrame frame() {
        return frame;
    }

    /** The time as printed, without brackets; {@code null} = the line has none. Allocates. */
    public String time() {
        return timeTo > timeFrom ? text(timeFrom, timeTo) : null;
    }

    /** The interface's name. Allocates. */
    public String bus() {
        return text(busFrom, busTo);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean parse() {
        timeFrom = 0;
        timeTo = 0;
        if (bytes[at] == '(' && !clock()) {
            return false;
        }
        skipBlanks();
        busFrom = at;
        while (at < end && !isBlank(bytes[at]) && bytes[at] != '#') {
            at++;
        }
        busTo = at;
        int blanks = at;
        skipBlanks();
        if (busTo == busFrom || at == blanks || !id()) {
            return false;
        }
        if (at < end && bytes[at] == '#') {
            return timeTo > timeFrom && log();
        }
        skipBlanks();
        return at < end && bytes[at] == '[' && words();
    }

    private boolean clock() {
        timeFrom = ++at;
        while (at < end && bytes[at] != ')') {
            byte c = bytes[at];
            boolean isTime = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == ' ';
            if (!isTime) {
                return false;
            }
            at++;
        }
        timeTo = at;
        boolean hasDigit = timeTo > timeFrom && bytes[timeTo - 1] >= '0' && bytes[timeTo - 1] <= '9';
        return at++ < end && hasDigit;
    }

    private boolean id() {
        int start = at;
        long value = 0;
        while (at < end && digit(bytes[at]) >= 0 && at - start <= 8) {
            value = (value << 4) | digit(bytes[at++]);
        }
        int digits = at - start;
        isExtended = digits == 8;
        isError = isExtended && (value & ERROR_FLAG) != 0 && value <= (ERROR_FLAG | CanFrame.EXTENDED_ID_MAX);
        id = (int) (isError ? value & CanFrame.EXTENDED_ID_MAX : value);
        return isError
                || (digits == 3 && value <= CanFrame.STANDARD_ID_MAX)
                || (isExtended && value <= CanFrame.EXTENDED_ID_MAX);
    }

    private void begin(boolean isFd, boolean isRemote, int length) {
        if (isError) {
            frame.resetError(id, length);
        } else {
            frame.reset(id, isExtended, isFd, isRemote, length);
        }
    }

    /** The part from the sign # on. */
    private boolean log() {
        at++;
        boolean isFd = at < end && bytes[at] == '#';
        if (isFd) {
            at++;
            if (at == end || digit(bytes[at++]) < 0) {
                return false;
            }
        } else if (at < end && (bytes[at] == 'R' || bytes[at] == 'r')) {
            at++;
            return remote();
        }
        begin(isFd, false, 0);
        int longest = isFd ? CanFrame.LONGEST : CanFrame.LONGEST_CLASSIC;
        int length = 0;
        while (at < end && !isBlank(bytes[at]) && bytes[at] != '_') {
            if (length == longest || !putByte(length++)) {
                return false;
            }
        }
        frame.length(length);
        return (at == end || bytes[at] != '_' || lengthCode(length)) && direction();
    }

    private boolean remote() {
        int length = 0;
        if (at < end && !isBlank(bytes[at]) && bytes[at] != '_') {
            length = digit(bytes[at++]);
            if (length < 0 || length > CanFrame.LONGEST_CLASSIC) {
                return false;
            }
        }
        begin(false, true, length);
        return (at == end || bytes[at] != '_' || lengthCode(length)) && direction();
    }

    /** The raw length code 9..F of a classic frame of eight bytes. */
    private boolean lengthCode(int length) {
        at++;
        return length == CanFrame.LONGEST_CLASSIC && at < end && digit(bytes[at++]) > CanFrame.LONGEST_CLASSIC;
    }

    private boolean direction() {
        if (at == end) {
            return true;
        }
        boolean isApart = isBlank(bytes[at]);
        skipBlanks();
        return isApart && end - at == 1 && (bytes[at] == 'R' || bytes[at] == 'T');
    }

    /** The part from the bracket on, as candump prints it for people. */
    private boolean words() {
        int open = ++at;
        int length = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - open < 2) {
            length = length * 10 + bytes[at++] - '0';
        }
        boolean isFd = at - open == 2;
        int longest = isFd ? CanFrame.LONGEST : CanFrame.LONGEST_CLASSIC;
        if (at == open || at == end || bytes[at++] != ']' || length > longest) {
            return false;
        }
        skipBlanks();
        boolean isRemote = startsWith(REMOTE_WORDS);
        begin(isFd, isRemote, length);
        if (isRemote) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            if (at >= end || !putByte(i)) {
                return false;
            }
            skipBlanks();
        }
        // Behind the data: nothing, the data as characters in quotes, or the word for an error frame.
        return at == end || bytes[at] == '\'' || startsWith(ERROR_WORD);
    }

    private boolean putByte(int index) {
        int high = at < end ? digit(bytes[at++]) : -1;
        int low = at < end ? digit(bytes[at++]) : -1;
        if (high < 0 || low < 0) {
            return false;
        }
        frame.put(index, (high << 4) | low);
        return true;
    }

    private boolean startsWith(byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (at + i >= end || bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private void skipBlanks() {
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
