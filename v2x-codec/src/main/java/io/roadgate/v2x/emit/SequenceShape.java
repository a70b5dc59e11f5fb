package io.roadgate.v2x.emit;

import java.util.ArrayList;
import java.util.List;

/** The members of a SEQUENCE or SET, ready to be written. */
record SequenceShape(
        JavaClass owner, List<JavaMember> root, List<JavaAddition> additions, boolean isExtensible, int optionals) {
    List<JavaMember> all() {
        List<JavaMember> all = new ArrayList<>(root);
        all.addAll(added());
        return all;
    }

    List<JavaMember> added() {
        return additions.stream()
                .flatMap(addition -> addition.members().stream())
                .toList();
    }

    List<JavaAddition> groups() {
        return additions.stream().filter(JavaAddition::isGroup).toList();
    }

    boolean hasDefaults() {
        return root.stream().anyMatch(JavaMember::hasKnownDefault);
    }

    /** The Java type of the presence bits, which are the preamble as it stands on the wire. */
    String presentType() {
        return typeFor(optionals);
    }

    static String typeFor(int bits) {
        return bits > 31 ? "long" : "int";
    }

    /** The presence bits of the root as they go out. */
    String sent() {
        return hasDefaults() ? "presentSent()" : "present";
    }

    /** Whether the bits of the additions as they go out need more than a look at one variable. */
    boolean computesAdditions() {
        return additions.stream()
                .anyMatch(each -> each.isOnlyOptional()
                        || (!each.isGroup() && each.members().get(0).hasKnownDefault()));
    }

    /** The bits of the additions as they go out. */
    String knownAdditions() {
        return additions.isEmpty() ? "0" : computesAdditions() ? "knownAdditions()" : "added";
    }
}
