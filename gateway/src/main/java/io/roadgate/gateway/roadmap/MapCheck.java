package io.roadgate.gateway.roadmap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold of a map before it can be built: numbers, names, references, lines. Every fault is told. */
final class MapCheck {
    private static final double SHORTEST_LANE_M = 0.05;
    private static final double FARTHEST_M = 50_000;
    private static final double WIDEST_M = 50;
    private static final double FASTEST_MPS = 100;
    private static final double JOINT_M = 3;
    private static final double HEIGHT_STEP_M = 1.5;
    private static final double STEEPEST = 0.35;
    private static final double DECK_STEP_M = 2.5;
    private static final double SIGNIFICANT_M = 2;

    private final MapDraft draft;
    private final MapFaults faults;
    private final Map<String, LaneDraft> byKey = new HashMap<>();

    MapCheck(MapDraft draft, MapFaults faults) {
        this.draft = draft;
        this.faults = faults;
    }

    void check() {
        checkSize();
        Map<Integer, LaneDraft> byId = new HashMap<>();
        for (LaneDraft lane : draft.lanes) {
            LaneDraft first = byKey.putIfAbsent(lane.key, lane);
            if (first != null) {
                error(lane, "must have a name of its own, " + first.element + at(first) + " has it already");
            }
            LaneDraft sameId = byId.putIfAbsent(lane.id, lane);
            if (lane.id < 1 || lane.id > 65_535) {
                error(lane, "must have a number of 1..65535, has " + lane.id);
            } else if (sameId != null) {
                error(lane, "must have a number of its own, " + lane.id + " is that of " + sameId.element + at(sameId));
            }
        }
        boolean isSound = true;
        for (LaneDraft lane : draft.lanes) {
            isSound &= checkShape(lane);
        }
        for (LaneDraft lane : draft.lanes) {
            checkReferences(lane);
            if (isSound) {
                checkLinks(lane);
            }
        }
        checkSignals();
        checkZones();
    }

    private void checkSize() {
        int points = draft.lanes.stream().mapToInt(lane -> lane.points.size()).sum();
        if (draft.lanes.isEmpty() && draft.zones.isEmpty()) {
            faults.error(0, "", "must have at least one lane, has none");
        }
        if (draft.lanes.size() > MapDraft.MOST_LANES) {
            faults.error(0, "", "must have at most " + MapDraft.MOST_LANES + " lanes, has " + draft.lanes.size());
        }
        if (points > MapDraft.MOST_POINTS) {
            faults.error(0, "", "must have at most " + MapDraft.MOST_POINTS + " points, has " + points);
        }
    }

    private static String at(LaneDraft lane) {
        return lane.line > 0 ? " in line " + lane.line : "";
    }

    private void error(LaneDraft lane, String expected) {
        faults.error(lane.line, lane.element, expected);
    }

    /** Whether its line can be used. */
    private boolean checkShape(LaneDraft lane) {
        if (lane.points.size() < 2) {
            error(lane, "must have at least 2 points, has " + lane.points.size());
            return false;
        }
        boolean isSound = true;
        double lengthM = 0;
        for (int i = 0; i < lane.points.size(); i++) {
            double[] p = lane.points.get(i);
            boolean isFinite =
                    Math.abs(p[0]) <= FARTHEST_M && Math.abs(p[1]) <= FARTHEST_M && Math.abs(p[2]) <= FARTHEST_M;
            if (!isFinite) {
                error(
                        lane,
                        "point " + (i + 1) + " must lie within " + (int) FARTHEST_M / 1000 + " km of the origin, is "
                                + place(p));
                isSound = false;
            } else if (i > 0 && isSound) {
                double[] q = lane.points.get(i - 1);
                double stepM = LaneGeometry.distanceM(q[0], q[1], p[0], p[1]);
                lengthM += stepM;
                if (stepM == 0) {
                    error(lane, "points " + i + " and " + (i + 1) + " must differ, both are " + place(p));
                    isSound = false;
                } else if (Math.abs(p[2] - q[2]) > HEIGHT_STEP_M && Math.abs(p[2] - q[2]) > STEEPEST * stepM) {
                    error(
                            lane,
                            "height must not jump, between points " + i + " and " + (i + 1) + " it goes from "
                                    + metres(q[2]) + " to " + metres(p[2]) + " m within " + metres(stepM) + " m");
                }
            }
        }
        if (isSound && lengthM < SHORTEST_LANE_M) {
            error(lane, "must be longer than " + SHORTEST_LANE_M + " m, is " + metres(lengthM) + " m long");
        }
        checkNumbers(lane, lengthM);
        if (isSound && lane.kind != LaneKind.CROSSWALK) {
            new SelfCrossing(lane).find().ifPresent(place -> error(lane, "must not cross itself, does at " + place));
        }
        return isSound;
    }

