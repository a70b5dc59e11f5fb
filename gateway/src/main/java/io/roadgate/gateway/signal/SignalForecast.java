package io.roadgate.gateway.signal;

import java.util.Arrays;

/**
 * When lights end: what the controller says as far as it has proven right, else what the past says.
 *
 * <p>The past of a light that has shown for {@code e} seconds is the set of the kept durations {@code d > e}. Its median
 * is the likely end, its 5 % and 95 % quantiles are the bounds, and the confidence is
 *
 * <pre>
 *   confidence = n(|d - median| &lt;= tolerance) / (n(d > e) + 1)
 * </pre>
 *
 * so that a fixed plan comes near to 1, an actuated one tells how much it varies, and one that was seen once is believed
 * half. Less than {@link #LEAST_SEEN} durations, or none that lasted so long, say nothing. What a controller says of its
 * times is held against what came: once five ends are known, its confidence is the share of ends that came within the
 * tolerance of what it had said {@link #HELD_BEFORE_NS} before, or its own word if that is less.
 *
 * <p><b>Units:</b> times in ns since 1970 of fusion; {@link SignalBoard#UNKNOWN_NS} = nobody knows.
 *
 * <p><b>Source:</b> TimeCountingDown of SPAT, T/CSAE 53; the statistics are ours.
 *
 * <p><b>Thread:</b> the fusion agent. Answers stand in the accessors until the next {@link #look}; nothing is allocated.
 */
public final class SignalForecast {
    /** Durations that must have been seen. */
    public static final int LEAST_SEEN = 3;
    /** A controller's word is held against the change that came this long after it. */
    public static final long HELD_BEFORE_NS = 3_000_000_000L;

    private static final long UNKNOWN_NS = SignalBoard.UNKNOWN_NS;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long OVERDUE_NS = 2 * SECOND_NS;
    private static final int KEPT_ENDS = 20;
    private static final int ENOUGH_ENDS = 5;
    private static final double EARLY_SHARE = 0.05;
    private static final double LATE_SHARE = 0.95;
    private static final float UNTRIED_CONFIDENCE = 0.5f;
    private static final int RED = 3;
    private static final int FLASHING_GREEN = 4;
    private static final int PROTECTED_GREEN = 6;
    private static final int OUT_OF_ORDER = (1 << 2) | (1 << 8) | (1 << 9); // failureFlash, failureMode, off

    private final SignalBoard board;
    private final PhaseHistory history = new PhaseHistory();
    private final VoiceCheck voices = new VoiceCheck();
    private final double toleranceS;
    private final long[] sinceNs = new long[SignalBoard.CAPACITY];
    private final byte[] light = new byte[SignalBoard.CAPACITY];
    private final boolean[] isSinceKnown = new boolean[SignalBoard.CAPACITY];
    private final long[] saidEndNs = new long[SignalBoard.CAPACITY];
    private final int[] endHits = new int[SignalBoard.CAPACITY]; // newest KEPT_ENDS ends as bits, 1 = as said
    private final byte[] endCount = new byte[SignalBoard.CAPACITY];
    private SignalTrouble trouble = SignalTrouble.NONE;
    private ForecastBasis basis = ForecastBasis.NONE;
    private long endsAtNs;
    private long earliestEndNs;
    private long latestEndNs;
    private float confidence;
    private int nextLight;
    private long nextLastsNs;
    private long greenStartNs;
    private long greenEndNs;
    private float greenConfidence;
    private int greenLight;

    /**
     * Forecasts for a board.
     *
     * @param toleranceS an end this near to what was said is as said, seconds.
     */
    public SignalForecast(SignalBoard board, double toleranceS) {
        this.board = board;
        this.toleranceS = toleranceS;
        Arrays.fill(sinceNs, UNKNOWN_NS);
        Arrays.fill(saidEndNs, UNKNOWN_NS);
    }

    /** Forgets which groups exclude each other. */
    public void clearCrossings() {
        voices.clearCrossings();
    }

    /** Two phases of an intersection must not have a protected green together. */
    public void addCrossing(int phase, int other) {
        voices.addCrossing(phase, other);
    }

    /** Learns from a report, which is on the board already. */
    public void onPhase(int row, int sensorId, int toldLight, long receivedAtNs) {
        voices.onVoice(row, sensorId, toldLight, receivedAtNs);
        if (sensorId != board.sensorId(row)) {
            return;
        }
        if (sinceNs[row] != board.sinceNs(row)) {
            learn(row);
            sinceNs[row] = board.sinceNs(row);
            light[row] = (byte) board.light(row);
            isSinceKnown[row] = board.isSinceKnown(row);
            saidEndNs[row] = UNKNOWN_NS;
        }
        if (board.endsAtNs(row) != UNKNOWN_NS && board.endsAtNs(row) - receivedAtNs >= HELD_BEFORE_NS) {
            saidEndNs[row] = board.endsAtNs(row);
        }
    }

