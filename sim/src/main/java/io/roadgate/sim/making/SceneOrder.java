package io.roadgate.sim.making;

import io.roadgate.sim.layout.Layout;

/**
 * What scene is wanted; the same order gives the same scene.
 *
 * @param layout of the site.
 * @param seed of traffic, hazards and sensors.
 * @param durationS of the scene.
 * @param clutter times the layout's usual clutter.
 * @param density times the layout's usual traffic.
 * @param hasHazards whether scripted hazards happen.
 */
public record SceneOrder(
        Layout layout, long seed, double durationS, double clutter, double density, boolean hasHazards) {
    /** Checks the numbers; throws, naming the fault, where one makes no scene. */
    public SceneOrder {
        if (!(durationS >= 1 && durationS <= 3600)) {
            throw new IllegalArgumentException("a scene lasts 1 s to 1 h, not " + durationS + " s");
        }
        if (!(clutter >= 0 && clutter <= 100)) {
            throw new IllegalArgumentException("clutter is a factor from 0 to 100, not " + clutter);
        }
        if (!(density >= 0 && density <= 5)) {
            throw new IllegalArgumentException("density is a factor from 0 to 5, not " + density);
        }
    }
}
