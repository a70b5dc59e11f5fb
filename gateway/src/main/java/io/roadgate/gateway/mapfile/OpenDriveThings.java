package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.LaneStretch;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.ParkingBay;
import io.roadgate.gateway.roadmap.SignalGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands on and beside the roads of an OpenDRIVE file: traffic lights, crosswalks, parking spaces, tunnels, bridges.
 *
 * <p>A crosswalk is walked along the longer sides of its outline. Objects of other types have no meaning here and are counted
 * in one note.
 */
final class OpenDriveThings {
    private static final double NEAR_END_M = 15;
    private static final double CROSSWALK_M = 4;
    private static final double WALK_MPS = 1.5;
    /** Stop line in the German catalogue, which many files use for all countries. */
    private static final String STOP_LINE = "294";

    private static final int MOST_BAYS = 10_000;
    private static final Set<String> LIGHTS = Set.of(
            "1000001", "1000002", "1000007", "1000008", "1000009", "1000010", "1000011", "1000012", "1000013",
            "1000014", "1000015", "1000016");

    private final MapDraft draft;
    private final Map<String, OpenDriveRoad> roads;
    private final MapFaults faults;
    private final Map<String, Integer> groupOfSignal = new HashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private int bays;

    OpenDriveThings(MapDraft draft, Map<String, OpenDriveRoad> roads, MapFaults faults) {
        this.draft = draft;
        this.roads = roads;
        this.faults = faults;
    }

    void read(XmlNode root) {
        int number = 0;
        for (XmlNode controller : root.all("controller")) {
            number++;
            if (number <= 255) {
                draft.add(new SignalGroup(number, controller.get("id")));
            }
            for (XmlNode control : controller.all("control")) {
                groupOfSignal.put(control.get("signalId"), Math.min(number, 256));
            }
        }
        if (number > 255) {
            faults.note(0, "controller", "more than 255: the lanes of the others have no signal group");
        }
        for (OpenDriveRoad road : roads.values()) {
            road.node.within("signals", "signal").forEach(signal -> readSignal(road, signal));
            road.node.within("signals", "signalReference").forEach(signal -> readSignal(road, signal));
            road.node.within("objects", "object").forEach(object -> readObject(road, object));
            road.node.within("objects", "tunnel").forEach(tunnel -> readStretch(road, tunnel, LaneStretch.Kind.TUNNEL));
            road.node.within("objects", "bridge").forEach(bridge -> readStretch(road, bridge, LaneStretch.Kind.BRIDGE));
        }
        leftOut.forEach((type, count) -> faults.note(0, type, "has no meaning here: " + count + " left out"));
    }

    private void readSignal(OpenDriveRoad road, XmlNode signal) {
        boolean isLight = signal.name.equals("signalReference")
                ? groupOfSignal.containsKey(signal.get("id"))
                : signal.get("dynamic").equals("yes") && LIGHTS.contains(signal.get("type"));
        boolean isStopLine = signal.get("type").equals(STOP_LINE);
        if (!(isLight || isStopLine) || road.lastSection() < 0) {
            leftOut.merge("signal of type " + signal.get("type"), 1, Integer::sum);
            return;
        }
        double s = signal.number("s", faults);
        int group = groupOfSignal.getOrDefault(signal.get("id"), 0);
        if (group == 0 && isLight) {
            faults.note(
                    signal.line,
                    "signal " + signal.get("id"),
                    "has no controller: its lanes have a stop line, but no group");
        }
        boolean isForward = !signal.get("orientation").equals("-");
        int section = road.sectionAt(s);
        for (int lane : road.numbers(section)) {
            LaneDraft draftLane = road.lane(section, lane);
            boolean isMeant = (lane < 0) == isForward && draftLane.kind().isCarriageway() && isValid(signal, lane);
            if (isMeant) {
                double lengthM = draftLane.lengthM();
                double along = road.isAlong(lane) ? s - road.sectionStart(section) : road.sectionEnd(section) - s;
                double stop = lengthM - along < NEAR_END_M ? lengthM : Math.max(0, along);
                draftLane.stopLine(road.isInJunction() ? Double.NaN : stop);
                if (group > 0 && group <= 255) {
                    draftLane.signalGroup(group);
                }
            }
        }
    }

    private boolean isValid(XmlNode signal, int lane) {
        List<XmlNode> ranges = signal.all("validity");
        return ranges.isEmpty()
                || ranges.stream().anyMatch(range -> {
                    int from = range.whole("fromLane", lane, faults);
                    int to = range.whole("toLane", lane, faults);
                    return lane >= Math.min(from, to) && lane <= Math.max(from, to);
                });
    }

    private void readStretch(OpenDriveRoad road, XmlNode node, LaneStretch.Kind kind) {
        double from = node.number("s", faults);
        double to = from + node.number("length", faults);
        for (int section = 0; section <= road.lastSection(); section++) {
            double begin = Math.max(from, road.sectionStart(section));
            double end = Math.min(to, road.sectionEnd(section));
            for (int lane : end > begin ? road.numbers(section) : List.<Integer>of()) {
                LaneDraft on = road.lane(section, lane);
                // Along a curve a lane is longer or shorter than the reference line.
                double scale = on.lengthM() / (road.sectionEnd(section) - road.sectionStart(section));
                double near = road.isAlong(lane) ? begin - road.sectionStart(section) : road.sectionEnd(section) - end;
                draft.add(new LaneStretch(kind, on.key(), near * scale, (near + end - begin) * scale));
            }
        }
    }

