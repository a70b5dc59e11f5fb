package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** The place in a token list that a parser has reached; the list ends with an END token. */
final class TokenCursor {
    private final List<Token> tokens;
    private int next;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Over a part of a text, which an END token is added to. */
    static TokenCursor over(List<Token> part, SourcePosition at) {
        List<Token> closed = new ArrayList<>(part);
        SourcePosition end = part.isEmpty() ? at : part.get(part.size() - 1).at();
        closed.add(new Token(Token.Kind.END, "", end));
        return new TokenCursor(closed);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    boolean isAtEnd() {
        return peek().kind() == Token.Kind.END;
    }

    boolean isNext(Token.Kind kind) {
        return peek().kind() == kind;
    }

    /** The token read last; before the first one, the first. */
    Token last() {
        return tokens.get(Math.max(0, next - 1));
    }

    int mark() {
        return next;
    }

    void reset(int mark) {
        next = mark;
    }

    /** The tokens read since a mark. */
    List<Token> since(int mark) {
        return List.copyOf(tokens.subList(mark, next));
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

    void expectEnd() {
        if (!isAtEnd()) {
            throw fault("unexpected " + peek().shown());
        }
    }

    /** Takes a bracketed part and returns what is inside. */
    List<Token> takeBraced() {
        Token open = expect("{");
        int from = next;
        int depth = 1;
        while (depth > 0) {
            Token token = take();
            if (token.kind() == Token.Kind.END) {
                throw new SchemaFault(open.at(), "the '{' that stands here is not closed");
            }
            depth += token.is("{") ? 1 : 0;
            depth -= token.is("}") ? 1 : 0;
        }
        return List.copyOf(tokens.subList(from, next - 1));
    }

    SchemaFault fault(String reason) {
        return new SchemaFault(peek().at(), reason);
    }
}
