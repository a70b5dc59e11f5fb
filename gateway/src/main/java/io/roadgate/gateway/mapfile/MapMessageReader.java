package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.sensor.observation.SitePlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code MapData} → lanes. A MAP has the lanes up to a node only; the ways across it are drawn as curves from the end of a lane
 * to the beginning of the lane that it connects to, as far as the link behind the node is in the message.
 *
 * <p>A lane without points lies beside its link's line, counted from the left by {@code laneID}. Levels are found from heights.
 * The extended links of the second stage are left out.
 *
 * <p><b>Source:</b> T/CSAE 53 and YD/T 3709, {@code MapData}.
 */
final class MapMessageReader {
    private static final double SPEED_MPS = 0.02;
    private static final double ELEVATION_M = 0.1;
    private static final double CENTI = 0.01;
    private static final int UNKNOWN_ELEVATION = -4096;
    private static final double JOINT_M = 1.5;
    private static final int[] VERTICAL_LOWEST = {-64, -128, -256, -512, -1024, -2048};

    private final String name;
    private final MapFaults faults;
    private final MapDraft draft;
    private final Map<String, LaneDraft> laneOfLink = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private MapOrigin origin;
    private SitePlane plane;

    private record Connection(LaneDraft from, String node, String remote, JsonNode facts) {}

    /** The place to which offsets inside a node refer. */
    private record Reference(int latE7, int lonE7, double elevationM) {}

    MapMessageReader(String name, MapOrigin origin, MapFaults faults) {
        this.name = name;
        this.origin = origin;
        this.faults = faults;
        draft = new MapDraft(name);
    }

    MapDraft read(JsonNode map) {
        for (JsonNode node : map.path("nodes")) {
            readNode(node);
        }
        for (Connection connection : connections) {
            connect(connection);
        }
        if (draft.lanes().isEmpty()) {
            faults.error(
                    0,
                    name,
                    "must have a link with lanes, has " + map.path("nodes").size() + " nodes without");
        }
        draft.origin(origin);
        LevelFinder.assign(draft.lanes());
        return draft;
    }

    private void readNode(JsonNode node) {
        String id = id(node.path("id"));
        JsonNode place = node.path("refPos");
        int latE7 = place.path("lat").asInt(Integer.MAX_VALUE);
        int lonE7 = place.path("long").asInt(Integer.MAX_VALUE);
        if (Math.abs((long) latE7) > 900_000_000 || Math.abs((long) lonE7) > 1_800_000_000) {
            faults.error(0, "node " + id, "must have a reference place on earth, has " + place);
            return;
        }
        int elevation = place.path("elevation").asInt(UNKNOWN_ELEVATION);
        double elevationM = elevation == UNKNOWN_ELEVATION ? Double.NaN : elevation * ELEVATION_M;
        if (plane == null) {
            origin = origin.isKnown()
                    ? origin
                    : new MapOrigin(
                            latE7 / SitePlane.E7, lonE7 / SitePlane.E7, Double.isNaN(elevationM) ? 0 : elevationM);
            plane = new SitePlane(origin.latDeg(), origin.lonDeg(), 0);
        }
        for (JsonNode link : node.path("inLinks")) {
            readLink(link, id, new Reference(latE7, lonE7, elevationM));
        }
        if (node.has("inLinks-ex")) {
            faults.note(0, "node " + id, "extended links are not read: left out");
        }
    }

    private static String id(JsonNode node) {
        int region = node.path("region").asInt(0);
        return (region == 0 ? "" : region + "/") + node.path("id").asInt(0);
    }

