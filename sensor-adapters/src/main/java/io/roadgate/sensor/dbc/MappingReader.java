package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.MappedField.Slot;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a mapping file and checks every name in it against the DBC. The file's form stands in docs/dbc.md. */
final class MappingReader {
    private static final Map<String, ObservationKind> KINDS =
            Map.of("radar", ObservationKind.RADAR, "camera", ObservationKind.CAMERA, "vehicle", ObservationKind.BSM);
    private static final String SILENCE = "50ms";
    private static final int PARTS_MOST = 64;
    private static final Set<String> PART_KEYS = Set.of("message", "repeat", "optional");

    private final DbcDatabase database;
    private final DbcFaults faults;
    private final List<ObjectPart> parts = new ArrayList<>();

    private MappingReader(DbcDatabase database, DbcFaults faults) {
        this.database = database;
        this.faults = faults;
    }

    /**
     * Reads both files.
     *
     * @throws DbcException with every fault of the DBC, or every fault of the mapping.
     */
    static DbcMapping read(Path dbc, String encoding, Path mapping) throws DbcException {
        DbcDatabase database = DbcReader.read(List.of(dbc), encoding);
        try {
            return parse(database, mapping.toString(), Files.readString(mapping));
        } catch (NoSuchFileException e) {
            throw new DbcException(List.of(new DbcFault(mapping.toString(), 0, "there is no such file")));
        } catch (MalformedInputException e) {
            throw new DbcException(List.of(new DbcFault(mapping.toString(), 0, "must be UTF-8 text")));
        } catch (IOException e) {
            throw new DbcException(List.of(new DbcFault(mapping.toString(), 0, "cannot be read: " + e.getMessage())));
        }
    }

    static DbcMapping parse(DbcDatabase database, String name, String yaml) throws DbcException {
        DbcFaults faults = new DbcFaults(name);
        MappingNode root = MappingNode.read(yaml, faults);
        DbcMapping mapping = root == null ? null : new MappingReader(database, faults).mapping(root);
        if (!faults.isEmpty()) {
            throw new DbcException(faults.all());
        }
        return mapping;
    }

    private DbcMapping mapping(MappingNode root) {
        allow(root, "", Set.of("kind", "list", "objects"));
        MappingNode kindNode = root.get("kind");
        ObservationKind kind = KINDS.get(kindNode == null ? "radar" : kindNode.text);
        if (kind == null) {
            faults.add(kindNode.line, "kind: must be radar, camera or vehicle, is '" + kindNode.text + "'");
        }
        MappingNode list = root.get("list");
        MappingNode headerNode = list == null ? null : list.get("header");
        DbcMessage header = null;
        DbcSignal count = null;
        DbcSignal counter = null;
        if (list != null) {
            allow(list, "list.", Set.of("header", "silence"));
        }
        if (headerNode != null) {
            allow(headerNode, "list.header.", Set.of("message", "count", "counter"));
            header = message(headerNode, "list.header");
            count = header == null ? null : optionalSignal(header, headerNode, "count");
            counter = header == null ? null : optionalSignal(header, headerNode, "counter");
        }
        MappingNode objects = root.get("objects");
        if (objects == null || objects.items.isEmpty()) {
            faults.add(root.line, "objects: is missing: a list of messages that say something of objects");
        } else {
            for (int i = 0; i < objects.items.size(); i++) {
                object(objects.items.get(i), "objects[" + i + "]");
            }
            if (faults.isEmpty() && parts.stream().noneMatch(ObjectPart::isPlace)) {
                faults.add(
                        objects.line,
                        "objects: none says where an object is (forwardM and leftM, rangeM and azimuthDeg,"
                                + " or latDeg and lonDeg)");
            }
        }
        return new DbcMapping(
                database, kind, list != null, header, count, counter, silenceNs(list), List.copyOf(parts));
    }

    private long silenceNs(MappingNode list) {
        MappingNode node = list == null ? null : list.get("silence");
        long silenceNs = Settings.parseDurationNs(node == null || !node.isText() ? SILENCE : node.text);
        if (silenceNs <= 0) {
            faults.add(
                    node.line, "list.silence: must be a duration with its unit such as 50ms, is '" + node.text + "'");
        }
        return silenceNs;
    }

