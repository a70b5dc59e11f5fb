package io.roadgate.bench;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.LaneMatcher;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Place to lane on a map of 2,000 lanes: two decks of winding roads, each ten lanes wide, cut into pieces of 100 m. One operation is
 * one look at another mover, with and without knowing the deck, with its lane of last time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LaneMatchBenchmark {
    private static final int MOVERS = 4096;
    private static final int LANES = 10;
    private static final int ROADS = 10;
    private static final int PIECES = 10;
    private static final double PIECE_M = 100;
    private static final double ROAD_GAP_M = 60;
    private static final double DECK_M = 8;

    private final double[] eastM = new double[MOVERS];
    private final double[] northM = new double[MOVERS];
    private final double[] upM = new double[MOVERS];
    private final double[] courseRad = new double[MOVERS];
    private final int[] lane = new int[MOVERS];
    private final double[] alongM = new double[MOVERS];
    private LaneMatcher matcher;
    private LaneCursor cursor;
    private LaneWalk walk;
    private int next;

    /** Lays the roads and puts movers on them. */
    @Setup
    public void setUp() {
        List<LaneDraft> lanes = new ArrayList<>();
        for (int road = 0; road < 2 * ROADS; road++) {
            for (int piece = 0; piece < PIECES; piece++) {
                for (int side = 0; side < LANES; side++) {
                    lanes.add(lane(lanes.size() + 1, road, piece, side));
                }
            }
        }
        SiteMap map = SiteMap.of(lanes);
        matcher = new LaneMatcher(map);
        cursor = new LaneCursor(map);
        walk = new LaneWalk(map);
        Random random = new Random(1);
        for (int i = 0; i < MOVERS; i++) {
            lane[i] = random.nextInt(map.laneCount());
            alongM[i] = random.nextDouble() * PIECE_M;
            cursor.moveTo(lane[i], alongM[i], random.nextGaussian());
            eastM[i] = cursor.eastM();
            northM[i] = cursor.northM();
            upM[i] = cursor.upM() + random.nextGaussian();
            courseRad[i] = cursor.courseRad();
        }
    }

    private static LaneDraft lane(int id, int road, int piece, int side) {
        int level = road / ROADS;
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            double north = piece * PIECE_M + i * PIECE_M / 10;
            double east = road % ROADS * ROAD_GAP_M + side * 3.5 + 5 * Math.sin(north / 80);
            points.add(new double[] {east, north, level * DECK_M});
        }
        return LaneDraft.of(id, LaneKind.DRIVING, 3.5, 16.7, points).level(level);
    }

    private int mover() {
        next = (next + 1) % MOVERS;
        return next;
    }

    /** The deck is known. */
    @Benchmark
    public int matchOnDeck() {
        int i = mover();
        int level = upM[i] > DECK_M / 2 ? 1 : 0;
        return matcher.match(eastM[i], northM[i], upM[i], level, courseRad[i], false, lane[i]);
    }

    /** The deck follows from the lane of last time. */
    @Benchmark
    public int matchByHistory() {
        int i = mover();
        return matcher.match(eastM[i], northM[i], Double.NaN, LaneMatcher.UNKNOWN_LEVEL, courseRad[i], false, lane[i]);
    }

    /** Nothing is known but the place. */
    @Benchmark
    public int matchNew() {
        int i = mover();
        return matcher.match(eastM[i], northM[i], upM[i], LaneMatcher.UNKNOWN_LEVEL, Double.NaN, false, SiteMap.NONE);
    }

    /** From a place on a lane 150 m on, and where that is. */
    @Benchmark
    public double walkAhead() {
        int i = mover();
        walk.start(lane[i], alongM[i]);
        walk.advance(150, LaneWalk.ANY);
        cursor.moveTo(walk.lane(), walk.alongM());
        return cursor.eastM();
    }
}