    private void readLink(JsonNode link, String node, Reference reference) {
        String road = id(link.path("upstreamNodeId")) + ">" + node;
        JsonNode lanes = link.path("lanes");
        List<double[]> line = places(link.path("points"), reference, "link " + road);
        double linkWidthM = link.path("linkWidth").asInt(0) * CENTI;
        double usualM = linkWidthM > 0 ? linkWidthM / Math.max(1, lanes.size()) : LaneDraft.USUAL_WIDTH_M;
        double[] widthsM = new double[lanes.size()];
        double wholeM = 0;
        for (int i = 0; i < lanes.size(); i++) {
            int given = lanes.get(i).path("laneWidth").asInt(0);
            widthsM[i] = given > 0 ? given * CENTI : usualM;
            wholeM += widthsM[i];
        }
        double fromLeftM = 0;
        LaneDraft left = null;
        for (int i = 0; i < lanes.size(); i++) {
            double asideM = fromLeftM + widthsM[i] / 2 - wholeM / 2;
            fromLeftM += widthsM[i];
            LaneDraft lane = lane(lanes.get(i), link, road, widthsM[i], line, asideM, reference);
            if (lane != null) {
                if (left != null && left.kind().isMotor() && lane.kind().isMotor()) {
                    left.neighbours(left.left(), lane.key());
                    lane.neighbours(left.key(), "");
                }
                readWaysOn(lane, lanes.get(i), link, node);
                left = lane;
            }
        }
    }

    private LaneDraft lane(
            JsonNode node,
            JsonNode link,
            String road,
            double widthM,
            List<double[]> line,
            double asideM,
            Reference reference) {
        int number = node.path("laneID").asInt(0);
        String key = road + "." + number;
        JsonNode type = node.path("laneAttributes").path("laneType");
        LaneKind kind = type.has("crosswalk")
                ? LaneKind.CROSSWALK
                : type.has("bikeLane")
                        ? LaneKind.BICYCLE
                        : type.has("sidewalk")
                                ? LaneKind.SIDEWALK
                                : type.has("parking") ? LaneKind.PARKING : LaneKind.DRIVING;
        if (!type.isMissingNode() && kind == LaneKind.DRIVING && !type.has("vehicle")) {
            faults.note(0, "lane " + key, "is of a kind that has no meaning here: left out");
            return null;
        }
        List<double[]> points = places(node.path("points"), reference, "lane " + key);
        if (points.isEmpty()) {
            points = beside(line, asideM);
        }
        if (points.size() < 2) {
            faults.error(0, "lane " + key, "must have points, or its link must have them");
            return null;
        }
        JsonNode limits = node.has("speedLimits") ? node.path("speedLimits") : link.path("speedLimits");
        LaneDraft lane = new LaneDraft(key, 0, "lane " + key)
                .road(road)
                .name(link.path("name").asString(road) + " " + number)
                .kind(kind)
                .width(widthM)
                .speedLimit(limitMps(limits))
                .manoeuvres(bits(node.path("maneuvers")))
                .points(points);
        draft.add(lane);
        laneOfLink.put(key, lane);
        return lane;
    }

    private static double limitMps(JsonNode limits) {
        double mps = LaneDraft.USUAL_LIMIT_MPS;
        for (JsonNode limit : limits) {
            if (limit.path("type").asString("").equals("vehicleMaxSpeed")
                    && limit.path("speed").asInt(0) > 0) {
                mps = limit.path("speed").asInt() * SPEED_MPS;
            }
        }
        return mps;
    }

