package io.roadgate.gateway.roadmap;

import java.util.Arrays;

/** Where on the lanes each of many movers is: lane, metres along it, metres beside its middle; flat arrays by slot. */
public final class Placements {
    private final int[] laneIndex;
    private final double[] alongM;
    private final double[] lateralM;

    /** Room for slots 0 to {@code capacity} - 1, all off lane. */
    public Placements(int capacity) {
        laneIndex = new int[capacity];
        alongM = new double[capacity];
        lateralM = new double[capacity];
        Arrays.fill(laneIndex, SiteMap.NONE);
    }

    /** Writes what the matcher has found last. */
    public void set(int slot, int newLaneIndex, LaneMatcher matcher) {
        laneIndex[slot] = newLaneIndex;
        alongM[slot] = newLaneIndex == SiteMap.NONE ? Double.NaN : matcher.alongM();
        lateralM[slot] = newLaneIndex == SiteMap.NONE ? Double.NaN : matcher.lateralM();
    }

    /** Takes the mover off its lane. */
    public void clear(int slot) {
        laneIndex[slot] = SiteMap.NONE;
        alongM[slot] = Double.NaN;
        lateralM[slot] = Double.NaN;
    }

    /** Takes all movers off their lanes: they are lanes of a map that holds no more. */
    public void clearAll() {
        for (int slot = 0; slot < laneIndex.length; slot++) {
            clear(slot);
        }
    }

    /** Lane, or {@link SiteMap#NONE}. */
    public int laneIndex(int slot) {
        return laneIndex[slot];
    }

    /** Metres from the start of the lane; NaN off lane. */
    public double alongM(int slot) {
        return alongM[slot];
    }

    /** Metres from the middle of the lane, positive = right; NaN off lane. */
    public double lateralM(int slot) {
        return lateralM[slot];
    }
}
