package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.DbcCursor.Unexpected;
import io.roadgate.sensor.dbc.DbcStatements.Message;
import io.roadgate.sensor.dbc.DbcStatements.Signal;
import io.roadgate.sensor.dbc.DbcToken.Kind;
import java.util.ArrayList;

/**
 * The tokens of a DBC file as statements. After a fault it goes on with the next statement, so that all faults come out
 * together.
 *
 * <p>Messages and signals are read here, what is said about them in {@link DbcRemarks}. Sections without meaning for
 * decoding (nodes, environment variables, relations, types of signals) and unknown ones are passed over.
 *
 * <p>Source: the DBC file format as published with CANdb++ and as the open implementations agree to read it.
 */
final class DbcParser {
    private static final long NUMBER_MAX = 0xFFFF_FFFFL;
    // The longest J1939 transport message; a frame has 64 at most.
    private static final int LENGTH_MAX = 1785;
    private static final int BIT_MAX = LENGTH_MAX * Byte.SIZE;

    private final DbcCursor cursor;
    private final DbcFaults faults;
    private final DbcStatements statements = new DbcStatements();
    private final DbcRemarks remarks;
    private Message current;

    DbcParser(String text, DbcFaults faults) {
        this.faults = faults;
        this.cursor = new DbcCursor(DbcLexer.tokens(text, faults));
        this.remarks = new DbcRemarks(cursor, statements);
    }

    DbcStatements parse() {
        while (cursor.peek().kind() != Kind.END) {
            int startedAt = cursor.position();
            try {
                statement();
            } catch (Unexpected e) {
                faults.add(e.line, e.getMessage());
                cursor.recover(startedAt);
            }
        }
        return statements;
    }

    private void statement() throws Unexpected {
        DbcToken token = cursor.peek();
        if (token.is(";")) {
            cursor.take();
            return;
        }
        if (token.kind() != Kind.WORD) {
            throw noSection(token);
        }
        switch (token.text()) {
            case "BO_" -> message();
            case "SG_" -> signal();
            default -> {
                current = null;
                section(token);
            }
        }
    }

    private static Unexpected noSection(DbcToken token) {
        return new Unexpected(
                token.line(),
                "expected the beginning of a section such as BO_, SG_, CM_ or VAL_, found " + token.described());
    }

    private void section(DbcToken token) throws Unexpected {
        switch (token.text()) {
            case "VERSION" -> {
                cursor.take();
                cursor.expectString("the version as a quoted text");
            }
            case "NS_" -> newSymbols();
            case "BS_" -> bitTiming();
            case "BU_" -> nodes();
            case "VAL_TABLE_", "VAL_", "SIG_VALTYPE_", "SG_MUL_VAL_", "SIG_GROUP_" -> remarks.read(token.text());
            case "CM_", "BA_DEF_", "BA_DEF_DEF_", "BA_", "BO_TX_BU_" -> remarks.read(token.text());
            default -> {
                boolean isSection = DbcToken.KEYWORDS.contains(token.text())
                        || (token.startsLine() && token.text().matches("[A-Z][A-Z0-9_]*_"));
                if (!isSection) {
                    throw noSection(token);
                }
                cursor.take();
                cursor.skipToSemicolon(token.text());
            }
        }
    }

    /** Names of sections, without meaning: up to the section that is followed by a colon. */
    private void newSymbols() throws Unexpected {
        cursor.take();
        cursor.expect(":");
        while (cursor.peek().kind() == Kind.WORD && !cursor.peek(1).is(":")) {
            if (cursor.peek().is("BO_") && cursor.peek(1).kind() == Kind.NUMBER) {
                return;
            }
            cursor.take();
        }
    }

    private void bitTiming() throws Unexpected {
        cursor.take();
        cursor.expect(":");
        while (cursor.peek().kind() == Kind.NUMBER
                || cursor.peek().is(",")
                || cursor.peek().is(":")
                || cursor.peek().is(";")) {
            cursor.take();
        }
    }