    /** A bit string in either of its two JSON forms; bit n of the result is its bit n. */
    private static int bits(JsonNode node) {
        String digits = node.isObject() ? node.path("value").asString("") : node.asString("");
        int bits = 0;
        for (int i = 0; i < Manoeuvres.BITS && i / 4 < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i / 4), 16);
            bits |= digit >= 0 && (digit & 8 >> i % 4) != 0 ? 1 << i : 0;
        }
        return bits;
    }

    private void readWaysOn(LaneDraft lane, JsonNode node, JsonNode link, String here) {
        for (JsonNode connection : node.path("connectsTo")) {
            connections.add(new Connection(lane, here, id(connection.path("remoteIntersection")), connection));
            int phase = connection.path("phaseId").asInt(0);
            int way = bits(connection.path("connectingLane").path("maneuver"));
            if (phase > 0 && (lane.signalGroup() == 0 || (way & Manoeuvres.STRAIGHT) != 0)) {
                lane.signalGroup(phase).stopLine(lane.lengthM());
            }
        }
        if (lane.signalGroup() == 0 && lane.kind() == LaneKind.DRIVING) {
            for (JsonNode movement : link.path("movements")) {
                int phase = movement.path("phaseId").asInt(0);
                if (phase > 0 && lane.signalGroup() == 0) {
                    lane.signalGroup(phase).stopLine(lane.lengthM());
                }
            }
        }
    }

    private void connect(Connection connection) {
        String road = connection.node + ">" + connection.remote;
        JsonNode target = connection.facts.path("connectingLane").path("lane");
        LaneDraft to = target.isMissingNode() ? null : laneOfLink.get(road + "." + target.asInt());
        if (to == null) {
            return; // The link behind the node is in the neighbour's message.
        }
        LaneDraft from = connection.from;
        double[] end = from.points().get(from.points().size() - 1);
        if (Curves.distanceM(end, to.points().get(0)) < JOINT_M) {
            from.successor(to.key());
            return;
        }
        String key = from.key() + "~" + to.key();
        if (laneOfLink.containsKey(key)) {
            return;
        }
        LaneDraft across = new LaneDraft(key, 0, "way " + key)
                .road("node " + connection.node)
                .kind(from.kind())
                .width(Math.min(from.widthM(), to.widthM()))
                .speedLimit(from.speedLimitMps())
                .signalGroup(connection.facts.path("phaseId").asInt(0))
                .manoeuvres(bits(connection.facts.path("connectingLane").path("maneuver")))
                .inJunction(true)
                .points(Curves.across(from.points(), to.points()))
                .successor(to.key());
        laneOfLink.put(key, across);
        draft.add(across);
        from.successor(key);
    }

    private static List<double[]> beside(List<double[]> line, double asideM) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < line.size() && line.size() > 1; i++) {
            double[] from = line.get(Math.max(0, i - 1));
            double[] to = line.get(Math.min(line.size() - 1, i + 1));
            double lengthM = Math.max(1e-9, Curves.distanceM(from, to));
            double[] p = line.get(i);
            points.add(new double[] {
                p[0] + asideM * (to[1] - from[1]) / lengthM, p[1] - asideM * (to[0] - from[0]) / lengthM, p[2]
            });
        }
        return points;
    }

    private List<double[]> places(JsonNode list, Reference reference, String element) {
        List<double[]> places = new ArrayList<>();
        for (JsonNode point : list) {
            JsonNode offset = point.path("posOffset");
            for (Map.Entry<String, JsonNode> choice : offset.path("offsetLL").properties()) {
                boolean isAbsolute = choice.getKey().equals("position-LatLon");
                long lonE7 = choice.getValue().path("lon").asLong(0) + (isAbsolute ? 0 : reference.lonE7);
                long latE7 = choice.getValue().path("lat").asLong(0) + (isAbsolute ? 0 : reference.latE7);
                double[] place = {
                    plane.eastMOfDeg(lonE7 / SitePlane.E7),
                    plane.northMOfDeg(latE7 / SitePlane.E7),
                    upM(offset.path("offsetV"), reference)
                };
                double[] last = places.isEmpty() ? null : places.get(places.size() - 1);
                if (last == null || last[0] != place[0] || last[1] != place[1]) {
                    places.add(place);
                } else {
                    faults.note(0, element, "has a point twice: one left out");
                }
            }
        }
        return places;
    }

    private double upM(JsonNode vertical, Reference reference) {
        double heightM = reference.elevationM;
        for (Map.Entry<String, JsonNode> choice : vertical.properties()) {
            int value = choice.getValue().asInt(0);
            if (choice.getKey().equals("elevation")) {
                heightM = value == UNKNOWN_ELEVATION ? heightM : value * ELEVATION_M;
            } else {
                int kind = choice.getKey().charAt(choice.getKey().length() - 1) - '1';
                boolean isKnown = kind < 0 || kind >= VERTICAL_LOWEST.length || value != VERTICAL_LOWEST[kind];
                heightM += isKnown ? value * ELEVATION_M : 0;
            }
        }
        double zeroM = Double.isNaN(origin.heightM()) ? 0 : origin.heightM();
        return Double.isNaN(heightM) ? 0 : heightM - zeroM;
    }
}
