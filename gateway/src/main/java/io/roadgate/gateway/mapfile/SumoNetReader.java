package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SignalGroup;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SUMO network: lanes with shapes (and heights where they have them), connections over the junction's internal lanes,
 * crossings, pavements, bicycle lanes, traffic lights as signal groups.
 *
 * <p>Left out: walking areas (places, not lanes), rails. Levels are found from heights ({@link LevelFinder}).
 *
 * <p><b>Source:</b> SUMO documentation, "SUMO Road Networks": {@code net/edge/lane}, {@code connection}, {@code tlLogic},
 * {@code location}.
 */
final class SumoNetReader {
    private static final int MOST_GROUPS = 255;

    private final MapFaults faults;
    private final MapDraft draft;
    private final Map<String, LaneDraft> lanes = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final Map<String, Integer> phaseCount = new HashMap<>();
    private Placer placer;

    private SumoNetReader(String name, MapFaults faults) {
        this.faults = faults;
        draft = new MapDraft(name);
    }

    static MapDraft read(String name, XmlNode root, MapOrigin wanted, MapFaults faults) {
        SumoNetReader reader = new SumoNetReader(name, faults);
        reader.readAll(root, wanted);
        return reader.draft;
    }

    private void readAll(XmlNode root, MapOrigin wanted) {
        placer = placer(root.first("location"), wanted);
        for (XmlNode edge : root.all("edge")) {
            if (!edge.get("function").equals("walkingarea")) {
                readEdge(edge);
            }
        }
        for (XmlNode logic : root.all("tlLogic")) {
            XmlNode phase = logic.first("phase");
            phaseCount.put(
                    logic.get("id"), phase == null ? 0 : phase.get("state").length());
        }
        for (XmlNode connection : root.all("connection")) {
            readConnection(connection);
        }
        draft.origin(placer.origin());
        LevelFinder.assign(draft.lanes());
    }

    private Placer placer(XmlNode location, MapOrigin wanted) {
        if (location == null) {
            return new Placer(wanted, Optional.empty(), 0, 0, faults);
        }
        String projection = location.get("projParameter");
        Optional<TransverseMercator> grid = TransverseMercator.of(projection);
        if (grid.isEmpty() && projection.startsWith("+")) {
            faults.note(
                    location.line,
                    "location",
                    "projection " + projection + " is not known: metres are taken as the site's");
        }
        double[] offset = numbers(location.get("netOffset"), ",", location, "netOffset");
        boolean isGiven = offset.length >= 2;
        return new Placer(wanted, grid, isGiven ? -offset[0] : 0, isGiven ? -offset[1] : 0, faults);
    }

    private void readEdge(XmlNode edge) {
        List<XmlNode> ofEdge = edge.all("lane");
        String function = edge.get("function");
        for (int i = 0; i < ofEdge.size(); i++) {
            XmlNode node = ofEdge.get(i);
            String key = node.get("id");
            LaneKind kind = kind(function, node);
            if (kind == null) {
                faults.note(node.line, "lane " + key, "carries nothing that is known here: left out");
                continue;
            }
            LaneDraft lane = new LaneDraft(key, node.line, "lane " + key)
                    .road(edge.get("id"))
                    .kind(kind)
                    .width(node.number("width", 3.2, faults))
                    .speedLimit(Math.max(0.5, node.number("speed", faults)))
                    .inJunction(function.equals("internal"));
            for (String place : node.get("shape").strip().split("\\s+", -1)) {
                double[] xyz = numbers(place, ",", node, "shape of lane " + key);
                if (xyz.length >= 2) {
                    addPoint(lane, placer.place(xyz[0], xyz[1], xyz.length > 2 ? xyz[2] : 0));
                }
            }
            lane.neighbours(
                    neighbour(ofEdge, i, i + 1, "changeLeft", function),
                    neighbour(ofEdge, i, i - 1, "changeRight", function));
            draft.add(lane);
            lanes.put(key, lane);
        }
    }

    /** Shapes repeat a point where a lane is too short for its curve. */
    private static void addPoint(LaneDraft lane, double[] place) {
        List<double[]> points = lane.points();
        double[] last = points.isEmpty() ? null : points.get(points.size() - 1);
        if (last == null || last[0] != place[0] || last[1] != place[1]) {
            lane.point(place[0], place[1], place[2]);
        }
    }

