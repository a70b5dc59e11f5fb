package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.ParticipantClass;
import java.util.Arrays;

/**
 * What each track is, as a distribution over the classes.
 *
 * <p>A running mean of what sensors say, weighted with their confidence: robust against a classifier that errs for
 * seconds on the same view, which a product of likelihoods is not.
 */
final class ClassBelief {
    /** No person on foot or on pedals goes faster. */
    static final double MOTOR_SPEED_MPS = 9;

    private static final int CLASSES = ParticipantClass.EMERGENCY.value() + 1;
    private static final boolean[] MOTOR = new boolean[CLASSES];
    private static final boolean[] VULNERABLE = new boolean[CLASSES];
    private static final float DEFAULT_CONFIDENCE = 0.7f;

    static {
        for (int code = ParticipantClass.CAR.value(); code <= ParticipantClass.MOTORCYCLE.value(); code++) {
            MOTOR[code] = true;
        }
        MOTOR[ParticipantClass.EMERGENCY.value()] = true;
        VULNERABLE[ParticipantClass.PEDESTRIAN.value()] = true;
        VULNERABLE[ParticipantClass.BICYCLE.value()] = true;
        VULNERABLE[ParticipantClass.TRICYCLE.value()] = true;
    }

    private static final double[] USUAL_LENGTH_M = new double[CLASSES];

    static {
        java.util.Arrays.fill(USUAL_LENGTH_M, 4.6);
        USUAL_LENGTH_M[ParticipantClass.VAN.value()] = 5.2;
        USUAL_LENGTH_M[ParticipantClass.BUS.value()] = 12;
        USUAL_LENGTH_M[ParticipantClass.TRUCK.value()] = 9;
        USUAL_LENGTH_M[ParticipantClass.TRAILER.value()] = 14;
        USUAL_LENGTH_M[ParticipantClass.MOTORCYCLE.value()] = 2.1;
        USUAL_LENGTH_M[ParticipantClass.BICYCLE.value()] = 1.8;
        USUAL_LENGTH_M[ParticipantClass.TRICYCLE.value()] = 2.4;
        USUAL_LENGTH_M[ParticipantClass.PEDESTRIAN.value()] = 0.5;
        USUAL_LENGTH_M[ParticipantClass.ANIMAL.value()] = 1;
        USUAL_LENGTH_M[ParticipantClass.CONE.value()] = 0.4;
        USUAL_LENGTH_M[ParticipantClass.DEBRIS.value()] = 0.8;
    }

    private final float[] share;
    private final byte[] best;

    ClassBelief(int capacity) {
        share = new float[capacity * CLASSES];
        best = new byte[capacity];
    }

    static boolean isMotor(int code) {
        return MOTOR[code];
    }

    static double usualLengthM(int code) {
        return USUAL_LENGTH_M[code];
    }

    /** People on foot, animals and things: what radars hardly see. */
    static boolean isSmall(int code) {
        return code >= ParticipantClass.PEDESTRIAN.value() && code <= ParticipantClass.DEBRIS.value();
    }

    static boolean isSmallOrOnPedals(int code) {
        return isSmall(code) || (code >= 0 && code < CLASSES && VULNERABLE[code]);
    }

    static boolean isVulnerable(int code) {
        return VULNERABLE[code];
    }

    void reset(int slot) {
        Arrays.fill(share, slot * CLASSES, (slot + 1) * CLASSES, 0f);
        best[slot] = 0;
    }

    /** Takes in what one observation says; unknown classes and codes say nothing. */
    void update(int slot, int code, float confidence, float weight) {
        if (code <= 0 || code >= CLASSES) {
            return;
        }
        float sure = confidence > 0 && confidence <= 1 ? confidence : DEFAULT_CONFIDENCE;
        float step = weight * sure;
        int first = slot * CLASSES;
        int winner = best[slot];
        for (int k = 1; k < CLASSES; k++) {
            share[first + k] += step * ((k == code ? 1f : 0f) - share[first + k]);
            if (share[first + k] > share[first + winner]) {
                winner = k;
            }
        }
        best[slot] = (byte) winner;
    }

    int best(int slot) {
        return best[slot];
    }

    float share(int slot, int code) {
        return share[slot * CLASSES + code];
    }

    /** How well a class fits what is believed: log of its group's share, never hopeless. */
    double logFit(int slot, int code) {
        int believed = best[slot];
        if (code <= 0 || code >= CLASSES || believed == 0 || code == believed) {
            return 0;
        }
        if (MOTOR[code] == MOTOR[believed] && VULNERABLE[code] == VULNERABLE[believed]) {
            return -0.7;
        }
        return StrictMath.log(Math.max(0.05, share(slot, code)));
    }
}
