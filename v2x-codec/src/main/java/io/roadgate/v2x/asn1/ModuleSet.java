package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.Import;
import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All modules of one message set with their names resolved.
 *
 * <p>Type names are unique over the set, because all its classes share one package.
 */
final class ModuleSet {
    /** What a reference leads to: the type that is not itself a reference, and the name it was defined under. */
    record Target(Asn1Type type, String name) {}

    private final Map<String, Asn1Module> modules = new LinkedHashMap<>();
    private final Map<String, TypeAssignment> types = new LinkedHashMap<>();
    private final Map<String, Bound> values = new LinkedHashMap<>();

    ModuleSet(List<Asn1Module> parsed) {
        parsed.forEach(this::addModule);
        parsed.forEach(this::checkImports);
        TypeWalk walk = new TypeWalk(this);
        List.copyOf(types.values()).forEach(walk::checkVisible);
        List.copyOf(types.values()).forEach(walk::checkNotRecursive);
        List.copyOf(types.values()).forEach(walk::checkNarrowing);
        List.copyOf(types.values()).forEach(each -> new InlineTypes(this::define).lift(each));
    }

    Collection<TypeAssignment> types() {
        return types.values();
    }

    Asn1Module module(String name) {
        return modules.get(name);
    }

    TypeAssignment assignment(String name) {
        return types.get(name);
    }

    private void addModule(Asn1Module module) {
        if (modules.put(module.name(), module) != null) {
            throw new Asn1Fault(module.at(), "the module '" + module.name() + "' is defined twice");
        }
        for (TypeAssignment type : module.types()) {
            if (types.containsKey(type.name())) {
                throw new Asn1Fault(type.at(), "the type '" + type.name() + "' is defined twice in this set");
            }
            types.put(type.name(), type);
        }
        module.values().forEach((name, value) -> {
            if (values.put(name, value) != null) {
                throw new Asn1Fault(value.at(), "the value '" + name + "' is defined twice in this set");
            }
        });
    }

    /** Sets or replaces a definition: inline types get names of their own. */
    private void define(TypeAssignment type, boolean isNew) {
        if (isNew && types.containsKey(type.name())) {
            throw new Asn1Fault(type.at(), "the inline type would be called '" + type.name() + "', which exists");
        }
        types.put(type.name(), type);
    }

    private void checkImports(Asn1Module module) {
        module.imports().forEach((name, source) -> {
            Asn1Module from = modules.get(source.module());
            if (from == null) {
                throw new Asn1Fault(source.at(), "the module '" + source.module() + "' is not in this set");
            }
            boolean isDefined = from.values().containsKey(name)
                    || from.types().stream().anyMatch(type -> type.name().equals(name));
            if (!isDefined) {
                throw new Asn1Fault(source.at(), "the module '" + from.name() + "' does not define '" + name + "'");
            }
        });
    }

    boolean isVisible(String name, Asn1Module module) {
        Import imported = module.imports().get(name);
        return imported != null
                || module.values().containsKey(name)
                || module.types().stream().anyMatch(type -> type.name().equals(name));
    }

    /** Follows references to their end. */
    Target follow(Asn1Type type) {
        Asn1Type current = type;
        String name = null;
        while (current instanceof Asn1Type.ReferenceType reference) {
            name = reference.name();
            current = types.get(name).type();
        }
        return new Target(current, name);
    }

    /** The range of an INTEGER, narrowed by every reference on the way to it. */
    Interval range(Asn1Type type) {
        if (type instanceof Asn1Type.IntegerType integer) {
            return interval(integer.range());
        }
        Asn1Type.ReferenceType reference = (Asn1Type.ReferenceType) type;
        Interval parent = range(types.get(reference.name()).type());
        if (reference.range() == null) {
            return parent;
        }
        if (parent.extensible()) {
            throw new Asn1Fault(reference.at(), "narrowing an extensible range is not supported");
        }
        Interval own = interval(reference.range());
        return new Interval(
                own.lower() == null ? parent.lower() : max(own.lower(), parent.lower()),
                own.upper() == null ? parent.upper() : min(own.upper(), parent.upper()),
                own.extensible());
    }

    /** A size; without a constraint it is zero or more. */
    Interval size(Constraint size) {
        if (size == null) {
            return new Interval(BigInteger.ZERO, null, false);
        }
        Interval interval = interval(size);
        if (interval.lower() == null || interval.lower().signum() < 0) {
            throw new Asn1Fault(size.at(), "a size starts at 0 or more");
        }
        if (interval.upper() != null && interval.upper().bitLength() > 31) {
            throw new Asn1Fault(size.at(), "sizes above 2147483647 are not supported");
        }
        return interval;
    }

    private Interval interval(Constraint constraint) {
        if (constraint == null) {
            return Interval.NONE;
        }
        BigInteger lower = number(constraint.lower(), 0);
        BigInteger upper = number(constraint.upper(), 0);
        if (lower != null && upper != null && lower.compareTo(upper) > 0) {
            throw new Asn1Fault(constraint.at(), "the lower bound " + lower + " is above the upper bound " + upper);
        }
        return new Interval(lower, upper, constraint.extensible());
    }

    private BigInteger number(Bound bound, int depth) {
        if (bound == null || bound.number() != null) {
            return bound == null ? null : bound.number();
        }
        Bound value = values.get(bound.reference());
        if (value == null || depth > values.size()) {
            throw new Asn1Fault(bound.at(), "the value '" + bound.reference() + "' is not defined (or by itself)");
        }
        return number(value, depth + 1);
    }

    private static BigInteger max(BigInteger a, BigInteger b) {
        return b == null ? a : a.max(b);
    }

    private static BigInteger min(BigInteger a, BigInteger b) {
        return b == null ? a : a.min(b);
    }
}
