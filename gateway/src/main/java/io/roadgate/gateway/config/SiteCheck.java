package io.roadgate.gateway.config;

import static io.roadgate.gateway.config.SiteTree.join;
import static io.roadgate.gateway.config.SiteTree.line;

import io.roadgate.gateway.mapfile.MapFormat;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.TransportKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a schema cannot know: declared settings, names that must be unique, names that must exist.
 *
 * <p>Runs also on a tree that the schema has refused, so that all faults come out together; a node of a wrong type is
 * passed over here, the schema has named it.
 */
final class SiteCheck {
    private final Declarations declarations;
    private final UnaryOperator<String> environment;
    private final ConfigFaults faults;

    SiteCheck(Declarations declarations, UnaryOperator<String> environment, ConfigFaults faults) {
        this.declarations = declarations;
        this.environment = environment;
        this.faults = faults;
    }

    void check(JsonNode root) {
        checkUnique(root.path("sensors"), "sensors", "id");
        int index = 0;
        WireCheck wires = new WireCheck(faults);
        for (JsonNode sensor : root.path("sensors")) {
            checkSensor(sensor, "sensors[" + index++ + "]", wires);
        }
        checkUnique(root.path("lanes"), "lanes", "id");
        if (root.has("lanes") && root.has("map")) {
            faults.add(line(root.path("map")), "map", "must not stand beside lanes: give the lanes in the map's file");
        }
        checkMapFormat(root.path("map").path("format"));
        checkLanes(root.path("lanes"));
        checkSettings(root, "tracking", "tracking", declarations.tracking());
        checkSettings(root, "clock", "clock", ClockWatch.SETTINGS);
        checkEach(root.path("hazards"), "hazards", "rule", declarations.hazards());
        checkEach(root.path("services"), "services", "service", declarations.services());
        checkToll(root);
        checkPassword(root.path("mqtt"));
        checkPort(root.path("mqtt").path("broker"), "mqtt.broker");
        checkPort(root.path("rsu").path("send"), "rsu.send");
        checkAddress(root.path("services").path("priority").path("send"), "services.priority.send");
        checkSettings(root.path("rsu"), "framing", "rsu.framing", LengthFraming.SETTINGS);
        checkFraming(root.path("rsu").path("framing"), "rsu.framing");
        checkSettings(root, "ledger", "ledger", SiteBinder.LEDGER_SETTINGS, "file", "receipts");
    }

    private void checkSensor(JsonNode sensor, String key, WireCheck wires) {
        if (!sensor.isObject()) {
            return;
        }
        JsonNode driverName = sensor.path("driver");
        Optional<DriverKind> driver = SiteBinder.driver(driverName);
        if (driver.isPresent()) {
            checkSettings(sensor, "settings", key + ".settings", driver.get().settings());
            if (driver.get() == DriverKind.RSU) {
                checkFraming(sensor.path("settings"), key + ".settings");
            }
            if (driver.get().isMounted() && !sensor.has("mount")) {
                faults.add(
                        line(sensor),
                        key + ".mount",
                        "is missing: a " + driver.get().key() + " measures from where it hangs and looks");
            }
        } else if (driverName.isString()) {
            faults.add(
                    line(driverName),
                    key + ".driver",
                    "must be one of "
                            + Arrays.stream(DriverKind.values())
                                    .map(DriverKind::key)
                                    .collect(Collectors.joining(", ")) + ", is " + driverName);
        }
        JsonNode transportName = sensor.path("transport");
        Optional<TransportKind> transport = SiteBinder.transport(transportName);
        if (transport.isPresent()) {
            int faultsBefore = faults.all().size();
            checkSettings(sensor, "link", key + ".link", transport.get().settings());
            if (faults.all().size() == faultsBefore) {
                checkTogether(sensor, key + ".link", transport.get());
            }
            driver.ifPresent(kind -> wires.check(sensor, key, kind, transport.get()));
        } else if (transportName.isString()) {
            faults.add(
                    line(transportName),
                    key + ".transport",
                    "must be one of "
                            + Arrays.stream(TransportKind.values())
                                    .map(TransportKind::key)
                                    .collect(Collectors.joining(", "))
                            + ", is " + transportName);
        }
    }

    /** What only the wire itself knows to be wrong: addresses, files, settings that exclude each other. */
    private void checkTogether(JsonNode sensor, String key, TransportKind transport) {
        JsonNode link = sensor.path("link");
        Settings values = new Settings(transport.settings(), SiteBinder.values(link));
        for (String fault : transport.faultsOf(values)) {
            String setting = fault.substring(0, fault.indexOf(' '));
            JsonNode at = link.has(setting) ? link.path(setting) : link.isMissingNode() ? sensor : link;
            faults.add(line(at), join(key, setting), fault.substring(setting.length() + 1));
        }
    }

    private void checkSettings(JsonNode parent, String child, String key, List<Setting> declared, String... otherKeys) {
        JsonNode node = parent.path(child);
        if (!node.isMissingNode() && !node.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (Arrays.asList(otherKeys).contains(entry.getKey())) {
                continue;
            }
            Optional<Setting> setting = declared.stream()
                    .filter(s -> s.key().equals(entry.getKey()))
                    .findFirst();
            if (setting.isEmpty()) {
                faults.add(line(entry.getValue()), join(key, entry.getKey()), "is not a key here; " + known(declared));
                continue;
            }
            String fault = entry.getValue().isValueNode()
                    ? setting.get().faultOf(entry.getValue().asString())
                    : null;
            if (fault != null) {
                faults.add(line(entry.getValue()), join(key, entry.getKey()), fault);
            }
        }
        for (Setting setting : declared) {
            if (setting.fallback() == null && !node.has(setting.key())) {
                faults.add(
                        line(node.isMissingNode() ? parent : node),
                        join(key, setting.key()),
                        "is missing: " + setting.meaning());
            }
        }
    }

