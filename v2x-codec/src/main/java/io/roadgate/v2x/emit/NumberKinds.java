package io.roadgate.v2x.emit;

import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.math.BigInteger;

/** How INTEGERs are held: as int where both ends fit, else as long; what can be beyond a long is refused. */
final class NumberKinds {
    private static final int INT_BITS = 32;
    private static final int LONG_BITS = 64;

    private NumberKinds() {}

    static ValueKind of(Range range, SourcePosition at, String seeNames) {
        if (!fits(range.lower(), LONG_BITS) || !fits(range.upper(), LONG_BITS)) {
            throw new SchemaFault(at, "INTEGER bounds beyond 64 bits signed have no Java type; read them at run time");
        }
        boolean hasBound = range.lower() != null || range.upper() != null;
        String wire = "INTEGER " + (hasBound ? range : "without bounds") + seeNames;
        if (range.isConstrained()) {
            boolean isInt = !range.extensible() && fits(range.lower(), INT_BITS) && fits(range.upper(), INT_BITS);
            return isInt ? intNumber(range, wire) : longNumber(range, wire);
        }
        if (!hasBound && range.extensible()) {
            throw new SchemaFault(at, "an extension marker on INTEGER without bounds is not supported");
        }
        if (!hasBound) {
            return number("in.readUnconstrained()", "out.writeUnconstrained(@)", wire);
        }
        String form = range.lower() != null ? "SemiConstrained" : "AtMost";
        String bound = (range.lower() != null ? range.lower() : range.upper()) + "L";
        return number(range, form, form, bound, wire);
    }

    private static boolean fits(BigInteger bound, int bits) {
        return bound == null || bound.bitLength() < bits;
    }

    private static ValueKind intNumber(Range range, String wire) {
        String bounds = range.lower() + ", " + range.upper() + ", " + range.bits();
        boolean isFull = range.upper()
                .subtract(range.lower())
                .equals(BigInteger.ONE.shiftLeft(range.bits()).subtract(BigInteger.ONE));
        boolean needsNoCheck = range.lower().signum() == 0 && isFull && range.bits() < INT_BITS;
        String read = needsNoCheck ? "in.readInt(" + range.bits() + ")" : "in.readRange(" + bounds + ")";
        return ValueKind.number(
                "int", read, "out.writeRange(@, " + bounds + ")", "in.readInt()", "out.number(@)", wire);
    }

    private static ValueKind longNumber(Range range, String wire) {
        String bounds = range.lower() + "L, " + range.upper() + "L, " + range.bits();
        return number(range, "RangeLong", "Range", bounds, wire);
    }

    /** Outside the root of an extensible range it is any whole number, which a bit says. */
    private static ValueKind number(Range range, String rootForm, String form, String bounds, String wire) {
        String root = "in.read" + rootForm + "(" + bounds + ")";
        return range.extensible()
                ? number(
                        "(in.readBoolean() ? in.readUnconstrained() : " + root + ")",
                        "out.writeExtensible" + form + "(@, " + bounds + ")",
                        wire)
                : number(root, "out.write" + rootForm + "(@, " + bounds + ")", wire);
    }

    private static ValueKind number(String read, String write, String wire) {
        return ValueKind.number("long", read, write, "in.readLong()", "out.number(@)", wire);
    }
}
