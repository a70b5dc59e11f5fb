package io.roadgate.sim.world;

import java.util.ArrayList;
import java.util.List;

/** Lanes, crosswalks and signals of a site. */
public final class RoadNet {
    private final List<RoadLane> lanes = new ArrayList<>();
    private final List<Crosswalk> crosswalks = new ArrayList<>();
    private SignalPlan signals = new SignalPlan();

    /** Adds a lane. */
    public RoadLane lane(String id, Curve curve, double widthM, double limitMps) {
        RoadLane lane = new RoadLane(id, curve, widthM, limitMps);
        lanes.add(lane);
        return lane;
    }

    /** Lets vehicles go from the end of a lane to the start of another; one of several by weight. */
    public void link(RoadLane from, RoadLane to, double weight) {
        from.next.add(to);
        from.weights.add(weight);
        to.before.add(from);
    }

    /** Adds a lane that turns from the end of one into the start of another. */
    public RoadLane connect(RoadLane from, RoadLane to, double limitMps, double weight) {
        RoadLane turn = lane(":" + from.id + ">" + to.id, Curve.joining(from.curve, to.curve), from.widthM, limitMps);
        turn.isInternal = true;
        turn.isForCycles = from.isForCycles;
        turn.level = from.level;
        link(from, turn, weight);
        link(turn, to, 1);
        return turn;
    }

    /** Lets vehicles change between two lanes that run side by side from end to end. */
    public void beside(RoadLane left, RoadLane right) {
        left.right = right;
        right.left = left;
    }

    /** Adds a crosswalk between two kerbs; all lanes that cross it heed it. Lanes come first. */
    public Crosswalk crosswalk(String id, double[] from, double[] to, int signalGroup) {
        Crosswalk crosswalk = new Crosswalk(id, from, to, signalGroup);
        crosswalks.add(crosswalk);
        for (RoadLane lane : lanes) {
            if (!Double.isNaN(crosswalk.crossing(lane.curve))) {
                lane.crosswalks.add(crosswalk);
            }
        }
        return crosswalk;
    }

    /** Sets the signals. */
    public void signals(SignalPlan plan) {
        signals = plan;
    }

    /** The signals. */
    public SignalPlan signals() {
        return signals;
    }

    /** All lanes, in the order in which they were added. */
    public List<RoadLane> lanes() {
        return lanes;
    }

    /** The lane of a name; throws where there is none. */
    public RoadLane lane(String id) {
        return lanes.stream()
                .filter(lane -> lane.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no lane " + id));
    }

    /** All crosswalks. */
    public List<Crosswalk> crosswalks() {
        return crosswalks;
    }

    /** Lanes and crosswalks as a map has them. */
    public List<io.roadgate.sim.scene.SceneLane> describe() {
        List<io.roadgate.sim.scene.SceneLane> described = new ArrayList<>();
        for (RoadLane lane : lanes) {
            String function = lane.isInternal ? "internal" : "normal";
            double[][] shape = lane.curve.points(lane.isInternal ? 2 : 10);
            described.add(new io.roadgate.sim.scene.SceneLane(
                    lane.id + "_0", function, lane.limitMps, lane.widthM, true, false, shape, lane.level));
        }
        for (Crosswalk crosswalk : crosswalks) {
            double[][] shape = {{crosswalk.from[0], crosswalk.from[1], 0}, {crosswalk.to[0], crosswalk.to[1], 0}};
            described.add(new io.roadgate.sim.scene.SceneLane(
                    crosswalk.id + "_0", "crossing", 1.4, 4, false, true, shape, 0));
        }
        return described;
    }
}
