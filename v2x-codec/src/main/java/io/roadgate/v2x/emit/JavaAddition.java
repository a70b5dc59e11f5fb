package io.roadgate.v2x.emit;

import java.util.List;

/**
 * An extension addition: one member, or a group of members that share one bit and one open type.
 *
 * @param constant the constant of its bit
 * @param groupHolder the variable with the presence bits of a group's optional members, null unless it is a group
 * @param optionals how many optional members a group has
 */
record JavaAddition(String constant, String groupHolder, int optionals, List<JavaMember> members) {
    boolean isGroup() {
        return groupHolder != null;
    }

    /** Whether a group is there exactly when one of its optional members is. */
    boolean isOnlyOptional() {
        return isGroup() && optionals == members.size();
    }

    boolean hasDefaults() {
        return isGroup() && members.stream().anyMatch(JavaMember::hasKnownDefault);
    }

    /** The presence bits of a group as they go out. */
    String sent() {
        return hasDefaults() ? groupHolder + "Sent()" : groupHolder;
    }
}
