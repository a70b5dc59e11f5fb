package io.roadgate.gateway.roadmap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The map of a site, checked and immutable: lanes with width, height, level and links, zones, approaches, conflict areas,
 * toll lines, parking bays, tunnels.
 *
 * <p><b>Shape:</b> a lane is known by its index 0..{@link #laneCount()} - 1, in the order of the file, and by its id
 * (1..65535, in records and messages). Distances along a lane ({@code alongM}) run in driving direction from 0 to
 * {@link #lengthM}; distances beside a line ({@code lateralM}) are positive to its right.
 *
 * <p>What needs room for an answer of several numbers has a class of its own beside this one, to be made once and used
 * again: {@link LaneMatcher} (place to lane), {@link LaneCursor} (lane to place), {@link LaneWalk} (along the network),
 * {@link ZoneCursor} (places in zones).
 *
 * <p><b>Thread:</b> built once, then only read. What takes indices allocates nothing.
 */
public final class SiteMap {
    /** No lane. */
    public static final int NONE = -1;
    /** How far from a centre line a place may be for its lane to be found. */
    public static final double REACH_M = SegmentGrid.REACH_M;
    /** A map of nothing. */
    public static final SiteMap EMPTY = new MapDraft("empty").buildUnchecked();

    final LaneGeometry geometry;
    final SegmentGrid grid;
    final LaneLinks links;
    final ZoneGeometry zoneGeometry;
    private final String name;
    private final MapOrigin origin;
    private final List<LaneDraft> lanes;
    private final List<Zone> zones;
    private final List<Approach> approaches;
    private final List<TollLine> tollLines;
    private final List<ParkingBay> parkingBays;
    private final List<LaneStretch> stretches;
    private final List<SignalGroup> signalGroups;
    private final Map<String, Integer> indexOfKey = new HashMap<>();
    private final int[] indexOfId = new int[65_536];
    private final LaneKind[] kinds;
    private final int[] ids;
    private final int[] levels;
    private final int[] endLevels;
    private final double[] limitsMps;
    private final int[] manoeuvres;
    private final int[] groups;
    private final double[] stopLinesM;
    private final boolean[] isInJunction;
    private final ConflictTable conflicts;
    private final StretchTable tunnels;

    SiteMap(MapDraft draft) {
        name = draft.name;
        origin = draft.origin;
        lanes = List.copyOf(draft.lanes);
        zones = List.copyOf(draft.zones);
        approaches = List.copyOf(draft.approaches);
        tollLines = List.copyOf(draft.tollLines);
        parkingBays = List.copyOf(draft.parkingBays);
        stretches = List.copyOf(draft.stretches);
        signalGroups = List.copyOf(draft.signalGroups);
        int count = lanes.size();
        Arrays.fill(indexOfId, NONE);
        for (int i = 0; i < count; i++) {
            indexOfKey.put(lanes.get(i).key, i);
            indexOfId[lanes.get(i).id] = i;
        }
        kinds = lanes.stream().map(lane -> lane.kind).toArray(LaneKind[]::new);
        ids = lanes.stream().mapToInt(lane -> lane.id).toArray();
        levels = lanes.stream().mapToInt(lane -> lane.level).toArray();
        endLevels = lanes.stream().mapToInt(lane -> lane.endLevel).toArray();
        limitsMps = lanes.stream().mapToDouble(lane -> lane.speedLimitMps).toArray();
        manoeuvres = lanes.stream().mapToInt(lane -> lane.manoeuvres).toArray();
        groups = lanes.stream().mapToInt(lane -> lane.signalGroup).toArray();
        stopLinesM = lanes.stream().mapToDouble(lane -> lane.stopLineM).toArray();
        isInJunction = new boolean[count];
        for (int i = 0; i < count; i++) {
            isInJunction[i] = lanes.get(i).isInJunction;
        }
        geometry = new LaneGeometry(lanes);
        grid = new SegmentGrid(geometry);
        links = new LaneLinks(lanes, indexOfKey);
        zoneGeometry = new ZoneGeometry(zones);
        tunnels = new StretchTable(count, stretches, LaneStretch.Kind.TUNNEL, indexOfKey);
        conflicts = new ConflictFinder(this).find();
    }

    /** A map of these lanes alone, whose ways on and neighbours are found from where they lie. */
    public static SiteMap of(List<LaneDraft> lanes) {
        MapDraft draft = new MapDraft("lanes");
        lanes.forEach(draft::add);
        draft.joinByPlace();
        return draft.buildUnchecked();
    }

    /** Name of the map. */
    public String name() {
        return name;
    }

    /** Where its metres begin. */
    public MapOrigin origin() {
        return origin;
    }

    /** Zones, by index. */
    public List<Zone> zones() {
        return zones;
    }

    /** Approaches of junctions, by index. */
    public List<Approach> approaches() {
        return approaches;
    }

    /** Toll lines and gantries, by index. */
    public List<TollLine> tollLines() {
        return tollLines;
    }

    /** Parking bays, by index. */
    public List<ParkingBay> parkingBays() {
        return parkingBays;
    }

    /** Tunnels and bridges. */
    public List<LaneStretch> stretches() {
        return stretches;
    }

    /** Signal phases whose controller the file names. */
    public List<SignalGroup> signalGroups() {
        return signalGroups;
    }

    /** Number of lanes. */
    public int laneCount() {
        return kinds.length;
    }

    /** Index of a lane by its id, or {@link #NONE}. */
    public int indexOf(int laneId) {
        return laneId >= 0 && laneId < indexOfId.length ? indexOfId[laneId] : NONE;
    }

    /** Index of a lane by its key in the file, or {@link #NONE}; not for the data path. */
    public int indexOfKey(String key) {
        return indexOfKey.getOrDefault(key, NONE);
    }

    /** Id of a lane; 0 for {@link #NONE}. */
    public int laneId(int lane) {
        return lane == NONE ? 0 : ids[lane];
    }

    /** Key of a lane in its file. */
    public String key(int lane) {
        return lanes.get(lane).key;
    }

    /** Name of a lane for people. */
    public String laneName(int lane) {
        return lanes.get(lane).name;
    }

    /** Road, link or edge of a lane; empty = none. */
    public String road(int lane) {
        return lanes.get(lane).road;
    }

    /** What the lane is for. */
    public LaneKind kind(int lane) {
        return kinds[lane];
    }

    /** Deck of the lane; of a ramp, the one at its start. */
    public int level(int lane) {
        return levels[lane];
    }

    /** Deck at its end, another one than at its start on a ramp only. */
    public int endLevel(int lane) {
        return endLevels[lane];
    }

    /** Whether it joins two decks. */
    public boolean isRamp(int lane) {
        return levels[lane] != endLevels[lane];
    }

    /** The lowest level of any lane; 0 without lanes. */
    public int lowestLevel() {
        return Math.min(
                Arrays.stream(levels).min().orElse(0),
                Arrays.stream(endLevels).min().orElse(0));
    }

    /** The highest level of any lane; 0 without lanes. */
    public int highestLevel() {
        return Math.max(
                Arrays.stream(levels).max().orElse(0),
                Arrays.stream(endLevels).max().orElse(0));
    }

    /** Deck at a place: a ramp changes it where half its height is done. */
    public int levelAt(int lane, double alongM) {
        if (levels[lane] == endLevels[lane]) {
            return levels[lane];
        }
        double startM = geometry.upM[geometry.firstPoint[lane]];
        double endM = geometry.upM[geometry.lastPoint(lane)];
        int segment = geometry.segment(lane, alongM);
        double hereM = LaneGeometry.between(geometry.upM, segment, geometry.share(segment, alongM));
        boolean isBeyond = startM == endM
                ? alongM > geometry.lengthM(lane) / 2
                : Math.abs(hereM - startM) > Math.abs(hereM - endM);
        return isBeyond ? endLevels[lane] : levels[lane];
    }

    /** From edge to edge at its start. */
    public double widthM(int lane) {
        return geometry.widthM[geometry.firstPoint[lane]];
    }

    /** From edge to edge at a place. */
    public double widthM(int lane, double alongM) {
        int segment = geometry.segment(lane, alongM);
        return LaneGeometry.between(geometry.widthM, segment, geometry.share(segment, alongM));
    }

    /** As signed. */
    public double speedLimitMps(int lane) {
        return limitsMps[lane];
    }

    /** Length of the centre line. */
    public double lengthM(int lane) {
        return geometry.lengthM(lane);
    }

    /** Allowed ways on, bits of {@link Manoeuvres}. */
    public int manoeuvres(int lane) {
        return manoeuvres[lane];
    }

    /** Signal group (phase) at its end, 1..255; 0 = none. */
    public int signalGroup(int lane) {
        return groups[lane];
    }

    /** Stop line, metres along the lane; NaN = none. */
    public double stopLineM(int lane) {
        return stopLinesM[lane];
    }

    /** Whether it is a way across a junction. */
    public boolean isInJunction(int lane) {
        return isInJunction[lane];
    }

    /** Whether one drives on where it ends; if not, it ends at a stop line or at the edge of the site. */
    public boolean isContinued(int lane) {
        return successorCount(lane) > 0 && Double.isNaN(stopLinesM[lane]);
    }

    /** Number of ways on. */
    public int successorCount(int lane) {
        return links.successorStart[lane + 1] - links.successorStart[lane];
    }

    /** The n-th way on. */
    public int successor(int lane, int index) {
        return links.successors[links.successorStart[lane] + index];
    }

    /** Number of lanes that lead here. */
    public int predecessorCount(int lane) {
        return links.predecessorStart[lane + 1] - links.predecessorStart[lane];
    }

    /** The n-th of them. */
    public int predecessor(int lane, int index) {
        return links.predecessors[links.predecessorStart[lane] + index];
    }

    /** Neighbour to the left into which one may change, or {@link #NONE}. */
    public int leftOf(int lane) {
        return links.left[lane];
    }

    /** Neighbour to the right into which one may change, or {@link #NONE}. */
    public int rightOf(int lane) {
        return links.right[lane];
    }

    /** How far a lane turns from its start to its end, -pi..pi, positive = to the right. */
    public double turnRad(int lane) {
        return LaneGeometry.turnRad(
                geometry.courseRad[geometry.firstPoint[lane]], geometry.courseRad[geometry.lastPoint(lane)]);
    }

    /** Whether GNSS is lost there. */
    public boolean isTunnel(int lane, double alongM) {
        return tunnels.has(lane, alongM);
    }

    /** Conflict areas: where bodies on two lanes can meet. */
    public ConflictTable conflicts() {
        return conflicts;
    }

    /** Number of points of a lane's line. */
    public int pointCount(int lane) {
        return geometry.firstPoint[lane + 1] - geometry.firstPoint[lane];
    }

    /** East of the n-th point of a lane's line. */
    public double pointEastM(int lane, int index) {
        return geometry.eastM[geometry.firstPoint[lane] + index];
    }

    /** North of it. */
    public double pointNorthM(int lane, int index) {
        return geometry.northM[geometry.firstPoint[lane] + index];
    }

    /** Height of it. */
    public double pointUpM(int lane, int index) {
        return geometry.upM[geometry.firstPoint[lane] + index];
    }

    /** Width of the lane at it. */
    public double pointWidthM(int lane, int index) {
        return geometry.widthM[geometry.firstPoint[lane] + index];
    }

    /** What the map was built from, to write it again; not to be changed. */
    List<LaneDraft> lanes() {
        return lanes;
    }
}
