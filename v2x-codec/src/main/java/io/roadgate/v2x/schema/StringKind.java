package io.roadgate.v2x.schema;

/**
 * The character string types, and the time types that are strings to the encoding.
 *
 * <p>Source: ITU-T X.680 (02/2021) clause 41; X.691 (02/2021) clause 30.1 for which of them are known-multiplier.
 */
public enum StringKind {
    /** ITU-T T.50: 0 to 127. */
    IA5("IA5String", true, 127),
    /** ISO646String too: 32 to 126. */
    VISIBLE("VisibleString", true, 126),
    /** Digits and the space. */
    NUMERIC("NumericString", true, '9'),
    /** Letters, digits and {@code '()+,-./:=?} and the space. */
    PRINTABLE("PrintableString", true, 'z'),
    /** The basic multilingual plane, 16 bits each. */
    BMP("BMPString", true, 0xFFFF),
    /** All of ISO 10646, 32 bits each. */
    UNIVERSAL("UniversalString", true, 0x7FFF_FFFF),
    /** UTF-8, counted in octets. */
    UTF8("UTF8String", false, 0),
    /** Octets with escape sequences. */
    GENERAL("GeneralString", false, 0),
    /** Octets with escape sequences. */
    GRAPHIC("GraphicString", false, 0),
    /** T61String too; octets with escape sequences. */
    TELETEX("TeletexString", false, 0),
    /** Octets with escape sequences. */
    VIDEOTEX("VideotexString", false, 0),
    /** Octets, as GraphicString. */
    OBJECT_DESCRIPTOR("ObjectDescriptor", false, 0),
    /** A VisibleString with a time in it. */
    UTC_TIME("UTCTime", true, 126),
    /** A VisibleString with a time in it. */
    GENERALIZED_TIME("GeneralizedTime", true, 126);

    private final String asn1;
    private final boolean isKnownMultiplier;
    private final int largest;

    StringKind(String asn1, boolean isKnownMultiplier, int largest) {
        this.asn1 = asn1;
        this.isKnownMultiplier = isKnownMultiplier;
        this.largest = largest;
    }

    /** The keyword of the type. */
    public String asn1() {
        return asn1;
    }

    /** Whether each character takes the same number of bits, so that sizes count characters. */
    public boolean isKnownMultiplier() {
        return isKnownMultiplier;
    }

    /** Whether a character belongs to the type. */
    public boolean contains(int codePoint) {
        return switch (this) {
            case NUMERIC -> codePoint == ' ' || (codePoint >= '0' && codePoint <= '9');
            case PRINTABLE -> isPrintable(codePoint);
            case VISIBLE, UTC_TIME, GENERALIZED_TIME -> codePoint >= ' ' && codePoint <= largest;
            case IA5, BMP, UNIVERSAL -> codePoint >= 0 && codePoint <= largest;
            default -> codePoint >= 0;
        };
    }

    private static boolean isPrintable(int codePoint) {
        boolean isLetter = (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z');
        boolean isDigit = codePoint >= '0' && codePoint <= '9';
        return isLetter || isDigit || (codePoint < 128 && " '()+,-./:=?".indexOf(codePoint) >= 0);
    }
}
