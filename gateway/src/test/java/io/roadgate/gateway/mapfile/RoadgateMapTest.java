package io.roadgate.gateway.mapfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoadgateMapTest {
    private static final String LANE =
            "{\"id\": 1, \"points\": [[0, 0, 0], [0, 50, 0]]}, {\"id\": 2, \"points\": [[0, 50, 0], [0, 100, 0]]}";

    @ParameterizedTest
    @ValueSource(strings = {"liangjiang-crossing.yaml", "two-deck-interchange.yaml"})
    void shouldWriteAllThatItReads(String name) {
        String first = RoadgateMapWriter.write(ExampleMaps.read(name));
        MapFaults faults = new MapFaults();
        SiteMap again = ExampleMaps.parse("again.json", first, faults);
        assertThat(faults.all()).isEmpty();
        assertThat(RoadgateMapWriter.write(again)).isEqualTo(first);
    }

    @Test
    void shouldJoinLanesThatNameNoWaysOnByPlace() {
        MapFaults faults = new MapFaults();
        SiteMap map = ExampleMaps.parse("m.json", "{\"lanes\": [" + LANE + "]}", faults);
        assertThat(faults.all()).isEmpty();
        assertThat(map.successor(0, 0)).isEqualTo(1);
        assertThat(map.predecessor(1, 0)).isZero();
    }

    @Test
    void shouldMoveAMapToTheSite() {
        String text =
                "{\"origin\": {\"latDeg\": 29.70, \"lonDeg\": 106.60, \"heightM\": 250}, \"lanes\": [" + LANE + "]}";
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(
                "m.json",
                text.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                new MapOrigin(29.699, 106.60, 245),
                faults);
        assertThat(map.pointNorthM(0, 0)).isBetween(110.8, 110.9);
        assertThat(map.pointUpM(0, 0)).isEqualTo(5);
        assertThat(faults.all().get(0).text()).contains("moved by 0.0 m east, 110.85 m north, 5.0 m up");
        MapFaults far = new MapFaults();
        assertThat(SiteMapReader.read(
                        "m.json",
                        text.getBytes(StandardCharsets.UTF_8),
                        Optional.empty(),
                        new MapOrigin(31, 106.60, 245),
                        far))
                .isNull();
        assertThat(far.report("m.json")).contains("must be of this site");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": 2, \"points\" | \"id\": 1, \"points\" | must have a name of its own",
                "[0, 50, 0]]}, | [0, 0, 0]]}, | points 1 and 2 must differ",
                "[0, 100, 0] | [0, 1e300, 0] | must lie within 50 km of the origin",
                "[0, 100, 0] | [0, \"x\", 0] | a place must be [east, north, up] in metres",
                "[0, 100, 0] | [0, 100, 0], [5, 60, 0], [-5, 60, 0] | must not cross itself",
                "[0, 100, 0] | [0, 100, 60] | height must not jump",
                "\"id\": 2 | \"id\": 2, \"successors\": [\"9\"] | must go on to a lane that exists",
                "\"id\": 2 | \"id\": 2, \"left\": \"9\" | must have a neighbour that exists",
                "\"id\": 2 | \"id\": 2, \"successors\": [\"1\"] | must end where its way on lane 1 begins",
                "\"id\": 2 | \"id\": 2, \"stopLineM\": 70 | stop line must lie on the lane",
                "\"id\": 2 | \"id\": 2, \"widthM\": -1 | width must be 0..50 m",
                "\"id\": 2 | \"id\": 2, \"widthM\": [3, 3, 3] | must have one width or as many as points",
                "\"id\": 2 | \"id\": 2, \"speedLimitMps\": 0 | speed limit must be above 0",
                "\"id\": 2 | \"id\": 2, \"kind\": \"rail\" | kind must be one of driving",
                "\"id\": 2 | \"id\": 2, \"manoeuvres\": [\"fly\"] | is not a manoeuvre",
                "\"id\": 2 | \"id\": 2, \"colour\": 1 | colour is not a key here",
                "\"id\": 2 | \"id\": 70000 | must have a number of 1..65535",
                "\"id\": 2 | \"id\": 2, \"signalGroup\": 300 | signal group must be 1..255",
                "\"id\": 1 | \"id\": 1, \"level\": 1, \"successors\": [\"2\"] | a ramp between them must have both levels",
                "[0, 50, 0], [0, 100 | [0.5, 5, 0], [0.5, 100 | must not lie on lane 2 of the same level"
            })
    void shouldNameWhatIsWrong(String good, String bad, String expected) {
        String text = "{\"lanes\": [" + LANE.replace(good, bad) + "]}";
        assertThat(text).doesNotContain("{\"lanes\": [" + LANE + "]}");
        MapFaults faults = new MapFaults();
        assertThat(ExampleMaps.parse("m.json", text, faults)).isNull();
        assertThat(faults.report("m.json")).contains(expected);
    }

    @Test
    void shouldNameAllFaultsAtOnceWithTheirLines() {
        String text = """
                lanes:
                  - {id: 1, points: [[0, 0, 0]]}
                  - {id: 2, points: [[0, 0, 0], [0, 50, 0]], successors: [nowhere], signalGroup: 7}
                signalGroups:
                  - {id: 3, controller: a}
                zones:
                  - {id: z, kind: lake, centreline: [[0, 0]], halfWidthM: 3}
                """;
        MapFaults faults = new MapFaults();
        assertThat(ExampleMaps.parse("m.yaml", text, faults)).isNull();
        assertThat(faults.report("m.yaml"))
                .contains("m.yaml:2: lane 1: must have at least 2 points, has 1")
                .contains("m.yaml:3: lane 2: must go on to a lane that exists, \"nowhere\" does not")
                .contains("m.yaml:3: lane 2: signal group 7 must have a controller, has none")
                .contains("m.yaml:7: zone z: kind must be one of expressway, arm, junction, is lake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "zz",
                "10",
                "<net>"
            })
    void shouldRefuseWhatIsNoMap(String text) {
        for (String name : new String[] {"m.json", "m.yaml", "m.xml", "m.uper"}) {
            MapFaults faults = new MapFaults();
            assertThat(ExampleMaps.parse(name, text, faults)).isNull();
            assertThat(faults.hasErrors()).isTrue();
        }
    }
}
