package io.roadgate.sim.layout;

import static io.roadgate.sim.layout.Site.towards;

import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.RoadLane;

/** A mountain expressway: two bends of about 300 m radius against each other, a merge in the first. */
final class CurvesLayout {
    private CurvesLayout() {}

    static void build(Site site) {
        Curve middle = line();
        Carriageway down = new Carriageway(site, "D", middle.offset(-10), 2, 22.222, 0, 180, 340);
        Carriageway up = new Carriageway(site, "U", middle.offset(10).reversed(), 2, 22.222, 0);
        RoadLane acceleration = down.accelerationLane(1);
        Curve.Place join = acceleration.curve().place(0);
        double back = 45;
        double[] near = {
            join.eastM - back * StrictMath.sin(join.headingRad), join.northM - back * StrictMath.cos(join.headingRad)
        };
        Curve last = Curve.through(near, new double[] {join.eastM, join.northM});
        Curve first =
                Curve.through(new double[] {near[0] - 60, near[1] - 120}, new double[] {near[0] - 50, near[1] - 100});
        RoadLane ramp = site.net.lane("ramp_0", Curve.joining(first, last), 3.75, 13.889);
        RoadLane end = site.net.lane("ramp_1", last, 3.75, 18);
        site.net.link(ramp, end, 1);
        site.net.link(end, acceleration, 1);
        down.demand(680);
        up.demand(680);
        site.demands.add(Demand.vehicles("ra", ramp, 480, Demand.Mix.CITY));
        site.roi.add(Site.band(middle, 24, 28, 120, 620));
        site.clutterFactor = 3;
        site.ghostFactor = 3;
        sensor(site, middle, 110, -22, 260, "R1");
        sensor(site, middle, 350, 0, 480, "R2");
        sensor(site, middle, 640, 20, 500, "R3");
        camera(site, middle, 170, 20, 260, "C1", false);
        camera(site, middle, 400, -22, 330, "C2", false);
        camera(site, middle, 600, 0, 520, "C3", true);
    }

    private static Curve line() {
        double[][] points = new double[36][];
        double heading = StrictMath.toRadians(70);
        double east = -330;
        double north = -120;
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {east, north};
            double s = i * 20.0;
            double bend = s < 120 ? 0 : s < 360 ? -1 / 300.0 : s < 640 ? 1 / 320.0 : 0;
            heading += bend * 20;
            east += 20 * StrictMath.sin(heading);
            north += 20 * StrictMath.cos(heading);
        }
        return Curve.through(points);
    }

    private static void sensor(Site site, Curve middle, double atM, double leftM, double lookM, String id) {
        Curve.Place at = middle.offset(leftM).place(atM);
        Curve.Place look = middle.place(lookM);
        site.sensors.add(
                SceneSensor.radar(id, at.eastM, at.northM, 7, towards(at.eastM, at.northM, look.eastM, look.northM)));
    }

    private static void camera(
            Site site, Curve middle, double atM, double leftM, double lookM, String id, boolean plates) {
        Curve.Place at = middle.offset(leftM).place(atM);
        Curve.Place look = middle.place(lookM);
        double bore = towards(at.eastM, at.northM, look.eastM, look.northM);
        site.sensors.add(
                SceneSensor.camera(id, at.eastM, at.northM, 8, bore, 130, 38).withRate(20, plates));
    }
}
