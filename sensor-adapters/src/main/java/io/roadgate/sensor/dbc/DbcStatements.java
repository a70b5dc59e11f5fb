package io.roadgate.sensor.dbc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of a DBC file as they stand there, not yet joined: later statements add to messages of earlier ones. */
final class DbcStatements {
    /** Bit 31 of the number in {@code BO_}: the identifier has 29 bits. */
    static final long EXTENDED_BIT = 0x8000_0000L;

    final List<Message> messages = new ArrayList<>();
    final Map<String, Map<BigInteger, String>> valueTables = new HashMap<>();
    final Map<SignalKey, Map<BigInteger, String>> labels = new HashMap<>();
    final Map<SignalKey, String> labelTables = new HashMap<>();
    final Map<SignalKey, ValueType> valueTypes = new LinkedHashMap<>();
    final Map<SignalKey, Selection> selections = new LinkedHashMap<>();
    final Map<String, AttributeDefinition> definitions = new HashMap<>();
    final Map<String, String> defaults = new HashMap<>();
    final Map<Long, Map<String, String>> messageAttributes = new HashMap<>();
    final Map<SignalKey, Map<String, String>> signalAttributes = new HashMap<>();

    /** {@code BO_}: number with bit 31, cut name, length in bytes. */
    record Message(long number, String name, int lengthBytes, int line, List<Signal> signals) {}

    /** {@code SG_}: numbers as text, since their form decides whether values are whole. */
    record Signal(
            String name,
            boolean isSelector,
            Long selectedBy,
            int startBit,
            int lengthBits,
            boolean isBigEndian,
            boolean isSigned,
            String scale,
            String offset,
            String unit,
            int line) {}

    /** A signal by the number of its message and its cut name. */
    record SignalKey(long message, String signal) {}

    /** {@code SIG_VALTYPE_}. */
    record ValueType(int type, int line) {}

    /** {@code SG_MUL_VAL_}: the selector's name and pairs of lowest and highest value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Selection(String selector, long[] ranges, int line) {}

    /** {@code BA_DEF_}: its type and, of an ENUM, the names. */
    record AttributeDefinition(String type, List<String> names) {}
}
