package io.roadgate.sensor.frame;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One line of what candump writes: into a log ({@link CandumpLine}), or on a terminal for people.
 *
 * <p>Shape of the latter: {@code bus id [8] 11 22 ...}, with or without a time in brackets before it, with
 * {@code remote request} and {@code ERRORFRAME} in words; two digits in the brackets mean FD.
 *
 * <p>Errors: a line is {@link Kind#BLANK} or {@link Kind#MALFORMED}; nothing is thrown.
 *
 * <p>Thread: one; the line's bytes must stay as they are while texts are asked for.
 *
 * <p>Source: can-utils, {@code candump -l} and {@code candump}.
 */
public final class CandumpText {
    private static final int ERROR_FLAG = 0x2000_0000;
    private static final byte[] REMOTE_WORDS = "remote request".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR_WORD = "ERRORFRAME".getBytes(StandardCharsets.US_ASCII);

    private final CandumpLine log = new CandumpLine();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CanFrame ofTerminal = new CanFrame();
    private CanFrame frame = ofTerminal;
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
    private boolean isLog;

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
        buffer.wrap(from, offset, length);
        CandumpLine.Outcome outcome = log.parse(buffer, 0, length);
        isLog = outcome != CandumpLine.Outcome.MALFORMED;
        if (isLog) {
            frame = log.frame();
            return outcome == CandumpLine.Outcome.BLANK ? Kind.BLANK : Kind.FRAME;
        }
        frame = ofTerminal;
        bytes = from;
        at = offset;
        end = offset + length;
        while (end > at && isBlank(bytes[end - 1])) {
            end--;
        }
        skipBlanks();
        return at < end && parse() ? Kind.FRAME : Kind.MALFORMED;
    }

    /** The frame of the last line. */
    public CanFrame frame() {
        return frame;
    }

    /** The time as printed, without brackets; {@code null} = the line has none. Allocates. */
    public String time() {
        if (isLog) {
            return log.timeText();
        }
        return timeTo > timeFrom ? text(timeFrom, timeTo) : null;
    }

    /** The interface's name. Allocates. */
    public String bus() {
        return isLog ? log.bus() : text(busFrom, busTo);
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
