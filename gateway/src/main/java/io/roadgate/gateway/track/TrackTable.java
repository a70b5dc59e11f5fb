package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.ObservationDecoder;
import java.util.Arrays;
import org.agrona.collections.ArrayUtil;

/**
 * All tracks of a site, column by column in flat arrays; a track is a slot number.
 *
 * <p><b>Shape:</b> state is eight numbers a slot (east, north in metres, their speeds in m/s, their accelerations in m/s2, the offset of
 * the vehicle's own positioning in metres), covariance sixty-four (row by row, same order). Slots are reused, track ids never are. The live slots are listed in the order of their
 * birth, so that every loop over them is the same in every run.
 *
 * <p><b>Thread:</b> the fusion agent alone. Only this package writes.
 */
public final class TrackTable {
    /** Tracks at most. */
    public static final int CAPACITY = 2_048;
    /** Bytes of a plate. */
    public static final int PLATE_BYTES = ObservationDecoder.plateLength();
    /** A deck that nobody has told. */
    public static final byte UNKNOWN_LEVEL = ObservationDecoder.levelNullValue();

    private static final double SLOW_MPS = 0.5;
    private static final int TOLD_HITS = 4;
    static final int STATE = StateFilter.N;
    static final int COVARIANCE = StateFilter.SQUARE;

    final double[] state = new double[CAPACITY * STATE];
    final double[] covariance = new double[CAPACITY * COVARIANCE];
    final long[] stateAtNs = new long[CAPACITY];
    final long[] bornAtNs = new long[CAPACITY];
    final long[] seenAtNs = new long[CAPACITY];
    final long[] causedAtNs = new long[CAPACITY];
    final int[] trackId = new int[CAPACITY];
    final int[] hitCount = new int[CAPACITY];
    final double[] score = new double[CAPACITY];
    final boolean[] confirmed = new boolean[CAPACITY];
    final double[] upM = new double[CAPACITY];
    final byte[] level = new byte[CAPACITY];
    final float[] lengthM = new float[CAPACITY];
    final float[] widthM = new float[CAPACITY];
    final int[] sizeCount = new int[CAPACITY];
    final float[] headingRad = new float[CAPACITY];
    final double[] peakSpeedMps = new double[CAPACITY];
    final int[] sources = new int[CAPACITY];
    final long[] temporaryId = new long[CAPACITY];
    final long[] temporaryIdAtNs = new long[CAPACITY];
    final int[] obuMac = new int[CAPACITY];
    final byte[] plate = new byte[CAPACITY * PLATE_BYTES];
    final long[] hardBrakingAtNs = new long[CAPACITY];
    final long[] controlLossAtNs = new long[CAPACITY];
    final ClassBelief belief = new ClassBelief(CAPACITY);
    final LevelBelief levels = new LevelBelief(this);
    final TrackHistory history = new TrackHistory(CAPACITY);
    final int[] version = new int[CAPACITY];
    final boolean[] hasForgotten = new boolean[CAPACITY];
    final double[] headEast = new double[CAPACITY];
    final double[] headNorth = new double[CAPACITY];
    final float[] rcsMean = new float[CAPACITY];
    final int[] rcsCount = new int[CAPACITY];
    final int[] seenBy = new int[CAPACITY];
    final boolean[] isHidden = new boolean[CAPACITY];
    final long[] bodySeenAtNs = new long[CAPACITY];
    final int[] bodyMissCount = new int[CAPACITY];
    final int[] doubtWith = new int[CAPACITY];
    final int[] doubtCount = new int[CAPACITY];
    final int[] twinOf = new int[CAPACITY];
    final int[] twinSlot = new int[CAPACITY];
    final float[] twinAlone = new float[CAPACITY];
    final float[] twinOther = new float[CAPACITY];

    Estimator estimator;
    final int sensorCount;
    final long[] seenBySensorAtNs;
    final int[] localId;
    final byte[] missCount;
    final int[] hitFrame;

