package io.roadgate.sensor.dbc;

import io.roadgate.sensor.dbc.MappedField.Slot;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.observation.Trigonometry;

/**
 * Turns rows of mapped values into observations in the site frame.
 *
 * <p>Units: as the fields' names say; left of the boresight is a negative azimuth. A velocity is passed on only where the
 * mapping gives it: both components, or the radial one. A vehicle that reports itself gives place, speed and heading over
 * ground.
 */
final class MappedObservations {
    private static final double FULL_TURN_RAD = 2 * Math.PI;
    private static final double DEFAULT_SIGMA_M = 1;
    /** Marks ids that are ours and no vehicle's, so that no real temporary id meets them. */
    private static final long OWN_IDS = 0x4442_4300_0000_0000L;

    private static final ParticipantClass[] CLASSES = ParticipantClass.values();

    private final int sensorId;
    private final SensorMount mount;
    private final SitePlane plane;
    private final ObservationSink sink;
    private final ObservationKind kind;
    private final long latencyNs;
    private final double sinBoresight;
    private final double cosBoresight;

    MappedObservations(DriverContext context, ObservationKind kind) {
        this.sensorId = context.sensorId();
        this.mount = context.mount();
        this.plane = context.origin();
        this.sink = context.sink();
        this.kind = kind;
        this.latencyNs = context.settings().durationNs("latency");
        this.sinBoresight = StrictMath.sin(mount.boresightRad());
        this.cosBoresight = StrictMath.cos(mount.boresightRad());
    }

    void empty(long measuredAtNs, long receivedAtNs, int sequence) {
        EmptyFrameEncoder empty = sink.claimEmptyFrame();
        if (empty != null) {
            empty.measuredAtNs(measuredAtNs - latencyNs)
                    .receivedAtNs(receivedAtNs)
                    .frameSequence(sequence)
                    .sensorId(sensorId)
                    .kind(kind);
            sink.commit();
        }
    }

    void object(
            ObjectRows rows,
            int row,
            long measuredAtNs,
            long receivedAtNs,
            int sequence,
            int index,
            int count,
            boolean isComplete) {
        ObservationEncoder out = sink.claimObservation();
        if (out == null) {
            return;
        }
        out.measuredAtNs(measuredAtNs - latencyNs)
                .receivedAtNs(receivedAtNs)
                .frameSequence(sequence)
                .indexInFrame(index)
                .countInFrame(count)
                .sensorId(sensorId)
                .kind(kind)
                .participantClass(classOf(rows.get(row, Slot.CLASS)))
                .localId(rows.id(row))
                .level((byte) mount.level());
        double predicted = rows.get(row, Slot.PREDICTED);
        out.cues().predicted(!Double.isNaN(predicted) && predicted != 0).incompleteFrame(!isComplete);
        writeDescription(out, rows, row);
        if (kind == ObservationKind.BSM) {
            out.temporaryId(OWN_IDS | ((long) sensorId << 16) | (rows.id(row) & 0xFFFF));
            writeOwnReport(out, rows, row);
        } else {
            writePlace(out, rows, row);
        }
        sink.commit();
    }

    private static ParticipantClass classOf(double ordinal) {
        return ordinal >= 0 && ordinal < CLASSES.length ? CLASSES[(int) ordinal] : ParticipantClass.UNKNOWN;
    }

    private static void writeDescription(ObservationEncoder out, ObjectRows rows, int row) {
        out.rcsDbsm((float) rows.get(row, Slot.RCS_DBSM))
                .classConfidence((float) rows.get(row, Slot.CLASS_CONFIDENCE))
                .existence((float) rows.get(row, Slot.EXISTENCE))
                .lengthM((float) rows.get(row, Slot.LENGTH_M))
                .widthM((float) rows.get(row, Slot.WIDTH_M))
                .heightM((float) rows.get(row, Slot.HEIGHT_M))
                .accelMps2((float) rows.get(row, Slot.ACCEL_MPS2))
                .headingSigmaRad((float) rows.get(row, Slot.HEADING_SIGMA_RAD))
                .speedSigmaMps((float) rows.get(row, Slot.SPEED_SIGMA_MPS));
    }

    private void writePlace(ObservationEncoder out, ObjectRows rows, int row) {
        double forwardM = rows.get(row, Slot.FORWARD_M);
        double leftM = rows.get(row, Slot.LEFT_M);
        double rangeM = rows.get(row, Slot.RANGE_M);
        double azimuthRad = rows.get(row, Slot.AZIMUTH_RAD);
        if (Double.isNaN(forwardM) || Double.isNaN(leftM)) {
            // A range without an angle is taken as straight ahead, which a light barrier or a ranging radar is.
            double angleRad = Double.isNaN(azimuthRad) ? 0 : azimuthRad;
            forwardM = rangeM * Trigonometry.cos(angleRad);
            leftM = -rangeM * Trigonometry.sin(angleRad);
        } else {
            rangeM = Math.sqrt(forwardM * forwardM + leftM * leftM);
            azimuthRad = Math.atan2(-leftM, forwardM);
        }
        out.rangeM((float) rangeM)
                .azimuthRad((float) azimuthRad)
                .eastM(mount.eastM() + forwardM * sinBoresight - leftM * cosBoresight)
                .northM(mount.northM() + forwardM * cosBoresight + leftM * sinBoresight)
                .upM(mount.upM() + rows.get(row, Slot.UP_M));
        double headingRad = rows.get(row, Slot.HEADING_RAD);
        out.headingRad((float) wrapped(mount.boresightRad() + headingRad));
        double towards = rangeM > 0 ? forwardM / rangeM : 1;
        double sideways = rangeM > 0 ? leftM / rangeM : 0;
        writeVelocity(out, rows, row, towards, sideways);
        writeSigmas(out, rows, row, towards, sideways, rangeM);
    }

