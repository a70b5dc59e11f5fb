package io.roadgate.sim.score;

import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether confirmed tracks know their deck. Pairs of equal level are matched first, at most 5 m apart, all objects taking
 * part; a track that is left over and whose only partners are objects of another level is on the wrong level. Objects on
 * a ramp between decks, more than 2 m above or below each, are matched but not judged.
 */
final class LevelCheck {
    private static final double ON_DECK_M = 2;
    private static final double SAME_LEVEL = 10_000;
    private static final double OTHER_LEVEL = 100;

    private final SceneMap map;
    final Set<String> wrongTracks = new LinkedHashSet<>();
    final Map<String, Integer> byTrack = new LinkedHashMap<>();
    int judged;
    int wrong;
    int silent;

    LevelCheck(SceneMap map) {
        this.map = map;
    }

    void add(Tick tick) {
        int rows = tick.objects().size();
        int columns = tick.tracks().size();
        double[][] cost = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double distance = tick.distanceM()[i][j];
                boolean isSame =
                        tick.tracks().get(j).level() == tick.objects().get(i).level();
                double worth = isSame ? SAME_LEVEL : OTHER_LEVEL;
                cost[i][j] = distance < Tick.GATE_M ? distance * distance - worth : 0;
            }
        }
        int[] columnOf = LeastCost.solve(cost);
        for (int i = 0; i < rows; i++) {
            TruthObject object = tick.objects().get(i);
            int j = columnOf[i];
            if (j >= 0 && tick.distanceM()[i][j] < Tick.GATE_M && object.isEvident() && isOnDeck(object)) {
                judge(object, tick.tracks().get(j));
            }
        }
    }

    private void judge(TruthObject object, Track track) {
        judged++;
        if (track.level() == Track.NO_LEVEL) {
            silent++;
        } else if (track.level() != object.level()) {
            wrong++;
            wrongTracks.add(track.id());
            byTrack.merge(track.id() + " " + object.id(), 1, Integer::sum);
        }
    }

    private boolean isOnDeck(TruthObject object) {
        for (SceneMap.Deck deck : map.decks()) {
            if (deck.level() == object.level() && Math.abs(object.heightM() - deck.heightM()) <= ON_DECK_M) {
                return true;
            }
        }
        return false;
    }
}
