package io.roadgate.gateway.traffic;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import java.util.Arrays;

/**
 * Follows each motor vehicle over the lanes and adds what it does to tallies.
 *
 * <p>Each lane has a counting line: its stop line, or its middle where it has none. A vehicle is counted once on its way
 * down a road, on the lane where it passes that line; lane changes before and after do not count it again, and one that
 * appears behind the line is not counted.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing while the map stays.
 */
public final class LaneTraffic {
    private static final int NONE = SiteMap.NONE;
    private static final double SECOND_NS = 1e9;
    private static final double ENTRY_M = 8; // a track first seen this near to the start has entered there
    private static final double CRAWL_MPS = 0.5;
    private static final long LONGEST_STEP_NS = 3_000_000_000L; // a track ends sooner when nobody sees it

    private final SiteMap map;
    private final MovementTable movements;
    private final LaneCoverage coverage;
    private final QueueScan queues;
    private final TrafficTally[] tallies;
    private final double[] lineM;
    private final long[] passedAtNs;
    private final int[] lane = new int[TrackTable.CAPACITY];
    private final double[] alongM = new double[TrackTable.CAPACITY];
    private final long[] atNs = new long[TrackTable.CAPACITY];
    private final boolean[] isCounted = new boolean[TrackTable.CAPACITY];
    private final long[] enteredAtNs = new long[TrackTable.CAPACITY];
    private final int[] approach = new int[TrackTable.CAPACITY];
    private final long[] approachAtNs = new long[TrackTable.CAPACITY];
    private final boolean[] isCrossing = new boolean[TrackTable.CAPACITY];

    /** Follows nobody yet; what happens is added to every tally. */
    public LaneTraffic(SiteMap map, MovementTable movements, TrafficTally... tallies) {
        this.map = map;
        this.movements = movements;
        this.tallies = tallies.clone();
        coverage = new LaneCoverage(map);
        queues = new QueueScan(map);
        lineM = new double[map.laneCount()];
        passedAtNs = new long[map.laneCount()];
        for (int i = 0; i < lineM.length; i++) {
            double stopM = map.stopLineM(i);
            lineM[i] = Double.isNaN(stopM) ? map.lengthM(i) / 2 : Math.min(stopM, map.lengthM(i) - 0.5);
        }
        Arrays.fill(lane, NONE);
        Arrays.fill(approach, NONE);
    }

    /** Looks at a picture. */
    public void onSweep(RoadPicture picture, long nowNs) {
        for (int i = 0; i < picture.motorCount(); i++) {
            step(picture, picture.motorSlot(i), nowNs);
        }
        queues.scan(picture, nowNs);
        for (TrafficTally tally : tallies) {
            queues.addTo(tally);
        }
    }

    /** Share of a lane that sensors see, 0..1. */
    public double coverage(int ofLane, long nowNs) {
        return coverage.share(ofLane, nowNs);
    }

    /** A sensor is gone. */
    public void onSensorLost(int sensorId) {
        coverage.onSensorLost(sensorId);
    }

    /** A slot will be used for another track. */
    public void onTrackEnded(int slot) {
        lane[slot] = NONE;
        approach[slot] = NONE;
        enteredAtNs[slot] = 0;
        queues.onTrackEnded(slot);
    }

    private void step(RoadPicture picture, int slot, long nowNs) {
        int now = picture.laneIndex(slot);
        // Off the carriageway, or merely carried on and not seen: it is taken up again where it comes back.
        if (now == NONE || !map.kind(now).isCarriageway() || !picture.isFresh(slot)) {
            return;
        }
        double here = picture.alongM(slot);
        double speedMps = picture.tracks().speedMps(slot);
        int before = lane[slot];
        double from = before == now ? alongM[slot] : Math.max(0, here - speedMps * (nowNs - atNs[slot]) / SECOND_NS);
        if (before == NONE) {
            appear(slot, now, here, speedMps, nowNs);
            from = here;
        } else if (before != now) {
            change(picture, slot, before, now, here, nowNs);
        }
        if (before != NONE && nowNs - atNs[slot] <= LONGEST_STEP_NS) {
            addPresence(picture, slot, now, from, here, nowNs);
        }
        coverage.seeBetween(now, from, here, picture.tracks().sources(slot), nowNs);
        pass(picture, slot, now, here, speedMps, nowNs);
        lane[slot] = now;
        alongM[slot] = here;
        atNs[slot] = nowNs;
    }