    private void allow(MappingNode node, String path, Set<String> known) {
        if (node.isText() || !node.items.isEmpty()) {
            faults.add(node.line, path + " must be a mapping with the keys " + sorted(known));
        }
        for (Map.Entry<String, MappingNode> entry : node.keys.entrySet()) {
            if (!known.contains(entry.getKey())) {
                faults.add(
                        entry.getValue().line, path + entry.getKey() + ": is no key here; known are " + sorted(known));
            }
        }
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private DbcMessage message(MappingNode node, String path) {
        MappingNode name = node.get("message");
        if (name == null || !name.isText()) {
            faults.add(node.line, path + ".message: is missing: the name of a message in the DBC");
            return null;
        }
        return message(name.text, name.line, path);
    }

    private DbcMessage message(String name, int line, String path) {
        DbcMessage found = database.message(name).orElse(null);
        if (found == null) {
            faults.add(
                    line,
                    path + ".message: there is no message '" + name + "' in the DBC"
                            + NearestName.hint(
                                    name,
                                    database.messages().stream()
                                            .map(DbcMessage::name)
                                            .toList()));
        }
        return found;
    }

    private DbcSignal optionalSignal(DbcMessage message, MappingNode node, String key) {
        MappingNode name = node.get(key);
        return name == null ? null : signal(message, name.text, name.line, "list.header." + key);
    }

    private DbcSignal signal(DbcMessage message, String name, int line, String path) {
        DbcSignal found = name == null ? null : message.signal(name).orElse(null);
        if (found == null) {
            faults.add(
                    line,
                    path + ": there is no signal '" + name + "' in message " + message.name()
                            + NearestName.hint(
                                    String.valueOf(name),
                                    message.signals().stream()
                                            .map(DbcSignal::name)
                                            .toList()));
        } else if (found.isWide()) {
            faults.add(line, path + ": signal " + name + " has more than 64 bits, that is no number");
        }
        return found;
    }

    private void object(MappingNode node, String path) {
        MappingNode repeat = node.get("repeat");
        int from = 0;
        int to = 0;
        int digits = 1;
        if (repeat != null) {
            allow(repeat, path + ".repeat.", Set.of("from", "to", "digits"));
            from = whole(repeat, "from", path, 0);
            to = whole(repeat, "to", path, from);
            digits = whole(repeat, "digits", path, 1);
        }
        for (int n = from; n <= to; n++) {
            String number = repeat == null
                    ? null
                    : "0".repeat(Math.max(0, digits - Integer.toString(n).length())) + n;
            if (parts.size() == PARTS_MOST * PARTS_MOST || n - from > PARTS_MOST * PARTS_MOST) {
                faults.add(node.line, path + ".repeat: makes more than " + PARTS_MOST * PARTS_MOST + " parts");
                return;
            }
            part(node, path, number, n);
        }
    }

    private int whole(MappingNode node, String key, String path, int fallback) {
        MappingNode value = node.get(key);
        if (value == null) {
            return fallback;
        }
        if (!value.isText() || !value.text.matches("\\d{1,4}")) {
            faults.add(
                    value.line,
                    path + ".repeat." + key + ": must be a whole number of 0..9999, is '" + value.text + "'");
            return fallback;
        }
        return Integer.parseInt(value.text);
    }

    private static String filled(String text, String number) {
        return number == null ? text : text.replace("{n}", number);
    }

    private void part(MappingNode node, String path, String number, int n) {
        MappingNode name = node.get("message");
        if (name == null || !name.isText()) {
            faults.add(node.line, path + ".message: is missing: the name of a message in the DBC");
            return;
        }
        DbcMessage message = message(filled(name.text, number), name.line, path);
        if (message == null) {
            return;
        }
        FieldSource id = null;
        FieldSource valid = null;
        List<FieldSource> fields = new ArrayList<>();
        FieldSources sources = new FieldSources(message, number, faults);
        for (Map.Entry<String, MappingNode> entry : node.keys.entrySet()) {
            if (PART_KEYS.contains(entry.getKey())) {
                continue;
            }
            String at = path + "." + entry.getKey();
            MappedField field = MappedField.of(entry.getKey());
            if (field == null) {
                List<String> known = Arrays.stream(MappedField.values())
                        .map(MappedField::key)
                        .toList();
                faults.add(
                        entry.getValue().line,
                        at + ": is no field" + NearestName.hint(entry.getKey(), known)
                                + "; known are message, repeat, optional, " + String.join(", ", known));
                continue;
            }
            FieldSource source = sources.source(field, entry.getValue(), at);
            if (source == null) {
                continue;
            }
            switch (field) {
                case ID -> id = source;
                case VALID -> valid = source;
                default -> fields.add(source);
            }
        }
        add(node, message, id, id == null ? n : 0, valid, fields);
    }

    private void add(
            MappingNode node,
            DbcMessage message,
            FieldSource id,
            long fixedId,
            FieldSource valid,
            List<FieldSource> fields) {
        MappingNode optional = node.get("optional");
        parts.add(new ObjectPart(
                parts.size(),
                message,
                id,
                fixedId,
                valid,
                fields.toArray(new FieldSource[0]),
                hasPlace(fields),
                optional != null && "true".equals(optional.text)));
    }

    private static boolean hasPlace(List<FieldSource> fields) {
        Set<Integer> slots = fields.stream()
                .filter(field -> !field.isConstant())
                .map(FieldSource::slot)
                .collect(Collectors.toSet());
        return slots.containsAll(List.of(Slot.FORWARD_M.ordinal(), Slot.LEFT_M.ordinal()))
                || slots.contains(Slot.RANGE_M.ordinal())
                || slots.containsAll(List.of(Slot.LAT_DEG.ordinal(), Slot.LON_DEG.ordinal()));
    }
}
