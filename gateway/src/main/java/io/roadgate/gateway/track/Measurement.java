package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.Trigonometry;

/**
 * What one observation says about where a track is and how it moves, as numbers that can be looked at again.
 *
 * <p><b>Shape</b> of the {@value #NUMBERS} numbers, by {@link #KIND}:
 *
 * <ul>
 *   <li>{@link #POLAR}: range, bearing, radial speed, their variances. The reflection lies before the body's middle,
 *       {@code p = c + 0.35 l (h.u) h} with h the heading, l the length and u the direction to the sensor; near the sensor
 *       the radial speed is as uncertain as the direction to that point.
 *   <li>{@link #PLACE}: east, north, their covariance (3), speed east, north, variance of both, radial speed, its variance.
 *   <li>{@link #REPORT}: east, north, variance, speed east, north, variance along, across, acceleration, its variance.
 * </ul>
 *
 * <p>The last number of each is {@link #TRUST}. Variance NaN or number NaN = not measured.
 */
final class Measurement {
    static final int NUMBERS = 13;
    /** How probable it is that the numbers are the track's own. */
    static final int TRUST = 12;

    static final int KIND = 0;
    static final int SENSOR = 1;
    static final int POLAR = 0;
    static final int PLACE = 1;
    static final int REPORT = 2;

    private static final double REFLECTION_SHARE = 0.35;
    private static final double REFLECTION_JITTER = 0.06;

    /** An error that lasts is taken this many times as large as a fresh one of each frame would be. */
    private static final double LASTING = 12;

    private static final double FLOOR_VAR = 0.01;
    private static final double LASTING_SHARE = 1;

    private final SensorModel[] models;
    private final SensorBiases biases;

    // Result of look(): the place as a residual against an estimate, its noise, and the radial speed's.
    double ye;
    double yn;
    double ree;
    double ren;
    double rnn;
    boolean isOffset;
    boolean hasRadial;
    double yRadial;
    double rRadial;
    double ue;
    double un;
    double radialEast;
    double radialNorth;
    /** Body that the reflection depends on. */
    double lengthM;

    double lengthSigmaM;

    Measurement(SensorModel[] models, SensorBiases biases) {
        this.models = models;
        this.biases = biases;
    }

    /** Compares the numbers at {@code at} with an estimate; heading (he, hn) may be zero = unknown. */
    void look(double[] z, int at, double[] x, double he, double hn) {
        int sensor = (int) z[at + SENSOR];
        isOffset = false;
        hasRadial = false;
        switch ((int) z[at]) {
            case POLAR -> lookPolar(z, at, sensor, x, he, hn);
            case PLACE -> lookPlace(z, at, sensor, x);
            default -> {
                isOffset = true;
                double lag = biases.clockS[sensor];
                ye = z[at + 2] - lag * x[2] - x[0] - x[6];
                yn = z[at + 3] - lag * x[3] - x[1] - x[7];
                ree = z[at + 4];
                rnn = ree;
                ren = 0;
            }
        }
    }

    private void lookPolar(double[] z, int at, int sensor, double[] x, double he, double hn) {
        SensorModel model = models[sensor];
        double range = z[at + 2];
        double bearing = z[at + 3] - biases.yawRad[sensor];
        double se = Trigonometry.sin(bearing);
        double sn = Trigonometry.cos(bearing);
        double lag = biases.clockS[sensor];
        double toward = -(he * se + hn * sn);
        double reach = REFLECTION_SHARE * lengthM * toward;
        double pe = model.mount.eastM() + range * se - reach * he;
        double pn = model.mount.northM() + range * sn - reach * hn;
        ye = pe - lag * x[2] - x[0];
        yn = pn - lag * x[3] - x[1];
        double along = z[at + 5];
        double across = range * range * z[at + 6];
        double jitter = REFLECTION_JITTER * lengthM;
        double sure = REFLECTION_SHARE * toward * lengthSigmaM;
        double body = jitter * jitter + LASTING * sure * sure;
        ree = along * se * se + across * sn * sn;
        ren = (along - across) * se * sn;
        rnn = along * sn * sn + across * se * se;
        if (he != 0 || hn != 0) {
            ree += body * he * he;
            ren += body * he * hn;
            rnn += body * hn * hn;
        } else {
            double unknown = LASTING * 0.5 * REFLECTION_SHARE * REFLECTION_SHARE * lengthM * lengthM;
            ree += unknown;
            rnn += unknown;
        }
        radial(x, model, z[at + 4], z[at + 7], reach * he, reach * hn);
        double turn = radialEast * he + radialNorth * hn;
        double loose = he == 0 && hn == 0 ? 0.1 * lengthM * lengthM : jitter * jitter + sure * sure;
        rRadial += (he == 0 && hn == 0 ? radialEast * radialEast + radialNorth * radialNorth : turn * turn) * loose;
    }

