package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.Assignment.Parameter;
import io.roadgate.v2x.notation.Scope.Actual;
import io.roadgate.v2x.notation.TypeSyntax.Reference;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows names to what they stand for: definitions, parameters, fields of classes.
 *
 * <p>Source: ITU-T X.680 (02/2021) clause 14; X.681 clauses 14 and 15; X.683 clause 9.
 */
final class References {
    private static final int MOST_STEPS = 200;
    private static final int DEEPEST_INSTANCE = 60;
    private static final Comments NO_COMMENTS = new Comments();

    private final Definitions definitions;

    /** A type and where it stands. */
    record Placed(TypeSyntax type, Scope scope) {}

    /** A class and where it stands. */
    record PlacedClass(ClassSyntax definition, Scope scope) {}

    References(Definitions definitions) {
        this.definitions = definitions;
    }

    Definitions definitions() {
        return definitions;
    }

    static TypeParser parserOver(List<Token> tokens, SourcePosition at) {
        return new TypeParser(TokenCursor.over(tokens, at), NO_COMMENTS);
    }

    /** The scope inside a definition that is used with these actual parameters. */
    Scope inside(Assignment assignment, ModuleSyntax module, List<List<Token>> actuals, SourcePosition at, Scope from) {
        int given = actuals == null ? 0 : actuals.size();
        List<Parameter> parameters = assignment.parameters();
        if (given != parameters.size()) {
            throw new SchemaFault(
                    at, "'" + assignment.name() + "' takes " + parameters.size() + " parameters, not " + given);
        }
        if (given == 0) {
            return Scope.of(module);
        }
        if (from.depth() >= DEEPEST_INSTANCE) {
            throw new SchemaFault(at, "'" + assignment.name() + "' uses itself with ever new parameters");
        }
        Map<String, Actual> bound = new HashMap<>();
        for (int i = 0; i < given; i++) {
            bound.put(parameters.get(i).name(), new Actual(parameters.get(i), actuals.get(i), from));
        }
        return new Scope(module, bound, from.depth() + 1);
    }

    /** What the actual parameter of a dummy name is as a type, or null when the name is no dummy. */
    Placed dummyType(Reference reference, Scope scope) {
        Actual actual = reference.module() == null ? scope.parameters().get(reference.name()) : null;
        if (actual == null) {
            return null;
        }
        if (actual.parameter().governor() != null
                && !actual.tokens().isEmpty()
                && actual.tokens().get(0).is("{")) {
            List<Token> inner =
                    TokenCursor.over(actual.tokens(), reference.at()).takeBraced();
            return new Placed(valueSet(reference.at(), actual.parameter().governor(), inner), actual.scope());
        }
        TokenCursor in = TokenCursor.over(actual.tokens(), reference.at());
        TypeSyntax type = new TypeParser(in, NO_COMMENTS).type();
        in.expectEnd();
        return new Placed(type, actual.scope());
    }

    private static TypeSyntax valueSet(SourcePosition at, TypeSyntax governor, List<Token> elements) {
        TokenCursor in = TokenCursor.over(elements, at);
        ConstraintSyntax constraint =
                new TypeParser(in, NO_COMMENTS).constraints().specs();
        in.expectEnd();
        return new TypeSyntax.Constrained(at, governor, constraint);
    }

    /** The type of a definition, a value set taken as the type that it is (X.680 clause 16.6). */
    static TypeSyntax typeOf(Assignment assignment, SourcePosition usedAt) {
        if (assignment instanceof Assignment.OfType type) {
            return type.type();
        }
        if (assignment instanceof Assignment.OfSet set) {
            return valueSet(set.at(), set.governor(), set.elements());
        }
        throw new SchemaFault(usedAt, "'" + assignment.name() + "' is not a type");
    }

    /** One step behind a name. */
    Placed step(Reference reference, Scope scope) {
        Placed dummy = dummyType(reference, scope);
        if (dummy != null) {
            return dummy;
        }
        Definitions.Found found = definitions.get(scope.module(), reference.module(), reference.name(), reference.at());
        Scope inside = inside(found.assignment(), found.module(), reference.actuals(), reference.at(), scope);
        return new Placed(typeOf(found.assignment(), reference.at()), inside);
    }

