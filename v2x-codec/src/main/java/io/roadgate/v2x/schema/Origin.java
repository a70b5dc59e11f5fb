package io.roadgate.v2x.schema;

/**
 * Where a structural type comes from.
 *
 * @param at where it is written
 * @param derivedFrom the definition that it narrows by a constraint, for names and documentation; null for a type that
 *     is written out
 */
public record Origin(SourcePosition at, NamedType derivedFrom) {
    /** Of a type that is written out here. */
    public static Origin at(SourcePosition at) {
        return new Origin(at, null);
    }
}
