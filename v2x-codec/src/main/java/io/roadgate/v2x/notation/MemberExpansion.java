package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.References.Placed;
import io.roadgate.v2x.notation.TypeSyntax.Component;
import io.roadgate.v2x.notation.TypeSyntax.Field;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The members of a SEQUENCE, SET or CHOICE with those of COMPONENTS OF in their place and with automatic tags.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 25.3 to 25.9 and 29.2 to 29.5.
 */
final class MemberExpansion {
    private static final int DEEPEST = 50;

    private final References references;

    /**
     * A member as written, and where.
     *
     * @param automaticTag the number of its automatic tag, -1 when it has none
     */
    record Member(Field field, Scope scope, int automaticTag) {}

    /** Members behind the marker that stand in the same double brackets, or one alone. */
    record AdditionMembers(SourcePosition at, boolean isGroup, List<Member> members) {}

    /** All members; the root ones include those behind a second marker. */
    record Expanded(List<Member> root, List<AdditionMembers> additions) {}

    MemberExpansion(References references) {
        this.references = references;
    }

    Expanded expand(TypeSyntax.Members members, Scope scope) {
        return expand(members, scope, 0);
    }

    private Expanded expand(TypeSyntax.Members members, Scope scope, int depth) {
        if (depth > DEEPEST) {
            throw new SchemaFault(members.at(), "COMPONENTS OF includes itself");
        }
        boolean isAutomatic = MemberLookup.isAutomatic(members, scope.module());
        List<Member> root = new ArrayList<>();
        collect(members.root(), members, scope, depth, root);
        collect(members.lastRoot(), members, scope, depth, root);
        int next = isAutomatic ? number(root, 0) : -1;
        List<AdditionMembers> additions = new ArrayList<>();
        for (Component component : members.additions()) {
            boolean isGroup = component instanceof TypeSyntax.Group;
            List<Component> parts = component instanceof TypeSyntax.Group group ? group.members() : List.of(component);
            List<Member> added = new ArrayList<>();
            collect(parts, members, scope, depth, added);
            next = isAutomatic ? number(added, next) : -1;
            if (isGroup) {
                additions.add(new AdditionMembers(component.at(), true, added));
            } else {
                added.forEach(
                        each -> additions.add(new AdditionMembers(each.field().at(), false, List.of(each))));
            }
        }
        Expanded expanded = new Expanded(root, additions);
        checkNames(expanded);
        return expanded;
    }

    private static int number(List<Member> members, int first) {
        int next = first;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            members.set(i, new Member(member.field(), member.scope(), next++));
        }
        return next;
    }

    private void collect(
            List<Component> components, TypeSyntax.Members owner, Scope scope, int depth, List<Member> into) {
        for (Component component : components) {
            if (component instanceof Field field) {
                into.add(new Member(field, scope, -1));
            } else if (component instanceof TypeSyntax.ComponentsOf of) {
                Placed included = references.follow(of.type(), scope);
                boolean isSame =
                        included.type() instanceof TypeSyntax.Members other && other.construct() == owner.construct();
                if (!isSame) {
                    throw new SchemaFault(of.at(), "COMPONENTS OF takes a " + owner.construct());
                }
                into.addAll(expand((TypeSyntax.Members) included.type(), included.scope(), depth + 1)
                        .root());
            }
        }
    }

    private static void checkNames(Expanded expanded) {
        Set<String> names = new HashSet<>();
        List<Member> all = new ArrayList<>(expanded.root());
        expanded.additions().forEach(addition -> all.addAll(addition.members()));
        for (Member member : all) {
            if (!names.add(member.field().name())) {
                throw new SchemaFault(
                        member.field().at(), "the name '" + member.field().name() + "' is used twice");
            }
        }
    }
}
