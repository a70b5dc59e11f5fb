package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Addition;
import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.WireType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds names and presence bits for the members of a SEQUENCE or SET. */
final class ShapeBuilder {
    private static final int MOST_FIELDS = 63;

    private final ValueKinds kinds;
    private final Set<String> names = new HashSet<>();
    private WireType.SequenceType type;

    ShapeBuilder(ValueKinds kinds) {
        this.kinds = kinds;
    }

    SequenceShape shape(JavaClass owner) {
        type = (WireType.SequenceType) owner.type();
        int optionals = (int) type.root().stream().filter(Member::canBeAbsent).count();
        long mandatory = type.root().size()
                - optionals
                + type.additions().stream()
                        .filter(Addition::isGroup)
                        .flatMap(group -> group.members().stream())
                        .filter(member -> !member.canBeAbsent())
                        .count();
        if (optionals > MOST_FIELDS
                || mandatory > MOST_FIELDS
                || type.additions().size() > MOST_FIELDS) {
            throw new SchemaFault(owner.at(), "more than 63 mandatory fields, OPTIONAL fields or additions");
        }
        List<JavaMember> root = new ArrayList<>();
        for (Member field : type.root()) {
            root.add(member(field, field.canBeAbsent() ? presence(field) : null, "present", ""));
        }
        List<JavaAddition> additions = new ArrayList<>();
        for (Addition addition : type.additions()) {
            additions.add(addition.isGroup() ? group(addition, additions.size()) : single(addition.single()));
        }
        return new SequenceShape(owner, root, additions, type.extensible(), optionals);
    }

    private JavaAddition single(Member field) {
        JavaMember member = member(field, presence(field), "added", "");
        return new JavaAddition(member.presence(), null, 0, List.of(member));
    }

    private JavaAddition group(Addition addition, int index) {
        int optionals =
                (int) addition.members().stream().filter(Member::canBeAbsent).count();
        if (optionals > MOST_FIELDS) {
            throw new SchemaFault(addition.at(), "more than 63 OPTIONAL fields in a group");
        }
        String constant = "HAS_GROUP_" + (index + 1);
        String holder = "group" + (index + 1);
        boolean isOnlyOptional = optionals == addition.members().size();
        List<JavaMember> members = new ArrayList<>();
        for (Member field : addition.members()) {
            boolean hasOwnBit = field.canBeAbsent();
            String mark = hasOwnBit && !isOnlyOptional ? "added |= " + constant + ";" : "";
            members.add(member(field, hasOwnBit ? presence(field) : constant, hasOwnBit ? holder : "added", mark));
        }
        take(field(addition), constant);
        take(field(addition), holder);
        return new JavaAddition(constant, holder, optionals, members);
    }

    private static Member field(Addition addition) {
        return addition.members().get(0);
    }

    private static String presence(Member field) {
        return "HAS_" + JavaNames.constant(field.name());
    }

    private JavaMember member(Member field, String presence, String holder, String mark) {
        ValueKind kind = kinds.of(field.type(), field.at());
        String key = field.type().structure() instanceof WireType.OpenType open && open.selector() != null
                ? key(field, open.selector())
                : null;
        JavaDefault absent = JavaDefault.of(field, kind);
        JavaMember member =
                new JavaMember(field, kind, presence, holder, mark, absent, key, FieldDocs.of(field, kind, absent));
        take(field, member.java());
        if (member.isOptional()) {
            List.of(member.has(), member.use(), member.clear()).forEach(name -> take(field, name));
            if (field.canBeAbsent() || !presence.startsWith("HAS_GROUP_")) {
                take(field, presence);
            }
        }
        return member;
    }

    private void take(Member field, String name) {
        if (!names.add(name)) {
            throw new SchemaFault(field.at(), "the name '" + field.name() + "' collides in Java as " + name);
        }
    }

    /** The field that says which type an open one holds: it must stand before it in the same type. */
    private String key(Member field, Selector selector) {
        if (selector.paths().size() != 1) {
            throw new SchemaFault(field.at(), "an open type with no key or with several has no Java class");
        }
        Selector.Path path = selector.paths().get(0);
        if (path.levelsUp() != 0 || path.names().size() != 1) {
            throw new SchemaFault(field.at(), "an open type whose key stands in another type has no Java class");
        }
        for (Member other : type.root()) {
            boolean isNumber = other.type().structure() instanceof WireType.IntegerType
                    || other.type().structure() instanceof WireType.EnumeratedType;
            if (other.name().equals(path.names().get(0)) && isNumber && !other.canBeAbsent()) {
                return JavaNames.field(other.name());
            }
            if (other.name().equals(field.name())) {
                break;
            }
        }
        throw new SchemaFault(
                field.at(), "the key of an open type must be a mandatory INTEGER or ENUMERATED that stands before it");
    }
}