    private void learn(int row) {
        boolean isChangeSeen = board.isSinceKnown(row) && sinceNs[row] != UNKNOWN_NS;
        if (!isChangeSeen) {
            return;
        }
        history.follow(row, light[row], board.light(row));
        if (isSinceKnown[row]) {
            history.add(row, light[row], (board.sinceNs(row) - sinceNs[row]) / (double) SECOND_NS);
        }
        if (saidEndNs[row] != UNKNOWN_NS) {
            boolean isAsSaid = Math.abs(board.sinceNs(row) - saidEndNs[row]) <= toleranceS * SECOND_NS;
            endHits[row] = ((endHits[row] << 1) | (isAsSaid ? 1 : 0)) & ((1 << KEPT_ENDS) - 1);
            endCount[row] = (byte) Math.min(KEPT_ENDS, endCount[row] + 1);
        }
    }

    /** Looks at a row of the board. */
    public void look(int row, long nowNs) {
        basis = ForecastBasis.NONE;
        endsAtNs = UNKNOWN_NS;
        earliestEndNs = UNKNOWN_NS;
        latestEndNs = UNKNOWN_NS;
        confidence = 0;
        nextLight = PhaseHistory.NONE;
        nextLastsNs = UNKNOWN_NS;
        trouble = troubleOf(row, nowNs);
        boolean isOut = (board.controllerStatus(row) & OUT_OF_ORDER) != 0;
        if (!trouble.isLightUnknown() && !isOut) {
            if (isTimeTold(row, nowNs)) {
                useController(row, nowNs);
            }
            if (basis == ForecastBasis.NONE || confidence < UNTRIED_CONFIDENCE) {
                useHistory(row, nowNs);
            }
            lookBeyond(row);
        }
        findGreen(row);
    }

    private SignalTrouble troubleOf(int row, long nowNs) {
        if (board.isStale(row, nowNs)) {
            return SignalTrouble.STALE;
        }
        if (voices.isDisputed(row, nowNs)) {
            return SignalTrouble.TWO_VOICES;
        }
        return voices.isCrossed(board, row, nowNs) ? SignalTrouble.CROSSING_GREENS : SignalTrouble.NONE;
    }

    private boolean isTimeTold(int row, long nowNs) {
        long toldNs = board.endsAtNs(row);
        if (toldNs == UNKNOWN_NS) {
            return false;
        }
        long slackNs = (long) (toleranceS * SECOND_NS);
        boolean isOverdue = nowNs - toldNs > OVERDUE_NS;
        boolean isTooEarly = board.earliestEndNs(row) != UNKNOWN_NS && toldNs < board.earliestEndNs(row) - slackNs;
        boolean isTooLate = board.latestEndNs(row) != UNKNOWN_NS && toldNs > board.latestEndNs(row) + slackNs;
        if (isOverdue || isTooEarly || isTooLate) {
            trouble = SignalTrouble.IMPOSSIBLE_TIME;
            return false;
        }
        return true;
    }

    private void useController(int row, long nowNs) {
        basis = ForecastBasis.CONTROLLER;
        endsAtNs = Math.max(nowNs, board.endsAtNs(row));
        earliestEndNs = board.earliestEndNs(row) == UNKNOWN_NS
                ? UNKNOWN_NS
                : Math.min(endsAtNs, Math.max(nowNs, board.earliestEndNs(row)));
        latestEndNs = board.latestEndNs(row) == UNKNOWN_NS ? UNKNOWN_NS : Math.max(endsAtNs, board.latestEndNs(row));
        float said = board.confidence(row);
        boolean isTried = endCount[row] >= ENOUGH_ENDS;
        float proven = isTried ? Integer.bitCount(endHits[row]) / (float) (endCount[row] + 1) : UNTRIED_CONFIDENCE;
        if (Float.isNaN(said)) {
            confidence = proven;
        } else {
            confidence = isTried ? Math.min(said, proven) : said;
        }
    }

    /** Takes the place of a controller that says nothing, or that the past has proven wrong more than itself. */
    private void useHistory(int row, long nowNs) {
        int shown = board.light(row);
        double shownS = (nowNs - board.sinceNs(row)) / (double) SECOND_NS;
        if (!board.isSinceKnown(row) || history.count(row, shown) < LEAST_SEEN) {
            return;
        }
        int longer = history.select(row, shown, shownS);
        if (longer == 0) {
            return;
        }
        double likelyS = history.quantileS(0.5);
        float share = history.near(likelyS, toleranceS) / (float) (longer + 1);
        if (share <= confidence) {
            return;
        }
        basis = ForecastBasis.HISTORY;
        confidence = share;
        endsAtNs = board.sinceNs(row) + (long) (likelyS * SECOND_NS);
        earliestEndNs = Math.max(nowNs, board.sinceNs(row) + (long) (history.quantileS(EARLY_SHARE) * SECOND_NS));
        latestEndNs = board.sinceNs(row) + (long) (history.quantileS(LATE_SHARE) * SECOND_NS);
    }

