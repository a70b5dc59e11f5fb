package io.roadgate.sensor.radar;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.Trigonometry;
import io.roadgate.sensor.setting.Settings;

/**
 * Turns a TI radar's packet into observations in the site frame.
 *
 * <p>Units: the radar's y looks along the boresight, x to the right, z up, all in metres. A boresight that points below
 * the horizontal is turned back about x before the mount's bearing is applied.
 *
 * <p>The target index speaks of the points of the frame before, which are gone by then, so it makes no observation.
 *
 * <p>Source: radar2.md, section 1. That the error covariance is that of range, azimuth, (elevation,) radial speed is
 * general knowledge of TI's tracker and unverified; the setting {@code errorCovariance} says otherwise where a firmware
 * does.
 */
final class MmWaveObservations {
    private static final double FARTHEST_M = 2_000;
    private static final double FASTEST_MPS = 200;
    // Below this the direction of motion is noise.
    private static final double SLOWEST_COURSE_MPS = 0.5;
    private static final int RANGE = 0;
    private static final int AZIMUTH = 1;

    private final int sensorId;
    private final SensorMount mount;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final long latencyNs;
    private final boolean usesTargets;
    private final boolean usesPoints;
    private final boolean isFromGround;
    private final boolean isPolar;
    private final boolean isCartesian;
    private final double varLimitM2;
    private final double rangeSigmaM;
    private final double azimuthSigmaRad;
    private final float speedSigmaMps;
    private final double leastSnr;
    private final double sinBearing;
    private final double cosBearing;
    private final double sinTilt;
    private final double cosTilt;
    private boolean hasSentTargets;
    private double rightM;
    private double forwardM;
    private double riseM;

    MmWaveObservations(DriverContext context) {
        Settings settings = context.settings();
        this.sensorId = context.sensorId();
        this.mount = context.mount();
        this.sink = context.sink();
        this.faults = context.faults();
        this.latencyNs = settings.durationNs("latency");
        this.usesTargets = !settings.text("observe").equals("points");
        this.usesPoints = !settings.text("observe").equals("targets");
        this.isFromGround = settings.text("heights").equals("ground");
        this.isPolar = settings.text("errorCovariance").equals("polar");
        this.isCartesian = settings.text("errorCovariance").equals("cartesian");
        this.varLimitM2 = square(settings.number("sigmaLimitM"));
        this.rangeSigmaM = settings.number("rangeSigmaM");
        this.azimuthSigmaRad = Math.toRadians(settings.number("azimuthSigmaDeg"));
        this.speedSigmaMps = (float) settings.number("speedSigmaMps");
        this.leastSnr = settings.number("leastSnr");
        this.sinBearing = Trigonometry.sin(mount.boresightRad());
        this.cosBearing = Trigonometry.cos(mount.boresightRad());
        this.sinTilt = Trigonometry.sin(Math.toRadians(settings.number("tiltDeg")));
        this.cosTilt = Trigonometry.cos(Math.toRadians(settings.number("tiltDeg")));
    }

    void onPacket(MmWavePacket packet, long startedAtNs, long receivedAtNs) {
        hasSentTargets |= packet.targetCount() >= 0;
        int count = 0;
        for (int i = 0; usesTargets && i < packet.targetCount(); i++) {
            count += isPossible(packet, i) ? 1 : 0;
        }
        for (int i = 0; usesPoints && i < pointCount(packet); i++) {
            count += readPoint(packet, i) ? 1 : 0;
        }
        if (count == 0) {
            // A firmware without a tracker says nothing of targets: no evidence that there are none.
            if (usesPoints || hasSentTargets) {
                writeEmpty(packet, startedAtNs, receivedAtNs);
            }
            return;
        }
        int index = 0;
        for (int i = 0; usesTargets && i < packet.targetCount(); i++) {
            if (isPossible(packet, i)) {
                writeTarget(packet, i, index++, count, startedAtNs, receivedAtNs);
            } else {
                faults.count(FrameFault.MMWAVE_MALFORMED);
            }
        }
        for (int i = 0; usesPoints && i < pointCount(packet); i++) {
            if (readPoint(packet, i)) {
                writePoint(packet, i, index++, count, startedAtNs, receivedAtNs);
            }
        }
    }

    private void writeEmpty(MmWavePacket packet, long startedAtNs, long receivedAtNs) {
        EmptyFrameEncoder empty = sink.claimEmptyFrame();
        if (empty != null) {
            empty.measuredAtNs(startedAtNs - latencyNs)
                    .receivedAtNs(receivedAtNs)
                    .frameSequence(packet.frameNumber())
                    .sensorId(sensorId)
                    .kind(ObservationKind.RADAR);
            sink.commit();
        }
    }

    private ObservationEncoder begin(MmWavePacket packet, int index, int count, long startedAtNs, long receivedAtNs) {
        ObservationEncoder out = sink.claimObservation();
        return out == null
                ? null
                : out.measuredAtNs(startedAtNs - latencyNs)
                        .receivedAtNs(receivedAtNs)
                        .frameSequence(packet.frameNumber())
                        .indexInFrame(index)
                        .countInFrame(count)
                        .sensorId(sensorId)
                        .kind(ObservationKind.RADAR)
                        .participantClass(ParticipantClass.UNKNOWN)
                        .level((byte) mount.level());
    }

