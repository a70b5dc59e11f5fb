package io.roadgate.v2x.asn1;

import java.util.ArrayList;
import java.util.List;

/** The members of a SEQUENCE, ready to be written. */
record SequenceShape(List<Member> root, List<Member> additions, boolean isExtensible, int optionals) {
    List<Member> all() {
        List<Member> all = new ArrayList<>(root);
        all.addAll(additions);
        return all;
    }

    /** The Java type of the presence bits, which are the preamble as it stands on the wire. */
    String presentType() {
        return optionals > 31 ? "long" : "int";
    }
}
