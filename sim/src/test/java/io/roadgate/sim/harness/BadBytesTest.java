package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.broker.EmbeddedBroker;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sim.device.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Devices that send garbage or go away, on their real transports: counted under a name that health shows, and the next
 * good message is used. One gateway under full traffic for all tests, so that each also finds the others' traces.
 */
class BadBytesTest {
    private static final List<String> SENSORS = List.of("radar-east", "camera-1", "rsu-1", "etc-1");
    /** More than what can have been under way when the damage happened. */
    private static final long SOME_MORE = 60;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static DemoSite site;
    private static TrafficCentre centre;
    private static RoadsideGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        Machine.needPrograms();
        broker = new EmbeddedBroker(directory.resolve("broker"), 0).start();
        site = DemoSite.open(directory.resolve("site"), broker.uri(), 3);
        centre = new TrafficCentre(broker.uri(), new PrintWriter(new StringWriter()));
        assertThat(centre.start()).isTrue();
        GatewayConfig config = new ConfigReader(RoadsideGateway.declarations(), System::getenv).read(site.siteFile());
        gateway = new RoadsideGateway(config, "test");
        gateway.start();
        assertThat(centre.awaitGateway(60_000)).isTrue();
        site.simulator().start();
        for (String sensor : SENSORS) {
            within().until(() -> observations(sensor) > 0);
        }
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (centre != null) {
            centre.close();
        }
        if (site != null) {
            site.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static ConditionFactory within() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private static long observations(String sensor) {
        return gateway.counters().observations(SENSORS.indexOf(sensor) + 1);
    }

    private static boolean isUp(String sensor) {
        return gateway.counters().isLinkUp(SENSORS.indexOf(sensor) + 1);
    }

    /** The sensor as the newest health on the broker tells of it. */
    private static JsonNode health(String sensor) {
        for (JsonNode row : JsonMapper.shared().readTree(centre.healthJson()).path("sensors")) {
            if (row.path("id").asString().equals(sensor)) {
                return row;
            }
        }
        throw new AssertionError("no " + sensor + " in " + centre.healthJson());
    }

    private static long told(String sensor, FrameFault... faults) {
        JsonNode counts = health(sensor).path("faults");
        long sum = 0;
        for (FrameFault fault : faults) {
            sum += counts.path(fault.label()).asLong(0);
        }
        return sum;
    }

    /** What the gateway has counted by now; {@link #told} is up to a second behind. */
    private static long counted(String sensor, FrameFault... faults) {
        long sum = 0;
        for (FrameFault fault : faults) {
            sum += gateway.counters().faults(SENSORS.indexOf(sensor) + 1, fault);
        }
        return sum;
    }

    /** Injects, waits until health tells of it, then until good messages have been used again. */
    private static void shouldCountAndGoOn(Fault fault, String sensor, long moreObservations, FrameFault... names) {
        long before = counted(sensor, names);
        site.simulator().inject(fault);
        within().untilAsserted(() -> assertThat(told(sensor, names))
                .as(() -> health(sensor).toString())
                .isGreaterThan(before));
        long since = observations(sensor);
        within().until(() -> observations(sensor) >= since + moreObservations);
        assertThat(isUp(sensor)).isTrue();
        // A frame that swallowed the head of the next may be two; a stream that found its way back is no flood.
        assertThat(counted(sensor, names)).isBetween(before + 1, before + names.length);
    }

    @Test
    void shouldCountAGarbledSlcanLine() {
        shouldCountAndGoOn(Fault.GARBLED_LINE, "radar-east", SOME_MORE, FrameFault.SLCAN_GARBLED);
    }

    @Test
    void shouldCountATruncatedCameraFrame() {
        shouldCountAndGoOn(
                Fault.TRUNCATED_FRAME, "camera-1", SOME_MORE, FrameFault.CAMERA_TRUNCATED, FrameFault.CAMERA_GARBLED);
    }

    @Test
    void shouldCountADatagramOfRandomBytes() {
        shouldCountAndGoOn(
                Fault.RANDOM_BYTES,
                "rsu-1",
                SOME_MORE,
                FrameFault.UPER_MALFORMED,
                FrameFault.UPER_REJECTED,
                FrameFault.UPER_UNUSED);
    }

    @Test
    void shouldCountAnEtcFrameWithAWrongCheckCharacter() {
        int tolls = centre.tolls().size();
        shouldCountAndGoOn(Fault.WRONG_CHECK, "etc-1", 1, FrameFault.ETC_CHECK);
        within().until(() -> centre.tolls().size() > tolls);
    }

    @Test
    void shouldConnectAgainWhenTheCameraDropsTheConnection() {
        long before = counted("camera-1", FrameFault.LINK_LOST);
        site.simulator().inject(Fault.LINK_DROP);
        within().until(() -> told("camera-1", FrameFault.LINK_LOST) == before + 1);
        within().until(() -> isUp("camera-1"));
        long since = observations("camera-1");
        within().until(() -> observations("camera-1") >= since + SOME_MORE);
        within().until(() -> health("camera-1").path("link").asString().equals("up"));
        assertThat(told("camera-1", FrameFault.LINK_LOST)).isEqualTo(before + 1);
    }

    @Test
    void shouldReportAnUnpluggedRadarOnceAndGoOnWithTheRest() throws IOException {
        long before = counted("radar-east", FrameFault.LINK_LOST);
        site.radarPty().unplug();
        within().until(() -> health("radar-east").path("link").asString().equals("lost"));
        long radarAtLoss = observations("radar-east");
        Map<String, Long> others = new LinkedHashMap<>();
        for (String sensor : List.of("camera-1", "rsu-1")) {
            others.put(sensor, observations(sensor));
        }
        Duration unplugged = Duration.ofSeconds(2);
        await().pollDelay(unplugged).atMost(unplugged.multipliedBy(2)).until(() -> true);
        within().until(() -> others.entrySet().stream()
                .allMatch(sensor -> observations(sensor.getKey()) >= sensor.getValue() + SOME_MORE));
        assertThat(observations("radar-east")).as("unplugged").isEqualTo(radarAtLoss);
        assertThat(told("radar-east", FrameFault.LINK_LOST))
                .as("however often it is looked for")
                .isEqualTo(before + 1);
        assertThat(JsonMapper.shared()
                        .readTree(centre.healthJson())
                        .path("state")
                        .asString())
                .isEqualTo("degraded");

        site.radarPty().replug();
        within().until(() -> isUp("radar-east"));
        within().until(() -> observations("radar-east") >= radarAtLoss + SOME_MORE);
        within().until(() -> health("radar-east").path("link").asString().equals("up"));
        assertThat(told("radar-east", FrameFault.LINK_LOST)).isEqualTo(before + 1);
        assertThat(gateway.counters().get(GatewayCounter.AGENT_ERRORS)).isZero();
    }

    @Test
    void shouldTakeTollsAgainFromAnAntennaThatWasUnplugged() throws IOException {
        site.etcPty().unplug();
        within().until(() -> !isUp("etc-1"));
        site.etcPty().replug();
        within().until(() -> isUp("etc-1"));
        int tolls = centre.tolls().size();
        within().until(() -> centre.tolls().size() > tolls);
        assertThat(told("etc-1", FrameFault.LINK_LOST)).isPositive();
        assertThat(site.simulator().failure()).isEmpty();
    }
}
