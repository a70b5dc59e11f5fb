package io.roadgate.sensor.etc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The texts of ETC files: GBK plates to UTF-8, BCD digits to ASCII, BCD Beijing time to UTC.
 *
 * <p>The characters that Chinese plates are made of come from a table made once; any other goes through the platform's
 * decoder into buffers that are reused.
 *
 * <p>Thread: one instance per driver, the ingest agent.
 *
 * <p>Source: etc-rsu.md, section 3 (GBK, zero padded; BCD times of Beijing); GA 36 (the characters on plates).
 */
final class EtcText {
    /** Room for a plate in an observation record. */
    static final int PLATE_UTF8_BYTES = 24;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String PLATE_CHARACTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新学警港澳挂使领";
    private static final int LEADS = 0x81;
    private static final char[] BY_GBK = table();
    private static final long BEIJING_AHEAD_S = 8 * 3600L;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private final CharsetDecoder decoder = GB18030.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer pair = ByteBuffer.allocate(2);
    private final CharBuffer decoded = CharBuffer.allocate(2);
    private int utf8Length;

    private static char[] table() {
        char[] table = new char[1 << 16];
        byte[] gbk = PLATE_CHARACTERS.getBytes(GB18030);
        for (int i = 0; i < PLATE_CHARACTERS.length(); i++) {
            table[(gbk[2 * i] & 0xFF) << 8 | (gbk[2 * i + 1] & 0xFF)] = PLATE_CHARACTERS.charAt(i);
        }
        return table;
    }

    /**
     * Reads a zero-padded GBK plate.
     *
     * @param utf8 takes it, zero padded to {@link #PLATE_UTF8_BYTES}.
     * @return its length in UTF-8 bytes; 0 when it is empty or not GBK.
     */
    int plate(DirectBuffer source, int offset, int length, byte[] utf8) {
        utf8Length = 0;
        int at = 0;
        boolean isGood = true;
        while (isGood && at < length && source.getByte(offset + at) != 0) {
            int lead = source.getByte(offset + at) & 0xFF;
            if (lead < LEADS) {
                isGood = append((char) lead, utf8);
                at++;
            } else {
                int trail = at + 1 < length ? source.getByte(offset + at + 1) & 0xFF : 0;
                isGood = append(character(lead, trail), utf8);
                at += 2;
            }
        }
        if (!isGood) {
            utf8Length = 0;
        }
        for (int i = utf8Length; i < PLATE_UTF8_BYTES; i++) {
            utf8[i] = 0;
        }
        return utf8Length;
    }

    /** A character of two GBK bytes; 0 when there is none. */
    private char character(int lead, int trail) {
        char known = BY_GBK[lead << 8 | trail];
        return known != 0 ? known : rareCharacter(lead, trail);
    }

    private char rareCharacter(int lead, int trail) {
        pair.clear().put((byte) lead).put((byte) trail).flip();
        decoded.clear();
        decoder.reset();
        boolean isCharacter = !decoder.decode(pair, decoded, true).isError() && decoded.position() == 1;
        return isCharacter ? decoded.get(0) : 0;
    }

    private boolean append(char character, byte[] utf8) {
        int needed = character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
        if (character < ' ' || utf8Length + needed > PLATE_UTF8_BYTES) {
            return false;
        }
        switch (needed) {
            case 1 -> utf8[utf8Length++] = (byte) character;
            case 2 -> {
                utf8[utf8Length++] = (byte) (0xC0 | character >> 6);
                utf8[utf8Length++] = (byte) (0x80 | (character & 0x3F));
            }
            default -> {
                utf8[utf8Length++] = (byte) (0xE0 | character >> 12);
                utf8[utf8Length++] = (byte) (0x80 | (character >> 6 & 0x3F));
                utf8[utf8Length++] = (byte) (0x80 | (character & 0x3F));
            }
        }
        return true;
    }

    /** Whether a plate's first character, a province or the like, stands here. */
    static boolean isPlateStart(DirectBuffer source, int offset) {
        return BY_GBK[(source.getByte(offset) & 0xFF) << 8 | (source.getByte(offset + 1) & 0xFF)] != 0;
    }

    /** A zero-padded text as a string, U+FFFD for what is no character; allocates, and is not for the data path. */
    static String text(DirectBuffer source, int offset, int length) {
        byte[] bytes = new byte[length];
        source.getBytes(offset, bytes);
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, GB18030);
    }

    /** Writes BCD bytes as ASCII digits (upper-case hexadecimal where they are none). */
    static void digits(DirectBuffer source, int offset, int length, byte[] ascii) {
        for (int i = 0; i < length; i++) {
            int octet = source.getByte(offset + i) & 0xFF;
            ascii[2 * i] = digit(octet >> 4);
            ascii[2 * i + 1] = digit(octet & 0xF);
        }
    }

    private static byte digit(int nibble) {
        return (byte) (nibble < 10 ? '0' + nibble : 'A' - 10 + nibble);
    }

    /** Reads BCD yyyymmddhhmmss of Beijing as ns since 1970 UTC; 0 when it is no time. */
    static long bcdTimeNs(DirectBuffer source, int offset) {
        int year = bcd(source, offset) * 100 + bcd(source, offset + 1);
        int month = bcd(source, offset + 2);
        int day = bcd(source, offset + 3);
        int hour = bcd(source, offset + 4);
        int minute = bcd(source, offset + 5);
        int second = bcd(source, offset + 6);
        boolean isTime = year >= 2000
                && year < 2100
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysIn(year, month)
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        if (!isTime) {
            return 0;
        }
        long days = daysSince1970(year, month, day);
        return (days * 86_400L + hour * 3600L + minute * 60L + second - BEIJING_AHEAD_S) * NS_PER_S;
    }

    private static int bcd(DirectBuffer source, int offset) {
        int octet = source.getByte(offset) & 0xFF;
        return octet >> 4 > 9 || (octet & 0xF) > 9 ? -10_000 : (octet >> 4) * 10 + (octet & 0xF);
    }

    // 2000 to 2099: every fourth year is a leap year, 2000 itself included.
    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static long daysSince1970(int year, int month, int day) {
        int sinceMillennium = year - 2000;
        int leapDaysBefore = (sinceMillennium + 3) / 4;
        int leapDay = year % 4 == 0 && month > 2 ? 1 : 0;
        return 10_957L + 365L * sinceMillennium + leapDaysBefore + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1;
    }

    /** Writes ns since 1970 UTC as BCD yyyymmddhhmmss of Beijing; years 2000 to 2099. */
    static void putBcdTime(long atNs, MutableDirectBuffer target, int offset) {
        long beijingS = Math.floorDiv(atNs, NS_PER_S) + BEIJING_AHEAD_S;
        int second = (int) Math.floorMod(beijingS, 86_400L);
        long days = Math.floorDiv(beijingS, 86_400L);
        int year = 2000;
        while (year < 2099 && daysSince1970(year + 1, 1, 1) <= days) {
            year++;
        }
        int month = 1;
        while (month < 12 && daysSince1970(year, month + 1, 1) <= days) {
            month++;
        }
        putBcd(target, offset, year / 100);
        putBcd(target, offset + 1, year % 100);
        putBcd(target, offset + 2, month);
        putBcd(target, offset + 3, (int) (days - daysSince1970(year, month, 1)) + 1);
        putBcd(target, offset + 4, second / 3600);
        putBcd(target, offset + 5, second / 60 % 60);
        putBcd(target, offset + 6, second % 60);
    }

    private static void putBcd(MutableDirectBuffer target, int offset, int number) {
        target.putByte(offset, (byte) (((number / 10) << 4) | (number % 10)));
    }
}
