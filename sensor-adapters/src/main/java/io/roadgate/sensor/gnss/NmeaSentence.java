package io.roadgate.sensor.gnss;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * One NMEA 0183 sentence with a right checksum, read in place.
 *
 * <p>Shape: field 0 is the address, the others follow in order. An empty field is not known: NaN, -1 or 0 by the
 * accessor. What cannot be read is not known either and sets {@link #isFaulty()}.
 *
 * <p>Source: positioning.md, "NMEA 0183".
 */
final class NmeaSentence {
    /** Bytes of the longest accepted sentence; the book says 82, receivers exceed it. */
    static final int LONGEST = 256;

    private static final int MOST_FIELDS = 64;
    private static final int MOST_DIGITS = 15;
    private static final double[] POWERS = new double[MOST_DIGITS + 1];
    private static final long SECOND_NS = 1_000_000_000L;

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private final int[] starts = new int[MOST_FIELDS + 1];
    private DirectBuffer buffer;
    private int fieldCount;
    private boolean isFaulty;

    /** Reads the characters between the dollar sign and the asterisk. */
    NmeaSentence wrap(DirectBuffer source, int offset, int length) {
        buffer = source;
        isFaulty = false;
        fieldCount = 0;
        starts[0] = offset;
        for (int i = offset; i < offset + length && fieldCount < MOST_FIELDS - 1; i++) {
            if (source.getByte(i) == ',') {
                starts[++fieldCount] = i + 1;
            }
        }
        starts[++fieldCount] = offset + length + 1;
        return this;
    }

    int fieldCount() {
        return fieldCount;
    }

    /** Whether a field that was asked for held something unreadable. */
    boolean isFaulty() {
        return isFaulty;
    }

    boolean isProprietary() {
        return lengthOf(0) > 0 && buffer.getByte(starts[0]) == 'P';
    }

    /** The two capital letters of the talker as one number below 676; -1 when there are none. */
    int talker() {
        int first = lengthOf(0) < 2 ? -1 : buffer.getByte(starts[0]) - 'A';
        int second = lengthOf(0) < 2 ? -1 : buffer.getByte(starts[0] + 1) - 'A';
        return first < 0 || first > 25 || second < 0 || second > 25 ? -1 : first * 26 + second;
    }

    /** Whether the address is a talker of two characters and this type. */
    boolean isType(String type) {
        return lengthOf(0) == 2 + type.length() && endsWith(type);
    }

    private boolean endsWith(String type) {
        for (int i = 0; i < type.length(); i++) {
            if (buffer.getByte(starts[0] + 2 + i) != type.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isEmpty(int field) {
        return lengthOf(field) == 0;
    }

    private int lengthOf(int field) {
        return field < fieldCount ? starts[field + 1] - starts[field] - 1 : 0;
    }

    /** The field's characters; for tools and tests, since it allocates. */
    String text(int field) {
        byte[] bytes = new byte[lengthOf(field)];
        if (bytes.length > 0) {
            buffer.getBytes(starts[field], bytes);
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The field's one character, 0 when it is empty. */
    char letter(int field) {
        if (isEmpty(field)) {
            return 0;
        }
        isFaulty |= lengthOf(field) != 1;
        return (char) (buffer.getByte(starts[field]) & 0xFF);
    }

    /** A whole number, -1 when the field is empty. */
    int integer(int field) {
        double value = decimal(field);
        if (Double.isNaN(value)) {
            return -1;
        }
        isFaulty |= value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value);
        return (int) value;
    }

    /** A number, NaN when the field is empty. */
    double decimal(int field) {
        return isEmpty(field) ? Double.NaN : number(starts[field], starts[field + 1] - 1);
    }

    /** Nearest double of decimal digits: exact, for the digits fit in a double and so does the power. */
    private double number(int from, int to) {
        int at = from;
        boolean isNegative = buffer.getByte(at) == '-';
        at += isNegative || buffer.getByte(at) == '+' ? 1 : 0;
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (; at < to; at++) {
            byte octet = buffer.getByte(at);
            if (octet == '.' && decimals < 0) {
                decimals = 0;
            } else if (octet >= '0' && octet <= '9' && count < MOST_DIGITS) {
                digits = digits * 10 + octet - '0';
                count++;
                decimals += decimals >= 0 ? 1 : 0;
            } else {
                isFaulty = true;
                return Double.NaN;
            }
        }
        if (count == 0) {
            isFaulty = true;
            return Double.NaN;
        }
        double value = digits / POWERS[Math.max(decimals, 0)];
        return isNegative ? -value : value;
    }

    /** Degrees of a ddmm.mmmm field and the hemisphere behind it, south and west negative; NaN when empty. */
    double degrees(int field, double limitDeg) {
        double value = decimal(field);
        char side = letter(field + 1);
        if (Double.isNaN(value) || side == 0) {
            return Double.NaN;
        }
        double whole = Math.floor(value / 100);
        double minutes = minutes(field);
        double degrees = whole + minutes / 60;
        boolean isSide = limitDeg == 90 ? side == 'N' || side == 'S' : side == 'E' || side == 'W';
        if (!isSide || value < 0 || minutes >= 60 || degrees > limitDeg) {
            isFaulty = true;
            return Double.NaN;
        }
        return side == 'S' || side == 'W' ? -degrees : degrees;
    }

    /** The minutes of ddmm.mmmm, read by themselves so that no digit is lost. */
    private double minutes(int field) {
        int point = starts[field];
        int end = starts[field + 1] - 1;
        while (point < end && buffer.getByte(point) != '.') {
            point++;
        }
        return number(Math.max(starts[field], point - 2), end);
    }

    /** Nanoseconds since midnight of an hhmmss.ss field, 24 h in a leap second; -1 when empty. */
    long timeOfDayNs(int field) {
        if (isEmpty(field)) {
            return -1;
        }
        int from = starts[field];
        int length = lengthOf(field);
        if (length < 6 || (length > 6 && buffer.getByte(from + 6) != '.')) {
            isFaulty = true;
            return -1;
        }
        double hours = number(from, from + 2);
        double minutes = number(from + 2, from + 4);
        double seconds = number(from + 4, from + length);
        if (!(hours <= 23 && minutes <= 59 && seconds < 61 && hours >= 0 && minutes >= 0 && seconds >= 0)) {
            isFaulty = true;
            return -1;
        }
        return Math.round(hours * 3600 + minutes * 60) * SECOND_NS + Math.round(seconds * SECOND_NS);
    }

    /** Days since 1970-01-01 of a ddmmyy field (years 00 to 79 are 2000 to 2079); -1 when empty. */
    long day(int field) {
        int date = integer(field);
        if (date < 0) {
            return -1;
        }
        int year = date % 100;
        return day(date / 10_000, date / 100 % 100, year < 80 ? 2000 + year : 1900 + year);
    }

    /** Days since 1970-01-01 of three fields; -1 when one is empty. */
    long dayOfFields(int dayField, int monthField, int yearField) {
        int day = integer(dayField);
        int month = integer(monthField);
        int year = integer(yearField);
        return day < 0 || month < 0 || year < 0 ? -1 : day(day, month, year);
    }

    /** The calendar as days, by counting years from March. */
    private long day(int day, int month, int year) {
        if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1970 || year > 2200) {
            isFaulty = true;
            return -1;
        }
        int fromMarch = (month + 9) % 12;
        long years = month <= 2 ? year - 1L : year;
        long dayOfYear = (153L * fromMarch + 2) / 5 + day - 1;
        return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468;
    }
}
