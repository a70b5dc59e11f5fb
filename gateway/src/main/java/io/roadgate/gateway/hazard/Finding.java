package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;

/**
 * What a rule has found about one condition at one instant: how probable the strict and the loose test are, who takes
 * part, where it is, and the numbers that were compared. Filled by a rule, read by the book; reused.
 *
 * <p>The strict test is the hazard's definition. The loose test is what is worth telling, too: an event is raised when the
 * strict test is probable enough, or the loose one as good as certain.
 */
final class Finding {
    /** Numbers that one event can hold. */
    static final int MOST_EVIDENCE = 6;

    EventKind kind;
    int subject;
    int key;
    int primary;
    int secondary;
    boolean isGrouped;
    double strict;
    double loose;
    double still;
    double measure;
    double threshold;
    double eastM;
    double northM;
    double radiusM;
    long skipDwellNs;
    int evidenceCount;
    final int[] quantity = new int[MOST_EVIDENCE];
    final float[] value = new float[MOST_EVIDENCE];
    final float[] sigma = new float[MOST_EVIDENCE];
    final float[] limit = new float[MOST_EVIDENCE];

    /** Begins anew. */
    Finding begin(EventKind newKind, int newSubject, int newKey) {
        kind = newKind;
        subject = newSubject;
        key = newKey;
        primary = newSubject;
        secondary = newKey;
        isGrouped = false;
        strict = 0;
        loose = 0;
        still = 0;
        measure = Double.NaN;
        threshold = Double.NaN;
        eastM = Double.NaN;
        northM = Double.NaN;
        radiusM = Double.NaN;
        skipDwellNs = 0;
        evidenceCount = 0;
        return this;
    }

    /** Who takes part; {@link EventBook#NOBODY} = nobody. */
    Finding between(int newPrimary, int newSecondary) {
        primary = newPrimary;
        secondary = newSecondary;
        return this;
    }

    /** One event for all conditions of a subject: the keys only say who else takes part. */
    Finding grouped() {
        isGrouped = true;
        return this;
    }

    /** Probabilities of the strict and of the loose test. */
    Finding probable(double newStrict, double newLoose) {
        strict = newStrict;
        loose = Math.max(newStrict, newLoose);
        still = loose;
        return this;
    }

    /** Probability of the test that keeps an event alive, where that is not the loose one. */
    Finding still(double newStill) {
        still = newStill;
        return this;
    }

    /** The number that decides and what it is held against. */
    Finding measured(double newMeasure, double newThreshold) {
        measure = newMeasure;
        threshold = newThreshold;
        return this;
    }

    /** Where it is, when not where its participants are. */
    Finding at(double newEastM, double newNorthM) {
        eastM = newEastM;
        northM = newNorthM;
        return this;
    }

    /** Adds a number to the evidence; what finds no room is left out. */
    Finding evidence(EvidenceQuantity what, double newValue, double newSigma, double newLimit) {
        if (evidenceCount < MOST_EVIDENCE) {
            quantity[evidenceCount] = what.code();
            value[evidenceCount] = (float) newValue;
            sigma[evidenceCount] = (float) newSigma;
            limit[evidenceCount++] = (float) newLimit;
        }
        return this;
    }

    /** Copies the numbers of another one. */
    void copyEvidence(Finding from) {
        evidenceCount = from.evidenceCount;
        System.arraycopy(from.quantity, 0, quantity, 0, evidenceCount);
        System.arraycopy(from.value, 0, value, 0, evidenceCount);
        System.arraycopy(from.sigma, 0, sigma, 0, evidenceCount);
        System.arraycopy(from.limit, 0, limit, 0, evidenceCount);
        strict = from.strict;
        loose = from.loose;
        measure = from.measure;
        threshold = from.threshold;
        eastM = from.eastM;
        northM = from.northM;
        radiusM = from.radiusM;
        primary = from.primary;
        secondary = from.secondary;
    }
}
