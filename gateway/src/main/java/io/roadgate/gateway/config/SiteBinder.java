package io.roadgate.gateway.config;

import io.roadgate.gateway.config.GatewayConfig.IdleMode;
import io.roadgate.gateway.config.GatewayConfig.Journal;
import io.roadgate.gateway.config.GatewayConfig.Ledger;
import io.roadgate.gateway.config.GatewayConfig.Mqtt;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.ReceiptMode;
import io.roadgate.gateway.config.GatewayConfig.Rings;
import io.roadgate.gateway.config.GatewayConfig.Rsu;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.config.GatewayConfig.Threading;
import io.roadgate.gateway.config.GatewayConfig.ThreadingMode;
import io.roadgate.gateway.config.GatewayConfig.Toll;
import io.roadgate.gateway.config.GatewayConfig.TollPoint;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.TransportKind;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A tree that has passed every check, as records; here stand the defaults. */
final class SiteBinder {
    static final List<Setting> LEDGER_SETTINGS = List.of(Setting.duration(
            "repeatAfter", "10s", "100ms", "1h", "toll records go out again after this long unreceipted"));

    private static final int KIB = 1024;
    private static final long MIB = 1024L * 1024;

    private final Declarations declarations;
    private final UnaryOperator<String> environment;

    SiteBinder(Declarations declarations, UnaryOperator<String> environment) {
        this.declarations = declarations;
        this.environment = environment;
    }

    static Optional<DriverKind> driver(JsonNode name) {
        return Arrays.stream(DriverKind.values())
                .filter(kind -> kind.key().equals(name.asString("")))
                .findFirst();
    }

    static Optional<TransportKind> transport(JsonNode name) {
        return Arrays.stream(TransportKind.values())
                .filter(kind -> kind.key().equals(name.asString("")))
                .findFirst();
    }

    GatewayConfig bind(String text, JsonNode root) {
        List<Sensor> sensors = sensors(root.path("sensors"));
        return new GatewayConfig(
                text,
                site(root.path("site")),
                threading(root.path("threading")),
                rings(root.path("rings")),
                mqtt(root.path("mqtt"), root.path("site").path("id").asString()),
                sensors,
                optional(root, "rsu").map(node -> rsu(node, root.path("site"))),
                lanes(root.path("lanes")),
                new Settings(declarations.tracking(), values(root.path("tracking"))),
                each(declarations.hazards(), root.path("hazards")),
                each(declarations.services(), root.path("services")),
                optional(root, "toll").map(node -> toll(node, sensors)),
                optional(root, "journal").map(SiteBinder::journal),
                optional(root, "ledger").map(SiteBinder::ledger),
                new Settings(ClockWatch.SETTINGS, values(root.path("clock"))));
    }

    private static Optional<JsonNode> optional(JsonNode root, String key) {
        return Optional.of(root.path(key)).filter(JsonNode::isObject);
    }

    private static Site site(JsonNode node) {
        JsonNode origin = node.path("origin");
        return new Site(
                node.path("id").asString(),
                node.path("number").asInt(),
                origin.path("latDeg").asDouble(),
                origin.path("lonDeg").asDouble(),
                origin.path("heightM").asDouble());
    }

    private static Threading threading(JsonNode node) {
        return new Threading(
                choice(ThreadingMode.class, node.path("mode"), ThreadingMode.DEDICATED),
                choice(IdleMode.class, node.path("idle"), IdleMode.BACKOFF),
                node.path("ingestAgents").asInt(1));
    }

    private static Rings rings(JsonNode node) {
        return new Rings(
                node.path("observationKb").asInt(1024) * KIB,
                node.path("outboundKb").asInt(4096) * KIB,
                node.path("journalKb").asInt(8192) * KIB,
                node.path("tollKb").asInt(1024) * KIB);
    }

    private Mqtt mqtt(JsonNode node, String siteId) {
        return new Mqtt(
                URI.create(node.path("broker").asString()),
                node.path("clientId").asString(siteId),
                node.path("username").asString(""),
                password(node.path("passwordEnv")),
                node.path("window").asInt(256),
                choice(PayloadFormat.class, node.path("payload"), PayloadFormat.PROTOBUF),
                node.path("trackRateHz").asInt(10));
    }

    private String password(JsonNode variable) {
        return variable.isString() ? environment.apply(variable.asString()) : "";
    }

