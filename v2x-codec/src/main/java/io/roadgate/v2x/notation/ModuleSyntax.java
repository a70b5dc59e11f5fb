package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.SourcePosition;
import java.util.Map;

/**
 * One module as parsed.
 *
 * @param tagging EXPLICIT, IMPLICIT or AUTOMATIC
 * @param imports imported name to the module that it comes from
 * @param assignments by name, in order
 */
record ModuleSyntax(
        SourcePosition at,
        String name,
        String doc,
        String tagging,
        boolean extensibilityImplied,
        Map<String, Import> imports,
        Map<String, Assignment> assignments) {

    /** A name taken from another module. */
    record Import(SourcePosition at, String module) {}

    boolean isAutomatic() {
        return tagging.equals("AUTOMATIC");
    }
}
