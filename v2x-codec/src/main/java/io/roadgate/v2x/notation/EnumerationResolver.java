package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.TypeSyntax.NamedItem;
import io.roadgate.v2x.schema.Origin;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import io.roadgate.v2x.schema.WireType.NamedNumber;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Numbers the items of an enumeration and puts them in the order of their index.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 20.3 to 20.6; X.691 clause 14.1.
 */
final class EnumerationResolver {
    private final ValueResolver values;

    EnumerationResolver(ValueResolver values) {
        this.values = values;
    }

    WireType resolve(TypeSyntax.Enumerated type, Scope scope) {
        Set<BigInteger> used = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<NamedNumber> root = number(type.root(), scope, used, names, BigInteger.ZERO);
        if (root.isEmpty()) {
            throw new SchemaFault(type.at(), "an enumeration needs at least one item before the extension marker");
        }
        root.sort(Comparator.comparing(NamedNumber::number));
        List<NamedNumber> additions = new ArrayList<>();
        for (NamedItem item : type.additions()) {
            // Each addition without a number takes the smallest free one, at least one more than the one before.
            BigInteger from = additions.isEmpty()
                    ? BigInteger.ZERO
                    : additions.get(additions.size() - 1).number().add(BigInteger.ONE);
            additions.addAll(number(List.of(item), scope, used, names, from));
        }
        boolean extensible = type.extensible() || scope.module().extensibilityImplied();
        return new WireType.EnumeratedType(Origin.at(type.at()), List.copyOf(root), extensible, List.copyOf(additions));
    }

    private List<NamedNumber> number(
            List<NamedItem> items, Scope scope, Set<BigInteger> used, Set<String> names, BigInteger from) {
        List<BigInteger> given = new ArrayList<>();
        for (NamedItem item : items) {
            BigInteger number = item.number() == null ? null : values.number(item.number(), scope);
            given.add(number);
            if (!names.add(item.name())) {
                throw new SchemaFault(item.at(), "the name '" + item.name() + "' is used twice");
            }
            if (number != null && !used.add(number)) {
                throw new SchemaFault(item.at(), "the number " + number + " is used twice");
            }
        }
        List<NamedNumber> numbered = new ArrayList<>();
        BigInteger next = from;
        for (int i = 0; i < items.size(); i++) {
            NamedItem item = items.get(i);
            BigInteger number = given.get(i);
            if (number == null) {
                while (!used.add(next)) {
                    next = next.add(BigInteger.ONE);
                }
                number = next;
            }
            numbered.add(new NamedNumber(item.at(), item.name(), number, item.doc()));
        }
        return numbered;
    }
}
