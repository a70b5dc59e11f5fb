package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import java.util.List;
import java.util.stream.Collectors;

/** A value as written; what it means depends on the type that governs it. */
record ValueSyntax(SourcePosition at, List<Token> tokens) {
    Token first() {
        return tokens.get(0);
    }

    boolean isWord() {
        return tokens.size() == 1 && first().kind() == Token.Kind.VALUE_WORD;
    }

    String shown() {
        return tokens.stream().map(Token::source).collect(Collectors.joining(" "));
    }
}