    private void lookBeyond(int row) {
        int told = board.nextLight(row);
        nextLight = told < PhaseHistory.LIGHTS ? told : history.followerOf(row, board.light(row));
        if (nextLight != PhaseHistory.NONE) {
            nextLastsNs = medianNs(row, nextLight);
        }
    }

    private long medianNs(int row, int ofLight) {
        if (history.count(row, ofLight) < LEAST_SEEN) {
            return UNKNOWN_NS;
        }
        history.select(row, ofLight, -1);
        return (long) (history.quantileS(0.5) * SECOND_NS);
    }

    /** Follows the lights until one is green. */
    private void findGreen(int row) {
        greenStartNs = UNKNOWN_NS;
        greenEndNs = UNKNOWN_NS;
        greenConfidence = confidence;
        greenLight = PhaseHistory.NONE;
        if (basis == ForecastBasis.NONE) {
            return;
        }
        if (isGreen(board.light(row))) {
            greenLight = board.light(row);
            greenStartNs = board.sinceNs(row);
            greenEndNs = earliestEndNs == UNKNOWN_NS || basis == ForecastBasis.CONTROLLER ? endsAtNs : earliestEndNs;
            return;
        }
        followToGreen(row, board.light(row), endsAtNs);
    }

    /** The green after the one found last; {@link #greenStartNs} is unknown when nobody can tell. */
    public void nextGreen(int row) {
        int from = greenLight;
        boolean isNow = from != PhaseHistory.NONE && greenStartNs == board.sinceNs(row) && isGreen(board.light(row));
        // The end of this green as it is likely, not as it is safe to reckon with.
        long fromNs = isNow ? endsAtNs : greenEndNs;
        greenStartNs = UNKNOWN_NS;
        greenEndNs = UNKNOWN_NS;
        greenLight = PhaseHistory.NONE;
        if (from != PhaseHistory.NONE && fromNs != UNKNOWN_NS) {
            followToGreen(row, from, fromNs);
        }
    }

    private void followToGreen(int row, int from, long fromNs) {
        int at = from;
        long atNs = fromNs;
        boolean isPast = !isGreen(from);
        for (int steps = 0; steps < PhaseHistory.LIGHTS; steps++) {
            int follower = history.followerOf(row, at);
            if (follower == PhaseHistory.NONE && at == RED) {
                // What follows red is green of some kind, also where nobody has seen it yet.
                greenStartNs = atNs;
                return;
            }
            long lastsNs = follower == PhaseHistory.NONE ? UNKNOWN_NS : medianNs(row, follower);
            if (follower != PhaseHistory.NONE && isPast && isGreen(follower)) {
                greenLight = follower;
                greenStartNs = atNs;
                greenEndNs = lastsNs == UNKNOWN_NS ? UNKNOWN_NS : atNs + lastsNs;
                return;
            }
            if (lastsNs == UNKNOWN_NS) {
                return;
            }
            at = follower;
            atNs += lastsNs;
            isPast |= !isGreen(at);
        }
    }

    private static boolean isGreen(int ofLight) {
        return ofLight >= FLASHING_GREEN && ofLight <= PROTECTED_GREEN;
    }

    /** What is wrong with what the controller says. */
    public SignalTrouble trouble() {
        return trouble;
    }

    /** From where the end is known. */
    public ForecastBasis basis() {
        return basis;
    }

    /** The likely end of the light. */
    public long endsAtNs() {
        return endsAtNs;
    }

    /** It hardly ends before this. */
    public long earliestEndNs() {
        return earliestEndNs;
    }

    /** It hardly ends after this. */
    public long latestEndNs() {
        return latestEndNs;
    }

    /** How sure the likely end is, within the tolerance: 0..1. */
    public float confidence() {
        return confidence;
    }

    /** What comes next, a code of {@code SignalLight}; -1 = nobody knows. */
    public int nextLight() {
        return nextLight;
    }

    /** How long that usually lasts. */
    public long nextLastsNs() {
        return nextLastsNs;
    }

    /** Begin of the green that is, or of the next one. */
    public long greenStartNs() {
        return greenStartNs;
    }

    /** End of that green: of one that is, by when it may end already. */
    public long greenEndNs() {
        return greenEndNs;
    }

    /** How sure that is. */
    public float greenConfidence() {
        return greenConfidence;
    }
}
