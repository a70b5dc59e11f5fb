package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import java.util.HashSet;
import java.util.Set;

/** Refuses types that contain themselves so that no value of them ever ends. */
final class Finiteness {
    /** Definitions that are known to have a value. */
    private final Set<NamedType> finite = new HashSet<>();

    void check(NamedType type) {
        if (!isFinite(type, new HashSet<>())) {
            throw new SchemaFault(type.at(), "the type '" + type.name() + "' always contains itself");
        }
    }

    /** Whether there is a value that does not need one of the open definitions. */
    private boolean isFinite(WireType type, Set<NamedType> open) {
        if (type instanceof NamedType named) {
            if (finite.contains(named)) {
                return true;
            }
            if (!open.add(named)) {
                return false;
            }
            boolean isFinite = isFinite(named.type(), open);
            open.remove(named);
            if (isFinite) {
                finite.add(named);
            }
            return isFinite;
        }
        if (type instanceof WireType.SequenceType sequence) {
            return sequence.root().stream().allMatch(member -> isFinite(member, open));
        }
        if (type instanceof WireType.ChoiceType choice) {
            return choice.extensible() || choice.root().stream().anyMatch(member -> isFinite(member.type(), open));
        }
        boolean isFilledList = type instanceof WireType.ListType list
                && list.size().lower().signum() > 0
                && !list.size().extensible();
        return !isFilledList || isFinite(((WireType.ListType) type).element(), open);
    }

    private boolean isFinite(Member member, Set<NamedType> open) {
        return member.canBeAbsent() || isFinite(member.type(), open);
    }
}
