package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.SensorCoverage;
import io.roadgate.sensor.observation.SensorMount;

/**
 * What is wrong with each sensor all the time: its mounting angle, its distance scale, its clock.
 *
 * <p>Three scalar Kalman filters a sensor, fed with the innovations of tracks that other sensors see too. With r the distance,
 * v the track's velocity, u the line of sight and c across it:
 *
 * <pre>
 *   yaw:   y.c / r  = delta_yaw + noise      scale: y.u / r = delta_scale + noise
 *   clock: y.v/|v|  / |v| = delta_t + noise
 * </pre>
 *
 * <p>Innovations of one track are correlated and the track has been drawn towards this very sensor; the noise is therefore taken
 * {@value #CORRELATION} times as large as it says. The prior (the usual error of mounting) keeps the common part of all
 * sensors, which nobody can observe, at zero.
 */
final class SensorBiases {
    private static final double CORRELATION = 12;
    private static final double NEAREST_M = 15;
    private static final double SLOWEST_MPS = 4;

    final double[] yawRad;
    final double[] yawVar;
    final double[] scale;
    final double[] scaleVar;
    final double[] clockS;
    final double[] clockVar;

    SensorBiases(SensorModel[] models) {
        int count = models.length;
        yawRad = new double[count];
        yawVar = new double[count];
        scale = new double[count];
        scaleVar = new double[count];
        clockS = new double[count];
        clockVar = new double[count];
        for (int s = 0; s < count; s++) {
            SensorCoverage.Noise noise = models[s].noise;
            yawVar[s] = noise.yawRad() * noise.yawRad();
            scaleVar[s] = noise.scale() * noise.scale();
            clockVar[s] = noise.clockS() * noise.clockS();
        }
    }

    /** Takes in one innovation (place, with its covariance) of a track that is well known from others. */
    void learn(
            int sensor,
            SensorMount mount,
            double trackEast,
            double trackNorth,
            double ve,
            double vn,
            double ye,
            double yn,
            double see,
            double sen,
            double snn) {
        double east = trackEast - mount.eastM();
        double north = trackNorth - mount.northM();
        double range = Math.sqrt(east * east + north * north);
        if (range > NEAREST_M && (yawVar[sensor] > 0 || scaleVar[sensor] > 0)) {
            double ue = east / range;
            double un = north / range;
            // clockwise positive: across is (un, -ue)
            double across = ye * un - yn * ue;
            double acrossVar = see * un * un - 2 * sen * un * ue + snn * ue * ue;
            double along = ye * ue + yn * un;
            double alongVar = see * ue * ue + 2 * sen * ue * un + snn * un * un;
            update(yawRad, yawVar, sensor, across / range, acrossVar / (range * range));
            update(scale, scaleVar, sensor, along / range, alongVar / (range * range));
        }
        double speed = Math.sqrt(ve * ve + vn * vn);
        if (speed > SLOWEST_MPS && clockVar[sensor] > 0) {
            double he = ve / speed;
            double hn = vn / speed;
            double y = (ye * he + yn * hn) / speed;
            double var = (see * he * he + 2 * sen * he * hn + snn * hn * hn) / (speed * speed);
            update(clockS, clockVar, sensor, y, var);
        }
    }

    private static void update(double[] value, double[] var, int s, double y, double noise) {
        if (!(var[s] > 0) || !(y * y < 16 * (noise + var[s]))) {
            return;
        }
        double gain = var[s] / (var[s] + noise * CORRELATION);
        value[s] += gain * y;
        var[s] -= gain * var[s];
    }
}
