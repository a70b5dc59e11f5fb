package io.roadgate.sim.score;

import static io.roadgate.sim.score.SmallCases.frame;
import static io.roadgate.sim.score.SmallCases.map;
import static io.roadgate.sim.score.SmallCases.object;
import static io.roadgate.sim.score.SmallCases.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sim.scene.SceneMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Scores of small cases that were computed by hand. */
class TrackScoreTest {
    private static final double EXACT = 1e-9;

    @Test
    void shouldAddLocationMissesAndFalseTracksToGospa() {
        TrackScore score = new TrackScore(map());
        // One 3 m off, one missed, one false: sqrt(9 + 12.5 + 12.5).
        score.add(
                frame(0, object("a", 0, 0, 0, true), object("b", 50, 0, 0, true)),
                List.of(track("1", 3, 0, 0), track("2", 0, 40, 0)));
        score.finish();
        assertThat(score.gospaM()).isEqualTo(Math.sqrt(34), within(EXACT));
        ObjectNode report = score.report();
        assertThat(report.get("gospa_loc").asDouble()).isEqualTo(3, within(EXACT));
        assertThat(report.get("gospa_miss").asDouble()).isEqualTo(Math.sqrt(12.5), within(EXACT));
        assertThat(report.get("mota").asDouble()).isEqualTo(1 - 2.0 / 2, within(EXACT));
        assertThat(report.get("nees_mean").asDouble()).isEqualTo(9, within(EXACT));
    }

    @Test
    void shouldNeitherRewardNorPunishWhatNeedNotBeTracked() {
        TrackScore score = new TrackScore(map());
        score.add(frame(0, object("a", 0, 0, 0, false)), List.of(track("1", 1, 0, 0)));
        score.add(frame(100, object("a", 0, 0, 0, false)), List.of());
        score.add(frame(200), List.of(track("1", 500, 0, 0)));
        score.finish();
        assertThat(score.gospaM()).isZero();
    }

    @Test
    void shouldKeepAMatchWhileItIsNearAndCountASwitchAfterIt() {
        TrackScore score = new TrackScore(map());
        score.add(frame(0, object("a", 0, 0, 0, true)), List.of(track("1", 1, 0, 0)));
        // Track 2 is nearer now, but 1 still within the gate: no switch, one false track.
        score.add(frame(100, object("a", 0, 0, 0, true)), List.of(track("1", 4, 0, 0), track("2", 0, 0, 0)));
        assertThat(score.switches()).isZero();
        score.add(frame(200, object("a", 0, 0, 0, true)), List.of(track("1", 6, 0, 0), track("2", 0, 0, 0)));
        score.finish();
        assertThat(score.switches()).isEqualTo(1);
        // Two of three ticks with track 1, counted over 3 object ticks and 5 track ticks: 2 x 2 / 8.
        assertThat(score.idf1()).isEqualTo(0.5, within(EXACT));
        assertThat(score.incidents().stream().map(one -> one.get("kind")))
                .containsExactly("false track", "id switch", "false track");
    }

    @Test
    void shouldGiveHotaOneToPerfectTracksAndLessToHalvedIdentity() {
        TrackScore perfect = new TrackScore(map());
        TrackScore halved = new TrackScore(map());
        for (int i = 0; i < 10; i++) {
            perfect.add(frame(i * 100L, object("a", i, 0, 0, true)), List.of(track("1", i, 0, 0)));
            halved.add(frame(i * 100L, object("a", i, 0, 0, true)), List.of(track(i < 5 ? "1" : "2", i, 0, 0)));
        }
        assertThat(perfect.report().get("hota").asDouble()).isEqualTo(1, within(EXACT));
        // Each half: 5 common ticks of 10 and 5: association 0.5, detection 1.
        assertThat(halved.report().get("hota").asDouble()).isEqualTo(Math.sqrt(0.5), within(EXACT));
        assertThat(halved.report().get("idf1").asDouble()).isEqualTo(0.5, within(EXACT));
    }

    @Test
    void shouldCountWrongLevelsButNotWhereTwoDecksMerelyOverlap() {
        SceneMap decks = map(new SceneMap.Deck(0, 0), new SceneMap.Deck(1, 8));
        TrackScore score = new TrackScore(decks);
        // Both decks, the nearer track belongs to the other deck: levels decide, nothing is wrong.
        score.add(
                frame(0, object("low", 0, 0, 0, true), object("high", 1, 0, 1, true)),
                List.of(track("h", 0, 0, 1), track("l", 1, 0, 0)));
        assertThat(score.wrongLevels()).isZero();
        assertThat(score.judgedLevels()).isEqualTo(2);
        score.add(frame(100, object("low", 0, 0, 0, true)), List.of(track("l", 0, 0, 1)));
        score.add(frame(200, object("low", 0, 0, 0, true)), List.of(track("l", 0, 0, Track.NO_LEVEL)));
        score.finish();
        assertThat(score.wrongLevels()).isEqualTo(1);
        assertThat(score.silentLevels()).isEqualTo(1);
    }

    @Test
    void shouldPairAtLeastCost() {
        assertThat(LeastCost.solve(new double[][] {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}}))
                .containsExactly(1, 0, 2);
        assertThat(LeastCost.solve(new double[][] {{-1}, {-3}, {-2}})).containsExactly(-1, 0, -1);
        assertThat(LeastCost.solve(new double[][] {{5, 1}})).containsExactly(1);
        assertThat(LeastCost.solve(new double[0][])).isEmpty();
    }

    @Test
    void shouldPairAsWellAsTryingAll() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            double[][] cost = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : cost) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = random.nextInt(-9, 10);
                }
            }
            int[] columnOf = LeastCost.solve(cost);
            double sum = 0;
            int pairs = 0;
            for (int i = 0; i < columnOf.length; i++) {
                sum += columnOf[i] < 0 ? 0 : cost[i][columnOf[i]];
                pairs += columnOf[i] < 0 ? 0 : 1;
            }
            assertThat(pairs).isEqualTo(Math.min(cost.length, cost[0].length));
            assertThat(sum).isEqualTo(cheapest(cost, 0, 0, Math.max(0, cost.length - cost[0].length)), within(EXACT));
        }
    }

    private static double cheapest(double[][] cost, int row, int taken, int mayStay) {
        if (row == cost.length) {
            return 0;
        }
        double best = mayStay > 0 ? cheapest(cost, row + 1, taken, mayStay - 1) : Double.POSITIVE_INFINITY;
        for (int j = 0; j < cost[0].length; j++) {
            if ((taken & 1 << j) == 0) {
                best = Math.min(best, cost[row][j] + cheapest(cost, row + 1, taken | 1 << j, mayStay));
            }
        }
        return best;
    }
}
