package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.DbcToken.Kind;
import java.util.List;

/** Walks over the tokens of a DBC file and says what it expected where something else stands. */
final class DbcCursor {
    private final List<DbcToken> tokens;
    private int at;

    /** Ends the statement that is being read; never leaves the parser. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;
        final int line;

        Unexpected(int line, String expected) {
            super(expected, null, false, false);
            this.line = line;
        }
    }

    DbcCursor(List<DbcToken> tokens) {
        this.tokens = tokens;
    }

    DbcToken peek() {
        return tokens.get(at);
    }

    DbcToken peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    DbcToken take() {
        DbcToken token = tokens.get(at);
        at += at < tokens.size() - 1 ? 1 : 0;
        return token;
    }

    int position() {
        return at;
    }

    boolean takeIf(String symbolOrWord) {
        if (peek().is(symbolOrWord)) {
            take();
            return true;
        }
        return false;
    }

    DbcToken expect(String symbolOrWord) throws Unexpected {
        if (!peek().is(symbolOrWord)) {
            throw unexpected("'" + symbolOrWord + "'");
        }
        return take();
    }

    DbcToken expect(Kind kind, String what) throws Unexpected {
        if (peek().kind() != kind) {
            throw unexpected(what);
        }
        return take();
    }

    DbcToken expectWord(String what) throws Unexpected {
        return expect(Kind.WORD, what);
    }

    String expectString(String what) throws Unexpected {
        return expect(Kind.STRING, what).text();
    }

    /** A whole number of up to 19 digits. */
    long expectLong(String what) throws Unexpected {
        DbcToken token = expect(Kind.NUMBER, what);
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException e) {
            throw new Unexpected(token.line(), "expected " + what + ", found " + token.described());
        }
    }

    /** A whole number in a range. */
    int expectInt(String what, int minimum, int maximum) throws Unexpected {
        DbcToken token = peek();
        long value = expectLong(what);
        if (value < minimum || value > maximum) {
            throw new Unexpected(
                    token.line(), "expected " + what + " of " + minimum + ".." + maximum + ", found " + token.text());
        }
        return (int) value;
    }

    Unexpected unexpected(String what) {
        DbcToken found = peek();
        // A statement that breaks off is at fault where it broke off, not where the next one begins.
        int line = at > 0 && found.startsLine() ? tokens.get(at - 1).line() : found.line();
        return new Unexpected(line, "expected " + what + ", found " + found.described());
    }

    /** Goes on behind the statement's semicolon, or before the next section. */
    void recover(int startedAt) {
        if (at == startedAt) {
            take();
        }
        while (!peek().beginsSection()) {
            if (take().is(";")) {
                return;
            }
        }
    }

    /** Skips a statement of which only its end is known. */
    void skipToSemicolon(String section) throws Unexpected {
        while (!peek().is(";")) {
            if (peek().beginsSection()) {
                throw unexpected("';' at the end of " + section);
            }
            take();
        }
        take();
    }
}
