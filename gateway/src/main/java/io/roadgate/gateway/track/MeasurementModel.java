package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.Trigonometry;

/**
 * What an observation says of place and motion, as the numbers of a {@link Measurement}.
 *
 * <p>Accuracy that the observation tells goes before that of the sensor's coverage. Anything that is no number, not positive where
 * it must be, or off the site is refused.
 *
 * <p>Noise of a radar's azimuth grows with the square of the angle in its wide sector; a camera's noise lies along and
 * across its line of sight, {@code s = a + b r} each.
 */
final class MeasurementModel {
    private static final double FARTHEST_M = 20_000;
    private static final double FASTEST_MPS = 150;
    private static final double SHARPEST_VAR_M2 = 0.0004;
    private static final double VAGUEST_VAR_M2 = 10_000;
    private static final double SHARPEST_SPEED_VAR = 0.0004;
    private static final double REPORT_WHITE_VAR = 0.15 * 0.15;
    private static final double REPORT_WHITE_SHARE = 0.25;
    private static final double REPORT_SPEED_SIGMA = 0.15;
    private static final double REPORT_COURSE_SIGMA_RAD = 0.025;
    private static final double REPORT_ACCEL_SIGMA = 0.3;

    private final TrackerSettings settings;

    MeasurementModel(TrackerSettings settings) {
        this.settings = settings;
    }

    /** Writes what an observation says at the frame's end; false = refused. */
    boolean read(ObservationDecoder observation, SensorModel model, SensorFrame frame) {
        int at = frame.count * Measurement.NUMBERS;
        frame.z[at + Measurement.SENSOR] = model.index;
        frame.z[at + Measurement.TRUST] = 1;
        int kind = observation.kindRaw();
        if (kind == ObservationKind.BSM.value()) {
            return readReport(observation, frame, at);
        }
        boolean isRadar = kind == ObservationKind.RADAR.value();
        boolean isPolar = isRadar && !Float.isNaN(observation.rangeM()) && !Float.isNaN(observation.azimuthRad());
        return isPolar ? readPolar(observation, model, frame, at) : readPlace(observation, model, frame, at, isRadar);
    }

    private boolean readPolar(ObservationDecoder observation, SensorModel model, SensorFrame frame, int at) {
        double rangeM = observation.rangeM();
        double azimuthRad = observation.azimuthRad();
        if (!(rangeM >= 0 && rangeM < FARTHEST_M && Math.abs(azimuthRad) < 7)) {
            return false;
        }
        double rangeSigma = orElse(observation.rangeSigmaM(), model.noise.rangeM());
        double azimuthSigma = orElse(observation.azimuthSigmaRad(), azimuthSigma(model, rangeM, azimuthRad));
        double radialSigma = orElse(observation.radialSpeedSigmaMps(), model.noise.radialMps());
        double radialMps = observation.radialSpeedMps();
        boolean isSound = rangeSigma >= 0
                && azimuthSigma >= 0
                && rangeSigma < 100
                && azimuthSigma < 1
                && isRadialSound(radialMps, radialSigma);
        if (!isSound) {
            return false;
        }
        double[] z = frame.z;
        double bearing = model.mount.boresightRad() + azimuthRad;
        z[at] = Measurement.POLAR;
        z[at + 2] = rangeM;
        z[at + 3] = bearing;
        z[at + 4] = radialMps;
        z[at + 5] = rangeSigma * rangeSigma + SHARPEST_VAR_M2;
        z[at + 6] = azimuthSigma * azimuthSigma + 1e-7;
        z[at + 7] = radialSigma * radialSigma + SHARPEST_SPEED_VAR;
        frame.eastM[frame.count] = model.mount.eastM() + rangeM * Trigonometry.sin(bearing);
        frame.northM[frame.count] = model.mount.northM() + rangeM * Trigonometry.cos(bearing);
        return true;
    }

    private double azimuthSigma(SensorModel model, double rangeM, double azimuthRad) {
        double share = azimuthRad / (Math.PI / 3);
        boolean isWide = model.view.farM() <= 0 || rangeM <= model.view.nearM();
        return model.noise.azimuthRad() + (isWide ? model.noise.azimuthEdgeRad() * share * share : 0);
    }

    private static boolean isRadialSound(double radialMps, double sigmaMps) {
        return Double.isNaN(radialMps)
                || (Math.abs(radialMps) < FASTEST_MPS && sigmaMps >= 0 && sigmaMps < FASTEST_MPS);
    }

    private boolean readPlace(
            ObservationDecoder observation, SensorModel model, SensorFrame frame, int at, boolean isRadar) {
        double eastM = observation.eastM();
        double northM = observation.northM();
        if (!(Math.abs(eastM) < FARTHEST_M && Math.abs(northM) < FARTHEST_M)) {
            return false;
        }
        double[] z = frame.z;
        z[at] = Measurement.PLACE;
        z[at + 2] = eastM;
        z[at + 3] = northM;
        readSpread(observation, model, z, at, eastM, northM, isRadar);
        double eastVar = z[at + 4];
        double northVar = z[at + 6];
        boolean isSound = eastVar > 0
                && northVar > 0
                && eastVar < VAGUEST_VAR_M2
                && northVar < VAGUEST_VAR_M2
                && z[at + 5] * z[at + 5] < eastVar * northVar;
        double radialMps = isRadar ? observation.radialSpeedMps() : Double.NaN;
        double radialSigma = orElse(observation.radialSpeedSigmaMps(), settings.radialSpeedSigmaMps);
        z[at + 10] = radialMps;
        z[at + 11] = radialSigma * radialSigma + SHARPEST_SPEED_VAR;
        frame.eastM[frame.count] = eastM;
        frame.northM[frame.count] = northM;
        return isSound
                && isRadialSound(radialMps, radialSigma)
                && readVelocity(observation, z, at, Double.isNaN(radialMps));
    }

