package io.roadgate.v2x.asn1;

import java.math.BigInteger;

/**
 * Reads the range or size behind a type: one interval, with or without an extension marker.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 49 to 51.
 */
final class ConstraintParser {
    private final TokenCursor in;

    ConstraintParser(TokenCursor in) {
        this.in = in;
    }

    /** {@code (lower..upper)}, or null when no constraint follows. */
    Constraint range() {
        if (!in.peek().is("(")) {
            return null;
        }
        in.take();
        Constraint range = interval();
        close();
        return range;
    }

    /** {@code (SIZE (lower..upper))}, or null when no constraint follows. */
    Constraint size() {
        if (!in.peek().is("(")) {
            return null;
        }
        in.take();
        if (!in.peek().is("SIZE")) {
            throw in.fault("only SIZE constraints are supported here, found "
                    + in.peek().shown());
        }
        Constraint size = bareSize();
        if (in.peek().is(",")) {
            throw in.fault("write the extension marker inside SIZE ( ... )");
        }
        close();
        return size;
    }

    /** {@code SIZE (lower..upper)} without the outer parentheses, as SEQUENCE OF allows it. */
    Constraint bareSize() {
        in.expect("SIZE");
        in.expect("(");
        Constraint size = interval();
        in.expect(")");
        return size;
    }

    private void close() {
        if (!in.peek().is(")")) {
            throw in.fault("constraints other than one interval are not supported, found "
                    + in.peek().shown());
        }
        in.take();
        if (in.peek().is("(")) {
            throw in.fault("a second constraint on the same type is not supported");
        }
    }

    private Constraint interval() {
        SourcePosition at = in.peek().at();
        Bound lower = in.takeIf("MIN") ? null : bound();
        Bound upper = lower;
        if (in.takeIf("..")) {
            upper = in.takeIf("MAX") ? null : bound();
        } else if (lower == null) {
            throw in.fault("expected '..' behind MIN");
        }
        boolean isExtensible = false;
        if (in.takeIf(",")) {
            in.expect("...");
            isExtensible = true;
            if (in.peek().is(",")) {
                throw in.fault("values behind the extension marker of a constraint are not supported");
            }
        }
        return new Constraint(at, lower, upper, isExtensible);
    }

    /** A number or the name of a value. */
    Bound bound() {
        Token token = in.take();
        return switch (token.kind()) {
            case NUMBER -> new Bound(token.at(), new BigInteger(token.text()), null);
            case VALUE_WORD -> new Bound(token.at(), null, token.text());
            default -> throw new Asn1Fault(token.at(), "expected a number or a value name, found " + token.shown());
        };
    }
}
