package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.interpret.MessageSet;
import io.roadgate.v2x.interpret.ValueFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A map as a MAP message of the first stage (profile of 2020): roads become links, places where roads meet become nodes.
 *
 * <p>A MAP holds lines of at most 31 points in 1e-7 degree and 0.1 m of height, one width a lane, and the lanes up to a node. What
 * else a map has gets lost; each loss is noted.
 */
public final class MapMessageWriter {
    private static final int MOST_POINTS = 31;
    private static final int MOST_LANES = 32;
    private static final int MOST_WAYS = 8;
    private static final double ELEVATION_M = 0.1;
    private static final double SPEED_MPS = 0.02;
    private static final int VEHICLE_BITS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int[] REACH_E7 = {2047, 8191, 32767, 131071, 2097151, 8388607};

    private final SiteMap map;
    private final MapFaults faults;
    private final SitePlane plane;
    private final MapNodes nodes;
    private final Set<String> lost = new TreeSet<>();

    private MapMessageWriter(SiteMap map, MapFaults faults) {
        this.map = map;
        this.faults = faults;
        double heightM = Double.isNaN(map.origin().heightM()) ? 0 : map.origin().heightM();
        plane = new SitePlane(map.origin().latDeg(), map.origin().lonDeg(), heightM);
        nodes = new MapNodes(map);
    }

    /** The JSON of the message's frame; {@code null} when the map cannot be one. */
    public static String write(SiteMap map, MapFaults faults) {
        if (!map.origin().isKnown()) {
            faults.error(0, "", "must say where on earth it is: give its origin (--origin LAT,LON,HEIGHT)");
            return null;
        }
        MapMessageWriter writer = new MapMessageWriter(map, faults);
        ObjectNode frame = writer.frame();
        writer.tellLosses();
        return faults.hasErrors() ? null : frame.toString();
    }

    /** The packed octets of a frame's JSON; {@code null} when it breaks a bound of the standard. */
    public static byte[] pack(String json, MapFaults faults) {
        try {
            return MapMessage.encode(json, MessageSet.DAY1_2020);
        } catch (ValueFault e) {
            faults.error(0, "", "cannot be packed: " + e.getMessage());
            return null;
        }
    }

