package io.roadgate.gateway.roadmap;

/**
 * Where a place lies in a zone: along its line, beside it, and whether inside.
 *
 * <p>The nearest segment of the line counts. A place before the line's start or behind its end is outside. Zones of another
 * level are the caller's business.
 *
 * <p><b>Thread:</b> one. The result stands in the accessors until the next call; nothing is allocated.
 */
public final class ZoneCursor {
    private SiteMap map;
    private double alongM;
    private double lateralM;
    private double courseRad;
    private double alongEast;
    private double alongNorth;
    private boolean isBeyondEnds;
    private boolean isInside;

    /** A cursor over the zones of a map. */
    public ZoneCursor(SiteMap map) {
        this.map = map;
    }

    /** Goes over to another map. */
    public void use(SiteMap newMap) {
        map = newMap;
    }

    /**
     * Finds where a place lies.
     *
     * @param zone index in {@link SiteMap#zones()}.
     * @return whether it is inside.
     */
    public boolean locate(int zone, double eastM, double northM) {
        ZoneGeometry lines = map.zoneGeometry;
        Zone facts = map.zones().get(zone);
        int first = lines.firstPoint[zone];
        int last = lines.firstPoint[zone + 1] - 1;
        if (first == last) {
            alongM = LaneGeometry.distanceM(lines.eastM[first], lines.northM[first], eastM, northM);
            lateralM = 0;
            courseRad = Double.NaN;
            alongEast = 0;
            alongNorth = 0;
            isBeyondEnds = false;
            isInside = alongM < facts.halfWidthM();
            return isInside;
        }
        double bestSquare = Double.POSITIVE_INFINITY;
        for (int p = first; p < last; p++) {
            double east = lines.eastM[p + 1] - lines.eastM[p];
            double north = lines.northM[p + 1] - lines.northM[p];
            double lengthM = lines.alongM[p + 1] - lines.alongM[p];
            double fromEastM = eastM - lines.eastM[p];
            double fromNorthM = northM - lines.northM[p];
            double ahead = (fromEastM * east + fromNorthM * north) / lengthM;
            double clamped = Math.max(0, Math.min(lengthM, ahead));
            double offEast = fromEastM - clamped * east / lengthM;
            double offNorth = fromNorthM - clamped * north / lengthM;
            double square = offEast * offEast + offNorth * offNorth;
            if (square < bestSquare) {
                bestSquare = square;
                alongEast = east / lengthM;
                alongNorth = north / lengthM;
                alongM = lines.alongM[p] + clamped;
                lateralM = fromEastM * alongNorth - fromNorthM * alongEast;
                isBeyondEnds = (p == first && ahead < 0) || (p == last - 1 && ahead > lengthM);
            }
        }
        courseRad = StrictMath.atan2(alongEast, alongNorth);
        isInside = !isBeyondEnds && Math.abs(lateralM) <= facts.halfWidthM();
        return isInside;
    }

    /** Whether it is inside. */
    public boolean isInside() {
        return isInside;
    }

    /** Whether it lies before the line's start or behind its end. */
    public boolean isBeyondEnds() {
        return isBeyondEnds;
    }

    /** Metres along the line; of a junction, from its middle. */
    public double alongM() {
        return alongM;
    }

    /** Metres beside the line, positive = to its right. */
    public double lateralM() {
        return lateralM;
    }

    /** Course of the line there; NaN in a junction. */
    public double courseRad() {
        return courseRad;
    }

    /** Eastward part of the line's direction there, a unit vector's; 0 in a junction. */
    public double alongEast() {
        return alongEast;
    }

    /** Northward part of it. */
    public double alongNorth() {
        return alongNorth;
    }
}
