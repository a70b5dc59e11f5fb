package io.roadgate.sim.layout;

import static io.roadgate.sim.layout.Site.towards;

import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.RoadLane;

/**
 * Two carriageways in the same direction, one exactly above the other, and a ramp that leaves the lower one, climbs
 * beside both and joins the upper one. Under the deck there are no satellites.
 */
final class DecksLayout {
    private static final double DECK_M = 8;
    private static final double LIMIT_MPS = 22.222;

    private DecksLayout() {}

    static void build(Site site) {
        Curve ground = line();
        Curve deck = ground.lifted(DECK_M, DECK_M);
        site.decks.add(new SceneMap.Deck(0, 0));
        site.decks.add(new SceneMap.Deck(1, DECK_M));
        Carriageway lower = new Carriageway(site, "L", ground, 2, LIMIT_MPS, 0, 150);
        Carriageway upper = new Carriageway(site, "H", deck, 2, LIMIT_MPS, 1, 420, 560);
        RoadLane acceleration = upper.accelerationLane(1);
        ramp(site, ground, lower, acceleration);
        lower.demand(620);
        upper.demand(620);
        site.roi.add(Site.band(ground, 14, 26, 60, 640));
        site.gnssDenied.add(new SceneMap.Area(0, Site.band(ground, 8.5, 8.5, 70, 650)));
        radar(site, ground, 40, 3, 200, "R1", 5, 0);
        radar(site, ground, 45, -7, 220, "R2", 6, 1);
        radar(site, ground, 660, 3, 500, "R3", 5, 0);
        radar(site, ground, 655, -7, 500, "R4", 6, 1);
        camera(site, ground, 130, 6, 250, "C1", 5, 0);
        camera(site, ground, 400, 9, 520, "C2", 8, 1);
        camera(site, ground, 430, 6, 300, "C3", 5, 0);
        camera(site, ground, 620, 9, 500, "C4", 8, 1);
    }

    private static Curve line() {
        double[][] points = new double[36][];
        for (int i = 0; i < points.length; i++) {
            double east = -350 + 20.0 * i;
            points[i] = new double[] {east, 0.00018 * east * east};
        }
        return Curve.through(points);
    }

    /** Leaves at 150 m, moves out until it is clear of both, climbs, and comes in beside the upper deck at 420 m. */
    private static void ramp(Site site, Curve ground, Carriageway lower, RoadLane acceleration) {
        double side = 1.5 * Carriageway.LANE_M;
        double out = 15;
        Curve leave = ground.part(150, 210).offset(-side / 3, -out);
        Curve climb = ground.part(210, 360).offset(-out).lifted(0, DECK_M);
        Curve join = ground.part(360, 420).lifted(DECK_M, DECK_M).offset(-out, -side);
        double half = climb.lengthM() / 2;
        RoadLane first = site.net.lane("K_0", leave, 3.75, 18).onLevel(0);
        RoadLane second =
                site.net.lane("K_1", climb.part(0, half), 3.75, 16.667).onLevel(0);
        RoadLane third = site.net
                .lane("K_2", climb.part(half, climb.lengthM()), 3.75, 16.667)
                .onLevel(1);
        RoadLane fourth = site.net.lane("K_3", join, 3.75, 18).onLevel(1);
        site.net.link(lower.outer(0), first, 1.6);
        site.net.link(first, second, 1);
        site.net.link(second, third, 1);
        site.net.link(third, fourth, 1);
        site.net.link(fourth, acceleration, 1);
    }

    private static void radar(
            Site site, Curve line, double atM, double leftM, double lookM, String id, double heightM, int level) {
        Curve.Place at = line.offset(leftM).place(atM);
        Curve.Place look = line.place(lookM);
        double bore = towards(at.eastM, at.northM, look.eastM, look.northM);
        site.sensors.add(
                SceneSensor.radar(id, at.eastM, at.northM, heightM, bore).seeing(level));
    }

    private static void camera(
            Site site, Curve line, double atM, double leftM, double lookM, String id, double heightM, int level) {
        Curve.Place at = line.offset(leftM).place(atM);
        Curve.Place look = line.place(lookM);
        double bore = towards(at.eastM, at.northM, look.eastM, look.northM);
        site.sensors.add(SceneSensor.camera(id, at.eastM, at.northM, heightM, bore, 130, 40)
                .seeing(level));
    }
}
