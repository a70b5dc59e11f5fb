package io.roadgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roadgate.gateway.mapfile.ExampleMaps;
import io.roadgate.gateway.mapfile.RoadgateMapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapConfigTest {
    private static final ConfigReader READER =
            new ConfigReader(new Declarations(List.of(), Map.of(), Map.of()), name -> null);

    @TempDir
    private Path directory;

    private String site(String rest) {
        return "site: {id: s-1, number: 7, origin: {latDeg: 29.7, lonDeg: 106.6, heightM: 245}}\n"
                + "mqtt: {broker: \"tcp://broker:1883\"}\nsensors: [{id: etc, driver: etc, transport: serial, link: {path: /dev/ttyS1}}]\n"
                + rest;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("site.yaml"), text);
    }

    @Test
    void shouldReadTheMapAndKeepItForTheJournal() throws Exception {
        String map = ExampleMaps.file("liangjiang-crossing.yaml").toString();
        GatewayConfig config = READER.read(write(site("map: {file: '" + map + "'}\n")));
        assertThat(config.map().laneCount()).isEqualTo(36);
        assertThat(config.map().key(0)).isEqualTo("Sin1");
        GatewayConfig again = READER.parse("journal", config.text());
        assertThat(again.text()).isEqualTo(config.text());
        assertThat(RoadgateMapWriter.write(again.map())).isEqualTo(RoadgateMapWriter.write(config.map()));
        for (int lane = 0; lane < 36; lane++) {
            assertThat(again.map().lengthM(lane)).isEqualTo(config.map().lengthM(lane));
        }
    }

    @Test
    void shouldNameEveryFaultOfTheMap() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "lanes: [{id: 1, points: [[0, 0, 0]], left: x}]\n");
        Path file = write(site("map: {file: '" + bad + "'}\n"));
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> READER.read(file));
        assertThat(refused.faults().report("site.yaml"))
                .contains("site.yaml:4: map.file: " + bad + ":1: lane 1: must have at least 2 points, has 1")
                .contains("must have a neighbour that exists, \"x\" does not");
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws Exception {
        String map = ExampleMaps.file("two-deck-interchange.yaml").toString();
        Path elsewhere = write(site("map: {file: '" + map + "'}\n"));
        assertThat(catchThrowableOfType(ConfigException.class, () -> READER.read(elsewhere))
                        .faults()
                        .report("s"))
                .contains("must be of this site");
        Path both = write(site("map: {file: a, format: shape}\nlanes: []\n"));
        assertThat(catchThrowableOfType(ConfigException.class, () -> READER.read(both))
                        .faults()
                        .report("s"))
                .contains("map: must not stand beside lanes")
                .contains("map.format: must be one of roadgate, fusion");
    }
}
