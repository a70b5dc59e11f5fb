package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.References.Placed;
import io.roadgate.v2x.notation.Scope.Actual;
import io.roadgate.v2x.notation.TypeSyntax.NamedItem;
import io.roadgate.v2x.notation.TypeSyntax.Reference;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Origin;
import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.WireType;
import io.roadgate.v2x.schema.WireType.NamedNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the syntax of types into what their encoding needs. */
final class TypeResolver {
    private static final int MOST_STEPS = 200;

    private final References references;
    private final ValueResolver values;
    private final ConstraintResolver constraints;
    private final TableResolver tables;
    private final MemberResolver members;
    private final EnumerationResolver enumerations;
    private final Map<String, NamedType> instances = new HashMap<>();
    private final Map<NamedType, Placed> unbound = new HashMap<>();
    private final Set<NamedType> inProgress = new HashSet<>();

    TypeResolver(References references) {
        this.references = references;
        values = new ValueResolver(references);
        constraints = new ConstraintResolver(this, values);
        tables = new TableResolver(this, references, values);
        members = new MemberResolver(this, references, values);
        enumerations = new EnumerationResolver(values);
    }

    TableResolver tables() {
        return tables;
    }

    /** All definitions of the modules that are types without parameters. */
    List<NamedType> all() {
        List<NamedType> types = new ArrayList<>();
        for (ModuleSyntax module : references.definitions().modules()) {
            for (Assignment assignment : module.assignments().values()) {
                if (isType(assignment, module)) {
                    types.add(named(assignment, Scope.of(module)));
                }
            }
        }
        types.forEach(this::bind);
        return types;
    }

    private boolean isType(Assignment assignment, ModuleSyntax module) {
        if (!assignment.parameters().isEmpty()) {
            return false;
        }
        Scope scope = Scope.of(module);
        if (assignment instanceof Assignment.OfType type) {
            return references.findClass(type.type(), scope) == null;
        }
        return assignment instanceof Assignment.OfSet set && references.findClass(set.governor(), scope) == null;
    }

    /** The one object for a definition with these parameters. */
    private NamedType named(Assignment assignment, Scope inside) {
        List<Actual> actuals = assignment.parameters().stream()
                .map(parameter -> inside.parameters().get(parameter.name()))
                .toList();
        String key = inside.module().name() + "." + assignment.name()
                + actuals.stream().map(actual -> " | " + actual.key()).collect(Collectors.joining());
        NamedType known = instances.get(key);
        if (known != null) {
            return known;
        }
        String shown = actuals.isEmpty()
                ? ""
                : actuals.stream().map(Actual::shown).collect(Collectors.joining(", ", "{", "}"));
        NamedType type =
                new NamedType(assignment.at(), inside.module().name(), assignment.name(), shown, docOf(assignment));
        instances.put(key, type);
        unbound.put(type, new Placed(References.typeOf(assignment, assignment.at()), inside));
        if (!actuals.isEmpty()) {
            bind(type);
        }
        return type;
    }

    private static String docOf(Assignment assignment) {
        return assignment instanceof Assignment.OfType type ? type.doc() : ((Assignment.OfSet) assignment).doc();
    }

    private void bind(NamedType type) {
        if (type.isBound()) {
            return;
        }
        if (!inProgress.add(type)) {
            throw new SchemaFault(type.at(), "the type '" + type.name() + "' is defined by itself");
        }
        Placed definition = unbound.get(type);
        WireType resolved = resolve(definition.type(), definition.scope());
        for (WireType next = resolved; next instanceof NamedType alias; next = alias.type()) {
            if (alias == type) {
                throw new SchemaFault(type.at(), "the type '" + type.name() + "' is defined by itself");
            }
            if (!alias.isBound()) {
                break;
            }
        }
        type.bind(resolved);
        inProgress.remove(type);
        unbound.remove(type);
    }

    /** The structural type, definitions on the way bound. */
    WireType.Structural structure(WireType start) {
        WireType type = start;
        for (int i = 0; i < MOST_STEPS && type instanceof NamedType named; i++) {
            bind(named);
            type = named.type();
        }
        if (type instanceof WireType.Structural structural) {
            return structural;
        }
        throw new SchemaFault(start.at(), "the type is defined by itself");
    }

