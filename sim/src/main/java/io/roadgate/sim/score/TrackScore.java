package io.roadgate.sim.score;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tracks against the truth of a scene; formulas and names of the numbers as in docs/scenes.md. */
public final class TrackScore {
    private final Gospa gospa = new Gospa();
    private final ClearMot clear = new ClearMot();
    private final Identity identity = new Identity();
    private final LevelCheck levels;
    private final SceneMap map;
    private long lastMs;

    /** Nothing scored yet. */
    public TrackScore(SceneMap map) {
        this.map = map;
        levels = new LevelCheck(map);
    }

    /** Scores a track file against a scene's files. */
    public static TrackScore of(SceneFiles files, Path tracks) throws IOException {
        SceneMap map = files.readMap();
        Map<Long, List<Track>> ticks = Track.readAll(tracks, map);
        TrackScore score = new TrackScore(map);
        SceneFiles.readLines(files.truth(), line -> {
            TruthFrame truth = TruthFrame.read(line);
            score.add(truth, ticks.getOrDefault(truth.timeMs(), List.of()));
        });
        score.finish();
        return score;
    }

    /** Adds the next tick; returns the index of each object's track, -1 for none. */
    public int[] add(TruthFrame truth, List<Track> tracks) {
        Tick tick = Tick.of(truth, tracks, map);
        gospa.add(tick);
        int[] match = clear.add(tick);
        identity.add(tick, match);
        if (map.hasLevels()) {
            levels.add(tick);
        }
        lastMs = truth.timeMs();
        return match;
    }

    /** After the last tick. */
    public void finish() {
        clear.finish(lastMs);
    }

    /** Mean GOSPA in metres. */
    public double gospaM() {
        return gospa.mean();
    }

    /** GOSPA of the tick added last. */
    public double lastGospaM() {
        return gospa.last();
    }

    /** IDF1, 0 to 1; 0 where there are no tracks. */
    public double idf1() {
        return identity.isEmpty() ? 0 : identity.idf1();
    }

    /** Identity switches. */
    public int switches() {
        return clear.switches;
    }

    /** Ticks and objects at which a confirmed track was on the wrong level. */
    public int wrongLevels() {
        return levels.wrong;
    }

    /** Matches whose level was judged. */
    public int judgedLevels() {
        return levels.judged;
    }

    /** Matches whose track said no level. */
    public int silentLevels() {
        return levels.silent;
    }

    /** Switches, long misses and false tracks: time, what, whose, where. */
    public List<Map<String, Object>> incidents() {
        return clear.incidents.stream()
                .map(incident -> Map.<String, Object>of(
                        "t", incident.timeMs(),
                        "kind", incident.kind(),
                        "id", incident.id(),
                        "e", Geometry.round(incident.eastM(), 1),
                        "n", Geometry.round(incident.northM(), 1),
                        "note", incident.note()))
                .toList();
    }

    /** All numbers. */
    public ObjectNode report() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("gospa", gospa.mean()).put("gospa_loc", gospa.location());
        report.put("gospa_miss", gospa.missing()).put("gospa_false", gospa.falsely());
        report.put("mota", clear.mota()).put("motp_m", clear.motpM());
        report.put("recall", (double) clear.hits / (clear.hits + clear.misses));
        report.put("precision", (double) clear.hits / Math.max(clear.hits + clear.falses, 1));
        report.put("id_switches", clear.switches);
        put(report, "pos_rmse", clear.positionM, Numbers::rms);
        put(report, "pos_p95", clear.positionM, numbers -> numbers.percentile(95));
        put(report, "vel_rmse", clear.velocityMps, Numbers::rms);
        report.put("class_acc", (double) clear.rightClass / Math.max(clear.hits, 1));
        if (clear.nees.count() > 0) {
            report.put("nees_mean", clear.nees.mean()).put("nees_med", clear.nees.percentile(50));
            report.put("nees_in95", clear.nees.shareBelow(5.991));
        }
        if (!identity.isEmpty()) {
            report.put("idf1", identity.idf1()).put("hota", identity.hota());
        }
        delays(report);
        report.put("frames", gospa.ticks());
        if (map.hasLevels()) {
            report.putObject("levels")
                    .put("judged", levels.judged)
                    .put("wrong", levels.wrong)
                    .put("wrong_tracks", levels.wrongTracks.size())
                    .put("without_level", levels.silent);
        }
        return report;
    }

    private void delays(ObjectNode report) {
        Numbers delays = new Numbers();
        int never = 0;
        for (Map.Entry<String, Long> one : clear.born.entrySet()) {
            Long at = clear.confirmed.get(one.getKey());
            if (at == null) {
                never++;
            } else {
                delays.add((at - one.getValue()) / 1000.0);
            }
        }
        put(report, "confirm_delay_med", delays, numbers -> numbers.percentile(50));
        put(report, "confirm_delay_p90", delays, numbers -> numbers.percentile(90));
        report.put("never_tracked", never).put("objects", clear.born.size());
    }

    private static void put(
            ObjectNode report, String name, Numbers numbers, java.util.function.ToDoubleFunction<Numbers> statistic) {
        if (numbers.count() == 0) {
            report.putNull(name);
        } else {
            report.put(name, statistic.applyAsDouble(numbers));
        }
    }
}
