package io.roadgate.sensor.signal;

import org.agrona.DirectBuffer;

/**
 * Reads one JSON document of a signal controller without allocating.
 *
 * <p>Shape: <pre>{"region": 1, "intersection": 12, "atMs": 1764000000000, "sequence": 7, "phases": [
 *  {"id": 1, "light": "red", "remainingMs": 12000, "leastMs": 9000, "mostMs": 15000, "next": "protected-green",
 *   "confidence": 0.9}]}</pre>
 * {@code intersection} (0..65535), {@code phases} (1..512) and in each {@code id} (0..255) and {@code light} must be
 * there, the rest may be missing. Lights: unavailable, dark, flashing-red, red, flashing-green, permissive-green (or
 * green), protected-green, yellow, flashing-yellow. Times are milliseconds from {@code atMs} (Unix time; without it from
 * the arrival), 0..3600000. Other keys with a number, a text, true, false or null are passed over.
 *
 * <p>Errors: {@link #MALFORMED} or {@link #REJECTED}; nothing throws.
 *
 * <p>Source: our own form; a JSON library's parser allocates and throws, which the data path must not.
 */
final class SignalJson {
    static final int GOOD = 0;
    static final int MALFORMED = 1;
    static final int REJECTED = 2;

    private static final String[] LIGHTS = {
        "unavailable",
        "dark",
        "flashing-red",
        "red",
        "flashing-green",
        "permissive-green",
        "protected-green",
        "yellow",
        "flashing-yellow"
    };
    private static final int PLAIN_GREEN = 5;
    private static final int LONGEST_MS = 3_600_000;
    private static final int MOST_DIGITS = 15;

    private DirectBuffer buffer;
    private int at;
    private int end;
    private int fault;
    private int textAt;
    private int textLength;
    private long atMs;
    private long sequence;

    /** Instant from which its times count when the document tells it, else -1. */
    long atMs() {
        return atMs;
    }

    /** The controller's counter, else -1. */
    long sequence() {
        return sequence;
    }

    int read(DirectBuffer source, int offset, int length, SignalMessage into) {
        buffer = source;
        at = offset;
        end = offset + length;
        fault = GOOD;
        atMs = -1;
        sequence = -1;
        into.clear();
        int region = SignalMessage.NO_REGION;
        int intersection = -1;
        boolean hasPhases = false;
        expect('{');
        do {
            readText();
            expect(':');
            if (is("region")) {
                region = whole(0, 65_535);
            } else if (is("intersection")) {
                intersection = whole(0, 65_535);
            } else if (is("atMs")) {
                atMs = wholeLong(0, 4_000_000_000_000L);
            } else if (is("sequence")) {
                sequence = wholeLong(0, 4_294_967_295L);
            } else if (is("phases")) {
                hasPhases = true;
                readPhases(into);
            } else {
                skipScalar();
            }
        } while (fault == GOOD && take(','));
        expect('}');
        skipSpace();
        if (fault == GOOD && at != end) {
            fault = MALFORMED;
        }
        if (fault == GOOD && (intersection < 0 || !hasPhases || into.count == 0 || into.hasTwins())) {
            fault = REJECTED;
        }
        for (int row = 0; row < into.count; row++) {
            into.region[row] = region;
            into.intersection[row] = intersection;
        }
        if (fault != GOOD) {
            into.clear();
        }
        return fault;
    }

    private void readPhases(SignalMessage into) {
        expect('[');
        do {
            if (into.count == SignalMessage.MOST_PHASES) {
                fault = REJECTED;
                return;
            }
            readPhase(into);
        } while (fault == GOOD && take(','));
        expect(']');
    }

