package io.roadgate.sim.layout;

import static io.roadgate.sim.layout.Site.towards;

import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.scene.Zone;
import io.roadgate.sim.world.Crosswalk;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.RoadLane;
import java.util.List;

/** One lane around, counter-clockwise; entering traffic gives way; crosswalks have priority. */
final class RoundaboutLayout {
    private static final double RADIUS_M = 20;
    private static final double ARM_M = 120;
    private static final double[] BEARINGS = {5, 100, 185, 275};
    private static final double APART_DEG = 24;
    private static final double LANE_M = 3.6;

    private RoundaboutLayout() {}

    static void build(Site site) {
        int count = BEARINGS.length;
        RoadLane[] passing = new RoadLane[count];
        RoadLane[] between = new RoadLane[count];
        for (int i = 0; i < count; i++) {
            // Counter-clockwise is falling bearing; the next arm on the way is the one before in the table.
            double nextDeg = BEARINGS[(i + count - 1) % count] - (i == 0 ? 360 : 0);
            double leaveDeg = BEARINGS[i] - APART_DEG;
            passing[i] =
                    site.net.lane("ring_p" + i, Curve.arc(0, 0, RADIUS_M, BEARINGS[i] + APART_DEG, leaveDeg), 4.5, 7.5);
            between[i] =
                    site.net.lane("ring_b" + i, Curve.arc(0, 0, RADIUS_M, leaveDeg, nextDeg + APART_DEG), 4.5, 7.5);
        }
        RoadLane[] exits = new RoadLane[count];
        for (int i = 0; i < count; i++) {
            exits[i] = arm(site, i, passing[i], between[i]);
        }
        for (int i = 0; i < count; i++) {
            int next = (i + count - 1) % count;
            site.net.link(passing[i], between[i], 1);
            site.net.link(between[i], passing[next], 0.55);
            site.net.connect(between[i], exits[next], 7, 0.45);
        }
        for (int i = 0; i < count; i++) {
            walks(site, i);
        }
        site.zones.add(new Zone("J", "junction", new double[][] {{0, 0}}, 27, 0, 0));
        double[][] round = new double[12][];
        for (int i = 0; i < round.length; i++) {
            double angle = StrictMath.toRadians(30.0 * i);
            round[i] = new double[] {66 * StrictMath.sin(angle), 66 * StrictMath.cos(angle)};
        }
        site.roi.add(round);
        sensors(site);
    }

    private static RoadLane arm(Site site, int arm, RoadLane passing, RoadLane between) {
        double angle = StrictMath.toRadians(BEARINGS[arm]);
        double ue = StrictMath.sin(angle);
        double un = StrictMath.cos(angle);
        double fromM = RADIUS_M + 12;
        Curve axis = Curve.through(new double[] {fromM * ue, fromM * un}, new double[] {ARM_M * ue, ARM_M * un});
        RoadLane in = site.net.lane("A" + arm + "_in", axis.offset(LANE_M * 0.7).reversed(), LANE_M, 11.111);
        RoadLane out = site.net.lane("A" + arm + "_out", axis.offset(-LANE_M * 0.7), LANE_M, 11.111);
        site.net.connect(in, between, 6.5, 1).yieldsTo(passing);
        site.demands.add(Demand.vehicles("v" + arm, in, 380, Demand.Mix.CITY));
        Curve full = Curve.through(new double[] {0, 0}, new double[] {ARM_M * ue, ARM_M * un});
        site.zones.add(new Zone("arm_" + arm, "arm", full.points(ARM_M), 6, 11.111, 0));
        RoadLane cycleOut = site.net
                .lane("A" + arm + "_bout", axis.offset(-LANE_M * 1.2 - 1.4), 1.6, 6)
                .forCycles();
        site.demands.add(Demand.vehicles("b" + arm, cycleOut, 60, Demand.Mix.CYCLES));
        return out;
    }

    private static void walks(Site site, int arm) {
        double angle = StrictMath.toRadians(BEARINGS[arm]);
        Curve axis = Curve.through(
                new double[] {0, 0}, new double[] {ARM_M * StrictMath.sin(angle), ARM_M * StrictMath.cos(angle)});
        double atM = RADIUS_M + 19;
        Curve.Place a = axis.offset(6.5).place(atM);
        Curve.Place b = axis.offset(-6.5).place(atM);
        Crosswalk crosswalk =
                site.net.crosswalk("W" + arm, new double[] {a.eastM, a.northM}, new double[] {b.eastM, b.northM}, -1);
        Curve.Place a0 = axis.offset(9).place(80);
        Curve.Place a1 = axis.offset(9).place(atM);
        Curve.Place b1 = axis.offset(-9).place(atM);
        Curve.Place b0 = axis.offset(-9).place(80);
        Curve way = Curve.through(
                new double[] {a0.eastM, a0.northM},
                new double[] {a1.eastM, a1.northM},
                new double[] {b1.eastM, b1.northM},
                new double[] {b0.eastM, b0.northM});
        site.demands.add(Demand.walkers("p" + arm, way, List.of(crosswalk), 110));
        Curve.Place s = axis.offset(7).place(60);
        Curve.Place t = axis.offset(-7).place(60);
        site.strayWays.add(Curve.through(new double[] {s.eastM, s.northM}, new double[] {t.eastM, t.northM}));
    }

    private static void sensors(Site site) {
        site.sensors.add(SceneSensor.radar("R1", 34, 16, 6, towards(34, 16, -20, -6)));
        site.sensors.add(SceneSensor.radar("R2", -38, -14, 6, towards(-38, -14, 20, 12)));
        site.sensors.add(SceneSensor.camera("C1", 20, -34, 8, towards(20, -34, -6, 12), 95, 55)
                .withRate(25, false));
        site.sensors.add(SceneSensor.camera("C2", -18, 36, 8, towards(-18, 36, 8, -10), 95, 55)
                .withRate(20, true));
    }
}
