package io.roadgate.gateway.signal;

import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseDecoder;

/**
 * The lights of all signal groups of the site, as their controllers told them last.
 *
 * <p><b>Shape:</b> a group is a row 0..{@link #count()} - 1, found by {@link #find} once it has been told, and known by
 * region, intersection and phase. A row never goes away and never changes its group, so that it may be kept. What it
 * says grows old: {@link #isStale} says when it proves nothing any more.
 *
 * <p>Times are nanoseconds since 1970 in fusion's time. The end of a light is what the controller expects, not a promise;
 * of two controllers that tell one group, the newest report counts.
 *
 * <p><b>Errors:</b> groups beyond {@link #CAPACITY} are refused; a report older than the one that stands is not taken.
 *
 * <p><b>Source:</b> SPAT of T/CSAE 53 as carried by the {@code SignalPhase} record.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class SignalBoard {
    /** Signal groups at most. */
    public static final int CAPACITY = 512;
    /** No row, no group, no region. */
    public static final int NONE = -1;
    /** A report this old proves nothing: SPAT comes every 500 ms at the slowest (YD/T 3709), so four are missing. */
    public static final long STALE_AFTER_NS = 2_000_000_000L;
    /** A time that nobody has told. */
    public static final long UNKNOWN_NS = Long.MIN_VALUE;

    private static final int BUCKETS = 1_024;
    private static final int REGION_NONE = 65_535;
    private static final int UNKNOWN_MS = Integer.MIN_VALUE;

    private final int[] bucket = new int[BUCKETS]; // row + 1
    private final long[] groups = new long[CAPACITY];
    private final byte[] light = new byte[CAPACITY];
    private final byte[] nextLight = new byte[CAPACITY];
    private final byte[] previousLight = new byte[CAPACITY];
    private final byte[] source = new byte[CAPACITY];
    private final int[] sensorId = new int[CAPACITY];
    private final int[] status = new int[CAPACITY];
    private final boolean[] isSinceKnown = new boolean[CAPACITY];
    private final long[] sinceNs = new long[CAPACITY];
    private final long[] measuredAtNs = new long[CAPACITY];
    private final long[] receivedAtNs = new long[CAPACITY];
    private final long[] endsAtNs = new long[CAPACITY];
    private final long[] earliestEndNs = new long[CAPACITY];
    private final long[] latestEndNs = new long[CAPACITY];
    private final float[] confidence = new float[CAPACITY];
    private int count;
    private long changes;

    /**
     * Takes in what a controller tells of one phase.
     *
     * @return the row; {@link #NONE} when the board is full or the report older than what stands.
     */
    public int onPhase(SignalPhaseDecoder phase) {
        int region = phase.regionId();
        long group = group(region == REGION_NONE ? NONE : region, phase.intersectionId(), phase.phaseId());
        int at = bucketOf(group);
        int row = bucket[at] - 1;
        if (row < 0) {
            if (count == CAPACITY) {
                return NONE;
            }
            row = begin(group, at);
        } else if (phase.measuredAtNs() < measuredAtNs[row] && phase.sensorId() == sensorId[row]) {
            return NONE;
        }
        write(row, phase);
        return row;
    }

    private int begin(long group, int at) {
        int row = count++;
        bucket[at] = row + 1;
        groups[row] = group;
        light[row] = (byte) SignalLight.UNAVAILABLE.value();
        previousLight[row] = light[row];
        measuredAtNs[row] = UNKNOWN_NS;
        receivedAtNs[row] = UNKNOWN_NS;
        return row;
    }

    private void write(int row, SignalPhaseDecoder phase) {
        long atNs = phase.measuredAtNs();
        byte shown = (byte) phase.lightRaw();
        boolean isFirst = receivedAtNs[row] == UNKNOWN_NS;
        if (isFirst || shown != light[row]) {
            // How long the first light has shown already, nobody knows: its start is the first report of it.
            isSinceKnown[row] = !isFirst && atNs - measuredAtNs[row] < STALE_AFTER_NS;
            previousLight[row] = light[row];
            light[row] = shown;
            sinceNs[row] = atNs;
            changes++;
        }
        nextLight[row] = (byte) phase.nextLightRaw();
        source[row] = (byte) phase.sourceRaw();
        sensorId[row] = phase.sensorId();
        status[row] = phase.controllerStatus();
        measuredAtNs[row] = atNs;
        receivedAtNs[row] = phase.receivedAtNs();
        endsAtNs[row] = endNs(atNs, phase.toChangeMs());
        earliestEndNs[row] = endNs(atNs, phase.leastToChangeMs());
        latestEndNs[row] = endNs(atNs, phase.mostToChangeMs());
        confidence[row] = phase.confidence();
    }

    private static long endNs(long atNs, int toChangeMs) {
        return toChangeMs == UNKNOWN_MS ? UNKNOWN_NS : atNs + toChangeMs * 1_000_000L;
    }

    private static long group(int region, int intersection, int phase) {
        return ((long) (region + 1) << 32) | ((long) intersection << 8) | phase;
    }

    private int bucketOf(long group) {
        int at = (int) ((group * 0x9E37_79B9_7F4A_7C15L) >>> 54);
        while (bucket[at] != 0 && groups[bucket[at] - 1] != group) {
            at = (at + 1) & (BUCKETS - 1);
        }
        return at;
    }

    /**
     * Row of a signal group.
     *
     * @param region {@link #NONE} = the controller names none.
     * @return {@link #NONE} while nobody has told it.
     */
    public int find(int region, int intersection, int phase) {
        return bucket[bucketOf(group(region, intersection, phase))] - 1;
    }

    /** First row of a phase number in any intersection, for sites with one controller; {@link #NONE} = not told. */
    public int findPhase(int phase) {
        for (int row = 0; row < count; row++) {
            if (phase(row) == phase) {
                return row;
            }
        }
        return NONE;
    }

    /** Signal groups told so far. */
    public int count() {
        return count;
    }

    /** Counts up with each change of any light. */
    public long changes() {
        return changes;
    }

    /** Region of a row; {@link #NONE} = none named. */
    public int region(int row) {
        return (int) (groups[row] >>> 32) - 1;
    }

    /** Intersection of a row. */
    public int intersection(int row) {
        return (int) (groups[row] >>> 8) & 0xFFFF;
    }

    /** Phase of a row, the signal group of the map. */
    public int phase(int row) {
        return (int) groups[row] & 0xFF;
    }

    /** What it shows, a code of {@code SignalLight}; look at {@link #isStale} too. */
    public int light(int row) {
        return light[row];
    }

    /** What it showed before; unavailable = nothing known. */
    public int previousLight(int row) {
        return previousLight[row];
    }

    /** What comes next; 255 = not told. */
    public int nextLight(int row) {
        return nextLight[row] & 0xFF;
    }

    /** Since when it shows that: the controller's time of the first report of this light. */
    public long sinceNs(int row) {
        return sinceNs[row];
    }

    /** Whether the change was seen; if not, it may have shown that for longer than {@link #sinceNs} says. */
    public boolean isSinceKnown(int row) {
        return isSinceKnown[row];
    }

    /** When the light is expected to end; {@link #UNKNOWN_NS} = not told. */
    public long endsAtNs(int row) {
        return endsAtNs[row];
    }

    /** When it ends at the earliest; {@link #UNKNOWN_NS} = not told. */
    public long earliestEndNs(int row) {
        return earliestEndNs[row];
    }

    /** When it ends at the latest; {@link #UNKNOWN_NS} = not told. */
    public long latestEndNs(int row) {
        return latestEndNs[row];
    }

    /** How sure the controller is of the end, 0..1; NaN = it does not say. */
    public float confidence(int row) {
        return confidence[row];
    }

    /** Who told, a code of {@code SignalSource}. */
    public int source(int row) {
        return source[row];
    }

    /** Sensor that told. */
    public int sensorId(int row) {
        return sensorId[row];
    }

    /** The controller's own state, bits of IntersectionStatusObject; 0 = nothing told. */
    public int controllerStatus(int row) {
        return status[row];
    }

    /** The controller's time of the newest report. */
    public long measuredAtNs(int row) {
        return measuredAtNs[row];
    }

    /** Arrival of the newest report. */
    public long receivedAtNs(int row) {
        return receivedAtNs[row];
    }

    /** Whether the newest report is too old to prove anything. */
    public boolean isStale(int row, long nowNs) {
        return nowNs - receivedAtNs[row] >= STALE_AFTER_NS;
    }

    /** Whether it is red, and that is known now. */
    public boolean isRed(int row, long nowNs) {
        return row != NONE && !isStale(row, nowNs) && light[row] == SignalLight.RED.value();
    }

    /** Whether it is yellow, and that is known now. */
    public boolean isYellow(int row, long nowNs) {
        return row != NONE && !isStale(row, nowNs) && light[row] == SignalLight.YELLOW.value();
    }

    /** Whether one may drive: green, flashing or not, and that is known now. */
    public boolean isGreen(int row, long nowNs) {
        return row != NONE
                && !isStale(row, nowNs)
                && light[row] >= SignalLight.FLASHING_GREEN.value()
                && light[row] <= SignalLight.PROTECTED_GREEN.value();
    }
}
