package io.roadgate.sensor.etc;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * One layout of a frame or of a card file: its fields in order.
 *
 * <p>Shape of a description: {@code name:kindWidth} separated by blanks, {@code -n} for n bytes without meaning. Kinds:
 * {@code u} unsigned number, {@code e} unsigned number that must not be zero, {@code s} signed number, {@code b} switch,
 * {@code x} bytes as hexadecimal, {@code t} zero-padded GB18030 text, {@code i} issuer (hexadecimal, and its first four
 * bytes as text), {@code l} bytes behind their own two-byte length, {@code r} all that remains, {@code @} a card file.
 * Numbers are big-endian. Everything follows from the description: offsets, lengths, and what a decoder prints.
 *
 * <p>Errors: a description that cannot be read throws at class initialization.
 *
 * <p>Thread: immutable.
 */
final class EtcLayout {
    static final int ABSENT = -1;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final ByteOrder WIRE = ByteOrder.BIG_ENDIAN;
    private static final int ISSUER_TEXT_BYTES = 4;

    /** One field: where it lies, counted from the start of the layout. */
    private record Place(String name, char kind, int at, int width, EtcFile file) {}

    private final List<Place> places;
    private final int[] atOf = new int[EtcField.values().length];
    private final int[] widthOf = new int[EtcField.values().length];
    private final int fixedLength;
    private final int sizedTailAt;
    private final int nonZeroAt;
    private final boolean isOpen;

    EtcLayout(int headBytes, String description) {
        List<Place> found = new ArrayList<>();
        int at = headBytes;
        for (String word : description.isEmpty() ? new String[0] : description.split(" ", -1)) {
            if (word.charAt(0) == '-') {
                at += Integer.parseInt(word.substring(1));
                continue;
            }
            int colon = word.indexOf(':');
            char kind = word.charAt(colon + 1);
            String rest = word.substring(colon + 2);
            EtcFile file = kind == '@' ? EtcFile.valueOf(rest) : null;
            int width = file != null ? file.length() : rest.isEmpty() ? 0 : Integer.parseInt(rest);
            found.add(new Place(word.substring(0, colon), kind, at, width, file));
            at += width;
        }
        places = List.copyOf(found);
        fixedLength = at;
        sizedTailAt = placeOfKind('l');
        nonZeroAt = placeOfKind('e');
        isOpen = placeOfKind('r') != ABSENT;
        Arrays.fill(atOf, ABSENT);
        for (Place place : places) {
            EtcField field = EtcField.of(place.name);
            if (field != null) {
                atOf[field.ordinal()] = place.at;
                widthOf[field.ordinal()] = place.width;
            }
        }
    }

    private int placeOfKind(char kind) {
        for (Place place : places) {
            if (place.kind == kind) {
                return place.at;
            }
        }
        return ABSENT;
    }

    /** Bytes without the part whose length varies. */
    int fixedLength() {
        return fixedLength;
    }

    /** Whether a frame of this length may have this layout; its content may still say no. */
    boolean mayHave(int length) {
        return length == fixedLength || (length > fixedLength && (isOpen || sizedTailAt != ABSENT));
    }

    /** Whether these bytes have this layout. */
    boolean fits(DirectBuffer buffer, int base, int length) {
        if (!mayHave(length) || (nonZeroAt != ABSENT && buffer.getByte(base + nonZeroAt) == 0)) {
            return false;
        }
        return sizedTailAt == ABSENT || number(buffer, base + sizedTailAt, 2) == length - fixedLength;
    }

    /** Whether this is the short form that stops behind an error code. */
    boolean isErrorOnly() {
        return nonZeroAt != ABSENT;
    }

    /** Where the field lies, or {@link #ABSENT}. */
    int at(EtcField field) {
        return atOf[field.ordinal()];
    }

    /** A number field, or -1 when the layout has none of that name. */
    long number(EtcField field, DirectBuffer buffer, int base) {
        int at = atOf[field.ordinal()];
        return at == ABSENT ? -1 : number(buffer, base + at, widthOf[field.ordinal()]);
    }

    /** A signed number field that the layout must have. */
    int signed(EtcField field, DirectBuffer buffer, int base) {
        int width = widthOf[field.ordinal()];
        return signed(number(buffer, base + atOf[field.ordinal()], width), width);
    }

    private static int signed(long number, int width) {
        int spare = Integer.SIZE - Byte.SIZE * width;
        return (int) number << spare >> spare;
    }

    private static long number(DirectBuffer buffer, int at, int width) {
        return switch (width) {
            case 1 -> buffer.getByte(at) & 0xFF;
            case 2 -> buffer.getShort(at, WIRE) & 0xFFFF;
            case 3 -> (buffer.getByte(at) & 0xFF) << 16 | (buffer.getShort(at + 1, WIRE) & 0xFFFF);
            default -> buffer.getInt(at, WIRE) & 0xFFFF_FFFFL;
        };
    }

    /** Gives every field to the visitor; allocates, and is not for the data path. */
    void visit(DirectBuffer buffer, int base, int length, EtcEdition edition, EtcFieldVisitor visitor) {
        for (Place place : places) {
            int at = base + place.at;
            switch (place.kind) {
                case 'u', 'e' -> visitor.number(place.name, number(buffer, at, place.width));
                case 's' -> visitor.number(place.name, signed(number(buffer, at, place.width), place.width));
                case 'b' -> visitor.flag(place.name, buffer.getByte(at) != 0);
                case 'x' -> visitor.text(place.name, hex(buffer, at, place.width));
                case 't' -> visitor.text(place.name, EtcText.text(buffer, at, place.width));
                case 'i' -> {
                    visitor.text(place.name, hex(buffer, at, place.width));
                    visitor.text(place.name + "Text", EtcText.text(buffer, at, ISSUER_TEXT_BYTES));
                }
                case 'l' -> visitor.text(place.name, hex(buffer, at + 2, base + length - at - 2));
                case 'r' -> visitor.text(place.name, hex(buffer, at, base + length - at));
                case '@' -> {
                    visitor.beginFile(place.name);
                    place.file.layout(buffer, at, edition).visit(buffer, at, place.width, edition, visitor);
                    visitor.endFile();
                }
                default -> throw new IllegalStateException("no kind " + place.kind);
            }
        }
    }

    private static String hex(DirectBuffer buffer, int at, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(at, bytes);
        return HEX.formatHex(bytes);
    }
}
