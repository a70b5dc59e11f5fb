package io.roadgate.v2x.interpret;

import java.util.List;
import java.util.Map;

/**
 * One extension addition of a SEQUENCE or SET as it stands in its open type.
 *
 * @param isGroup whether it is a group, which starts with the presence bits of its members
 */
record AdditionCodec(boolean isGroup, List<MemberCodec> members) {
    /** Whether it goes onto the wire: when anything of it does (X.691 clauses 19.7 and 19.9). */
    boolean isPresent(Map<?, ?> owner) {
        return members.stream().anyMatch(member -> member.isWritten(owner));
    }

    void read(Decoding from, Map<String, Object> into) {
        long outer = from.bits.openType();
        if (isGroup) {
            SequenceCodec.readMembers(from, members, into);
        } else if (!from.bits.isFaulted()) {
            members.get(0).read(from, into);
        }
        from.bits.closeOpenType(outer);
    }

    void write(Encoding to, Map<?, ?> owner) {
        long start = to.bits.openType();
        if (isGroup) {
            SequenceCodec.writeMembers(to, members, owner);
        } else {
            members.get(0).write(to, owner);
        }
        to.bits.closeOpenType(start);
    }
}
