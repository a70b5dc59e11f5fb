package io.roadgate.gateway.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.mapfile.ExampleMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives along lanes, ten looks a second, with the noise of sensors, and asks where it is. */
class LaneMatchDriveTest {
    private static final int UNKNOWN = LaneMatcher.UNKNOWN_LEVEL;
    private static final double STEP_M = 2.2;

    private final SiteMap decks = ExampleMaps.read("two-deck-interchange.yaml");
    private final SiteMap crossing = ExampleMaps.read("liangjiang-crossing.yaml");
    private final Random random = new Random(4711);

    /** What a drive saw. */
    private record Drive(int looks, int wrongLevel, int wrongLane, int none) {}

    private Drive drive(SiteMap map, String[] keys, double sigmaM, double heightSigmaM, int firstLevel) {
        LaneMatcher matcher = new LaneMatcher(map);
        LaneCursor cursor = new LaneCursor(map);
        int last = SiteMap.NONE;
        int looks = 0;
        int wrongLevel = 0;
        int wrongLane = 0;
        int none = 0;
        for (String key : keys) {
            int lane = map.indexOfKey(key);
            for (double s = 0; s < map.lengthM(lane); s += STEP_M) {
                cursor.moveTo(lane, s);
                double upM =
                        Double.isNaN(heightSigmaM) ? Double.NaN : cursor.upM() + heightSigmaM * random.nextGaussian();
                int level = looks++ == 0 ? firstLevel : UNKNOWN;
                last = matcher.match(
                        cursor.eastM() + sigmaM * random.nextGaussian(),
                        cursor.northM() + sigmaM * random.nextGaussian(),
                        upM,
                        level,
                        cursor.courseRad() + 0.03 * random.nextGaussian(),
                        false,
                        last);
                none += last == SiteMap.NONE ? 1 : 0;
                boolean isOtherLane = last != lane;
                wrongLane += isOtherLane ? 1 : 0;
                boolean isOtherDeck = last != SiteMap.NONE
                        && isOtherLane
                        && Math.abs(surfaceM(map, last, matcher.alongM()) - cursor.upM()) > 4;
                wrongLevel += isOtherDeck ? 1 : 0;
            }
        }
        return new Drive(looks, wrongLevel, wrongLane, none);
    }

