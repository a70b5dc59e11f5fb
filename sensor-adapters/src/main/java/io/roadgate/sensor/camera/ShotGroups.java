package io.roadgate.sensor.camera;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Merges the shots of one car into one passage: told when all have come, or after a wait.
 *
 * <p>The passage has the time of the earliest shot, the plate of the most certain one, and of everything else what any
 * of them knows. A shot that comes after its passage has been told is one of the same car: it is dropped.
 */
final class ShotGroups {
    /** Groups that are open at a time; the oldest is told early when there are more. */
    static final int MOST_OPEN = 32;
    /** Groups that are remembered as told. */
    static final int MOST_TOLD = 128;

    private final long waitNs;
    private final Consumer<PlatePassage> taker;
    private final Map<Long, Group> open = new LinkedHashMap<>();
    private final Map<Long, Boolean> told = new LinkedHashMap<>();

    ShotGroups(long waitNs, Consumer<PlatePassage> taker) {
        this.waitNs = waitNs;
        this.taker = taker;
    }

    /** Takes a shot; a count of one or less, or group 0, stands for itself. */
    void onShot(long groupId, int count, PlatePassage shot, long nowNs) {
        if (groupId == 0 || count <= 1) {
            taker.accept(shot);
            return;
        }
        if (told.containsKey(groupId)) {
            return;
        }
        Group group = open.computeIfAbsent(groupId, id -> new Group(nowNs));
        group.add(shot);
        if (group.shots >= count) {
            tell(groupId);
        } else if (open.size() > MOST_OPEN) {
            tell(open.keySet().iterator().next());
        }
    }

    /** Tells what waits too long. */
    int onTick(long nowNs) {
        if (open.isEmpty()) {
            return 0;
        }
        List<Long> due = new ArrayList<>();
        for (Map.Entry<Long, Group> group : open.entrySet()) {
            if (nowNs - group.getValue().sinceNs >= waitNs) {
                due.add(group.getKey());
            }
        }
        due.forEach(this::tell);
        return due.size();
    }

    /** Tells all that is open: no more shots will come. */
    void flush() {
        List.copyOf(open.keySet()).forEach(this::tell);
    }

    private void tell(long groupId) {
        Group group = open.remove(groupId);
        told.put(groupId, true);
        if (told.size() > MOST_TOLD) {
            Iterator<Long> oldest = told.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        taker.accept(group.merged);
    }

    private static final class Group {
        private final long sinceNs;
        private int shots;
        private PlatePassage merged;

        private Group(long sinceNs) {
            this.sinceNs = sinceNs;
        }

        private void add(PlatePassage shot) {
            shots++;
            if (merged == null) {
                merged = shot;
                return;
            }
            if (isBetter(shot, merged)) {
                merged.plate = shot.plate;
                merged.plateConfidence = shot.plateConfidence;
                merged.plateColour =
                        shot.plateColour == CameraPicture.NO_COLOUR ? merged.plateColour : shot.plateColour;
            }
            merged.measuredAtNs = Math.min(merged.measuredAtNs, shot.measuredAtNs);
            merged.classCode = merged.classCode == CameraWords.UNKNOWN ? shot.classCode : merged.classCode;
            merged.trackId = merged.trackId == 0 ? shot.trackId : merged.trackId;
            if (!merged.hasPlace()) {
                merged.latDeg = shot.latDeg;
                merged.lonDeg = shot.lonDeg;
            }
        }

        private static boolean isBetter(PlatePassage shot, PlatePassage known) {
            if (shot.plate.isEmpty()) {
                return false;
            }
            return known.plate.isEmpty()
                    || (Float.isNaN(known.plateConfidence) && !Float.isNaN(shot.plateConfidence))
                    || shot.plateConfidence > known.plateConfidence;
        }
    }
}
