package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import java.util.List;

/** A definition in a module. */
sealed interface Assignment {
    SourcePosition at();

    String name();

    List<Parameter> parameters();

    /**
     * A dummy parameter.
     *
     * @param governor the type or class that governs it, null for a type
     */
    record Parameter(SourcePosition at, TypeSyntax governor, String name) {}

    /** A type, or another name of a class. */
    record OfType(SourcePosition at, String name, List<Parameter> parameters, TypeSyntax type, String doc)
            implements Assignment {}

    /** A value or an object, whichever the governor says. */
    record OfValue(SourcePosition at, String name, List<Parameter> parameters, TypeSyntax governor, ValueSyntax value)
            implements Assignment {}

    /** A value set or an object set, whichever the governor says. */
    record OfSet(
            SourcePosition at,
            String name,
            List<Parameter> parameters,
            TypeSyntax governor,
            List<Token> elements,
            String doc)
            implements Assignment {}

    /** A class. */
    record OfClass(SourcePosition at, String name, List<Parameter> parameters, ClassSyntax definition)
            implements Assignment {}
}
