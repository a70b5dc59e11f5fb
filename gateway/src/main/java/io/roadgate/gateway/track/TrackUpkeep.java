package io.roadgate.gateway.track;

/** Misses, endings and doubles: what happens to tracks without an observation of their own. */
final class TrackUpkeep {
    private static final double JOIN_MOTOR_M = 1.2; // two vehicles' middles can't be closer
    private static final double JOIN_PERSON_M = 0.4;
    private static final double JOIN_PERSON_TOP_M = 2;
    private static final double JOIN_SPEED_MPS = 3;
    private static final int OFFSET_MISSES = 8;
    private static final long BODY_FRESH_NS = 500_000_000L;
    private static final int DOUBT_SWEEPS = 6;
    private static final int SURE_SWEEPS = 24;
    private static final long SOURCE_FRESH_NS = 2_000_000_000L;

    private final TrackTable table;
    private final TrackGrid grid;
    private final TrackerSettings settings;
    private final IdentityCues identity;
    private final TrackMotion motion;
    private final TwinEvidence twins;
    private final TrackListener listener;
    private final double[] estimate = new double[TrackTable.ESTIMATE];
    private final int[] found = new int[TrackTable.CAPACITY];

    TrackUpkeep(
            TrackTable table,
            TrackGrid grid,
            TrackerSettings settings,
            IdentityCues identity,
            TrackMotion motion,
            TwinEvidence twins,
            TrackListener listener) {
        this.twins = twins;
        this.table = table;
        this.grid = grid;
        this.settings = settings;
        this.identity = identity;
        this.motion = motion;
        this.listener = listener;
    }

    /** A dead sensor misses nothing. */
    void forgetSensor(int sensorId) {
        for (int i = 0; i < table.liveCount(); i++) {
            table.seenBySensorAtNs[table.liveSlot(i) * table.sensorCount + sensorId - 1] = 0;
        }
    }

    /** Ends, joins, and moves the grid's entries on. */
    void sweep(long nowNs) {
        for (int i = table.liveCount() - 1; i >= 0; i--) {
            int slot = table.liveSlot(i);
            if (isOver(slot, nowNs)) {
                end(slot);
            } else {
                grid.place(slot, table.eastM(slot, nowNs), table.northM(slot, nowNs));
                table.isHidden[slot] = nowNs - table.seenAtNs[slot] > settings.coastForNs
                        || table.score[slot] < settings.hideScore
                        || spreadM(slot, nowNs) > settings.hideSpreadM;
                refreshSources(slot, nowNs);
                if (table.temporaryId[slot] != 0 && table.bodyMissCount[slot] >= OFFSET_MISSES) {
                    table.bodyMissCount[slot] = 0;
                    motion.forgetOffset(slot);
                }
            }
        }
        for (int i = table.liveCount() - 1; i >= 0; i--) {
            int slot = table.liveSlot(i);
            twins.choose(slot, nowNs);
            if (twins.isTwin(slot)) {
                join(twins.partner(slot), slot);
            }
        }
        for (int i = 0; i < table.liveCount(); i++) {
            joinDoubles(table.liveSlot(i), nowNs);
        }
    }

    /** How uncertain the place of a track is by now. */
    private double spreadM(int slot, long nowNs) {
        return table.estimate(slot, nowNs, estimate) ? Math.sqrt(0.5 * (estimate[4] + estimate[6])) : 0;
    }

    private boolean isOver(int slot, long nowNs) {
        long unseenNs = nowNs - table.seenAtNs[slot];
        boolean isConfirmed = table.confirmed[slot];
        return table.score[slot] < settings.dropScore
                || unseenNs > (isConfirmed ? settings.rememberForNs : settings.tentativeForNs);
    }

    private void refreshSources(int slot, long nowNs) {
        int sources = 0;
        for (int s = 0; s < table.sensorCount; s++) {
            long seenAtNs = table.seenBySensorAtNs[slot * table.sensorCount + s];
            if (seenAtNs != 0 && nowNs - seenAtNs < SOURCE_FRESH_NS) {
                sources |= TrackUpdate.sourceBit(s + 1);
            }
        }
        table.sources[slot] = sources;
    }

    /** Ends a track. */
    void end(int slot) {
        listener.onTrackEnded(slot);
        grid.remove(slot);
        table.end(slot);
    }