    private void readObject(OpenDriveRoad road, XmlNode object) {
        String type = object.get("type");
        boolean isCrosswalk = type.equals("crosswalk");
        if (!isCrosswalk && !type.equals("parkingSpace")) {
            leftOut.merge("object of type " + type, 1, Integer::sum);
            return;
        }
        double s = object.number("s", faults);
        double t = object.number("t", 0, faults);
        List<double[]> places = new ArrayList<>();
        XmlNode repeat = object.first("repeat");
        double distance = repeat == null ? 0 : repeat.number("distance", 0, faults);
        if (distance > 0) {
            double from = repeat.number("s", s, faults);
            double to = from + repeat.number("length", 0, faults);
            double tStart = repeat.number("tStart", t, faults);
            for (double at = from; at <= to + 1e-6 && places.size() < MOST_BAYS; at += distance) {
                places.add(new double[] {at, tStart});
            }
        } else {
            places.add(new double[] {s, t});
        }
        for (int i = 0; i < places.size(); i++) {
            List<double[]> corners = corners(road, object, places.get(i)[0], places.get(i)[1]);
            String id = road.id + "." + object.get("id") + (places.size() > 1 ? "." + (i + 1) : "");
            if (isCrosswalk && corners.size() == 2) {
                addLine(id, object, corners);
            } else if (corners.size() < 3) {
                faults.error(
                        object.line,
                        type + " " + object.get("id"),
                        "must have an outline of three corners or more, or" + " length and width");
            } else if (isCrosswalk) {
                addCrosswalk(id, object.line, corners);
            } else if (bays++ < MOST_BAYS) {
                draft.add(new ParkingBay(id, 0, corners));
            }
        }
    }

    private List<double[]> corners(OpenDriveRoad road, XmlNode object, double s, double t) {
        XmlNode outline = object.first("outline") == null ? firstOutline(object) : object.first("outline");
        double turned = object.number("hdg", 0, faults);
        List<double[]> corners = new ArrayList<>();
        if (outline == null) {
            double l = object.number("length", 0, faults) / 2;
            double w = object.number("width", 0, faults) / 2;
            if (l > 0 && w > 0) {
                corners.add(road.place(s, t, turned, -l, -w));
                corners.add(road.place(s, t, turned, l, -w));
                corners.add(road.place(s, t, turned, l, w));
                corners.add(road.place(s, t, turned, -l, w));
            }
            return corners;
        }
        for (XmlNode corner : outline.children) {
            if (corner.name.equals("cornerRoad")) {
                corners.add(road.place(corner.number("s", faults), corner.number("t", faults)));
            } else if (corner.name.equals("cornerLocal")) {
                corners.add(road.place(s, t, turned, corner.number("u", faults), corner.number("v", faults)));
            }
        }
        return corners;
    }

    private static XmlNode firstOutline(XmlNode object) {
        List<XmlNode> outlines = object.within("outlines", "outline");
        return outlines.isEmpty() ? null : outlines.get(0);
    }

    /** An outline of two corners is the way itself; the stripes say how wide it is. */
    private void addLine(String id, XmlNode object, List<double[]> ends) {
        List<XmlNode> markings = object.within("markings", "marking");
        double widthM = markings.isEmpty() ? CROSSWALK_M : markings.get(0).number("width", CROSSWALK_M, faults);
        draft.add(new LaneDraft("crosswalk " + id, object.line, "crosswalk " + id)
                .kind(LaneKind.CROSSWALK)
                .width(widthM)
                .speedLimit(WALK_MPS)
                .points(ends));
    }

    /** From the middle of one short side to the middle of the other. */
    private void addCrosswalk(String id, int line, List<double[]> corners) {
        int count = corners.size();
        int longest = 0;
        double longestM = 0;
        for (int i = 0; i < count; i++) {
            double sideM = distanceM(corners.get(i), corners.get((i + 1) % count));
            if (sideM > longestM) {
                longestM = sideM;
                longest = i;
            }
        }
        double[] a = corners.get(longest);
        double[] b = corners.get((longest + 1) % count);
        double east = (b[0] - a[0]) / longestM;
        double north = (b[1] - a[1]) / longestM;
        double deepest = 0;
        for (double[] corner : corners) {
            double across = (corner[1] - a[1]) * east - (corner[0] - a[0]) * north;
            deepest = Math.abs(across) > Math.abs(deepest) ? across : deepest;
        }
        if (longestM < 0.5 || Math.abs(deepest) < 0.5) {
            faults.error(
                    line, "crosswalk " + id, "must be at least 0.5 m long and wide, is " + longestM + " by " + deepest);
            return;
        }
        double offEast = -north * deepest / 2;
        double offNorth = east * deepest / 2;
        LaneDraft lane = new LaneDraft("crosswalk " + id, line, "crosswalk " + id)
                .kind(LaneKind.CROSSWALK)
                .width(Math.abs(deepest))
                .speedLimit(WALK_MPS);
        lane.point(a[0] + offEast, a[1] + offNorth, a[2]).point(b[0] + offEast, b[1] + offNorth, b[2]);
        draft.add(lane);
    }

    private static double distanceM(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
    }
}
