package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenDRIVE: roads with their lanes, links between them over junctions, signals, crosswalks, parking spaces, tunnels.
 *
 * <p>Not held, and said so: superelevation, crossfall, heights of lanes over the road, surfaces. Levels are found from heights
 * ({@link LevelFinder}).
 *
 * <p><b>Source:</b> ASAM OpenDRIVE 1.4 to 1.7.
 */
final class OpenDriveReader {
    private static final Set<String> KNOWN = Set.of("header", "road", "junction", "controller", "junctionGroup");

    private final MapFaults faults;
    private final MapDraft draft;
    private final Map<String, OpenDriveRoad> roads = new LinkedHashMap<>();

    private OpenDriveReader(String name, MapFaults faults) {
        this.faults = faults;
        draft = new MapDraft(name);
    }

    static MapDraft read(String name, XmlNode root, MapOrigin wanted, MapFaults faults) {
        OpenDriveReader reader = new OpenDriveReader(name, faults);
        reader.readAll(root, wanted);
        return reader.draft;
    }

    private void readAll(XmlNode root, MapOrigin wanted) {
        Placer placer = placer(root.first("header"), wanted);
        for (XmlNode node : root.children) {
            if (!KNOWN.contains(node.name)) {
                faults.note(node.line, node.name, "is not known here: left out");
            }
        }
        for (XmlNode node : root.all("road")) {
            OpenDriveRoad road = new OpenDriveRoad(node, placer, faults);
            if (roads.putIfAbsent(road.id, road) != null) {
                faults.error(node.line, "road " + road.id, "must have an id of its own, it stands twice");
                continue;
            }
            for (LaneDraft lane : road.read()) {
                draft.add(lane);
                if (draft.lanes().size() > MapDraft.MOST_LANES) {
                    faults.error(node.line, "", "must have at most " + MapDraft.MOST_LANES + " lanes");
                    return;
                }
            }
        }
        for (OpenDriveRoad road : roads.values()) {
            linkWithin(road);
            linkAcross(road, "predecessor");
            linkAcross(road, "successor");
        }
        for (XmlNode junction : root.all("junction")) {
            linkJunction(junction);
        }
        new OpenDriveThings(draft, roads, faults).read(root);
        draft.origin(placer.origin());
        LevelFinder.assign(draft.lanes());
    }

    private Placer placer(XmlNode header, MapOrigin wanted) {
        XmlNode reference = header == null ? null : header.first("geoReference");
        String text = reference == null ? "" : reference.text.toString().strip();
        Optional<TransverseMercator> grid = TransverseMercator.of(text);
        if (grid.isEmpty() && !text.isEmpty()) {
            faults.note(
                    reference.line, "geoReference", "\"" + text + "\" is not known: metres are taken as the site's");
        }
        XmlNode offset = header == null ? null : header.first("offset");
        double x = offset == null ? 0 : offset.number("x", 0, faults);
        double y = offset == null ? 0 : offset.number("y", 0, faults);
        return new Placer(wanted, grid, x, y, faults);
    }

    /** Lanes of one section to those of the next. */
    private void linkWithin(OpenDriveRoad road) {
        for (int section = 0; section < road.lastSection(); section++) {
            for (int number : road.numbers(section)) {
                int next = linked(road, section, number, "successor");
                if (next != 0) {
                    join(road, section, number, true, road, section + 1, next, false);
                }
            }
            for (int number : road.numbers(section + 1)) {
                int before = linked(road, section + 1, number, "predecessor");
                if (before != 0) {
                    join(road, section, before, true, road, section + 1, number, false);
                }
            }
        }
    }

    /** Number of the lane that a lane names, 0 = none. */
    private int linked(OpenDriveRoad road, int section, int number, String direction) {
        for (String side : new String[] {"left", "right"}) {
            for (XmlNode lane : road.sections.get(section).within(side, "lane")) {
                if (lane.get("id").equals(Integer.toString(number))) {
                    XmlNode link = lane.first("link");
                    XmlNode target = link == null ? null : link.first(direction);
                    return target == null ? 0 : target.whole("id", 0, faults);
                }
            }
        }
        return 0;
    }