    private final int[] live = new int[CAPACITY];
    private final int[] free = new int[CAPACITY];
    private int liveCount;
    private int freeCount = CAPACITY;
    private int nextTrackId = 1;

    /** An empty table for this many sensors (ids 1..). */
    public TrackTable(int sensorCount) {
        this.sensorCount = sensorCount;
        seenBySensorAtNs = new long[CAPACITY * sensorCount];
        localId = new int[CAPACITY * sensorCount];
        missCount = new byte[CAPACITY * sensorCount];
        hitFrame = new int[CAPACITY * sensorCount];
        for (int i = 0; i < CAPACITY; i++) {
            free[i] = CAPACITY - 1 - i;
        }
    }

    /** A blank slot with a new track id, or {@link ArrayUtil#UNKNOWN_INDEX} when all are taken. */
    int begin(long nowNs) {
        if (freeCount == 0) {
            return ArrayUtil.UNKNOWN_INDEX;
        }
        int slot = free[--freeCount];
        live[liveCount++] = slot;
        trackId[slot] = nextTrackId++;
        bornAtNs[slot] = nowNs;
        blank(slot);
        return slot;
    }

    /** Takes a slot out of the living. */
    void end(int slot) {
        int at = 0;
        while (live[at] != slot) {
            at++;
        }
        System.arraycopy(live, at + 1, live, at, liveCount - at - 1);
        liveCount--;
        free[freeCount++] = slot;
        trackId[slot] = 0;
        confirmed[slot] = false;
    }

    private void blank(int slot) {
        hitCount[slot] = 0;
        score[slot] = 0;
        confirmed[slot] = false;
        upM[slot] = Double.NaN;
        level[slot] = UNKNOWN_LEVEL;
        lengthM[slot] = Float.NaN;
        widthM[slot] = Float.NaN;
        sizeCount[slot] = 0;
        headingRad[slot] = Float.NaN;
        peakSpeedMps[slot] = 0;
        sources[slot] = 0;
        temporaryId[slot] = 0;
        temporaryIdAtNs[slot] = 0;
        obuMac[slot] = 0;
        hardBrakingAtNs[slot] = Long.MIN_VALUE / 2;
        controlLossAtNs[slot] = Long.MIN_VALUE / 2;
        Arrays.fill(plate, slot * PLATE_BYTES, (slot + 1) * PLATE_BYTES, (byte) 0);
        int first = slot * sensorCount;
        Arrays.fill(seenBySensorAtNs, first, first + sensorCount, 0);
        Arrays.fill(localId, first, first + sensorCount, (int) ObservationDecoder.localIdNullValue());
        Arrays.fill(missCount, first, first + sensorCount, (byte) 0);
        Arrays.fill(hitFrame, first, first + sensorCount, 0);
        belief.reset(slot);
        levels.reset(slot);
        history.clear(slot);
        version[slot]++;
        hasForgotten[slot] = false;
        headEast[slot] = 0;
        headNorth[slot] = 0;
        rcsMean[slot] = 0;
        rcsCount[slot] = 0;
        seenBy[slot] = 0;
        isHidden[slot] = false;
        bodySeenAtNs[slot] = 0;
        bodyMissCount[slot] = 0;
        doubtWith[slot] = 0;
        doubtCount[slot] = 0;
        twinOf[slot] = 0;
    }

    /** Tracks alive, confirmed or not. */
    public int liveCount() {
        return liveCount;
    }

    /** Slot of the n-th live track, oldest first. */
    public int liveSlot(int index) {
        return live[index];
    }

    /** Whether the slot holds a track that is taken for real. */
    public boolean isConfirmed(int slot) {
        return confirmed[slot] && !isHidden[slot];
    }

    /** Id of the track, never used again at this run; 0 = the slot is empty. */
    public int trackId(int slot) {
        return trackId[slot];
    }

