package io.roadgate.gateway.track;

import static io.roadgate.gateway.track.TrackTable.COVARIANCE;
import static io.roadgate.gateway.track.TrackTable.STATE;

import io.roadgate.sensor.observation.SensorMount;

/**
 * What one observation does to the track that it was paired with, or to the track that it begins.
 *
 * <p>A late observation (older than the estimate, as a camera's always is) is moved to the estimate's instant with the
 * track's own velocity v: z + v t with covariance R + t^2 Pvv + q t^3/3 I. The correlation between that shift and the
 * estimate is ignored, which is slightly too cautious; the exact way would keep a history of estimates.
 */
final class TrackUpdate {
    private static final float CLASS_WEIGHT = 0.15f;
    private static final float OWN_CLASS_WEIGHT = 0.5f;
    private static final int SIZE_MEMORY = 20;
    private static final double COURSE_SPEED_MPS = 1.5;
    private static final double SETTLED_SPEED_VAR = 1.0;
    private static final double NEAREST_LINE_OF_SIGHT_M = 1;

    private final TrackTable table;
    private final MotionFilter motion;
    private final TrackerSettings settings;
    private final IdentityCues identity;

    TrackUpdate(TrackTable table, MotionFilter motion, TrackerSettings settings, IdentityCues identity) {
        this.table = table;
        this.motion = motion;
        this.settings = settings;
        this.identity = identity;
    }

    /** Fills a blank slot from the first observation of a track. */
    void begin(SensorFrame frame, int index, int slot, SensorMount mount) {
        motion.start(
                slot,
                frame.eastM[index],
                frame.northM[index],
                frame.eastVar[index],
                frame.northVar[index],
                frame.covariance[index]);
        double unknownVar = settings.newSpeedSigmaMps * settings.newSpeedSigmaMps;
        if (!Double.isNaN(frame.velocityVar[index])) {
            motion.startVelocity(slot, frame.eastMps[index], frame.northMps[index], frame.velocityVar[index]);
        } else {
            motion.startVelocity(slot, 0, 0, unknownVar);
        }
        if (!Double.isNaN(frame.radialVar[index])) {
            beginRadial(frame, index, slot, mount);
        }
        table.stateAtNs[slot] = frame.measuredAtNs[index];
        double clutter = frame.isOwnReport ? settings.bsmClutterPerM2 : settings.clutterPerM2;
        note(frame, index, slot, StrictMath.log(settings.newPerM2 / clutter));
    }

    private void beginRadial(SensorFrame frame, int index, int slot, SensorMount mount) {
        double east = frame.eastM[index] - mount.eastM();
        double north = frame.northM[index] - mount.northM();
        if (east * east + north * north > NEAREST_LINE_OF_SIGHT_M) {
            motion.updateRadialSpeed(
                    slot, mount.eastM(), mount.northM(), frame.radialMps[index], frame.radialVar[index]);
        }
    }

    /** Takes an observation into its track; {@code ratio} is the pair's log-likelihood ratio. */
    void apply(SensorFrame frame, int index, int slot, SensorMount mount, double ratio) {
        double density = settings.density(table.isVulnerable(slot));
        motion.predict(slot, frame.measuredAtNs[index], density);
        double lateS = (table.stateAtNs[slot] - frame.measuredAtNs[index]) * 1e-9;
        double wander = density * lateS * lateS * lateS / 3;
        double square = lateS * lateS;
        int x = slot * STATE;
        int p = slot * COVARIANCE;
        motion.updatePlace(
                slot,
                frame.eastM[index] + lateS * table.state[x + 2],
                frame.northM[index] + lateS * table.state[x + 3],
                frame.eastVar[index] + square * table.covariance[p + 10] + wander,
                frame.northVar[index] + square * table.covariance[p + 15] + wander,
                frame.covariance[index] + square * table.covariance[p + 11]);
        double speedWander = density * lateS;
        if (!Double.isNaN(frame.velocityVar[index])) {
            motion.updateVelocity(
                    slot, frame.eastMps[index], frame.northMps[index], frame.velocityVar[index] + speedWander);
        } else if (!Double.isNaN(frame.radialVar[index])) {
            motion.updateRadialSpeed(
                    slot, mount.eastM(), mount.northM(), frame.radialMps[index], frame.radialVar[index] + speedWander);
        }
        note(frame, index, slot, ratio);
    }

