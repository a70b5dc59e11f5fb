package io.roadgate.sensor.observation;

import java.nio.charset.StandardCharsets;

/**
 * Plates as every device should have written them, so that a camera's read and an antenna's file can be compared.
 *
 * <p>Rules, in this order:
 *
 * <ul>
 *   <li>Full-width letters, digits and signs become ASCII, small letters capitals, traditional characters simplified.
 *   <li>Everything that only separates goes: spaces, middle dots, points, dashes, brackets.
 *   <li>A word that says "no plate" is an empty text.
 *   <li>A colour in front of a province ({@code 蓝渝A12345}) goes.
 *   <li>In a plate of the People's Republic the confusions of O with 0 and I with 1 are settled: GA 36 allows neither
 *       letter in a number, and only letters as the issuing office behind the province.
 * </ul>
 *
 * <p>Characters that belong to a plate and are no letters (学 警 港 澳 挂 使 领 and the provinces) stay. A foreign plate
 * keeps its letters O and I.
 *
 * <p>Errors: a text that is longer than {@link #MOST_BYTES} afterwards is none of a plate.
 *
 * <p>Thread: one instance per driver; allocates nothing but in {@link #of}.
 *
 * <p>Source: GA 36 (characters and their places); camera.md, "Import".
 */
public final class PlateText {
    /** Room for a plate in an observation, UTF-8 bytes. */
    public static final int MOST_BYTES = 24;

    private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
    private static final String COLOURS = "蓝黄黑白绿渐变";
    private static final String SEPARATORS = " \t·•・･‧∙.-—–‐_()[]【】\u200B\uFEFF\u3000";
    private static final String TRADITIONAL = "學領掛滬蘇雲貴陝寧遼贛閩晉魯兩蘭藍黃綠無車識別未";
    private static final String SIMPLIFIED = "学领挂沪苏云贵陕宁辽赣闽晋鲁两兰蓝黄绿无车识别未";
    private static final String[] NO_PLATE = {"无车牌", "无牌车", "无牌", "未识别", "未悬挂", "车牌", "UNKNOWN", "NOPLATE"};
    private static final int MOST_CHARACTERS = 64;
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH_OFFSET = 0xFEE0;
    private static final int MILITARY_CHARACTERS = 7;

    private final char[] text = new char[MOST_CHARACTERS];
    private int length;

    /** A normaliser. */
    public PlateText() {
        // Its room is all it has.
    }

    /** The same for a text, as tables and tools have it; empty when there is no plate in it. */
    public static String of(String plate) {
        byte[] utf8 = plate.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[MOST_BYTES];
        int length = new PlateText().normalise(utf8, 0, utf8.length, out, 0);
        return new String(out, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }

    /**
     * Normalises a plate.
     *
     * @param utf8 holds it, well-formed UTF-8.
     * @param out takes at most {@link #MOST_BYTES} from {@code outAt}.
     * @return bytes written; 0 when there is no plate in the text, -1 when it is too long for one.
     */
    public int normalise(byte[] utf8, int at, int bytes, byte[] out, int outAt) {
        if (!fold(utf8, at, bytes)) {
            return -1;
        }
        if (isNoPlate()) {
            return 0;
        }
        dropColour();
        settleConfusions();
        return write(out, outAt);
    }

    private boolean fold(byte[] utf8, int from, int bytes) {
        length = 0;
        int at = from;
        while (at < from + bytes) {
            int lead = utf8[at] & 0xFF;
            int trailing = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            int point = trailing == 0 ? lead : lead & (0x3F >> trailing);
            for (int i = 1; i <= trailing && at + i < from + bytes; i++) {
                point = (point << 6) | (utf8[at + i] & 0x3F);
            }
            at += trailing + 1;
            char folded = fold(point);
            if (folded == 0) {
                continue;
            }
            if (length == MOST_CHARACTERS) {
                return false;
            }
            text[length++] = folded;
        }
        return true;
    }

    /** One character folded; 0 when it only separates. Beyond the basic plane there are no plates: a question mark. */
    private static char fold(int point) {
        int narrow = point >= FULL_WIDTH_FIRST && point <= FULL_WIDTH_LAST ? point - FULL_WIDTH_OFFSET : point;
        if (narrow > Character.MAX_VALUE) {
            return '?';
        }
        if (narrow < ' ' || SEPARATORS.indexOf(narrow) >= 0) {
            return 0;
        }
        int traditional = narrow < 0x80 ? -1 : TRADITIONAL.indexOf(narrow);
        char simple = traditional < 0 ? (char) narrow : SIMPLIFIED.charAt(traditional);
        return simple >= 'a' && simple <= 'z' ? (char) (simple - 'a' + 'A') : simple;
    }

    private boolean isNoPlate() {
        for (String word : NO_PLATE) {
            boolean isSame = word.length() == length;
            for (int i = 0; i < length && isSame; i++) {
                isSame = text[i] == word.charAt(i);
            }
            if (isSame) {
                return true;
            }
        }
        return false;
    }

    private void dropColour() {
        int from = 0;
        while (from + 1 < length && COLOURS.indexOf(text[from]) >= 0) {
            from++;
        }
        if (from > 0 && isProvince(from)) {
            System.arraycopy(text, from, text, 0, length - from);
            length -= from;
        }
    }

    private void settleConfusions() {
        if (isProvince(0)) {
            settle(1, 2, '0', 'O');
            settle(1, 2, '1', 'I');
            settleNumber(2);
        } else if (length > 0 && text[0] == '使') {
            settleNumber(1);
        } else if (length > 2 && text[0] == 'W' && text[1] == 'J') {
            settleNumber(2);
        } else if (isMilitary()) {
            settleNumber(2);
        } else if (length > 1 && text[length - 1] == '使') {
            settleNumber(0);
        }
    }

    /** Two letters of the service and branch, five characters of which at least four are digits or look like one. */
    private boolean isMilitary() {
        if (length != MILITARY_CHARACTERS || !isLetter(text[0]) || !isLetter(text[1])) {
            return false;
        }
        int digits = 0;
        for (int i = 2; i < length; i++) {
            digits += (text[i] >= '0' && text[i] <= '9') || text[i] == 'O' || text[i] == 'I' ? 1 : 0;
        }
        return digits >= 4;
    }

    private void settleNumber(int from) {
        settle(from, length, 'O', '0');
        settle(from, length, 'I', '1');
    }

    private void settle(int from, int to, char wrong, char right) {
        for (int i = from; i < Math.min(to, length); i++) {
            if (text[i] == wrong) {
                text[i] = right;
            }
        }
    }

    private boolean isProvince(int at) {
        return at < length && PROVINCES.indexOf(text[at]) >= 0;
    }

    private static boolean isLetter(char character) {
        return character >= 'A' && character <= 'Z';
    }

    private int write(byte[] out, int outAt) {
        int at = 0;
        for (int i = 0; i < length; i++) {
            char character = text[i];
            int needed = character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
            if (at + needed > MOST_BYTES) {
                return -1;
            }
            if (needed == 1) {
                out[outAt + at++] = (byte) character;
            } else {
                if (needed == 2) {
                    out[outAt + at++] = (byte) (0xC0 | (character >> 6));
                } else {
                    out[outAt + at++] = (byte) (0xE0 | (character >> 12));
                    out[outAt + at++] = (byte) (0x80 | ((character >> 6) & 0x3F));
                }
                out[outAt + at++] = (byte) (0x80 | (character & 0x3F));
            }
        }
        return at;
    }
}
