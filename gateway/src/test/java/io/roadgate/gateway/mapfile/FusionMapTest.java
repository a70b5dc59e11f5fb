package io.roadgate.gateway.mapfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.roadmap.ZoneCursor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FusionMapTest {
    private static SiteMap read(String name) {
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(SharedFiles.find("fusion/" + name), faults);
        assertThat(faults.all()).as(name).isEmpty();
        return map;
    }

    @Test
    void shouldReadBothSharedMaps() {
        for (String name : new String[] {"map-v1.json", "map-v2.json"}) {
            SiteMap map = read(name);
            assertThat(map.zones()).hasSize(7);
            assertThat(map.approaches()).hasSize(4);
            assertThat(map.laneCount()).isGreaterThan(60);
            assertThat(map.origin().latDeg()).isEqualTo(29.7);
        }
    }

    @Test
    void shouldLinkTheLanesAcrossTheJunction() {
        SiteMap map = read("map-v1.json");
        int lane = map.indexOfKey("E2J_1");
        assertThat(IntStream.range(0, map.successorCount(lane)).mapToObj(i -> map.key(map.successor(lane, i))))
                .contains(":J_0_0", ":J_1_0");
        LaneWalk walk = new LaneWalk(map);
        walk.start(lane, 100);
        assertThat(walk.advance(60, Manoeuvres.STRAIGHT)).isTrue();
        assertThat(map.key(walk.lane())).isEqualTo("J2W_1");
        walk.start(lane, 100);
        walk.advance(60, Manoeuvres.RIGHT);
        assertThat(map.key(walk.lane())).isEqualTo("J2N_1");
        assertThat(walk.distanceM(lane, 100, map.indexOfKey("J2W_1"), 10, 200)).isBetween(55.0, 62.0);
        assertThat(walk.distanceM(lane, 100, map.indexOfKey("J2W_1"), 10, 20)).isNaN();
    }

    @Test
    void shouldFindWhereLanesCross() {
        SiteMap map = read("map-v1.json");
        int east = map.indexOfKey(":J_9_0");
        ConflictTable table = map.conflicts();
        String[] crossed = IntStream.range(table.first(east), table.end(east))
                .mapToObj(area -> map.key(table.other(area)))
                .toArray(String[]::new);
        assertThat(crossed).contains(":J_5_0", ":J_13_0", ":J_c2_0", ":J_c0_0");
        assertThat(Arrays.asList(crossed)).doesNotContain(":J_1_0", ":J_9_1", ":J_8_0");
        int crosswalk = map.indexOfKey(":J_c0_0");
        assertThat(map.kind(crosswalk)).isEqualTo(LaneKind.CROSSWALK);
    }

    @Test
    void shouldMeasureInZones() {
        SiteMap map = read("map-v1.json");
        ZoneCursor cursor = new ZoneCursor(map);
        assertThat(cursor.locate(0, -400, -161.2)).isTrue();
        assertThat(cursor.alongM()).isCloseTo(Math.hypot(20, 2.952), within(1e-6));
        assertThat(cursor.lateralM()).isCloseTo(0, within(1e-6));
        assertThat(cursor.locate(0, 0, -194)).isTrue();
        assertThat(cursor.lateralM()).isCloseTo(4, within(0.02));
        assertThat(cursor.locate(0, 0, -180)).isFalse();
        assertThat(cursor.locate(0, -430, -157)).isFalse();
        assertThat(cursor.isBeyondEnds()).isTrue();
        assertThat(cursor.locate(6, 5, 5)).isTrue();
        assertThat(cursor.alongM()).isCloseTo(Math.hypot(5, 5), within(1e-9));
        assertThat(cursor.locate(6, 10, 10)).isFalse();
    }
}
