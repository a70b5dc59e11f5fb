package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.Trigonometry;

/**
 * From what a sensor measures to place and velocity on the site plane, with honest covariance.
 *
 * <ul>
 *   <li>Radar: range r and azimuth a from the mount. Place = mount + r (sin b, cos b), b = boresight + a. Covariance:
 *       {@code sigmaR^2 + reflection^2} along the line of sight, {@code (r sigmaA)^2 + reflection^2} across it, turned
 *       into east and north. Radial speed stays a scalar along the line of sight. A radar that gives ground positions
 *       instead is taken like a camera.
 *   <li>Camera: ground position with its own covariance, velocity when given.
 *   <li>BSM: the vehicle's own position and velocity.
 * </ul>
 *
 * <p>Anything that is no number, not positive where it must be, or off the site is refused.
 *
 * <p>Source of the conversion: Bar-Shalom, Li, Kirubarajan (2001), 10.4.2 (unbiased to first order while the azimuth
 * error is small: below 5 degrees here).
 */
final class MeasurementModel {
    private static final double FARTHEST_M = 20_000;
    private static final double FASTEST_MPS = 150;
    private static final double SHARPEST_VAR_M2 = 0.0025;
    private static final double VAGUEST_VAR_M2 = 10_000;
    private static final double SHARPEST_SPEED_VAR = 0.0025;

    private final TrackerSettings settings;

    MeasurementModel(TrackerSettings settings) {
        this.settings = settings;
    }

    /** Writes place and velocity of an observation at the frame's end; false = refused. */
    boolean read(ObservationDecoder observation, SensorMount mount, SensorFrame frame) {
        boolean isRadar = observation.kindRaw() == ObservationKind.RADAR.value();
        float rangeM = observation.rangeM();
        float azimuthRad = observation.azimuthRad();
        boolean isPolar = isRadar && !Float.isNaN(rangeM) && !Float.isNaN(azimuthRad);
        boolean isPlaced = isPolar
                ? readPolar(observation, mount, frame, rangeM, azimuthRad)
                : readPlace(observation, frame, isRadar ? settings.reflectionSigmaM : 0);
        return isPlaced && readRadial(observation, frame, isRadar) && readVelocity(observation, frame);
    }

    private boolean readPolar(
            ObservationDecoder observation, SensorMount mount, SensorFrame frame, double rangeM, double azimuthRad) {
        if (!(rangeM >= 0 && rangeM < FARTHEST_M && Math.abs(azimuthRad) < 7)) {
            return false;
        }
        double rangeSigmaM = orElse(observation.rangeSigmaM(), settings.radarRangeSigmaM);
        double azimuthSigmaRad = orElse(observation.azimuthSigmaRad(), settings.radarAzimuthSigmaRad);
        if (!(rangeSigmaM >= 0 && azimuthSigmaRad >= 0)) {
            return false;
        }
        double bearingRad = mount.boresightRad() + azimuthRad;
        double sin = Trigonometry.sin(bearingRad);
        double cos = Trigonometry.cos(bearingRad);
        double reflectionVar = settings.reflectionSigmaM * settings.reflectionSigmaM;
        double alongVar = rangeSigmaM * rangeSigmaM + reflectionVar;
        double across = rangeM * azimuthSigmaRad;
        double acrossVar = across * across + reflectionVar;
        return write(
                frame,
                mount.eastM() + rangeM * sin,
                mount.northM() + rangeM * cos,
                alongVar * sin * sin + acrossVar * cos * cos,
                alongVar * cos * cos + acrossVar * sin * sin,
                (alongVar - acrossVar) * sin * cos);
    }

    private boolean readPlace(ObservationDecoder observation, SensorFrame frame, double reflectionSigmaM) {
        double usual = settings.placeSigmaM * settings.placeSigmaM;
        double extra = reflectionSigmaM * reflectionSigmaM;
        return write(
                frame,
                observation.eastM(),
                observation.northM(),
                orElse(observation.eastVarM2(), usual) + extra,
                orElse(observation.northVarM2(), usual) + extra,
                orElse(observation.eastNorthCovM2(), 0));
    }

    private static boolean write(
            SensorFrame frame, double eastM, double northM, double eastVar, double northVar, double covariance) {
        boolean isSound = Math.abs(eastM) < FARTHEST_M
                && Math.abs(northM) < FARTHEST_M
                && eastVar >= 0
                && eastVar < VAGUEST_VAR_M2
                && northVar >= 0
                && northVar < VAGUEST_VAR_M2
                && covariance * covariance <= eastVar * northVar;
        if (isSound) {
            int i = frame.count;
            frame.eastM[i] = eastM;
            frame.northM[i] = northM;
            frame.eastVar[i] = eastVar + SHARPEST_VAR_M2;
            frame.northVar[i] = northVar + SHARPEST_VAR_M2;
            frame.covariance[i] = covariance;
        }
        return isSound;
    }

    private boolean readRadial(ObservationDecoder observation, SensorFrame frame, boolean isRadar) {
        int i = frame.count;
        double radialMps = isRadar ? observation.radialSpeedMps() : Float.NaN;
        frame.radialMps[i] = radialMps;
        frame.radialVar[i] = Double.NaN;
        if (Double.isNaN(radialMps)) {
            return true;
        }
        double sigmaMps = orElse(observation.radialSpeedSigmaMps(), settings.radialSpeedSigmaMps);
        if (!(Math.abs(radialMps) < FASTEST_MPS && sigmaMps >= 0 && sigmaMps < FASTEST_MPS)) {
            return false;
        }
        frame.radialVar[i] = sigmaMps * sigmaMps + SHARPEST_SPEED_VAR;
        return true;
    }

    private boolean readVelocity(ObservationDecoder observation, SensorFrame frame) {
        int i = frame.count;
        double eastMps = observation.eastMps();
        double northMps = observation.northMps();
        frame.eastMps[i] = eastMps;
        frame.northMps[i] = northMps;
        frame.velocityVar[i] = Double.NaN;
        if (Double.isNaN(eastMps) || Double.isNaN(northMps) || !Double.isNaN(frame.radialVar[i])) {
            return true;
        }
        double sigmaMps = orElse(observation.speedSigmaMps(), settings.velocitySigmaMps);
        if (!(Math.abs(eastMps) < FASTEST_MPS && Math.abs(northMps) < FASTEST_MPS && sigmaMps >= 0 && sigmaMps < 150)) {
            return false;
        }
        frame.velocityVar[i] = sigmaMps * sigmaMps + SHARPEST_SPEED_VAR;
        return true;
    }

    private static double orElse(double value, double usual) {
        return Double.isNaN(value) ? usual : value;
    }
}
