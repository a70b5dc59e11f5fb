package io.roadgate.sim.sensing;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Dice;

/** Where a sensor is and what about that the map doesn't know: yaw error, range scale, clock offset. */
final class Mounting {
    private static final double RADAR_YAW_DEG = 0.25;
    private static final double CAMERA_YAW_DEG = 0.2;
    private static final double SCALE = 0.006;
    private static final int CLOCK_MS = 5;

    final SceneSensor sensor;
    final double yawErrorDeg;
    final double scale;
    final int clockMs;

    Mounting(SceneSensor sensor, Dice dice) {
        this.sensor = sensor;
        yawErrorDeg = dice.normal(sensor.isRadar() ? RADAR_YAW_DEG : CAMERA_YAW_DEG);
        double error = dice.normal(SCALE);
        scale = sensor.isRadar() ? 1 : 1 + error;
        clockMs = dice.below(2 * CLOCK_MS + 1) - CLOCK_MS;
    }

    /** Ground range of a point. */
    double rangeM(double eastM, double northM) {
        return Geometry.hypot(eastM - sensor.eastM(), northM - sensor.northM());
    }

    /** True angle of a point off the sensor's true bore, degrees clockwise. */
    double offBoreDeg(double eastM, double northM) {
        double bearing = Geometry.bearing(eastM - sensor.eastM(), northM - sensor.northM());
        return Geometry.wrapDeg(StrictMath.toDegrees(bearing) - sensor.boreDeg() - yawErrorDeg);
    }

    /** Whether it can look at the deck that a body is on. */
    boolean seesLevelOf(Body body) {
        return sensor.levels().contains(body.level());
    }

    /** Half the angle that a body covers as seen from the sensor, in degrees. */
    double halfAngleDeg(Body body) {
        double sight = Geometry.bearing(body.eastM() - sensor.eastM(), body.northM() - sensor.northM());
        double aspect = body.headingRad() - sight;
        double across = body.who().lengthM() * Math.abs(StrictMath.sin(aspect))
                + body.who().widthM() * Math.abs(StrictMath.cos(aspect));
        double range = Math.max(1, rangeM(body.eastM(), body.northM()));
        return StrictMath.toDegrees(StrictMath.atan(across / 2 / range));
    }
}