    private static double surfaceM(SiteMap map, int lane, double alongM) {
        LaneCursor cursor = new LaneCursor(map);
        cursor.moveTo(lane, alongM);
        return cursor.upM();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0.5, 3})
    void shouldNeverChangeDecksButByTheRamp(double heightSigmaM) {
        String[][] ways = {
            {"low1.1", "low2.1", "low3.1"},
            {"low1.2", "low2.2", "low3.2"},
            {"high1.1", "high2.1", "high3.1"},
            {"high1.2", "high2.2", "high3.2"},
            {"low1.2", "ramp", "high3.2"}
        };
        for (String[] way : ways) {
            for (int run = 0; run < 40; run++) {
                Drive drive = drive(decks, way, 0.4, heightSigmaM, way[0].startsWith("high") ? 1 : 0);
                assertThat(drive.wrongLevel()).as(way[1] + " " + drive).isZero();
                assertThat(drive.none()).isZero();
                assertThat(drive.wrongLane()).as(way[1] + " " + drive).isLessThan(drive.looks() / 10);
            }
        }
    }

    @Test
    void shouldKeepTheLaneOfAParallelPairInNoise() {
        int wrong = 0;
        int looks = 0;
        for (int run = 0; run < 50; run++) {
            for (String lane : new String[] {"Sin1", "Sin2"}) {
                Drive drive = drive(crossing, new String[] {lane}, 0.6, Double.NaN, UNKNOWN);
                wrong += drive.wrongLane();
                looks += drive.looks();
            }
        }
        assertThat((double) wrong / looks).isLessThan(0.01);
    }

    @Test
    void shouldFollowATurnAndGiveNoOtherArmOnTheWay() {
        for (String way : new String[] {"Sin1-Wout1", "Sin2-Eout2", "Sin1-Nout1"}) {
            String out = way.substring(way.indexOf('-') + 1);
            for (int run = 0; run < 20; run++) {
                Drive drive = drive(crossing, new String[] {way.substring(0, 4), way, out}, 0.2, Double.NaN, UNKNOWN);
                assertThat(drive.none()).isZero();
                // Where ways part from one lane they are one; it is known soon.
                assertThat(drive.wrongLane()).as(way + " " + drive).isLessThan(8);
            }
        }
    }

    @Test
    void shouldKnowAWrongWayDriverByItsCourse() {
        LaneMatcher matcher = new LaneMatcher(crossing);
        int in = crossing.indexOfKey("Sin1");
        int found = matcher.match(1.75, -60, Double.NaN, UNKNOWN, Math.PI, false, in);
        assertThat(found).as("in the lane, against its direction").isEqualTo(in);
        found = matcher.match(0.2, -60, Double.NaN, UNKNOWN, Math.PI, false, SiteMap.NONE);
        assertThat(crossing.key(found))
                .as("on the line, the lane of its direction")
                .isEqualTo("Sout1");
    }

    @Test
    void shouldFollowAUTurnIntoTheOppositeLane() {
        LaneMatcher matcher = new LaneMatcher(crossing);
        int last = crossing.indexOfKey("Sin1");
        for (int i = 0; i <= 20; i++) {
            double angle = Math.PI * i / 20;
            last = matcher.match(
                    1.75 * Math.cos(angle), -60 + 1.75 * Math.sin(angle), Double.NaN, UNKNOWN, -angle, false, last);
        }
        assertThat(crossing.key(last)).isEqualTo("Sout1");
    }

    @Test
    void shouldMergeFromTheRampOnly() {
        SiteMap merge = SiteMap.of(List.of(
                lane(1, new double[] {0, 0, 0}, new double[] {0, 200, 0}),
                lane(2, new double[] {0, 200, 0}, new double[] {0, 400, 0}),
                lane(3, new double[] {20, 0, 0}, new double[] {3.5, 150, 0}, new double[] {0, 200, 0})));
        assertThat(merge.predecessorCount(1)).isEqualTo(2);
        LaneMatcher matcher = new LaneMatcher(merge);
        LaneCursor cursor = new LaneCursor(merge);
        int last = SiteMap.NONE;
        for (double s = 0; s < merge.lengthM(2) - 15; s += 2) {
            cursor.moveTo(2, s);
            last = matcher.match(cursor.eastM(), cursor.northM(), Double.NaN, UNKNOWN, cursor.courseRad(), false, last);
            assertThat(last).isEqualTo(2);
        }
        cursor.moveTo(1, 3);
        last = matcher.match(cursor.eastM(), cursor.northM(), Double.NaN, UNKNOWN, cursor.courseRad(), false, last);
        assertThat(last).isEqualTo(1);
    }

    @Test
    void shouldTellTheDeckWithoutHistoryByHeightOrLevelOnly() {
        LaneMatcher matcher = new LaneMatcher(decks);
        assertThat(decks.key(matcher.match(0, 100, 8.5, UNKNOWN, 0, false, SiteMap.NONE)))
                .isEqualTo("high2.1");
        assertThat(matcher.level()).isEqualTo(1);
        assertThat(decks.key(matcher.match(0, 100, -0.5, UNKNOWN, 0, false, SiteMap.NONE)))
                .isEqualTo("low2.1");
        assertThat(decks.key(matcher.match(0, 100, Double.NaN, 1, 0, false, SiteMap.NONE)))
                .isEqualTo("high2.1");
        int ramp = decks.indexOfKey("ramp");
        assertThat(decks.levelAt(ramp, 10)).isZero();
        assertThat(decks.levelAt(ramp, decks.lengthM(ramp) - 10)).isEqualTo(1);
        assertThat(decks.isTunnel(decks.indexOfKey("low2.1"), 100)).isTrue();
    }

    private static LaneDraft lane(int id, double[]... points) {
        return LaneDraft.of(id, LaneKind.DRIVING, 3.5, 10, List.of(points));
    }

    /** The frame of the site is a choice: moved and turned, everything is found at the same places of the same lanes. */
    @Property(tries = 40)
    void shouldNotDependOnTheFrame(
            @ForAll @DoubleRange(min = -3000, max = 3000) double eastM,
            @ForAll @DoubleRange(min = -3000, max = 3000) double northM,
            @ForAll @DoubleRange(min = -3.1, max = 3.1) double turnRad) {
        double cos = Math.cos(turnRad);
        double sin = Math.sin(turnRad);
        List<LaneDraft> turned = new ArrayList<>();
        List<LaneDraft> plain = new ArrayList<>();
        for (int lane = 0; lane < 16; lane++) {
            LaneDraft one =
                    new LaneDraft(crossing.key(lane), 0, "").id(lane + 1).width(3.5);
            LaneDraft two =
                    new LaneDraft(crossing.key(lane), 0, "").id(lane + 1).width(3.5);
            for (int i = 0; i < crossing.pointCount(lane); i++) {
                double e = crossing.pointEastM(lane, i);
                double n = crossing.pointNorthM(lane, i);
                one.point(e, n, 0);
                two.point(eastM + e * cos + n * sin, northM - e * sin + n * cos, 0);
            }
            plain.add(one);
            turned.add(two);
        }
        LaneMatcher here = new LaneMatcher(SiteMap.of(plain));
        LaneMatcher there = new LaneMatcher(SiteMap.of(turned));
        Random places = new Random(7);
        for (int i = 0; i < 200; i++) {
            double e = 20 * places.nextGaussian();
            double n = 60 * places.nextGaussian();
            double course = 6 * places.nextDouble();
            int found = here.match(e, n, Double.NaN, 0, course, false, SiteMap.NONE);
            double alongM = here.alongM();
            double lateralM = here.lateralM();
            int other = there.match(
                    eastM + e * cos + n * sin,
                    northM - e * sin + n * cos,
                    Double.NaN,
                    0,
                    course + turnRad,
                    false,
                    SiteMap.NONE);
            assertThat(other).isEqualTo(found);
            if (found != SiteMap.NONE) {
                assertThat(Math.abs(there.alongM() - alongM)).isLessThan(1e-6);
                assertThat(Math.abs(there.lateralM() - lateralM)).isLessThan(1e-6);
            }
        }
    }
}