    /** The type without tags, constraints and names. */
    Placed follow(TypeSyntax start, Scope startScope) {
        Placed placed = new Placed(start, startScope);
        for (int i = 0; i < MOST_STEPS; i++) {
            TypeSyntax type = placed.type();
            Scope scope = placed.scope();
            if (type instanceof TypeSyntax.Tagged tagged) {
                placed = new Placed(tagged.type(), scope);
            } else if (type instanceof TypeSyntax.Constrained constrained) {
                placed = new Placed(constrained.type(), scope);
            } else if (type instanceof Reference reference) {
                placed = step(reference, scope);
            } else if (type instanceof TypeSyntax.Selection selection) {
                placed = selected(selection, scope);
            } else if (type instanceof TypeSyntax.ClassField field) {
                Placed fixed = fixedType(field, scope);
                if (fixed == null) {
                    return placed;
                }
                placed = fixed;
            } else {
                return placed;
            }
        }
        throw new SchemaFault(start.at(), "the type is defined by itself");
    }

    /** The type of an alternative (X.680 clause 30). */
    Placed selected(TypeSyntax.Selection selection, Scope scope) {
        Placed choice = follow(selection.choice(), scope);
        if (choice.type() instanceof TypeSyntax.Members members && members.construct() == TypeSyntax.Construct.CHOICE) {
            TypeSyntax.Field field = MemberLookup.field(members, selection.alternative());
            if (field != null) {
                return new Placed(field.type(), choice.scope());
            }
        }
        throw new SchemaFault(selection.at(), "there is no alternative '" + selection.alternative() + "' to select");
    }

    /** The class of a name. */
    PlacedClass classOf(Reference start, Scope startScope) {
        PlacedClass found = findClass(start, startScope);
        if (found == null) {
            throw new SchemaFault(start.at(), "'" + start.name() + "' is not an information object class");
        }
        return found;
    }

    /** The class of a name, null when it is none. */
    PlacedClass findClass(TypeSyntax start, Scope startScope) {
        TypeSyntax type = start;
        Scope scope = startScope;
        for (int i = 0; i < MOST_STEPS && type instanceof Reference reference; i++) {
            Actual actual = reference.module() == null ? scope.parameters().get(reference.name()) : null;
            if (actual != null) {
                if (actual.parameter().governor() != null
                        || actual.tokens().get(0).kind() != Token.Kind.TYPE_WORD) {
                    return null;
                }
                type = parserOver(actual.tokens(), reference.at()).type();
                scope = actual.scope();
                continue;
            }
            Definitions.Found found = definitions.find(scope.module(), reference.module(), reference.name());
            if (found == null) {
                return null;
            }
            if (found.assignment() instanceof Assignment.OfClass ofClass) {
                Scope inside = inside(ofClass, found.module(), reference.actuals(), reference.at(), scope);
                return new PlacedClass(ofClass.definition(), inside);
            }
            if (!(found.assignment() instanceof Assignment.OfType alias)
                    || !alias.parameters().isEmpty()) {
                return null;
            }
            type = alias.type();
            scope = Scope.of(found.module());
        }
        return null;
    }

    /** The class in which the last name of a path stands (X.681 clause 14.2: the others lead through objects). */
    PlacedClass lastClass(TypeSyntax.ClassField field, Scope scope) {
        PlacedClass current = classOf(field.ofClass(), scope);
        for (Token step : field.path().subList(0, field.path().size() - 1)) {
            ClassSyntax.ClassField through = current.definition().field(step.text());
            PlacedClass next = through == null ? null : findClass(through.type(), current.scope());
            if (next == null) {
                throw new SchemaFault(step.at(), step.shown() + " is no field that leads to another class");
            }
            current = next;
        }
        return current;
    }

    ClassSyntax.ClassField fieldOf(TypeSyntax.ClassField field, PlacedClass ofClass) {
        Token last = field.path().get(field.path().size() - 1);
        ClassSyntax.ClassField found = ofClass.definition().field(last.text());
        if (found == null) {
            throw new SchemaFault(last.at(), "the class '" + field.ofClass().name() + "' has no " + last.shown());
        }
        return found;
    }

    /** The type of a field whose type the class fixes; null for an open type (X.681 clause 14.4). */
    Placed fixedType(TypeSyntax.ClassField field, Scope scope) {
        PlacedClass ofClass = lastClass(field, scope);
        ClassSyntax.ClassField found = fieldOf(field, ofClass);
        if (found.type() == null) {
            return null;
        }
        if (findClass(found.type(), ofClass.scope()) != null) {
            throw new SchemaFault(field.at(), "the field &" + found.name() + " holds objects and has no type");
        }
        return new Placed(found.type(), ofClass.scope());
    }
}
