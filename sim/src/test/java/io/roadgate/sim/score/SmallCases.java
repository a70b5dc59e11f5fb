package io.roadgate.sim.score;

import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import java.util.List;

/** Scenes small enough to be scored by hand. */
final class SmallCases {
    private SmallCases() {}

    static SceneMap map(SceneMap.Deck... decks) {
        double[][] roi = {{-100, -100}, {100, -100}, {100, 100}, {-100, 100}};
        return new SceneMap(
                "small",
                0,
                1,
                0,
                0,
                111_000,
                111_000,
                List.of(),
                List.of(),
                List.<double[][]>of(roi),
                List.of(),
                List.of(),
                List.of(decks),
                List.of());
    }

    static TruthObject object(String id, double east, double north, int level, boolean isEvident) {
        return new TruthObject(
                id, ObjectClass.CAR, east, north, 1, 0, 90, 0, 4.5, 1.8, isEvident, true, level, level * 8.0);
    }

    static Track track(String id, double east, double north, int level) {
        return new Track(id, east, north, 1, 0, true, 1, 0, 1, "car", level);
    }

    static TruthFrame frame(long timeMs, TruthObject... objects) {
        return new TruthFrame(timeMs, List.of(objects));
    }
}