    private void checkNumbers(LaneDraft lane, double lengthM) {
        int widths = lane.widthsM.size();
        if (widths > 1 && widths != lane.points.size()) {
            error(lane, "must have one width or as many as points, has " + widths + " for " + lane.points.size());
        }
        for (double width : lane.widthsM) {
            if (!(width >= 0 && width <= WIDEST_M)) {
                error(lane, "width must be 0.." + (int) WIDEST_M + " m, is " + width);
                break;
            }
        }
        if (!(lane.speedLimitMps > 0 && lane.speedLimitMps <= FASTEST_MPS)) {
            error(
                    lane,
                    "speed limit must be above 0 and up to " + (int) FASTEST_MPS + " m/s, is " + lane.speedLimitMps);
        }
        if (Math.abs(lane.level) > 10 || Math.abs(lane.endLevel) > 10) {
            error(
                    lane,
                    "level must be -10..10, is " + lane.level
                            + (lane.endLevel == lane.level ? "" : ", " + lane.endLevel));
        }
        if (lane.signalGroup < 0 || lane.signalGroup > 255) {
            error(lane, "signal group must be 1..255, is " + lane.signalGroup);
        }
        boolean isOff = !Double.isNaN(lane.stopLineM) && !(lane.stopLineM >= 0 && lane.stopLineM <= lengthM + 0.5);
        if (isOff) {
            error(lane, "stop line must lie on the lane, 0.." + metres(lengthM) + " m, is at " + lane.stopLineM);
        }
    }

    private void checkReferences(LaneDraft lane) {
        for (String successor : lane.successors) {
            if (!byKey.containsKey(successor)) {
                error(lane, "must go on to a lane that exists, \"" + successor + "\" does not");
            }
        }
        for (String neighbour : new String[] {lane.left, lane.right}) {
            if (!neighbour.isEmpty() && !byKey.containsKey(neighbour)) {
                error(lane, "must have a neighbour that exists, \"" + neighbour + "\" does not");
            }
        }
    }

    private void checkLinks(LaneDraft lane) {
        double[] end = lane.points.get(lane.points.size() - 1);
        for (String key : lane.successors) {
            LaneDraft next = byKey.get(key);
            if (next == null) {
                continue;
            }
            double[] start = next.points.get(0);
            double gapM = LaneGeometry.distanceM(end[0], end[1], start[0], start[1]);
            if (gapM > JOINT_M) {
                error(lane, "must end where its way on " + next.element + " begins, is " + metres(gapM) + " m off");
            } else if (lane.endLevel != next.level) {
                error(
                        lane,
                        "ends on level " + lane.endLevel + " but goes on to " + next.element + " on level " + next.level
                                + ": a ramp between them must have both levels");
            } else if (Math.abs(end[2] - start[2]) > DECK_STEP_M) {
                error(
                        lane,
                        "ends at a height of " + metres(end[2]) + " m, its way on " + next.element + " begins at "
                                + metres(start[2]) + " m");
            }
        }
        double climbM = Math.abs(end[2] - lane.points.get(0)[2]);
        if (lane.level != lane.endLevel && climbM < SIGNIFICANT_M) {
            faults.note(
                    lane.line,
                    lane.element,
                    "joins levels " + lane.level + " and " + lane.endLevel + " but climbs " + metres(climbM)
                            + " m only");
        }
    }