    private void note(SensorFrame frame, int index, int slot, double ratio) {
        table.hitCount[slot]++;
        table.score[slot] = Math.min(settings.scoreLimit, table.score[slot] + ratio);
        table.causedAtNs[slot] = frame.receivedAtNs;
        table.seenAtNs[slot] = table.hitCount[slot] == 1
                ? frame.measuredAtNs[index]
                : Math.max(table.seenAtNs[slot], frame.measuredAtNs[index]);
        identity.adopt(frame, index, slot); // before the sensor's own column is touched
        int at = slot * table.sensorCount + frame.sensorId - 1;
        table.seenBySensorAtNs[at] = frame.measuredAtNs[index];
        table.missCount[at] = 0;
        table.hitFrame[at] = frame.ordinal;
        table.sources[slot] |= sourceBit(frame.sensorId);
        noteBody(frame, index, slot);
        noteMotion(frame, index, slot);
    }

    /** The bit of a sensor; sensors beyond the 32nd have none. */
    static int sourceBit(int sensorId) {
        return sensorId <= Integer.SIZE ? 1 << (sensorId - 1) : 0;
    }

    private void noteBody(SensorFrame frame, int index, int slot) {
        if (frame.level[index] != TrackTable.UNKNOWN_LEVEL) {
            table.level[slot] = frame.level[index];
        }
        double height = frame.upM[index];
        if (!Double.isNaN(height)) {
            table.upM[slot] =
                    Double.isNaN(table.upM[slot]) ? height : table.upM[slot] + 0.2 * (height - table.upM[slot]);
        }
        table.belief.update(
                slot,
                frame.participantClass[index],
                frame.classConfidence[index],
                frame.isOwnReport ? OWN_CLASS_WEIGHT : CLASS_WEIGHT);
        float length = frame.lengthM[index];
        float width = frame.widthM[index];
        if (Float.isNaN(length) || Float.isNaN(width)) {
            return;
        }
        int count = Math.min(SIZE_MEMORY, ++table.sizeCount[slot]);
        table.lengthM[slot] = count == 1 ? length : table.lengthM[slot] + (length - table.lengthM[slot]) / count;
        table.widthM[slot] = count == 1 ? width : table.widthM[slot] + (width - table.widthM[slot]) / count;
    }

    private void noteMotion(SensorFrame frame, int index, int slot) {
        double speedMps = table.speedMps(slot);
        double speedVar = table.speedVar(slot);
        if (speedVar < SETTLED_SPEED_VAR) {
            table.acceleration.updateSpeed(slot, speedMps, speedVar, table.stateAtNs[slot]);
            if (table.confirmed[slot]) {
                table.peakSpeedMps[slot] = Math.max(table.peakSpeedMps[slot], speedMps);
            }
        }
        if (frame.isOwnReport && !Float.isNaN(frame.accelMps2[index])) {
            table.acceleration.updateReported(slot, frame.accelMps2[index]);
        }
        if (frame.hardBraking[index]) {
            table.hardBrakingAtNs[slot] = Math.max(table.hardBrakingAtNs[slot], frame.measuredAtNs[index]);
        }
        if (!Float.isNaN(frame.headingRad[index])) {
            table.headingRad[slot] = Courses.normalRad(frame.headingRad[index]);
        } else if (speedMps > COURSE_SPEED_MPS && !frame.isOwnReport) {
            table.headingRad[slot] = Courses.courseRad(table.eastMps(slot), table.northMps(slot));
        }
    }
}
