package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Schema;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which class stands for which type of a set.
 *
 * <p>A type that is defined in one module only is called as there; if several modules define it, or the runtime has a
 * class of its name, the module's name comes before it. A type that another set has in the same form is that set's class.
 */
final class JavaTypes {
    private final String javaPackage;
    private final JavaTypes base;
    private final Map<WireType.Structural, JavaClass> byType = new IdentityHashMap<>();
    private final Map<String, JavaClass> byName = new LinkedHashMap<>();

    /** The classes of a schema, given those of another set to reuse, or null. */
    JavaTypes(String javaPackage, Schema schema, JavaTypes base) {
        this.javaPackage = javaPackage;
        this.base = base;
        List<NamedType> definitions = TypeGraph.reached(schema.types());
        Set<String> ambiguous = ambiguous(definitions);
        for (NamedType definition : definitions) {
            if (definition.type() instanceof WireType.Structural type && needsClass(type)) {
                String asn1 = definition.name() + JavaNames.words(definition.arguments());
                String plain = JavaNames.type(asn1);
                String name = ambiguous.contains(plain) ? JavaNames.type(definition.module() + "-" + asn1) : plain;
                add(name, type, definition.module(), asn1, definition.doc());
            }
        }
        for (NamedType definition : definitions) {
            if (byType.containsKey(definition.type())) {
                addInline(byType.get(definition.type()));
            }
        }
    }

    private static Set<String> ambiguous(List<NamedType> definitions) {
        Set<String> seen = new HashSet<>();
        Set<String> ambiguous = new HashSet<>(JavaNames.TAKEN_TYPES);
        for (NamedType definition : definitions) {
            String name = JavaNames.type(definition.name() + JavaNames.words(definition.arguments()));
            boolean isClass = definition.type() instanceof WireType.Structural type && needsClass(type);
            if (isClass && !seen.add(name)) {
                ambiguous.add(name);
            }
        }
        return ambiguous;
    }

    /** Whether a type is more than a number, a string or another type's name. */
    private static boolean needsClass(WireType.Structural type) {
        return type instanceof WireType.SequenceType
                || type instanceof WireType.ChoiceType
                || type instanceof WireType.ListType
                || (type instanceof WireType.OpenType open && open.selector() != null)
                || (type.origin().derivedFrom() == null && hasNames(type));
    }

    static boolean hasNames(WireType.Structural type) {
        return type instanceof WireType.EnumeratedType
                || (type instanceof WireType.IntegerType integer
                        && !integer.names().isEmpty())
                || (type instanceof WireType.BitStringType bits && !bits.names().isEmpty());
    }

    private void add(String name, WireType.Structural type, String module, String asn1Name, String doc) {
        if (byType.containsKey(type)) {
            return;
        }
        JavaClass own = new JavaClass(name, javaPackage, type, type.at(), module, asn1Name, doc, false);
        JavaClass other = base == null ? null : base.byName.get(name);
        boolean isSame = other != null && Sameness.isSameClass(type, other.type());
        JavaClass known = isSame ? own.reusedFrom(other) : own;
        if (byName.put(name, known) != null) {
            throw new SchemaFault(type.at(), "the type '" + asn1Name + "' collides in Java as " + name);
        }
        byType.put(type, known);
    }

    /** Types that are written in place get the outer name and the field's. */
    private void addInline(JavaClass outer) {
        for (TypeGraph.Part part : TypeGraph.parts(outer.type())) {
            if (part.type() instanceof WireType.Structural inner && needsClass(inner) && !byType.containsKey(inner)) {
                String asn1 = outer.asn1Name() + "-" + part.name();
                add(outer.name() + JavaNames.type(part.name()), inner, outer.module(), asn1, part.doc());
                addInline(byType.get(inner));
            }
        }
    }

    Collection<JavaClass> all() {
        return byName.values();
    }

    /** The class of a name, null if there is none. */
    JavaClass named(String name) {
        return byName.get(name);
    }

    /** The class that stands for a type, or holds its names; null for one that needs none. */
    JavaClass of(WireType type) {
        WireType.Structural core = type.structure();
        JavaClass known = byType.get(core);
        if (known == null && core.origin().derivedFrom() != null) {
            return of(core.origin().derivedFrom());
        }
        return known;
    }
}