    private void checkSignals() {
        Set<Integer> known = new HashSet<>();
        for (SignalGroup group : draft.signalGroups) {
            known.add(group.id());
        }
        for (LaneDraft lane : draft.lanes) {
            if (lane.signalGroup != 0 && !known.isEmpty() && !known.contains(lane.signalGroup)) {
                error(lane, "signal group " + lane.signalGroup + " must have a controller, has none");
            }
        }
        for (LaneStretch stretch : draft.stretches) {
            String element = stretch.kind().name().toLowerCase(java.util.Locale.ROOT) + " of lane " + stretch.lane();
            if (!byKey.containsKey(stretch.lane())) {
                faults.error(0, element, "must be of a lane that exists");
            }
            if (!(stretch.toM() > stretch.fromM())) {
                faults.error(0, element, "must end behind its beginning, is " + stretch.fromM() + ".." + stretch.toM());
            }
        }
    }

    private void checkZones() {
        Set<String> ids = new HashSet<>();
        for (Zone zone : draft.zones) {
            String element = "zone " + zone.id();
            if (!ids.add(zone.id())) {
                faults.error(0, element, "must have a name of its own");
            }
            boolean isJunction = zone.kind() == Zone.Kind.JUNCTION;
            int points = zone.centreline().size();
            if (isJunction ? points != 1 : points < 2) {
                faults.error(
                        0, element, isJunction ? "must have a middle" : "must have at least 2 points, has " + points);
            }
            if (!(zone.halfWidthM() > 0 && zone.halfWidthM() < FARTHEST_M)) {
                faults.error(0, element, "half width or radius must be above 0, is " + zone.halfWidthM());
            }
            if (zone.limitMps() <= 0 || Double.isInfinite(zone.limitMps())) {
                faults.error(0, element, "speed limit must be above 0 m/s, is " + zone.limitMps());
            }
            checkPlaces(element, zone.centreline());
        }
        for (Approach approach : draft.approaches) {
            checkPlaces(
                    "approach " + approach.id(),
                    java.util.List.of(
                            new double[] {approach.rightEastM(), approach.rightNorthM()},
                            new double[] {approach.leftEastM(), approach.leftNorthM()}));
            if (!Double.isFinite(approach.headingRad())) {
                faults.error(0, "approach " + approach.id(), "heading must be a number, is " + approach.headingRad());
            }
        }
        for (ParkingBay bay : draft.parkingBays) {
            if (bay.corners().size() < 3) {
                faults.error(
                        0,
                        "bay " + bay.id(),
                        "must have at least 3 corners, has " + bay.corners().size());
            }
            for (double[] corner : bay.corners()) {
                checkFinite("bay " + bay.id(), corner);
            }
        }
        for (TollLine line : draft.tollLines) {
            checkFinite("toll line " + line.id(), new double[] {line.fromEastM(), line.fromNorthM()});
            checkFinite("toll line " + line.id(), new double[] {line.toEastM(), line.toNorthM()});
        }
    }

    private void checkPlaces(String element, java.util.List<double[]> places) {
        double[] last = null;
        for (double[] place : places) {
            checkFinite(element, place);
            if (last != null && last[0] == place[0] && last[1] == place[1]) {
                faults.error(0, element, "points must differ, two are " + place(place));
            }
            last = place;
        }
    }

    private void checkFinite(String element, double[] place) {
        if (!(Math.abs(place[0]) <= FARTHEST_M && Math.abs(place[1]) <= FARTHEST_M)) {
            faults.error(
                    0,
                    element,
                    "must lie within " + (int) FARTHEST_M / 1000 + " km of the origin, is at " + place(place));
        }
    }

    static String place(double[] place) {
        return "(" + metres(place[0]) + ", " + metres(place[1]) + (place.length > 2 ? ", " + metres(place[2]) : "")
                + ")";
    }

    static String metres(double value) {
        return Double.isFinite(value) ? Double.toString(Math.round(value * 100) / 100.0) : Double.toString(value);
    }
}
