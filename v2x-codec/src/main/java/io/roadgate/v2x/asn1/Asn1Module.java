package io.roadgate.v2x.asn1;

import java.util.List;
import java.util.Map;

/**
 * One module as parsed.
 *
 * @param imports imported name to the module that it comes from
 */
record Asn1Module(
        SourcePosition at,
        String name,
        String doc,
        Map<String, Import> imports,
        List<TypeAssignment> types,
        Map<String, Bound> values) {

    /** A name taken from another module. */
    record Import(SourcePosition at, String module) {}

    /** A type with its name. */
    record TypeAssignment(SourcePosition at, String module, String name, Asn1Type type, String doc) {}
}
