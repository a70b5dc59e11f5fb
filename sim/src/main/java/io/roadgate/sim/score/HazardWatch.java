package io.roadgate.sim.score;

import io.roadgate.sim.scene.Approach;
import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.TruthObject;
import io.roadgate.sim.scene.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the situations of docs/scenes.md, "Hazards", in a truth, tick by tick, within one set of bounds. */
final class HazardWatch {
    private static final int GAP_MS = 1500;
    private static final double JUNCTION_M = 60;

    private final SceneMap map;
    private final HazardBounds bounds;
    private final Map<String, Spell> spells = new HashMap<>();
    private final List<Spell> found = new ArrayList<>();
    private final Map<String, String> lights = new HashMap<>();
    private final Map<String, Long> lightSinceMs = new HashMap<>();
    private final Map<String, Double> beforeLineM = new HashMap<>();
    private final Zone junction;
    private long nowMs;
    private List<TruthObject> objects = List.of();
    private boolean[] isInZone = {};
    private double[] east = {};
    private double[] north = {};
    private double[] sin = {};
    private double[] cos = {};

    /** A situation that lasts. */
    static final class Spell {
        final String type;
        final long conditionMs;
        long lastMs;
        long onMs = -1;
        long endMs;
        double eastM;
        double northM;
        List<String> ids = List.of();

        Spell(String type, long conditionMs) {
            this.type = type;
            this.conditionMs = conditionMs;
        }
    }

    HazardWatch(SceneMap map, HazardBounds bounds) {
        this.map = map;
        this.bounds = bounds;
        junction = map.zones().stream()
                .filter(zone -> zone.kind().equals("junction"))
                .findFirst()
                .orElse(null);
    }

    List<Spell> found() {
        return found;
    }

    void light(long timeMs, String approach, String colour) {
        if (!colour.equals(lights.put(approach, colour))) {
            lightSinceMs.put(approach, timeMs);
        }
    }

    void step(long timeMs, List<TruthObject> seen) {
        if (seen.isEmpty()) {
            return;
        }
        nowMs = timeMs;
        objects = seen;
        prepare();
        for (Zone zone : map.zones()) {
            if (zone.kind().equals("expressway")) {
                expressway(zone);
            }
        }
        for (Zone zone : map.zones()) {
            if (zone.kind().equals("arm")) {
                for (int i : within(zone, new ZonePlace[objects.size()])) {
                    speeding(zone, i);
                }
            }
        }
        for (int i = 0; i < objects.size(); i++) {
            isInZone[i] |= junction != null && fromJunction(i) < junction.halfWidthM();
        }
        single();
        for (int i = 0; i < objects.size(); i++) {
            for (int j = 0; j < objects.size(); j++) {
                if (i != j
                        && objects.get(i).level() == objects.get(j).level()
                        && objects.get(i).kind().isVehicle()) {
                    pair(i, j);
                }
            }
        }
        redLights();
    }

    private void prepare() {
        int count = objects.size();
        isInZone = new boolean[count];
        east = new double[count];
        north = new double[count];
        sin = new double[count];
        cos = new double[count];
        for (int i = 0; i < count; i++) {
            TruthObject object = objects.get(i);
            east[i] = object.eastM();
            north[i] = object.northM();
            sin[i] = Math.sin(Math.toRadians(object.headingDeg()));
            cos[i] = Math.cos(Math.toRadians(object.headingDeg()));
        }
    }

    private double fromJunction(int i) {
        return Geometry.hypot(east[i] - junction.centerline()[0][0], north[i] - junction.centerline()[0][1]);
    }

    private Spell hit(String type, String key, double atE, double atN, List<String> ids, int dwellMs) {
        return hit(type, key, atE, atN, ids, dwellMs, GAP_MS);
    }

    private Spell hit(String type, String key, double atE, double atN, List<String> ids, int dwellMs, int gapMs) {
        Spell spell = spells.get(type + " " + key);
        if (spell == null || nowMs - spell.lastMs > gapMs) {
            spell = new Spell(type, nowMs);
            spells.put(type + " " + key, spell);
        }
        spell.lastMs = nowMs;
        if (spell.onMs < 0 && nowMs - spell.conditionMs >= dwellMs) {
            spell.onMs = nowMs;
            spell.eastM = atE;
            spell.northM = atN;
            spell.ids = ids;
            found.add(spell);
        }
        spell.endMs = nowMs;
        return spell;
    }

