package io.roadgate.gateway.mapfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneMatcher;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapMessageTest {
    static byte[] packed(String name) {
        MapFaults faults = new MapFaults();
        String json = MapMessageWriter.write(ExampleMaps.read(name), faults);
        byte[] octets = MapMessageWriter.pack(json, faults);
        assertThat(faults.report(name)).isEmpty();
        return octets;
    }

    @Test
    void shouldComeBackFromTheAir() {
        SiteMap own = ExampleMaps.read("liangjiang-crossing.yaml");
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(
                "m.uper", packed("liangjiang-crossing.yaml"), Optional.empty(), own.origin(), faults);
        assertThat(faults.report("m.uper")).isEmpty();
        assertThat(map.laneCount()).as("16 lanes and 16 ways across").isEqualTo(32);
        LaneMatcher matcher = new LaneMatcher(map);
        LaneCursor cursor = new LaneCursor(own);
        for (int lane = 0; lane < 16; lane++) {
            cursor.moveTo(lane, own.lengthM(lane) / 2);
            int found = matcher.match(
                    cursor.eastM(),
                    cursor.northM(),
                    cursor.upM(),
                    LaneMatcher.UNKNOWN_LEVEL,
                    cursor.courseRad(),
                    false,
                    SiteMap.NONE);
            assertThat(found).isNotEqualTo(SiteMap.NONE);
            assertThat(matcher.lateralM()).isCloseTo(0, within(0.02));
            assertThat(map.lengthM(found)).isCloseTo(own.lengthM(lane), within(0.05));
            assertThat(map.speedLimitMps(found)).isCloseTo(13.89, within(0.02));
            assertThat(map.signalGroup(found)).isEqualTo(own.signalGroup(lane));
            assertThat(map.manoeuvres(found)).isEqualTo(own.manoeuvres(lane));
            assertThat(Double.isNaN(map.stopLineM(found))).isEqualTo(Double.isNaN(own.stopLineM(lane)));
        }
        LaneWalk walk = new LaneWalk(map);
        int south = matcher.match(1.75, -60, Double.NaN, LaneMatcher.UNKNOWN_LEVEL, 0, false, SiteMap.NONE);
        walk.start(south, 60);
        assertThat(walk.advance(120, Manoeuvres.LEFT)).isTrue();
        cursor.moveTo(own.indexOfKey("Wout1"), 0);
        LaneCursor there = new LaneCursor(map);
        there.moveTo(walk.lane(), walk.alongM());
        assertThat(there.northM()).isCloseTo(cursor.northM(), within(0.1));
        assertThat(there.eastM()).isLessThan(-14);
    }

    @Test
    void shouldTellWhatGetsLost() {
        MapFaults losses = new MapFaults();
        assertThat(MapMessageWriter.write(ExampleMaps.read("two-deck-interchange.yaml"), losses))
                .isNotNull();
        assertThat(losses.all())
                .extracting(MapFaults.Fault::text)
                .contains(
                        "lost: zones",
                        "lost: toll lines and gantries",
                        "lost: tunnels and bridges",
                        "lost: levels (a reader finds them from heights)");
        assertThat(losses.hasErrors()).isFalse();
    }

    @Test
    void shouldFindTheDecksAgain() {
        SiteMap own = ExampleMaps.read("two-deck-interchange.yaml");
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(
                "m.uper", packed("two-deck-interchange.yaml"), Optional.empty(), own.origin(), faults);
        assertThat(faults.report("m")).isEmpty();
        int upper = 0;
        for (int lane = 0; lane < map.laneCount(); lane++) {
            upper += map.level(lane) == 1 && map.endLevel(lane) == 1 ? 1 : 0;
        }
        assertThat(upper).isEqualTo(6);
    }

    @Test
    void shouldNeedAPlaceOnEarth() {
        MapFaults faults = new MapFaults();
        SiteMap map =
                ExampleMaps.parse("m.json", "{\"lanes\": [{\"id\": 1, \"points\": [[0, 0, 0], [0, 50, 0]]}]}", faults);
        assertThat(MapMessageWriter.write(map, faults)).isNull();
        assertThat(faults.report("m")).contains("must say where on earth it is");
    }

    @Test
    void shouldRefuseANodeOffTheEarth() {
        String json =
                "{\"msgCnt\": 1, \"nodes\": [{\"id\": {\"id\": 3}, \"refPos\": {\"lat\": 900000001, \"long\": 0}}]}";
        MapFaults faults = new MapFaults();
        assertThat(ExampleMaps.parse("m.json", json, faults)).isNull();
        assertThat(faults.report("m.json")).contains("node 3: must have a reference place on earth");
        assertThat(MapOrigin.UNKNOWN.isKnown()).isFalse();
    }
}
