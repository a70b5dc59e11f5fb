package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import java.util.List;

/**
 * An information object class (X.681 clause 9).
 *
 * @param syntax the WITH SYNTAX list, null when there is none
 */
record ClassSyntax(SourcePosition at, List<ClassField> fields, List<SyntaxItem> syntax) {
    /**
     * A field.
     *
     * @param isUpper whether its name starts with a capital: a type, a value set or an object set
     * @param type its type or class, null for a type field
     * @param typeField whether its type is another field's, which is not supported in values
     * @param defaultTokens what it is when it is not set, null when there is none
     */
    record ClassField(
            SourcePosition at,
            String name,
            boolean isUpper,
            TypeSyntax type,
            boolean typeField,
            boolean unique,
            List<Token> defaultTokens) {}

    /** A part of WITH SYNTAX. */
    sealed interface SyntaxItem {}

    /** A word or comma that stands for itself. */
    record Literal(String text) implements SyntaxItem {}

    /** The place of a field. */
    record Setting(String field) implements SyntaxItem {}

    /** Parts that can be left out together. */
    record OptionalItems(List<SyntaxItem> items) implements SyntaxItem {}

    /** The field of a name, null if there is none. */
    ClassField field(String name) {
        return fields.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
