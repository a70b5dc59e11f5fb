package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ConstraintSyntax.AtPath;
import io.roadgate.v2x.notation.ConstraintSyntax.Element;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads constraints.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 49 to 51; X.682 clauses 8 to 11.
 */
final class ConstraintParser {
    private final TokenCursor in;
    private final TypeParser types;

    ConstraintParser(TokenCursor in, TypeParser types) {
        this.in = in;
        this.types = types;
    }

    /** A constraint in parentheses. */
    ConstraintSyntax constraint() {
        in.expect("(");
        ConstraintSyntax constraint = specs();
        if (in.takeIf("!")) {
            exception();
        }
        in.expect(")");
        return constraint;
    }

    /** SIZE with its constraint, as it stands before OF without parentheses around it. */
    ConstraintSyntax bareSize() {
        SourcePosition at = in.peek().at();
        return new ConstraintSyntax(at, element(), false, null);
    }

    /** Element sets with an extension marker between them; also the inside of a value set. */
    ConstraintSyntax specs() {
        SourcePosition at = in.peek().at();
        if (in.takeIf("...")) {
            // An object set can be all extension; here it stands for a set of values that says nothing.
            return new ConstraintSyntax(at, new ConstraintSyntax.Invisible(at), true, null);
        }
        Element root = union();
        if (!in.takeIf(",")) {
            return new ConstraintSyntax(at, root, false, null);
        }
        in.expect("...");
        return new ConstraintSyntax(at, root, true, in.takeIf(",") ? union() : null);
    }

    /** What identifies the error of a broken constraint says nothing about the encoding. */
    private void exception() {
        if (ValueParser.isNext(in)) {
            ValueParser.value(in);
        } else {
            types.type();
            in.expect(":");
            ValueParser.value(in);
        }
    }

    private Element union() {
        if (in.takeIf("ALL")) {
            in.expect("EXCEPT");
            return new ConstraintSyntax.AllExcept(element());
        }
        List<Element> elements = new ArrayList<>(List.of(intersection()));
        while (in.takeIf("|") || in.takeIf("UNION")) {
            elements.add(intersection());
        }
        return elements.size() == 1 ? elements.get(0) : new ConstraintSyntax.Union(elements);
    }

    private Element intersection() {
        List<Element> elements = new ArrayList<>(List.of(difference()));
        while (in.takeIf("^") || in.takeIf("INTERSECTION")) {
            elements.add(difference());
        }
        return elements.size() == 1 ? elements.get(0) : new ConstraintSyntax.Intersection(elements);
    }

    private Element difference() {
        Element base = element();
        return in.takeIf("EXCEPT") ? new ConstraintSyntax.Except(base, element()) : base;
    }

    private Element element() {
        Token token = in.peek();
        if (in.takeIf("(")) {
            Element inner = union();
            in.expect(")");
            return inner;
        }
        if (token.kind() == Token.Kind.TYPE_WORD) {
            Element special = special(token);
            if (special != null) {
                return special;
            }
        }
        if (token.is("{") && in.peek(1).kind() == Token.Kind.TYPE_WORD) {
            return table();
        }
        boolean isRange = token.is("MIN") || token.is("MAX") || ValueParser.isNext(in);
        return isRange ? range() : new ConstraintSyntax.Contained(types.type());
    }

    private Element special(Token token) {
        return switch (token.text()) {
            case "SIZE" -> {
                in.take();
                yield new ConstraintSyntax.Size(constraint());
            }
            case "FROM" -> {
                in.take();
                yield new ConstraintSyntax.From(constraint());
            }
            case "INCLUDES" -> {
                in.take();
                yield new ConstraintSyntax.Contained(types.type());
            }
            case "CONTAINING" -> {
                in.take();
                TypeSyntax contained = types.type();
                // Other rules may have written it: what it holds is not known then.
                yield new ConstraintSyntax.Contents(encodedBy() ? null : contained);
            }
            case "ENCODED" -> {
                encodedBy();
                yield new ConstraintSyntax.Contents(null);
            }
            default -> invisible(token);
        };
    }

    private boolean encodedBy() {
        if (!in.takeIf("ENCODED")) {
            return false;
        }
        in.expect("BY");
        ValueParser.value(in);
        return true;
    }

    private Element invisible(Token token) {
        switch (token.text()) {
            case "WITH" -> {
                in.take();
                if (in.takeIf("COMPONENTS")) {
                    in.takeBraced();
                } else {
                    in.expect("COMPONENT");
                    constraint();
                }
            }
            case "CONSTRAINED" -> {
                in.take();
                in.expect("BY");
                in.takeBraced();
            }
            case "PATTERN" -> {
                in.take();
                ValueParser.value(in);
            }
            case "SETTINGS" -> {
                in.take();
                in.expect(Token.Kind.CHARACTERS, "a string");
            }
            default -> {
                return null;
            }
        }
        return new ConstraintSyntax.Invisible(token.at());
    }

    private Element table() {
        SourcePosition at = in.peek().at();
        List<Token> set = in.takeBraced();
        List<AtPath> paths = new ArrayList<>();
        if (in.takeIf("{")) {
            do {
                paths.add(atPath());
            } while (in.takeIf(","));
            in.expect("}");
        }
        return new ConstraintSyntax.Table(at, set, paths);
    }

    private AtPath atPath() {
        SourcePosition at = in.expect("@").at();
        int level = 0;
        while (in.peek().is(".") || in.peek().is("..") || in.peek().is("...")) {
            level += in.take().text().length();
        }
        List<String> names = new ArrayList<>();
        do {
            names.add(in.expect(Token.Kind.VALUE_WORD, "the name of a member").text());
        } while (in.takeIf("."));
        return new AtPath(at, level, names);
    }

    private Element range() {
        SourcePosition at = in.peek().at();
        boolean isMin = in.takeIf("MIN");
        boolean isMax = !isMin && in.takeIf("MAX");
        ValueSyntax lower = isMin || isMax ? null : ValueParser.value(in);
        boolean lowerOpen = in.takeIf("<");
        if (!lowerOpen && !in.peek().is("..")) {
            if (lower == null) {
                // MIN or MAX alone is that one end of the parent type.
                return new ConstraintSyntax.Interval(at, isMin ? null : MAX, false, isMax ? null : MIN, false);
            }
            return new ConstraintSyntax.Single(lower);
        }
        in.expect("..");
        boolean upperOpen = in.takeIf("<");
        ValueSyntax upper = end(false);
        return new ConstraintSyntax.Interval(at, isMax ? MAX : lower, lowerOpen, upper, upperOpen);
    }

    /** Markers for the unusual: MIN as an upper end, MAX as a lower one. */
    static final ValueSyntax MIN = new ValueSyntax(null, List.of());

    static final ValueSyntax MAX = new ValueSyntax(null, List.of());

    /** Whether it is the marker itself: a value that looks the same is none. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isMin(ValueSyntax value) {
        return value == MIN;
    }

    /** Whether it is the marker itself: a value that looks the same is none. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isMax(ValueSyntax value) {
        return value == MAX;
    }

    private ValueSyntax end(boolean isLower) {
        if (in.takeIf("MIN")) {
            return isLower ? null : MIN;
        }
        if (in.takeIf("MAX")) {
            return isLower ? MAX : null;
        }
        return ValueParser.value(in);
    }
}