    WireType.Structural structureOf(TypeSyntax type, Scope scope) {
        return structure(resolve(type, scope));
    }

    WireType resolve(TypeSyntax type, Scope scope) {
        return resolve(type, Nesting.of(scope));
    }

    WireType resolve(TypeSyntax type, Nesting nesting) {
        Scope scope = nesting.scope();
        Origin origin = Origin.at(type.at());
        if (type instanceof TypeSyntax.Tagged tagged) {
            return resolve(tagged.type(), nesting);
        }
        if (type instanceof TypeSyntax.Constrained constrained) {
            WireType base = resolve(constrained.type(), nesting);
            return constraints.apply(base, constrained.type(), constrained.constraint(), nesting);
        }
        if (type instanceof Reference reference) {
            return reference(reference, scope);
        }
        if (type instanceof TypeSyntax.Plain plain) {
            return plain(plain, origin, scope);
        }
        if (type instanceof TypeSyntax.Text text) {
            NumberSet alphabet = text.kind().isKnownMultiplier() ? Alphabets.of(text.kind()) : null;
            return new WireType.StringType(
                    origin, text.kind(), Alphabets.code(text.kind(), alphabet, text.at()), Range.ANY_SIZE, false);
        }
        if (type instanceof TypeSyntax.Enumerated enumerated) {
            return enumerations.resolve(enumerated, scope);
        }
        if (type instanceof TypeSyntax.Members parts) {
            return members.resolve(parts, nesting);
        }
        if (type instanceof TypeSyntax.ListOf list) {
            return new WireType.ListType(origin, list.isSet(), Range.ANY_SIZE, resolve(list.element(), nesting));
        }
        if (type instanceof TypeSyntax.Selection selection) {
            Placed selected = references.selected(selection, scope);
            return resolve(selected.type(), selected.scope());
        }
        return field((TypeSyntax.ClassField) type, origin, scope);
    }

    private WireType reference(Reference reference, Scope scope) {
        Placed dummy = references.dummyType(reference, scope);
        if (dummy != null) {
            return resolve(dummy.type(), dummy.scope());
        }
        Definitions.Found found =
                references.definitions().get(scope.module(), reference.module(), reference.name(), reference.at());
        boolean isType =
                found.assignment() instanceof Assignment.OfType || found.assignment() instanceof Assignment.OfSet;
        if (!isType || references.findClass(reference, scope) != null) {
            throw new SchemaFault(reference.at(), "'" + reference.name() + "' is not a type");
        }
        Scope inside =
                references.inside(found.assignment(), found.module(), reference.actuals(), reference.at(), scope);
        return named(found.assignment(), inside);
    }

    private WireType plain(TypeSyntax.Plain type, Origin origin, Scope scope) {
        return switch (type.kind()) {
            case BOOLEAN -> new WireType.BooleanType(origin);
            case NULL -> new WireType.NullType(origin);
            case REAL -> new WireType.RealType(origin);
            case OBJECT_IDENTIFIER -> new WireType.ObjectIdentifierType(origin, false);
            case RELATIVE_OID -> new WireType.ObjectIdentifierType(origin, true);
            case INTEGER -> new WireType.IntegerType(origin, names(type.names(), scope), Range.ANY);
            case BIT_STRING -> new WireType.BitStringType(origin, names(type.names(), scope), Range.ANY_SIZE, null);
            case OCTET_STRING -> new WireType.OctetStringType(origin, Range.ANY_SIZE, null);
        };
    }

    private List<NamedNumber> names(List<NamedItem> items, Scope scope) {
        return items.stream()
                .map(item -> new NamedNumber(item.at(), item.name(), values.number(item.number(), scope), item.doc()))
                .toList();
    }

    private WireType field(TypeSyntax.ClassField field, Origin origin, Scope scope) {
        Placed fixed = references.fixedType(field, scope);
        if (fixed != null) {
            return resolve(fixed.type(), fixed.scope());
        }
        ClassSyntax.ClassField found = references.fieldOf(field, references.lastClass(field, scope));
        return new WireType.OpenType(origin, field.ofClass().name(), found.name(), null);
    }
}