    private void writeVelocity(ObservationEncoder out, ObjectRows rows, int row, double towards, double sideways) {
        double forwardMps = rows.get(row, Slot.FORWARD_MPS);
        double leftMps = rows.get(row, Slot.LEFT_MPS);
        double radialMps = rows.get(row, Slot.RADIAL_MPS);
        double fromComponents = forwardMps * towards + leftMps * sideways;
        out.radialSpeedMps((float) (Double.isNaN(radialMps) ? fromComponents : radialMps))
                .eastMps((float) (forwardMps * sinBoresight - leftMps * cosBoresight))
                .northMps((float) (forwardMps * cosBoresight + leftMps * sinBoresight));
    }

    private void writeSigmas(
            ObservationEncoder out, ObjectRows rows, int row, double towards, double sideways, double rangeM) {
        double forwardVar = square(rows.get(row, Slot.FORWARD_SIGMA_M));
        double leftVar = square(rows.get(row, Slot.LEFT_SIGMA_M));
        double rangeVar = square(rows.get(row, Slot.RANGE_SIGMA_M));
        double acrossVar = square(rows.get(row, Slot.AZIMUTH_SIGMA_RAD) * rangeM);
        double towardsVar = towards * towards;
        double sidewaysVar = sideways * sideways;
        double mixed = towards * sideways;
        double covariance = 0;
        if (Double.isNaN(forwardVar) || Double.isNaN(leftVar)) {
            // Turned from along and across the line of sight to along and across the boresight.
            forwardVar = towardsVar * rangeVar + sidewaysVar * acrossVar;
            leftVar = sidewaysVar * rangeVar + towardsVar * acrossVar;
            covariance = mixed * (rangeVar - acrossVar);
        } else {
            rangeVar = Double.isNaN(rangeVar) ? towardsVar * forwardVar + sidewaysVar * leftVar : rangeVar;
            acrossVar = Double.isNaN(acrossVar) ? sidewaysVar * forwardVar + towardsVar * leftVar : acrossVar;
        }
        double sinVar = sinBoresight * sinBoresight;
        double cosVar = cosBoresight * cosBoresight;
        double turned = sinBoresight * cosBoresight;
        out.rangeSigmaM((float) Math.sqrt(rangeVar))
                .azimuthSigmaRad((float) (rangeM > 0 ? Math.sqrt(acrossVar) / rangeM : Double.NaN))
                .radialSpeedSigmaMps((float) radialSigmaMps(rows, row))
                .eastVarM2((float) (sinVar * forwardVar + cosVar * leftVar - 2 * turned * covariance))
                .northVarM2((float) (cosVar * forwardVar + sinVar * leftVar + 2 * turned * covariance))
                .eastNorthCovM2((float) (turned * (forwardVar - leftVar) + (sinVar - cosVar) * covariance));
    }

    private static double radialSigmaMps(ObjectRows rows, int row) {
        double radial = rows.get(row, Slot.RADIAL_SIGMA_MPS);
        return Double.isNaN(radial) ? rows.get(row, Slot.SPEED_SIGMA_MPS) : radial;
    }

    private void writeOwnReport(ObservationEncoder out, ObjectRows rows, int row) {
        double headingRad = rows.get(row, Slot.HEADING_RAD);
        double speedMps = rows.get(row, Slot.SPEED_MPS);
        double sigmaM = rows.get(row, Slot.FORWARD_SIGMA_M);
        double var = square(Double.isNaN(sigmaM) ? DEFAULT_SIGMA_M : sigmaM);
        out.eastM(plane.eastM((int) Math.round(rows.get(row, Slot.LON_DEG) * SitePlane.E7)))
                .northM(plane.northM((int) Math.round(rows.get(row, Slot.LAT_DEG) * SitePlane.E7)))
                .eastVarM2((float) var)
                .northVarM2((float) var)
                .eastNorthCovM2(0)
                .headingRad((float) wrapped(headingRad))
                .eastMps((float) (speedMps * Trigonometry.sin(headingRad)))
                .northMps((float) (speedMps * Trigonometry.cos(headingRad)));
    }

    private static double square(double value) {
        return value * value;
    }

    private static double wrapped(double angleRad) {
        double rest = angleRad % FULL_TURN_RAD;
        return rest < 0 ? rest + FULL_TURN_RAD : rest;
    }
}
