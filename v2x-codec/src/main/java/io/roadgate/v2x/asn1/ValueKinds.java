package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.ModuleSet.Target;
import java.math.BigInteger;

/** Decides for each type how it is held in Java, or refuses it. */
final class ValueKinds {
    private static final int LARGEST_INT_BITS = 31;
    private static final int LARGEST_LONG_BITS = 64;

    private final ModuleSet set;

    ValueKinds(ModuleSet set) {
        this.set = set;
    }

    ValueKind of(Asn1Type type) {
        Target target = set.follow(type);
        Asn1Type core = target.type();
        if (core instanceof Asn1Type.IntegerType) {
            return integer(set.range(type), type.at(), target);
        }
        if (core instanceof Asn1Type.BooleanType) {
            return ValueKind.number(
                    "boolean", "in.readBoolean()", "out.writeBoolean(@)", "in.readBoolean()", "out.bool(@)", "BOOLEAN");
        }
        if (core instanceof Asn1Type.NullType) {
            return ValueKind.object("NullValue", "", "NULL");
        }
        if (core instanceof Asn1Type.EnumeratedType enumerated) {
            return enumerated(enumerated, javaType(target));
        }
        if (core instanceof Asn1Type.BitStringType bits) {
            return bits(set.size(bits.size()), target);
        }
        if (core instanceof Asn1Type.OctetStringType octets) {
            Interval size = set.size(octets.size());
            return ValueKind.object("OctetString", sizeArguments(size), "OCTET STRING of " + size + " octets");
        }
        if (core instanceof Asn1Type.Ia5StringType text) {
            Interval size = set.size(text.size());
            return ValueKind.object("Ia5String", sizeArguments(size), "IA5String of " + size + " characters");
        }
        return ValueKind.object(javaType(target), "", target.name());
    }

    private static String javaType(Target target) {
        return JavaNames.type(target.name(), target.type().at());
    }

    /** The arguments lower, upper, isExtensible. */
    static String sizeArguments(Interval size) {
        String upper =
                size.upper() == null ? "WireSize.UNBOUNDED" : size.upper().toString();
        return size.lower() + ", " + upper + ", " + size.extensible();
    }

    private static ValueKind integer(Interval range, SourcePosition at, Target target) {
        if (!range.fitsLong()) {
            throw new Asn1Fault(at, "INTEGER bounds beyond 64 bits are not supported");
        }
        String wire = "INTEGER " + (range.isConstrained() || range.lower() != null ? range : "without bounds");
        if (target.type() instanceof Asn1Type.IntegerType integer
                && !integer.names().isEmpty()) {
            wire += ", see {@link " + javaType(target) + "}";
        }
        if (range.fitsInt()) {
            return intNumber(range, wire);
        }
        if (range.isConstrained()) {
            String bounds = range.lower() + "L, " + range.upper() + "L, " + range.bits();
            String form = range.extensible() ? "ExtensibleRange" : "RangeLong";
            return longNumber("in.read" + form + "(" + bounds + ")", "out.write" + form + "(@, " + bounds + ")", wire);
        }
        if (range.extensible() || range.upper() != null) {
            throw new Asn1Fault(at, "INTEGER with an upper bound only, or extensible with one bound, is not supported");
        }
        if (range.lower() != null) {
            String lower = range.lower() + "L";
            return longNumber(
                    "in.readSemiConstrained(" + lower + ")", "out.writeSemiConstrained(@, " + lower + ")", wire);
        }
        return longNumber("in.readUnconstrained()", "out.writeUnconstrained(@)", wire);
    }

    private static ValueKind intNumber(Interval range, String wire) {
        String bounds = range.lower() + ", " + range.upper() + ", " + range.bits();
        boolean needsNoCheck = range.lower().signum() == 0 && range.isFull() && range.bits() <= LARGEST_INT_BITS;
        String read = needsNoCheck ? "in.readInt(" + range.bits() + ")" : "in.readRange(" + bounds + ")";
        return ValueKind.number(
                "int", read, "out.writeRange(@, " + bounds + ")", "in.readInt()", "out.number(@)", wire);
    }

    private static ValueKind longNumber(String read, String write, String wire) {
        return ValueKind.number("long", read, write, "in.readLong()", "out.number(@)", wire);
    }

    private static ValueKind enumerated(Asn1Type.EnumeratedType type, String java) {
        int rootCount = type.root().size();
        String bounds = rootCount + ", " + bitsFor(rootCount);
        String form = type.extensible() ? "ExtensibleEnum" : "Enum";
        return ValueKind.number(
                "int",
                "in.read" + form + "(" + bounds + ")",
                "out.write" + form + "(@, " + bounds + ")",
                "in.readEnumerated(" + java + ".NAMES, " + rootCount + ")",
                "out.enumerated(" + java + ".nameOf(@), @ - " + rootCount + ")",
                "ENUMERATED, see {@link " + java + "}");
    }

    private static ValueKind bits(Interval size, Target target) {
        String wire = "BIT STRING of " + size + " bits";
        if (target.type() instanceof Asn1Type.BitStringType bits && !bits.bits().isEmpty()) {
            wire += ", see {@link " + javaType(target) + "}";
        }
        int width = fixedWidth(size);
        if (width < 0) {
            return ValueKind.object("BitString", sizeArguments(size), wire);
        }
        if (width <= LARGEST_INT_BITS) {
            String write = "out.writeRange(@, 0, " + ((1L << width) - 1) + ", " + width + ")";
            String read = "in.readInt(" + width + ")";
            return ValueKind.number(
                    "int", read, write, "(int) in.readBits(" + width + ")", "out.bits(@, " + width + ")", wire);
        }
        String write = width == LARGEST_LONG_BITS
                ? "out.writeLong(@, 64)"
                : "out.writeRangeLong(@, 0L, " + ((1L << width) - 1) + "L, " + width + ")";
        return ValueKind.number(
                "long",
                "in.readLong(" + width + ")",
                write,
                "in.readBits(" + width + ")",
                "out.bits(@, " + width + ")",
                wire);
    }

    /** Bits of a string with one length that fits a number; -1 for any other. */
    static int fixedWidth(Interval size) {
        boolean isFixed = !size.extensible() && size.lower().equals(size.upper());
        boolean fits = isFixed && size.upper().compareTo(BigInteger.valueOf(LARGEST_LONG_BITS)) <= 0;
        return fits && size.upper().signum() > 0 ? size.upper().intValue() : -1;
    }

    /** Bits of an index below a count. */
    static int bitsFor(int count) {
        return 32 - Integer.numberOfLeadingZeros(count - 1);
    }
}
