package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.DbcStatements.AttributeDefinition;
import io.roadgate.sensor.dbc.DbcStatements.Message;
import io.roadgate.sensor.dbc.DbcStatements.Selection;
import io.roadgate.sensor.dbc.DbcStatements.Signal;
import io.roadgate.sensor.dbc.DbcStatements.SignalKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins the statements of a file to messages, and names what cannot be true. */
final class DbcBinder {
    private static final int STANDARD_MAX = 0x7FF;
    private static final int EXTENDED_MAX = 0x1FFF_FFFF;
    /** Where editors keep signals that are in no message. */
    private static final String NO_MESSAGE = "VECTOR__INDEPENDENT_SIG_MSG";

    private static final long NO_MESSAGE_NUMBER = 0xC000_0000L;
    private static final String FRAME_FORMAT = "VFrameFormat";
    private static final String J1939 = "J1939PG";
    private static final List<String> FRAME_FORMATS = List.of("StandardCAN", "ExtendedCAN", "reserved", J1939);

    private final String file;
    private final DbcStatements statements;
    private final DbcFaults faults;
    private final List<String> warnings = new ArrayList<>();
    private final Map<DbcSignal, Signal> stated = new HashMap<>();

    DbcBinder(String file, DbcStatements statements, DbcFaults faults) {
        this.file = file;
        this.statements = statements;
        this.faults = faults;
    }

    List<String> warnings() {
        return warnings;
    }

    List<DbcMessage> bind() {
        List<DbcMessage> messages = new ArrayList<>();
        Set<SignalKey> known = new HashSet<>();
        for (Message message : statements.messages) {
            message.signals().forEach(signal -> known.add(new SignalKey(message.number(), signal.name())));
            if (!message.name().equals(NO_MESSAGE) && message.number() != NO_MESSAGE_NUMBER) {
                messages.add(bind(message));
            }
        }
        statements.valueTypes.forEach((key, type) -> warnUnknown(key, "SIG_VALTYPE_", type.line(), known));
        statements.selections.forEach((key, selection) -> warnUnknown(key, "SG_MUL_VAL_", selection.line(), known));
        return messages;
    }

    private void warnUnknown(SignalKey key, String section, int line, Set<SignalKey> known) {
        if (!known.contains(key)) {
            warnings.add(file + ":" + line + ": " + section + " is about signal " + key.signal() + " of message "
                    + key.message() + ", which is not in the file");
        }
    }

    private DbcMessage bind(Message message) {
        boolean isExtended = (message.number() & DbcStatements.EXTENDED_BIT) != 0;
        long id = message.number() & ~DbcStatements.EXTENDED_BIT;
        if (!isExtended && id > STANDARD_MAX) {
            faults.add(
                    message.line(),
                    "expected a standard identifier of 0..2047, found " + id + "; an extended one is written with"
                            + " 2147483648 added: " + (id | DbcStatements.EXTENDED_BIT));
        } else if (id > EXTENDED_MAX) {
            faults.add(
                    message.line(),
                    "expected an extended identifier of 0..536870911 (2147483648 added), found " + message.number());
        }
        Map<String, String> attributes = statements.messageAttributes.getOrDefault(message.number(), Map.of());
        List<DbcSignal> signals = signals(message);
        signals.sort(Comparator.comparingInt(this::sortBit));
        return new DbcMessage(
                (int) id,
                isExtended,
                J1939.equals(frameFormat(attributes)),
                attributes.getOrDefault("SystemMessageLongSymbol", message.name()),
                message.lengthBytes(),
                message.line(),
                signals);
    }

    private int sortBit(DbcSignal signal) {
        Signal statement = stated.get(signal);
        return statement.isBigEndian() ? BitField.sequential(statement.startBit()) : statement.startBit();
    }

    private String frameFormat(Map<String, String> attributes) {
        AttributeDefinition definition = statements.definitions.get(FRAME_FORMAT);
        String value = attributes.getOrDefault(FRAME_FORMAT, statements.defaults.getOrDefault(FRAME_FORMAT, ""));
        List<String> names = definition == null || definition.names().isEmpty() ? FRAME_FORMATS : definition.names();
        if (!value.matches("\\d{1,4}") || names.contains(value)) {
            return value;
        }
        int index = Integer.parseInt(value);
        return index < names.size() ? names.get(index) : "";
    }