    /** East at an instant, carried on from the newest estimate. */
    public double eastM(int slot, long atNs) {
        return state[slot * STATE] + state[slot * STATE + 2] * ageS(slot, atNs);
    }

    /** North at an instant, carried on from the newest estimate with constant velocity. */
    public double northM(int slot, long atNs) {
        return state[slot * STATE + 1] + state[slot * STATE + 3] * ageS(slot, atNs);
    }

    private double ageS(int slot, long atNs) {
        return (atNs - stateAtNs[slot]) * 1e-9;
    }

    /** Numbers of an {@link #estimate}. */
    public static final int ESTIMATE = 7;

    /**
     * The estimate for an instant.
     *
     * @param out <b>Shape:</b> east, north (m), speeds east, north (m/s), variance east, covariance, variance north (m2).
     * @return false when it is no estimate (a number in it is none).
     */
    public boolean estimate(int slot, long atNs, double[] out) {
        return estimator != null && estimator.estimate(slot, atNs, out);
    }

    /** Who can tell the estimate for any instant. */
    interface Estimator {
        /** See {@link TrackTable#estimate}. */
        boolean estimate(int slot, long atNs, double[] out);
    }

    /** Height above the site origin; NaN = nobody has told. */
    public double upM(int slot) {
        return upM[slot];
    }

    /** Speed towards east. */
    public double eastMps(int slot) {
        return state[slot * STATE + 2];
    }

    /** Speed towards north. */
    public double northMps(int slot) {
        return state[slot * STATE + 3];
    }

    /** Speed over ground. */
    public double speedMps(int slot) {
        double east = eastMps(slot);
        double north = northMps(slot);
        return Math.sqrt(east * east + north * north);
    }

    /** Standard deviation of the velocity, the worse of both axes. */
    public double speedSigmaMps(int slot) {
        int p = slot * COVARIANCE;
        return Math.sqrt(Math.max(covariance[p + 2 * STATE + 2], covariance[p + 3 * STATE + 3]));
    }

    /** Variance of the speed along the way; of the worse axis while it hardly moves. */
    double speedVar(int slot) {
        double speed = speedMps(slot);
        int p = slot * COVARIANCE;
        if (speed < 0.1) {
            return Math.max(covariance[p + 2 * STATE + 2], covariance[p + 3 * STATE + 3]);
        }
        double east = eastMps(slot) / speed;
        double north = northMps(slot) / speed;
        return east * east * covariance[p + 2 * STATE + 2]
                + 2 * east * north * covariance[p + 2 * STATE + 3]
                + north * north * covariance[p + 3 * STATE + 3];
    }

    /** Standard deviation of the position per axis: square root of the mean variance. */
    public double positionSigmaM(int slot) {
        int p = slot * COVARIANCE;
        return Math.sqrt(0.5 * (covariance[p] + covariance[p + STATE + 1]));
    }

    /** One number of the covariance; rows and columns as in the state. */
    public double covariance(int slot, int row, int column) {
        return covariance[slot * COVARIANCE + row * STATE + column];
    }

    /** Acceleration along the way, negative = braking; NaN while it cannot be told. */
    public double accelMps2(int slot) {
        double speed = speedMps(slot);
        double east = speed > SLOW_MPS ? eastMps(slot) / speed : headEast[slot];
        double north = speed > SLOW_MPS ? northMps(slot) / speed : headNorth[slot];
        return hitCount[slot] < TOLD_HITS
                ? Double.NaN
                : east * state[slot * STATE + 4] + north * state[slot * STATE + 5];
    }

    /** Standard deviation of the acceleration; NaN while it cannot be told. */
    public double accelSigmaMps2(int slot) {
        int p = slot * COVARIANCE;
        return hitCount[slot] < TOLD_HITS
                ? Double.NaN
                : Math.sqrt(Math.max(covariance[p + 4 * STATE + 4], covariance[p + 5 * STATE + 5]));
    }

    /** Where the front points, clockwise from north; NaN = never told and never moved. */
    public float headingRad(int slot) {
        return headingRad[slot];
    }

