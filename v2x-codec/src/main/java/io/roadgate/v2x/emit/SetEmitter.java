package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Schema;
import io.roadgate.v2x.schema.WireType;
import java.util.Map;
import java.util.TreeMap;

/** Writes all classes of a message set that another set does not have already. */
final class SetEmitter {
    private final String javaPackage;
    private final Schema schema;
    private final JavaTypes types;
    private final ValueKinds kinds;

    SetEmitter(String javaPackage, Schema schema, JavaTypes base) {
        this.javaPackage = javaPackage;
        this.schema = schema;
        types = new JavaTypes(javaPackage, schema, base);
        kinds = new ValueKinds(types);
    }

    JavaTypes types() {
        return types;
    }

    /** File name to text. */
    Map<String, String> files(String setName, String baseName) {
        // Types that are only a number, a string or another type's name need no class; they are still checked.
        for (NamedType type : schema.types()) {
            boolean isTable = type.structure() instanceof WireType.OpenType open && open.selector() != null;
            if (!isTable) {
                kinds.of(type, type.at());
            }
        }
        Map<String, String> files = new TreeMap<>();
        for (JavaClass owner : types.all()) {
            if (!owner.isReused()) {
                files.put(owner.name() + ".java", ClassHead.file(owner, types, body(owner)));
            }
        }
        files.put("package-info.java", packageInfo(setName, baseName));
        return files;
    }

    private JavaSource body(JavaClass owner) {
        WireType.Structural type = owner.type();
        if (type instanceof WireType.SequenceType sequence) {
            SequenceShape shape = new ShapeBuilder(kinds).shape(owner);
            return new SequenceEmitter(shape, kinds).emit(sequence.isSet() ? "SET" : "SEQUENCE");
        }
        if (type instanceof WireType.ChoiceType) {
            return new ChoiceEmitter(owner, kinds).emit();
        }
        if (type instanceof WireType.ListType) {
            return new ListEmitter(owner, kinds).emit();
        }
        if (type instanceof WireType.OpenType) {
            return new OpenTypeEmitter(owner, kinds).emit();
        }
        ConstantsEmitter constants = new ConstantsEmitter(owner);
        if (type instanceof WireType.EnumeratedType enumerated) {
            return constants.enumerated(enumerated);
        }
        return type instanceof WireType.BitStringType bits
                ? constants.namedBits(bits)
                : constants.namedNumbers((WireType.IntegerType) type);
    }

    private String packageInfo(String setName, String baseName) {
        String where = baseName == null
                ? ""
                : "\n * Types that are the same in the set {@code " + baseName + "} are that set's classes.";
        return "/**\n * The messages of the set {@code " + setName + "}, generated from its ASN.1 modules." + where
                + "\n */\npackage " + javaPackage + ";\n";
    }
}
