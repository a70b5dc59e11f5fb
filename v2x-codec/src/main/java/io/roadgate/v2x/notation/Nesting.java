package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.References.Placed;
import java.util.ArrayList;
import java.util.List;

/**
 * The SEQUENCE, SET and CHOICE types around a piece of syntax within one definition, outermost first: component
 * relations lead through them (X.682 clause 10).
 */
record Nesting(Scope scope, List<Placed> enclosing) {
    static Nesting of(Scope scope) {
        return new Nesting(scope, List.of());
    }

    Nesting inside(TypeSyntax.Members members) {
        List<Placed> deeper = new ArrayList<>(enclosing);
        deeper.add(new Placed(members, scope));
        return new Nesting(scope, deeper);
    }

    /** The same enclosing types seen from a member that stands in another scope. */
    Nesting in(Scope other) {
        return new Nesting(other, enclosing);
    }
}