    private List<DbcSignal> signals(Message message) {
        List<DbcSignal> signals = new ArrayList<>();
        Map<String, DbcSignal> selectors = new HashMap<>();
        Map<String, Signal> firsts = new HashMap<>();
        for (Signal statement : message.signals()) {
            Signal first = firsts.putIfAbsent(statement.name(), statement);
            if (first != null && (first.selectedBy() == null || statement.selectedBy() == null)) {
                faults.add(
                        statement.line(),
                        "expected another name than " + statement.name() + ", which line " + first.line()
                                + " has in this message already");
            }
            checkPlace(message, statement);
            DbcSignal signal = signal(message, statement);
            stated.put(signal, statement);
            signals.add(signal);
            if (statement.isSelector()) {
                selectors.put(statement.name(), signal);
            }
        }
        String onlySelector =
                selectors.size() == 1 ? selectors.keySet().iterator().next() : null;
        for (int i = 0; i < signals.size(); i++) {
            select(message, message.signals().get(i), signals.get(i), selectors, onlySelector);
        }
        checkCircles(signals);
        return signals;
    }

    private void checkPlace(Message message, Signal signal) {
        int firstBit = signal.isBigEndian() ? BitField.sequential(signal.startBit()) : signal.startBit();
        int bits = message.lengthBytes() * Byte.SIZE;
        if (firstBit + signal.lengthBits() > bits) {
            faults.add(
                    signal.line(),
                    "expected signal " + signal.name() + " inside the " + message.lengthBytes() + " bytes of message "
                            + message.name() + ", found its last bit in byte "
                            + ((firstBit + signal.lengthBits() - 1) / Byte.SIZE + 1));
        }
        if (signal.isSelector() && signal.lengthBits() > Long.SIZE) {
            faults.add(signal.line(), "expected a multiplexer of at most 64 bits, found " + signal.lengthBits());
        }
    }

    private DbcSignal signal(Message message, Signal signal) {
        SignalKey key = new SignalKey(message.number(), signal.name());
        DbcStatements.ValueType type = statements.valueTypes.get(key);
        boolean isFloat = type != null && (type.type() == 1 || type.type() == 2);
        if (isFloat && signal.lengthBits() != Float.SIZE && signal.lengthBits() != Double.SIZE) {
            faults.add(
                    type.line(),
                    "expected 32 or 64 bits for signal " + signal.name() + " of a floating type, found "
                            + signal.lengthBits());
            isFloat = false;
        }
        Map<BigInteger, String> names = statements.labels.get(key);
        if (names == null && statements.labelTables.containsKey(key)) {
            names = statements.valueTables.get(statements.labelTables.get(key));
        }
        return new DbcSignal(
                signal,
                statements
                        .signalAttributes
                        .getOrDefault(key, Map.of())
                        .getOrDefault("SystemSignalLongSymbol", signal.name()),
                isFloat,
                names == null ? DbcLabels.NONE : DbcLabels.of(names, signal.isSigned() || isFloat));
    }

    /**
     * With one multiplexer in a message, marks (m1) and ranges (SG_MUL_VAL_) both count. With several, a mark does not say
     * whose value it means: only the ranges count.
     */
    private void select(
            Message message, Signal statement, DbcSignal signal, Map<String, DbcSignal> selectors, String only) {
        boolean isMarked = statement.selectedBy() != null || statement.isSelector();
        if (!isMarked || statement.name().equals(only)) {
            return;
        }
        Selection selection = statements.selections.get(new SignalKey(message.number(), statement.name()));
        if (only != null) {
            long value = statement.selectedBy();
            boolean hasRanges = selection != null && selection.selector().equals(only);
            long[] ranges = new long[hasRanges ? selection.ranges().length + 2 : 2];
            ranges[0] = value;
            ranges[1] = value;
            if (hasRanges) {
                System.arraycopy(selection.ranges(), 0, ranges, 2, selection.ranges().length);
            }
            signal.selectBy(selectors.get(only), ranges);
        } else if (selection == null) {
            if (statement.selectedBy() == null) {
                return;
            }
            warnings.add(
                    file + ":" + statement.line() + ": " + statement.name() + " is marked m" + statement.selectedBy()
                            + (selectors.isEmpty()
                                    ? ", but the message has no multiplexer"
                                    : ", but no SG_MUL_VAL_ says of which multiplexer")
                            + "; it is read from every frame");
        } else if (!selectors.containsKey(selection.selector())) {
            faults.add(
                    selection.line(),
                    "expected a multiplexer of message " + message.name() + ", found " + selection.selector());
        } else {
            signal.selectBy(selectors.get(selection.selector()), selection.ranges());
        }
    }

    private void checkCircles(List<DbcSignal> signals) {
        for (DbcSignal signal : signals) {
            Set<DbcSignal> above = new HashSet<>();
            DbcSignal at = signal;
            while (at != null && above.add(at)) {
                at = at.selector();
            }
            if (at != null) {
                faults.add(
                        signal.line(),
                        "expected multiplexers one above the other, found " + signal.name() + " in a circle");
                signal.selectBy(null, new long[0]);
            }
        }
    }
}
