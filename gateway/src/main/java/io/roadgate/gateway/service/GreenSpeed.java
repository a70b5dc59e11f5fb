package io.roadgate.gateway.service;

import io.roadgate.gateway.record.SpeedAction;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.signal.SignalForecast;

/**
 * The speeds at which one reaches a stop line in green without stopping.
 *
 * <p>For a green from {@code s} to {@code e} seconds from now and a line {@code d} metres ahead they are {@code d / e}
 * to {@code d / s}, within the least speed that is worth advising and the limit. Of the green that is or comes next and
 * the one after it, the first that leaves any counts; if neither does, one has to stop. Margins keep clear of both ends.
 * Where nobody knows how long a green lasts, only its begin bounds the speed.
 *
 * <p><b>Thread:</b> the fusion agent. The answer stands in the accessors until the next call; nothing is allocated.
 */
final class GreenSpeed {
    private static final double SLACK_MPS = 0.5;
    private static final double STANDS_MPS = 0.5;
    private static final double SECOND_NS = 1e9;

    private final SignalForecast forecast;
    private final double leastMps;
    private final double startMarginS;
    private final double endMarginS;
    private final double leastConfidence;
    private SpeedAction action;
    private double fromMps;
    private double toMps;
    private long greenStartNs;
    private long greenEndNs;
    private float confidence;

    GreenSpeed(
            SignalForecast forecast, double leastMps, double startMarginS, double endMarginS, double leastConfidence) {
        this.forecast = forecast;
        this.leastMps = leastMps;
        this.startMarginS = startMarginS;
        this.endMarginS = endMarginS;
        this.leastConfidence = leastConfidence;
    }

    /** Reckons; false when nothing can be advised because nobody knows the lights well enough. */
    boolean reckon(int row, double distanceM, double speedMps, double limitMps, long nowNs) {
        forecast.look(row, nowNs);
        confidence = forecast.greenConfidence();
        greenStartNs = forecast.greenStartNs();
        greenEndNs = forecast.greenEndNs();
        if (greenStartNs == SignalBoard.UNKNOWN_NS || confidence < leastConfidence) {
            return false;
        }
        boolean isGreen = greenStartNs <= nowNs;
        if (tryGreen(distanceM, limitMps, nowNs)) {
            choose(speedMps, isGreen);
            return true;
        }
        long firstStartNs = greenStartNs;
        long firstEndNs = greenEndNs;
        forecast.nextGreen(row);
        greenStartNs = forecast.greenStartNs();
        greenEndNs = forecast.greenEndNs();
        if (greenStartNs != SignalBoard.UNKNOWN_NS && tryGreen(distanceM, limitMps, nowNs)) {
            choose(speedMps, false);
            return true;
        }
        if (greenStartNs == SignalBoard.UNKNOWN_NS || firstStartNs > nowNs) {
            greenStartNs = firstStartNs;
            greenEndNs = firstEndNs;
        }
        action = SpeedAction.STOP;
        fromMps = Double.NaN;
        toMps = Double.NaN;
        return true;
    }

    private boolean tryGreen(double distanceM, double limitMps, long nowNs) {
        double startS = Math.max(0, (greenStartNs - nowNs) / SECOND_NS + (greenStartNs > nowNs ? startMarginS : 0));
        double endS =
                greenEndNs == SignalBoard.UNKNOWN_NS ? Double.POSITIVE_INFINITY : (greenEndNs - nowNs) / SECOND_NS;
        endS -= endMarginS;
        if (endS <= startS) {
            return false;
        }
        fromMps = Math.max(leastMps, distanceM / endS);
        toMps = Math.min(limitMps, startS > 0 ? distanceM / startS : limitMps);
        return fromMps <= toMps;
    }

    private void choose(double speedMps, boolean isGreen) {
        if (speedMps < STANDS_MPS && isGreen) {
            action = SpeedAction.GO;
        } else if (speedMps > toMps + SLACK_MPS) {
            action = SpeedAction.SLOW_DOWN;
        } else if (speedMps < fromMps - SLACK_MPS) {
            action = SpeedAction.SPEED_UP;
        } else {
            action = SpeedAction.KEEP;
        }
    }

    SpeedAction action() {
        return action;
    }

    /** Slowest; NaN = stop. */
    double fromMps() {
        return fromMps;
    }

    /** Fastest; NaN = stop. */
    double toMps() {
        return toMps;
    }

    long greenStartNs() {
        return greenStartNs;
    }

    long greenEndNs() {
        return greenEndNs;
    }

    float confidence() {
        return confidence;
    }
}
