package io.roadgate.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.sim.traffic.Lane;
import io.roadgate.sim.traffic.LaneKind;
import io.roadgate.sim.traffic.LanePoint;
import io.roadgate.sim.traffic.Liangjiang;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The site file agrees with the scenario. */
class SiteFileTest {
    private static final Map<String, String> VALUES = Map.of(
            "broker", "tcp://127.0.0.1:1883",
            "radarPty", "/run/radar",
            "etcPty", "/run/etc",
            "cameraPort", "4100",
            "rsuPort", "4200",
            "rsuEmulator", "127.0.0.1:4300",
            "directory", "/run/data");

    @TempDir
    Path directory;

    private JsonNode written() throws IOException {
        Path file = directory.resolve("site.yaml");
        SiteFile.write(file, VALUES);
        return new YAMLMapper().readTree(file.toFile());
    }

    @Test
    void shouldHaveTheLanesOfTheScenario() throws IOException {
        List<Lane> lanes = new ArrayList<>();
        for (JsonNode lane : written().get("lanes")) {
            List<LanePoint> points = new ArrayList<>();
            for (JsonNode point : lane.get("points")) {
                points.add(new LanePoint(
                        point.get(0).asDouble(),
                        point.get(1).asDouble(),
                        point.get(2).asDouble()));
            }
            lanes.add(new Lane(
                    lane.get("id").asInt(),
                    lane.get("name").asString(),
                    LaneKind.valueOf(lane.get("kind").asString().toUpperCase(Locale.ROOT)),
                    lane.get("level").asInt(),
                    lane.get("widthM").asDouble(),
                    lane.get("speedLimitMps").asDouble(),
                    points));
        }
        assertThat(lanes).isEqualTo(new Liangjiang(1, 0).lanes());
        assertThat(lanes)
                .allSatisfy(lane -> assertThat(lane.kind().siteFileName())
                        .isEqualTo(lane.kind().name().toLowerCase(Locale.ROOT)));
    }

    @Test
    void shouldHaveTheOriginOfTheScenario() throws IOException {
        JsonNode origin = written().get("site").get("origin");
        assertThat(origin.get("latDeg").asDouble()).isEqualTo(Liangjiang.ORIGIN_LAT_DEG);
        assertThat(origin.get("lonDeg").asDouble()).isEqualTo(Liangjiang.ORIGIN_LON_DEG);
        assertThat(origin.get("heightM").asDouble()).isEqualTo(Liangjiang.ORIGIN_HEIGHT_M);
    }

    @Test
    void shouldFillEveryPlaceholder() throws IOException {
        JsonNode site = written();
        assertThat(site.toString()).doesNotContain("${");
        assertThat(site.get("mqtt").get("broker").asString()).isEqualTo("tcp://127.0.0.1:1883");
        JsonNode sensors = site.get("sensors");
        assertThat(sensors.get(0).get("link").get("path").asString()).isEqualTo("/run/radar");
        assertThat(sensors.get(1).get("link").get("port").isInt()).isTrue();
        assertThat(sensors.get(1).get("link").get("port").asInt()).isEqualTo(4100);
        assertThat(sensors.get(2).get("link").get("port").asInt()).isEqualTo(4200);
        assertThat(sensors.get(3).get("link").get("path").asString()).isEqualTo("/run/etc");
        assertThat(site.get("rsu").get("send").asString()).isEqualTo("127.0.0.1:4300");
        assertThat(site.get("ledger").get("file").asString()).isEqualTo("/run/data/ledger.db");
    }

    @Test
    void shouldRefuseMissingUnknownAndUnsafeValues() {
        Path file = directory.resolve("site.yaml");
        assertThatThrownBy(() -> SiteFile.write(file, Map.of("broker", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cameraPort");
        Map<String, String> unsafe = new HashMap<>(VALUES);
        unsafe.put("directory", "a\"b");
        assertThatThrownBy(() -> SiteFile.write(file, unsafe)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }
}
