package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.WireType;

/**
 * A class that stands for a type.
 *
 * @param name its simple name
 * @param javaPackage where it is
 * @param type what it stands for
 * @param asn1Name the name of the type in its module; for one that is written in place the outer name, a hyphen and the
 *     name of the field
 * @param doc what the module says of it, empty if nothing
 * @param isReused whether another set has it already, so that it need not be written
 */
record JavaClass(
        String name,
        String javaPackage,
        WireType.Structural type,
        SourcePosition at,
        String module,
        String asn1Name,
        String doc,
        boolean isReused) {
    JavaClass reusedFrom(JavaClass other) {
        return new JavaClass(name, other.javaPackage(), type, at, module, asn1Name, doc, true);
    }
}
