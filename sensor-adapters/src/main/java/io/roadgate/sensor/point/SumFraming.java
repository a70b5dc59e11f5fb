package io.roadgate.sensor.point;

import io.roadgate.sensor.frame.ByteWindow;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;

/**
 * Distances as small ultrasonic sensors send them of their own accord: FF, two bytes of millimetres, sum.
 *
 * <p>Errors: {@code POINT_GARBLED} once for each stretch, {@code POINT_CHECK}.
 *
 * <p>Source: A02YYUW and kin (DFRobot SEN0311/0312/0313), public protocol sheet: high byte first, sum of the three
 * bytes before it, low eight bits; its example FF 07 A1 A7 is 1953 mm.
 */
final class SumFraming implements DistanceFraming {
    private static final int HEAD = 0xFF;
    private static final int FRAME = 4;
    private static final long UM_PER_MM = 1000;

    private final FaultSink faults;
    private final Handler handler;
    private boolean isInNoise;

    SumFraming(FaultSink faults, Handler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public int longestBytes() {
        return FRAME;
    }

    @Override
    public int take(ByteWindow window, long receivedAtNs) {
        if (window.at(0) != HEAD) {
            if (!isInNoise) {
                faults.count(FrameFault.POINT_GARBLED);
            }
            isInNoise = true;
            return 1;
        }
        if (window.length() < FRAME) {
            return 0;
        }
        if ((HEAD + window.at(1) + window.at(2) & 0xFF) != window.at(3)) {
            if (!isInNoise) {
                faults.count(FrameFault.POINT_CHECK);
            }
            isInNoise = true;
            return 1;
        }
        isInNoise = false;
        handler.onDistance((window.at(1) << 8 | window.at(2)) * UM_PER_MM, receivedAtNs);
        return FRAME;
    }

    @Override
    public int onTick(long nowNs) {
        return 0;
    }

    @Override
    public void reset() {
        isInNoise = false;
    }
}
