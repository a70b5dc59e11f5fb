package io.roadgate.gateway.roadmap;

/**
 * Walks along the network: from a place on a lane forward over ways on, and looks how far another place is.
 *
 * <p>Where a lane has several ways on, the wish counts first (left, straight on, right), then the one that turns least;
 * crosswalks and pavements are no ways on for vehicles. A walk ends where no lane goes on.
 *
 * <p><b>Thread:</b> one. The place stands in the accessors until the next call; nothing is allocated.
 */
public final class LaneWalk {
    /** Turn as the lanes turn least. */
    public static final int ANY = 0;

    private static final int MOST_LANES = 256;

    private SiteMap map;
    private int lane = SiteMap.NONE;
    private double alongM;
    private double walkedM;
    private boolean isEnded;
    private double aheadM;
    private final int[] queueLane = new int[MOST_LANES];
    private final double[] queueM = new double[MOST_LANES];

    /** A walk over a map. */
    public LaneWalk(SiteMap map) {
        this.map = map;
    }

    /** Goes over to another map. */
    public void use(SiteMap newMap) {
        map = newMap;
        lane = SiteMap.NONE;
    }

    /** Stands at a place. */
    public void start(int newLane, double newAlongM) {
        lane = newLane;
        alongM = newAlongM;
        walkedM = 0;
        isEnded = newLane == SiteMap.NONE;
    }

    /**
     * Goes on by a distance.
     *
     * @param wish bits of {@link Manoeuvres} wanted at the next junction, or {@link #ANY}.
     * @return whether it got that far; if not it stands at the end of the last lane.
     */
    public boolean advance(double metres, int wish) {
        double leftM = metres;
        for (int hop = 0; hop < MOST_LANES && !isEnded; hop++) {
            double roomM = map.lengthM(lane) - alongM;
            if (leftM <= roomM) {
                alongM += leftM;
                walkedM += leftM;
                return true;
            }
            leftM -= roomM;
            walkedM += roomM;
            alongM = map.lengthM(lane);
            int next = wayOn(map, lane, wish);
            if (next == SiteMap.NONE) {
                isEnded = true;
            } else {
                lane = next;
                alongM = 0;
            }
        }
        return false;
    }

    /** The most probable way on, or {@link SiteMap#NONE}. */
    public static int wayOn(SiteMap map, int lane, int wish) {
        int best = SiteMap.NONE;
        double bestCost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < map.successorCount(lane); i++) {
            int next = map.successor(lane, i);
            if (map.kind(next).isMotor() || map.kind(next) == map.kind(lane)) {
                double turn = turnAfter(map, lane, next);
                boolean isWished = (wish & Manoeuvres.ofTurn(turn)) != 0;
                double cost = Math.abs(turn) + (wish == ANY || isWished ? 0 : 2 * Math.PI);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = next;
                }
            }
        }
        return best;
    }

    /** How far one turns from the end of a lane over a way on to that one's end (a way across a junction) or start. */
    static double turnAfter(SiteMap map, int lane, int next) {
        LaneGeometry lanes = map.geometry;
        double fromRad = lanes.courseRad[lanes.lastPoint(lane)];
        double startRad = lanes.courseRad[lanes.firstPoint[next]];
        double joint = LaneGeometry.turnRad(fromRad, startRad);
        return map.isInJunction(next) ? LaneGeometry.turnRad(fromRad, lanes.courseRad[lanes.lastPoint(next)]) : joint;
    }

    /** Lane where it stands. */
    public int lane() {
        return lane;
    }

    /** Metres along that lane. */
    public double alongM() {
        return alongM;
    }

    /** Metres walked since the start. */
    public double walkedM() {
        return walkedM;
    }

    /**
     * Distance along the network from one place forward to another, over whichever ways on lead there.
     *
     * @param horizonM how far to look.
     * @return metres, 0 or more; NaN = not reached within the horizon (or beyond {@value #MOST_LANES} lanes).
     */
    public double distanceM(int fromLane, double fromAlongM, int toLane, double toAlongM, double horizonM) {
        if (fromLane == SiteMap.NONE || toLane == SiteMap.NONE) {
            return Double.NaN;
        }
        if (fromLane == toLane && toAlongM >= fromAlongM) {
            double straightM = toAlongM - fromAlongM;
            return straightM <= horizonM ? straightM : Double.NaN;
        }
        int head = 0;
        int tail = 0;
        double best = Double.NaN;
        queueLane[tail] = fromLane;
        queueM[tail++] = map.lengthM(fromLane) - fromAlongM;
        while (head < tail) {
            int at = queueLane[head];
            double behindM = queueM[head++];
            for (int i = 0; i < map.successorCount(at) && behindM <= horizonM; i++) {
                int next = map.successor(at, i);
                if (next == toLane && behindM + toAlongM <= horizonM && !(behindM + toAlongM >= best)) {
                    best = behindM + toAlongM;
                }
                if (tail < MOST_LANES && !isQueued(next, behindM, tail)) {
                    queueLane[tail] = next;
                    queueM[tail++] = behindM + map.lengthM(next);
                }
            }
        }
        return best;
    }

    private boolean isQueued(int next, double behindM, int tail) {
        for (int i = 0; i < tail; i++) {
            if (queueLane[i] == next && i > 0 && queueM[i] - map.lengthM(next) <= behindM) {
                return true;
            }
        }
        return false;
    }

    /**
     * The next conflict area ahead on the way that {@link #advance} would take, the place being inside it counts.
     *
     * @param horizonM how far to look.
     * @param skip how many of the areas ahead to pass over, 0 = the first.
     * @return index in {@link SiteMap#conflicts()}, or {@link SiteMap#NONE}; {@link #aheadM()} then says how far its
     *     beginning is.
     */
    public int conflictAhead(double horizonM, int wish, int skip) {
        ConflictTable table = map.conflicts();
        int toSkip = skip;
        int at = lane;
        double offsetM = -alongM;
        for (int hop = 0; hop < MOST_LANES && at != SiteMap.NONE && offsetM <= horizonM; hop++) {
            for (int area = table.first(at); area < table.end(at); area++) {
                boolean isAhead = offsetM + table.toM(area) >= 0 && offsetM + table.fromM(area) <= horizonM;
                if (isAhead && toSkip-- == 0) {
                    aheadM = offsetM + table.fromM(area);
                    return area;
                }
            }
            offsetM += map.lengthM(at);
            at = wayOn(map, at, wish);
        }
        return SiteMap.NONE;
    }

    /** Metres to the beginning of the area found last; negative = already inside. */
    public double aheadM() {
        return aheadM;
    }
}