    private static List<Sensor> sensors(JsonNode list) {
        List<Sensor> sensors = new ArrayList<>();
        for (JsonNode node : list) {
            DriverKind driver = driver(node.path("driver")).orElseThrow();
            TransportKind transport = transport(node.path("transport")).orElseThrow();
            sensors.add(new Sensor(
                    sensors.size() + 1,
                    node.path("id").asString(),
                    driver,
                    new Settings(driver.settings(), values(node.path("settings"))),
                    transport,
                    new Settings(transport.settings(), values(node.path("link"))),
                    mount(node.path("mount"))));
        }
        return sensors;
    }

    private static SensorMount mount(JsonNode node) {
        return node.isObject()
                ? new SensorMount(
                        node.path("eastM").asDouble(),
                        node.path("northM").asDouble(),
                        node.path("upM").asDouble(0),
                        StrictMath.toRadians(node.path("boresightDeg").asDouble()),
                        node.path("level").asInt(0))
                : SensorMount.NONE;
    }

    private static Rsu rsu(JsonNode node, JsonNode site) {
        String id = node.path("id").asString("");
        return new Rsu(
                address(node.path("send").asString()),
                id.isEmpty() ? site.path("number").asLong() : Long.parseUnsignedLong(id, 16),
                new Settings(LengthFraming.SETTINGS, values(node.path("framing"))));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static SiteMap lanes(JsonNode list) {
        List<LaneDraft> lanes = new ArrayList<>();
        for (JsonNode node : list) {
            List<double[]> points = new ArrayList<>();
            for (JsonNode point : node.path("points")) {
                points.add(new double[] {
                    point.get(0).asDouble(),
                    point.get(1).asDouble(),
                    point.get(2).asDouble()
                });
            }
            int id = node.path("id").asInt();
            lanes.add(LaneDraft.of(
                            id,
                            choice(LaneKind.class, node.path("kind"), LaneKind.DRIVING),
                            node.path("widthM").asDouble(LaneDraft.USUAL_WIDTH_M),
                            node.path("speedLimitMps").asDouble(LaneDraft.USUAL_LIMIT_MPS),
                            points)
                    .name(node.path("name").asString("lane-" + id))
                    .level(node.path("level").asInt(0)));
        }
        return SiteMap.of(lanes);
    }

    /** Settings of every row of a table, by its key; what the file does not name has its defaults. */
    private static Map<String, Settings> each(Map<String, List<Setting>> declared, JsonNode node) {
        Map<String, Settings> rows = new LinkedHashMap<>();
        for (Map.Entry<String, List<Setting>> row : declared.entrySet()) {
            rows.put(row.getKey(), new Settings(row.getValue(), values(node.path(row.getKey()))));
        }
        return rows;
    }

    private static Toll toll(JsonNode node, List<Sensor> sensors) {
        List<TollPoint> points = new ArrayList<>();
        for (JsonNode point : node.path("points")) {
            String id = point.path("sensor").asString();
            int number = sensors.stream()
                    .filter(sensor -> sensor.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .number();
            points.add(new TollPoint(point.path("lane").asInt(), number));
        }
        Map<Integer, Long> amounts = new LinkedHashMap<>();
        for (JsonNode row : node.path("tariff").path("classes")) {
            amounts.put(row.path("class").asInt(), row.path("amountFen").asLong());
        }
        return new Toll(points, node.path("tariff").path("version").asInt(), amounts);
    }

    private static Journal journal(JsonNode node) {
        return new Journal(
                Path.of(node.path("directory").asString()),
                node.path("freeSpaceFloorMb").asInt(256) * MIB);
    }

    private static Ledger ledger(JsonNode node) {
        Map<String, String> values = values(node);
        values.keySet().retainAll(List.of("repeatAfter"));
        return new Ledger(
                Path.of(node.path("file").asString()),
                choice(ReceiptMode.class, node.path("receipts"), ReceiptMode.CENTRE),
                new Settings(LEDGER_SETTINGS, values).durationNs("repeatAfter"));
    }

    static Map<String, String> values(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            values.put(entry.getKey(), entry.getValue().asString());
        }
        return values;
    }

    private static <E extends Enum<E>> E choice(Class<E> type, JsonNode node, E fallback) {
        return node.isString() ? Enum.valueOf(type, node.asString().toUpperCase(Locale.ROOT)) : fallback;
    }
}
