package io.roadgate.gateway.traffic;

import java.util.Arrays;

/**
 * Sums over one interval, by lane and by movement.
 *
 * <p>Density, flow over the whole lane and space mean speed are Edie's: with the time {@code TT} that all vehicles spent
 * on a lane of length {@code L} in an interval {@code T} and the way {@code D} that they drove there, the density is
 * {@code TT / (L T)} and the space mean speed {@code D / TT}.
 *
 * <p><b>Source:</b> L. C. Edie, Discussion of traffic stream measurements and definitions (1963).
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction. Nothing known is NaN.
 */
public final class TrafficTally {
    private static final double SECONDS_PER_H = 3600;
    private static final double METRES_PER_KM = 1000;

    private final int[] entered;
    private final int[] heavy;
    private final double[] speedSum;
    private final double[] presenceS;
    private final double[] wayM;
    private final double[] coveredS;
    private final double[] headwaySum;
    private final int[] headways;
    private final double[] queueM;
    private final int[] queued;
    private final double[] travelSum;
    private final int[] travels;
    private final int[] turns;
    private final double[] turnTravelSum;
    private final int[] turnTravels;
    private final int[][] counts;
    private final double[][] sums;

    /** Sums of nothing. */
    public TrafficTally(int lanes, int movements) {
        entered = new int[lanes];
        heavy = new int[lanes];
        speedSum = new double[lanes];
        presenceS = new double[lanes];
        wayM = new double[lanes];
        coveredS = new double[lanes];
        headwaySum = new double[lanes];
        headways = new int[lanes];
        queueM = new double[lanes];
        queued = new int[lanes];
        travelSum = new double[lanes];
        travels = new int[lanes];
        turns = new int[movements];
        turnTravelSum = new double[movements];
        turnTravels = new int[movements];
        counts = new int[][] {entered, heavy, headways, queued, travels, turns, turnTravels};
        sums = new double[][] {speedSum, presenceS, wayM, coveredS, headwaySum, queueM, travelSum, turnTravelSum};
    }

    /** Begins a new interval. */
    public void clear() {
        for (int[] row : counts) {
            Arrays.fill(row, 0);
        }
        for (double[] row : sums) {
            Arrays.fill(row, 0);
        }
    }

    /** Notes time and way of one vehicle on a lane. */
    void addPresence(int lane, double seconds, double metres, double coveringS) {
        presenceS[lane] += seconds;
        wayM[lane] += metres;
        coveredS[lane] += coveringS;
    }

    /** Notes a passage of the counting line; a headway that nobody knows is NaN. */
    void addPassage(int lane, double speedMps, boolean isHeavy, double gapS) {
        entered[lane]++;
        heavy[lane] += isHeavy ? 1 : 0;
        speedSum[lane] += speedMps;
        if (!Double.isNaN(gapS)) {
            headwaySum[lane] += gapS;
            headways[lane]++;
        }
    }

    /** Notes a queue; the longest one counts. */
    void addQueue(int lane, double metres, int vehicles) {
        if (metres > queueM[lane]) {
            queueM[lane] = metres;
            queued[lane] = vehicles;
        }
    }

    void addTravel(int lane, double seconds) {
        travelSum[lane] += seconds;
        travels[lane]++;
    }

    void addTurn(int movement, double seconds) {
        turns[movement]++;
        if (!Double.isNaN(seconds)) {
            turnTravelSum[movement] += seconds;
            turnTravels[movement]++;
        }
    }

    /** Vehicles that passed the counting line. */
    public int entered(int lane) {
        return entered[lane];
    }

    /** Buses, trucks and trailers among them. */
    public int heavy(int lane) {
        return heavy[lane];
    }

    /** Vehicles on the lane, mean. */
    public double present(int lane, double intervalS) {
        return presenceS[lane] / intervalS;
    }

    /** Passages in an hour at this rate. */
    public double flowPerH(int lane, double intervalS) {
        return entered[lane] * SECONDS_PER_H / intervalS;
    }

    /** Arithmetic mean of the speeds at the counting line. */
    public double timeMeanSpeedMps(int lane) {
        return entered[lane] == 0 ? Double.NaN : speedSum[lane] / entered[lane];
    }

    /** All ways by all times. */
    public double spaceMeanSpeedMps(int lane) {
        return presenceS[lane] > 0 ? wayM[lane] / presenceS[lane] : Double.NaN;
    }

    /** Vehicles on a kilometre. */
    public double densityPerKm(int lane, double laneM, double intervalS) {
        return presenceS[lane] * METRES_PER_KM / (laneM * intervalS);
    }

    /** Share of the time in which a body covers the counting line. */
    public double occupancy(int lane, double intervalS) {
        return Math.min(1, coveredS[lane] / intervalS);
    }

    /** Mean time between two fronts at the counting line. */
    public double headwayS(int lane) {
        return headways[lane] == 0 ? Double.NaN : headwaySum[lane] / headways[lane];
    }

    /** Longest queue. */
    public double queueM(int lane) {
        return queueM[lane];
    }

    /** Vehicles in it. */
    public int queued(int lane) {
        return queued[lane];
    }

    /** Mean of those who drove the whole lane. */
    public double travelTimeS(int lane) {
        return travels[lane] == 0 ? Double.NaN : travelSum[lane] / travels[lane];
    }

    /** Vehicles that made a movement. */
    public int turns(int movement) {
        return turns[movement];
    }

    /** Mean time from entering the first lane to entering the last. */
    public double turnTravelTimeS(int movement) {
        return turnTravels[movement] == 0 ? Double.NaN : turnTravelSum[movement] / turnTravels[movement];
    }
}