    /**
     * Two bodies in one place with one velocity are one participant, unless a sensor saw both at once. So are a vehicle that
     * only reports itself and one that only sensors see, when their difference is within the errors of both.
     */
    private void joinDoubles(int slot, long nowNs) {
        double eastM = table.eastM(slot, nowNs);
        double northM = table.northM(slot, nowNs);
        int foundCount = grid.near(eastM, northM, found);
        int doubt = 0;
        for (int k = 0; k < foundCount; k++) {
            int other = found[k];
            boolean isYounger = table.trackId[other] > table.trackId[slot];
            if (isYounger && isDouble(slot, other, eastM, northM, nowNs)) {
                doubt = table.trackId[other];
                boolean isSame = doubt == table.doubtWith[slot];
                int weight = isSeenTogether(slot, other) ? 1 : SURE_SWEEPS / DOUBT_SWEEPS;
                table.doubtCount[slot] = isSame ? table.doubtCount[slot] + weight : weight;
                table.doubtWith[slot] = doubt;
                if (table.doubtCount[slot] >= SURE_SWEEPS) {
                    join(slot, other);
                    return;
                }
                break;
            }
        }
        if (doubt == 0) {
            table.doubtWith[slot] = 0;
        }
    }

    /** The better known one stays, under the older confirmed id. */
    private void join(int slot, int other) {
        boolean isOtherBetter = (isOnlyReported(slot) && !isOnlyReported(other))
                || (table.hitCount[other] > 5 && table.positionSigmaM(other) < 0.7 * table.positionSigmaM(slot));
        int kept = isOtherBetter ? other : slot;
        int gone = isOtherBetter ? slot : other;
        identity.inherit(kept, gone);
        boolean isOlderId = table.trackId[gone] < table.trackId[kept];
        if (table.confirmed[gone] && (isOlderId || !table.confirmed[kept])) {
            int id = table.trackId[kept];
            table.trackId[kept] = table.trackId[gone];
            table.trackId[gone] = id;
        }
        table.confirmed[kept] |= table.confirmed[gone];
        table.score[kept] = Math.max(table.score[kept], table.score[gone]);
        end(gone);
    }

    private boolean isOnlyReported(int slot) {
        return table.temporaryId[slot] != 0 && table.seenAtNs[slot] - table.bodySeenAtNs[slot] > BODY_FRESH_NS;
    }

    private boolean isDouble(int slot, int other, double eastM, double northM, long nowNs) {
        double east = table.eastM(other, nowNs) - eastM;
        double north = table.northM(other, nowNs) - northM;
        double eastMps = table.eastMps(other) - table.eastMps(slot);
        double northMps = table.northMps(other) - table.northMps(slot);
        boolean isPossible = eastMps * eastMps + northMps * northMps < JOIN_SPEED_MPS * JOIN_SPEED_MPS
                && (table.level[slot] == table.level[other]
                        || table.level[slot] == TrackTable.UNKNOWN_LEVEL
                        || table.level[other] == TrackTable.UNKNOWN_LEVEL);
        return isPossible && (isOverlap(slot, other, east, north) || isReportOf(slot, other, east, north));
    }

    private boolean isOverlap(int slot, int other, double east, double north) {
        boolean isPerson = table.isVulnerable(slot) || table.isVulnerable(other);
        if (isPerson) {
            double spread = 4
                    * (table.positionSigmaM(slot) * table.positionSigmaM(slot)
                            + table.positionSigmaM(other) * table.positionSigmaM(other));
            double reach = Math.min(JOIN_PERSON_TOP_M * JOIN_PERSON_TOP_M, JOIN_PERSON_M * JOIN_PERSON_M + spread);
            return !isSeenTogether(slot, other) && east * east + north * north < reach;
        }
        double he =
                table.headEast[slot] != 0 || table.headNorth[slot] != 0 ? table.headEast[slot] : table.headEast[other];
        double hn = table.headEast[slot] != 0 || table.headNorth[slot] != 0
                ? table.headNorth[slot]
                : table.headNorth[other];
        double along = Math.abs(he * east + hn * north);
        double side = Math.abs(he * north - hn * east);
        double half = (isSeenTogether(slot, other) ? 0.15 : 0.3) * (table.bodyLengthM(slot) + table.bodyLengthM(other));
        return (he == 0 && hn == 0)
                ? (east * east) + (north * north) < JOIN_MOTOR_M * JOIN_MOTOR_M
                : along < Math.max(JOIN_MOTOR_M, half) && side < JOIN_MOTOR_M;
    }

    /** A vehicle known by its reports alone, and one that nobody heard report. */
    private boolean isReportOf(int slot, int other, double east, double north) {
        boolean isPair = (isOnlyReported(slot) && table.temporaryId[other] == 0)
                || (isOnlyReported(other) && table.temporaryId[slot] == 0);
        if (!isPair || table.isVulnerable(slot) != table.isVulnerable(other)) {
            return false;
        }
        double sigma2 = table.positionSigmaM(slot) * table.positionSigmaM(slot)
                + table.positionSigmaM(other) * table.positionSigmaM(other);
        return east * east + north * north < Math.min(36, 10 * sigma2 + 1);
    }

    private boolean isSeenTogether(int slot, int other) {
        for (int s = 0; s < table.sensorCount; s++) {
            int a = slot * table.sensorCount + s;
            int b = other * table.sensorCount + s;
            if (table.hitFrame[a] == table.hitFrame[b] && table.hitFrame[a] != 0) {
                return true;
            }
        }
        return false;
    }
}
