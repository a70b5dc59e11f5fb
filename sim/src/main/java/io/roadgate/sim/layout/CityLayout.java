package io.roadgate.sim.layout;

import static io.roadgate.sim.layout.Site.towards;

import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.RoadLane;

/** Junction turned by 25 degrees; the expressway bends around its north, the ramp joins from the south. */
final class CityLayout {
    private CityLayout() {}

    static void build(Site site) {
        Crossroads junction = new Crossroads(site, -25, 120, 13.889);
        junction.build(620, 90, 60, 13);
        Curve east = line(205);
        Curve west = line(229).reversed();
        Carriageway toEast = new Carriageway(site, "E", east, 3, 27.778, 0, 300, 480);
        Carriageway toWest = new Carriageway(site, "W", west, 2, 27.778, 0);
        ramp(site, toEast);
        toEast.demand(560);
        toWest.demand(640);
        Curve around = Curve.through(new double[] {-58, -10}, new double[] {58, 10});
        site.roi.add(Site.band(around, 46, 46, 0, around.lengthM()));
        site.roi.add(Site.band(east, 34, 10, 220, 640));
        Curve.Place gantry = east.offset(8).place(590);
        site.sensors.add(SceneSensor.radar("R1", -30, -34, 6, towards(-30, -34, 6, 8)));
        Curve.Place entry = east.offset(-9).place(235);
        site.sensors.add(
                SceneSensor.radar("R2", entry.eastM, entry.northM, 7, towards(entry.eastM, entry.northM, 0, 217)));
        site.sensors.add(
                SceneSensor.radar("R3", gantry.eastM, gantry.northM, 7, towards(gantry.eastM, gantry.northM, 0, 218)));
        site.sensors.add(SceneSensor.camera("C1", 24, -24, 8, towards(24, -24, -6, 8), 95, 55)
                .withRate(25, false));
        Curve.Place merge = east.offset(-10).place(450);
        site.sensors.add(SceneSensor.camera(
                        "C2", merge.eastM, merge.northM, 8, towards(merge.eastM, merge.northM, -150, 195), 130, 35)
                .withRate(15, false));
        site.sensors.add(SceneSensor.camera(
                        "C3", gantry.eastM, gantry.northM, 7, towards(gantry.eastM, gantry.northM, 60, 218), 130, 35)
                .withRate(20, true));
    }

    private static Curve line(double north) {
        double[][] points = new double[43][];
        for (int i = 0; i < points.length; i++) {
            double east = -420 + 20.0 * i;
            points[i] = new double[] {east, north - 0.00024 * east * east + 12 * StrictMath.sin(east / 170)};
        }
        return Curve.through(points);
    }

    private static void ramp(Site site, Carriageway main) {
        RoadLane acceleration = main.accelerationLane(1);
        Curve.Place join = acceleration.curve().place(0);
        Curve way = Curve.joining(
                Curve.through(new double[] {-330, 60}, new double[] {-310, 75}),
                Curve.through(
                        new double[] {
                            join.eastM - 40 * StrictMath.sin(join.headingRad),
                            join.northM - 40 * StrictMath.cos(join.headingRad)
                        },
                        new double[] {join.eastM, join.northM}));
        RoadLane ramp = site.net.lane("ramp_0", way, 3.75, 16.667);
        RoadLane join2 = site.net.lane(
                "ramp_1",
                Curve.through(
                        new double[] {
                            join.eastM - 40 * StrictMath.sin(join.headingRad),
                            join.northM - 40 * StrictMath.cos(join.headingRad)
                        },
                        new double[] {join.eastM, join.northM}),
                3.75,
                20);
        site.net.link(ramp, join2, 1);
        site.net.link(join2, acceleration, 1);
        site.demands.add(Demand.vehicles("ra", ramp, 420, Demand.Mix.CITY));
    }
}
