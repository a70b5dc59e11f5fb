package io.roadgate.sim.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A junction without signals near Liangjiang: two roads, a zebra, a toll lane, some thirty road users.
 *
 * <p>Origin 29.70 N, 106.60 E, 245 m above the ellipsoid. Every 20 s one vehicle stands in lane east-2, one connected
 * vehicle in lane west-1 brakes hard, one in lane west-2 sees the walker late, and five pass the toll line.
 */
public final class Liangjiang implements Scenario {
    /** Its name on the command line. */
    public static final String ID = "liangjiang";

    /** Latitude of the site origin. */
    public static final double ORIGIN_LAT_DEG = 29.70;

    /** Longitude of the site origin. */
    public static final double ORIGIN_LON_DEG = 106.60;

    /** Height of the site origin above the ellipsoid. */
    public static final double ORIGIN_HEIGHT_M = 245.0;

    private static final long STEP_NS = 10_000_000L;
    private static final double NS_PER_S = 1e9;

    /** Before the start nobody looks, and coarser steps bring the traffic to its pace in a third of the time. */
    private static final long WARM_UP_STEP_NS = 40_000_000L;

    private static final double EAST_WEST_HALF_M = 5;
    private static final double NORTH_SOUTH_HALF_M = 10.5;
    /** How far into its cycle the script is when the scenario starts: a vehicle is coming to a stand. */
    private static final long LEAD_NS = 600_000_000L;

    private static final long CYCLE_NS = (long) (LiangjiangTraffic.CYCLE_S * NS_PER_S);

    private long startNs;
    private final Walker walker;
    private final Crossing crossing;
    private final Junction junction = new Junction(EAST_WEST_HALF_M, NORTH_SOUTH_HALF_M);
    private final List<Stream> streams;
    private final TollLine tollLine;
    private final List<TollPassage> passages;
    private long steppedNs;
    private long nowNs;

    /** Traffic that has been running for some minutes when the scenario starts. */
    public Liangjiang(long seed, long startNs) {
        this.startNs = startNs;
        LiangjiangTraffic traffic = new LiangjiangTraffic(seed);
        this.walker = traffic.walker();
        this.crossing = new Crossing(walker, LiangjiangRoads.LANE_WIDTH_M / 2);
        this.streams = traffic.streams();
        this.tollLine = traffic.tollLine();
        this.steppedNs = -LiangjiangTraffic.warmUpNs();
        while (steppedNs < 0) {
            step(WARM_UP_STEP_NS);
        }
        while (steppedNs < LEAD_NS) {
            step(STEP_NS);
        }
        this.nowNs = startNs;
        this.passages = tollLine.passages();
    }

    /**
     * Moves the start of traffic that is ready but has not moved yet.
     *
     * @throws IllegalStateException when it has.
     */
    public void startAt(long newStartNs) {
        if (nowNs != startNs) {
            throw new IllegalStateException("the scenario runs already");
        }
        startNs = newStartNs;
        nowNs = newStartNs;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Lane> lanes() {
        return LiangjiangRoads.lanes();
    }

    @Override
    public long startNs() {
        return startNs;
    }

    @Override
    public void advanceTo(long toNs) {
        nowNs = Math.max(nowNs, toNs);
        while (steppedNs + STEP_NS <= scriptNs()) {
            step(STEP_NS);
        }
    }

    @Override
    public GroundTruth truth() {
        double aheadS = (scriptNs() - steppedNs) / NS_PER_S;
        List<Participant> participants = new ArrayList<>();
        participants.add(walker.look(scriptNs()));
        for (Stream stream : streams) {
            stream.vehicles().forEach(vehicle -> participants.add(vehicle.look(aheadS)));
        }
        participants.sort(Comparator.comparingInt(Participant::id));
        return new GroundTruth(nowNs, participants);
    }

    @Override
    public List<TollPassage> tollPassages() {
        return passages;
    }

    @Override
    public Map<EventCause, Integer> expectedEvents(long runNs) {
        Map<EventCause, Integer> counts = new EnumMap<>(EventCause.class);
        counts.put(EventCause.ABNORMAL_VEHICLE, cyclesWith(LiangjiangTraffic.STAND_S + 1.5, runNs));
        counts.put(EventCause.EMERGENCY_BRAKING, cyclesWith(LiangjiangTraffic.WALKER_PHASE_S + 3, runNs));
        counts.put(EventCause.VRU_CONFLICT, cyclesWith(LiangjiangTraffic.WALKER_PHASE_S + 1, runNs));
        counts.put(EventCause.TOLL_PASSAGE, (int) Math.max(0, runNs / (CYCLE_NS / 5) - 1));
        return counts;
    }

    private long scriptNs() {
        return nowNs - startNs + LEAD_NS;
    }

    private static int cyclesWith(double completeAtS, long runNs) {
        return (int) Math.max(0, Math.floorDiv(runNs - (long) (completeAtS * NS_PER_S), CYCLE_NS) + 1);
    }

    private void step(long stepNs) {
        double stepS = stepNs / NS_PER_S;
        List<RoadVehicle> all = new ArrayList<>();
        for (Stream stream : streams) {
            stream.exchange(steppedNs);
            if (stream.path().laneId() != LiangjiangRoads.TOLL.id()) {
                all.addAll(stream.vehicles());
            }
        }
        junction.update(all);
        for (Stream stream : streams) {
            decide(stream, stepS);
        }
        steppedNs += stepNs;
        for (Stream stream : streams) {
            for (RoadVehicle vehicle : stream.vehicles()) {
                double beforeWayM = vehicle.wayM();
                vehicle.move(stepS);
                if (steppedNs > LEAD_NS) {
                    tollLine.watch(vehicle, beforeWayM, startNs - LEAD_NS + steppedNs);
                }
            }
        }
    }

    private void decide(Stream stream, double stepS) {
        boolean isToll = stream.path().laneId() == LiangjiangRoads.TOLL.id();
        RoadVehicle leader = null;
        for (RoadVehicle vehicle : stream.vehicles()) {
            double limitMps2 = vehicle.manoeuvre().limitMps2(vehicle, steppedNs);
            if (!isToll) {
                limitMps2 = Math.min(limitMps2, junction.limitMps2(vehicle));
                limitMps2 = Math.min(limitMps2, crossing.limitMps2(vehicle, steppedNs));
            }
            vehicle.decide(leader, limitMps2, stepS);
            leader = vehicle;
        }
    }
}
