package io.roadgate.sensor.dbc;

import io.roadgate.sensor.observation.ParticipantClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads where the fields of one part come from: a signal's name, a number, or a mapping with the key {@code signal}. */
final class FieldSources {
    private static final Set<String> KEYS = Set.of("signal", "scale", "offset", "map", "in", "else");

    private final DbcMessage message;
    private final String number;
    private final DbcFaults faults;

    FieldSources(DbcMessage message, String number, DbcFaults faults) {
        this.message = message;
        this.number = number;
        this.faults = faults;
    }

    /** The source; {@code null} = at fault. */
    FieldSource source(MappedField field, MappingNode node, String path) {
        if (node.isText()) {
            double constant = node.number();
            if (Double.isFinite(constant)) {
                return FieldSource.constant(field, constant);
            }
            if (field == MappedField.CLASS && isClass(node.text)) {
                return FieldSource.constant(field, classNumber(node.text));
            }
            DbcSignal signal = signal(node, path);
            if (signal != null && field == MappedField.CLASS) {
                faults.add(
                        node.line,
                        path + ": needs a map from values to classes: {signal: " + node.text
                                + ", map: {1: CAR}}; classes are " + classes());
                return null;
            }
            return signal == null ? null : FieldSource.scaled(field, signal, 1, 0);
        }
        for (Map.Entry<String, MappingNode> entry : node.keys.entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                faults.add(
                        entry.getValue().line,
                        path + "." + entry.getKey() + ": is no key here; known are "
                                + KEYS.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        MappingNode name = node.get("signal");
        if (name == null || !name.isText()) {
            faults.add(node.line, path + ": must be a signal's name, a number, or {signal: name, ...}");
            return null;
        }
        DbcSignal signal = signal(name, path);
        return signal == null ? null : mapped(field, signal, node, path);
    }

    private FieldSource mapped(MappedField field, DbcSignal signal, MappingNode node, String path) {
        MappingNode map = node.get("map");
        MappingNode in = node.get("in");
        if (map == null && in == null) {
            return FieldSource.scaled(field, signal, number(node, "scale", 1, path), number(node, "offset", 0, path));
        }
        TreeMap<Long, Double> table = new TreeMap<>();
        if (map != null) {
            map.keys.forEach((key, value) -> put(table, signal, key, value.line, target(field, value, path), path));
        } else {
            in.items.forEach(item -> put(table, signal, item.text, item.line, 1, path));
        }
        double otherwise = in != null ? 0 : Double.NaN;
        if (node.get("else") != null) {
            otherwise = target(field, node.get("else"), path);
        }
        return FieldSource.table(
                field,
                signal,
                table.keySet().stream().mapToLong(Long::longValue).toArray(),
                table.values().stream().mapToDouble(Double::doubleValue).toArray(),
                otherwise);
    }

    private void put(Map<Long, Double> table, DbcSignal signal, String key, int line, double value, String path) {
        if (key != null && key.matches("-?\\d{1,18}")) {
            table.put(Long.valueOf(key), value);
            return;
        }
        DbcLabels labels = signal.labels();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < labels.count(); i++) {
            names.add(labels.name(i));
            if (labels.name(i).equals(key)) {
                table.put(labels.value(i), value);
            }
        }
        if (!names.contains(key)) {
            faults.add(
                    line,
                    path + ": '" + key + "' is neither a raw value nor a value's name of signal " + signal.name()
                            + NearestName.hint(String.valueOf(key), names));
        }
    }

    private double target(MappedField field, MappingNode value, String path) {
        if (field == MappedField.CLASS) {
            if (value.isText() && isClass(value.text)) {
                return classNumber(value.text);
            }
            faults.add(value.line, path + ": '" + value.text + "' is no class; classes are " + classes());
            return 0;
        }
        double target = value.number();
        if (Double.isNaN(target)) {
            faults.add(value.line, path + ": must map to numbers, is '" + value.text + "'");
        }
        return target;
    }

    private static boolean isClass(String name) {
        return Arrays.stream(ParticipantClass.values())
                .anyMatch(known ->
                        known != ParticipantClass.NULL_VAL && known.name().equalsIgnoreCase(name));
    }

    private static double classNumber(String name) {
        return ParticipantClass.valueOf(name.toUpperCase(Locale.ROOT)).ordinal();
    }

    private static String classes() {
        return Arrays.stream(ParticipantClass.values())
                .filter(known -> known != ParticipantClass.NULL_VAL)
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }

    private double number(MappingNode node, String key, double fallback, String path) {
        MappingNode value = node.get(key);
        if (value == null) {
            return fallback;
        }
        double found = value.number();
        if (!Double.isFinite(found)) {
            faults.add(value.line, path + "." + key + ": must be a number, is '" + value.text + "'");
            return fallback;
        }
        return found;
    }

    private DbcSignal signal(MappingNode node, String path) {
        String name = number == null ? node.text : node.text.replace("{n}", number);
        DbcSignal found = message.signal(name).orElse(null);
        if (found == null) {
            faults.add(
                    node.line,
                    path + ": there is no signal '" + name + "' in message " + message.name()
                            + NearestName.hint(
                                    name,
                                    message.signals().stream()
                                            .map(DbcSignal::name)
                                            .toList()));
        } else if (found.isWide()) {
            faults.add(node.line, path + ": signal " + name + " has more than 64 bits, that is no number");
            return null;
        }
        return found;
    }
}