    private static boolean isPossible(MmWavePacket packet, int target) {
        boolean isPossible = true;
        for (int axis = 0; axis < 3; axis++) {
            // Comparisons with NaN are false.
            isPossible &= Math.abs(packet.positionM(target, axis)) <= FARTHEST_M
                    && Math.abs(packet.velocityMps(target, axis)) <= FASTEST_MPS;
        }
        return isPossible;
    }

    private void writeTarget(
            MmWavePacket packet, int target, int index, int count, long startedAtNs, long receivedAtNs) {
        ObservationEncoder out = begin(packet, index, count, startedAtNs, receivedAtNs);
        if (out == null) {
            return;
        }
        level(packet.positionM(target, 0), packet.positionM(target, 1), packet.positionM(target, 2));
        double placeRightM = rightM;
        double placeForwardM = forwardM;
        double rangeM = Math.sqrt(rightM * rightM + forwardM * forwardM);
        writePlace(out);
        out.localId(packet.targetId(target)).existence(probability(packet.confidence(target)));
        writeCovariance(out, packet, target, rangeM);
        writeHeight(out, packet, target);
        level(packet.velocityMps(target, 0), packet.velocityMps(target, 1), packet.velocityMps(target, 2));
        double rightMps = rightM;
        double forwardMps = forwardM;
        out.eastMps((float) (rightMps * cosBearing + forwardMps * sinBearing))
                .northMps((float) (forwardMps * cosBearing - rightMps * sinBearing))
                .speedSigmaMps(speedSigmaMps)
                .radialSpeedSigmaMps(speedSigmaMps);
        if (rangeM > 0) {
            out.radialSpeedMps((float) ((rightMps * placeRightM + forwardMps * placeForwardM) / rangeM));
        }
        double speedMps = Math.sqrt(rightMps * rightMps + forwardMps * forwardMps);
        level(
                packet.accelerationMps2(target, 0),
                packet.accelerationMps2(target, 1),
                packet.accelerationMps2(target, 2));
        if (speedMps >= SLOWEST_COURSE_MPS) {
            out.accelMps2((float) ((rightM * rightMps + forwardM * forwardMps) / speedMps));
        }
        sink.commit();
    }

    private static float probability(float confidence) {
        return confidence >= 0 && confidence <= 1 ? confidence : Float.NaN;
    }

    private static void writeHeight(ObservationEncoder out, MmWavePacket packet, int target) {
        for (int i = 0; i < packet.heightCount(); i++) {
            float heightM = packet.highestM(i) - packet.lowestM(i);
            if (packet.heightTargetId(i) == packet.targetId(target) && heightM > 0 && heightM <= 20) {
                out.heightM(heightM);
            }
        }
    }

    /** Turns radar axes into right, forward (both horizontal) and up. */
    private void level(double x, double y, double z) {
        rightM = x;
        forwardM = y * cosTilt + z * sinTilt;
        riseM = z * cosTilt - y * sinTilt;
    }

    private void writePlace(ObservationEncoder out) {
        out.eastM(mount.eastM() + rightM * cosBearing + forwardM * sinBearing)
                .northM(mount.northM() + forwardM * cosBearing - rightM * sinBearing)
                .upM(isFromGround ? riseM : mount.upM() + riseM)
                .rangeM((float) Math.sqrt(rightM * rightM + forwardM * forwardM))
                .azimuthRad((float) Math.atan2(rightM, forwardM));
    }

    private void writeCovariance(ObservationEncoder out, MmWavePacket packet, int target, double rangeM) {
        if (isCartesian) {
            double rightVar = limited(packet.covariance(target, 0, 0), square(rangeSigmaM));
            double forwardVar = limited(packet.covariance(target, 1, 1), square(rangeSigmaM));
            double cross = correlated(packet.covariance(target, 0, 1), rightVar, forwardVar);
            writeSite(out, rightVar, forwardVar, cross);
            writePolarSigmas(out, rightVar, forwardVar, cross, rangeM);
            return;
        }
        double acrossM = Math.max(rangeM, 1);
        double rangeVar = isPolar ? packet.covariance(target, RANGE, RANGE) : Double.NaN;
        double acrossVar = isPolar ? packet.covariance(target, AZIMUTH, AZIMUTH) * square(acrossM) : Double.NaN;
        rangeVar = limited(rangeVar, square(rangeSigmaM));
        acrossVar = limited(acrossVar, square(azimuthSigmaRad * acrossM));
        double cross =
                isPolar ? correlated(packet.covariance(target, RANGE, AZIMUTH) * acrossM, rangeVar, acrossVar) : 0;
        writePolar(out, rangeVar, acrossVar, cross, acrossM);
    }

