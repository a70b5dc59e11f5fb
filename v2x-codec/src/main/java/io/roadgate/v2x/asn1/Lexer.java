package io.roadgate.v2x.asn1;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of one module file into tokens and keeps its comments beside them.
 *
 * <p>Source: ITU-T X.680 (02/2021) clause 12.
 */
final class Lexer {
    private static final String[] LONG_SIGNS = {"::=", "...", "..", "[[", "]]"};
    private static final String SINGLE_SIGNS = "{}()[],;:|<>^@!.&=-+*/";

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
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                lineComment();
            } else if (text.startsWith("/*", at)) {
                blockComment();
            } else if (isLetter(c)) {
                word();
            } else if (isDigit(c) || (c == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
                number();
            } else {
                sign(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", position()));
        return tokens;
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

    private void blockComment() {
        int end = text.indexOf("*/", at);
        if (end < 0) {
            throw fault("the comment that starts here has no end");
        }
        for (String part : text.substring(at + 2, end).split("\n", -1)) {
            comments.add(line++, part, lastTokenLine != line);
        }
        line--;
        at = end + 2;
    }

    private void word() {
        int from = at;
        while (at < text.length() && isWordPart(at)) {
            at++;
        }
        String word = text.substring(from, at);
        boolean isType = Character.isUpperCase(word.charAt(0));
        add(isType ? Token.Kind.TYPE_WORD : Token.Kind.VALUE_WORD, word);
    }

    /** A hyphen belongs to a word only between two other characters of it; two of them start a comment. */
    private boolean isWordPart(int index) {
        char c = text.charAt(index);
        if (c != '-') {
            return isLetter(c) || isDigit(c);
        }
        boolean hasNext = index + 1 < text.length();
        return hasNext && (isLetter(text.charAt(index + 1)) || isDigit(text.charAt(index + 1)));
    }

    private void number() {
        int from = at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        add(Token.Kind.NUMBER, text.substring(from, at));
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
            throw fault("the character '" + c + "' has no place here (strings and quoted values are not supported)");
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

    private Asn1Fault fault(String reason) {
        return new Asn1Fault(position(), reason);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
