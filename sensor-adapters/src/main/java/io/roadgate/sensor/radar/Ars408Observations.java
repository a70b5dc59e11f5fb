package io.roadgate.sensor.radar;

import static io.roadgate.sensor.radar.Ars408List.bits;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SensorMount;

/**
 * Turns a finished ARS408 list into observations in the site frame.
 *
 * <p>Units: the radar's x looks along the boresight, its y to the left; ours is azimuth clockwise, so y changes sign. A
 * roadside radar stands still: relative velocity is velocity over ground.
 *
 * <p>Source: ars408.md, messages 60B, 60C, 60D, 701, 702 (places, scales, offsets) and "Frame"; that the orientation angle turns
 * to the left like y is inferred from the frame, the public sources are silent.
 */
final class Ars408Observations {
    private static final int MEAS_DELETED = 0;
    private static final int MEAS_PREDICTED = 3;
    private static final int MEAS_MERGED_AWAY = 4;
    // Below this the direction of motion is noise.
    private static final double SLOWEST_COURSE_MPS = 1;
    private static final double FULL_TURN_RAD = 2 * Math.PI;

    private final int sensorId;
    private final SensorMount mount;
    private final ObservationSink sink;
    private final long latencyNs;
    private final boolean hasLateral;
    private final boolean isClusters;
    private final float distanceSigmaM;
    private final float lateralSigmaM;
    private final float speedSigmaMps;
    private final double sinBoresight;
    private final double cosBoresight;

    Ars408Observations(DriverContext context, boolean isClusters) {
        this.isClusters = isClusters;
        this.sensorId = context.sensorId();
        this.mount = context.mount();
        this.sink = context.sink();
        this.latencyNs = context.settings().durationNs("latency");
        this.hasLateral = context.settings().flag("lateralVelocity");
        this.distanceSigmaM = (float) context.settings().number("distanceSigmaM");
        this.lateralSigmaM = (float) context.settings().number("lateralSigmaM");
        this.speedSigmaMps = (float) context.settings().number("speedSigmaMps");
        this.sinBoresight = StrictMath.sin(mount.boresightRad());
        this.cosBoresight = StrictMath.cos(mount.boresightRad());
    }

    void onList(Ars408List list, boolean isComplete) {
        int seenCount = 0;
        for (int row = 0; row < list.count; row++) {
            seenCount += isSeen(list, row) ? 1 : 0;
        }
        if (seenCount == 0) {
            if (isComplete) {
                writeEmpty(list);
            }
            return;
        }
        int index = 0;
        for (int row = 0; row < list.count; row++) {
            if (isSeen(list, row)) {
                writeObject(list, row, index++, seenCount, isComplete);
            }
        }
    }

    private boolean isSeen(Ars408List list, int row) {
        if (isClusters) {
            return !list.hasQuality[row] || Ars408Tables.isValidCluster(bits(list.quality[row], 4, 7, 5));
        }
        int state = measState(list, row);
        return state != MEAS_DELETED && state != MEAS_MERGED_AWAY;
    }

    /** -1 when the radar sent no quality for it. */
    private static int measState(Ars408List list, int row) {
        return list.hasQuality[row] ? bits(list.quality[row], 6, 4, 3) : -1;
    }

    private void writeEmpty(Ars408List list) {
        EmptyFrameEncoder empty = sink.claimEmptyFrame();
        if (empty != null) {
            empty.measuredAtNs(list.headerAtNs - latencyNs)
                    .receivedAtNs(list.lastAtNs)
                    .frameSequence(list.measCounter)
                    .sensorId(sensorId)
                    .kind(ObservationKind.RADAR);
            sink.commit();
        }
    }

    private void writeObject(Ars408List list, int row, int index, int seenCount, boolean isComplete) {
        ObservationEncoder out = sink.claimObservation();
        if (out == null) {
            return;
        }
        long general = list.general[row];
        out.measuredAtNs(list.headerAtNs - latencyNs)
                .receivedAtNs(list.lastAtNs)
                .frameSequence(list.measCounter)
                .indexInFrame(index)
                .countInFrame(seenCount)
                .sensorId(sensorId)
                .kind(ObservationKind.RADAR)
                .participantClass(
                        Ars408Tables.participantClass(list.hasExtended[row] ? bits(list.extended[row], 3, 2, 3) : 0))
                .rcsDbsm(bits(general, 7, 7, 8) * 0.5f - 64)
                .level((byte) mount.level());
        writeMotion(out, list, row);
        if (isClusters) {
            writeCluster(out, list, row, isComplete);
        } else {
            writeTracked(out, list, row, isComplete);
        }
        sink.commit();
    }

    /** A cluster's number is its place in this list and names nothing in the next. */
    private static void writeCluster(ObservationEncoder out, Ars408List list, int row, boolean isComplete) {
        out.cues().incompleteFrame(!isComplete);
        if (list.hasQuality[row]) {
            out.existence(1 - Ars408Tables.existence(bits(list.quality[row], 3, 2, 3)));
        }
    }

    private void writeTracked(ObservationEncoder out, Ars408List list, int row, boolean isComplete) {
        out.localId(Ars408List.id(list.general[row]));
        out.cues().predicted(measState(list, row) == MEAS_PREDICTED).incompleteFrame(!isComplete);
        if (list.hasQuality[row]) {
            out.existence(Ars408Tables.existence(bits(list.quality[row], 6, 7, 3)));
        }
        if (list.hasExtended[row]) {
            writeExtended(out, list, row);
        }
    }

