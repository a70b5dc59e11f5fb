package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.Assignment.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a piece of syntax stands: the module whose names it uses, and what stands for the dummy parameters there.
 *
 * @param depth how many parameterised definitions lead here, so that one that grows without end is noticed
 */
record Scope(ModuleSyntax module, Map<String, Actual> parameters, int depth) {
    /** What stands for a dummy parameter, and where it was written. */
    record Actual(Parameter parameter, List<Token> tokens, Scope scope) {
        /** The same words for the same thing, also when it came through several definitions. */
        String key() {
            return scope.keyOf(tokens, true);
        }

        /** Its words, for people. */
        String shown() {
            return scope.keyOf(tokens, false);
        }
    }

    static Scope of(ModuleSyntax module) {
        return new Scope(module, Map.of(), 0);
    }

    private String keyOf(List<Token> tokens, boolean isExact) {
        String words = tokens.stream()
                .map(token -> {
                    Actual actual = parameters.get(token.text());
                    boolean isWord = token.kind() == Token.Kind.TYPE_WORD || token.kind() == Token.Kind.VALUE_WORD;
                    if (actual == null || !isWord) {
                        return token.source();
                    }
                    return isExact ? actual.key() : actual.shown();
                })
                .collect(Collectors.joining(" "));
        return isExact ? module.name() + ":" + words : words;
    }
}
