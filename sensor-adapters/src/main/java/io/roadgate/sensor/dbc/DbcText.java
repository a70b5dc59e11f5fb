package io.roadgate.sensor.dbc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * The text of a DBC file, which does not say how it is encoded.
 *
 * <p>A byte order mark decides; else valid UTF-8 is UTF-8; else text that reads as Chinese is GB18030 (of which GBK and
 * GB 2312 are parts); else it is Windows-1252, which every byte string is.
 *
 * <p>GB18030 against Windows-1252: nearly every pair of bytes is some Chinese character, so that a pair must also be
 * likely. Common characters and symbols of GB 2312 speak for Chinese, rare ones in Latin surroundings and pairs that end
 * in an ASCII byte (a degree sign before a C) against it.
 */
final class DbcText {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int HIGH = 0x80;
    private static final int GB2312_FIRST = 0xA1;
    private static final int SYMBOLS_LAST = 0xA9;
    private static final int COMMON_FIRST = 0xB0;
    private static final int COMMON_LAST = 0xD7;

    private DbcText() {}

    /**
     * Decodes a file.
     *
     * @param encoding name of a charset, or {@code auto}.
     * @throws IllegalArgumentException when there is no such charset.
     */
    static String decode(byte[] bytes, String encoding) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        return new String(bytes, "auto".equalsIgnoreCase(encoding) ? detect(bytes) : named(encoding));
    }

    private static Charset named(String encoding) {
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "there is no encoding '" + encoding + "'; known are auto, utf-8, gbk, gb18030, windows-1252 ...",
                    e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    static Charset detect(byte[] bytes) {
        if (isDecodable(bytes, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        return isDecodable(bytes, GB18030) && chineseScore(bytes) > 0 ? GB18030 : WINDOWS_1252;
    }

    private static boolean isDecodable(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** How much the pairs of a text that is valid GB18030 look like Chinese. */
    private static int chineseScore(byte[] bytes) {
        int score = 0;
        int i = 0;
        boolean isBesidePair = false;
        while (i + 1 < bytes.length) {
            int lead = bytes[i] & 0xFF;
            if (lead < HIGH) {
                isBesidePair = false;
                i++;
                continue;
            }
            int trail = bytes[i + 1] & 0xFF;
            boolean isFourBytes = trail >= '0' && trail <= '9';
            boolean nextIsPair = i + 2 < bytes.length && (bytes[i + 2] & 0xFF) >= HIGH;
            score += isFourBytes ? 1 : pairScore(lead, trail, isBesidePair || nextIsPair);
            isBesidePair = true;
            i += isFourBytes ? 4 : 2;
        }
        return score;
    }

    private static int pairScore(int lead, int trail, boolean isBesidePair) {
        if (lead < GB2312_FIRST || trail < GB2312_FIRST) {
            // Outside GB 2312: a rare character among others, or an accented letter before a plain one.
            return isBesidePair ? 0 : -2;
        }
        boolean isCommon = lead <= SYMBOLS_LAST || (lead >= COMMON_FIRST && lead <= COMMON_LAST);
        if (isCommon) {
            return 2;
        }
        return isBesidePair ? 1 : -1;
    }
}
