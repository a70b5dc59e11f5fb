package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ConstraintSyntax.Element;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Origin;
import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Applies one constraint to a type: what packed encodings see of it becomes the effective range, size or alphabet.
 *
 * <p>Where constraints follow each other, each works on the root of the one before, and only the last one that is seen
 * says whether the type is extensible (X.680 clause 50.8).
 *
 * <p>Source: ITU-T X.691 (02/2021) clause 10.3 for what is seen; EXCEPT and what follows it is not (10.3.19).
 */
final class ConstraintResolver {
    private final TypeResolver types;
    private final ValueResolver values;
    private final SizeConstraints sizes;
    /** The exact values of a type whose range has holes, for the constraint that comes next. */
    private final IdentityHashMap<WireType, NumberSet> exact = new IdentityHashMap<>();

    ConstraintResolver(TypeResolver types, ValueResolver values) {
        this.types = types;
        this.values = values;
        sizes = new SizeConstraints(types, this);
    }

    /** The type with the constraint; the type itself when nothing of it is seen. */
    WireType apply(WireType base, TypeSyntax syntax, ConstraintSyntax constraint, Nesting nesting) {
        WireType.Structural structure = types.structure(base);
        Origin origin = new Origin(
                syntax.at(),
                base instanceof NamedType named ? named : structure.origin().derivedFrom());
        if (structure instanceof WireType.IntegerType integer) {
            return integer(base, integer, origin, syntax, constraint, nesting.scope());
        }
        if (structure instanceof WireType.StringType text) {
            return text.kind().isKnownMultiplier() ? sizes.text(base, text, origin, constraint, nesting.scope()) : base;
        }
        if (structure instanceof WireType.BitStringType
                || structure instanceof WireType.OctetStringType
                || structure instanceof WireType.ListType) {
            return sizes.sized(base, structure, origin, constraint, nesting.scope());
        }
        if (structure instanceof WireType.OpenType open && constraint.root() instanceof ConstraintSyntax.Table table) {
            return types.tables().select(open, origin, syntax, table, nesting);
        }
        if (structure instanceof WireType.OpenType open
                && constraint.root() instanceof ConstraintSyntax.Contained contained) {
            // A type constraint (X.680 clause 51.6): always this one type.
            WireType type = types.resolve(contained.type(), nesting.scope());
            Selector.Row row = new Selector.Row(constraint.at(), List.of(), type);
            Selector only = new Selector(List.of(), List.of(row), false);
            return new WireType.OpenType(origin, open.className(), open.fieldName(), only);
        }
        return base;
    }

    private WireType integer(
            WireType base,
            WireType.IntegerType integer,
            Origin origin,
            TypeSyntax syntax,
            ConstraintSyntax constraint,
            Scope scope) {
        NumberSet set = numbers(constraint.root(), exactOf(integer), syntax, scope);
        if (set == null) {
            return base;
        }
        if (set.isEmpty()) {
            throw new SchemaFault(constraint.at(), "no number fulfils this constraint");
        }
        Range range = new Range(set.lower(), set.upper(), constraint.extensible());
        WireType.IntegerType narrowed = new WireType.IntegerType(origin, integer.names(), range);
        exact.put(narrowed, set);
        return narrowed;
    }

    NumberSet exactOf(WireType.IntegerType integer) {
        NumberSet set = exact.get(integer);
        return set != null
                ? set
                : NumberSet.of(integer.range().lower(), integer.range().upper());
    }

    NumberSet exactSize(WireType type, Range size) {
        NumberSet set = exact.get(type);
        return set != null ? set : NumberSet.of(size.lower(), size.upper());
    }

    void keepExact(WireType type, NumberSet set) {
        exact.put(type, set);
    }

    /** The numbers of an element within the parent's; null when it is not seen. */
    NumberSet numbers(Element element, NumberSet parent, TypeSyntax governor, Scope scope) {
        if (element instanceof ConstraintSyntax.Single single) {
            BigInteger number = bound(single.value(), governor, scope);
            return parent.intersection(NumberSet.of(number, number));
        }
        if (element instanceof ConstraintSyntax.Interval interval) {
            return interval(interval, parent, governor, scope);
        }
        if (element instanceof ConstraintSyntax.Union union) {
            NumberSet all = new NumberSet(List.of());
            for (Element each : union.elements()) {
                NumberSet part = numbers(each, parent, governor, scope);
                if (part == null) {
                    return null;
                }
                all = all.union(part);
            }
            return all;
        }
        if (element instanceof ConstraintSyntax.Intersection intersection) {
            NumberSet all = null;
            for (Element each : intersection.elements()) {
                NumberSet part = numbers(each, parent, governor, scope);
                all = all == null || part == null ? (all == null ? part : all) : all.intersection(part);
            }
            return all;
        }
        if (element instanceof ConstraintSyntax.Except except) {
            return numbers(except.base(), parent, governor, scope);
        }
        if (element instanceof ConstraintSyntax.AllExcept) {
            return parent;
        }
        if (element instanceof ConstraintSyntax.Contained contained
                && types.structureOf(contained.type(), scope) instanceof WireType.IntegerType integer) {
            return parent.intersection(exactOf(integer));
        }
        if (element instanceof ConstraintSyntax.Invisible || element instanceof ConstraintSyntax.Table) {
            return null;
        }
        throw new SchemaFault(governor.at(), "a constraint of this kind does not go with an INTEGER or a size");
    }

    private NumberSet interval(ConstraintSyntax.Interval interval, NumberSet parent, TypeSyntax governor, Scope scope) {
        if (parent.isEmpty()) {
            return parent;
        }
        BigInteger lower = end(interval.lower(), parent, governor, scope, parent.lower());
        BigInteger upper = end(interval.upper(), parent, governor, scope, parent.upper());
        lower = interval.lowerOpen() && lower != null ? lower.add(BigInteger.ONE) : lower;
        upper = interval.upperOpen() && upper != null ? upper.subtract(BigInteger.ONE) : upper;
        checkOrder(interval.at(), lower, upper);
        return parent.intersection(NumberSet.of(lower, upper));
    }

    private static void checkOrder(SourcePosition at, BigInteger lower, BigInteger upper) {
        if (lower != null && upper != null && lower.compareTo(upper) > 0) {
            throw new SchemaFault(at, "the lower bound " + lower + " is above the upper bound " + upper);
        }
    }

    private BigInteger end(
            ValueSyntax value, NumberSet parent, TypeSyntax governor, Scope scope, BigInteger whenMissing) {
        if (value == null) {
            return whenMissing;
        }
        if (ConstraintParser.isMin(value)) {
            return parent.lower();
        }
        if (ConstraintParser.isMax(value)) {
            return parent.upper();
        }
        return bound(value, governor, scope);
    }

    private BigInteger bound(ValueSyntax value, TypeSyntax governor, Scope scope) {
        if (values.evaluate(governor, scope, value, scope) instanceof BigInteger number) {
            return number;
        }
        throw new SchemaFault(value.at(), "expected a whole number, found '" + value.shown() + "'");
    }

    ValueResolver values() {
        return values;
    }
}