    private void readSpread(
            ObservationDecoder observation,
            SensorModel model,
            double[] z,
            int at,
            double eastM,
            double northM,
            boolean isRadar) {
        double extra = isRadar ? settings.reflectionSigmaM * settings.reflectionSigmaM : 0;
        if (!Double.isNaN(observation.eastVarM2()) && !Double.isNaN(observation.northVarM2())) {
            z[at + 4] = observation.eastVarM2() + extra + SHARPEST_VAR_M2;
            z[at + 5] = orElse(observation.eastNorthCovM2(), 0);
            z[at + 6] = observation.northVarM2() + extra + SHARPEST_VAR_M2;
            z[at + 4] = observation.eastVarM2() >= 0 ? z[at + 4] : -1;
            z[at + 6] = observation.northVarM2() >= 0 ? z[at + 6] : -1;
            return;
        }
        double east = eastM - model.mount.eastM();
        double north = northM - model.mount.northM();
        double range = Math.sqrt(east * east + north * north);
        if (isRadar || range < 1 || !model.view.isKnown()) {
            double usual = settings.placeSigmaM * settings.placeSigmaM + extra;
            z[at + 4] = usual;
            z[at + 5] = 0;
            z[at + 6] = usual;
            return;
        }
        double ue = east / range;
        double un = north / range;
        double along = model.noise.rangeM() + model.noise.rangePerM() * range;
        double across = model.noise.crossM() + model.noise.crossPerM() * range;
        along *= along;
        across *= across;
        z[at + 4] = along * ue * ue + across * un * un;
        z[at + 5] = (along - across) * ue * un;
        z[at + 6] = along * un * un + across * ue * ue;
    }

    private boolean readVelocity(ObservationDecoder observation, double[] z, int at, boolean isWanted) {
        double eastMps = observation.eastMps();
        double northMps = observation.northMps();
        z[at + 7] = eastMps;
        z[at + 8] = northMps;
        z[at + 9] = Double.NaN;
        if (Double.isNaN(eastMps) || Double.isNaN(northMps) || !isWanted) {
            return true;
        }
        double sigmaMps = orElse(observation.speedSigmaMps(), settings.velocitySigmaMps);
        z[at + 9] = sigmaMps * sigmaMps + SHARPEST_SPEED_VAR;
        return Math.abs(eastMps) < FASTEST_MPS
                && Math.abs(northMps) < FASTEST_MPS
                && sigmaMps >= 0
                && sigmaMps < FASTEST_MPS;
    }

    private boolean readReport(ObservationDecoder observation, SensorFrame frame, int at) {
        double eastM = observation.eastM();
        double northM = observation.northM();
        double eastMps = observation.eastMps();
        double northMps = observation.northMps();
        if (!(Math.abs(eastM) < FARTHEST_M && Math.abs(northM) < FARTHEST_M)) {
            return false;
        }
        double[] z = frame.z;
        z[at] = Measurement.REPORT;
        z[at + 2] = eastM;
        z[at + 3] = northM;
        // a vehicle tells its whole error; most of it lasts and is the state's offset
        double told = observation.eastVarM2();
        z[at + 4] = told >= 0 && told < VAGUEST_VAR_M2
                ? Math.max(REPORT_WHITE_VAR, REPORT_WHITE_SHARE * told)
                : REPORT_WHITE_VAR;
        z[at + 5] = eastMps;
        z[at + 6] = northMps;
        z[at + 7] = Double.NaN;
        z[at + 8] = Double.NaN;
        z[at + 9] = observation.accelMps2();
        z[at + 10] = REPORT_ACCEL_SIGMA * REPORT_ACCEL_SIGMA;
        frame.eastM[frame.count] = eastM;
        frame.northM[frame.count] = northM;
        if (Double.isNaN(eastMps) || Double.isNaN(northMps)) {
            return true;
        }
        double speed = Math.sqrt(eastMps * eastMps + northMps * northMps);
        double sigma = orElse(observation.speedSigmaMps(), REPORT_SPEED_SIGMA);
        double side = 0.05 + REPORT_COURSE_SIGMA_RAD * speed;
        z[at + 7] = sigma * sigma + SHARPEST_SPEED_VAR;
        z[at + 8] = side * side;
        z[at + 9] = Math.abs(z[at + 9]) < 30 ? z[at + 9] : Double.NaN;
        return speed < FASTEST_MPS && sigma >= 0 && sigma < FASTEST_MPS;
    }

    private static double orElse(double value, double usual) {
        return Double.isNaN(value) ? usual : value;
    }
}