    private void appear(int slot, int now, double here, double speedMps, long nowNs) {
        isCounted[slot] = here >= lineM[now];
        enteredAtNs[slot] = here <= ENTRY_M && speedMps > CRAWL_MPS ? back(here, speedMps, nowNs) : 0;
        isCrossing[slot] = map.isInJunction(now);
        approach[slot] = isCrossing[slot] ? NONE : now;
        approachAtNs[slot] = enteredAtNs[slot];
    }

    private static long back(double metres, double speedMps, long nowNs) {
        return nowNs - (long) (metres / Math.max(CRAWL_MPS, speedMps) * SECOND_NS);
    }

    private void change(RoadPicture picture, int slot, int before, int now, double here, long nowNs) {
        double speedMps = picture.tracks().speedMps(slot);
        if (now == map.leftOf(before) || now == map.rightOf(before) || isPredecessor(before, now)) {
            if (!isCrossing[slot] && !map.isInJunction(now)) {
                approach[slot] = now;
            }
            // Back by a flicker of the match: whoever is on a lane has passed the line of the lane before.
            isCounted[slot] |= isPredecessor(before, now);
            return;
        }
        long crossedAtNs = back(here, speedMps, nowNs);
        if (!isCounted[slot]) {
            // The line lay between the last place on the lane before and its end.
            count(picture, slot, before, back(here + map.lengthM(before) - lineM[before], speedMps, nowNs));
        }
        if (isPredecessor(now, before)) {
            leave(slot, before, crossedAtNs);
        }
        isCounted[slot] = false;
        enteredAtNs[slot] = isPredecessor(now, before) ? crossedAtNs : 0;
        turn(slot, now, crossedAtNs);
    }

    private boolean isPredecessor(int ofLane, int candidate) {
        for (int i = 0; i < map.predecessorCount(ofLane); i++) {
            if (map.predecessor(ofLane, i) == candidate) {
                return true;
            }
        }
        return false;
    }

    private void leave(int slot, int before, long crossedAtNs) {
        if (enteredAtNs[slot] != 0) {
            for (TrafficTally tally : tallies) {
                tally.addTravel(before, (crossedAtNs - enteredAtNs[slot]) / SECOND_NS);
            }
        }
    }

    private void turn(int slot, int now, long crossedAtNs) {
        if (map.isInJunction(now)) {
            isCrossing[slot] = true;
            return;
        }
        int start = approach[slot];
        int movement = start == NONE ? MovementTable.NONE : movements.find(start, now);
        if (movement != MovementTable.NONE) {
            double seconds = approachAtNs[slot] == 0 ? Double.NaN : (crossedAtNs - approachAtNs[slot]) / SECOND_NS;
            for (TrafficTally tally : tallies) {
                tally.addTurn(movement, seconds);
            }
        }
        isCrossing[slot] = false;
        approach[slot] = now;
        approachAtNs[slot] = enteredAtNs[slot];
    }

    private void addPresence(RoadPicture picture, int slot, int now, double from, double here, long nowNs) {
        double seconds = (nowNs - atNs[slot]) / SECOND_NS;
        double way = Math.max(0, here - from);
        double half = picture.lengthM(slot) / 2;
        double covering = covered(from, here, lineM[now] - half, lineM[now] + half) * seconds;
        for (TrafficTally tally : tallies) {
            tally.addPresence(now, seconds, way, covering);
        }
    }

    /** Share of a steady way in which one is between two places. */
    private static double covered(double from, double to, double firstM, double lastM) {
        if (to - from < 1e-6) {
            return from >= firstM && from <= lastM ? 1 : 0;
        }
        return Math.max(0, Math.min(to, lastM) - Math.max(from, firstM)) / (to - from);
    }

    private void pass(RoadPicture picture, int slot, int now, double here, double speedMps, long nowNs) {
        if (isCounted[slot] || here < lineM[now]) {
            return;
        }
        count(picture, slot, now, back(here - lineM[now], speedMps, nowNs));
    }

    private void count(RoadPicture picture, int slot, int on, long passNs) {
        isCounted[slot] = true;
        double headwayS = passedAtNs[on] == 0 ? Double.NaN : Math.max(0, (passNs - passedAtNs[on]) / SECOND_NS);
        passedAtNs[on] = passNs;
        int kind = picture.tracks().participantClass(slot);
        boolean isHeavy = kind == ParticipantClass.BUS.value()
                || kind == ParticipantClass.TRUCK.value()
                || kind == ParticipantClass.TRAILER.value();
        for (TrafficTally tally : tallies) {
            tally.addPassage(on, picture.tracks().speedMps(slot), isHeavy, headwayS);
        }
    }
}
