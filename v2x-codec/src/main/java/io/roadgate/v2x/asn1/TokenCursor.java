package io.roadgate.v2x.asn1;

import java.util.List;

/** The place in a token list that a parser has reached. */
final class TokenCursor {
    private final List<Token> tokens;
    private int next;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The token read last; before the first one, the first. */
    Token last() {
        return tokens.get(Math.max(0, next - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean takeIf(String text) {
        if (peek().is(text)) {
            take();
            return true;
        }
        return false;
    }

    Token expect(String text) {
        if (!peek().is(text)) {
            throw fault("expected '" + text + "', found " + peek().shown());
        }
        return take();
    }

    Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw fault("expected " + what + ", found " + peek().shown());
        }
        return take();
    }

    Asn1Fault fault(String reason) {
        return new Asn1Fault(peek().at(), reason);
    }
}
