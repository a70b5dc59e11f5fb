package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SchemaFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of OBJECT IDENTIFIER as written.
 *
 * <p>Source: ITU-T X.680 (02/2021) clause 32 and Annex A for the names of the upper arcs.
 */
final class ObjectIdentifiers {
    private static final Map<String, Integer> ARCS = Map.ofEntries(
            Map.entry("itu-t", 0),
            Map.entry("ccitt", 0),
            Map.entry("iso", 1),
            Map.entry("joint-iso-itu-t", 2),
            Map.entry("joint-iso-ccitt", 2),
            Map.entry("recommendation", 0),
            Map.entry("question", 1),
            Map.entry("administration", 2),
            Map.entry("network-operator", 3),
            Map.entry("identified-organization", 4),
            Map.entry("standard", 0),
            Map.entry("registration-authority", 1),
            Map.entry("member-body", 2));

    /** Below iso the number of this word is another one than below itu-t. */
    private static final int ISO_IDENTIFIED_ORGANIZATION = 3;

    private final ValueResolver values;

    ObjectIdentifiers(ValueResolver values) {
        this.values = values;
    }

    /** The arcs with dots between them. */
    String written(ValueSyntax value, Scope scope, int depth) {
        TokenCursor in = TokenCursor.over(value.tokens(), value.at());
        if (!in.peek().is("{")) {
            throw in.fault("expected an object identifier in braces, found "
                    + in.peek().shown());
        }
        TokenCursor inner = TokenCursor.over(in.takeBraced(), value.at());
        List<String> arcs = new ArrayList<>();
        while (!inner.isAtEnd()) {
            arcs.add(arc(inner, scope, depth, arcs));
        }
        return String.join(".", arcs);
    }

    private String arc(TokenCursor in, Scope scope, int depth, List<String> before) {
        Token token = in.take();
        if (token.kind() == Token.Kind.WHOLE_NUMBER) {
            return token.text();
        }
        if (token.kind() != Token.Kind.VALUE_WORD) {
            throw new SchemaFault(token.at(), "expected an arc, found " + token.shown());
        }
        if (in.peek().is("(")) {
            in.take();
            String number = ValueParser.value(in).shown();
            in.expect(")");
            return number;
        }
        String defined = values.objectIdentifier(new ValueSyntax(token.at(), List.of(token)), scope, depth);
        if (defined != null) {
            return defined;
        }
        Integer arc = ARCS.get(token.text());
        if (arc == null) {
            throw new SchemaFault(token.at(), "the arc " + token.shown() + " has no number");
        }
        boolean isBelowIso = !before.isEmpty() && before.get(0).equals("1");
        boolean isOrganization = token.text().equals("identified-organization");
        return Integer.toString(isBelowIso && isOrganization ? ISO_IDENTIFIED_ORGANIZATION : arc);
    }
}