    private ObjectNode frame() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putObject("mapFrame").put("msgCnt", 0).putArray("nodes");
        if (nodes.count() > MOST_LANES) {
            faults.error(0, "", "must have at most 32 nodes, has " + nodes.count());
            return root;
        }
        for (int node = 0; node < nodes.count(); node++) {
            ObjectNode written = list.addObject();
            written.putObject("id").put("id", node + 1);
            int latE7 = plane.latE7(nodes.northM(node));
            int lonE7 = plane.lonE7(nodes.eastM(node));
            written.putObject("refPos")
                    .put("lat", latE7)
                    .put("long", lonE7)
                    .put("elevation", elevation(nodes.upM(node)));
            ArrayNode links = JSON.createArrayNode();
            for (String road : nodes.roadsTo(node)) {
                links.add(link(road, latE7, lonE7));
            }
            if (links.size() > MOST_LANES) {
                faults.error(0, "node " + (node + 1), "must have at most 32 links, has " + links.size());
            } else if (!links.isEmpty()) {
                written.set("inLinks", links);
            }
        }
        return root;
    }

    private int elevation(double upM) {
        return (int) Math.round(plane.heightCm(upM) * 0.01 / ELEVATION_M);
    }

    private ObjectNode link(String road, int latE7, int lonE7) {
        ObjectNode link = JSON.createObjectNode();
        String name = road.replaceAll("[^\\x20-\\x7e]", "");
        if (!name.isEmpty()) {
            link.put("name", name.substring(0, Math.min(63, name.length())));
        }
        link.putObject("upstreamNodeId").put("id", nodes.from(road) + 1);
        double widthM = 0;
        ArrayNode lanes = JSON.createArrayNode();
        for (int lane : nodes.lanesOf(road)) {
            widthM += map.widthM(lane);
            lanes.add(lane(lane, latE7, lonE7));
        }
        link.put("linkWidth", Math.min(32767, (int) Math.round(widthM * 100)));
        if (lanes.size() > MOST_LANES) {
            faults.error(0, "road " + road, "must have at most 32 lanes, has " + lanes.size());
        }
        link.set("lanes", lanes);
        return link;
    }

    private ObjectNode lane(int lane, int latE7, int lonE7) {
        ObjectNode node = JSON.createObjectNode().put("laneID", nodes.numberOf(lane));
        node.put("laneWidth", (int) Math.round(map.widthM(lane) * 100));
        node.putObject("laneAttributes").set("laneType", laneType(lane));
        node.set("maneuvers", bitString(map.manoeuvres(lane), 12));
        ArrayNode ways = JSON.createArrayNode();
        for (int[] way : nodes.waysOn(lane)) {
            if (ways.size() >= MOST_WAYS) {
                lost.add("ways on beyond eight from a lane");
                break;
            }
            ObjectNode connection = ways.addObject();
            connection.putObject("remoteIntersection").put("id", nodes.to(way[1]) + 1);
            ObjectNode target = connection.putObject("connectingLane").put("lane", nodes.numberOf(way[1]));
            int over = way[0];
            if (over != SiteMap.NONE) {
                target.set("maneuver", bitString(Manoeuvres.ofTurn(map.turnRad(over)), 12));
                lost.add("the shapes of ways across junctions (a reader draws curves)");
            }
            int phase =
                    over != SiteMap.NONE && map.signalGroup(over) != 0 ? map.signalGroup(over) : map.signalGroup(lane);
            if (phase != 0) {
                connection.put("phaseId", phase);
            }
        }
        if (!ways.isEmpty()) {
            node.set("connectsTo", ways);
        } else if (map.signalGroup(lane) != 0) {
            lost.add("signal groups of lanes without ways on");
        }
        node.putArray("speedLimits").addObject().put("type", "vehicleMaxSpeed").put("speed", Math.min(8191, (int)
                Math.round(map.speedLimitMps(lane) / SPEED_MPS)));
        node.set("points", points(lane, latE7, lonE7));
        noteLosses(lane);
        return node;
    }

    private ObjectNode laneType(int lane) {
        LaneKind kind = map.kind(lane);
        return switch (kind) {
            case CROSSWALK -> JSON.createObjectNode().set("crosswalk", bitString(0, 16));
            case BICYCLE -> JSON.createObjectNode().set("bikeLane", bitString(0, 16));
            case SIDEWALK -> JSON.createObjectNode().set("sidewalk", bitString(0, 16));
            case PARKING -> JSON.createObjectNode().set("parking", bitString(0, 16));
            default ->
                JSON.createObjectNode().set("vehicle", bitString(map.level(lane) > 0 ? 1 << 1 : 0, VEHICLE_BITS));
        };
    }

    /** Bit n of the number becomes bit n of the string. */
    private static ObjectNode bitString(int bits, int length) {
        StringBuilder digits = new StringBuilder();
        for (int octet = 0; octet < (length + 7) / 8; octet++) {
            int value = 0;
            for (int i = 0; i < 8; i++) {
                value = value << 1 | bits >> octet * 8 + i & 1;
            }
            digits.append(String.format(Locale.ROOT, "%02x", value));
        }
        return JSON.createObjectNode().put("value", digits.toString()).put("length", length);
    }

    private ArrayNode points(int lane, int latE7, int lonE7) {
        List<double[]> line = new ArrayList<>();
        for (int i = 0; i < map.pointCount(lane); i++) {
            line.add(new double[] {map.pointEastM(lane, i), map.pointNorthM(lane, i), map.pointUpM(lane, i)});
        }
        List<double[]> few = LineThinner.thinTo(line, MOST_POINTS);
        if (few.size() < line.size()) {
            lost.add("points of lines with more than 31 of them");
        }
        ArrayNode points = JSON.createArrayNode();
        for (double[] place : few) {
            ObjectNode offset = points.addObject().putObject("posOffset");
            int lon = plane.lonE7(place[0]);
            int lat = plane.latE7(place[1]);
            offset.set("offsetLL", offset(lon, lat, lon - lonE7, lat - latE7));
            offset.putObject("offsetV").put("elevation", elevation(place[2]));
        }
        return points;
    }

    private static ObjectNode offset(int lonE7, int latE7, int east, int north) {
        int reach = Math.max(Math.abs(east), Math.abs(north));
        for (int i = 0; i < REACH_E7.length; i++) {
            if (reach <= REACH_E7[i]) {
                ObjectNode offset = JSON.createObjectNode();
                offset.putObject("position-LL" + (i + 1)).put("lon", east).put("lat", north);
                return offset;
            }
        }
        ObjectNode absolute = JSON.createObjectNode();
        absolute.putObject("position-LatLon").put("lon", lonE7).put("lat", latE7);
        return absolute;
    }

    private void noteLosses(int lane) {
        double first = map.pointWidthM(lane, 0);
        for (int i = 1; i < map.pointCount(lane); i++) {
            if (Math.abs(map.pointWidthM(lane, i) - first) > 0.01) {
                lost.add("widths that change along a lane");
            }
        }
        if (map.kind(lane) == LaneKind.SHOULDER || map.kind(lane) == LaneKind.TOLL) {
            lost.add("that a lane is a shoulder or a toll lane (written as driving lanes)");
        }
        if (map.level(lane) != 0 || map.isRamp(lane)) {
            lost.add("levels (a reader finds them from heights)");
        }
        if (!Double.isNaN(map.stopLineM(lane)) && map.lengthM(lane) - map.stopLineM(lane) > 0.5) {
            lost.add("stop lines before the end of their lane");
        }
    }

    private void tellLosses() {
        noteIf(nodes.hasLanesWithoutRoad(), "lanes without a road, such as crosswalks");
        noteIf(!map.zones().isEmpty(), "zones");
        noteIf(!map.tollLines().isEmpty(), "toll lines and gantries");
        noteIf(!map.parkingBays().isEmpty(), "parking bays");
        noteIf(!map.stretches().isEmpty(), "tunnels and bridges");
        noteIf(!map.signalGroups().isEmpty(), "names of signal controllers");
        for (String what : lost) {
            faults.note(0, "", "lost: " + what);
        }
    }

    private void noteIf(boolean isLost, String what) {
        if (isLost) {
            lost.add(what);
        }
    }
}