    private static LaneKind kind(String function, XmlNode lane) {
        if (function.equals("crossing")) {
            return LaneKind.CROSSWALK;
        }
        Set<String> allowed =
                new HashSet<>(Arrays.asList(lane.get("allow").strip().split("\\s+", -1)));
        if (!lane.has("allow") || allowed.contains("all")) {
            return lane.get("disallow").equals("all") ? null : LaneKind.DRIVING;
        }
        allowed.removeAll(Set.of("tram", "rail_urban", "rail", "rail_electric", "rail_fast", "ship", ""));
        if (allowed.isEmpty()) {
            return null;
        }
        if (Set.of("pedestrian", "wheelchair").containsAll(allowed)) {
            return LaneKind.SIDEWALK;
        }
        if (Set.of("bicycle", "pedestrian", "moped", "wheelchair", "scooter").containsAll(allowed)) {
            return LaneKind.BICYCLE;
        }
        return Set.of("emergency", "authority", "army").containsAll(allowed) ? LaneKind.SHOULDER : LaneKind.DRIVING;
    }

    private static String neighbour(List<XmlNode> ofEdge, int own, int other, String permission, String function) {
        if (other < 0 || other >= ofEdge.size()) {
            return "";
        }
        LaneKind mine = kind(function, ofEdge.get(own));
        LaneKind theirs = kind(function, ofEdge.get(other));
        String allowed = ofEdge.get(own).get(permission);
        boolean isForbidden =
                ofEdge.get(own).has(permission) && !allowed.contains("all") && !allowed.contains("passenger");
        boolean isRidden = theirs != null && mine != null && theirs.isMotor() && mine.isMotor();
        return isRidden && !isForbidden ? ofEdge.get(other).get("id") : "";
    }

    private void readConnection(XmlNode connection) {
        LaneDraft from = lanes.get(connection.get("from") + "_" + connection.get("fromLane"));
        LaneDraft to = lanes.get(connection.get("to") + "_" + connection.get("toLane"));
        LaneDraft via = lanes.get(connection.get("via"));
        if (from == null || (to == null && via == null)) {
            return; // From or to a lane that is left out, such as a walking area.
        }
        from.successor((via == null ? to : via).key());
        int group = group(connection, from);
        if (group > 0) {
            boolean isMain = connection.get("dir").equals("s") || from.signalGroup() == 0;
            from.signalGroup(isMain ? group : from.signalGroup()).stopLine(from.lengthM());
            if (via != null) {
                via.signalGroup(group);
            }
        }
    }

    /** Number of a traffic light's link at this site, 0 = none. */
    private int group(XmlNode connection, LaneDraft from) {
        String light = connection.get("tl");
        if (light.isEmpty()) {
            return 0;
        }
        int link = connection.whole("linkIndex", 0, faults);
        if (!phaseCount.containsKey(light) || link >= phaseCount.get(light)) {
            faults.error(
                    connection.line,
                    "connection of lane " + from.key(),
                    "must be of a link of a traffic light that" + " exists, \"" + light + "\" has no link " + link);
            return 0;
        }
        String name = light + ":" + link;
        Integer known = groups.get(name);
        if (known == null && groups.size() >= MOST_GROUPS) {
            faults.note(
                    connection.line,
                    "traffic light " + light,
                    "more than " + MOST_GROUPS + " links: left without group");
            return 0;
        }
        if (known == null) {
            known = groups.size() + 1;
            groups.put(name, known);
            draft.add(new SignalGroup(known, name));
        }
        return known;
    }

    private double[] numbers(String text, String separator, XmlNode at, String element) {
        if (text.isBlank()) {
            return new double[0];
        }
        String[] parts = text.split(separator, -1);
        double[] values = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                values[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                values[i] = Double.NaN;
            }
            if (!Double.isFinite(values[i])) {
                faults.error(at.line, element, "must be of finite numbers, is \"" + text + '"');
                return new double[0];
            }
        }
        return values;
    }
}