    /** The keys of a framing can each be right and yet contradict one another. */
    private void checkFraming(JsonNode node, String key) {
        Map<String, String> values = new HashMap<>();
        for (Setting setting : LengthFraming.SETTINGS) {
            JsonNode value = node.path(setting.key());
            if (value.isValueNode() && setting.faultOf(value.asString()) != null) {
                return;
            }
            if (value.isValueNode()) {
                values.put(setting.key(), value.asString());
            }
        }
        String fault = LengthFraming.faultOf(new Settings(LengthFraming.SETTINGS, values));
        if (fault != null) {
            faults.add(line(node), key, fault);
        }
    }

    private static String known(List<Setting> declared) {
        return declared.isEmpty()
                ? "there is nothing to set"
                : "known are " + declared.stream().map(Setting::key).collect(Collectors.joining(", "));
    }

    private void checkUnique(JsonNode list, String key, String field) {
        Map<String, Integer> firstLines = new HashMap<>();
        int index = 0;
        for (JsonNode element : list) {
            JsonNode value = element.path(field);
            if (value.isValueNode()) {
                Integer firstLine = firstLines.putIfAbsent(value.asString(), line(value));
                if (firstLine != null) {
                    faults.add(
                            line(value),
                            key + "[" + index + "]." + field,
                            "must be unique, " + value + " stands in line " + firstLine + " already");
                }
            }
            index++;
        }
    }

    private void checkMapFormat(JsonNode format) {
        if (format.isString() && MapFormat.named(format.asString()).isEmpty()) {
            faults.add(line(format), "map.format", "must be one of " + MapFormat.keys() + ", is " + format);
        }
    }

    private void checkLanes(JsonNode lanes) {
        int index = 0;
        for (JsonNode lane : lanes) {
            JsonNode points = lane.path("points");
            for (int i = 1; i < points.size(); i++) {
                if (points.get(i).equals(points.get(i - 1))) {
                    faults.add(
                            line(points.get(i)),
                            "lanes[" + index + "].points[" + i + "]",
                            "must differ from the point before it");
                }
            }
            index++;
        }
    }

    private void checkEach(JsonNode node, String key, String word, Map<String, List<Setting>> rows) {
        for (Map.Entry<String, JsonNode> row : node.properties()) {
            List<Setting> declared = rows.get(row.getKey());
            if (declared == null) {
                faults.add(
                        line(row.getValue()),
                        join(key, row.getKey()),
                        "is not a " + word + "; " + word + "s are "
                                + rows.keySet().stream().sorted().collect(Collectors.joining(", ")));
            } else {
                checkSettings(node, row.getKey(), join(key, row.getKey()), declared);
            }
        }
    }

    private void checkToll(JsonNode root) {
        JsonNode toll = root.path("toll");
        if (toll.isMissingNode()) {
            return;
        }
        if (!root.has("ledger")) {
            faults.add(line(toll), "ledger", "is missing: a site with tolls needs ledger.file to make them durable");
        }
        int index = 0;
        for (JsonNode point : toll.path("points")) {
            String key = "toll.points[" + index++ + "]";
            JsonNode lane = point.path("lane");
            JsonNode found = find(root.path("lanes"), lane);
            if (lane.isInt() && found == null && !root.has("map")) {
                faults.add(line(lane), key + ".lane", "must be the id of a lane, is " + lane);
            } else if (found != null && !"toll".equals(found.path("kind").asString(""))) {
                faults.add(line(lane), key + ".lane", "must be a lane of kind toll, lane " + lane + " is not");
            }
            JsonNode sensor = point.path("sensor");
            if (sensor.isString() && find(root.path("sensors"), sensor) == null) {
                faults.add(line(sensor), key + ".sensor", "must be the id of a sensor, is " + sensor);
            }
        }
        checkUnique(toll.path("tariff").path("classes"), "toll.tariff.classes", "class");
    }

    private static JsonNode find(JsonNode list, JsonNode id) {
        for (JsonNode element : list) {
            if (element.path("id").equals(id)) {
                return element;
            }
        }
        return null;
    }

    private void checkPassword(JsonNode mqtt) {
        JsonNode name = mqtt.path("passwordEnv");
        if (name.isString() && environment.apply(name.asString()) == null) {
            faults.add(
                    line(name),
                    "mqtt.passwordEnv",
                    "names the environment variable " + name.asString() + ", which is not set");
        }
    }

    /** An address that may be left empty; the schema does not know what is in a service's settings. */
    private void checkAddress(JsonNode address, String key) {
        String text = address.asString("");
        if (text.isEmpty()) {
            return;
        }
        if (text.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:\\d{1,5}")) {
            checkPort(address, key);
        } else {
            faults.add(line(address), key, "must be host:port, as 192.168.1.20:6053, is " + address);
        }
    }

    private void checkPort(JsonNode address, String key) {
        if (!address.isString() || address.asString().indexOf(':') < 0) {
            return;
        }
        String port = address.asString().substring(address.asString().lastIndexOf(':') + 1);
        if (port.matches("\\d{1,5}") && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            faults.add(line(address), key, "must have a port of 1..65535, is " + address);
        }
    }
}
