package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import io.roadgate.v2x.asn1.Asn1Type.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Walks through types to check names: each is visible where it is used, none contains itself. */
final class TypeWalk {
    private final ModuleSet set;

    TypeWalk(ModuleSet set) {
        this.set = set;
    }

    /** The types that stand directly inside a type. */
    static List<Asn1Type> parts(Asn1Type type) {
        List<Asn1Type> parts = new ArrayList<>();
        if (type instanceof Asn1Type.SequenceType sequence) {
            sequence.root().forEach(field -> parts.add(field.type()));
            sequence.additions().forEach(field -> parts.add(field.type()));
        } else if (type instanceof Asn1Type.ChoiceType choice) {
            choice.root().forEach(field -> parts.add(field.type()));
            choice.additions().forEach(field -> parts.add(field.type()));
        } else if (type instanceof Asn1Type.SequenceOfType list) {
            parts.add(list.element());
        }
        return parts;
    }

    void checkVisible(TypeAssignment assignment) {
        checkVisible(assignment.type(), set.module(assignment.module()));
    }

    private void checkVisible(Asn1Type type, Asn1Module module) {
        if (type instanceof Asn1Type.ReferenceType reference) {
            if (!set.isVisible(reference.name(), module)) {
                String where = set.assignment(reference.name()) == null ? "in this set" : "or imported here";
                throw new Asn1Fault(reference.at(), "the type '" + reference.name() + "' is not defined " + where);
            }
        }
        checkNames(type);
        parts(type).forEach(part -> checkVisible(part, module));
    }

    private static void checkNames(Asn1Type type) {
        Set<String> names = new LinkedHashSet<>();
        List<Field> fields = new ArrayList<>();
        if (type instanceof Asn1Type.SequenceType sequence) {
            fields.addAll(sequence.root());
            fields.addAll(sequence.additions());
        } else if (type instanceof Asn1Type.ChoiceType choice) {
            fields.addAll(choice.root());
            fields.addAll(choice.additions());
        }
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new Asn1Fault(field.at(), "the name '" + field.name() + "' is used twice");
            }
        }
    }

    void checkNotRecursive(TypeAssignment assignment) {
        descend(assignment, new LinkedHashSet<>());
    }

    private void descend(TypeAssignment assignment, Set<String> path) {
        if (!path.add(assignment.name())) {
            throw new Asn1Fault(
                    assignment.at(),
                    "the type '" + assignment.name() + "' contains itself, by way of " + String.join(", ", path)
                            + "; recursive types are not supported");
        }
        descendInto(assignment.type(), path);
        path.remove(assignment.name());
    }

    private void descendInto(Asn1Type type, Set<String> path) {
        if (type instanceof Asn1Type.ReferenceType reference) {
            descend(set.assignment(reference.name()), path);
        }
        parts(type).forEach(part -> descendInto(part, path));
    }

    /** Only INTEGERs can be narrowed by the name that refers to them; run when no type contains itself. */
    void checkNarrowing(TypeAssignment assignment) {
        checkNarrowing(assignment.type());
    }

    private void checkNarrowing(Asn1Type type) {
        if (type instanceof Asn1Type.ReferenceType reference && reference.range() != null) {
            if (!(set.follow(type).type() instanceof Asn1Type.IntegerType)) {
                throw new Asn1Fault(reference.at(), "only INTEGER types can be narrowed by a reference");
            }
        }
        parts(type).forEach(this::checkNarrowing);
    }
}
