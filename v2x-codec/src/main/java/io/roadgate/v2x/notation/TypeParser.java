package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.TypeSyntax.Component;
import io.roadgate.v2x.notation.TypeSyntax.Construct;
import io.roadgate.v2x.notation.TypeSyntax.Field;
import io.roadgate.v2x.notation.TypeSyntax.NamedItem;
import io.roadgate.v2x.notation.TypeSyntax.PlainKind;
import io.roadgate.v2x.notation.TypeSyntax.Reference;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.StringKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one type, nested ones included.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 17 to 31 and 41; X.681 clause 14; X.683 clause 9.
 */
final class TypeParser {
    /** Types of the standard that we know and do not read: naming them beats "unknown type". */
    private static final Set<String> REFUSED = Set.of(
            "EXTERNAL",
            "EMBEDDED",
            "CHARACTER",
            "ANY",
            "INSTANCE",
            "TIME",
            "DATE",
            "TIME-OF-DAY",
            "DATE-TIME",
            "DURATION",
            "OID-IRI",
            "RELATIVE-OID-IRI");

    private static final List<String> TAG_CLASSES = List.of("UNIVERSAL", "APPLICATION", "CONTEXT", "PRIVATE");

    private static final Map<String, StringKind> STRINGS = strings();

    private final TokenCursor in;
    private final Comments comments;
    private final ConstraintParser constraints;

    TypeParser(TokenCursor in, Comments comments) {
        this.in = in;
        this.comments = comments;
        constraints = new ConstraintParser(in, this);
    }

    private static Map<String, StringKind> strings() {
        Map<String, StringKind> strings = new HashMap<>();
        for (StringKind kind : StringKind.values()) {
            strings.put(kind.asn1(), kind);
        }
        strings.put("ISO646String", StringKind.VISIBLE);
        strings.put("T61String", StringKind.TELETEX);
        return strings;
    }

    ConstraintParser constraints() {
        return constraints;
    }

    /** A type with its tags and constraints. */
    TypeSyntax type() {
        if (in.peek().is("[")) {
            return tagged();
        }
        TypeSyntax type = bare();
        while (in.peek().is("(")) {
            type = new TypeSyntax.Constrained(type.at(), type, constraints.constraint());
        }
        return type;
    }

    private TypeSyntax tagged() {
        SourcePosition at = in.expect("[").at();
        int tagClass = 2;
        if (in.isNext(Token.Kind.TYPE_WORD) && TAG_CLASSES.contains(in.peek().text())) {
            tagClass = TAG_CLASSES.indexOf(in.take().text());
        }
        ValueSyntax number = ValueParser.value(in);
        in.expect("]");
        if (!in.takeIf("IMPLICIT")) {
            in.takeIf("EXPLICIT");
        }
        return new TypeSyntax.Tagged(at, tagClass, number, type());
    }

    private TypeSyntax bare() {
        Token word = in.peek();
        if (word.kind() == Token.Kind.VALUE_WORD && in.peek(1).is("<")) {
            in.take();
            in.take();
            return new TypeSyntax.Selection(word.at(), word.text(), type());
        }
        in.expect(Token.Kind.TYPE_WORD, "a type");
        SourcePosition at = word.at();
        return switch (word.text()) {
            case "INTEGER" -> new TypeSyntax.Plain(at, PlainKind.INTEGER, namedNumbers());
            case "BOOLEAN" -> plain(at, PlainKind.BOOLEAN);
            case "NULL" -> plain(at, PlainKind.NULL);
            case "REAL" -> plain(at, PlainKind.REAL);
            case "RELATIVE-OID" -> plain(at, PlainKind.RELATIVE_OID);
            case "ENUMERATED" -> enumerated(at);
            case "BIT" -> {
                in.expect("STRING");
                yield new TypeSyntax.Plain(at, PlainKind.BIT_STRING, namedNumbers());
            }
            case "OCTET" -> {
                in.expect("STRING");
                yield plain(at, PlainKind.OCTET_STRING);
            }
            case "OBJECT" -> {
                in.expect("IDENTIFIER");
                yield plain(at, PlainKind.OBJECT_IDENTIFIER);
            }
            case "SEQUENCE", "SET" -> sequence(at, word.is("SET"));
            case "CHOICE" -> members(at, Construct.CHOICE);
            default -> reference(word);
        };
    }

    private static TypeSyntax plain(SourcePosition at, PlainKind kind) {
        return new TypeSyntax.Plain(at, kind, List.of());
    }

    private TypeSyntax reference(Token word) {
        StringKind text = STRINGS.get(word.text());
        if (text != null) {
            return new TypeSyntax.Text(word.at(), text);
        }
        if (REFUSED.contains(word.text())) {
            throw new SchemaFault(word.at(), "the type " + word.text() + " is not supported");
        }
        Reference reference = restOfReference(word);
        if (!in.peek().is(".")) {
            return reference;
        }
        List<Token> path = new ArrayList<>();
        while (in.takeIf(".")) {
            Token field = in.take();
            if (field.kind() != Token.Kind.TYPE_FIELD && field.kind() != Token.Kind.VALUE_FIELD) {
                throw new SchemaFault(field.at(), "expected a field of a class, found " + field.shown());
            }
            path.add(field);
        }
        return new TypeSyntax.ClassField(word.at(), reference, path);
    }

    /** The name of something that starts with a capital, with its module and actual parameters. */
    Reference reference() {
        return restOfReference(in.expect(Token.Kind.TYPE_WORD, "a name that starts with a capital"));
    }

