package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of one module file into tokens and keeps its comments beside them.
 *
 * <p>Source: ITU-T X.680 (02/2021) clause 12.
 */
final class Lexer {
    private static final String[] LONG_SIGNS = {"::=", "...", "..", "[[", "]]"};
    private static final String SINGLE_SIGNS = "{}()[],;:|<>^@!.=-";

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Comments comments = new Comments();
    private int at;
    private int line = 1;
    private int lastTokenLine;

    Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    Comments comments() {
        return comments;
    }

    List<Token> tokens() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (isBlank(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                lineComment();
            } else if (text.startsWith("/*", at)) {
                blockComment();
            } else {
                item(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", position()));
        return tokens;
    }

    /** White space, the no-break space and the mark that some editors put at the start of a file. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00A0' || c == '\uFEFF';
    }

    private void item(char c) {
        if (isLetter(c)) {
            String word = takeWord();
            add(isUpper(word) ? Token.Kind.TYPE_WORD : Token.Kind.VALUE_WORD, word);
        } else if (isDigit(c) || (c == '-' && isDigit(charAt(at + 1)))) {
            number();
        } else if (c == '&' && isLetter(charAt(at + 1))) {
            at++;
            String word = takeWord();
            add(isUpper(word) ? Token.Kind.TYPE_FIELD : Token.Kind.VALUE_FIELD, word);
        } else if (c == '"') {
            characters();
        } else if (c == '\'') {
            digits();
        } else {
            sign(c);
        }
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private void lineComment() {
        int from = at + 2;
        int end = text.indexOf('\n', from);
        int stop = end < 0 ? text.length() : end;
        int closed = text.indexOf("--", from);
        boolean isClosed = closed >= 0 && closed < stop;
        comments.add(line, text.substring(from, isClosed ? closed : stop), lastTokenLine != line);
        at = isClosed ? closed + 2 : stop;
    }

    /** Comments of this kind nest (clause 12.6.4). */
    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            int open = text.indexOf("/*", at);
            int close = text.indexOf("*/", at);
            if (close < 0) {
                throw fault("the comment that starts here has no end");
            }
            boolean isOpen = open >= 0 && open < close;
            depth += isOpen ? 1 : -1;
            at = (isOpen ? open : close) + 2;
        } while (depth > 0);
        for (String part : text.substring(start + 2, at - 2).split("\n", -1)) {
            comments.add(line++, withoutStars(part), lastTokenLine != line - 1);
        }
        line--;
    }

    private static String withoutStars(String part) {
        String text = part.strip();
        int from = 0;
        while (from < text.length() && text.charAt(from) == '*') {
            from++;
        }
        return text.substring(from);
    }

    private String takeWord() {
        int from = at;
        while (at < text.length() && isWordPart(at)) {
            at++;
        }
        return text.substring(from, at);
    }

    /** A hyphen belongs to a word only between two other characters of it; two of them start a comment. */
    private boolean isWordPart(int index) {
        char c = text.charAt(index);
        if (c != '-') {
            return isLetter(c) || isDigit(c) || c == '_';
        }
        return isLetter(charAt(index + 1)) || isDigit(charAt(index + 1));
    }

    private void number() {
        int from = at++;
        takeDigits();
        boolean isReal = false;
        if (charAt(at) == '.' && charAt(at + 1) != '.') {
            isReal = true;
            at++;
            takeDigits();
        }
        int sign = charAt(at + 1) == '-' || charAt(at + 1) == '+' ? 1 : 0;
        if ((charAt(at) == 'e' || charAt(at) == 'E') && isDigit(charAt(at + 1 + sign))) {
            isReal = true;
            at += 1 + sign;
            takeDigits();
        }
        add(isReal ? Token.Kind.REAL_NUMBER : Token.Kind.WHOLE_NUMBER, text.substring(from, at));
    }

    private void takeDigits() {
        while (isDigit(charAt(at))) {
            at++;
        }
    }

    /** A quote inside is doubled; blanks around the end of a line inside do not count (clause 12.14). */
    private void characters() {
        SourcePosition start = position();
        StringBuilder value = new StringBuilder();
        at++;
        while (charAt(at) != '"' || charAt(at + 1) == '"') {
            if (at >= text.length()) {
                throw new SchemaFault(start, "the string that starts here has no end");
            }
            char c = text.charAt(at);
            at += c == '"' ? 2 : 1;
            if (c == '\n') {
                line++;
                value.setLength(value.toString().stripTrailing().length());
                while (charAt(at) == ' ' || charAt(at) == '\t') {
                    at++;
                }
            } else {
                value.append(c);
            }
        }
        at++;
        tokens.add(new Token(Token.Kind.CHARACTERS, value.toString(), start));
        lastTokenLine = line;
    }

    private void digits() {
        int end = text.indexOf('\'', at + 1);
        char radix = end < 0 ? '\0' : charAt(end + 1);
        if (radix != 'H' && radix != 'B') {
            throw fault("expected the end of a quoted value, 'H or 'B");
        }
        String digits = text.substring(at + 1, end).replaceAll("\\s", "");
        if (!digits.matches(radix == 'H' ? "[0-9A-F]*" : "[01]*")) {
            throw fault("'" + digits + "'" + radix + " has other digits than " + (radix == 'H' ? "0-9A-F" : "0 and 1"));
        }
        line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
        at = end + 2;
        add(radix == 'H' ? Token.Kind.HEX_DIGITS : Token.Kind.BINARY_DIGITS, digits);
    }

    private void sign(char c) {
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                add(Token.Kind.SIGN, sign);
                return;
            }
        }
        if (SINGLE_SIGNS.indexOf(c) < 0) {
            throw fault("the character '" + c + "' has no place here");
        }
        at++;
        add(Token.Kind.SIGN, String.valueOf(c));
    }

    private void add(Token.Kind kind, String word) {
        tokens.add(new Token(kind, word, position()));
        lastTokenLine = line;
    }

    private SourcePosition position() {
        return new SourcePosition(file, line);
    }

    private SchemaFault fault(String reason) {
        return new SchemaFault(position(), reason);
    }

    private static boolean isUpper(String word) {
        return Character.isUpperCase(word.charAt(0));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
