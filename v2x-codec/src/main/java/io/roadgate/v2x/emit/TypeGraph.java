package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Addition;
import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.WireType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What lies in what: the questions about types that need a walk. */
final class TypeGraph {
    /** A type that stands directly inside another, and what it is called there. */
    record Part(String name, WireType type, String doc) {}

    private TypeGraph() {}

    /** The types that stand directly inside a type. */
    static List<Part> parts(WireType.Structural type) {
        List<Part> parts = new ArrayList<>();
        if (type instanceof WireType.SequenceType sequence) {
            sequence.root().forEach(member -> parts.add(part(member)));
            for (Addition addition : sequence.additions()) {
                addition.members().forEach(member -> parts.add(part(member)));
            }
        } else if (type instanceof WireType.ChoiceType choice) {
            choice.root().forEach(member -> parts.add(part(member)));
            choice.additions().forEach(member -> parts.add(part(member)));
        } else if (type instanceof WireType.ListType list) {
            parts.add(new Part("element", list.element(), ""));
        } else if (type instanceof WireType.OpenType open && open.selector() != null) {
            for (Selector.Row row : open.selector().rows()) {
                if (row.type() != null) {
                    parts.add(new Part("type" + row.key(), row.type(), ""));
                }
            }
        }
        return parts;
    }

    private static Part part(Member member) {
        return new Part(member.name(), member.type(), member.doc());
    }

    /** All definitions that are reached from some, those included; instances of parameterised ones come behind. */
    static List<NamedType> reached(List<NamedType> from) {
        List<NamedType> reached = new ArrayList<>();
        Set<WireType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (NamedType type : from) {
            seen.add(type);
            reached.add(type);
        }
        for (int i = 0; i < reached.size(); i++) {
            collect(reached.get(i).type(), seen, reached);
        }
        return reached;
    }

    private static void collect(WireType type, Set<WireType> seen, List<NamedType> reached) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof NamedType named) {
            reached.add(named);
            return;
        }
        parts((WireType.Structural) type).forEach(part -> collect(part.type(), seen, reached));
    }

    /** Whether a type can contain itself. */
    static boolean isRecursive(WireType.Structural type) {
        return reaches(type, type, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean reaches(WireType.Structural from, WireType.Structural goal, Set<WireType> seen) {
        for (Part part : parts(from)) {
            WireType.Structural inner = part.type().structure();
            if (inner == goal || (seen.add(inner) && reaches(inner, goal, seen))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value of a type can take no bits at all. */
    static boolean canBeEmpty(WireType type) {
        WireType.Structural core = type.structure();
        if (core instanceof WireType.NullType) {
            return true;
        }
        if (core instanceof WireType.IntegerType integer) {
            return integer.range().isSingle() && !integer.range().extensible();
        }
        if (core instanceof WireType.EnumeratedType items) {
            return items.root().size() == 1 && !items.extensible();
        }
        if (core instanceof WireType.StringType text) {
            return text.code().bits() == 0
                    && text.size().isSingle()
                    && !text.size().extensible();
        }
        if (core instanceof WireType.SequenceType sequence) {
            return !sequence.extensible()
                    && sequence.root().stream().noneMatch(Member::canBeAbsent)
                    && sequence.root().stream().allMatch(member -> canBeEmpty(member.type()));
        }
        if (core instanceof WireType.ChoiceType choice) {
            return !choice.extensible()
                    && choice.root().size() == 1
                    && canBeEmpty(choice.root().get(0).type());
        }
        return core instanceof WireType.ListType list
                && list.size().isSingle()
                && !list.size().extensible()
                && (list.size().upper().signum() == 0 || canBeEmpty(list.element()));
    }
}
