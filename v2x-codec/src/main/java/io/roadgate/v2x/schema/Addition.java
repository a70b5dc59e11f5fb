package io.roadgate.v2x.schema;

import java.util.List;

/**
 * An extension addition of a SEQUENCE or SET: one bit of the bitmap and one open type.
 *
 * @param isGroup whether it is written in {@code [[ ]]}: then the open type holds the members as a SEQUENCE without
 *     extension marker, and is there when at least one of them is (X.691 clause 19.9)
 * @param members exactly one, unless it is a group
 */
public record Addition(SourcePosition at, boolean isGroup, List<Member> members) {
    /** The only member of one that is no group. */
    public Member single() {
        return members.get(0);
    }
}