    private Reference restOfReference(Token word) {
        String module = null;
        String name = word.text();
        if (in.peek().is(".") && in.peek(1).kind() == Token.Kind.TYPE_WORD) {
            in.take();
            module = name;
            name = in.take().text();
        }
        List<List<Token>> actuals = in.peek().is("{") ? actuals(in.takeBraced()) : null;
        return new Reference(word.at(), module, name, actuals);
    }

    /** Parts a list of actual parameters at its outer commas. */
    static List<List<Token>> actuals(List<Token> tokens) {
        List<List<Token>> actuals = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is("{") || token.is("(") ? 1 : 0;
            depth -= token.is("}") || token.is(")") ? 1 : 0;
            if (depth == 0 && token.is(",")) {
                actuals.add(current);
                current = new ArrayList<>();
            } else {
                current.add(token);
            }
        }
        actuals.add(current);
        return actuals;
    }

    private TypeSyntax sequence(SourcePosition at, boolean isSet) {
        if (in.peek().is("{")) {
            return members(at, isSet ? Construct.SET : Construct.SEQUENCE);
        }
        ConstraintSyntax size = null;
        if (in.peek().is("SIZE")) {
            size = constraints.bareSize();
        } else if (in.peek().is("(")) {
            size = constraints.constraint();
        }
        in.expect("OF");
        if (in.isNext(Token.Kind.VALUE_WORD) && !in.peek(1).is("<")) {
            in.take();
        }
        TypeSyntax list = new TypeSyntax.ListOf(at, isSet, type());
        return size == null ? list : new TypeSyntax.Constrained(at, list, size);
    }

    private TypeSyntax.Members members(SourcePosition at, Construct construct) {
        in.expect("{");
        List<List<Component>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int markers = 0;
        while (!in.peek().is("}")) {
            if (in.takeIf("...")) {
                if (++markers > 2) {
                    throw in.fault("a third extension marker");
                }
                exception();
            } else {
                component(construct, markers, parts.get(markers));
            }
            if (!in.peek().is("}")) {
                in.expect(",");
            }
        }
        in.take();
        return new TypeSyntax.Members(at, construct, parts.get(0), markers > 0, parts.get(1), parts.get(2));
    }

    private void exception() {
        if (in.takeIf("!")) {
            if (!ValueParser.isNext(in)) {
                type();
                in.expect(":");
            }
            ValueParser.value(in);
        }
    }

    private void component(Construct construct, int markers, List<Component> into) {
        if (in.peek().is("[[")) {
            if (markers != 1) {
                throw in.fault("[[ ]] stands behind the extension marker only");
            }
            into.add(group(construct));
        } else if (in.peek().is("COMPONENTS") && construct != Construct.CHOICE) {
            SourcePosition at = in.take().at();
            in.expect("OF");
            into.add(new TypeSyntax.ComponentsOf(at, type()));
        } else {
            into.add(field(construct));
        }
    }

    private TypeSyntax.Group group(Construct construct) {
        SourcePosition at = in.expect("[[").at();
        if (in.isNext(Token.Kind.WHOLE_NUMBER)) {
            in.take();
            in.expect(":");
        }
        List<Component> members = new ArrayList<>();
        do {
            component(construct, 0, members);
        } while (in.takeIf(","));
        in.expect("]]");
        return new TypeSyntax.Group(at, members);
    }

    private Field field(Construct construct) {
        Token name = in.expect(Token.Kind.VALUE_WORD, "the name of a member");
        TypeSyntax type = type();
        boolean isOptional = construct != Construct.CHOICE && in.takeIf("OPTIONAL");
        ValueSyntax defaultValue = null;
        if (construct != Construct.CHOICE && !isOptional && in.takeIf("DEFAULT")) {
            defaultValue = ValueParser.value(in);
        }
        int lastLine = in.last().at().line();
        String doc = comments.around(name.at().line(), lastLine);
        return new Field(name.at(), name.text(), type, isOptional, defaultValue, doc);
    }

    private TypeSyntax enumerated(SourcePosition at) {
        in.expect("{");
        List<NamedItem> root = new ArrayList<>();
        List<NamedItem> additions = new ArrayList<>();
        boolean isExtensible = false;
        while (!in.peek().is("}")) {
            if (in.peek().is("...")) {
                if (isExtensible || root.isEmpty()) {
                    throw in.fault("an enumeration has one extension marker, and at least one item before it");
                }
                in.take();
                isExtensible = true;
                exception();
            } else {
                (isExtensible ? additions : root).add(namedItem(false));
            }
            if (!in.peek().is("}")) {
                in.expect(",");
            }
        }
        in.take();
        return new TypeSyntax.Enumerated(at, root, isExtensible, additions);
    }

    private List<NamedItem> namedNumbers() {
        List<NamedItem> items = new ArrayList<>();
        if (in.takeIf("{")) {
            while (!in.takeIf("}")) {
                items.add(namedItem(true));
                if (!in.peek().is("}")) {
                    in.expect(",");
                }
            }
        }
        return items;
    }

    private NamedItem namedItem(boolean needsNumber) {
        Token name = in.expect(Token.Kind.VALUE_WORD, "a name");
        ValueSyntax number = null;
        if (needsNumber || in.peek().is("(")) {
            in.expect("(");
            number = ValueParser.value(in);
            in.expect(")");
        }
        String doc = comments.around(name.at().line(), in.last().at().line());
        return new NamedItem(name.at(), name.text(), number, doc);
    }
}
