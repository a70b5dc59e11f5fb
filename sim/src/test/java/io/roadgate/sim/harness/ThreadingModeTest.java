package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.broker.EmbeddedBroker;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.ThreadingMode;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.publish.CloudMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same agents on one thread, or on the caller's: same work done. Dedicated threads are what all other tests use. */
class ThreadingModeTest {
    @ParameterizedTest
    @EnumSource(
            value = ThreadingMode.class,
            names = {"SHARED", "INVOKER"})
    void shouldDoAllTheWork(ThreadingMode mode, @TempDir Path directory) throws Exception {
        Machine.needPrograms();
        try (EmbeddedBroker broker = new EmbeddedBroker(directory.resolve("broker"), 0).start();
                DemoSite site = DemoSite.open(directory.resolve("site"), broker.uri(), 5);
                TrafficCentre centre = new TrafficCentre(broker.uri(), new PrintWriter(new StringWriter()))) {
            assertThat(centre.start()).isTrue();
            String text = Files.readString(site.siteFile());
            String changed =
                    text.replace("mode: dedicated", "mode: " + mode.name().toLowerCase(Locale.ROOT));
            assertThat(changed).isNotEqualTo(text);
            GatewayConfig config =
                    new ConfigReader(RoadsideGateway.declarations(), System::getenv).parse("site.yaml", changed);
            try (RoadsideGateway gateway = new RoadsideGateway(config, "test")) {
                gateway.start();
                site.simulator().start();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(1))
                        .pollInSameThread()
                        .until(() -> {
                            if (mode == ThreadingMode.INVOKER) {
                                gateway.invoke();
                            }
                            return !centre.tolls().isEmpty()
                                    && centre.summary().count(CloudMessage.Kind.PICTURE) > 10
                                    && gateway.counters().get(GatewayCounter.TOLLS_RECEIPTED) > 0;
                        });
                assertThat(gateway.counters().get(GatewayCounter.AGENT_ERRORS)).isZero();
                assertThat(gateway.counters().get(GatewayCounter.TRACKS_ALIVE)).isGreaterThan(5);
            }
            assertThat(centre.unreadable()).isEmpty();
        }
    }
}
