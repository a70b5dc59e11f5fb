package io.roadgate.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.ConfigException;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.Declarations;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the health message says of the sensors. */
class HealthReportTest {
    private static final int TILT = 1;
    private static final int CAMERA = 2;
    private static final long START_NS = 1_767_225_600_000_000_000L;
    private static final String SITE = """
            site: {id: s-1, number: 7, origin: {latDeg: 29.7, lonDeg: 106.6, heightM: 245}}
            sensors:
              - {id: tilt-1, driver: tilt, transport: tcp, link: {port: 4001}}
              - {id: cam-1, driver: camera, transport: tcp, link: {port: 4002}}
            lanes:
              - {id: 1, name: a, kind: driving, points: [[0, 0, 0], [10, 0, 0]]}
            mqtt: {broker: "tcp://localhost:1883"}
            """;

    private final GatewayConfig config = site();
    private final Counters counters = new Counters(List.of("tilt-1", "cam-1"));
    private final List<FigureDriver> drivers = new ArrayList<>();
    private final HealthReport report = new HealthReport(
            config,
            "1.2.3",
            counters,
            ports(),
            new ClockWatch(Settings.defaults(ClockWatch.SETTINGS)),
            () -> START_NS + 5_000_000_000L,
            START_NS);

    /** Tells figures and nothing else. */
    private static final class FigureDriver implements SensorDriver {
        private final DeviceGauges gauges = new DeviceGauges();

        @Override
        public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
            // Nothing comes.
        }

        @Override
        public void onLinkUp(long nowNs) {
            // There is no link.
        }

        @Override
        public void onLinkLost(long nowNs) {
            // There is no link.
        }

        @Override
        public int onTick(long nowNs) {
            return 0;
        }

        @Override
        public DeviceGauges gauges() {
            return gauges;
        }
    }

    private static final class NoWire implements Transport {
        @Override
        public void start() {
            // It never comes up.
        }

        @Override
        public int poll(FrameHandler handler, int limit) {
            return 0;
        }

        @Override
        public boolean offer(DirectBuffer buffer, int offset, int length) {
            return false;
        }

        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public int upCount() {
            return 0;
        }

        @Override
        public String describe() {
            return "no wire";
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static GatewayConfig site() {
        try {
            return new ConfigReader(new Declarations(List.of(), Map.of(), Map.of()), name -> null)
                    .parse("site.yaml", SITE);
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<SensorPort> ports() {
        List<SensorPort> ports = new ArrayList<>();
        for (Sensor sensor : config.sensors()) {
            FigureDriver driver = new FigureDriver();
            drivers.add(driver);
            ports.add(new SensorPort(List.of(), new NoWire(), driver, counters));
            counters.setLink(sensor.number(), true);
        }
        return ports;
    }

    private JsonNode health() {
        StringBuilder text = new StringBuilder();
        report.appendHealth(text);
        return JsonMapper.shared().readTree(text.toString());
    }

    private JsonNode sensor(int number) {
        return health().path("sensors").path(number - 1);
    }

    @Test
    void shouldSayThatAllIsWell() {
        JsonNode health = health();
        assertThat(health.path("state").asString()).isEqualTo("up");
        assertThat(health.path("site").asString()).isEqualTo(config.site().id());
        assertThat(health.path("release").asString()).isEqualTo("1.2.3");
        assertThat(health.path("atNs").asString()).isEqualTo(Long.toString(START_NS + 5_000_000_000L));
        assertThat(health.path("upS").asInt()).isEqualTo(5);
        assertThat(health.path("clock").path("state").asString()).isEqualTo("unknown");
        assertThat(health.path("sensors").size()).isEqualTo(config.sensors().size());
        JsonNode radar = sensor(TILT);
        assertThat(radar.path("driver").asString())
                .isEqualTo(config.sensors().get(0).driver().key());
        assertThat(radar.path("link").asString()).isEqualTo("up");
        assertThat(radar.path("figures").size()).isZero();
        assertThat(radar.path("alarms").size()).isZero();
        assertThat(radar.path("faults").size()).isZero();
        assertThat(radar.has("clockOffsetNs")).isFalse();
    }

    @Test
    void shouldTellOfEachSensorWhatIsKnownOfIt() {
        counters.setClock(CAMERA, -1_500, 250);
        counters.faultSink(CAMERA).count(FrameFault.CAMERA_GARBLED);
        counters.faultSink(CAMERA).count(FrameFault.CAMERA_GARBLED);
        counters.countObservation(CAMERA);
        counters.increment(GatewayCounter.V2X_UPLINKS);
        DeviceGauges gauges = drivers.get(CAMERA - 1).gauges();
        gauges.set(DeviceGauge.OCCUPIED, 1);
        gauges.setScaled(DeviceGauge.ROLL, 0.5);
        gauges.set(DeviceGauge.PHASES, 4);
        JsonNode camera = sensor(CAMERA);
        assertThat(camera.path("observations").asInt()).isEqualTo(1);
        assertThat(camera.path("clockOffsetNs").asLong()).isEqualTo(-1_500);
        assertThat(camera.path("clockSigmaNs").asLong()).isEqualTo(250);
        assertThat(camera.path("faults").path("camera-garbled").asInt()).isEqualTo(2);
        assertThat(camera.path("figures").path("occupied").asString()).isEqualTo("yes");
        assertThat(camera.path("figures").path("rollDeg").asDouble()).isEqualTo(0.5);
        assertThat(camera.path("figures").path("phases").asInt()).isEqualTo(4);
        assertThat(sensor(TILT).path("faults").size()).isZero();
        assertThat(health().path("counters").path("v2x-uplinks").asInt()).isEqualTo(1);
        assertThat(health().path("counters").has("tolls-decided")).isFalse();
    }

    @Test
    void shouldBeDegradedByALostLinkAndByAnAlarm() {
        counters.setLink(CAMERA, false);
        assertThat(health().path("state").asString()).isEqualTo("degraded");
        assertThat(sensor(CAMERA).path("link").asString()).isEqualTo("lost");
        counters.setLink(CAMERA, true);
        assertThat(health().path("state").asString()).isEqualTo("up");
        drivers.get(0).gauges().alarm(DeviceGauge.TILTED, true);
        assertThat(health().path("state").asString()).isEqualTo("degraded");
        assertThat(sensor(TILT).path("alarms").path(0).asString()).isEqualTo("tilted");
        drivers.get(0).gauges().alarm(DeviceGauge.TILTED, false);
        assertThat(health().path("state").asString()).isEqualTo("up");
    }
}
