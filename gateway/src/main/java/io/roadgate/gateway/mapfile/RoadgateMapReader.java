package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.LaneStretch;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.ParkingBay;
import io.roadgate.gateway.roadmap.SignalGroup;
import io.roadgate.gateway.roadmap.TollLine;
import io.roadgate.gateway.roadmap.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The project's own form of a map, JSON or YAML; keys in {@code docs/maps.md}. Every key is checked, unknown ones are faults.
 *
 * <p>A map whose lanes name no ways on and no neighbours at all gets them from where the lanes lie.
 */
final class RoadgateMapReader {
    private static final Set<String> ROOT = Set.of(
            "format",
            "version",
            "name",
            "origin",
            "lanes",
            "zones",
            "approaches",
            "tollLines",
            "parkingBays",
            "stretches",
            "signalGroups");
    private static final Set<String> LANE = Set.of(
            "id",
            "key",
            "name",
            "road",
            "kind",
            "level",
            "endLevel",
            "widthM",
            "speedLimitMps",
            "manoeuvres",
            "successors",
            "left",
            "right",
            "signalGroup",
            "stopLineM",
            "junction",
            "points");

    private final MapFaults faults;
    private final MapDraft draft;

    private RoadgateMapReader(String name, MapFaults faults) {
        this.faults = faults;
        draft = new MapDraft(name);
    }

    static MapDraft read(String fileName, JsonNode root, MapFaults faults) {
        RoadgateMapReader reader = new RoadgateMapReader(root.path("name").asString(fileName), faults);
        reader.readAll(root);
        return reader.draft;
    }

    private void readAll(JsonNode root) {
        checkKeys(root, "", ROOT);
        int version = root.path("version").asInt(1);
        if (version != 1) {
            faults.error(LocatedTree.line(root.path("version")), "version", "must be 1, is " + version);
        }
        JsonNode origin = root.path("origin");
        if (origin.isObject()) {
            checkKeys(origin, "origin", Set.of("latDeg", "lonDeg", "heightM"));
            draft.origin(new MapOrigin(
                    number(origin, "latDeg", Double.NaN, "origin"),
                    number(origin, "lonDeg", Double.NaN, "origin"),
                    origin.has("heightM") ? number(origin, "heightM", Double.NaN, "origin") : Double.NaN));
        }
        JsonNode lanes = root.path("lanes");
        boolean isLinked = false;
        for (JsonNode lane : lanes) {
            readLane(lane);
            isLinked |= lane.has("successors") || lane.has("left") || lane.has("right");
        }
        if (!isLinked) {
            draft.joinByPlace();
        }
        root.path("zones").forEach(this::readZone);
        root.path("approaches").forEach(this::readApproach);
        root.path("tollLines").forEach(this::readTollLine);
        root.path("parkingBays").forEach(this::readBay);
        root.path("stretches").forEach(this::readStretch);
        root.path("signalGroups")
                .forEach(group -> draft.add(new SignalGroup(
                        (int) number(group, "id", Double.NaN, "signal group"),
                        group.path("controller").asString(""))));
    }

