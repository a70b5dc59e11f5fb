package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ClassSyntax.SyntaxItem;
import io.roadgate.v2x.notation.References.PlacedClass;
import io.roadgate.v2x.notation.Scope.Actual;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the objects of an information object set.
 *
 * <p>Source: ITU-T X.681 (02/2021) clauses 11 to 13.
 */
final class ObjectSets {
    private static final int DEEPEST = 50;

    private final References references;

    /** What an object has for a field, and where it was written. */
    record Setting(List<Token> tokens, Scope scope) {}

    /** An object: what it has for each field that is set. */
    record InformationObject(SourcePosition at, Map<String, Setting> settings) {}

    /** The objects of a set, and whether others may come. */
    record ObjectSet(List<InformationObject> objects, boolean extensible) {}

    ObjectSets(References references) {
        this.references = references;
    }

    /** The set that is written between braces. */
    ObjectSet set(List<Token> elements, SourcePosition at, PlacedClass ofClass, Scope scope) {
        List<InformationObject> objects = new ArrayList<>();
        boolean extensible = collect(elements, at, ofClass, scope, objects, 0);
        return new ObjectSet(objects, extensible);
    }

    private boolean collect(
            List<Token> elements,
            SourcePosition at,
            PlacedClass ofClass,
            Scope scope,
            List<InformationObject> into,
            int depth) {
        if (depth > DEEPEST) {
            throw new SchemaFault(at, "the object set contains itself");
        }
        boolean extensible = false;
        TokenCursor in = TokenCursor.over(elements, at);
        while (!in.isAtEnd()) {
            if (in.takeIf("...")) {
                extensible = true;
            } else if (in.takeIf("(") || in.takeIf(")")) {
                continue;
            } else if (in.peek().is("{")) {
                into.add(object(in.peek().at(), in.takeBraced(), ofClass, scope));
            } else if (in.isNext(Token.Kind.VALUE_WORD) || isObjectOfModule(in)) {
                into.add(named(in, ofClass, scope, depth));
            } else {
                extensible |= include(in, ofClass, scope, into, depth);
            }
            separator(in);
        }
        return extensible;
    }

    private static boolean isObjectOfModule(TokenCursor in) {
        return in.peek(1).is(".") && in.peek(2).kind() == Token.Kind.VALUE_WORD;
    }

    private static void separator(TokenCursor in) {
        boolean isSeparated = in.takeIf(",") || in.takeIf("|") || in.takeIf("UNION");
        if (!isSeparated && !in.isAtEnd() && !in.peek().is(")")) {
            throw in.fault(
                    "expected '|' or ',' in the object set, found " + in.peek().shown());
        }
    }

    private InformationObject named(TokenCursor in, PlacedClass ofClass, Scope scope, int depth) {
        SourcePosition at = in.peek().at();
        String module = null;
        if (in.isNext(Token.Kind.TYPE_WORD)) {
            module = in.take().text();
            in.take();
        }
        String name = in.take().text();
        List<List<Token>> actuals = in.peek().is("{") ? TypeParser.actuals(in.takeBraced()) : null;
        return named(at, module, name, actuals, ofClass, scope, depth);
    }

    private InformationObject named(
            SourcePosition at,
            String module,
            String name,
            List<List<Token>> actuals,
            PlacedClass ofClass,
            Scope scope,
            int depth) {
        if (depth > DEEPEST) {
            throw new SchemaFault(at, "the object '" + name + "' is defined by itself");
        }
        Actual actual = module == null ? scope.parameters().get(name) : null;
        List<Token> tokens;
        Scope inside;
        if (actual != null) {
            tokens = actual.tokens();
            inside = actual.scope();
        } else {
            Definitions.Found found = references.definitions().get(scope.module(), module, name, at);
            if (!(found.assignment() instanceof Assignment.OfValue assigned)) {
                throw new SchemaFault(at, "'" + name + "' is not an object");
            }
            tokens = assigned.value().tokens();
            inside = references.inside(assigned, found.module(), actuals, at, scope);
        }
        TokenCursor in = TokenCursor.over(tokens, at);
        return in.peek().is("{")
                ? object(in.peek().at(), in.takeBraced(), ofClass, inside)
                : named(in, ofClass, inside, depth + 1);
    }

