package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Addition;
import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.WireType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whether two types are the same to the wire and to JSON, all that they contain included. Comments, places and the names
 * of bits and numbers do not count, as neither of them shows.
 */
final class Sameness {
    /** Pairs that are being compared: those that contain themselves are the same unless something else differs. */
    private final IdentityHashMap<WireType, Set<WireType>> open = new IdentityHashMap<>();

    private Sameness() {}

    /** Whether one class does for both types: names of bits and numbers of these two themselves count. */
    static boolean isSameClass(WireType.Structural one, WireType.Structural other) {
        return names(one).equals(names(other)) && new Sameness().isSame(one, other);
    }

    private static List<String> names(WireType.Structural type) {
        if (type instanceof WireType.BitStringType bits) {
            return bits.names().stream().map(Sameness::item).toList();
        }
        if (type instanceof WireType.IntegerType integer) {
            return integer.names().stream().map(Sameness::item).toList();
        }
        return List.of();
    }

    private static String item(WireType.NamedNumber named) {
        return named.name() + "=" + named.number();
    }

    private boolean isSame(WireType oneType, WireType otherType) {
        WireType.Structural one = oneType.structure();
        WireType.Structural other = otherType.structure();
        if (one.getClass() != other.getClass()) {
            return false;
        }
        Set<WireType> others = open.computeIfAbsent(one, key -> Collections.newSetFromMap(new IdentityHashMap<>()));
        if (!others.add(other)) {
            return true;
        }
        if (one instanceof WireType.SequenceType a && other instanceof WireType.SequenceType b) {
            return a.isSet() == b.isSet()
                    && a.extensible() == b.extensible()
                    && areSame(a.root(), b.root())
                    && areSameAdditions(a.additions(), b.additions());
        }
        if (one instanceof WireType.ChoiceType a && other instanceof WireType.ChoiceType b) {
            return a.extensible() == b.extensible()
                    && areSame(a.root(), b.root())
                    && areSame(a.additions(), b.additions());
        }
        if (one instanceof WireType.ListType a && other instanceof WireType.ListType b) {
            return a.size().equals(b.size()) && isSame(a.element(), b.element());
        }
        if (one instanceof WireType.OpenType a && other instanceof WireType.OpenType b) {
            return isSame(a.selector(), b.selector());
        }
        return isSameValue(one, other);
    }

    private static boolean isSameValue(WireType.Structural one, WireType.Structural other) {
        if (one instanceof WireType.IntegerType a && other instanceof WireType.IntegerType b) {
            return a.range().equals(b.range());
        }
        if (one instanceof WireType.EnumeratedType a && other instanceof WireType.EnumeratedType b) {
            return a.extensible() == b.extensible()
                    && isSameItems(a.root(), b.root())
                    && isSameItems(a.additions(), b.additions());
        }
        if (one instanceof WireType.BitStringType a && other instanceof WireType.BitStringType b) {
            return a.size().equals(b.size());
        }
        if (one instanceof WireType.OctetStringType a && other instanceof WireType.OctetStringType b) {
            return a.size().equals(b.size());
        }
        if (one instanceof WireType.StringType a && other instanceof WireType.StringType b) {
            return a.kind() == b.kind() && a.code().equals(b.code()) && a.size().equals(b.size());
        }
        return true;
    }

    private static boolean isSameItems(List<WireType.NamedNumber> one, List<WireType.NamedNumber> other) {
        return one.stream()
                .map(WireType.NamedNumber::name)
                .toList()
                .equals(other.stream().map(WireType.NamedNumber::name).toList());
    }

    private boolean areSameAdditions(List<Addition> one, List<Addition> other) {
        boolean isSame = one.size() == other.size();
        for (int i = 0; i < one.size() && isSame; i++) {
            isSame = one.get(i).isGroup() == other.get(i).isGroup()
                    && areSame(one.get(i).members(), other.get(i).members());
        }
        return isSame;
    }

    private boolean areSame(List<Member> one, List<Member> other) {
        boolean isSame = one.size() == other.size();
        for (int i = 0; i < one.size() && isSame; i++) {
            Member a = one.get(i);
            Member b = other.get(i);
            isSame = a.name().equals(b.name())
                    && a.presence() == b.presence()
                    && Objects.equals(a.defaultValue(), b.defaultValue())
                    && isSame(a.type(), b.type());
        }
        return isSame;
    }

    private boolean isSame(Selector one, Selector other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        boolean isSame = one.paths().equals(other.paths())
                && one.rows().size() == other.rows().size();
        for (int i = 0; isSame && i < one.rows().size(); i++) {
            Selector.Row a = one.rows().get(i);
            Selector.Row b = other.rows().get(i);
            isSame = a.keys().equals(b.keys())
                    && (a.type() == null) == (b.type() == null)
                    && (a.type() == null || isSame(a.type(), b.type()));
        }
        return isSame;
    }
}