    private void readPhase(SignalMessage into) {
        int row = into.add(SignalMessage.NO_REGION, 0, -1);
        into.light[row] = SignalMessage.NO_LIGHT;
        expect('{');
        do {
            readText();
            expect(':');
            if (is("id")) {
                into.phase[row] = whole(0, 255);
            } else if (is("light")) {
                into.light[row] = light();
            } else if (is("next")) {
                into.nextLight[row] = light();
            } else if (is("remainingMs")) {
                into.toChangeMs[row] = whole(0, LONGEST_MS);
            } else if (is("leastMs")) {
                into.leastMs[row] = whole(0, LONGEST_MS);
            } else if (is("mostMs")) {
                into.mostMs[row] = whole(0, LONGEST_MS);
            } else if (is("confidence")) {
                double value = number();
                into.confidence[row] = (float) value;
                reject(!(value >= 0 && value <= 1));
            } else {
                skipScalar();
            }
        } while (fault == GOOD && take(','));
        expect('}');
        reject(into.phase[row] < 0 || into.light[row] == SignalMessage.NO_LIGHT);
    }

    private void reject(boolean isImpossible) {
        if (fault == GOOD && isImpossible) {
            fault = REJECTED;
        }
    }

    private int light() {
        readText();
        for (int i = 0; i < LIGHTS.length; i++) {
            if (is(LIGHTS[i])) {
                return i;
            }
        }
        if (is("green")) {
            return PLAIN_GREEN;
        }
        reject(true);
        return SignalMessage.NO_LIGHT;
    }

    private int whole(int least, int most) {
        return (int) wholeLong(least, most);
    }

    private long wholeLong(long least, long most) {
        double value = number();
        reject(!(value >= least && value <= most && value == Math.rint(value)));
        return fault == GOOD ? (long) value : least;
    }

    /** A number without exponent, up to 15 digits. */
    private double number() {
        skipSpace();
        boolean isNegative = take('-');
        long digits = 0;
        int count = 0;
        double scale = 0;
        while (at < end && count <= MOST_DIGITS) {
            int octet = buffer.getByte(at);
            if (octet == '.' && scale == 0 && count > 0) {
                scale = 1;
            } else if (octet >= '0' && octet <= '9') {
                digits = digits * 10 + octet - '0';
                count++;
                scale *= 10;
            } else {
                break;
            }
            at++;
        }
        if (count == 0 || count > MOST_DIGITS || scale == 1) {
            malformed();
            return Double.NaN;
        }
        double value = scale == 0 ? digits : digits / scale;
        return isNegative ? -value : value;
    }

    private void skipScalar() {
        skipSpace();
        int octet = at < end ? buffer.getByte(at) : 0;
        if (octet == '"') {
            readText();
        } else if (octet >= 'a' && octet <= 'z') {
            textAt = at;
            while (at < end && buffer.getByte(at) >= 'a' && buffer.getByte(at) <= 'z') {
                at++;
            }
            textLength = at - textAt;
            if (!is("true") && !is("false") && !is("null")) {
                malformed();
            }
        } else {
            number();
        }
    }

    /** The text between quotation marks; escapes are passed over and match no name. */
    private void readText() {
        expect('"');
        textAt = at;
        while (at < end && buffer.getByte(at) != '"') {
            boolean isControl = buffer.getByte(at) >= 0 && buffer.getByte(at) < ' ';
            if (isControl) {
                malformed();
                return;
            }
            at += buffer.getByte(at) == '\\' ? 2 : 1;
        }
        textLength = Math.min(at, end) - textAt;
        expect('"');
    }

    private boolean is(String name) {
        if (fault != GOOD || textLength != name.length()) {
            return false;
        }
        for (int i = 0; i < textLength; i++) {
            if (buffer.getByte(textAt + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void expect(char octet) {
        if (!take(octet)) {
            malformed();
        }
    }

    private boolean take(char octet) {
        skipSpace();
        if (fault == GOOD && at < end && buffer.getByte(at) == octet) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end && (buffer.getByte(at) == ' ' || buffer.getByte(at) == '\t')) {
            at++;
        }
    }

    private void malformed() {
        if (fault == GOOD) {
            fault = MALFORMED;
        }
    }
}
