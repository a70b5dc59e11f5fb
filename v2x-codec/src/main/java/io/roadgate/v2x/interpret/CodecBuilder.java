package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Addition;
import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.WireType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Makes the codecs of types; one codec per definition. */
final class CodecBuilder {
    private final UnitTable units;
    private final IdentityHashMap<NamedType, ValueCodec> built = new IdentityHashMap<>();
    private final IdentityHashMap<NamedType, RecursiveCodec> open = new IdentityHashMap<>();

    CodecBuilder(UnitTable units) {
        this.units = units;
    }

    ValueCodec build(WireType type) {
        return build(type, "");
    }

    /** The codec of a type, seen from the definition that it stands in. */
    private ValueCodec build(WireType type, String owner) {
        if (type instanceof NamedType named) {
            return named(named);
        }
        WireType.Structural structure = (WireType.Structural) type;
        ValueCodec codec = structural(structure, owner);
        NamedType base = structure.origin().derivedFrom();
        return base == null ? codec : withUnit(codec, base.name());
    }

    private ValueCodec named(NamedType named) {
        ValueCodec known = built.get(named);
        if (known != null) {
            return known;
        }
        RecursiveCodec opened = open.get(named);
        if (opened != null) {
            return opened;
        }
        RecursiveCodec recursion = new RecursiveCodec();
        open.put(named, recursion);
        ValueCodec codec = withUnit(build(named.type(), named.name()), named.name());
        recursion.bind(codec);
        open.remove(named);
        built.put(named, codec);
        return codec;
    }

    private ValueCodec withUnit(ValueCodec codec, String name) {
        UnitTable.Unit unit = units.of(name);
        return unit == null || codec instanceof UnitCodec ? codec : new UnitCodec(codec, unit);
    }

    private ValueCodec structural(WireType.Structural type, String owner) {
        if (type instanceof WireType.SequenceType sequence) {
            return sequence(sequence, owner);
        }
        if (type instanceof WireType.ChoiceType choice) {
            ChoiceCodec codec = new ChoiceCodec(choice.root().size(), choice.extensible());
            choice.root().forEach(member -> codec.add(member.name(), ofMember(member, owner)));
            choice.additions().forEach(member -> codec.add(member.name(), ofMember(member, owner)));
            return codec;
        }
        if (type instanceof WireType.ListType list) {
            return new ListCodec(new LengthPlan(list.size()), build(list.element(), owner));
        }
        if (type instanceof WireType.OpenType openType) {
            return openType(openType);
        }
        return simple(type);
    }

    private static ValueCodec simple(WireType.Structural type) {
        if (type instanceof WireType.IntegerType integer) {
            return new IntegerCodec(integer.range());
        }
        if (type instanceof WireType.EnumeratedType enumerated) {
            return new EnumeratedCodec(enumerated);
        }
        if (type instanceof WireType.BitStringType bits) {
            return new BitStringCodec(bits.size(), !bits.names().isEmpty());
        }
        if (type instanceof WireType.OctetStringType octets) {
            return new OctetStringCodec(new LengthPlan(octets.size()));
        }
        if (type instanceof WireType.StringType text) {
            return text.kind().isKnownMultiplier() ? new TextCodec(text) : new OctetTextCodec(text.kind());
        }
        if (type instanceof WireType.ObjectIdentifierType identifier) {
            return new ObjectIdentifierCodec(identifier.isRelative());
        }
        if (type instanceof WireType.RealType) {
            return new RealCodec();
        }
        return type instanceof WireType.BooleanType ? new BooleanCodec() : new NullCodec();
    }

    private ValueCodec sequence(WireType.SequenceType type, String owner) {
        SequenceCodec codec = new SequenceCodec(type.extensible());
        List<AdditionCodec> additions = new ArrayList<>();
        for (Addition addition : type.additions()) {
            additions.add(new AdditionCodec(addition.isGroup(), members(addition.members(), owner)));
        }
        codec.bind(members(type.root(), owner), additions);
        return codec;
    }

    private List<MemberCodec> members(List<Member> members, String owner) {
        return members.stream()
                .map(member -> new MemberCodec(
                        member.name(), ofMember(member, owner), member.presence(), member.defaultValue()))
                .toList();
    }

    private ValueCodec ofMember(Member member, String owner) {
        return withUnit(build(member.type(), owner), owner + "." + member.name());
    }

    private ValueCodec openType(WireType.OpenType type) {
        Selector selector = type.selector();
        if (selector == null) {
            return new OpenTypeCodec(List.of());
        }
        OpenTypeCodec codec = new OpenTypeCodec(selector.paths());
        for (Selector.Row row : selector.rows()) {
            if (row.type() != null) {
                codec.add(row.keys(), build(row.type()));
            }
        }
        return codec;
    }
}
