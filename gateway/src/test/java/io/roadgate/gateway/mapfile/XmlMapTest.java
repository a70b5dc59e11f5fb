package io.roadgate.gateway.mapfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlMapTest {
    @Test
    void shouldReadOpenDrive() {
        MapFaults faults = new MapFaults();
        SiteMap map = ExampleMaps.parse("small.xodr", SmallMaps.OPENDRIVE, faults);
        assertThat(faults.all()).isEmpty();
        int right = map.indexOfKey("1.0.-1");
        int left = map.indexOfKey("1.0.1");
        assertThat(map.kind(map.indexOfKey("1.0.-2"))).isEqualTo(LaneKind.SHOULDER);
        assertThat(map.pointEastM(right, 0)).isCloseTo(1.75, within(0.002));
        assertThat(map.pointNorthM(right, 0)).isCloseTo(0, within(0.002));
        assertThat(map.pointUpM(right, 0)).isEqualTo(1);
        assertThat(map.pointNorthM(left, 0)).as("runs against the line").isCloseTo(200, within(0.01));
        assertThat(map.speedLimitMps(right)).isCloseTo(60 / 3.6, within(1e-9));
        assertThat(map.successor(right, 0)).isEqualTo(map.indexOfKey("2.0.-1"));
        assertThat(map.successor(map.indexOfKey("2.0.1"), 0)).isEqualTo(left);
        assertThat(map.rightOf(right)).isEqualTo(map.indexOfKey("1.0.-2"));
        assertThat(map.leftOf(right)).isEqualTo(SiteMap.NONE);
        assertThat(map.isTunnel(right, 40)).isFalse();
        assertThat(map.isTunnel(right, 100)).isTrue();
        assertThat(map.isTunnel(left, 60)).isTrue();
        assertThat(map.stopLineM(right)).isCloseTo(200, within(0.05));
        assertThat(map.signalGroup(right)).isEqualTo(1);
        assertThat(map.approaches()).hasSize(1);
        assertThat(map.parkingBays().get(0).corners()).hasSize(4);
        LaneCursor cursor = new LaneCursor(map);
        int arc = map.indexOfKey("2.0.-1");
        assertThat(map.lengthM(arc)).as("inside of the bend").isCloseTo((100 - 1.75) * Math.PI / 2, within(0.05));
        cursor.moveTo(arc, map.lengthM(arc));
        assertThat(cursor.eastM()).isCloseTo(100, within(0.01));
        assertThat(cursor.northM()).isCloseTo(300 - 1.75, within(0.01));
        assertThat(cursor.bendPerM()).isCloseTo(1 / 98.25, within(0.002));
    }

    @Test
    void shouldReadSumo() {
        MapFaults faults = new MapFaults();
        SiteMap map = ExampleMaps.parse("small.net.xml", SmallMaps.SUMO, faults);
        assertThat(faults.all()).isEmpty();
        assertThat(map.laneCount()).isEqualTo(6);
        assertThat(map.origin().latDeg()).isBetween(29.6, 29.8);
        int in = map.indexOfKey("in_1");
        assertThat(map.kind(map.indexOfKey("in_0"))).isEqualTo(LaneKind.SIDEWALK);
        assertThat(map.kind(map.indexOfKey(":J_c0_0"))).isEqualTo(LaneKind.CROSSWALK);
        assertThat(map.leftOf(in)).isEqualTo(map.indexOfKey("in_2"));
        assertThat(map.rightOf(in)).isEqualTo(SiteMap.NONE);
        int across = map.successor(in, 0);
        assertThat(map.isInJunction(across)).isTrue();
        assertThat(map.successor(across, 0)).isEqualTo(map.indexOfKey("out_0"));
        assertThat(map.manoeuvres(in)).isEqualTo(Manoeuvres.STRAIGHT);
        assertThat(map.signalGroups().get(0).controller()).isEqualTo("J:0");
        assertThat(map.stopLineM(in)).isCloseTo(map.lengthM(in), within(1e-9));
        assertThat(map.conflicts().count())
                .as("way and crossing, seen from both")
                .isEqualTo(2);
        assertThat(map.lengthM(in)).as("scale of the grid and the ground").isCloseTo(100 / 0.9998, within(0.05));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small.net.xml | tl=\"J\" linkIndex=\"0\" | tl=\"K\" linkIndex=\"0\" | must be of a link of a traffic light that exists",
                "small.net.xml | shape=\"120.00,0.00 200.00,0.00\" | shape=\"120.00,0.00\" | must have at least 2 points",
                "small.xodr | elementId=\"2\" | elementId=\"9\" | must lead to a road that exists",
                "small.xodr | <line/> | <circle/> | must be line, arc, spiral, poly3 or paramPoly3",
                "small.xodr | <lane id=\"-1\" type=\"driving\"><link><succ | <lane id=\"4\" type=\"driving\"><link><succ | must have negative numbers",
                "small.xodr | a=\"3\" b=\"0\" | a=\"30\" b=\"0\" | ends at a height of"
            })
    void shouldNameWhatIsWrong(String name, String good, String bad, String expected) {
        String text = SmallMaps.of(name);
        assertThat(text).contains(good);
        MapFaults faults = new MapFaults();
        assertThat(ExampleMaps.parse(name, text.replace(good, bad), faults)).isNull();
        assertThat(faults.report(name)).contains(expected);
    }

    @Test
    void shouldTellWhatItLeavesOut() {
        MapFaults faults = new MapFaults();
        ExampleMaps.parse("m.xodr", SmallMaps.OPENDRIVE.replace("parkingSpace", "tree"), faults);
        assertThat(faults.all())
                .extracting(MapFaults.Fault::toString)
                .containsExactly("note: object of type tree: has no meaning here: 1 left out");
    }

    @Test
    void shouldReadAllThatOthersMade() {
        for (String name : new String[] {
            "curves_elevation",
            "e6mini",
            "fabriksgatan_traffic_lights",
            "highway_merge_split",
            "multi_intersections",
            "parking_demo",
            "soderleden",
            "tunnels"
        }) {
            MapFaults faults = new MapFaults();
            SiteMap map = SiteMapReader.read(SharedFiles.find("maps/opendrive/" + name + ".xodr"), faults);
            assertThat(faults.report(name)).isEmpty();
            assertThat(map.laneCount()).as(name).isPositive();
            for (int lane = 0; lane < map.laneCount(); lane++) {
                assertThat(map.lengthM(lane)).isPositive();
            }
        }
    }

    @Test
    void shouldFindDecksFromHeights() {
        String over = SmallMaps.OPENDRIVE.replace("</OpenDRIVE>", """
                <road id="3" length="60" junction="-1"><planView><geometry s="0" x="-30" y="100" hdg="0" length="60"><line/></geometry></planView>
                <elevationProfile><elevation s="0" a="10" b="0" c="0" d="0"/></elevationProfile>
                <lanes><laneSection s="0"><right><lane id="-1" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></right></laneSection></lanes></road>
                </OpenDRIVE>""");
        MapFaults faults = new MapFaults();
        SiteMap map = ExampleMaps.parse("small.xodr", over, faults);
        assertThat(faults.all()).isEmpty();
        assertThat(map.level(map.indexOfKey("3.0.-1"))).isEqualTo(1);
        assertThat(map.level(map.indexOfKey("1.0.-1"))).isZero();
        assertThat(map.conflicts().first(map.indexOfKey("3.0.-1")))
                .isEqualTo(map.conflicts().end(map.indexOfKey("3.0.-1")));
    }
}
