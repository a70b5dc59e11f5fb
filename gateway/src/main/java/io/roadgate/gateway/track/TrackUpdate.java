package io.roadgate.gateway.track;

import static io.roadgate.gateway.track.TrackTable.STATE;

/** What one observation does to the track that it was paired with, or to the track that it begins. */
final class TrackUpdate {
    private static final float CLASS_WEIGHT = 0.15f;
    private static final float OWN_CLASS_WEIGHT = 0.5f;
    private static final int SIZE_MEMORY = 40;
    private static final int RCS_MEMORY = 30;
    private static final double COURSE_SPEED_MPS = 1.0;
    private static final double SETTLED_SPEED_VAR = 1.0;
    private static final double GHOST_WORTH = 0.2;
    private static final double MOST_WORTH = 6;

    /** What is known of the road. */
    RoadCourse road = RoadCourse.NONE;

    private final double[] course = new double[2];
    private final TrackTable table;
    private final TrackMotion motion;
    private final TrackerSettings settings;
    private final IdentityCues identity;

    TrackUpdate(TrackTable table, TrackMotion motion, TrackerSettings settings, IdentityCues identity) {
        this.table = table;
        this.motion = motion;
        this.settings = settings;
        this.identity = identity;
    }

    /** Fills a blank slot from the first observation of a track. */
    void begin(SensorFrame frame, int index, int slot, SensorModel model) {
        boolean isOnFoot = ClassBelief.isSmallOrOnPedals(frame.participantClass[index]);
        if (!isOnFoot && road.at(frame.eastM[index], frame.northM[index], course)) {
            table.headEast[slot] = course[0];
            table.headNorth[slot] = course[1];
        }
        noteHeading(frame, index, slot, false);
        motion.insert(slot, frame.z, index * Measurement.NUMBERS, frame.measuredAtNs[index]);
        double clutter = frame.isOwnReport ? settings.bsmClutterPerM2 : model.clutterPerM2;
        double score = StrictMath.log(settings.newPerM2 / (clutter + settings.newPerM2));
        note(frame, index, slot, frame.isGhostly[index] ? score - 1 : score);
    }

    /** Takes an observation into its track; {@code ratio} is the pair's log-likelihood ratio. */
    void apply(SensorFrame frame, int index, int slot, double ratio) {
        motion.insert(slot, frame.z, index * Measurement.NUMBERS, frame.measuredAtNs[index]);
        boolean isAlone = (table.seenBy[slot] & ~sourceBit(frame.sensorId)) == 0;
        double most = frame.isGhostly[index] && isAlone ? GHOST_WORTH : MOST_WORTH;
        note(frame, index, slot, Math.min(most, ratio));
    }

    private void note(SensorFrame frame, int index, int slot, double ratio) {
        table.hitCount[slot]++;
        table.score[slot] = Math.min(settings.scoreLimit, table.score[slot] + ratio);
        table.causedAtNs[slot] = frame.receivedAtNs;
        table.seenAtNs[slot] = table.hitCount[slot] == 1
                ? frame.measuredAtNs[index]
                : Math.max(table.seenAtNs[slot], frame.measuredAtNs[index]);
        if (!frame.isOwnReport) {
            table.bodySeenAtNs[slot] = table.seenAtNs[slot];
            table.bodyMissCount[slot] = 0;
        }
        identity.adopt(frame, index, slot); // before the sensor's own column is touched
        int at = slot * table.sensorCount + frame.sensorId - 1;
        table.seenBySensorAtNs[at] = frame.measuredAtNs[index];
        table.missCount[at] = 0;
        table.hitFrame[at] = frame.ordinal;
        table.sources[slot] |= sourceBit(frame.sensorId);
        table.seenBy[slot] |= sourceBit(frame.sensorId);
        noteBody(frame, index, slot);
        noteMotion(frame, index, slot);
    }

    /** The bit of a sensor; sensors beyond the 32nd have none. */
    static int sourceBit(int sensorId) {
        return sensorId <= Integer.SIZE ? 1 << (sensorId - 1) : 0;
    }

    private void noteBody(SensorFrame frame, int index, int slot) {
        double height = frame.upM[index];
        if (!Double.isNaN(height)) {
            table.upM[slot] =
                    Double.isNaN(table.upM[slot]) ? height : table.upM[slot] + 0.2 * (height - table.upM[slot]);
        }
        table.levels.note(slot, frame.level[index], frame.measuredAtNs[index]);
        table.belief.update(
                slot,
                frame.participantClass[index],
                frame.classConfidence[index],
                frame.isOwnReport ? OWN_CLASS_WEIGHT : CLASS_WEIGHT);
        float rcs = frame.rcsDbsm[index];
        if (!Float.isNaN(rcs)) {
            int n = Math.min(RCS_MEMORY, ++table.rcsCount[slot]);
            table.rcsMean[slot] += (rcs - table.rcsMean[slot]) / n;
        }
        float length = frame.lengthM[index];
        float width = frame.widthM[index];
        if (Float.isNaN(length) || Float.isNaN(width)) {
            return;
        }
        int weight = frame.isOwnReport ? 8 : 1;
        table.sizeCount[slot] += weight;
        float share = Math.min(1f, (float) weight / Math.min(SIZE_MEMORY, table.sizeCount[slot]));
        boolean isFirst = Float.isNaN(table.lengthM[slot]);
        table.lengthM[slot] = isFirst ? length : table.lengthM[slot] + share * (length - table.lengthM[slot]);
        table.widthM[slot] = isFirst ? width : table.widthM[slot] + share * (width - table.widthM[slot]);
    }

    private void noteMotion(SensorFrame frame, int index, int slot) {
        double speedMps = table.speedMps(slot);
        double speedVar = table.speedVar(slot);
        boolean isSettled = speedVar < SETTLED_SPEED_VAR;
        if (isSettled && table.confirmed[slot]) {
            table.peakSpeedMps[slot] = Math.max(table.peakSpeedMps[slot], speedMps);
        }
        if (frame.hardBraking[index]) {
            table.hardBrakingAtNs[slot] = Math.max(table.hardBrakingAtNs[slot], frame.measuredAtNs[index]);
        }
        if (frame.controlLoss[index]) {
            table.controlLossAtNs[slot] = Math.max(table.controlLossAtNs[slot], frame.measuredAtNs[index]);
        }
        noteHeading(frame, index, slot, isSettled && speedMps > COURSE_SPEED_MPS);
    }

    private void noteHeading(SensorFrame frame, int index, int slot, boolean isMoving) {
        if (!Float.isNaN(frame.headingRad[index])) {
            table.headingRad[slot] = Courses.normalRad(frame.headingRad[index]);
        } else if (isMoving && !frame.isOwnReport) {
            double speed = table.speedMps(slot);
            table.headEast[slot] = table.state[slot * STATE + 2] / speed;
            table.headNorth[slot] = table.state[slot * STATE + 3] / speed;
            table.headingRad[slot] = Courses.courseRad(table.eastMps(slot), table.northMps(slot));
            return;
        } else {
            return;
        }
        table.headEast[slot] = io.roadgate.sensor.observation.Trigonometry.sin(table.headingRad[slot]);
        table.headNorth[slot] = io.roadgate.sensor.observation.Trigonometry.cos(table.headingRad[slot]);
    }
}
