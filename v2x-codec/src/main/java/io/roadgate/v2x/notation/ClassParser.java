package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ClassSyntax.ClassField;
import io.roadgate.v2x.notation.ClassSyntax.SyntaxItem;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the definition of an information object class.
 *
 * <p>Source: ITU-T X.681 (02/2021) clauses 9 and 10.
 */
final class ClassParser {
    private final TokenCursor in;
    private final TypeParser types;

    ClassParser(TokenCursor in, TypeParser types) {
        this.in = in;
        this.types = types;
    }

    /** From behind CLASS on. */
    ClassSyntax definition(SourcePosition at) {
        in.expect("{");
        List<ClassField> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (in.takeIf(","));
        in.expect("}");
        List<SyntaxItem> syntax = null;
        if (in.takeIf("WITH")) {
            in.expect("SYNTAX");
            in.expect("{");
            syntax = items("}");
        }
        return new ClassSyntax(at, fields, syntax);
    }

    private ClassField field() {
        Token name = in.take();
        boolean isUpper = name.kind() == Token.Kind.TYPE_FIELD;
        if (!isUpper && name.kind() != Token.Kind.VALUE_FIELD) {
            throw new SchemaFault(name.at(), "expected a field of a class, found " + name.shown());
        }
        TypeSyntax type = null;
        boolean isTypeField = false;
        if (in.isNext(Token.Kind.TYPE_FIELD)) {
            in.take();
            isTypeField = true;
        } else if (in.isNext(Token.Kind.TYPE_WORD)
                && !in.peek().is("OPTIONAL")
                && !in.peek().is("DEFAULT")) {
            type = types.type();
        }
        boolean isUnique = in.takeIf("UNIQUE");
        List<Token> defaultTokens = null;
        if (!in.takeIf("OPTIONAL") && in.takeIf("DEFAULT")) {
            int mark = in.mark();
            skipSetting(isUpper && type == null);
            defaultTokens = in.since(mark);
        }
        return new ClassField(name.at(), name.text(), isUpper, type, isTypeField, isUnique, defaultTokens);
    }

    private void skipSetting(boolean isType) {
        if (isType) {
            types.type();
        } else {
            ValueParser.value(in);
        }
    }

    private List<SyntaxItem> items(String end) {
        List<SyntaxItem> items = new ArrayList<>();
        while (!in.takeIf(end)) {
            Token token = in.take();
            if (token.kind() == Token.Kind.END) {
                throw new SchemaFault(token.at(), "WITH SYNTAX has no end");
            }
            if (token.kind() == Token.Kind.TYPE_FIELD || token.kind() == Token.Kind.VALUE_FIELD) {
                items.add(new ClassSyntax.Setting(token.text()));
            } else if (token.is("[")) {
                items.add(new ClassSyntax.OptionalItems(items("]")));
            } else if (token.is("[[")) {
                throw new SchemaFault(token.at(), "write nested optional groups of WITH SYNTAX with a space: [ [");
            } else {
                items.add(new ClassSyntax.Literal(token.text()));
            }
        }
        return items;
    }
}
