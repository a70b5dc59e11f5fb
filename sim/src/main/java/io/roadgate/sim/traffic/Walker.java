package io.roadgate.sim.traffic;

/**
 * A person who crosses the east-west road on the zebra again and again, to the north in one cycle and back in the next.
 *
 * <p>Where he is follows from the time alone. In every cycle he is in the middle of the conflict lane at the same
 * phase, from whichever side he comes.
 */
final class Walker {
    /** A brisk walk. */
    static final double SPEED_MPS = 1.5;

    private static final double NS_PER_S = 1e9;

    private final Identity identity;
    private final double eastM;
    private final double kerbM;
    private final long cycleNs;
    private final long northStartNs;
    private final long southStartNs;
    private final int laneId;

    /** Walks at {@code eastM} between the kerbs at ±{@code kerbM}; is at {@code conflictNorthM} at {@code phaseNs}. */
    Walker(
            Identity identity,
            int laneId,
            double eastM,
            double kerbM,
            double conflictNorthM,
            long phaseNs,
            long cycleNs) {
        this.identity = identity;
        this.laneId = laneId;
        this.eastM = eastM;
        this.kerbM = kerbM;
        this.cycleNs = cycleNs;
        this.northStartNs = phaseNs - (long) ((kerbM + conflictNorthM) / SPEED_MPS * NS_PER_S);
        this.southStartNs = phaseNs + cycleNs - (long) ((kerbM - conflictNorthM) / SPEED_MPS * NS_PER_S);
    }

    double eastM() {
        return eastM;
    }

    /** North of the origin. */
    double northM(long sinceStartNs) {
        double north = walkedM(sinceStartNs, northStartNs);
        double south = walkedM(sinceStartNs, southStartNs);
        if (isUnderWay(north)) {
            return north - kerbM;
        }
        if (isUnderWay(south)) {
            return kerbM - south;
        }
        // Between two walks he stands where the last one, the one that began later, has ended.
        return north < south ? kerbM : -kerbM;
    }

    /** Northward speed, negative to the south, 0 while he waits. */
    double northMps(long sinceStartNs) {
        if (isUnderWay(walkedM(sinceStartNs, northStartNs))) {
            return SPEED_MPS;
        }
        return isUnderWay(walkedM(sinceStartNs, southStartNs)) ? -SPEED_MPS : 0;
    }

    /** How long he still waits at the kerb; 0 while he walks. */
    double waitsS(long sinceStartNs) {
        return northMps(sinceStartNs) == 0 ? nextStartNs(sinceStartNs) / NS_PER_S : 0;
    }

    /** Where he walks, or will walk next: 1 = north, -1 = south. */
    double direction(long sinceStartNs) {
        double northMps = northMps(sinceStartNs);
        return northMps == 0 ? -Math.signum(northM(sinceStartNs)) : Math.signum(northMps);
    }

    private long nextStartNs(long sinceStartNs) {
        return Math.min(
                Math.floorMod(northStartNs - sinceStartNs, 2 * cycleNs),
                Math.floorMod(southStartNs - sinceStartNs, 2 * cycleNs));
    }

    Participant look(long sinceStartNs) {
        double northMps = northMps(sinceStartNs);
        double headingRad = northMps < 0 ? Math.PI : 0;
        return new Participant(
                identity, laneId, eastM, northM(sinceStartNs), 0, Math.abs(northMps), 0, headingRad, false);
    }

    private boolean isUnderWay(double walkedM) {
        return walkedM < 2 * kerbM;
    }

    /** What he would have walked since the last start of that direction, if no kerb ended it. */
    private double walkedM(long sinceStartNs, long firstStartNs) {
        return Math.floorMod(sinceStartNs - firstStartNs, 2 * cycleNs) / NS_PER_S * SPEED_MPS;
    }
}
