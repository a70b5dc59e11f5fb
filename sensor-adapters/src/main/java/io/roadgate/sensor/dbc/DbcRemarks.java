package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.DbcCursor.Unexpected;
import io.roadgate.sensor.dbc.DbcStatements.AttributeDefinition;
import io.roadgate.sensor.dbc.DbcStatements.Selection;
import io.roadgate.sensor.dbc.DbcStatements.SignalKey;
import io.roadgate.sensor.dbc.DbcStatements.ValueType;
import io.roadgate.sensor.dbc.DbcToken.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements that say more about messages and signals: value names, types, multiplexing, attributes, comments. */
final class DbcRemarks {
    private final DbcCursor cursor;
    private final DbcStatements statements;

    DbcRemarks(DbcCursor cursor, DbcStatements statements) {
        this.cursor = cursor;
        this.statements = statements;
    }

    void read(String section) throws Unexpected {
        cursor.take();
        switch (section) {
            case "VAL_TABLE_" ->
                statements.valueTables.put(
                        cursor.expectWord("the value table's name").text(), names());
            case "VAL_" -> valueNames();
            case "SIG_VALTYPE_" -> valueType();
            case "SG_MUL_VAL_" -> selection();
            case "SIG_GROUP_" -> group();
            case "CM_" -> comment();
            case "BA_DEF_" -> attributeDefinition();
            case "BA_DEF_DEF_" -> statements.defaults.put(cursor.expectString("the attribute's name"), value());
            case "BA_" -> attribute();
            default -> senders();
        }
        cursor.expect(";");
    }

    private SignalKey signalKey() throws Unexpected {
        long message = cursor.expectLong("the message's number");
        return new SignalKey(message, cursor.expectWord("the signal's name").text());
    }

    private Map<BigInteger, String> names() throws Unexpected {
        Map<BigInteger, String> names = new LinkedHashMap<>();
        while (cursor.peek().kind() == Kind.NUMBER) {
            DbcToken number = cursor.take();
            String name = cursor.expectString("the name of the value " + number.text() + " as a quoted text");
            try {
                names.put(new BigDecimal(number.text()).toBigIntegerExact(), name);
            } catch (ArithmeticException e) {
                throw new Unexpected(number.line(), "expected a whole number, found " + number.described());
            }
        }
        return names;
    }

    private void valueNames() throws Unexpected {
        if (cursor.peek().kind() == Kind.WORD) {
            // Of an environment variable: on no bus.
            cursor.take();
            names();
            return;
        }
        SignalKey key = signalKey();
        if (cursor.peek().kind() == Kind.WORD && cursor.peek(1).is(";")) {
            statements.labelTables.put(key, cursor.take().text());
            return;
        }
        Map<BigInteger, String> names = names();
        if (!names.isEmpty()) {
            statements.labels.put(key, names);
        }
    }

    private void valueType() throws Unexpected {
        int line = cursor.peek().line();
        SignalKey key = signalKey();
        cursor.takeIf(":");
        statements.valueTypes.put(key, new ValueType(cursor.expectInt("the value type", 0, 3), line));
    }

    private void selection() throws Unexpected {
        int line = cursor.peek().line();
        SignalKey key = signalKey();
        String selector = cursor.expectWord("the selecting signal's name").text();
        List<long[]> ranges = new ArrayList<>();
        do {
            long lowest = cursor.expectLong("the lowest selecting value");
            // "3-5" is two numbers for the lexer, "3 - 5" has a dash of its own.
            boolean hasDash = cursor.takeIf("-");
            long highest = cursor.expectLong("'-' and the highest selecting value");
            ranges.add(new long[] {lowest, hasDash ? highest : -highest});
            if (ranges.get(ranges.size() - 1)[1] < lowest) {
                throw new Unexpected(line, "expected a range from low to high, found " + lowest + "-" + -highest);
            }
        } while (cursor.takeIf(","));
        long[] flat = ranges.stream().flatMapToLong(Arrays::stream).toArray();
        statements.selections.put(key, new Selection(selector, flat, line));
    }

    private void group() throws Unexpected {
        cursor.expectLong("the message's number");
        cursor.expectWord("the group's name");
        cursor.expectLong("the group's repetitions");
        cursor.expect(":");
        while (cursor.peek().kind() == Kind.WORD && !cursor.peek().beginsSection()) {
            cursor.take();
            cursor.takeIf(",");
        }
    }

    private void comment() throws Unexpected {
        object();
        cursor.expectString("the comment as a quoted text");
    }

    /** What a comment or attribute is about, if it is not about the whole file. */
    private SignalKey object() throws Unexpected {
        DbcToken token = cursor.peek();
        if (token.kind() != Kind.WORD) {
            return null;
        }
        switch (token.text()) {
            case "SG_" -> {
                cursor.take();
                return signalKey();
            }
            case "BO_" -> {
                cursor.take();
                return new SignalKey(cursor.expectLong("the message's number"), "");
            }
            case "BU_", "EV_" -> {
                cursor.take();
                cursor.expectWord("a name");
                return null;
            }
            default -> throw cursor.unexpected("BU_, BO_, SG_, EV_ or a quoted text");
        }
    }

    private void attributeDefinition() throws Unexpected {
        if (cursor.peek().kind() == Kind.WORD) {
            cursor.take();
        }
        String name = cursor.expectString("the attribute's name");
        String type = cursor.expectWord("the attribute's type (INT, HEX, FLOAT, STRING, ENUM)")
                .text();
        List<String> names = new ArrayList<>();
        while (!cursor.peek().is(";") && !cursor.peek().beginsSection()) {
            DbcToken token = cursor.take();
            if (token.kind() == Kind.STRING) {
                names.add(token.text());
            }
        }
        statements.definitions.put(name, new AttributeDefinition(type, names));
    }

    private String value() throws Unexpected {
        DbcToken token = cursor.peek();
        if (token.kind() != Kind.NUMBER && token.kind() != Kind.STRING) {
            throw cursor.unexpected("the attribute's value as a number or a quoted text");
        }
        return cursor.take().text();
    }

    private void attribute() throws Unexpected {
        String name = cursor.expectString("the attribute's name");
        SignalKey object = object();
        String value = value();
        if (object == null) {
            return;
        }
        if (object.signal().isEmpty()) {
            statements
                    .messageAttributes
                    .computeIfAbsent(object.message(), key -> new HashMap<>())
                    .put(name, value);
        } else {
            statements
                    .signalAttributes
                    .computeIfAbsent(object, key -> new HashMap<>())
                    .put(name, value);
        }
    }

    private void senders() throws Unexpected {
        cursor.expectLong("the message's number");
        cursor.expect(":");
        while (cursor.peek().kind() == Kind.WORD && !cursor.peek().beginsSection()) {
            cursor.take();
            cursor.takeIf(",");
        }
    }
}
