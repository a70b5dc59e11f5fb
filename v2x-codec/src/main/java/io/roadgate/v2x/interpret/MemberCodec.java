package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Member;
import java.util.Map;

/**
 * A member of a SEQUENCE or SET.
 *
 * @param fallback its DEFAULT value as the tree holds it, null if there is none
 */
record MemberCodec(String name, ValueCodec codec, Member.Presence presence, Object fallback) {
    boolean canBeAbsent() {
        return presence != Member.Presence.MANDATORY;
    }

    /** Whether it goes onto the wire: a simple type that equals its default does not (X.691 clause 19.5). */
    boolean isWritten(Map<?, ?> owner) {
        Object value = owner.get(name);
        return value != null && !(presence == Member.Presence.DEFAULT && codec.isSimple() && isFallback(value));
    }

    private boolean isFallback(Object value) {
        return codec.isSame(fallback, value);
    }

    void read(Decoding from, Map<String, Object> into) {
        into.put(name, codec.read(from));
    }

    void write(Encoding to, Map<?, ?> owner) {
        to.step(name);
        Object value = owner.get(name);
        if (value == null) {
            throw to.fault("the mandatory member is missing");
        }
        codec.write(to, value);
        to.stepBack();
    }
}
