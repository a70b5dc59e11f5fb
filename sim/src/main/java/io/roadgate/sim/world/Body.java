package io.roadgate.sim.world;

import io.roadgate.sim.scene.ObjectClass;

/**
 * A road user at one instant, as sensors and the truth know it.
 *
 * @param who what doesn't change.
 * @param eastM centre.
 * @param northM centre.
 * @param heightM of the road under it.
 * @param eastMps velocity.
 * @param northMps velocity.
 * @param headingRad clockwise from north.
 * @param accelMps2 along the heading.
 * @param level of its deck.
 */
public record Body(
        Identity who,
        double eastM,
        double northM,
        double heightM,
        double eastMps,
        double northMps,
        double headingRad,
        double accelMps2,
        int level) {

    /**
     * What doesn't change.
     *
     * @param id unique in the scene.
     * @param kind its class.
     * @param lengthM of its rectangle.
     * @param widthM of its rectangle.
     * @param plate of a motor vehicle; empty for others.
     */
    public record Identity(String id, ObjectClass kind, double lengthM, double widthM, String plate) {}
}
