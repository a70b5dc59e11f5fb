package io.roadgate.sensor.signal;

import io.roadgate.v2x.dayone.IntersectionState;
import io.roadgate.v2x.dayone.Phase;
import io.roadgate.v2x.dayone.PhaseState;
import io.roadgate.v2x.dayone.SPAT;
import io.roadgate.v2x.dayone.TimeChangeDetails;
import io.roadgate.v2x.dayone.TimeCountingDown;
import io.roadgate.v2x.dayone.UTCTiming;
import io.roadgate.v2x.units.WireTime;

/**
 * What a SPAT message says of now: of the states that each phase goes through, the one that shows, and the next.
 *
 * <p>The state that shows has begun: its count-down starts at 0, or its UTC start is not later than the message. A phase
 * without any timing shows its first state.
 *
 * <p>Source: day1-2020 message set, types SPAT, IntersectionState, Phase, PhaseState, TimeCountingDown, UTCTiming;
 * Confidence in 0.5 percent.
 */
final class SpatPhases {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final float CONFIDENCE_UNIT = 0.005f;

    private SpatPhases() {}

    /** Fills the message; false when there are more phases than any junction has. */
    static boolean read(SPAT spat, long atNs, SignalMessage into) {
        for (int i = 0; i < spat.intersections().count(); i++) {
            IntersectionState junction = spat.intersections().get(i);
            for (int k = 0; k < junction.phases().count(); k++) {
                if (into.count == SignalMessage.MOST_PHASES) {
                    return false;
                }
                Phase phase = junction.phases().get(k);
                int region = junction.intersectionId().hasRegion()
                        ? junction.intersectionId().region()
                        : SignalMessage.NO_REGION;
                int row = into.add(region, junction.intersectionId().id(), phase.id());
                into.status[row] = junction.status() & 0xFFFF;
                readPhase(phase, atNs, into, row);
            }
        }
        return true;
    }

    private static void readPhase(Phase phase, long atNs, SignalMessage into, int row) {
        PhaseState shown = null;
        PhaseState next = null;
        long nextStartNs = Long.MAX_VALUE;
        for (int i = 0; i < phase.phaseStates().count(); i++) {
            PhaseState state = phase.phaseStates().get(i);
            long startNs = startNs(state, atNs);
            if (shown == null && startNs <= 0) {
                shown = state;
            } else if (startNs > 0 && startNs < nextStartNs) {
                next = state;
                nextStartNs = startNs;
            }
        }
        if (shown != null) {
            into.light[row] = shown.light();
            readTiming(shown, atNs, into, row);
        }
        if (next != null) {
            into.nextLight[row] = next.light();
        }
    }

    /** From now to the start of a state: 0 or less = it has begun or tells no time. */
    private static long startNs(PhaseState state, long atNs) {
        if (!state.hasTiming()) {
            return 0;
        }
        TimeChangeDetails timing = state.timing();
        if (timing.choice() == TimeChangeDetails.COUNTING) {
            long startNs = WireTime.timeMarkNs(timing.counting().startTime());
            return startNs == WireTime.UNKNOWN_NS ? Long.MAX_VALUE : startNs;
        }
        if (timing.choice() == TimeChangeDetails.UTC_TIMING) {
            UTCTiming utc = timing.utcTiming();
            long startsAtNs = WireTime.timeMarkAtNs(utc.startUTCTime(), atNs);
            long endsAtNs = WireTime.timeMarkAtNs(utc.likelyEndUTCTime(), atNs);
            boolean isOver = endsAtNs != WireTime.UNKNOWN_NS && endsAtNs < atNs && endsAtNs > startsAtNs;
            return startsAtNs == WireTime.UNKNOWN_NS || isOver ? Long.MAX_VALUE : startsAtNs - atNs;
        }
        return Long.MAX_VALUE;
    }

    private static void readTiming(PhaseState state, long atNs, SignalMessage into, int row) {
        if (!state.hasTiming()) {
            return;
        }
        if (state.timing().choice() == TimeChangeDetails.COUNTING) {
            TimeCountingDown count = state.timing().counting();
            into.toChangeMs[row] = spanMs(count.likelyEndTime());
            into.leastMs[row] = count.hasMinEndTime() ? spanMs(count.minEndTime()) : SignalMessage.UNKNOWN_MS;
            into.mostMs[row] = count.hasMaxEndTime() ? spanMs(count.maxEndTime()) : SignalMessage.UNKNOWN_MS;
            into.confidence[row] = count.hasTimeConfidence() ? count.timeConfidence() * CONFIDENCE_UNIT : Float.NaN;
        } else if (state.timing().choice() == TimeChangeDetails.UTC_TIMING) {
            UTCTiming utc = state.timing().utcTiming();
            into.toChangeMs[row] = untilMs(utc.likelyEndUTCTime(), atNs);
            into.leastMs[row] = utc.hasMinEndUTCTime() ? untilMs(utc.minEndUTCTime(), atNs) : SignalMessage.UNKNOWN_MS;
            into.mostMs[row] = utc.hasMaxEndUTCTime() ? untilMs(utc.maxEndUTCTime(), atNs) : SignalMessage.UNKNOWN_MS;
            into.confidence[row] = utc.hasTimeConfidence() ? utc.timeConfidence() * CONFIDENCE_UNIT : Float.NaN;
        }
    }

    /** More than an hour is no forecast. */
    private static int spanMs(int timeMark) {
        long spanNs = WireTime.timeMarkNs(timeMark);
        return spanNs < 0 || spanNs == Long.MAX_VALUE ? SignalMessage.UNKNOWN_MS : (int) (spanNs / MILLISECOND_NS);
    }

    private static int untilMs(int timeMark, long atNs) {
        long endsAtNs = WireTime.timeMarkAtNs(timeMark, atNs);
        return endsAtNs == WireTime.UNKNOWN_NS
                ? SignalMessage.UNKNOWN_MS
                : (int) Math.max(0, (endsAtNs - atNs) / MILLISECOND_NS);
    }
}