    private void nodes() throws Unexpected {
        cursor.take();
        cursor.expect(":");
        while (!cursor.peek().beginsSection()
                && (cursor.peek().kind() == Kind.WORD
                        || cursor.peek().is(",")
                        || cursor.peek().is(";"))) {
            cursor.take();
        }
    }

    private void message() throws Unexpected {
        int line = cursor.take().line();
        // Signals of a message that is at fault are checked, too, and go nowhere.
        current = new Message(-1, "", LENGTH_MAX, line, new ArrayList<>());
        long number = number();
        String name = cursor.expectWord("the message's name").text();
        cursor.expect(":");
        int lengthBytes = cursor.expectInt("the message's length in bytes", 0, LENGTH_MAX);
        if (cursor.peek().kind() == Kind.WORD && !cursor.peek().beginsSection()) {
            cursor.take();
        }
        current = new Message(number, name, lengthBytes, line, new ArrayList<>());
        statements.messages.add(current);
    }

    private long number() throws Unexpected {
        DbcToken token = cursor.peek();
        long number = cursor.expectLong("the message's number");
        if (number < 0 || number > NUMBER_MAX) {
            throw new Unexpected(token.line(), "expected a message number of 0..4294967295, found " + token.text());
        }
        return number;
    }

    private void signal() throws Unexpected {
        int line = cursor.take().line();
        if (current == null) {
            throw new Unexpected(line, "expected a BO_ before this SG_: the signal belongs to no message");
        }
        String name = cursor.expectWord("the signal's name").text();
        boolean isSelector = false;
        Long selectedBy = null;
        if (cursor.peek().kind() == Kind.WORD) {
            DbcToken marker = cursor.take();
            if (!marker.text().matches("M|m\\d{1,18}M?")) {
                throw new Unexpected(
                        marker.line(), "expected ':' or a multiplexer mark (M, m1, m1M), found " + marker.described());
            }
            isSelector = marker.text().endsWith("M");
            String digits = marker.text().replaceAll("\\D", "");
            selectedBy = digits.isEmpty() ? null : Long.valueOf(digits);
        }
        cursor.expect(":");
        int startBit = cursor.expectInt("the start bit", 0, BIT_MAX);
        cursor.expect("|");
        int lengthBits = cursor.expectInt("the length in bits", 1, BIT_MAX);
        cursor.expect("@");
        boolean isBigEndian = byteOrder();
        boolean isSigned = sign();
        cursor.expect("(");
        String scale = factor("the factor");
        cursor.expect(",");
        String offset = factor("the offset");
        cursor.expect(")");
        cursor.expect("[");
        factor("the minimum");
        cursor.expect("|");
        factor("the maximum");
        cursor.expect("]");
        String unit = cursor.expectString("the unit as a quoted text");
        receivers();
        current.signals()
                .add(new Signal(
                        name,
                        isSelector,
                        selectedBy,
                        startBit,
                        lengthBits,
                        isBigEndian,
                        isSigned,
                        scale,
                        offset,
                        unit,
                        line));
    }

    private boolean byteOrder() throws Unexpected {
        DbcToken token = cursor.peek();
        if (!token.is("0") && !token.is("1")) {
            throw cursor.unexpected("the byte order, 0 (Motorola) or 1 (Intel)");
        }
        return cursor.take().is("0");
    }

    private boolean sign() throws Unexpected {
        DbcToken token = cursor.peek();
        if (!token.is("+") && !token.is("-")) {
            throw cursor.unexpected("'+' (unsigned) or '-' (signed)");
        }
        return cursor.take().is("-");
    }

    private String factor(String what) throws Unexpected {
        DbcToken token = cursor.expect(Kind.NUMBER, what + " as a number");
        if (!Double.isFinite(Double.parseDouble(token.text()))) {
            throw new Unexpected(token.line(), "expected " + what + " as a number, found " + token.described());
        }
        return token.text();
    }

    private void receivers() {
        while (!cursor.peek().beginsSection()
                && (cursor.peek().kind() == Kind.WORD || cursor.peek().is(","))) {
            cursor.take();
        }
    }
}
