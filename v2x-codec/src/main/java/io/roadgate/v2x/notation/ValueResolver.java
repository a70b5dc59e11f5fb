package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.References.Placed;
import io.roadgate.v2x.notation.Scope.Actual;
import io.roadgate.v2x.notation.TypeSyntax.NamedItem;
import io.roadgate.v2x.notation.TypeSyntax.PlainKind;
import io.roadgate.v2x.schema.NullConstant;
import io.roadgate.v2x.schema.SchemaFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Works out what a written value is, given the type that governs it. Shape of the result: as
 * {@link io.roadgate.v2x.schema.Member#defaultValue()}.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 17 to 41.
 */
final class ValueResolver {
    private static final int MOST_STEPS = 200;
    private static final String TRUE = "TRUE";
    private static final int LARGEST_EXPONENT = 2000;
    private static final Set<String> REAL_PARTS = Set.of("mantissa", "base", "exponent");

    private final References references;

    ValueResolver(References references) {
        this.references = references;
    }

    Object evaluate(TypeSyntax type, Scope typeScope, ValueSyntax value, Scope scope) {
        return evaluate(type, typeScope, value, scope, 0);
    }

    private Object evaluate(TypeSyntax type, Scope typeScope, ValueSyntax value, Scope scope, int depth) {
        if (depth > MOST_STEPS) {
            throw new SchemaFault(value.at(), "the value '" + value.shown() + "' is defined by itself");
        }
        Placed head = references.follow(type, typeScope);
        String own = ownName(head, value);
        if (own != null) {
            return ownValue(head, own, depth);
        }
        Typed named = reference(value, scope);
        if (named != null) {
            TypeSyntax governor = named.governor() == null ? type : named.governor();
            Scope governorScope = named.governor() == null ? typeScope : named.governorScope();
            return evaluate(governor, governorScope, named.value(), named.scope(), depth + 1);
        }
        return literal(head, value, scope, depth);
    }

    /** A value with its scope and, when it has one of its own, its type. */
    private record Typed(ValueSyntax value, Scope scope, TypeSyntax governor, Scope governorScope) {}

    /** The word of an item or a named number that the type itself has; null for anything else. */
    private static String ownName(Placed head, ValueSyntax value) {
        if (!value.isWord()) {
            return null;
        }
        String word = value.first().text();
        return items(head.type()).stream().anyMatch(item -> item.name().equals(word)) ? word : null;
    }

    private static List<NamedItem> items(TypeSyntax type) {
        if (type instanceof TypeSyntax.Enumerated enumerated) {
            List<NamedItem> all = new ArrayList<>(enumerated.root());
            all.addAll(enumerated.additions());
            return all;
        }
        boolean isInteger = type instanceof TypeSyntax.Plain plain && plain.kind() == PlainKind.INTEGER;
        return isInteger ? ((TypeSyntax.Plain) type).names() : List.of();
    }

    private Object ownValue(Placed head, String word, int depth) {
        if (head.type() instanceof TypeSyntax.Enumerated) {
            return word;
        }
        NamedItem item = items(head.type()).stream()
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElseThrow();
        return number(item.number(), head.scope(), depth + 1);
    }

    /** A number that is no named one, such as that of an enumeration item or a tag. */
    BigInteger number(ValueSyntax value, Scope scope) {
        return number(value, scope, 0);
    }

    private BigInteger number(ValueSyntax value, Scope scope, int depth) {
        TypeSyntax integer = new TypeSyntax.Plain(value.at(), PlainKind.INTEGER, List.of());
        return (BigInteger) evaluate(integer, scope, value, scope, depth);
    }

    private Typed reference(ValueSyntax value, Scope scope) {
        TokenCursor in = TokenCursor.over(value.tokens(), value.at());
        String module = null;
        if (in.isNext(Token.Kind.TYPE_WORD) && in.peek(1).is(".")) {
            module = in.take().text();
            in.take();
        }
        if (!in.isNext(Token.Kind.VALUE_WORD)) {
            return null;
        }
        String name = in.take().text();
        List<List<Token>> actuals = in.peek().is("{") ? TypeParser.actuals(in.takeBraced()) : null;
        if (!in.isAtEnd()) {
            return null;
        }
        Actual actual = module == null ? scope.parameters().get(name) : null;
        if (actual != null) {
            return new Typed(new ValueSyntax(value.at(), actual.tokens()), actual.scope(), null, null);
        }
        Definitions.Found found = references.definitions().get(scope.module(), module, name, value.at());
        if (!(found.assignment() instanceof Assignment.OfValue assigned)) {
            throw new SchemaFault(value.at(), "'" + name + "' is not a value");
        }
        Scope inside = references.inside(assigned, found.module(), actuals, value.at(), scope);
        return new Typed(assigned.value(), inside, assigned.governor(), inside);
    }

    private Object literal(Placed head, ValueSyntax value, Scope scope, int depth) {
        TypeSyntax type = head.type();
        if (type instanceof TypeSyntax.Plain plain) {
            return plain(plain, head, value, scope, depth);
        }
        if (type instanceof TypeSyntax.Text) {
            return text(value, scope, depth);
        }
        if (type instanceof TypeSyntax.Members members) {
            return members.construct() == TypeSyntax.Construct.CHOICE
                    ? choice(members, head.scope(), value, scope, depth)
                    : sequence(members, head.scope(), value, scope, depth);
        }
        if (type instanceof TypeSyntax.ListOf list) {
            List<Object> elements = new ArrayList<>();
            for (List<Token> part : parts(value)) {
                ValueSyntax element = new ValueSyntax(value.at(), part);
                elements.add(evaluate(list.element(), head.scope(), element, scope, depth + 1));
            }
            return elements;
        }
        if (type instanceof TypeSyntax.Enumerated) {
            throw new SchemaFault(value.at(), "the enumeration has no item '" + value.shown() + "'");
        }
        throw new SchemaFault(value.at(), "values of an open type are not supported");
    }

    private Object plain(TypeSyntax.Plain type, Placed head, ValueSyntax value, Scope scope, int depth) {
        Token first = value.first();
        return switch (type.kind()) {
            case INTEGER -> {
                require(first.kind() == Token.Kind.WHOLE_NUMBER, value, "a whole number");
                yield new BigInteger(first.text());
            }
            case BOOLEAN -> {
                require(first.is(TRUE) || first.is("FALSE"), value, "TRUE or FALSE");
                yield first.is(TRUE);
            }
            case NULL -> {
                require(first.is("NULL"), value, "NULL");
                yield NullConstant.NULL;
            }
            case REAL -> real(value, scope, depth);
            case OCTET_STRING -> octets(value);
            case BIT_STRING -> bits(type, head.scope(), value);
            case OBJECT_IDENTIFIER, RELATIVE_OID -> new ObjectIdentifiers(this).written(value, scope, depth);
        };
    }

    private static void require(boolean isGood, ValueSyntax value, String expected) {
        if (!isGood) {
            throw new SchemaFault(value.at(), "expected " + expected + ", found '" + value.shown() + "'");
        }
    }

    private Object real(ValueSyntax value, Scope scope, int depth) {
        Token first = value.first();
        if (first.is("PLUS-INFINITY")) {
            return "INF";
        }
        if (first.is("MINUS-INFINITY")) {
            return "-INF";
        }
        if (first.is("NOT-A-NUMBER")) {
            return "NaN";
        }
        if (first.is("{")) {
            return realOfParts(value, scope, depth);
        }
        boolean isNumber = first.kind() == Token.Kind.REAL_NUMBER || first.kind() == Token.Kind.WHOLE_NUMBER;
        require(isNumber, value, "a number");
        return Double.valueOf(first.text());
    }

    /** Mantissa, base and exponent (X.680 clause 21.6). */
    private Object realOfParts(ValueSyntax value, Scope scope, int depth) {
        Map<String, BigInteger> parts = new LinkedHashMap<>();
        for (List<Token> part : parts(value)) {
            ValueSyntax number = new ValueSyntax(value.at(), part.subList(1, part.size()));
            require(!number.tokens().isEmpty(), value, "mantissa, base and exponent");
            parts.put(part.get(0).text(), number(number, scope, depth + 1));
        }
        require(parts.keySet().equals(REAL_PARTS), value, "mantissa, base and exponent");
        boolean isDecimal = parts.get("base").equals(BigInteger.TEN);
        require(isDecimal || parts.get("base").equals(BigInteger.TWO), value, "base 2 or base 10");
        BigDecimal mantissa = new BigDecimal(parts.get("mantissa"));
        int exponent = parts.get("exponent").intValueExact();
        require(Math.abs(exponent) <= LARGEST_EXPONENT, value, "an exponent that fits a double");
        BigDecimal power = isDecimal ? BigDecimal.ONE.scaleByPowerOfTen(exponent) : powerOfTwo(exponent);
        return mantissa.multiply(power).doubleValue();
    }

    private static BigDecimal powerOfTwo(int exponent) {
        BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(exponent));
        return exponent < 0 ? BigDecimal.ONE.divide(power) : power;
    }

    private static String octets(ValueSyntax value) {
        Token first = value.first();
        if (first.kind() == Token.Kind.HEX_DIGITS) {
            return evenHex(first.text());
        }
        require(first.kind() == Token.Kind.BINARY_DIGITS, value, "a value in hexadecimal or binary digits");
        return hexOfBits(first.text());
    }

    private static String evenHex(String digits) {
        return (digits.length() % 2 == 0 ? digits : digits + "0").toLowerCase(Locale.ROOT);
    }

    private static String hexOfBits(String bits) {
        StringBuilder hex = new StringBuilder();
        for (int at = 0; at < bits.length(); at += 4) {
            String nibble = (bits.substring(at, Math.min(at + 4, bits.length())) + "000").substring(0, 4);
            hex.append(Character.forDigit(Integer.parseInt(nibble, 2), 16));
        }
        return evenHex(hex.toString());
    }

    private Object bits(TypeSyntax.Plain type, Scope typeScope, ValueSyntax value) {
        Token first = value.first();
        if (first.kind() == Token.Kind.HEX_DIGITS) {
            return bitString(evenHex(first.text()), first.text().length() * 4);
        }
        if (first.kind() == Token.Kind.BINARY_DIGITS) {
            return bitString(hexOfBits(first.text()), first.text().length());
        }
        StringBuilder bits = new StringBuilder();
        for (List<Token> part : parts(value)) {
            String name = part.get(0).text();
            NamedItem item = type.names().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SchemaFault(value.at(), "the bit string has no bit '" + name + "'"));
            int place = number(item.number(), typeScope).intValueExact();
            while (bits.length() <= place) {
                bits.append('0');
            }
            bits.setCharAt(place, '1');
        }
        return bitString(hexOfBits(bits.toString()), bits.length());
    }

    static Map<String, Object> bitString(String hex, int length) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("value", hex);
        value.put("length", BigInteger.valueOf(length));
        return value;
    }

    /** A string, or a list of strings and characters by their number (X.680 clause 41.8). */
    private String text(ValueSyntax value, Scope scope, int depth) {
        Token first = value.first();
        if (first.kind() == Token.Kind.CHARACTERS) {
            return first.text();
        }
        require(first.is("{"), value, "a string");
        List<List<Token>> parts = parts(value);
        if (!parts.isEmpty() && parts.get(0).get(0).kind() == Token.Kind.WHOLE_NUMBER) {
            return Character.toString(codePoint(value, parts));
        }
        StringBuilder text = new StringBuilder();
        for (List<Token> part : parts) {
            ValueSyntax piece = new ValueSyntax(value.at(), part);
            Typed named = reference(piece, scope);
            text.append(named == null ? text(piece, scope, depth + 1) : text(named.value(), named.scope(), depth + 1));
        }
        return text.toString();
    }

    /** Column and row of ISO 646, or group, plane, row and cell of ISO 10646. */
    private static int codePoint(ValueSyntax value, List<List<Token>> parts) {
        require(parts.size() == 2 || parts.size() == 4, value, "two or four numbers");
        int radix = parts.size() == 2 ? 16 : 256;
        int point = 0;
        for (List<Token> part : parts) {
            point = point * radix + new BigInteger(part.get(0).text()).intValueExact();
        }
        require(Character.isValidCodePoint(point), value, "a character of ISO 10646");
        return point;
    }

    private Object choice(TypeSyntax.Members type, Scope typeScope, ValueSyntax value, Scope scope, int depth) {
        List<Token> tokens = value.tokens();
        require(tokens.size() > 2 && tokens.get(1).is(":"), value, "an alternative, a colon and its value");
        TypeSyntax.Field field = member(type, tokens.get(0));
        ValueSyntax inner = new ValueSyntax(value.at(), tokens.subList(2, tokens.size()));
        Map<String, Object> chosen = new LinkedHashMap<>();
        chosen.put(field.name(), evaluate(field.type(), typeScope, inner, scope, depth + 1));
        return chosen;
    }

    private Object sequence(TypeSyntax.Members type, Scope typeScope, ValueSyntax value, Scope scope, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (List<Token> part : parts(value)) {
            TypeSyntax.Field field = member(type, part.get(0));
            ValueSyntax inner = new ValueSyntax(part.get(0).at(), part.subList(1, part.size()));
            require(!inner.tokens().isEmpty(), value, "a name and a value for each member");
            members.put(field.name(), evaluate(field.type(), typeScope, inner, scope, depth + 1));
        }
        return members;
    }

    private static TypeSyntax.Field member(TypeSyntax.Members type, Token name) {
        TypeSyntax.Field field = MemberLookup.field(type, name.text());
        if (field == null) {
            throw new SchemaFault(name.at(), "the type has no member " + name.shown());
        }
        return field;
    }

    private static List<List<Token>> parts(ValueSyntax value) {
        require(value.first().is("{"), value, "a value in braces");
        List<Token> inner = TokenCursor.over(value.tokens(), value.at()).takeBraced();
        return inner.isEmpty() ? List.of() : TypeParser.actuals(inner);
    }

    /** The object identifier that a name stands for, null when the name is not defined. */
    String objectIdentifier(ValueSyntax name, Scope scope, int depth) {
        boolean isDefined = scope.parameters().containsKey(name.first().text())
                || references
                                .definitions()
                                .find(scope.module(), null, name.first().text())
                        != null;
        if (!isDefined) {
            return null;
        }
        TypeSyntax type = new TypeSyntax.Plain(name.at(), PlainKind.OBJECT_IDENTIFIER, List.of());
        Object value = evaluate(type, scope, name, scope, depth + 1);
        return value instanceof BigInteger ? value.toString() : (String) value;
    }
}
