package io.roadgate.gateway.track;

import java.util.Arrays;

/**
 * On which deck each track is: a probability for each level of the site.
 *
 * <pre>
 *   a sensor of deck s saw it      p(l) *= 1 if l = s, {@value #SEEN_FROM_ELSEWHERE} if not
 *   deck l has no lane there       p(l) *= exp(-dt / {@value #OFF_ROAD_TAU_S} s)
 *   where a ramp changes deck      p goes towards equal shares of its two decks, time constant {@value #RAMP_TAU_S} s
 *   told:                          q(l) = p(l) exp(-(z - z(l))^2 / 2 sigma^2), sigma = {@value #HEIGHT_SIGMA_M} m
 * </pre>
 *
 * <p>Nothing else moves it, so that who loses satellites or sensors keeps his deck. The height z of a vehicle's own reports is off
 * by much the same for a minute; it is therefore weighed once, when the belief is asked, and not with each report. No p falls
 * below {@value #LEAST}. The level is told from {@value #TOLD} on; below it is unknown.
 *
 * <p>Where the site has one level, a track's is what sensors say.
 */
final class LevelBelief {
    private static final double SEEN_FROM_ELSEWHERE = 0.01;
    private static final double OFF_ROAD_TAU_S = 0.1;
    private static final double RAMP_TAU_S = 0.4;
    private static final double HEIGHT_SIGMA_M = 3;
    private static final double LEAST = 1e-3;
    private static final double TOLD = 0.9;
    private static final double REFUSED = 0.02;
    private static final double LONGEST_STEP_S = 0.25;
    private static final double FIRST_STEP_S = 1;
    private static final double EDGE_M = 1;
    private static final double WIDEST_M = 4;

    private final TrackTable table;
    private final double[] share = new double[TrackTable.CAPACITY * Decks.MOST];
    private final double[] deckUpM = new double[TrackTable.CAPACITY * Decks.MOST];
    private final long[] movedAtNs = new long[TrackTable.CAPACITY];
    private final double[] here = new double[Decks.MOST];
    private Decks decks = Decks.NONE;
    private int count = 1;

    LevelBelief(TrackTable table) {
        this.table = table;
    }

    /** Tells the decks of the site; before the first observation. */
    void use(Decks newDecks) {
        decks = newDecks;
        count = Math.min(Decks.MOST, newDecks.count());
    }

    /** Knows nothing of a new track. */
    void reset(int slot) {
        movedAtNs[slot] = Long.MIN_VALUE;
        Arrays.fill(share, slot * Decks.MOST, (slot + 1) * Decks.MOST, 1.0 / count);
        Arrays.fill(deckUpM, slot * Decks.MOST, (slot + 1) * Decks.MOST, Double.NaN);
    }

    /** Takes in that a sensor saw it; {@code level} is that of what it can see, or unknown. */
    void note(int slot, byte level, long atNs) {
        if (count < 2) {
            table.level[slot] = level == TrackTable.UNKNOWN_LEVEL ? table.level[slot] : level;
            return;
        }
        if (movedAtNs[slot] == Long.MIN_VALUE) {
            move(slot, atNs);
        }
        int seen = level - decks.lowest();
        if (level != TrackTable.UNKNOWN_LEVEL && seen >= 0 && seen < count) {
            for (int l = 0; l < count; l++) {
                share[slot * Decks.MOST + l] *= l == seen ? 1 : SEEN_FROM_ELSEWHERE;
            }
            settle(slot);
        }
        tell(slot);
    }

    /** Carries all tracks on over the roads. */
    void moveAll(long nowNs) {
        if (count > 1) {
            for (int i = 0; i < table.liveCount(); i++) {
                move(table.liveSlot(i), nowNs);
                tell(table.liveSlot(i));
            }
        }
    }

