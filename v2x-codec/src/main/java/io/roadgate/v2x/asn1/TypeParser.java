package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Type.Field;
import io.roadgate.v2x.asn1.Asn1Type.NamedNumber;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads one type, nested ones included.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 17 to 30.
 */
final class TypeParser {
    /** Types of the standard that we know and do not compile: naming them beats "unknown type". */
    private static final Set<String> REFUSED = Set.of(
            "SET",
            "REAL",
            "OBJECT",
            "EXTERNAL",
            "EMBEDDED",
            "CHARACTER",
            "UTF8String",
            "VisibleString",
            "NumericString",
            "PrintableString",
            "GeneralizedTime",
            "UTCTime",
            "BMPString",
            "UniversalString",
            "GeneralString",
            "GraphicString",
            "TeletexString",
            "T61String",
            "VideotexString",
            "ISO646String",
            "ObjectDescriptor",
            "RELATIVE-OID",
            "CLASS",
            "ANY",
            "INSTANCE",
            "TIME",
            "DATE",
            "TIME-OF-DAY",
            "DURATION");

    private record Members(List<Field> root, boolean extensible, List<Field> additions) {}

    private final TokenCursor in;
    private final Comments comments;
    private final ConstraintParser constraints;

    TypeParser(TokenCursor in, Comments comments) {
        this.in = in;
        this.comments = comments;
        constraints = new ConstraintParser(in);
    }

    Asn1Type type() {
        if (in.peek().is("[")) {
            throw in.fault("explicit tags are not supported: the modules use AUTOMATIC TAGS");
        }
        Token word = in.expect(Token.Kind.TYPE_WORD, "a type");
        SourcePosition at = word.at();
        return switch (word.text()) {
            case "INTEGER" -> new Asn1Type.IntegerType(at, namedNumbers(), constraints.range());
            case "BOOLEAN" -> new Asn1Type.BooleanType(at);
            case "NULL" -> new Asn1Type.NullType(at);
            case "ENUMERATED" -> enumerated(at);
            case "BIT" -> {
                in.expect("STRING");
                yield new Asn1Type.BitStringType(at, namedNumbers(), constraints.size());
            }
            case "OCTET" -> {
                in.expect("STRING");
                yield new Asn1Type.OctetStringType(at, constraints.size());
            }
            case "IA5String" -> new Asn1Type.Ia5StringType(at, constraints.size());
            case "SEQUENCE" -> sequence(at);
            case "CHOICE" -> {
                Members members = members(false);
                yield new Asn1Type.ChoiceType(at, members.root(), members.extensible(), members.additions());
            }
            default -> reference(word);
        };
    }

    private Asn1Type reference(Token word) {
        if (REFUSED.contains(word.text())) {
            throw new Asn1Fault(word.at(), "the type " + word.text() + " is not supported");
        }
        if (in.peek().is(".") || in.peek().is("{")) {
            throw in.fault("object class fields and parameterised types are not supported");
        }
        return new Asn1Type.ReferenceType(word.at(), word.text(), constraints.range());
    }

    private Asn1Type sequence(SourcePosition at) {
        if (in.peek().is("{")) {
            Members members = members(true);
            return new Asn1Type.SequenceType(at, members.root(), members.extensible(), members.additions());
        }
        Constraint size = in.peek().is("SIZE") ? constraints.bareSize() : constraints.size();
        in.expect("OF");
        return new Asn1Type.SequenceOfType(at, size, type());
    }

    private Members members(boolean isSequence) {
        in.expect("{");
        List<Field> root = new ArrayList<>();
        List<Field> additions = new ArrayList<>();
        int markers = 0;
        while (!in.takeIf("}")) {
            if (in.takeIf("...")) {
                markers++;
                refuseException();
            } else if (in.peek().is("[[")) {
                throw in.fault("addition groups [[ ]] are not supported");
            } else if (markers > 1) {
                throw in.fault("root fields behind a second extension marker are not supported");
            } else {
                (markers == 0 ? root : additions).add(field(isSequence));
                continue;
            }
            if (!in.peek().is("}")) {
                in.expect(",");
            }
        }
        return new Members(root, markers > 0, additions);
    }

    private void refuseException() {
        if (in.peek().is("!")) {
            throw in.fault("exception identifiers are not supported");
        }
    }

    private Field field(boolean isSequence) {
        if (in.peek().is("COMPONENTS")) {
            throw in.fault("COMPONENTS OF is not supported");
        }
        Token name = in.expect(Token.Kind.VALUE_WORD, "a field name");
        Asn1Type type = type();
        boolean isOptional = isSequence && in.takeIf("OPTIONAL");
        if (in.peek().is("DEFAULT")) {
            throw in.fault("DEFAULT is not supported");
        }
        if (!in.peek().is("}")) {
            in.expect(",");
        }
        String doc = comments.around(name.at().line(), in.last().at().line());
        return new Field(name.at(), name.text(), type, isOptional, doc);
    }

    private Asn1Type enumerated(SourcePosition at) {
        in.expect("{");
        List<NamedNumber> root = new ArrayList<>();
        List<NamedNumber> additions = new ArrayList<>();
        boolean isExtensible = false;
        while (!in.takeIf("}")) {
            if (!isExtensible && in.takeIf("...")) {
                isExtensible = true;
                refuseException();
                if (!in.peek().is("}")) {
                    in.expect(",");
                }
            } else {
                (isExtensible ? additions : root).add(namedNumber(true));
            }
        }
        if (root.isEmpty()) {
            throw new Asn1Fault(at, "an ENUMERATED needs at least one item before the extension marker");
        }
        return new Asn1Type.EnumeratedType(at, root, isExtensible, additions);
    }

    private List<NamedNumber> namedNumbers() {
        List<NamedNumber> numbers = new ArrayList<>();
        if (in.takeIf("{")) {
            while (!in.takeIf("}")) {
                numbers.add(namedNumber(false));
            }
        }
        return numbers;
    }

    private NamedNumber namedNumber(boolean mayLackNumber) {
        Token name = in.expect(Token.Kind.VALUE_WORD, "a name");
        Bound number = null;
        if (!mayLackNumber || in.peek().is("(")) {
            in.expect("(");
            Token token = in.expect(Token.Kind.NUMBER, "a number");
            number = new Bound(token.at(), new BigInteger(token.text()), null);
            in.expect(")");
        }
        if (!in.peek().is("}")) {
            in.expect(",");
        }
        String doc = comments.around(name.at().line(), in.last().at().line());
        return new NamedNumber(name.at(), name.text(), number, doc);
    }
}
