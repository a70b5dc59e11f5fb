package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ConstraintSyntax.Element;
import io.roadgate.v2x.notation.TypeSyntax.PlainKind;
import io.roadgate.v2x.schema.CharacterCode;
import io.roadgate.v2x.schema.Origin;
import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.WireType;
import java.util.List;

/**
 * Sizes and permitted alphabets.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 51.5 and 51.7; X.691 clauses 10.3.9 to 10.3.19.
 */
final class SizeConstraints {
    private final TypeResolver types;
    private final ConstraintResolver constraints;

    SizeConstraints(TypeResolver types, ConstraintResolver constraints) {
        this.types = types;
        this.constraints = constraints;
    }

    /** A constraint on a bit string, octet string or list. */
    WireType sized(WireType base, WireType type, Origin origin, ConstraintSyntax constraint, Scope scope) {
        if (constraint.root() instanceof ConstraintSyntax.Contents contents) {
            return contents.type() == null ? base : containing(type, origin, types.resolve(contents.type(), scope));
        }
        NumberSet parent = sizeOf(type);
        Bounds bounds = bounds(constraint.root(), parent, null, scope);
        if (bounds == null || bounds.size() == null) {
            return base;
        }
        Range size = size(bounds, parent, constraint);
        WireType narrowed = withSize(type, origin, size);
        constraints.keepExact(narrowed, parent.intersection(bounds.size()));
        return narrowed;
    }

    private NumberSet sizeOf(WireType type) {
        return constraints.exactSize(type, rangeOf(type));
    }

    private static Range rangeOf(WireType type) {
        if (type instanceof WireType.BitStringType bits) {
            return bits.size();
        }
        if (type instanceof WireType.OctetStringType octets) {
            return octets.size();
        }
        if (type instanceof WireType.StringType text) {
            return text.size();
        }
        return ((WireType.ListType) type).size();
    }

    private static WireType withSize(WireType type, Origin origin, Range size) {
        if (type instanceof WireType.BitStringType bits) {
            return new WireType.BitStringType(origin, bits.names(), size, bits.containing());
        }
        if (type instanceof WireType.OctetStringType octets) {
            return new WireType.OctetStringType(origin, size, octets.containing());
        }
        WireType.ListType list = (WireType.ListType) type;
        return new WireType.ListType(origin, list.isSet(), size, list.element());
    }

    private static WireType containing(WireType type, Origin origin, WireType contained) {
        if (type instanceof WireType.BitStringType bits) {
            return new WireType.BitStringType(origin, bits.names(), bits.size(), contained);
        }
        if (type instanceof WireType.OctetStringType octets) {
            return new WireType.OctetStringType(origin, octets.size(), contained);
        }
        throw new SchemaFault(origin.at(), "CONTAINING goes with BIT STRING and OCTET STRING only");
    }

    private static Range size(Bounds bounds, NumberSet parent, ConstraintSyntax constraint) {
        NumberSet set = parent.intersection(bounds.size());
        if (set.isEmpty()) {
            throw new SchemaFault(constraint.at(), "no size fulfils this constraint");
        }
        return new Range(set.lower(), set.upper(), bounds.sizeExtensible() || constraint.extensible());
    }

    /** A constraint on a character string with a fixed number of bits per character. */
    WireType text(WireType base, WireType.StringType type, Origin origin, ConstraintSyntax constraint, Scope scope) {
        NumberSet parentSize = sizeOf(type);
        NumberSet parentAlphabet = alphabetOf(type);
        Bounds bounds = bounds(constraint.root(), parentSize, type, scope);
        if (bounds == null || bounds.saysNothing() || (bounds.size() == null && constraint.extensible())) {
            return base;
        }
        Range size = type.size();
        NumberSet exactSize = parentSize;
        if (bounds.size() != null) {
            exactSize = parentSize.intersection(bounds.size());
            size = size(bounds, parentSize, constraint);
        } else {
            size = new Range(size.lower(), size.upper(), false);
        }
        CharacterCode code = type.code();
        if (bounds.alphabet() != null) {
            NumberSet alphabet = parentAlphabet.intersection(bounds.alphabet());
            code = Alphabets.code(type.kind(), alphabet, constraint.at());
        }
        boolean isAlphabetOpen = constraint.extensible() && bounds.alphabet() != null;
        WireType narrowed = new WireType.StringType(origin, type.kind(), code, size, isAlphabetOpen);
        constraints.keepExact(narrowed, exactSize);
        return narrowed;
    }

    private static NumberSet alphabetOf(WireType.StringType type) {
        if (type.code().alphabet() == null) {
            return Alphabets.of(type.kind());
        }
        NumberSet set = new NumberSet(List.of());
        for (int c : type.code().alphabet()) {
            set = set.union(NumberSet.of(c, c));
        }
        return set;
    }

    /** What PER sees of an element; null when it sees nothing of it. */
    private Bounds bounds(Element element, NumberSet parent, WireType.StringType text, Scope scope) {
        if (element instanceof ConstraintSyntax.Size size) {
            return size(size.constraint(), parent, scope);
        }
        if (element instanceof ConstraintSyntax.From from) {
            return from(from.constraint(), text, scope);
        }
        if (element instanceof ConstraintSyntax.Union union) {
            return union(union.elements(), parent, text, scope);
        }
        if (element instanceof ConstraintSyntax.Intersection intersection) {
            Bounds all = null;
            for (Element each : intersection.elements()) {
                Bounds part = bounds(each, parent, text, scope);
                all = all == null ? part : part == null ? all : all.intersection(part);
            }
            return all;
        }
        if (element instanceof ConstraintSyntax.Except except) {
            return bounds(except.base(), parent, text, scope);
        }
        if (element instanceof ConstraintSyntax.AllExcept) {
            return Bounds.NONE;
        }
        if (element instanceof ConstraintSyntax.Contained contained) {
            return contained(types.structureOf(contained.type(), scope));
        }
        // Single values and ranges of a string are not seen, nor is anything else (X.691 clause 10.3.8).
        return null;
    }