    /**
     * What the deck says for a pair: log of the chance that this sensor, or a vehicle at this height, is on the track's deck.
     *
     * @param level what the sensor can see, or unknown.
     * @param upM height told; NaN = none.
     * @return NaN when it cannot be.
     */
    double logFit(int slot, byte level, double upM) {
        if (count < 2) {
            boolean isOther = level != table.level[slot]
                    && level != TrackTable.UNKNOWN_LEVEL
                    && table.level[slot] != TrackTable.UNKNOWN_LEVEL;
            return isOther ? Double.NaN : 0;
        }
        int seen = level - decks.lowest();
        double fit = 0;
        double best = 0;
        double sum = 0;
        for (int l = 0; l < count; l++) {
            double chance = level == TrackTable.UNKNOWN_LEVEL || l == seen ? 1 : SEEN_FROM_ELSEWHERE;
            chance *= heightFit(upM, deckUpM[slot * Decks.MOST + l]);
            double q = share[slot * Decks.MOST + l] * heightFit(table.upM[slot], deckUpM[slot * Decks.MOST + l]);
            fit += q * chance;
            sum += q;
            best = Math.max(best, chance);
        }
        double ratio = fit / (sum * best);
        boolean isRefused = level != TrackTable.UNKNOWN_LEVEL && ratio < REFUSED;
        return isRefused || !(ratio > 0) ? Double.NaN : StrictMath.log(ratio);
    }

    /** One where nothing is known of either. */
    private static double heightFit(double upM, double surfaceM) {
        double off = (upM - surfaceM) / HEIGHT_SIGMA_M;
        return Double.isNaN(off) ? 1 : StrictMath.exp(-0.5 * Math.min(40, off * off));
    }

    private void move(int slot, long nowNs) {
        boolean isFirst = movedAtNs[slot] == Long.MIN_VALUE;
        double passedS =
                isFirst ? FIRST_STEP_S : Math.max(0, Math.min(LONGEST_STEP_S, (nowNs - movedAtNs[slot]) * 1e-9));
        movedAtNs[slot] = isFirst ? nowNs : Math.max(nowNs, movedAtNs[slot]);
        double marginM = EDGE_M + Math.min(WIDEST_M, 2 * table.positionSigmaM(slot));
        int ramp = decks.at(table.eastM(slot, nowNs), table.northM(slot, nowNs), marginM, here);
        boolean isOnRoad = false;
        for (int l = 0; l < count; l++) {
            isOnRoad |= !Double.isNaN(here[l]);
        }
        if (!isOnRoad) {
            return;
        }
        int first = slot * Decks.MOST;
        System.arraycopy(here, 0, deckUpM, first, count);
        if (ramp != 0) {
            mix(first, ramp, passedS / (passedS + RAMP_TAU_S));
        }
        double elsewhere = StrictMath.exp(-passedS / OFF_ROAD_TAU_S);
        for (int l = 0; l < count; l++) {
            share[first + l] *= Double.isNaN(here[l]) ? elsewhere : 1;
        }
        settle(slot);
    }

    private void mix(int first, int ramp, double gain) {
        double sum = 0;
        for (int l = 0; l < count; l++) {
            sum += (ramp >> l & 1) * share[first + l];
        }
        double equal = sum / Integer.bitCount(ramp);
        for (int l = 0; l < count; l++) {
            share[first + l] += (ramp >> l & 1) * gain * (equal - share[first + l]);
        }
    }

    private void settle(int slot) {
        int first = slot * Decks.MOST;
        double sum = 0;
        for (int l = 0; l < count; l++) {
            sum += share[first + l];
        }
        for (int l = 0; l < count; l++) {
            share[first + l] = Math.max(LEAST, share[first + l] / sum);
        }
    }

    private void tell(int slot) {
        int first = slot * Decks.MOST;
        double sum = 0;
        double most = 0;
        int best = 0;
        for (int l = 0; l < count; l++) {
            double q = share[first + l] * heightFit(table.upM[slot], deckUpM[first + l]);
            sum += q;
            best = q > most ? l : best;
            most = Math.max(most, q);
        }
        table.level[slot] = most >= TOLD * sum ? (byte) (decks.lowest() + best) : TrackTable.UNKNOWN_LEVEL;
    }
}
