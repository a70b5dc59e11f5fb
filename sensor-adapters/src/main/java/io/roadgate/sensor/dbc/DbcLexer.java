package io.roadgate.sensor.dbc;

import java.util.ArrayList;
import java.util.List;

/** The text of a DBC file as tokens. Texts may span lines; {@code \"} inside one is a quote; {@code //} begins a remark. */
final class DbcLexer {
    private final String text;
    private final DbcFaults faults;
    private final List<DbcToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean startsLine = true;

    private DbcLexer(String text, DbcFaults faults) {
        this.text = text;
        this.faults = faults;
    }

    static List<DbcToken> tokens(String text, DbcFaults faults) {
        DbcLexer lexer = new DbcLexer(text, faults);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.add(DbcToken.Kind.END, "", lexer.line);
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' || (c == '\r' && !isAt(at + 1, '\n'))) {
            line++;
            startsLine = true;
            at++;
        } else if (c <= ' ' || c == '\uFEFF' || c == '\u00A0') {
            at++;
        } else if (c == '/' && isAt(at + 1, '/')) {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        } else if (c == '"') {
            string();
        } else if (isNumberStart()) {
            numberOrWord();
        } else if (isWordPart(c)) {
            word();
        } else {
            add(DbcToken.Kind.SYMBOL, String.valueOf(c), line);
            at++;
        }
    }

    private void add(DbcToken.Kind kind, String content, int atLine) {
        tokens.add(new DbcToken(kind, content, atLine, startsLine));
        startsLine = false;
    }

    private boolean isAt(int index, char wanted) {
        return index < text.length() && text.charAt(index) == wanted;
    }

    private boolean isDigitAt(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private void string() {
        int opened = line;
        StringBuilder content = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            if (c == '\\' && isAt(i + 1, '"')) {
                i++;
                c = '"';
            } else if (c == '\n' || (c == '\r' && !isAt(i + 1, '\n'))) {
                line++;
            }
            content.append(c);
            i++;
        }
        if (i >= text.length()) {
            faults.add(opened, "expected a closing quote for the text that begins here, found the end of the file");
        }
        add(DbcToken.Kind.STRING, content.toString(), opened);
        at = i + 1;
    }

    private boolean isNumberStart() {
        char c = text.charAt(at);
        int digits = c == '+' || c == '-' ? at + 1 : at;
        return isDigitAt(digits) || (isAt(digits, '.') && isDigitAt(digits + 1));
    }

    private void numberOrWord() {
        int start = at;
        char sign = text.charAt(at);
        at += sign == '+' || sign == '-' ? 1 : 0;
        skipDigits();
        if (isAt(at, '.')) {
            at++;
            skipDigits();
        }
        if (isAt(at, 'e') || isAt(at, 'E')) {
            int exponent = isAt(at + 1, '+') || isAt(at + 1, '-') ? at + 2 : at + 1;
            if (isDigitAt(exponent)) {
                at = exponent;
                skipDigits();
            }
        }
        if (at < text.length() && isWordPart(text.charAt(at))) {
            // A name that begins with a digit.
            word(start);
        } else {
            add(DbcToken.Kind.NUMBER, text.substring(start, at), line);
        }
    }

    private void skipDigits() {
        while (isDigitAt(at)) {
            at++;
        }
    }

    private void word() {
        word(at);
    }

    private void word(int start) {
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        add(DbcToken.Kind.WORD, text.substring(start, at), line);
    }
}