    private Bounds union(List<Element> elements, NumberSet parent, WireType.StringType text, Scope scope) {
        Bounds all = null;
        for (Element each : elements) {
            Bounds part = bounds(each, parent, text, scope);
            if (part == null) {
                return null;
            }
            all = all == null ? part : all.union(part);
        }
        return all;
    }

    private Bounds size(ConstraintSyntax constraint, NumberSet parent, Scope scope) {
        SourcePosition at = constraint.at();
        TypeSyntax integer = new TypeSyntax.Plain(at, PlainKind.INTEGER, List.of());
        checkSigns(constraint.root(), integer, scope);
        NumberSet set = constraints.numbers(constraint.root(), NumberSet.COUNTS, integer, scope);
        if (set == null) {
            return null;
        }
        if (set.isEmpty() || parent.intersection(set).isEmpty()) {
            throw new SchemaFault(at, "no size fulfils this constraint");
        }
        return new Bounds(set, constraint.extensible(), null);
    }

    private void checkSigns(Element element, TypeSyntax integer, Scope scope) {
        NumberSet plain = constraints.numbers(element, NumberSet.ALL, integer, scope);
        boolean isNegative = plain != null
                && !plain.isEmpty()
                && plain.lower() != null
                && plain.lower().signum() < 0;
        if (isNegative) {
            throw new SchemaFault(integer.at(), "a size starts at 0 or more");
        }
    }

    /** An alphabet with an extension marker is not seen (X.691 clause 10.3.12). */
    private Bounds from(ConstraintSyntax constraint, WireType.StringType text, Scope scope) {
        if (text == null) {
            throw new SchemaFault(constraint.at(), "FROM goes with character strings only");
        }
        if (constraint.extensible()) {
            return null;
        }
        return new Bounds(null, false, characters(constraint.root(), text, scope, constraint.at()));
    }

    private NumberSet characters(Element element, WireType.StringType text, Scope scope, SourcePosition at) {
        if (element instanceof ConstraintSyntax.Single single) {
            NumberSet set = new NumberSet(List.of());
            for (int c : string(single.value(), text, scope).codePoints().toArray()) {
                set = set.union(NumberSet.of(c, c));
            }
            return set;
        }
        if (element instanceof ConstraintSyntax.Interval interval) {
            return characterRange(interval, text, scope);
        }
        if (element instanceof ConstraintSyntax.Union union) {
            NumberSet set = new NumberSet(List.of());
            for (Element each : union.elements()) {
                set = set.union(characters(each, text, scope, at));
            }
            return set;
        }
        if (element instanceof ConstraintSyntax.Intersection intersection) {
            NumberSet set = alphabetOf(text);
            for (Element each : intersection.elements()) {
                set = set.intersection(characters(each, text, scope, at));
            }
            return set;
        }
        if (element instanceof ConstraintSyntax.Except except) {
            return characters(except.base(), text, scope, at);
        }
        if (element instanceof ConstraintSyntax.AllExcept) {
            return alphabetOf(text);
        }
        if (element instanceof ConstraintSyntax.Contained contained
                && types.structureOf(contained.type(), scope) instanceof WireType.StringType other) {
            return alphabetOf(other);
        }
        throw new SchemaFault(at, "FROM takes characters, ranges of characters and string types");
    }

    private NumberSet characterRange(ConstraintSyntax.Interval interval, WireType.StringType text, Scope scope) {
        NumberSet parent = alphabetOf(text);
        int lower = interval.lower() == null
                ? parent.lower().intValue()
                : character(interval.lower(), text, scope) + (interval.lowerOpen() ? 1 : 0);
        int upper = interval.upper() == null
                ? parent.upper().intValue()
                : character(interval.upper(), text, scope) - (interval.upperOpen() ? 1 : 0);
        if (lower > upper) {
            throw new SchemaFault(interval.at(), "the first character of the range is behind the last");
        }
        return NumberSet.of(lower, upper);
    }

    private int character(ValueSyntax value, WireType.StringType text, Scope scope) {
        String string = string(value, text, scope);
        if (string.codePointCount(0, string.length()) != 1) {
            throw new SchemaFault(value.at(), "the end of a range is one character, not '" + string + "'");
        }
        return string.codePointAt(0);
    }

    private String string(ValueSyntax value, WireType.StringType text, Scope scope) {
        TypeSyntax type = new TypeSyntax.Text(value.at(), text.kind());
        return (String) constraints.values().evaluate(type, scope, value, scope);
    }

    private Bounds contained(WireType type) {
        if (type instanceof WireType.StringType text) {
            return new Bounds(sizeOf(text), false, text.kind().isKnownMultiplier() ? alphabetOf(text) : null);
        }
        boolean isSized = type instanceof WireType.BitStringType
                || type instanceof WireType.OctetStringType
                || type instanceof WireType.ListType;
        return isSized ? new Bounds(sizeOf(type), false, null) : null;
    }
}
