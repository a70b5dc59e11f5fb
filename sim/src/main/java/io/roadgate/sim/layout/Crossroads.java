package io.roadgate.sim.layout;

import io.roadgate.sim.scene.Approach;
import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.Zone;
import io.roadgate.sim.world.Crosswalk;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.RoadLane;
import io.roadgate.sim.world.SignalPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A signalised junction: each arm has lanes for left, straight and straight or right, two lanes out, a cycle lane on
 * either side, sidewalks and a crosswalk. Green for opposite arms together, left turns in a phase of their own.
 */
final class Crossroads {
    private static final double LANE_M = 3.4;
    private static final double CYCLE_M = 1.6;
    private static final double STOP_M = 20;
    private static final double WALK_M = 15.5;
    private static final double TURN_MPS = 7;
    private static final int IN = 3;
    private static final int OUT = 2;
    private static final double KERB_M = IN * LANE_M + 2 * CYCLE_M;

    private final Site site;
    private final double rotationDeg;
    private final double[] bearings;
    private final double armM;
    private final double limitMps;
    private final List<Curve> axes = new ArrayList<>();
    private final List<List<RoadLane>> in = new ArrayList<>();
    private final List<List<RoadLane>> out = new ArrayList<>();
    private final List<RoadLane> cycleIn = new ArrayList<>();
    private final List<RoadLane> cycleOut = new ArrayList<>();
    private final List<RoadLane> cycleTurns = new ArrayList<>();
    private static final String NAMES = "NESW";

    /** Arms at the bearings 0, 90, 180 and 270 degrees plus a rotation, around the origin. */
    Crossroads(Site site, double rotationDeg, double armM, double limitMps) {
        this(site, rotationDeg, armM, limitMps, 0, 90, 180, 270);
    }

    Crossroads(Site site, double rotationDeg, double armM, double limitMps, double... bearings) {
        this.site = site;
        this.rotationDeg = rotationDeg;
        this.armM = armM;
        this.limitMps = limitMps;
        this.bearings = bearings.clone();
    }

    /** Builds roads, signals, zones; demand in vehicles, cycles and people per hour and arm. */
    void build(double vehicles, double cycles, double people, double greenS) {
        for (int arm = 0; arm < bearings.length; arm++) {
            arm(arm);
        }
        for (int arm = 0; arm < bearings.length; arm++) {
            turns(arm);
        }
        List<Crosswalk> crosswalks = new ArrayList<>();
        for (int arm = 0; arm < bearings.length; arm++) {
            crosswalks.add(crosswalk(arm));
        }
        // Groups: 2 x axis = straight and right, 2 x axis + 1 = left; arms 0 and 2 make axis 0.
        site.net.signals(new SignalPlan()
                .phase(greenS, 0)
                .phase(greenS * 0.5, 1)
                .phase(greenS, 2)
                .phase(greenS * 0.5, 3));
        demand(vehicles, cycles);
        for (int arm = 0; arm < bearings.length; arm++) {
            people(arm, crosswalks.get(arm), people);
        }
        site.zones.add(new Zone("J", "junction", new double[][] {{0, 0}}, 16, 0, 0));
    }

    private double bearing(int arm) {
        return bearings[arm] + rotationDeg;
    }

    private int axis(int arm) {
        return (int) Math.round(bearings[arm] / 90) % 2;
    }

    private void arm(int arm) {
        double angle = StrictMath.toRadians(bearing(arm));
        double ue = StrictMath.sin(angle);
        double un = StrictMath.cos(angle);
        char name = NAMES.charAt((int) Math.round(bearings[arm] / 90) % 4);
        Curve axis = Curve.through(new double[] {STOP_M * ue, STOP_M * un}, new double[] {armM * ue, armM * un});
        axes.add(axis);
        List<RoadLane> inward = new ArrayList<>();
        for (int i = 0; i < IN; i++) {
            Curve line = axis.offset((0.5 + i) * LANE_M).reversed();
            int group = axis(arm) * 2 + (i == 0 ? 1 : 0);
            inward.add(site.net.lane(name + "2J_" + i, line, LANE_M, limitMps).endsAtSignal(group));
        }
        // Changing between straight lanes only: the left lane is for left turns from its start.
        site.net.beside(inward.get(1), inward.get(2));
        in.add(inward);
        site.signalLanes.add(inward.get(1));
        List<RoadLane> outward = new ArrayList<>();
        for (int i = 0; i < OUT; i++) {
            outward.add(site.net.lane("J2" + name + "_" + i, axis.offset(-(0.5 + i) * LANE_M), LANE_M, limitMps));
        }
        site.net.beside(outward.get(0), outward.get(1));
        out.add(outward);
        double cycleLeft = IN * LANE_M + CYCLE_M * 0.7;
        cycleIn.add(site.net
                .lane(name + "2Jb", axis.offset(cycleLeft).reversed(), CYCLE_M, 6)
                .forCycles()
                .endsAtSignal(axis(arm) * 2));
        cycleOut.add(site.net
                .lane("J2" + name + "b", axis.offset(-OUT * LANE_M - CYCLE_M * 0.7), CYCLE_M, 6)
                .forCycles());
        Curve full = Curve.through(new double[] {0, 0}, new double[] {armM * ue, armM * un});
        site.zones.add(new Zone("arm_" + name, "arm", full.points(armM), IN * LANE_M, limitMps, 0));
        Curve.Place right = axis.offset(IN * LANE_M).place(0);
        Curve.Place left = axis.place(0);
        double heading = (bearing(arm) + 180) % 360;
        site.approaches.add(new Approach(name + "2J", heading, right.eastM, right.northM, left.eastM, left.northM));
        site.groups.put(name + "2J", axis(arm) * 2);
        Curve.Place a = axis.offset(KERB_M + 1).place(axis.lengthM() * 0.35);
        Curve.Place b = axis.offset(-KERB_M - 1).place(axis.lengthM() * 0.35);
        site.strayWays.add(Curve.through(new double[] {b.eastM, b.northM}, new double[] {a.eastM, a.northM}));
    }

