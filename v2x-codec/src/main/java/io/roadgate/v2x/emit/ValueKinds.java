package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;

/** Decides for each type how it is held in Java, or refuses it. */
final class ValueKinds {
    private static final int LARGEST_INT_BITS = 31;
    private static final int LARGEST_LONG_BITS = 64;
    private static final String BOOLEAN = "boolean";

    private final JavaTypes types;

    ValueKinds(JavaTypes types) {
        this.types = types;
    }

    /** How a type is held; the place is where a refusal points to. */
    ValueKind of(WireType type, SourcePosition at) {
        WireType.Structural core = type.structure();
        if (core instanceof WireType.IntegerType integer) {
            return NumberKinds.of(integer.range(), at, seeNames(core));
        }
        if (core instanceof WireType.BooleanType) {
            return ValueKind.number(
                    BOOLEAN, "in.readBoolean()", "out.writeBoolean(@)", "in.readBoolean()", "out.bool(@)", "BOOLEAN");
        }
        if (core instanceof WireType.NullType) {
            return ValueKind.object("NullValue", "", "NULL");
        }
        if (core instanceof WireType.EnumeratedType enumerated) {
            return enumerated(enumerated, types.of(type).name());
        }
        if (core instanceof WireType.BitStringType bits) {
            return bits(bits.size(), at, seeNames(core));
        }
        if (core instanceof WireType.OctetStringType octets) {
            return ValueKind.object(
                    "OctetString", sizeArguments(octets.size(), at), "OCTET STRING of " + octets.size() + " octets");
        }
        if (core instanceof WireType.StringType text) {
            return StringKinds.of(text, at);
        }
        if (core instanceof WireType.OpenType open && open.selector() == null) {
            return ValueKind.object("OpenOctets", "", "open type &" + open.fieldName() + " of " + open.className());
        }
        if (core instanceof WireType.RealType || core instanceof WireType.ObjectIdentifierType) {
            String name = core instanceof WireType.RealType ? "REAL" : "OBJECT IDENTIFIER";
            throw new SchemaFault(at, name + " has no Java class; read such modules at run time");
        }
        JavaClass known = types.of(type);
        return ValueKind.object(known.name(), "", known.asn1Name());
    }

    private String seeNames(WireType.Structural type) {
        JavaClass names = types.of(type);
        return names == null || !JavaTypes.hasNames(names.type()) ? "" : ", see {@link " + names.name() + "}";
    }

    /** The arguments lower, upper, isExtensible. */
    static String sizeArguments(Range size, SourcePosition at) {
        return intOf(size.lower(), at) + ", " + intOf(size.upper(), at) + ", " + size.extensible();
    }

    private static String intOf(BigInteger bound, SourcePosition at) {
        if (bound == null) {
            return "WireSize.UNBOUNDED";
        }
        if (bound.bitLength() > LARGEST_INT_BITS) {
            throw new SchemaFault(at, "sizes above 2147483647 are not supported");
        }
        return bound.toString();
    }

    private static ValueKind enumerated(WireType.EnumeratedType type, String java) {
        int rootCount = type.root().size();
        String bounds = rootCount + ", " + bitsFor(rootCount);
        String form = type.extensible() ? "ExtensibleEnum" : "Enum";
        return ValueKind.number(
                "int",
                "in.read" + form + "(" + bounds + ")",
                "out.write" + form + "(@, " + bounds + ")",
                java + ".readJer(in)",
                "out.enumerated(" + java + ".nameOf(@), @ - " + rootCount + ")",
                "ENUMERATED, see {@link " + java + "}");
    }

    private static ValueKind bits(Range size, SourcePosition at, String seeNames) {
        String wire = "BIT STRING of " + size + " bits" + seeNames;
        int width = fixedWidth(size);
        if (width < 0) {
            return ValueKind.object("BitString", sizeArguments(size, at), wire);
        }
        String writeJer = "out.bits(@, " + width + ")";
        if (width <= LARGEST_INT_BITS) {
            String write = "out.writeRange(@, 0, " + ((1L << width) - 1) + ", " + width + ")";
            String read = "in.readInt(" + width + ")";
            return ValueKind.number("int", read, write, "(int) in.readBits(" + width + ")", writeJer, wire);
        }
        String write = width == LARGEST_LONG_BITS
                ? "out.writeLong(@, 64)"
                : "out.writeRangeLong(@, 0L, " + ((1L << width) - 1) + "L, " + width + ")";
        String read = "in.readLong(" + width + ")";
        return ValueKind.number("long", read, write, "in.readBits(" + width + ")", writeJer, wire);
    }

    /** Bits of a string with one length that fits a number; -1 for any other. */
    static int fixedWidth(Range size) {
        boolean isFixed = !size.extensible() && size.isSingle();
        boolean fits = isFixed && size.upper().compareTo(BigInteger.valueOf(LARGEST_LONG_BITS)) <= 0;
        return fits && size.upper().signum() > 0 ? size.upper().intValue() : -1;
    }

    /** Bits of an index below a count. */
    static int bitsFor(int count) {
        return 32 - Integer.numberOfLeadingZeros(count - 1);
    }
}
