package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import java.util.Map;
import java.util.TreeMap;

/** Writes all classes of a message set. */
final class JavaEmitter {
    private final String javaPackage;
    private final ModuleSet set;
    private final ValueKinds kinds;
    private final FieldDocs docs;

    JavaEmitter(String javaPackage, ModuleSet set) {
        this.javaPackage = javaPackage;
        this.set = set;
        kinds = new ValueKinds(set);
        docs = new FieldDocs(set);
    }

    /** File name to text. */
    Map<String, String> files(String setName) {
        Map<String, String> files = new TreeMap<>();
        for (TypeAssignment type : set.types()) {
            JavaSource body = body(type);
            if (body == null) {
                continue;
            }
            String file = JavaNames.type(type.name(), type.at()) + ".java";
            if (files.put(file, ClassHead.file(javaPackage, type, body)) != null) {
                throw new Asn1Fault(type.at(), "the type '" + type.name() + "' collides in Java as " + file);
            }
        }
        files.put("package-info.java", packageInfo(setName));
        return files;
    }

    /** Types that are only a number, a string or another type's name need no class; they are still checked. */
    private JavaSource body(TypeAssignment assignment) {
        Asn1Type type = assignment.type();
        if (type instanceof Asn1Type.SequenceType sequence) {
            return new SequenceEmitter(kinds, docs).emit(assignment, sequence);
        }
        if (type instanceof Asn1Type.ChoiceType choice) {
            return new ChoiceEmitter(kinds, docs).emit(assignment, choice);
        }
        if (type instanceof Asn1Type.SequenceOfType list) {
            return new ListEmitter(set, kinds).emit(assignment, list);
        }
        ConstantsEmitter constants = new ConstantsEmitter(set);
        if (type instanceof Asn1Type.EnumeratedType enumerated) {
            return constants.enumerated(assignment, enumerated);
        }
        kinds.of(new Asn1Type.ReferenceType(type.at(), assignment.name(), null));
        if (type instanceof Asn1Type.BitStringType bits && !bits.bits().isEmpty()) {
            return constants.namedBits(assignment, bits);
        }
        if (type instanceof Asn1Type.IntegerType integer && !integer.names().isEmpty()) {
            return constants.namedNumbers(assignment, integer);
        }
        return null;
    }

    private String packageInfo(String setName) {
        return "/**\n * The messages of the set {@code " + setName + "}, generated from its ASN.1 modules.\n */\n"
                + "package " + javaPackage + ";\n";
    }
}
