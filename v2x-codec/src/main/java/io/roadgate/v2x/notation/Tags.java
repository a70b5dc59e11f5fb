package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.References.Placed;
import io.roadgate.v2x.notation.TypeSyntax.Construct;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.StringKind;
import java.util.List;

/**
 * The outermost tag of a type, by which the members of a SET and the alternatives of a CHOICE are sorted.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 8.6 and 31; X.691 clauses 21 and 23 for what is sorted.
 */
final class Tags {
    static final int CONTEXT = 2;
    private static final int MOST_STEPS = 200;

    private final References references;
    private final ValueResolver values;
    private final MemberExpansion expansion;

    /** Class and number; they sort in this order. */
    record Tag(int tagClass, int number) implements Comparable<Tag> {
        @Override
        public int compareTo(Tag other) {
            int byClass = Integer.compare(tagClass, other.tagClass);
            return byClass != 0 ? byClass : Integer.compare(number, other.number);
        }
    }

    Tags(References references, ValueResolver values, MemberExpansion expansion) {
        this.references = references;
        this.values = values;
        this.expansion = expansion;
    }

    Tag of(MemberExpansion.Member member) {
        return member.automaticTag() >= 0
                ? new Tag(CONTEXT, member.automaticTag())
                : of(member.field().type(), member.scope());
    }

    private Tag of(TypeSyntax start, Scope startScope) {
        Placed placed = new Placed(start, startScope);
        for (int i = 0; i < MOST_STEPS; i++) {
            TypeSyntax type = placed.type();
            Scope scope = placed.scope();
            if (type instanceof TypeSyntax.Tagged tagged) {
                return new Tag(
                        tagged.tagClass(), values.number(tagged.number(), scope).intValueExact());
            }
            if (type instanceof TypeSyntax.Constrained constrained) {
                placed = new Placed(constrained.type(), scope);
            } else if (type instanceof TypeSyntax.Reference reference) {
                placed = references.step(reference, scope);
            } else if (type instanceof TypeSyntax.Selection selection) {
                placed = references.selected(selection, scope);
            } else if (type instanceof TypeSyntax.ClassField field && references.fixedType(field, scope) != null) {
                placed = references.fixedType(field, scope);
            } else {
                return universal(type, scope);
            }
        }
        throw new SchemaFault(start.at(), "the type is defined by itself");
    }

    private Tag universal(TypeSyntax type, Scope scope) {
        if (type instanceof TypeSyntax.Plain plain) {
            return new Tag(0, plain.kind().tag);
        }
        if (type instanceof TypeSyntax.Text text) {
            return new Tag(0, tagOf(text.kind()));
        }
        if (type instanceof TypeSyntax.Enumerated) {
            return new Tag(0, 10);
        }
        if (type instanceof TypeSyntax.ListOf list) {
            return new Tag(0, list.isSet() ? 17 : 16);
        }
        if (type instanceof TypeSyntax.Members members) {
            return members.construct() == Construct.CHOICE
                    ? smallest(members, scope)
                    : new Tag(0, members.construct() == Construct.SET ? 17 : 16);
        }
        throw new SchemaFault(type.at(), "an open type needs a tag here, so that it has a place in the order");
    }

    /** A CHOICE without a tag counts as its smallest one (X.680 clause 8.6 note, X.691 clause 23.1). */
    private Tag smallest(TypeSyntax.Members choice, Scope scope) {
        List<MemberExpansion.Member> root = expansion.expand(choice, scope).root();
        return root.stream()
                .map(this::of)
                .min(Tag::compareTo)
                .orElseThrow(() -> new SchemaFault(choice.at(), "a CHOICE needs an alternative"));
    }

    private static int tagOf(StringKind kind) {
        return switch (kind) {
            case UTF8 -> 12;
            case NUMERIC -> 18;
            case PRINTABLE -> 19;
            case TELETEX -> 20;
            case VIDEOTEX -> 21;
            case IA5 -> 22;
            case UTC_TIME -> 23;
            case GENERALIZED_TIME -> 24;
            case GRAPHIC -> 25;
            case VISIBLE -> 26;
            case GENERAL -> 27;
            case UNIVERSAL -> 28;
            case BMP -> 30;
            case OBJECT_DESCRIPTOR -> 7;
        };
    }
}
