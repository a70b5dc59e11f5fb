package io.roadgate.sensor.point;

/**
 * Distances to "occupied": two thresholds so that the edge does not chatter, and a time for which the new state must
 * hold.
 */
final class Occupancy {
    private final long occupiedBelowMm;
    private final long freeAboveMm;
    private final long settleNs;
    private boolean isKnown;
    private boolean isOccupied;
    private boolean isChanging;
    private long changingSinceNs;

    Occupancy(double occupiedBelowM, double freeAboveM, long settleNs) {
        this.occupiedBelowMm = Math.round(occupiedBelowM * 1000);
        this.freeAboveMm = Math.max(Math.round(freeAboveM * 1000), occupiedBelowMm);
        this.settleNs = settleNs;
    }

    /**
     * Takes a distance; {@link Long#MAX_VALUE} = nothing in reach.
     *
     * @return whether the state has changed, or is known for the first time.
     */
    boolean add(long distanceMm, long atNs) {
        boolean isNear = (isKnown && isOccupied) ? distanceMm <= freeAboveMm : distanceMm < occupiedBelowMm;
        if (isKnown && isNear == isOccupied) {
            isChanging = false;
            return false;
        }
        if (!isChanging) {
            isChanging = true;
            changingSinceNs = atNs;
        }
        if (atNs - changingSinceNs < settleNs) {
            return false;
        }
        isChanging = false;
        isKnown = true;
        isOccupied = isNear;
        return true;
    }

    /** Nothing is known any more. */
    void forget() {
        isKnown = false;
        isChanging = false;
    }

    boolean isKnown() {
        return isKnown;
    }

    boolean isOccupied() {
        return isOccupied;
    }
}
