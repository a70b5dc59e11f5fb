package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import java.util.List;

/**
 * A constraint as written (X.680 clauses 49 to 51, X.682).
 *
 * @param extensible whether an extension marker follows
 * @param additions what stands behind the marker, null if nothing does
 */
record ConstraintSyntax(SourcePosition at, Element root, boolean extensible, Element additions) {
    /** A set of values as written. */
    sealed interface Element {}

    /** Values of any of these. */
    record Union(List<Element> elements) implements Element {}

    /** Values of all of these. */
    record Intersection(List<Element> elements) implements Element {}

    /** Values of the first, less those of the second. */
    record Except(Element base, Element excluded) implements Element {}

    /** All values but these. */
    record AllExcept(Element excluded) implements Element {}

    /** One value. */
    record Single(ValueSyntax value) implements Element {}

    /** A range; an end is null for MIN and MAX, an open end is not part of it. */
    record Interval(SourcePosition at, ValueSyntax lower, boolean lowerOpen, ValueSyntax upper, boolean upperOpen)
            implements Element {}

    /** SIZE. */
    record Size(ConstraintSyntax constraint) implements Element {}

    /** FROM. */
    record From(ConstraintSyntax constraint) implements Element {}

    /** The values of another type. */
    record Contained(TypeSyntax type) implements Element {}

    /** CONTAINING; the type is null when only ENCODED BY is there. */
    record Contents(TypeSyntax type) implements Element {}

    /** A table constraint. */
    record Table(SourcePosition at, List<Token> set, List<AtPath> paths) implements Element {}

    /** A constraint that packed encodings do not see: WITH COMPONENTS, PATTERN, SETTINGS, CONSTRAINED BY. */
    record Invisible(SourcePosition at) implements Element {}

    /** The member that holds a key: {@code level} counts the dots, 0 is the outermost type. */
    record AtPath(SourcePosition at, int level, List<String> names) {}
}
