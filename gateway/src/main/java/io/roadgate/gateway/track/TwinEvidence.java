package io.roadgate.gateway.track;

/**
 * Whether two neighbouring tracks are one participant, told by how sensors report them.
 *
 * <p>A sensor that sees two participants reports both in most of its frames; one participant with two tracks is reported
 * once, and now one track takes the observation, now the other. With Pd the chance that the frame held the missed track:
 *
 * <pre>
 *   one reported:  L += ln(0.5 / (1 - Pd))   when positive      both reported:  L -= 3
 * </pre>
 *
 * <p>Both directions (A without B, B without A) are weighed apart: a neighbour that one sensor cannot see for a reason
 * that nobody knows collects in one of them only. This is a sequential probability ratio test (A. Wald, Annals of
 * Mathematical Statistics 16, 1945) of the joint detection events of a pair.
 */
final class TwinEvidence {
    private static final double BOTH = 3;
    private static final double LEAST = -9;
    private static final double MOST = 12;
    private static final double PER_FRAME = 1.6;
    private static final double SURE_SUM = 7;
    private static final double SURE_EACH = 1.2;
    private static final double APART = -2;
    private static final double SIDE_M = 3.2;
    private static final double ALONG_M = 3.2;
    private static final double PERSON_M = 2.2;
    private static final double SPEED_MPS = 4;

    private final TrackTable table;
    private final TrackGrid grid;
    private final int[] found = new int[TrackTable.CAPACITY];

    TwinEvidence(TrackTable table, TrackGrid grid) {
        this.table = table;
        this.grid = grid;
    }

    /** Looks for the older confirmed track that this one may be a twin of; begins anew when it is another one. */
    void choose(int slot, long atNs) {
        int best = Assignment.ALONE;
        double least = Double.MAX_VALUE;
        double eastM = table.eastM(slot, atNs);
        double northM = table.northM(slot, atNs);
        int foundCount = grid.near(eastM, northM, found);
        for (int k = 0; k < foundCount; k++) {
            int other = found[k];
            if (!table.confirmed[other] || table.trackId[other] >= table.trackId[slot]) {
                continue;
            }
            double east = table.eastM(other, atNs) - eastM;
            double north = table.northM(other, atNs) - northM;
            double square = east * east + north * north;
            if (square < least && isClose(slot, other, east, north)) {
                least = square;
                best = other;
            }
        }
        if (best == Assignment.ALONE) {
            table.twinOf[slot] = 0;
        } else if (table.twinOf[slot] != table.trackId[best]) {
            table.twinOf[slot] = table.trackId[best];
            table.twinSlot[slot] = best;
            table.twinAlone[slot] = 0;
            table.twinOther[slot] = 0;
        }
    }

    private boolean isClose(int slot, int other, double east, double north) {
        double eastMps = table.eastMps(other) - table.eastMps(slot);
        double northMps = table.northMps(other) - table.northMps(slot);
        double speed2 = SPEED_MPS * SPEED_MPS + 4 * (table.speedVar(slot) + table.speedVar(other));
        boolean isOtherDeck = table.level[slot] != table.level[other]
                && table.level[slot] != TrackTable.UNKNOWN_LEVEL
                && table.level[other] != TrackTable.UNKNOWN_LEVEL;
        if (isOtherDeck || eastMps * eastMps + northMps * northMps > speed2 || !isSameGroup(slot, other)) {
            return false;
        }
        double slack = 2 * Math.min(1, table.positionSigmaM(slot) + table.positionSigmaM(other));
        double he = table.headEast[other];
        double hn = table.headNorth[other];
        if (isPersonLike(slot) || isPersonLike(other) || (he == 0 && hn == 0)) {
            double reach = PERSON_M + slack;
            return east * east + north * north < reach * reach;
        }
        double along = Math.abs(he * east + hn * north);
        double side = Math.abs(he * north - hn * east);
        double half = 0.25 * (table.bodyLengthM(slot) + table.bodyLengthM(other));
        return along < Math.max(ALONG_M, half) + slack && side < SIDE_M + slack;
    }

    private boolean isPersonLike(int slot) {
        return ClassBelief.isSmallOrOnPedals(table.participantClass(slot));
    }

    private boolean isSameGroup(int slot, int other) {
        int a = table.participantClass(slot);
        int b = table.participantClass(other);
        return a == 0 || b == 0 || ClassBelief.isMotor(a) == ClassBelief.isMotor(b);
    }

    /** A frame missed one of a pair and held the other; {@code pd} is the chance that it held the missed one. */
    void weighMiss(int slot, int sensor, int ordinal, double pd) {
        int partner = partner(slot);
        if (partner != Assignment.ALONE && table.hitFrame[partner * table.sensorCount + sensor] == ordinal) {
            table.twinOther[slot] = (float) Math.min(MOST, table.twinOther[slot] + worth(pd));
        }
    }

    /** A frame held a track: what that says of its pair, whose other track the frame held with chance {@code pd}. */
    void weighHit(int slot, int sensor, int ordinal, double pd) {
        int partner = partner(slot);
        if (partner == Assignment.ALONE) {
            return;
        }
        if (table.hitFrame[partner * table.sensorCount + sensor] == ordinal) {
            table.twinAlone[slot] = (float) Math.max(LEAST, table.twinAlone[slot] - BOTH);
            table.twinOther[slot] = (float) Math.max(LEAST, table.twinOther[slot] - BOTH);
        } else {
            table.twinAlone[slot] = (float) Math.min(MOST, table.twinAlone[slot] + worth(pd));
        }
    }

    private static double worth(double pd) {
        return Math.max(0, Math.min(PER_FRAME, StrictMath.log(0.5 / (1 - Math.min(0.95, pd)))));
    }

    /** Slot of the older track that this one may be a twin of, or {@link Assignment#ALONE}. */
    int partner(int slot) {
        int id = table.twinOf[slot];
        return id != 0 && table.trackId[table.twinSlot[slot]] == id ? table.twinSlot[slot] : Assignment.ALONE;
    }

    /** Whether both are one. */
    boolean isTwin(int slot) {
        double alone = table.twinAlone[slot];
        double other = table.twinOther[slot];
        return partner(slot) != Assignment.ALONE && alone + other > SURE_SUM && Math.min(alone, other) > SURE_EACH;
    }

    /** Whether sensors have told the two apart, or there is nobody to be told from. */
    boolean isApart(int slot) {
        return partner(slot) == Assignment.ALONE || table.twinAlone[slot] + table.twinOther[slot] < APART;
    }
}