    private void radial(double[] x, SensorModel model, double measured, double var, double offEast, double offNorth) {
        if (Double.isNaN(measured)) {
            return;
        }
        double east = x[0] + offEast - model.mount.eastM();
        double north = x[1] + offNorth - model.mount.northM();
        double range2 = east * east + north * north;
        if (range2 < 1) {
            return;
        }
        double inverse = 1 / Math.sqrt(range2);
        ue = east * inverse;
        un = north * inverse;
        double speed = x[2] * ue + x[3] * un;
        hasRadial = true;
        yRadial = measured - speed;
        rRadial = var;
        radialEast = (x[2] - speed * ue) * inverse;
        radialNorth = (x[3] - speed * un) * inverse;
    }

    private void lookPlace(double[] z, int at, int sensor, double[] x) {
        SensorModel model = models[sensor];
        double east = z[at + 2] - model.mount.eastM();
        double north = z[at + 3] - model.mount.northM();
        double shrink = 1 / (1 + biases.scale[sensor]);
        double yaw = biases.yawRad[sensor];
        double lag = biases.clockS[sensor];
        // A sensor turned clockwise by yaw reports places turned clockwise: turn them back.
        double backEast = shrink * (east - yaw * north);
        double backNorth = shrink * (north + yaw * east);
        ye = model.mount.eastM() + backEast - lag * x[2] - x[0];
        yn = model.mount.northM() + backNorth - lag * x[3] - x[1];
        ree = z[at + 4];
        ren = z[at + 5];
        rnn = z[at + 6];
        radial(x, model, z[at + 10], z[at + 11], 0, 0);
    }

    /** Adds to the variances of a place what lasts and is therefore not averaged away: errors of the sensor seen last. */
    void addLasting(double[] z, int at, double[] out, double he, double hn) {
        int sensor = (int) z[at + SENSOR];
        SensorModel model = models[sensor];
        double east = out[0] - model.mount.eastM();
        double north = out[1] - model.mount.northM();
        double range2 = east * east + north * north;
        double floor = FLOOR_VAR;
        if (z[at] != REPORT && range2 > 1) {
            double across = biases.yawVar[sensor] * LASTING_SHARE;
            double along = biases.scaleVar[sensor] * LASTING_SHARE;
            out[4] += along * east * east + across * north * north;
            out[5] += (along - across) * east * north;
            out[6] += along * north * north + across * east * east;
        }
        if (z[at] == POLAR) {
            double body = REFLECTION_SHARE * lengthSigmaM;
            out[4] += body * body * he * he;
            out[5] += body * body * he * hn;
            out[6] += body * body * hn * hn;
        }
        out[4] += floor;
        out[6] += floor;
    }

    /** Takes the numbers into an estimate; the filter stands at their instant. */
    void apply(double[] z, int at, StateFilter filter) {
        double speed2 = filter.x[2] * filter.x[2] + filter.x[3] * filter.x[3];
        double he = filter.headEast;
        double hn = filter.headNorth;
        if (speed2 > 1) {
            double inverse = 1 / Math.sqrt(speed2);
            he = filter.x[2] * inverse;
            hn = filter.x[3] * inverse;
        }
        int kind = (int) z[at];
        if (kind == REPORT) {
            filter.openOffset();
        }
        filter.trust = z[at + TRUST];
        look(z, at, filter.x, he, hn);
        filter.correctPlace(ye, yn, ree, ren, rnn, isOffset);
        if (hasRadial) {
            // the place has moved: take the residual anew with the corrected velocity
            double y = z[kind == POLAR ? at + 4 : at + 10] - filter.x[2] * ue - filter.x[3] * un;
            filter.correctRadial(ue, un, radialEast, radialNorth, y, rRadial);
        } else if (kind == PLACE && !Double.isNaN(z[at + 9])) {
            filter.correctPair(2, 1, 0, z[at + 7] - filter.x[2], z[at + 9]);
            filter.correctPair(2, 0, 1, z[at + 8] - filter.x[3], z[at + 9]);
        } else if (kind == REPORT && !Double.isNaN(z[at + 7])) {
            applyReport(z, at, filter);
        }
    }

    private static void applyReport(double[] z, int at, StateFilter filter) {
        double ve = z[at + 5];
        double vn = z[at + 6];
        double speed = Math.sqrt(ve * ve + vn * vn);
        double he = speed > 0.05 ? ve / speed : 1;
        double hn = speed > 0.05 ? vn / speed : 0;
        filter.correctPair(2, he, hn, speed - he * filter.x[2] - hn * filter.x[3], z[at + 7]);
        filter.correctPair(2, -hn, he, hn * filter.x[2] - he * filter.x[3], z[at + 8]);
        if (!Double.isNaN(z[at + 9]) && speed > 0.05) {
            filter.correctPair(4, he, hn, z[at + 9] - he * filter.x[4] - hn * filter.x[5], z[at + 10]);
        }
    }
}
