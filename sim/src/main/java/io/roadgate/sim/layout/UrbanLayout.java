package io.roadgate.sim.layout;

import static io.roadgate.sim.layout.Site.towards;

import io.roadgate.sim.scene.SceneSensor;

/** A junction with more vehicles than its signals let through, crosswalks full of people, and many cycles. */
final class UrbanLayout {
    private UrbanLayout() {}

    static void build(Site site) {
        new Crossroads(site, 12, 110, 13.889).build(900, 260, 420, 11);
        double[][] square = new double[12][];
        for (int i = 0; i < square.length; i++) {
            double angle = StrictMath.toRadians(30.0 * i);
            square[i] = new double[] {62 * StrictMath.sin(angle), 62 * StrictMath.cos(angle)};
        }
        site.roi.add(square);
        double[][] posts = {{27, 26}, {-27, -26}, {-26, 28}, {27, -27}};
        site.sensors.add(
                SceneSensor.radar("R1", posts[0][0], posts[0][1], 6, towards(posts[0][0], posts[0][1], -8, -8)));
        site.sensors.add(SceneSensor.radar("R2", posts[1][0], posts[1][1], 6, towards(posts[1][0], posts[1][1], 8, 8)));
        site.sensors.add(
                SceneSensor.camera("C1", posts[2][0], posts[2][1], 9, towards(posts[2][0], posts[2][1], 8, -8), 90, 55)
                        .withRate(25, false));
        site.sensors.add(
                SceneSensor.camera("C2", posts[3][0], posts[3][1], 9, towards(posts[3][0], posts[3][1], -8, 8), 90, 55)
                        .withRate(20, true));
        site.sensors.add(
                SceneSensor.camera("C3", posts[0][0], posts[0][1], 9, towards(posts[0][0], posts[0][1], -8, -8), 90, 50)
                        .withRate(15, false));
    }
}