    /** Variances along and across the line of sight, as both forms of the record. */
    private void writePolar(ObservationEncoder out, double rangeVar, double acrossVar, double cross, double acrossM) {
        double flatM = Math.sqrt(rightM * rightM + forwardM * forwardM);
        double sin = flatM > 0 ? rightM / flatM : 0;
        double cos = flatM > 0 ? forwardM / flatM : 1;
        writeSite(
                out,
                sin * sin * rangeVar + cos * cos * acrossVar + 2 * sin * cos * cross,
                cos * cos * rangeVar + sin * sin * acrossVar - 2 * sin * cos * cross,
                sin * cos * (rangeVar - acrossVar) + (cos * cos - sin * sin) * cross);
        out.rangeSigmaM((float) Math.sqrt(rangeVar)).azimuthSigmaRad((float) (Math.sqrt(acrossVar) / acrossM));
    }

    private void writePolarSigmas(
            ObservationEncoder out, double rightVar, double forwardVar, double cross, double rangeM) {
        if (rangeM <= 0) {
            return;
        }
        double sin = rightM / rangeM;
        double cos = forwardM / rangeM;
        double rangeVar = sin * sin * rightVar + cos * cos * forwardVar + 2 * sin * cos * cross;
        double acrossVar = cos * cos * rightVar + sin * sin * forwardVar - 2 * sin * cos * cross;
        out.rangeSigmaM((float) Math.sqrt(Math.max(rangeVar, 0)))
                .azimuthSigmaRad((float) (Math.sqrt(Math.max(acrossVar, 0)) / rangeM));
    }

    /** From right and forward to east and north. */
    private void writeSite(ObservationEncoder out, double rightVar, double forwardVar, double cross) {
        double turned = 2 * sinBearing * cosBearing * cross;
        out.eastVarM2((float) (square(cosBearing) * rightVar + square(sinBearing) * forwardVar + turned))
                .northVarM2((float) (square(sinBearing) * rightVar + square(cosBearing) * forwardVar - turned))
                .eastNorthCovM2((float) (sinBearing * cosBearing * (forwardVar - rightVar)
                        + (square(cosBearing) - square(sinBearing)) * cross));
    }

    private double limited(double variance, double fallback) {
        return variance > 0 && variance < Double.POSITIVE_INFINITY ? Math.min(variance, varLimitM2) : fallback;
    }

    /** A covariance that its variances allow; 0 for none. */
    private static double correlated(double covariance, double firstVar, double secondVar) {
        double limit = 0.99 * Math.sqrt(firstVar * secondVar);
        return Math.abs(covariance) <= limit ? covariance : 0;
    }

    private static int pointCount(MmWavePacket packet) {
        return Math.max(packet.pointCount(), 0) + Math.max(packet.compressedCount(), 0);
    }

    /** Reads a point of either section into right, forward and up; false when it is too weak or impossible. */
    private boolean readPoint(MmWavePacket packet, int index) {
        int plain = Math.max(packet.pointCount(), 0);
        if (index >= plain) {
            int i = index - plain;
            polar(packet.rangeM(i), packet.azimuthRad(i), packet.elevationRad(i));
            return packet.snr(i) >= leastSnr && isInReach();
        }
        if (packet.isLongRange()) {
            polar(packet.point(index, 0), packet.point(index, 1), 0);
            return packet.point(index, 3) >= leastSnr && isInReach();
        }
        level(packet.point(index, 0), packet.point(index, 1), packet.point(index, 2));
        boolean isStrong = index >= packet.sideCount() || packet.snrDb(index) >= leastSnr;
        return isStrong && isInReach();
    }

    private void polar(double rangeM, double azimuthRad, double elevationRad) {
        double flatM = rangeM * Trigonometry.cos(elevationRad);
        level(
                flatM * Trigonometry.sin(azimuthRad),
                flatM * Trigonometry.cos(azimuthRad),
                rangeM * Trigonometry.sin(elevationRad));
    }

    private boolean isInReach() {
        return Math.abs(rightM) <= FARTHEST_M && Math.abs(forwardM) <= FARTHEST_M && Math.abs(riseM) <= FARTHEST_M;
    }

    private static double pointSpeedMps(MmWavePacket packet, int index) {
        int plain = Math.max(packet.pointCount(), 0);
        if (index >= plain) {
            return packet.radialSpeedMps(index - plain);
        }
        return packet.point(index, packet.isLongRange() ? 2 : 3);
    }

    private void writePoint(MmWavePacket packet, int point, int index, int count, long startedAtNs, long receivedAtNs) {
        ObservationEncoder out = begin(packet, index, count, startedAtNs, receivedAtNs);
        if (out == null) {
            return;
        }
        writePlace(out);
        double rangeM = Math.max(Math.sqrt(rightM * rightM + forwardM * forwardM), 1);
        writePolar(out, square(rangeSigmaM), square(azimuthSigmaRad * rangeM), 0, rangeM);
        double speedMps = pointSpeedMps(packet, point);
        if (Math.abs(speedMps) <= FASTEST_MPS) {
            out.radialSpeedMps((float) speedMps).radialSpeedSigmaMps(speedSigmaMps);
        }
        sink.commit();
    }

    private static double square(double value) {
        return value * value;
    }
}