    private void hitOne(String type, int i, int dwellMs, int gapMs) {
        String id = objects.get(i).id();
        hit(type, id, east[i], north[i], List.of(id), dwellMs, gapMs);
    }

    /** Vehicles in a zone of lanes; marks everything in it. */
    private List<Integer> within(Zone zone, ZonePlace[] places) {
        List<Integer> vehicles = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (objects.get(i).level() != zone.level()) {
                continue;
            }
            places[i] = ZonePlace.of(zone.centerline(), east[i], north[i]);
            if (Math.abs(places[i].leftM()) <= zone.halfWidthM() && !places[i].isBeyond()) {
                isInZone[i] = true;
                if (objects.get(i).kind().isVehicle()) {
                    vehicles.add(i);
                }
            }
        }
        return vehicles;
    }

    private void speeding(Zone zone, int i) {
        if (objects.get(i).speedMps() > bounds.speeding() * zone.limitMps()) {
            hitOne("SLW", i, bounds.speedingMs(), GAP_MS);
        }
    }

    private void expressway(Zone zone) {
        ZonePlace[] places = new ZonePlace[objects.size()];
        List<Integer> vehicles = within(zone, places);
        for (int i : vehicles) {
            TruthObject object = objects.get(i);
            if (object.speedMps() < bounds.stoppedMps() && !isQueueing(i, vehicles, places)) {
                hitOne("AVW", i, bounds.stoppedMs(), GAP_MS);
            }
            double forward = object.eastMps() * places[i].eastward() + object.northMps() * places[i].northward();
            if (forward < -bounds.wrongWayMps()) {
                hitOne("WWD", i, bounds.wrongWayMs(), GAP_MS);
            }
            speeding(zone, i);
        }
        if (vehicles.size() >= bounds.jamCount()) {
            jam(zone, vehicles, places);
        }
    }

    private boolean isQueueing(int i, List<Integer> vehicles, ZonePlace[] places) {
        for (int j : vehicles) {
            double ahead = places[j].alongM() - places[i].alongM();
            boolean isSlow = objects.get(j).speedMps() < 3;
            if (j != i && ahead > 0 && ahead < 40 && Math.abs(places[j].leftM() - places[i].leftM()) < 2.5 && isSlow) {
                return true;
            }
        }
        return false;
    }

    private void jam(Zone zone, List<Integer> vehicles, ZonePlace[] places) {
        List<Integer> order = new ArrayList<>(vehicles);
        order.sort(Comparator.comparingDouble(i -> places[i].alongM()));
        List<Integer> best = List.of();
        for (int k = 0; k + bounds.jamCount() <= order.size(); k++) {
            double fromM = places[order.get(k)].alongM();
            List<Integer> group = new ArrayList<>();
            for (int j : order.subList(k, order.size())) {
                if (places[j].alongM() - fromM < 120) {
                    group.add(j);
                }
            }
            group.sort(Comparator.comparingDouble(i -> objects.get(i).speedMps()));
            int kept = Math.max(bounds.jamCount(), (int) (0.7 * group.size()));
            group = group.subList(0, Math.min(kept, group.size()));
            double mean = group.stream()
                    .mapToDouble(i -> objects.get(i).speedMps())
                    .average()
                    .orElse(0);
            if (group.size() >= bounds.jamCount() && mean < bounds.jamMps() && group.size() > best.size()) {
                best = group;
            }
        }
        if (!best.isEmpty()) {
            int tail = best.get(0);
            for (int i : best) {
                tail = places[i].alongM() < places[tail].alongM() ? i : tail;
            }
            List<String> ids = best.stream().map(i -> objects.get(i).id()).toList();
            hit("TJW", zone.id(), east[tail], north[tail], ids, bounds.jamMs(), 3000);
        }
    }

    private void single() {
        for (int i = 0; i < objects.size(); i++) {
            TruthObject object = objects.get(i);
            if (!isInZone[i]) {
                continue;
            }
            if (object.kind().isObstacle()) {
                hitOne("HLW", i, bounds.obstacleMs(), 4000);
            }
            if (object.kind() == ObjectClass.EMERGENCY) {
                hitOne("EVW", i, bounds.emergencyMs(), 5000);
            }
            boolean isBraking = object.accelMps2() < -bounds.brakingMps2() && object.speedMps() > 2;
            if (object.kind().isVehicle() && isBraking) {
                hitOne("EBW", i, bounds.brakingMs(), 1000);
            }
        }
    }

    /** Vehicle i and another road user j. */
    private void pair(int i, int j) {
        TruthObject own = objects.get(i);
        TruthObject other = objects.get(j);
        double de = east[j] - east[i];
        double dn = north[j] - north[i];
        double ve = other.eastMps() - own.eastMps();
        double vn = other.northMps() - own.northMps();
        double alike = sin[i] * sin[j] + cos[i] * cos[j];
        boolean isInZones = isInZone[i] && isInZone[j];
        List<String> ids = List.of(own.id(), other.id());
        if (other.kind().isVehicle() && isInZones && alike > 0.94 && own.speedMps() > 5) {
            double ahead = de * sin[i] + dn * cos[i];
            double aside = de * cos[i] - dn * sin[i];
            double closing = -(ve * sin[i] + vn * cos[i]);
            double gap = Math.max(0, ahead - (own.lengthM() + other.lengthM()) / 2);
            boolean isLeader = ahead > 2 && ahead < 90 && Math.abs(aside) < bounds.besideM();
            if (isLeader && closing > 2.5 && gap / closing < bounds.collisionS()) {
                hit("FCW", own.id(), east[i], north[i], ids, bounds.collisionMs());
            }
        }
        if (own.speedMps() <= 3) {
            return;
        }
        double square = ve * ve + vn * vn + 1e-9;
        double timeS = -(de * ve + dn * vn) / square;
        double closest = Geometry.hypot(de + ve * timeS, dn + vn * timeS);
        boolean isRidingAlong = other.kind() == ObjectClass.CYCLIST && alike > 0.85;
        boolean isNear = timeS > 0 && timeS < bounds.walkerS() && closest < bounds.walkerM();
        if (other.kind().isVulnerable() && isInZones && isNear && !isRidingAlong) {
            hit("VRUCW", other.id(), east[j], north[j], ids, bounds.walkerMs());
        }
        if (i < j && other.kind().isVehicle() && other.speedMps() > 3) {
            crossing(i, j, alike, timeS, closest);
        }
    }

    private void crossing(int i, int j, double alike, double timeS, double closestM) {
        boolean isCrossing = alike < 0.77 && alike > -0.94;
        if (junction == null || !isCrossing || fromJunction(i) >= JUNCTION_M || fromJunction(j) >= JUNCTION_M) {
            return;
        }
        if (timeS > 0 && timeS < bounds.crossingS() && closestM < bounds.crossingM()) {
            String a = objects.get(i).id();
            String b = objects.get(j).id();
            String key = a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
            double midE = (east[i] + east[j]) / 2;
            double midN = (north[i] + north[j]) / 2;
            hit("ICW", key, midE, midN, List.of(a, b), bounds.crossingMs());
        }
    }

    private void redLights() {
        for (Approach approach : map.approaches()) {
            String light = lights.get(approach.id());
            if (light == null) {
                continue;
            }
            double heading = Math.toRadians(approach.headingDeg());
            double ue = Math.sin(heading);
            double un = Math.cos(heading);
            double acrossE = approach.leftEastM() - approach.rightEastM();
            double acrossN = approach.leftNorthM() - approach.rightNorthM();
            double width = Geometry.hypot(acrossE, acrossN);
            boolean isRed = light.equals("r") && nowMs - lightSinceMs.get(approach.id()) >= bounds.redMs();
            boolean counts = isRed || (bounds.redMs() < 0 && light.equals("y"));
            for (int i = 0; i < objects.size(); i++) {
                TruthObject object = objects.get(i);
                if (!object.kind().isVehicle() || object.speedMps() <= 1.5 || sin[i] * ue + cos[i] * un <= 0.8) {
                    continue;
                }
                double frontE = east[i] + sin[i] * object.lengthM() / 2 - approach.rightEastM();
                double frontN = north[i] + cos[i] * object.lengthM() / 2 - approach.rightNorthM();
                double past = frontE * ue + frontN * un;
                double across = (frontE * acrossE + frontN * acrossN) / width;
                Double before = beforeLineM.put(approach.id() + " " + object.id(), past);
                boolean hasCrossed = before != null && before < 0 && past >= 0 && across > -0.5 && across < width + 0.5;
                if (hasCrossed && counts) {
                    hitOne("SVW", i, 0, GAP_MS);
                }
            }
        }
    }
}
