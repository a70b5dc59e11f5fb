package io.roadgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roadgate.gateway.config.ConfigFaults.Fault;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.ReceiptMode;
import io.roadgate.gateway.config.GatewayConfig.ThreadingMode;
import io.roadgate.gateway.config.GatewayConfig.TollPoint;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.sensor.setting.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final Declarations DECLARATIONS = new Declarations(
            List.of(Setting.number("gateM", 5, 1, 50, "gate")),
            Map.of(
                    "stoppedVehicle", List.of(Setting.duration("stoppedFor", "5s", "1s", "1h", "dwell")),
                    "emergencyBraking", List.of(),
                    "vulnerableRoadUser", List.of()),
            Map.of(
                    "traffic", List.of(Setting.flag("enabled", true, "offered")),
                    "priority", List.of(Setting.text("send", "", "where a controller is"))));

    private static final String GOOD = """
            site: {id: s-1, number: 7, origin: {latDeg: 29.7, lonDeg: 106.6, heightM: 245}}
            threading: {mode: shared}
            mqtt: {broker: "tcp://broker:1883", payload: json}
            sensors:
              - id: radar
                driver: ars408
                transport: serial
                link: {path: /dev/ttyS0, baud: 9600}
                mount: {eastM: 1.5, northM: -2, upM: 6, boresightDeg: 180, level: 1}
              - {id: etc, driver: etc, transport: serial, link: {path: /dev/ttyS1}}
            lanes:
              - {id: 9, kind: toll, points: [[0, 0, 0], [10, 0, 0]]}
            tracking: {gateM: 7}
            hazards:
              stoppedVehicle: {stoppedFor: 3s}
            toll:
              points: [{lane: 9, sensor: etc}]
              tariff: {version: 3, classes: [{class: 1, amountFen: 500}]}
            ledger: {file: ledger.db, receipts: puback, repeatAfter: 250ms}
            """;

    private static GatewayConfig read(String text) throws ConfigException {
        return new ConfigReader(DECLARATIONS, Map.of("SECRET", "s3cret")::get).parse("site.yaml", text);
    }

    private static List<Fault> faultsOf(String text) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(text));
        assertThat(refused).as("must be refused").isNotNull();
        return refused.faults().all();
    }

    @Test
    void shouldReadEveryValueAndFillInDefaults() throws ConfigException {
        GatewayConfig config = read(GOOD);

        assertThat(config.text()).isEqualTo(GOOD);
        assertThat(config.site()).isEqualTo(new GatewayConfig.Site("s-1", 7, 29.7, 106.6, 245));
        assertThat(config.threading().mode()).isEqualTo(ThreadingMode.SHARED);
        assertThat(config.threading().ingestAgents()).isEqualTo(1);
        assertThat(config.rings().observationBytes()).isEqualTo(1024 * 1024);
        assertThat(config.mqtt().broker().getPort()).isEqualTo(1883);
        assertThat(config.mqtt().clientId()).isEqualTo("s-1");
        assertThat(config.mqtt().payload()).isEqualTo(PayloadFormat.JSON);
        assertThat(config.sensors()).hasSize(2);
        assertThat(config.sensors().get(0).number()).isEqualTo(1);
        assertThat(config.sensors().get(0).link().integer("baud")).isEqualTo(9600);
        assertThat(config.sensors().get(1).link().integer("baud")).isEqualTo(115_200);
        assertThat(config.sensors().get(0).mount().boresightRad()).isEqualTo(Math.PI);
        assertThat(config.sensors().get(0).mount().level()).isEqualTo(1);
        assertThat(config.map().kind(0)).isEqualTo(LaneKind.TOLL);
        assertThat(config.map().lengthM(0)).isEqualTo(10);
        assertThat(config.tracking().number("gateM")).isEqualTo(7);
        assertThat(config.hazards().get("stoppedVehicle").durationNs("stoppedFor"))
                .isEqualTo(3_000_000_000L);
        assertThat(config.hazards()).containsKeys("emergencyBraking", "vulnerableRoadUser");
        assertThat(config.toll().orElseThrow().points()).containsExactly(new TollPoint(9, 2));
        assertThat(config.toll().orElseThrow().amountFenByClass()).containsExactly(Map.entry(1, 500L));
        assertThat(config.ledger().orElseThrow().receipts()).isEqualTo(ReceiptMode.PUBACK);
        assertThat(config.ledger().orElseThrow().repeatAfterNs()).isEqualTo(250_000_000L);
        assertThat(config.journal()).isEmpty();
        assertThat(config.rsu()).isEmpty();
    }

    @Test
    void shouldTakeThePasswordFromTheEnvironmentAndNeverShowIt() throws ConfigException {
        GatewayConfig config = read(GOOD.replace("payload: json", "username: gate, passwordEnv: SECRET"));

        assertThat(config.mqtt().password()).isEqualTo("s3cret");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    static Stream<List<Object>> faultyFiles() {
        return Stream.of(
                List.of("number: 7", "number: seven", 1, "site.number"),
                List.of("latDeg: 29.7", "latDeg: 129.7", 1, "site.origin.latDeg"),
                List.of("mode: shared", "mode: fast", 2, "threading.mode"),
                List.of("payload: json", "payloads: json", 3, "mqtt.payloads"),
                List.of("tcp://broker:1883", "http://broker", 3, "mqtt.broker"),
                List.of("tcp://broker:1883", "tcp://%ker:1883", 3, "mqtt.broker"),
                List.of("tcp://broker:1883", "tcp://broker:0", 3, "mqtt.broker"),
                List.of("driver: ars408", "driver: ars409", 6, "sensors[0].driver"),
                List.of("transport: serial\n    link", "transport: parallel\n    link", 7, "sensors[0].transport"),
                List.of("baud: 9600", "baud: 7", 8, "sensors[0].link.baud"),
                List.of("baud: 9600", "bauds: 9600", 8, "sensors[0].link.bauds"),
                List.of("northM: -2, ", "", 9, "sensors[0].mount.northM"),
                List.of(
                        "    mount: {eastM: 1.5, northM: -2, upM: 6, boresightDeg: 180, level: 1}\n",
                        "",
                        5,
                        "sensors[0].mount"),
                List.of("{id: etc, driver", "{id: radar, driver", 10, "sensors[1].id"),
                List.of("link: {path: /dev/ttyS1}", "link: {}", 10, "sensors[1].link.path"),
                List.of("points: [[0, 0, 0], [10, 0, 0]]", "points: [[0, 0, 0]]", 12, "lanes[0].points"),
                List.of("[10, 0, 0]]", "[0, 0, 0]]", 12, "lanes[0].points[1]"),
                List.of("gateM: 7", "gateM: 700", 13, "tracking.gateM"),
                List.of("stoppedFor: 3s", "stoppedFor: 3", 15, "hazards.stoppedVehicle.stoppedFor"),
                List.of("stoppedVehicle:", "stopedVehicle:", 15, "hazards.stopedVehicle"),
                List.of("kind: toll", "kind: driving", 17, "toll.points[0].lane"),
                List.of("lane: 9, sensor: etc", "lane: 9, sensor: atc", 17, "toll.points[0].sensor"),
                List.of("amountFen: 500", "amountFen: 5.5", 18, "toll.tariff.classes[0].amountFen"),
                List.of("repeatAfter: 250ms", "repeatAfter: soon", 19, "ledger.repeatAfter"),
                List.of("ledger: {file: ledger.db, receipts: puback, repeatAfter: 250ms}\n", "", 17, "ledger"));
    }

    @ParameterizedTest
    @MethodSource("faultyFiles")
    void shouldNameLineAndKeyOfAFault(List<Object> row) {
        String text = GOOD.replace((String) row.get(0), (String) row.get(1));
        assertThat(text).as("the replacement must hit").isNotEqualTo(GOOD);

        List<Fault> faults = faultsOf(text);

        assertThat(faults).extracting(Fault::key).contains((String) row.get(3));
        Fault fault = faults.stream()
                .filter(f -> f.key().equals(row.get(3)))
                .findFirst()
                .orElseThrow();
        assertThat(Math.abs(fault.line() - (Integer) row.get(2)))
                .as("line of %s is %d", fault.key(), fault.line())
                .isLessThanOrEqualTo(1);
        assertThat(fault.expected()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"controller", "controller:", "controller:x", "controller:70000", "controller:0", ":6053", "a b:1"
            })
    void shouldNameTheLineOfAControllersAddressThatIsNone(String send) {
        Fault fault = faultsOf(GOOD + "services:\n  priority:\n    send: '" + send + "'\n")
                .get(0);
        assertThat(fault.key()).isEqualTo("services.priority.send");
        assertThat(fault.line()).isEqualTo(GOOD.split("\n").length + 3);
        assertThat(fault.expected()).contains("port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "controller-1.local:6053", "192.168.1.20:65535"})
    void shouldTakeAControllersAddress(String send) throws ConfigException {
        GatewayConfig config = read(GOOD + "services:\n  priority: {send: '" + send + "'}\n");
        assertThat(config.services().get("priority").text("send")).isEqualTo(send);
    }

    @Test
    void shouldReportAllFaultsAtOnceInTheOrderOfLines() {
        List<Fault> faults = faultsOf(GOOD.replace("number: 7", "number: -1")
                .replace("mode: shared", "mode: fast")
                .replace("baud: 9600", "baud: 7")
                .replace("gateM: 7", "gateM: x")
                .replace("sensor: etc}]", "sensor: none}]"));

        assertThat(faults)
                .extracting(Fault::key)
                .containsExactly(
                        "site.number",
                        "threading.mode",
                        "sensors[0].link.baud",
                        "tracking.gateM",
                        "toll.points[0].sensor");
        assertThat(faults).extracting(Fault::line).isSorted();
    }

    @Test
    void shouldSayWhatIsKnownWhenAKeyIsNot() {
        Fault fault = faultsOf(GOOD.replace("baud: 9600", "speed: 9600")).get(0);

        assertThat(fault.expected()).contains("is not a key here").contains("path, baud, dataBits, parity");
    }

    @Test
    void shouldRefuseWhatIsNotYaml() {
        assertThat(faultsOf("site: {id: s"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.expected()).contains("is not YAML"));
        assertThat(faultsOf("")).hasSize(1);
        assertThat(faultsOf("just words")).hasSize(1);
        assertThat(faultsOf(GOOD + "site: {}\n"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.expected()).containsIgnoringCase("duplicate"));
    }

    @Test
    void shouldSayWhereToStartWhenThereIsNoFile() {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> new ConfigReader(DECLARATIONS, name -> null).read(Path.of("no", "such.yaml")));

        assertThat(refused).hasMessageContaining("example-site.yaml");
    }

    @Provide
    Arbitrary<String> mutations() {
        return Arbitraries.integers()
                .between(0, GOOD.length() - 1)
                .flatMap(at -> Arbitraries.strings()
                        .ofMaxLength(6)
                        .map(inserted ->
                                GOOD.substring(0, at) + inserted + GOOD.substring(Math.min(GOOD.length(), at + 3))));
    }

    @Property(tries = 300)
    void shouldEitherReadOrRefuseAnyText(@ForAll("mutations") String text) {
        try {
            assertThat(read(text)).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.faults().all()).isNotEmpty();
        }
    }
}