    private void writeMotion(ObservationEncoder out, Ars408List list, int row) {
        long general = list.general[row];
        double forwardM = bits(general, 1, 7, 13) * 0.2 - 500;
        double leftM = isClusters ? bits(general, 2, 1, 10) * 0.2 - 102.3 : bits(general, 2, 2, 11) * 0.2 - 204.6;
        double forwardMps = forwardMps(general);
        double leftMps = leftMps(general);
        double rangeM = Math.sqrt(forwardM * forwardM + leftM * leftM);
        double towards = rangeM > 0 ? forwardM / rangeM : 1;
        double sideways = rangeM > 0 ? leftM / rangeM : 0;
        out.rangeM((float) rangeM)
                .azimuthRad((float) Math.atan2(-leftM, forwardM))
                .radialSpeedMps((float) (forwardMps * towards + leftMps * sideways))
                .eastM(mount.eastM() + forwardM * sinBoresight - leftM * cosBoresight)
                .northM(mount.northM() + forwardM * cosBoresight + leftM * sinBoresight)
                .eastMps((float) (forwardMps * sinBoresight - leftMps * cosBoresight))
                .northMps((float) (forwardMps * cosBoresight + leftMps * sinBoresight));
        writeSigmas(out, list, row, towards, sideways, rangeM);
    }

    private void writeSigmas(
            ObservationEncoder out, Ars408List list, int row, double towards, double sideways, double rangeM) {
        boolean hasQuality = list.hasQuality[row];
        long quality = list.quality[row];
        double forwardVar = square(sigma(hasQuality, bits(quality, 1, 7, 5), distanceSigmaM));
        double leftVar = square(sigma(hasQuality, bits(quality, 1, 2, 5), lateralSigmaM));
        double forwardSpeedVar = square(sigma(hasQuality, bits(quality, 2, 5, 5), speedSigmaMps));
        double leftSpeedVar = square(sigma(hasQuality, bits(quality, 2, 0, 5), speedSigmaMps));
        double towardsVar = towards * towards;
        double sidewaysVar = sideways * sideways;
        double sinVar = sinBoresight * sinBoresight;
        double cosVar = cosBoresight * cosBoresight;
        out.rangeSigmaM((float) Math.sqrt(towardsVar * forwardVar + sidewaysVar * leftVar))
                .radialSpeedSigmaMps((float) Math.sqrt(towardsVar * forwardSpeedVar + sidewaysVar * leftSpeedVar))
                .eastVarM2((float) (sinVar * forwardVar + cosVar * leftVar))
                .northVarM2((float) (cosVar * forwardVar + sinVar * leftVar))
                .eastNorthCovM2((float) (sinBoresight * cosBoresight * (forwardVar - leftVar)))
                .speedSigmaMps((float) Math.sqrt(Math.max(forwardSpeedVar, leftSpeedVar)));
        if (rangeM > 0) {
            out.azimuthSigmaRad((float) (Math.sqrt(sidewaysVar * forwardVar + towardsVar * leftVar) / rangeM));
        }
    }

    private void writeExtended(ObservationEncoder out, Ars408List list, int row) {
        long extended = list.extended[row];
        out.lengthM(bits(extended, 6, 7, 8) * 0.2f).widthM(bits(extended, 7, 7, 8) * 0.2f);
        double forwardMps = forwardMps(list.general[row]);
        double leftMps = leftMps(list.general[row]);
        double speedMps = Math.sqrt(forwardMps * forwardMps + leftMps * leftMps);
        if (speedMps >= SLOWEST_COURSE_MPS) {
            double forwardMps2 = bits(extended, 1, 7, 11) * 0.01 - 10;
            double leftMps2 = hasLateral ? bits(extended, 2, 4, 9) * 0.01 - 2.5 : 0;
            out.accelMps2((float) ((forwardMps2 * forwardMps + leftMps2 * leftMps) / speedMps));
        }
        float headingSigmaRad =
                list.hasQuality[row] ? Ars408Tables.orientationRmsRad(bits(list.quality[row], 4, 1, 5)) : Float.NaN;
        if (!Float.isNaN(headingSigmaRad)) {
            double turnedLeftRad = Math.toRadians(bits(extended, 4, 7, 10) * 0.4 - 180);
            out.headingRad((float) wrapped(mount.boresightRad() - turnedLeftRad))
                    .headingSigmaRad(headingSigmaRad);
        }
    }

    private static double forwardMps(long general) {
        return bits(general, 4, 7, 10) * 0.25 - 128;
    }

    private double leftMps(long general) {
        return hasLateral ? bits(general, 5, 5, 9) * 0.25 - 64 : 0;
    }

    private static float sigma(boolean hasQuality, int index, float fallback) {
        float rms = hasQuality ? Ars408Tables.rms(index) : Float.NaN;
        return Float.isNaN(rms) ? fallback : rms;
    }

    private static double square(float value) {
        return (double) value * value;
    }

    private static double wrapped(double angleRad) {
        double rest = angleRad % FULL_TURN_RAD;
        return rest < 0 ? rest + FULL_TURN_RAD : rest;
    }
}
