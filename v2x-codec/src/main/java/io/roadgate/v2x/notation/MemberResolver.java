package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.MemberExpansion.AdditionMembers;
import io.roadgate.v2x.notation.MemberExpansion.Expanded;
import io.roadgate.v2x.notation.TypeSyntax.Construct;
import io.roadgate.v2x.schema.Addition;
import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.Member.Presence;
import io.roadgate.v2x.schema.Origin;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves SEQUENCE, SET and CHOICE: members in the order of their encoding.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 25 to 29; X.691 clauses 19, 21 and 23.
 */
final class MemberResolver {
    private final TypeResolver types;
    private final References references;
    private final ValueResolver values;
    private final MemberExpansion expansion;
    private final Tags tags;

    MemberResolver(TypeResolver types, References references, ValueResolver values) {
        this.types = types;
        this.references = references;
        this.values = values;
        expansion = new MemberExpansion(references);
        tags = new Tags(references, values, expansion);
    }

    WireType resolve(TypeSyntax.Members members, Nesting outer) {
        Nesting nesting = outer.inside(members);
        Expanded expanded = expansion.expand(members, outer.scope());
        boolean extensible = members.extensible() || outer.scope().module().extensibilityImplied();
        Origin origin = Origin.at(members.at());
        List<MemberExpansion.Member> root = new ArrayList<>(expanded.root());
        boolean isAutomatic = MemberLookup.isAutomatic(members, outer.scope().module());
        if (!isAutomatic && members.construct() != Construct.SEQUENCE) {
            sort(root);
        }
        if (members.construct() == Construct.CHOICE) {
            if (root.isEmpty()) {
                throw new SchemaFault(members.at(), "a CHOICE needs an alternative before its extension marker");
            }
            List<Member> alternatives = new ArrayList<>();
            expanded.additions().forEach(each -> alternatives.addAll(members(each.members(), nesting)));
            return new WireType.ChoiceType(origin, members(root, nesting), extensible, List.copyOf(alternatives));
        }
        List<Addition> additions = new ArrayList<>();
        for (AdditionMembers each : expanded.additions()) {
            additions.add(new Addition(each.at(), each.isGroup(), members(each.members(), nesting)));
        }
        boolean isSet = members.construct() == Construct.SET;
        return new WireType.SequenceType(origin, isSet, members(root, nesting), extensible, List.copyOf(additions));
    }

    private void sort(List<MemberExpansion.Member> root) {
        root.sort(Comparator.comparing(tags::of));
        Set<Tags.Tag> seen = new HashSet<>();
        for (MemberExpansion.Member member : root) {
            if (!seen.add(tags.of(member))) {
                throw new SchemaFault(
                        member.field().at(), "'" + member.field().name() + "' has the tag of another member");
            }
        }
    }

    private List<Member> members(List<MemberExpansion.Member> written, Nesting nesting) {
        List<Member> members = new ArrayList<>();
        for (MemberExpansion.Member each : written) {
            members.add(member(each.field(), nesting.in(each.scope())));
        }
        return List.copyOf(members);
    }

    private Member member(TypeSyntax.Field field, Nesting nesting) {
        WireType type = types.resolve(field.type(), nesting);
        Presence presence = field.optional() ? Presence.OPTIONAL : Presence.MANDATORY;
        Object defaultValue = null;
        if (field.defaultValue() != null) {
            presence = Presence.DEFAULT;
            Scope scope = nesting.scope();
            defaultValue = padded(field, scope, values.evaluate(field.type(), scope, field.defaultValue(), scope));
        }
        return new Member(field.at(), field.name(), type, presence, defaultValue, field.doc());
    }

    /** Named bits that are not written are zeros up to the lower bound of the size (X.680 clause 22.7). */
    private Object padded(TypeSyntax.Field field, Scope scope, Object value) {
        TypeSyntax head = references.follow(field.type(), scope).type();
        boolean isBits = head instanceof TypeSyntax.Plain plain && plain.kind() == TypeSyntax.PlainKind.BIT_STRING;
        if (!isBits || !(types.structureOf(field.type(), scope) instanceof WireType.BitStringType bits)) {
            return value;
        }
        Map<?, ?> parts = (Map<?, ?>) value;
        int length = ((BigInteger) parts.get("length")).intValue();
        int lower = bits.size().lower().intValueExact();
        if (length >= lower || bits.names().isEmpty()) {
            return value;
        }
        StringBuilder hex = new StringBuilder((String) parts.get("value"));
        while (hex.length() < (lower + 7) / 8 * 2) {
            hex.append('0');
        }
        return ValueResolver.bitString(hex.toString(), lower);
    }
}
