package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.NullConstant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The physical meaning of numbers on the wire, by the name of their type or as {@code Owner.member}.
 *
 * <p>Shape of the text: one line per name, {@code name ; factor ; unit ; raw=note, raw=note}; lines that start with
 * {@code #} say nothing. A note stands for a number that has no physical value.
 */
final class UnitTable {
    static final String RAW = "raw";
    static final UnitTable NONE = new UnitTable(Map.of());

    private static final int COLUMNS = 4;

    private final Map<String, Unit> units;

    private UnitTable(Map<String, Unit> units) {
        this.units = units;
    }

    /** What one step on the wire is, and which numbers mean something else. */
    record Unit(BigDecimal factor, String unit, Map<BigInteger, String> notes) {
        Map<String, Object> shown(Number raw) {
            Map<String, Object> shown = new LinkedHashMap<>();
            BigInteger number = new BigInteger(raw.toString());
            String note = notes.get(number);
            BigDecimal value = new BigDecimal(number).multiply(factor);
            shown.put(RAW, raw);
            shown.put("value", note == null ? value : NullConstant.NULL);
            shown.put("unit", unit);
            if (note != null) {
                shown.put("note", note);
            }
            return shown;
        }
    }

    /** The table of the Chinese message sets. */
    static UnitTable load() {
        try (InputStream in = UnitTable.class.getResourceAsStream("units.txt")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UnitTable parse(String text) {
        Map<String, Unit> units = new HashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split(";", -1);
            if (columns.length != COLUMNS) {
                throw new IllegalArgumentException("a line of the unit table has four columns: " + line);
            }
            Map<BigInteger, String> notes = new HashMap<>();
            for (String note : columns[3].split(",", -1)) {
                if (!note.isBlank()) {
                    String[] parts = note.split("=", 2);
                    notes.put(new BigInteger(parts[0].strip()), parts[1].strip());
                }
            }
            Unit unit = new Unit(new BigDecimal(columns[1].strip()), columns[2].strip(), notes);
            if (units.put(columns[0].strip(), unit) != null) {
                throw new IllegalArgumentException("twice in the unit table: " + columns[0].strip());
            }
        }
        return new UnitTable(units);
    }

    /** Null if nothing is known of the name. */
    Unit of(String name) {
        return units.get(name);
    }

    Map<String, Unit> units() {
        return units;
    }
}