    private boolean include(TokenCursor in, PlacedClass ofClass, Scope scope, List<InformationObject> into, int depth) {
        TypeSyntax.Reference reference = new TypeParser(in, new Comments()).reference();
        SourcePosition at = reference.at();
        Actual actual = reference.module() == null ? scope.parameters().get(reference.name()) : null;
        if (actual != null) {
            TokenCursor tokens = TokenCursor.over(actual.tokens(), at);
            List<Token> inner = tokens.peek().is("{") ? tokens.takeBraced() : actual.tokens();
            return collect(inner, at, ofClass, actual.scope(), into, depth + 1);
        }
        Definitions.Found found =
                references.definitions().get(scope.module(), reference.module(), reference.name(), at);
        if (!(found.assignment() instanceof Assignment.OfSet set)) {
            throw new SchemaFault(at, "'" + reference.name() + "' is not an object set");
        }
        Scope inside = references.inside(set, found.module(), reference.actuals(), at, scope);
        return collect(set.elements(), at, ofClass, inside, into, depth + 1);
    }

    private InformationObject object(SourcePosition at, List<Token> body, PlacedClass ofClass, Scope scope) {
        Map<String, Setting> settings = new HashMap<>();
        TokenCursor in = TokenCursor.over(body, at);
        ClassSyntax definition = ofClass.definition();
        for (ClassSyntax.ClassField field : definition.fields()) {
            if (field.defaultTokens() != null) {
                settings.put(field.name(), new Setting(field.defaultTokens(), ofClass.scope()));
            }
        }
        if (definition.syntax() == null) {
            plainSettings(in, definition, scope, settings);
        } else {
            match(definition.syntax(), in, definition, scope, settings);
        }
        in.expectEnd();
        return new InformationObject(at, settings);
    }

    private static void plainSettings(
            TokenCursor in, ClassSyntax definition, Scope scope, Map<String, Setting> settings) {
        while (!in.isAtEnd()) {
            Token field = in.take();
            setting(field.text(), in, definition, scope, settings);
            if (!in.isAtEnd()) {
                in.expect(",");
            }
        }
    }

    private static void match(
            List<SyntaxItem> items,
            TokenCursor in,
            ClassSyntax definition,
            Scope scope,
            Map<String, Setting> settings) {
        for (SyntaxItem item : items) {
            if (item instanceof ClassSyntax.Literal literal) {
                in.expect(literal.text());
            } else if (item instanceof ClassSyntax.Setting setting) {
                setting(setting.field(), in, definition, scope, settings);
            } else if (item instanceof ClassSyntax.OptionalItems optional && canStart(optional.items(), in)) {
                match(optional.items(), in, definition, scope, settings);
            }
        }
    }

    /** Optional parts start with a literal that tells them from what follows (X.681 clause 10.12). */
    private static boolean canStart(List<SyntaxItem> items, TokenCursor in) {
        for (SyntaxItem item : items) {
            if (item instanceof ClassSyntax.Literal literal) {
                return in.peek().is(literal.text());
            }
            if (item instanceof ClassSyntax.Setting) {
                return !in.isAtEnd();
            }
            if (item instanceof ClassSyntax.OptionalItems optional && canStart(optional.items(), in)) {
                return true;
            }
        }
        return false;
    }

    private static void setting(
            String name, TokenCursor in, ClassSyntax definition, Scope scope, Map<String, Setting> settings) {
        ClassSyntax.ClassField field = definition.field(name);
        if (field == null) {
            throw in.fault("the class has no field &" + name);
        }
        int mark = in.mark();
        if (field.isUpper() && field.type() == null && !field.typeField()) {
            new TypeParser(in, new Comments()).type();
        } else if (in.peek().is("{")) {
            in.takeBraced();
        } else if (ValueParser.isNext(in)) {
            ValueParser.value(in);
        } else {
            new TypeParser(in, new Comments()).reference();
        }
        settings.put(name, new Setting(in.since(mark), scope));
    }
}
