package io.roadgate.sensor.frame;

/**
 * Follows the structure of one JSON object or array byte by byte, so that its end is known without parsing it, and its
 * first fault at once.
 *
 * <p>Strict in structure (brackets, commas, colons, keys, strings without control characters); what a word or number
 * between is worth, a parser says. At most {@link #DEEPEST} levels.
 *
 * <p>Source: RFC 8259, sections 2 to 7.
 */
public final class JsonScanner {
    /** Most levels of objects and arrays within one another. */
    public static final int DEEPEST = 32;

    /** What a byte meant. */
    public enum Step {
        /** The value goes on. */
        GOES_ON,
        /** The byte was its last. */
        DONE,
        /** The byte cannot stand here. */
        BROKEN
    }

    private enum State {
        VALUE,
        VALUE_OR_END,
        KEY,
        KEY_OR_END,
        COLON,
        AFTER_VALUE
    }

    private State state = State.VALUE;
    private int depth;
    private long objects;
    private boolean isInString;
    private boolean isKey;
    private boolean isEscaped;
    private boolean isInScalar;

    /** A scanner in front of a value. */
    public JsonScanner() {
        // Its fields say all.
    }

    /** Back in front of a value. */
    public void reset() {
        state = State.VALUE;
        depth = 0;
        objects = 0;
        isInString = false;
        isEscaped = false;
        isInScalar = false;
    }

    /** Takes one byte; after anything but {@link Step#GOES_ON} the scanner wants a {@link #reset}. */
    public Step next(byte octet) {
        if (isInString) {
            return inString(octet);
        }
        if (isInScalar) {
            if (isScalar(octet)) {
                return Step.GOES_ON;
            }
            isInScalar = false;
            state = State.AFTER_VALUE;
        }
        return switch (octet) {
            case ' ', '\t', '\r', '\n' -> Step.GOES_ON;
            case '{' -> open(true);
            case '[' -> open(false);
            case '}' -> close(true, State.KEY_OR_END);
            case ']' -> close(false, State.VALUE_OR_END);
            case ',' -> move(State.AFTER_VALUE, isInObject() ? State.KEY : State.VALUE);
            case ':' -> move(State.COLON, State.VALUE);
            case '"' -> quote();
            default -> scalar(octet);
        };
    }

    private Step inString(byte octet) {
        if (isEscaped) {
            isEscaped = false;
        } else if (octet == '\\') {
            isEscaped = true;
        } else if (octet == '"') {
            isInString = false;
            state = isKey ? State.COLON : State.AFTER_VALUE;
        } else if (octet >= 0 && octet < ' ') {
            return Step.BROKEN;
        }
        return Step.GOES_ON;
    }

    private boolean wantsValue() {
        return state == State.VALUE || state == State.VALUE_OR_END;
    }

    private boolean isInObject() {
        return depth > 0 && ((objects >>> (depth - 1)) & 1) != 0;
    }

    private Step open(boolean isObject) {
        if (!wantsValue() || depth == DEEPEST) {
            return Step.BROKEN;
        }
        long bit = 1L << depth;
        objects = isObject ? objects | bit : objects & ~bit;
        depth++;
        state = isObject ? State.KEY_OR_END : State.VALUE_OR_END;
        return Step.GOES_ON;
    }

    private Step close(boolean isObject, State whenEmpty) {
        boolean fits = depth > 0 && isInObject() == isObject && (state == State.AFTER_VALUE || state == whenEmpty);
        if (!fits) {
            return Step.BROKEN;
        }
        depth--;
        state = State.AFTER_VALUE;
        return depth == 0 ? Step.DONE : Step.GOES_ON;
    }

    private Step move(State from, State to) {
        if (state != from || depth == 0) {
            return Step.BROKEN;
        }
        state = to;
        return Step.GOES_ON;
    }

    private Step quote() {
        isKey = state == State.KEY || state == State.KEY_OR_END;
        if (depth == 0 || (!isKey && !wantsValue())) {
            return Step.BROKEN;
        }
        isInString = true;
        return Step.GOES_ON;
    }

    private Step scalar(byte octet) {
        if (depth == 0 || !wantsValue() || !isScalar(octet)) {
            return Step.BROKEN;
        }
        isInScalar = true;
        return Step.GOES_ON;
    }

    private static boolean isScalar(byte octet) {
        return (octet >= '0' && octet <= '9')
                || (octet >= 'a' && octet <= 'z')
                || octet == 'E'
                || octet == '-'
                || octet == '+'
                || octet == '.';
    }
}
