package io.roadgate.gateway.config;

import static io.roadgate.gateway.config.SiteTree.line;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.driver.CanPort;
import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.transport.TransportKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Which sensors may be on which wires: CAN wires take CAN devices, a framing must suit its wire, and only CAN devices
 * share a wire, if they agree on its settings.
 */
final class WireCheck {
    private final ConfigFaults faults;
    private final Map<String, Seen> firstOfWire = new HashMap<>();

    private record Seen(JsonNode sensor, DriverKind driver) {}

    WireCheck(ConfigFaults faults) {
        this.faults = faults;
    }

    /** Looks at one sensor whose driver and transport are known. */
    void check(JsonNode sensor, String key, DriverKind driver, TransportKind transport) {
        if (transport.isCanOnly() && !driver.isCan()) {
            faults.add(
                    line(sensor.path("transport")),
                    key + ".transport",
                    "must be another: " + transport.key() + " carries CAN frames, a " + driver.key()
                            + " is no CAN device");
            return;
        }
        checkFraming(sensor, key, driver, transport);
        Optional<String> wire = transport.wire(name -> value(sensor.path("link"), transport.settings(), name));
        if (wire.isPresent()) {
            Seen first = firstOfWire.putIfAbsent(wire.get(), new Seen(sensor, driver));
            if (first != null) {
                checkShared(sensor, key, driver, transport, first);
            }
        }
    }

    private void checkFraming(JsonNode sensor, String key, DriverKind driver, TransportKind transport) {
        JsonNode framing = sensor.path("settings").path("framing");
        Optional<CanFraming> row = CanFraming.of(framing.asString(""));
        if (driver.isCan() && row.isPresent() && !transport.canFramings().contains(row.get())) {
            faults.add(
                    line(framing),
                    key + ".settings.framing",
                    "must be auto or one that " + transport.key() + " can carry ("
                            + transport.canFramings().stream()
                                    .map(CanFraming::key)
                                    .collect(Collectors.joining(", "))
                            + "), is " + framing);
        }
    }

    private void checkShared(JsonNode sensor, String key, DriverKind driver, TransportKind transport, Seen first) {
        String owner = first.sensor().path("id").asString("another sensor");
        if (!driver.isCan() || !first.driver().isCan()) {
            faults.add(
                    line(sensor.path("transport")),
                    key + ".link",
                    "must be another: " + owner + " has this wire already, and only CAN devices can share one");
            return;
        }
        checkSame(sensor, first.sensor(), "link", transport.settings(), key, owner);
        checkSame(sensor, first.sensor(), "settings", CanPort.SETTINGS, key, owner);
    }

    private void checkSame(
            JsonNode sensor, JsonNode first, String part, List<Setting> settings, String key, String owner) {
        for (Setting setting : settings) {
            String mine = value(sensor.path(part), settings, setting.key());
            String theirs = value(first.path(part), settings, setting.key());
            if (!mine.equals(theirs)) {
                faults.add(
                        line(sensor.path(part).path(setting.key()).isMissingNode() ? sensor : sensor.path(part)),
                        key + "." + part + "." + setting.key(),
                        "must be '" + theirs + "' as of " + owner + " on the same wire, is '" + mine + "'");
            }
        }
    }

    private static String value(JsonNode node, List<Setting> settings, String name) {
        String fallback = settings.stream()
                .filter(setting -> setting.key().equals(name))
                .findFirst()
                .map(Setting::fallback)
                .orElse("");
        return node.path(name).asString(fallback == null ? "" : fallback);
    }
}
