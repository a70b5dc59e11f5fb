package io.roadgate.sim.score;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.TruthObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches that last from tick to tick, and what follows from them: MOTA, MOTP, identity switches, errors, consistency,
 * delays.
 *
 * <p>Source: K. Bernardin, R. Stiefelhagen, EURASIP Journal on Image and Video Processing 2008, 246309.
 */
final class ClearMot {
    private static final double FAVOUR = 1e-6;
    private static final long LONG_MS = 500;

    /** An object without a track, since when and from where. */
    private record Miss(long sinceMs, double eastM, double northM) {}

    /** Something that a tracking engineer wants to look at. */
    record Incident(long timeMs, String kind, String id, double eastM, double northM, String note) {}

    final Numbers positionM = new Numbers();
    final Numbers velocityMps = new Numbers();
    final Numbers nees = new Numbers();
    final List<Incident> incidents = new ArrayList<>();
    final Map<String, Long> born = new LinkedHashMap<>();
    final Map<String, Long> confirmed = new HashMap<>();
    private final Map<String, String> lastTrack = new HashMap<>();
    private Map<String, String> carried = new HashMap<>();
    private final Map<String, Miss> missedSince = new LinkedHashMap<>();
    private final Map<String, Long> falseSince = new HashMap<>();
    int hits;
    int misses;
    int falses;
    int switches;
    int rightClass;
    private double distanceSum;

    /** Matches one tick; returns the track's index of each object, -1 for none. */
    int[] add(Tick tick) {
        List<TruthObject> objects = tick.objects();
        for (TruthObject object : objects) {
            if (object.isEvident()) {
                born.putIfAbsent(object.id(), tick.timeMs());
            }
        }
        boolean[] isUsed = new boolean[tick.tracks().size()];
        int[] match = carry(tick, isUsed);
        assignRest(tick, match, isUsed);
        Map<String, String> kept = new HashMap<>();
        for (int i = 0; i < match.length; i++) {
            if (match[i] >= 0) {
                kept.put(objects.get(i).id(), tick.tracks().get(match[i]).id());
            }
        }
        carried = kept;
        count(tick, match, isUsed);
        return match;
    }

    private int[] carry(Tick tick, boolean[] isUsed) {
        Map<String, Integer> indexOf = new HashMap<>();
        for (int j = 0; j < isUsed.length; j++) {
            indexOf.put(tick.tracks().get(j).id(), j);
        }
        int[] match = new int[tick.objects().size()];
        for (int i = 0; i < match.length; i++) {
            String track = carried.get(tick.objects().get(i).id());
            Integer j = track == null ? null : indexOf.get(track);
            match[i] = j != null && tick.distanceM()[i][j] < Tick.GATE_M ? j : -1;
            if (match[i] >= 0) {
                isUsed[match[i]] = true;
            }
        }
        return match;
    }

    private static void assignRest(Tick tick, int[] match, boolean[] isUsed) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < match.length; i++) {
            if (match[i] < 0) {
                rows.add(i);
            }
        }
        for (int j = 0; j < isUsed.length; j++) {
            if (!isUsed[j]) {
                columns.add(j);
            }
        }
        double[][] cost = new double[rows.size()][columns.size()];
        for (int p = 0; p < cost.length; p++) {
            int i = rows.get(p);
            for (int q = 0; q < cost[p].length; q++) {
                double near = Math.min(tick.distanceM()[i][columns.get(q)], Tick.GATE_M);
                cost[p][q] = near * near - (tick.isCared(i) ? FAVOUR : 0);
            }
        }
        int[] columnOf = LeastCost.solve(cost);
        for (int p = 0; p < cost.length; p++) {
            if (columnOf[p] >= 0) {
                int j = columns.get(columnOf[p]);
                if (tick.distanceM()[rows.get(p)][j] < Tick.GATE_M) {
                    match[rows.get(p)] = j;
                    isUsed[j] = true;
                }
            }
        }
    }

    private void count(Tick tick, int[] match, boolean[] isUsed) {
        for (int i = 0; i < match.length; i++) {
            TruthObject object = tick.objects().get(i);
            if (!object.isEvident()) {
                continue;
            }
            if (match[i] < 0) {
                misses++;
                missedSince.putIfAbsent(object.id(), new Miss(tick.timeMs(), object.eastM(), object.northM()));
                continue;
            }
            endMiss(object, tick.timeMs());
            hit(tick, object, tick.tracks().get(match[i]), tick.distanceM()[i][match[i]]);
        }
        for (int j = 0; j < isUsed.length; j++) {
            Track track = tick.tracks().get(j);
            if (!isUsed[j] && tick.isInRoi()[j]) {
                falses++;
                if (falseSince.putIfAbsent(track.id(), tick.timeMs()) == null) {
                    note(tick.timeMs(), "false track", track.id(), track.eastM(), track.northM(), track.kind());
                }
            }
        }
    }

    private void hit(Tick tick, TruthObject object, Track track, double distance) {
        String before = lastTrack.put(object.id(), track.id());
        if (before != null && !before.equals(track.id())) {
            switches++;
            note(tick.timeMs(), "id switch", object.id(), object.eastM(), object.northM(), before + " → " + track.id());
        }
        hits++;
        distanceSum += distance;
        confirmed.putIfAbsent(object.id(), tick.timeMs());
        positionM.add(distance);
        velocityMps.add(Geometry.hypot(track.eastMps() - object.eastMps(), track.northMps() - object.northMps()));
        rightClass += track.kind().equals(object.kind().word()) ? 1 : 0;
        if (track.hasCovariance()) {
            double det = track.varE() * track.varN() - track.covEn() * track.covEn();
            if (det > 1e-9) {
                double de = object.eastM() - track.eastM();
                double dn = object.northM() - track.northM();
                nees.add((track.varN() * de * de - 2 * track.covEn() * de * dn + track.varE() * dn * dn) / det);
            }
        }
    }

    private void endMiss(TruthObject object, long timeMs) {
        Miss miss = missedSince.remove(object.id());
        if (miss != null && timeMs - miss.sinceMs >= LONG_MS) {
            note(miss.sinceMs, "miss", object.id(), miss.eastM, miss.northM, (timeMs - miss.sinceMs) / 1000.0 + " s");
        }
    }

    private void note(long timeMs, String kind, String id, double east, double north, String text) {
        incidents.add(new Incident(timeMs, kind, id, east, north, text));
    }

    /** Misses that lasted until the end. */
    void finish(long endMs) {
        missedSince.forEach((id, miss) -> {
            if (endMs - miss.sinceMs >= LONG_MS) {
                note(miss.sinceMs, "miss", id, miss.eastM, miss.northM, "to the end of its time");
            }
        });
        incidents.sort((a, b) -> Long.compare(a.timeMs(), b.timeMs()));
    }

    double mota() {
        return 1 - (double) (misses + falses + switches) / (hits + misses);
    }

    double motpM() {
        return distanceSum / Math.max(hits, 1);
    }
}