    /** The fastest that a confirmed track has been. */
    public double peakSpeedMps(int slot) {
        return peakSpeedMps[slot];
    }

    /** When its first observation came. */
    public long bornAtNs(int slot) {
        return bornAtNs[slot];
    }

    /** Instant of the newest observation by its sensor's clock. */
    public long seenAtNs(int slot) {
        return seenAtNs[slot];
    }

    /** Arrival of the newest observation. */
    public long causedAtNs(int slot) {
        return causedAtNs[slot];
    }

    /** Instant of the newest observation with the hard braking cue; far in the past = never. */
    public long hardBrakingAtNs(int slot) {
        return hardBrakingAtNs[slot];
    }

    /** Instant of the newest observation with the anti-lock, traction or stability cue; far in the past = never. */
    public long controlLossAtNs(int slot) {
        return controlLossAtNs[slot];
    }

    /** Most likely class, a code of {@code ParticipantClass}; 0 = unknown. */
    public int participantClass(int slot) {
        return belief.best(slot);
    }

    /** Share of a class in the belief, 0..1. */
    public double classShare(int slot, int participantClass) {
        return belief.share(slot, participantClass);
    }

    /** Whether it is a motor vehicle: by its class, or of unknown class and too fast for anything else. */
    public boolean isMotor(int slot) {
        int best = belief.best(slot);
        return best == 0 ? peakSpeedMps[slot] > ClassBelief.MOTOR_SPEED_MPS : ClassBelief.isMotor(best);
    }

    /** Whether it is a person on foot or on pedals. */
    public boolean isVulnerable(int slot) {
        return ClassBelief.isVulnerable(belief.best(slot));
    }

    /** Deck; {@link #UNKNOWN_LEVEL} = nobody has told. */
    public byte level(int slot) {
        return level[slot];
    }

    /** Length; NaN = unknown. */
    public float lengthM(int slot) {
        return lengthM[slot];
    }

    /** Width; NaN = unknown. */
    public float widthM(int slot) {
        return widthM[slot];
    }

    /** Log-likelihood ratio of being real against being clutter. */
    public double score(int slot) {
        return score[slot];
    }

    /** Probability that it is real, from the score. */
    public double existence(int slot) {
        return 1 / (1 + StrictMath.exp(-score[slot]));
    }

    /** Sensors that have seen it lately: bit n = sensor n+1. */
    public int sources(int slot) {
        return sources[slot];
    }

    /** Temporary id of its BSM; 0 = not connected. */
    public long temporaryId(int slot) {
        return temporaryId[slot];
    }

    /** Address of its OBU; 0 = unknown. */
    public int obuMac(int slot) {
        return obuMac[slot];
    }

    /** One byte of the plate, zero padded UTF-8. */
    public byte plateByte(int slot, int index) {
        return plate[slot * PLATE_BYTES + index];
    }

    /** Length that a radar's reflection is reckoned with: measured, else usual for what it is or how it reflects. */
    double bodyLengthM(int slot) {
        if (sizeCount[slot] > 0) {
            return lengthM[slot];
        }
        int best = belief.best(slot);
        if (best != 0) {
            return ClassBelief.usualLengthM(best);
        }
        if (rcsCount[slot] == 0) {
            return 4.8;
        }
        return rcsMean[slot] > 14 ? 10.5 : rcsMean[slot] > 5 ? 4.6 : rcsMean[slot] > -2.5 ? 1.8 : 0.6;
    }

    double bodyLengthSigmaM(int slot) {
        if (sizeCount[slot] > 0) {
            return 0.12 * lengthM[slot] / Math.sqrt(Math.min(16, sizeCount[slot])) + 0.01;
        }
        return 0.25 * bodyLengthM(slot);
    }

    /** Whether a plate has been read. */
    public boolean hasPlate(int slot) {
        return plate[slot * PLATE_BYTES] != 0;
    }
}
