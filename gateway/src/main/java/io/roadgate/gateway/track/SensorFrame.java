package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.CuesDecoder;
import io.roadgate.sensor.observation.ObservationDecoder;

/**
 * The observations of one frame of one sensor, column by column, already turned into place and velocity with their
 * uncertainty (see {@link Measurement} for the numbers {@code z}).
 */
final class SensorFrame {
    /** Observations that are paired at once; a longer frame is cut. */
    static final int CAPACITY = 256;

    final int sensorId;
    final long[] measuredAtNs = new long[CAPACITY];
    final double[] eastM = new double[CAPACITY];
    final double[] northM = new double[CAPACITY];
    final double[] z = new double[CAPACITY * Measurement.NUMBERS];
    final boolean[] isGhostly = new boolean[CAPACITY];
    final float[] rcsDbsm = new float[CAPACITY];
    final double[] upM = new double[CAPACITY];
    final float[] accelMps2 = new float[CAPACITY];
    final float[] headingRad = new float[CAPACITY];
    final byte[] participantClass = new byte[CAPACITY];
    final float[] classConfidence = new float[CAPACITY];
    final float[] lengthM = new float[CAPACITY];
    final float[] widthM = new float[CAPACITY];
    final boolean[] hardBraking = new boolean[CAPACITY];
    final boolean[] controlLoss = new boolean[CAPACITY];
    final byte[] level = new byte[CAPACITY];
    final int[] localId = new int[CAPACITY];
    final int[] obuMac = new int[CAPACITY];
    final long[] temporaryId = new long[CAPACITY];
    final byte[] plate = new byte[CAPACITY * TrackTable.PLATE_BYTES];
    final int[] paired = new int[CAPACITY];

    int ordinal;
    int count;
    long receivedAtNs;
    long newestMeasuredAtNs;
    boolean isOwnReport;

    SensorFrame(int sensorId) {
        this.sensorId = sensorId;
    }

    void clear() {
        count = 0;
        newestMeasuredAtNs = 0;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    /** Fills what needs no thought; place, velocity and their variances have been set at {@code count} before. */
    void append(ObservationDecoder observation, byte mountLevel) {
        int i = count++;
        measuredAtNs[i] = observation.measuredAtNs();
        newestMeasuredAtNs = Math.max(newestMeasuredAtNs, measuredAtNs[i]);
        double height = observation.upM();
        upM[i] = Math.abs(height) < 10_000 ? height : Double.NaN;
        rcsDbsm[i] = within(observation.rcsDbsm(), -60, 80);
        isGhostly[i] = false;
        accelMps2[i] = within(observation.accelMps2(), -30, 30);
        headingRad[i] = within(observation.headingRad(), -7, 7);
        participantClass[i] = (byte) observation.participantClassRaw();
        classConfidence[i] = observation.classConfidence();
        lengthM[i] = within(observation.lengthM(), 0.05f, 60);
        widthM[i] = within(observation.widthM(), 0.05f, 20);
        CuesDecoder cues = observation.cues();
        hardBraking[i] = cues.hardBraking();
        controlLoss[i] = cues.absActive() || cues.tractionControlActive() || cues.stabilityControlActive();
        level[i] = observation.level() == TrackTable.UNKNOWN_LEVEL ? mountLevel : observation.level();
        localId[i] = (int) observation.localId();
        obuMac[i] = (int) observation.obuMac();
        temporaryId[i] = observation.temporaryId();
        for (int k = 0; k < TrackTable.PLATE_BYTES; k++) {
            plate[i * TrackTable.PLATE_BYTES + k] = (byte) observation.plate(k);
        }
    }

    boolean hasPlate(int index) {
        return plate[index * TrackTable.PLATE_BYTES] != 0;
    }

    private static float within(float value, float low, float high) {
        return value >= low && value <= high ? value : Float.NaN;
    }
}
