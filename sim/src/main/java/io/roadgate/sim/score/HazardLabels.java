package io.roadgate.sim.score;

import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The hazards of a scene: those within strict bounds among objects with evidence must be reported; those within loose
 * bounds among all objects, and strict ones too near to the scene's ends, may be.
 */
public final class HazardLabels {
    private static final long START_MS = 2000;
    private static final long END_MS = 1000;
    private static final long JOINED_MS = 1500;

    private HazardLabels() {}

    /**
     * Finds them all, in the order in which they became one.
     *
     * @param lights what approaches show at a tick; empty where nothing is told then.
     * @param scripted ids of those whom a script made do something.
     */
    public static List<HazardTruth> of(
            SceneMap map, List<TruthFrame> truth, LongFunction<Map<String, String>> lights, Set<String> scripted) {
        HazardWatch strict = new HazardWatch(map, HazardBounds.STRICT);
        HazardWatch loose = new HazardWatch(map, HazardBounds.LOOSE);
        for (TruthFrame frame : truth) {
            lights.apply(frame.timeMs()).forEach((approach, colour) -> {
                strict.light(frame.timeMs(), approach, colour);
                loose.light(frame.timeMs(), approach, colour);
            });
            strict.step(
                    frame.timeMs(),
                    frame.objects().stream().filter(TruthObject::isEvident).toList());
            loose.step(frame.timeMs(), frame.objects());
        }
        long firstMs = truth.get(0).timeMs() + START_MS;
        long lastMs = truth.get(truth.size() - 1).timeMs() - END_MS;
        List<HazardWatch.Spell> all = new ArrayList<>(strict.found());
        all.addAll(loose.found());
        List<HazardTruth> labels = new ArrayList<>();
        for (HazardWatch.Spell spell : strict.found()) {
            labels.add(label(spell, spell.onMs >= firstMs && spell.onMs <= lastMs, all, scripted));
        }
        for (HazardWatch.Spell spell : loose.found()) {
            labels.add(label(spell, false, all, scripted));
        }
        labels.sort(Comparator.comparingLong(HazardTruth::onMs));
        return labels;
    }

    private static HazardTruth label(
            HazardWatch.Spell spell, boolean isRequired, List<HazardWatch.Spell> all, Set<String> scripted) {
        long early = spell.conditionMs;
        for (HazardWatch.Spell other : all) {
            boolean isJoined = other.type.equals(spell.type)
                    && other.conditionMs <= spell.onMs
                    && other.endMs >= spell.conditionMs - JOINED_MS
                    && !Collections.disjoint(other.ids, spell.ids);
            early = isJoined ? Math.min(early, other.conditionMs) : early;
        }
        return new HazardTruth(
                spell.type,
                isRequired,
                early,
                spell.conditionMs,
                spell.onMs,
                spell.endMs,
                spell.eastM,
                spell.northM,
                spell.ids,
                !Collections.disjoint(spell.ids, scripted));
    }
}