    private void turns(int from) {
        for (int to = 0; to < bearings.length; to++) {
            double turn = Geometry.wrapDeg(bearing(to) - bearing(from) - 180);
            if (from == to || Math.abs(turn) > 150) {
                continue;
            }
            if (turn < -45) {
                site.net.connect(in.get(from).get(0), out.get(to).get(0), TURN_MPS + 1, 1);
            } else if (turn > 45) {
                RoadLane right =
                        site.net.connect(in.get(from).get(2), out.get(to).get(1), TURN_MPS, 0.45);
                cycleTurns.stream()
                        .filter(cycle ->
                                cycle.id().startsWith(":" + cycleIn.get(from).id()))
                        .forEach(right::yieldsTo);
            } else {
                site.net.connect(in.get(from).get(1), out.get(to).get(0), limitMps, 1);
                site.net.connect(in.get(from).get(2), out.get(to).get(1), limitMps, 0.55);
                cycleTurns.add(site.net.connect(cycleIn.get(from), cycleOut.get(to), 6, 0.8));
            }
        }
    }

    private Crosswalk crosswalk(int arm) {
        double angle = StrictMath.toRadians(bearing(arm));
        Curve near = Curve.through(
                new double[] {WALK_M * StrictMath.sin(angle), WALK_M * StrictMath.cos(angle)},
                new double[] {(WALK_M + 10) * StrictMath.sin(angle), (WALK_M + 10) * StrictMath.cos(angle)});
        Curve.Place a = near.offset(KERB_M).place(0);
        Curve.Place b = near.offset(-KERB_M).place(0);
        // Who crosses an arm walks beside the traffic of the other axis.
        return site.net.crosswalk(
                "W" + arm, new double[] {a.eastM, a.northM}, new double[] {b.eastM, b.northM}, (1 - axis(arm)) * 2);
    }

    private void demand(double vehicles, double cycles) {
        for (int arm = 0; arm < bearings.length; arm++) {
            String name = "u" + NAMES.charAt((int) Math.round(bearings[arm] / 90) % 4);
            double[] shares = {0.22, 0.4, 0.38};
            for (int i = 0; i < IN; i++) {
                site.demands.add(Demand.vehicles(name + i, in.get(arm).get(i), vehicles * shares[i], Demand.Mix.CITY));
            }
            site.demands.add(Demand.vehicles("b" + name.charAt(1), cycleIn.get(arm), cycles, Demand.Mix.CYCLES));
        }
    }

    private void people(int arm, Crosswalk crosswalk, double people) {
        double angle = StrictMath.toRadians(bearing(arm));
        Curve axis = Curve.through(
                new double[] {0, 0}, new double[] {armM * StrictMath.sin(angle), armM * StrictMath.cos(angle)});
        double walkM = KERB_M + 2.5;
        Curve.Place a0 = axis.offset(walkM).place(Math.min(armM, 75));
        Curve.Place a1 = axis.offset(walkM).place(WALK_M + 2);
        Curve.Place a2 = axis.offset(walkM).place(WALK_M);
        Curve.Place b2 = axis.offset(-walkM).place(WALK_M);
        Curve.Place b1 = axis.offset(-walkM).place(WALK_M + 2);
        Curve.Place b0 = axis.offset(-walkM).place(Math.min(armM, 75));
        Curve way = Curve.through(
                new double[] {a0.eastM, a0.northM},
                new double[] {a1.eastM, a1.northM},
                new double[] {a2.eastM, a2.northM},
                new double[] {b2.eastM, b2.northM},
                new double[] {b1.eastM, b1.northM},
                new double[] {b0.eastM, b0.northM});
        site.demands.add(Demand.walkers("p" + arm, way, List.of(crosswalk), people));
        for (int side = -1; side <= 1; side += 2) {
            Curve walk = axis.part(WALK_M, armM).offset(side * (walkM + 1));
            site.demands.add(Demand.walkers("q" + arm + (side < 0 ? "r" : "l"), walk, List.of(), people * 0.3));
        }
    }
}
