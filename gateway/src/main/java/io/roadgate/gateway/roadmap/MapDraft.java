package io.roadgate.gateway.roadmap;

import java.util.ArrayList;
import java.util.List;

/**
 * A map as a reader found it: fill it, then {@link #build} checks it as a whole and makes the {@link SiteMap}.
 *
 * <p>Lanes without a number get the next free one in their order.
 */
public final class MapDraft {
    /** Lanes at most: ids have 16 bits. */
    public static final int MOST_LANES = 8192;
    /** Points of all lanes at most. */
    public static final int MOST_POINTS = 1_000_000;

    final String name;
    MapOrigin origin = MapOrigin.UNKNOWN;
    private boolean isJoinedByPlace;
    final List<LaneDraft> lanes = new ArrayList<>();
    final List<Zone> zones = new ArrayList<>();
    final List<Approach> approaches = new ArrayList<>();
    final List<TollLine> tollLines = new ArrayList<>();
    final List<ParkingBay> parkingBays = new ArrayList<>();
    final List<LaneStretch> stretches = new ArrayList<>();
    final List<SignalGroup> signalGroups = new ArrayList<>();

    /** A draft of a map with a name. */
    public MapDraft(String name) {
        this.name = name;
    }

    /** Where the metres begin. */
    public MapDraft origin(MapOrigin newOrigin) {
        origin = newOrigin;
        return this;
    }

    /** Where the metres begin. */
    public MapOrigin origin() {
        return origin;
    }

    /** Moves everything, for another origin. */
    public void shift(double eastM, double northM, double upM) {
        for (LaneDraft lane : lanes) {
            for (double[] place : lane.points) {
                place[0] += eastM;
                place[1] += northM;
                place[2] += upM;
            }
        }
        zones.replaceAll(zone -> new Zone(
                zone.id(),
                zone.kind(),
                zone.level(),
                shifted(zone.centreline(), eastM, northM),
                zone.halfWidthM(),
                zone.limitMps()));
        approaches.replaceAll(a -> new Approach(
                a.id(),
                a.rightEastM() + eastM,
                a.rightNorthM() + northM,
                a.leftEastM() + eastM,
                a.leftNorthM() + northM,
                a.headingRad(),
                a.signalGroup(),
                a.level()));
        tollLines.replaceAll(line -> new TollLine(
                line.id(),
                line.isGantry(),
                line.fromEastM() + eastM,
                line.fromNorthM() + northM,
                line.toEastM() + eastM,
                line.toNorthM() + northM,
                line.level()));
        parkingBays.replaceAll(bay -> new ParkingBay(bay.id(), bay.level(), shifted(bay.corners(), eastM, northM)));
    }

    private static List<double[]> shifted(List<double[]> places, double eastM, double northM) {
        return places.stream()
                .map(place -> new double[] {place[0] + eastM, place[1] + northM})
                .toList();
    }

    /** Adds a lane. */
    public void add(LaneDraft lane) {
        lanes.add(lane);
    }

    /** Adds a zone. */
    public void add(Zone zone) {
        zones.add(zone);
    }

    /** Adds an approach. */
    public void add(Approach approach) {
        approaches.add(approach);
    }

    /** Adds a toll line or gantry. */
    public void add(TollLine line) {
        tollLines.add(line);
    }

    /** Adds a parking bay. */
    public void add(ParkingBay bay) {
        parkingBays.add(bay);
    }

    /** Adds a tunnel or bridge. */
    public void add(LaneStretch stretch) {
        stretches.add(stretch);
    }

    /** Adds a signal phase with its controller. */
    public void add(SignalGroup group) {
        signalGroups.add(group);
    }

    /** The lanes so far. */
    public List<LaneDraft> lanes() {
        return lanes;
    }

    /** Finds ways on and neighbours from where lanes lie, for a file that has none; see {@link PlaceJoiner}. */
    public void joinByPlace() {
        isJoinedByPlace = true;
    }

    /**
     * Checks the whole map and makes it.
     *
     * @param faults takes every fault.
     * @return the map, or {@code null} when there are errors.
     */
    public SiteMap build(MapFaults faults) {
        number();
        new MapCheck(this, faults).check();
        if (faults.hasErrors()) {
            return null;
        }
        SiteMap map = buildUnchecked();
        new OverlapCheck(map, faults).check();
        return faults.hasErrors() ? null : map;
    }

    /** The map without the checks: for lanes that code has made. */
    SiteMap buildUnchecked() {
        number();
        for (LaneDraft lane : lanes) {
            if (lane.name.isEmpty()) {
                lane.name = lane.key;
            }
        }
        if (isJoinedByPlace) {
            new PlaceJoiner(lanes).join();
        }
        new ApproachFinder(this).find();
        return new SiteMap(this);
    }

    private void number() {
        boolean[] isTaken = new boolean[65_537];
        for (LaneDraft lane : lanes) {
            if (lane.id > 0 && lane.id < isTaken.length) {
                isTaken[lane.id] = true;
            }
        }
        int next = 1;
        for (LaneDraft lane : lanes) {
            if (lane.id == 0) {
                while (next < isTaken.length - 1 && isTaken[next]) {
                    next++;
                }
                isTaken[next] = true;
                lane.id = next;
            }
        }
    }
}
