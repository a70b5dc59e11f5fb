package io.roadgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.hazard.HazardRules;
import io.roadgate.gateway.service.RoadServices;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.TransportKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shipped example must name every key there is, with the default that it really has. */
class ExampleSiteFileTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("roadgate.root", ".."), "gateway", "conf", "example-site.yaml");

    private final GatewayConfig config = read();

    private static GatewayConfig read() {
        try {
            // Parsed, not read: the files that it names are found from the directory that roadgate is started in.
            return new ConfigReader(RoadsideGateway.declarations(), name -> null)
                    .parse(EXAMPLE.toString(), Files.readString(EXAMPLE));
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void shouldGiveEveryKeyOfTrackerAndRulesWithItsDefault() throws Exception {
        String text = Files.readString(EXAMPLE);
        shouldHoldDefaults(config.tracking(), Tracker.SETTINGS);
        for (HazardRules rule : HazardRules.values()) {
            assertThat(text).contains("\n  " + rule.key() + ":");
            shouldHoldDefaults(config.hazards().get(rule.key()), rule.settings());
        }
        for (RoadServices service : RoadServices.values()) {
            assertThat(text).contains("\n  " + service.key() + ":");
            service.settings().forEach(setting -> assertThat(text).contains(setting.key() + ": "));
            shouldHoldDefaults(config.services().get(service.key()), service.settings());
        }
        shouldHoldDefaults(config.clock(), ClockWatch.SETTINGS);
        ClockWatch.SETTINGS.forEach(setting -> assertThat(text).contains(setting.key() + ": "));
        for (Setting setting : Tracker.SETTINGS) {
            assertThat(text).contains("\n  " + setting.key() + ": ");
        }
    }

    @Test
    void shouldShipAMappingThatFitsItsDbc() {
        Path can = EXAMPLE.resolveSibling("can");
        Settings settings = new Settings(
                DriverKind.DBC.settings(),
                Map.of(
                        "dbc", can.resolve("example-radar.dbc").toString(),
                        "mapping", can.resolve("example-radar.map.yaml").toString()));
        assertThat(DriverKind.DBC.check(settings)).isEmpty();
    }

    @Test
    void shouldShowEveryDriverAndTransportWithAllTheirKeys() throws Exception {
        String text = Files.readString(EXAMPLE);
        for (DriverKind driver : DriverKind.values()) {
            assertThat(config.sensors()).extracting(Sensor::driver).contains(driver);
            driver.settings().forEach(setting -> assertThat(text).contains(setting.key() + ": "));
        }
        for (TransportKind transport : TransportKind.values()) {
            assertThat(config.sensors()).extracting(Sensor::transport).contains(transport);
            transport.settings().forEach(setting -> assertThat(text).contains(setting.key() + ": "));
        }
        for (Sensor sensor : config.sensors()) {
            shouldHoldDefaults(sensor.settings(), sensor.driver().settings());
        }
    }

    private static void shouldHoldDefaults(Settings values, List<Setting> declared) {
        for (Setting setting : declared) {
            switch (setting.kind()) {
                case NUMBER, INTEGER ->
                    assertThat(values.number(setting.key()))
                            .as(setting.key())
                            .isEqualTo(Double.parseDouble(setting.fallback()));
                case DURATION ->
                    assertThat(values.durationNs(setting.key()))
                            .as(setting.key())
                            .isEqualTo(Settings.parseDurationNs(setting.fallback()));
                default -> {
                    if (setting.fallback() != null) {
                        assertThat(values.text(setting.key())).as(setting.key()).isEqualTo(setting.fallback());
                    }
                }
            }
        }
    }
}
