package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import java.util.Set;

/**
 * Finds where a value ends, without knowing its type.
 *
 * <p>Source: ITU-T X.680 (02/2021) clause 17; X.683 clause 9 for values with parameters.
 */
final class ValueParser {
    private static final Set<String> WORDS =
            Set.of("TRUE", "FALSE", "NULL", "PLUS-INFINITY", "MINUS-INFINITY", "NOT-A-NUMBER");

    private ValueParser() {}

    static ValueSyntax value(TokenCursor in) {
        SourcePosition at = in.peek().at();
        int mark = in.mark();
        take(in);
        return new ValueSyntax(at, in.since(mark));
    }

    /** Whether what comes next is a value; otherwise it can be a type. */
    static boolean isNext(TokenCursor in) {
        Token token = in.peek();
        return switch (token.kind()) {
            case TYPE_WORD ->
                WORDS.contains(token.text())
                        || (in.peek(1).is(".") && in.peek(2).kind() == Token.Kind.VALUE_WORD);
            case SIGN -> token.is("{") || token.is("-");
            case TYPE_FIELD, VALUE_FIELD, END -> false;
            default -> true;
        };
    }

    private static void take(TokenCursor in) {
        if (!isNext(in)) {
            throw in.fault("expected a value, found " + in.peek().shown());
        }
        if (in.peek().is("{")) {
            in.takeBraced();
            return;
        }
        Token first = in.take();
        if (first.kind() == Token.Kind.TYPE_WORD && in.takeIf(".")) {
            in.take();
        }
        boolean isName = in.last().kind() == Token.Kind.VALUE_WORD;
        if (isName && in.peek().is(":")) {
            in.take();
            take(in);
        } else if (isName && in.peek().is(".") && in.peek(1).kind() == Token.Kind.VALUE_FIELD) {
            throw in.fault("values taken from an object's field are not supported");
        } else if (isName && in.peek().is("{")) {
            in.takeBraced();
        }
    }
}
