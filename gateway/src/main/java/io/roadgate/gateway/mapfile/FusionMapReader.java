package io.roadgate.gateway.mapfile;

import com.networknt.schema.InputFormat;
import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.TollLine;
import io.roadgate.gateway.roadmap.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Map of the fusion benchmark: {@code origin}, {@code zones}, {@code approaches}, {@code gantry} and {@code lanes} by shape
 * in a plane, of stacked sites with {@code level} and heights {@code z}. Ways on and neighbours are found from where lanes lie; what else is in it (sensors, regions) is not of the map.
 *
 * <p><b>Source:</b> {@code fusion/README.md} of the shared facts, section "map".
 */
final class FusionMapReader {
    private final MapFaults faults;
    private final MapDraft draft;

    private FusionMapReader(String name, MapFaults faults) {
        this.faults = faults;
        draft = new MapDraft(name);
    }

    /** Whether this is such a file. */
    static boolean isLike(JsonNode root) {
        return root.has("zones") && root.has("m_per_deg");
    }

    static MapDraft read(String name, byte[] content, MapFaults faults) {
        JsonNode root = LocatedTree.read(content, InputFormat.JSON, faults);
        return root == null ? null : read(name, root, faults);
    }

    static MapDraft read(String name, JsonNode root, MapFaults faults) {
        FusionMapReader reader = new FusionMapReader(root.path("site").asString(name), faults);
        reader.readAll(root);
        return reader.draft;
    }

    private void readAll(JsonNode root) {
        JsonNode origin = root.path("origin");
        draft.origin(new MapOrigin(
                origin.path("lat").asDouble(Double.NaN),
                origin.path("lon").asDouble(Double.NaN),
                origin.path("alt").asDouble(Double.NaN)));
        root.path("zones").forEach(this::readZone);
        root.path("approaches").forEach(this::readApproach);
        JsonNode gantry = root.path("gantry");
        if (gantry.isObject()) {
            double eastM = number(gantry, "e", "gantry");
            double northM = number(gantry, "n", "gantry");
            draft.add(new TollLine("gantry", true, eastM, northM, eastM, northM, 0));
        }
        root.path("lanes").forEach(this::readLane);
        draft.joinByPlace();
    }

    private void readZone(JsonNode zone) {
        String id = zone.path("id").asString("");
        String element = "zone " + id;
        String kindName = zone.path("kind").asString("");
        Optional<Zone.Kind> kind = Stream.of(Zone.Kind.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(kindName))
                .findFirst();
        if (kind.isEmpty()) {
            faults.error(LocatedTree.line(zone), element, "kind must be expressway, arm or junction, is " + kindName);
            return;
        }
        boolean isJunction = kind.get() == Zone.Kind.JUNCTION;
        List<double[]> line =
                isJunction ? List.of(place(zone.path("center"), element)) : places(zone.path("centerline"), element);
        draft.add(new Zone(
                id,
                kind.get(),
                zone.path("level").asInt(0),
                line,
                number(zone, isJunction ? "radius" : "half_width", element),
                zone.path("limit").asDouble(Double.NaN)));
    }

    private void readApproach(JsonNode approach) {
        String id = approach.path("id").asString("");
        String element = "approach " + id;
        List<double[]> line = places(approach.path("line"), element);
        if (line.size() != 2) {
            faults.error(LocatedTree.line(approach), element, "line must have 2 points, has " + line.size());
            return;
        }
        draft.add(new Approach(
                id,
                line.get(0)[0],
                line.get(0)[1],
                line.get(1)[0],
                line.get(1)[1],
                StrictMath.toRadians(number(approach, "heading", element)),
                0,
                0));
    }

    private void readLane(JsonNode node) {
        String key = node.path("id").asString("");
        String element = "lane " + key;
        String use = node.path("fn").asString("normal");
        if (use.equals("walkingarea")) {
            return; // A place, not a lane: its shape is an outline.
        }
        boolean isForVehicles = node.path("veh").asBoolean(true);
        LaneKind kind =
                use.equals("crossing") ? LaneKind.CROSSWALK : isForVehicles ? LaneKind.DRIVING : LaneKind.SIDEWALK;
        LaneDraft lane = new LaneDraft(key, LocatedTree.line(node), element)
                .road(node.path("edge").asString(""))
                .kind(kind)
                .speedLimit(node.path("speed").asDouble(LaneDraft.USUAL_LIMIT_MPS))
                .width(node.path("width").asDouble(LaneDraft.USUAL_WIDTH_M))
                .inJunction(use.equals("internal"));
        lane.level(node.path("level").asInt(0))
                .points(raised(places(node.path("shape"), element), node.path("z"), element));
        draft.add(lane);
    }

    /** Heights stand in a list of their own, one for each place; without it the lane is flat. */
    private List<double[]> raised(List<double[]> places, JsonNode heights, String element) {
        if (heights.isMissingNode()) {
            return places;
        }
        if (heights.size() != places.size()) {
            faults.error(
                    LocatedTree.line(heights),
                    element,
                    "z must have a height for each of " + places.size() + " places, has " + heights.size());
            return places;
        }
        for (int i = 0; i < places.size(); i++) {
            places.get(i)[2] = heights.get(i).asDouble(0);
        }
        return places;
    }

    private List<double[]> places(JsonNode list, String element) {
        List<double[]> places = new ArrayList<>();
        for (JsonNode place : list) {
            places.add(place(place, element));
        }
        return places;
    }

    private double[] place(JsonNode place, String element) {
        if (place.size() < 2 || !place.get(0).isNumber() || !place.get(1).isNumber()) {
            faults.error(LocatedTree.line(place), element, "a place must be [east, north] in metres, is " + place);
            return new double[] {0, 0, 0};
        }
        double upM = place.size() > 2 ? place.get(2).asDouble() : 0;
        return new double[] {place.get(0).asDouble(), place.get(1).asDouble(), upM};
    }

    private double number(JsonNode parent, String key, String element) {
        JsonNode node = parent.path(key);
        if (!node.isNumber()) {
            faults.error(LocatedTree.line(parent), element, key + " must be a number, is " + node);
            return 0;
        }
        return node.asDouble();
    }
}
