package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.LaneStretch;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.ParkingBay;
import io.roadgate.gateway.roadmap.SignalGroup;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.roadmap.TollLine;
import io.roadgate.gateway.roadmap.Zone;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A map in the project's own form: everything that a {@link SiteMap} holds. Metres are written to the millimetre, so that a
 * file read, written and read again is the same from the second time on.
 */
public final class RoadgateMapWriter {
    private static final double MILLI = 1000;
    private static final double MICRO = 1e6;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SiteMap map;

    private RoadgateMapWriter(SiteMap map) {
        this.map = map;
    }

    /** The text: one line for each lane, zone and so on. */
    public static String write(SiteMap map) {
        return new RoadgateMapWriter(map).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("{\"format\": \"roadgate-map\", \"version\": 1, \"name\": ");
        text.append(JSON.writeValueAsString(map.name()));
        if (map.origin().isKnown()) {
            ObjectNode origin = JSON.createObjectNode()
                    .put("latDeg", map.origin().latDeg())
                    .put("lonDeg", map.origin().lonDeg());
            if (!Double.isNaN(map.origin().heightM())) {
                origin.put("heightM", map.origin().heightM());
            }
            text.append(",\n \"origin\": ").append(origin);
        }
        list(text, "lanes", lanes());
        list(text, "zones", map.zones().stream().map(RoadgateMapWriter::zone).toList());
        list(
                text,
                "approaches",
                map.approaches().stream().map(RoadgateMapWriter::approach).toList());
        list(
                text,
                "tollLines",
                map.tollLines().stream().map(RoadgateMapWriter::tollLine).toList());
        list(
                text,
                "parkingBays",
                map.parkingBays().stream().map(RoadgateMapWriter::bay).toList());
        list(
                text,
                "stretches",
                map.stretches().stream().map(RoadgateMapWriter::stretch).toList());
        list(
                text,
                "signalGroups",
                map.signalGroups().stream().map(RoadgateMapWriter::group).toList());
        return text.append("}\n").toString();
    }

    private static void list(StringBuilder text, String key, List<ObjectNode> nodes) {
        if (nodes.isEmpty() && !key.equals("lanes")) {
            return;
        }
        text.append(",\n \"").append(key).append("\": [");
        for (int i = 0; i < nodes.size(); i++) {
            text.append(i == 0 ? "\n  " : ",\n  ").append(nodes.get(i));
        }
        text.append("]");
    }

    private List<ObjectNode> lanes() {
        return java.util.stream.IntStream.range(0, map.laneCount())
                .mapToObj(this::lane)
                .toList();
    }

    private ObjectNode lane(int lane) {
        ObjectNode node = JSON.createObjectNode().put("id", map.laneId(lane)).put("key", map.key(lane));
        if (!map.laneName(lane).equals(map.key(lane))) {
            node.put("name", map.laneName(lane));
        }
        if (!map.road(lane).isEmpty()) {
            node.put("road", map.road(lane));
        }
        node.put("kind", map.kind(lane).key()).put("level", map.level(lane));
        if (map.isRamp(lane)) {
            node.put("endLevel", map.endLevel(lane));
        }
        putWidths(node, lane);
        node.put("speedLimitMps", micro(map.speedLimitMps(lane)));
        ArrayNode manoeuvres = JSON.createArrayNode();
        for (int bit = 0; bit < Manoeuvres.BITS; bit++) {
            if ((map.manoeuvres(lane) & 1 << bit) != 0) {
                manoeuvres.add(Manoeuvres.name(bit));
            }
        }
        if (!manoeuvres.isEmpty()) {
            node.set("manoeuvres", manoeuvres);
        }
        // Always there: a map without any would be joined by place when it is read.
        ArrayNode successors = node.putArray("successors");
        for (int i = 0; i < map.successorCount(lane); i++) {
            successors.add(map.key(map.successor(lane, i)));
        }
        if (map.leftOf(lane) != SiteMap.NONE) {
            node.put("left", map.key(map.leftOf(lane)));
        }
        if (map.rightOf(lane) != SiteMap.NONE) {
            node.put("right", map.key(map.rightOf(lane)));
        }
        if (map.signalGroup(lane) != 0) {
            node.put("signalGroup", map.signalGroup(lane));
        }
        if (!Double.isNaN(map.stopLineM(lane))) {
            node.put("stopLineM", milli(map.stopLineM(lane)));
        }
        if (map.isInJunction(lane)) {
            node.put("junction", true);
        }
        ArrayNode points = node.putArray("points");
        for (int i = 0; i < map.pointCount(lane); i++) {
            points.addArray()
                    .add(milli(map.pointEastM(lane, i)))
                    .add(milli(map.pointNorthM(lane, i)))
                    .add(milli(map.pointUpM(lane, i)));
        }
        return node;
    }

