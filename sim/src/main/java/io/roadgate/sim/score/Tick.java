package io.roadgate.sim.score;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import java.util.List;

/** Truth and tracks of one tick with the distances between them. */
@SuppressWarnings("ArrayRecordComponent") // built and read, never compared
record Tick(long timeMs, List<TruthObject> objects, List<Track> tracks, double[][] distanceM, boolean[] isInRoi) {
    /** Farther apart than this is no match. */
    static final double GATE_M = 5;

    static Tick of(TruthFrame truth, List<Track> tracks, SceneMap map) {
        List<TruthObject> objects = truth.objects();
        double[][] distance = new double[objects.size()][tracks.size()];
        boolean[] isInRoi = new boolean[tracks.size()];
        for (int j = 0; j < isInRoi.length; j++) {
            isInRoi[j] = map.isInRoi(tracks.get(j).eastM(), tracks.get(j).northM());
        }
        for (int i = 0; i < distance.length; i++) {
            for (int j = 0; j < isInRoi.length; j++) {
                distance[i][j] = Geometry.hypot(
                        objects.get(i).eastM() - tracks.get(j).eastM(),
                        objects.get(i).northM() - tracks.get(j).northM());
            }
        }
        return new Tick(truth.timeMs(), objects, tracks, distance, isInRoi);
    }

    boolean isCared(int object) {
        return objects.get(object).isEvident();
    }

    int cared() {
        int count = 0;
        for (TruthObject object : objects) {
            count += object.isEvident() ? 1 : 0;
        }
        return count;
    }
}