    /** A road's last or first section to the road that it names. */
    private void linkAcross(OpenDriveRoad road, String direction) {
        XmlNode link = road.node.first("link");
        XmlNode target = link == null ? null : link.first(direction);
        if (target == null || !target.get("elementType").equals("road") || road.lastSection() < 0) {
            return;
        }
        OpenDriveRoad other = roads.get(target.get("elementId"));
        if (other == null) {
            faults.error(
                    target.line,
                    "road " + road.id,
                    "must lead to a road that exists, \"" + target.get("elementId") + "\" does not");
            return;
        }
        boolean isAtEnd = direction.equals("successor");
        boolean isOtherEnd = target.get("contactPoint").equals("end");
        int section = isAtEnd ? road.lastSection() : 0;
        int otherSection = isOtherEnd ? other.lastSection() : 0;
        for (int number : road.numbers(section)) {
            int next = linked(road, section, number, direction);
            if (next != 0) {
                join(road, section, number, isAtEnd, other, otherSection, next, isOtherEnd);
            }
        }
    }

    private void linkJunction(XmlNode junction) {
        String id = junction.get("id");
        for (XmlNode connection : junction.all("connection")) {
            OpenDriveRoad from = roads.get(connection.get("incomingRoad"));
            // A direct junction has no ways of its own: it links the roads themselves.
            String wayName = connection.has("connectingRoad") ? "connectingRoad" : "linkedRoad";
            OpenDriveRoad way = roads.get(connection.get(wayName));
            if (from == null || way == null) {
                String missing = connection.get(from == null ? "incomingRoad" : wayName);
                faults.error(
                        connection.line,
                        "junction " + id,
                        "must connect roads that exist, \"" + missing + "\" does not");
                continue;
            }
            boolean isWayEnd = connection.get("contactPoint").equals("end");
            for (XmlNode lane : connection.all("laneLink")) {
                int number = lane.whole("from", 0, faults);
                int next = lane.whole("to", 0, faults);
                for (String direction : new String[] {"successor", "predecessor"}) {
                    XmlNode link = from.node.first("link");
                    XmlNode target = link == null ? null : link.first(direction);
                    if (target != null
                            && target.get("elementType").equals("junction")
                            && target.get("elementId").equals(id)) {
                        boolean isAtEnd = direction.equals("successor");
                        join(
                                from,
                                isAtEnd ? from.lastSection() : 0,
                                number,
                                isAtEnd,
                                way,
                                isWayEnd ? way.lastSection() : 0,
                                next,
                                isWayEnd);
                    }
                }
            }
        }
    }

    /** Joins an end of a lane to an end of another, in whichever direction they are driven. */
    private void join(
            OpenDriveRoad road,
            int section,
            int number,
            boolean isEnd,
            OpenDriveRoad other,
            int otherSection,
            int otherNumber,
            boolean isOtherEnd) {
        LaneDraft one = road.lane(section, number);
        LaneDraft two = other.lane(otherSection, otherNumber);
        if (one == null || two == null) {
            return; // A lane of a kind that is left out.
        }
        boolean isLeft = road.isAlong(number) == isEnd;
        boolean isEntered = other.isAlong(otherNumber) != isOtherEnd;
        if (isLeft && isEntered && isNear(one, two)) {
            one.successor(two.key());
        } else if (!isLeft && !isEntered && isNear(two, one)) {
            two.successor(one.key());
        }
    }

    /** A road with a junction at both ends is named twice; only the near end is meant. */
    private static boolean isNear(LaneDraft from, LaneDraft to) {
        double[] end = from.points().get(from.points().size() - 1);
        double[] start = to.points().get(0);
        return Math.abs(end[0] - start[0]) + Math.abs(end[1] - start[1]) < 20;
    }
}
