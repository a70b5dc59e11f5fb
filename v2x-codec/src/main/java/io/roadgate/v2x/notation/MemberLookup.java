package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.TypeSyntax.Component;
import io.roadgate.v2x.notation.TypeSyntax.Field;
import java.util.ArrayList;
import java.util.List;

/** Looks through the members that are written in a type, those in groups included. */
final class MemberLookup {
    private MemberLookup() {}

    static List<Field> fields(TypeSyntax.Members members) {
        List<Field> fields = new ArrayList<>();
        collect(members.root(), fields);
        collect(members.additions(), fields);
        collect(members.lastRoot(), fields);
        return fields;
    }

    private static void collect(List<Component> components, List<Field> into) {
        for (Component component : components) {
            if (component instanceof Field field) {
                into.add(field);
            } else if (component instanceof TypeSyntax.Group group) {
                collect(group.members(), into);
            }
        }
    }

    /** The member of a name, null if there is none. */
    static Field field(TypeSyntax.Members members, String name) {
        return fields(members).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether the members get their tags by their place (X.680 clauses 25.7 and 29.2): in a module with AUTOMATIC TAGS,
     * when none of them is written with a tag.
     */
    static boolean isAutomatic(TypeSyntax.Members members, ModuleSyntax module) {
        return module.isAutomatic()
                && fields(members).stream().noneMatch(field -> field.type() instanceof TypeSyntax.Tagged);
    }
}