    private void checkKeys(JsonNode node, String element, Set<String> known) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                faults.error(
                        LocatedTree.line(entry.getValue()),
                        element,
                        entry.getKey() + " is not a key here; known are "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private void readLane(JsonNode node) {
        String key = node.path("key").asString(node.path("id").asString(""));
        String element = "lane " + key;
        checkKeys(node, element, LANE);
        LaneDraft lane = new LaneDraft(key, LocatedTree.line(node), element)
                .id((int) number(node, "id", 0, element))
                .name(node.path("name").asString(""))
                .road(node.path("road").asString(""))
                .speedLimit(number(node, "speedLimitMps", LaneDraft.USUAL_LIMIT_MPS, element))
                .signalGroup((int) number(node, "signalGroup", 0, element))
                .inJunction(node.path("junction").asBoolean(false))
                .neighbours(node.path("left").asString(""), node.path("right").asString(""));
        if (key.isEmpty()) {
            faults.error(LocatedTree.line(node), element, "must have an id or a key");
        }
        String kind = node.path("kind").asString("driving");
        LaneKind.named(kind)
                .ifPresentOrElse(
                        lane::kind,
                        () -> faults.error(
                                LocatedTree.line(node),
                                element,
                                "kind must be " + "one of " + names(LaneKind.values()) + ", is " + kind));
        int level = (int) number(node, "level", 0, element);
        lane.ramp(level, (int) number(node, "endLevel", level, element));
        if (node.has("stopLineM")) {
            lane.stopLine(number(node, "stopLineM", Double.NaN, element));
        }
        JsonNode width = node.path("widthM");
        if (width.isArray()) {
            width.forEach(metres -> lane.width(metres.asDouble(Double.NaN)));
        } else {
            lane.width(number(node, "widthM", LaneDraft.USUAL_WIDTH_M, element));
        }
        int bits = 0;
        for (JsonNode manoeuvre : node.path("manoeuvres")) {
            int bit = Manoeuvres.named(manoeuvre.asString(""));
            bits |= bit;
            if (bit == 0) {
                faults.error(LocatedTree.line(manoeuvre), element, manoeuvre + " is not a manoeuvre");
            }
        }
        lane.manoeuvres(bits);
        node.path("successors").forEach(next -> lane.successor(next.asString("")));
        lane.points(places(node.path("points"), 3, element));
        draft.add(lane);
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private void readZone(JsonNode node) {
        String id = node.path("id").asString("");
        String element = "zone " + id;
        checkKeys(node, element, Set.of("id", "kind", "level", "centreline", "halfWidthM", "limitMps"));
        String kind = node.path("kind").asString("");
        for (Zone.Kind known : Zone.Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
                draft.add(new Zone(
                        id,
                        known,
                        (int) number(node, "level", 0, element),
                        places(node.path("centreline"), 2, element),
                        number(node, "halfWidthM", Double.NaN, element),
                        node.has("limitMps") ? number(node, "limitMps", Double.NaN, element) : Double.NaN));
                return;
            }
        }
        faults.error(
                LocatedTree.line(node), element, "kind must be one of " + names(Zone.Kind.values()) + ", is " + kind);
    }

    private void readApproach(JsonNode node) {
        String id = node.path("id").asString("");
        String element = "approach " + id;
        checkKeys(node, element, Set.of("id", "stopLine", "headingDeg", "signalGroup", "level"));
        List<double[]> line = places(node.path("stopLine"), 2, element);
        if (line.size() != 2) {
            faults.error(
                    LocatedTree.line(node),
                    element,
                    "stopLine must have 2 points (right end, left end), has " + line.size());
            return;
        }
        draft.add(new Approach(
                id,
                line.get(0)[0],
                line.get(0)[1],
                line.get(1)[0],
                line.get(1)[1],
                StrictMath.toRadians(number(node, "headingDeg", Double.NaN, element)),
                (int) number(node, "signalGroup", 0, element),
                (int) number(node, "level", 0, element)));
    }

    private void readTollLine(JsonNode node) {
        String id = node.path("id").asString("");
        String element = "toll line " + id;
        checkKeys(node, element, Set.of("id", "gantry", "line", "level"));
        List<double[]> line = places(node.path("line"), 2, element);
        if (line.size() != 2) {
            faults.error(LocatedTree.line(node), element, "line must have 2 points, has " + line.size());
            return;
        }
        draft.add(new TollLine(
                id,
                node.path("gantry").asBoolean(false),
                line.get(0)[0],
                line.get(0)[1],
                line.get(1)[0],
                line.get(1)[1],
                (int) number(node, "level", 0, element)));
    }

    private void readBay(JsonNode node) {
        String id = node.path("id").asString("");
        checkKeys(node, "bay " + id, Set.of("id", "level", "corners"));
        draft.add(new ParkingBay(
                id, (int) number(node, "level", 0, "bay " + id), places(node.path("corners"), 2, "bay " + id)));
    }

    private void readStretch(JsonNode node) {
        String lane = node.path("lane").asString("");
        String element = "stretch of lane " + lane;
        checkKeys(node, element, Set.of("kind", "lane", "fromM", "toM"));
        String kind = node.path("kind").asString("");
        for (LaneStretch.Kind known : LaneStretch.Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
                draft.add(new LaneStretch(
                        known,
                        lane,
                        number(node, "fromM", Double.NaN, element),
                        number(node, "toM", Double.NaN, element)));
                return;
            }
        }
        faults.error(
                LocatedTree.line(node),
                element,
                "kind must be one of " + names(LaneStretch.Kind.values()) + ", is " + kind);
    }

    private List<double[]> places(JsonNode list, int axes, String element) {
        List<double[]> places = new ArrayList<>();
        for (JsonNode place : list) {
            double[] at = new double[axes];
            boolean isGood = place.isArray() && (place.size() == axes || (axes == 3 && place.size() == 2));
            for (int i = 0; i < place.size() && isGood; i++) {
                isGood = place.get(i).isNumber();
                at[i] = isGood ? place.get(i).asDouble() : 0;
            }
            if (isGood) {
                places.add(at);
            } else {
                faults.error(
                        LocatedTree.line(place),
                        element,
                        "a place must be " + (axes == 3 ? "[east, north, up]" : "[east, north]") + " in metres, is "
                                + place);
            }
        }
        return places;
    }

    /** A number, or what holds when it is not there (NaN = it must be there). */
    private double number(JsonNode parent, String key, double fallback, String element) {
        JsonNode node = parent.path(key);
        if (node.isMissingNode() && !Double.isNaN(fallback)) {
            return fallback;
        }
        if (!node.isNumber()) {
            faults.error(
                    LocatedTree.line(node.isMissingNode() ? parent : node),
                    element,
                    key + " must be a number, is " + (node.isMissingNode() ? "missing" : node));
            return 0;
        }
        return node.asDouble();
    }
}
