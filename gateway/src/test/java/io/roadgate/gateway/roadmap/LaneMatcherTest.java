package io.roadgate.gateway.roadmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.fusion.TestSite;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneMatcherTest {
    private static final int UNKNOWN = LaneMatcher.UNKNOWN_LEVEL;
    private static final double NORTH = 0;

    private final SiteMap network = TestSite.config().map();
    private final LaneMatcher matcher = new LaneMatcher(network);

    @Test
    void shouldFindLaneLengthAndSide() {
        assertThat(lane(0.5, 150, Double.NaN, 0, NORTH)).isEqualTo(TestSite.LEFT_LANE);
        assertThat(matcher.alongM()).isCloseTo(250, within(1e-9));
        assertThat(matcher.lateralM()).isCloseTo(0.5, within(1e-9));
        assertThat(lane(2.5, 150, Double.NaN, 0, NORTH)).isEqualTo(TestSite.RIGHT_LANE);
        assertThat(matcher.lateralM()).isCloseTo(-1, within(1e-9));
    }

    @Test
    void shouldFindNothingBesideTheRoad() {
        assertThat(lane(-4, 150, Double.NaN, 0, NORTH)).isZero();
        assertThat(lane(5_000, 150, Double.NaN, 0, NORTH)).isZero();
        assertThat(lane(Double.NaN, 150, Double.NaN, 0, NORTH)).isZero();
    }

    @Test
    void shouldStayOnItsDeck() {
        assertThat(lane(0, 150, Double.NaN, 1, NORTH)).isEqualTo(TestSite.UPPER_LANE);
        assertThat(lane(0, 150, 7.5, UNKNOWN, NORTH)).isEqualTo(TestSite.UPPER_LANE);
        assertThat(lane(0, 150, 0.5, UNKNOWN, NORTH)).isEqualTo(TestSite.LEFT_LANE);
    }

    @Test
    void shouldPreferTheLaneOfLastTimeOnTheLine() {
        int left = network.indexOf(TestSite.LEFT_LANE);
        int right = network.indexOf(TestSite.RIGHT_LANE);
        assertThat(matcher.match(1.8, 150, 0, 0, NORTH, false, left)).isEqualTo(left);
        assertThat(matcher.match(1.7, 150, 0, 0, NORTH, false, right)).isEqualTo(right);
    }

    @Test
    void shouldTakePeopleToTheCrosswalkAndVehiclesNot() {
        double east = Math.PI / 2;
        int crosswalk = network.indexOf(TestSite.CROSSWALK);
        assertThat(matcher.match(1, 100, 0, 0, east, true, SiteMap.NONE)).isEqualTo(crosswalk);
        assertThat(matcher.match(1, 100, 0, 0, NORTH, false, SiteMap.NONE))
                .isEqualTo(network.indexOf(TestSite.LEFT_LANE));
    }

    @Test
    void shouldTellParallelLanesOfOppositeDirectionByCourse() {
        SiteMap both = SiteMap.of(List.of(
                lane(1, new double[] {0, 0}, new double[] {0, 100}),
                lane(2, new double[] {1, 100}, new double[] {1, 0})));
        LaneMatcher own = new LaneMatcher(both);
        assertThat(own.match(0.5, 50, 0, 0, NORTH, false, SiteMap.NONE)).isZero();
        assertThat(own.match(0.5, 50, 0, 0, Math.PI, false, SiteMap.NONE)).isEqualTo(1);
    }

    @Test
    void shouldKnowWhetherALaneGoesOn() {
        SiteMap chain = SiteMap.of(List.of(
                lane(1, new double[] {0, 0}, new double[] {0, 100}),
                lane(2, new double[] {0, 100.5}, new double[] {5, 200}),
                lane(3, new double[] {5, 200}, new double[] {100, 150})));
        assertThat(chain.isContinued(0)).isTrue();
        assertThat(chain.isContinued(1)).isFalse();
    }

    @Test
    void shouldLiveWithoutLanes() {
        SiteMap none = SiteMap.of(List.of());
        assertThat(new LaneMatcher(none).match(0, 0, 0, 0, 0, false, SiteMap.NONE))
                .isEqualTo(SiteMap.NONE);
        assertThat(none.laneId(SiteMap.NONE)).isZero();
    }

    private static LaneDraft lane(int id, double[]... points) {
        return LaneDraft.of(id, LaneKind.DRIVING, 3.5, 10, List.of(points));
    }

    private int lane(double eastM, double northM, double upM, int level, double courseRad) {
        return network.laneId(matcher.match(eastM, northM, upM, level, courseRad, false, SiteMap.NONE));
    }
}