    private void putWidths(ObjectNode node, int lane) {
        double first = map.pointWidthM(lane, 0);
        boolean isOne = true;
        for (int i = 1; i < map.pointCount(lane); i++) {
            isOne &= map.pointWidthM(lane, i) == first;
        }
        if (isOne) {
            node.put("widthM", milli(first));
            return;
        }
        ArrayNode widths = node.putArray("widthM");
        for (int i = 0; i < map.pointCount(lane); i++) {
            widths.add(milli(map.pointWidthM(lane, i)));
        }
    }

    private static double milli(double metres) {
        return Math.round(metres * MILLI) / MILLI;
    }

    private static double micro(double value) {
        return Math.round(value * MICRO) / MICRO;
    }

    private static ArrayNode place(double eastM, double northM) {
        return JSON.createArrayNode().add(milli(eastM)).add(milli(northM));
    }

    private static ArrayNode places(List<double[]> places) {
        ArrayNode list = JSON.createArrayNode();
        places.forEach(place -> list.add(place(place[0], place[1])));
        return list;
    }

    private static ObjectNode zone(Zone zone) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", zone.id())
                .put("kind", zone.kind().name().toLowerCase(Locale.ROOT))
                .put("level", zone.level());
        node.set("centreline", places(zone.centreline()));
        node.put("halfWidthM", milli(zone.halfWidthM()));
        return Double.isNaN(zone.limitMps()) ? node : node.put("limitMps", micro(zone.limitMps()));
    }

    private static ObjectNode approach(Approach approach) {
        ObjectNode node = JSON.createObjectNode().put("id", approach.id());
        node.putArray("stopLine")
                .add(place(approach.rightEastM(), approach.rightNorthM()))
                .add(place(approach.leftEastM(), approach.leftNorthM()));
        node.put("headingDeg", micro(StrictMath.toDegrees(approach.headingRad())));
        return node.put("signalGroup", approach.signalGroup()).put("level", approach.level());
    }

    private static ObjectNode tollLine(TollLine line) {
        ObjectNode node = JSON.createObjectNode().put("id", line.id()).put("gantry", line.isGantry());
        node.putArray("line")
                .add(place(line.fromEastM(), line.fromNorthM()))
                .add(place(line.toEastM(), line.toNorthM()));
        return node.put("level", line.level());
    }

    private static ObjectNode bay(ParkingBay bay) {
        ObjectNode node = JSON.createObjectNode().put("id", bay.id()).put("level", bay.level());
        node.set("corners", places(bay.corners()));
        return node;
    }

    private static ObjectNode stretch(LaneStretch stretch) {
        return JSON.createObjectNode()
                .put("kind", stretch.kind().name().toLowerCase(Locale.ROOT))
                .put("lane", stretch.lane())
                .put("fromM", milli(stretch.fromM()))
                .put("toM", milli(stretch.toM()));
    }

    private static ObjectNode group(SignalGroup group) {
        return JSON.createObjectNode().put("id", group.id()).put("controller", group.controller());
    }
}
