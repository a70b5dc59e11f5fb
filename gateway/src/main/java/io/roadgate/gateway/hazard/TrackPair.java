package io.roadgate.gateway.hazard;

/**
 * Two tracks as the first one sees the second: where it is, how it moves, when and how close both come if neither
 * changes its velocity, and how uncertain that is. Reused for each pair.
 */
public final class TrackPair {
    int self;
    int other;
    double eastM;
    double northM;
    double eastMps;
    double northMps;
    double distanceM;
    /** Metres ahead along the first one's heading. */
    double aheadM;
    /** Metres beside it, positive = to its right. */
    double rightM;
    /** Speed at which the second comes closer along the first one's heading. */
    double closingMps;
    /** Cosine of the angle between both headings. */
    double cosHeadings;

    double closestS;
    double closestM;
    double closestSigmaM;
    double closestSigmaS;

    private static final double STILL_SQUARE = 1e-9;
    private static final double LEAST_MPS = 0.3;

    /** Looks at a pair; false, and nothing but its distance is found, when they are farther apart. */
    boolean look(RoadPicture picture, int newSelf, int newOther, double withinM) {
        self = newSelf;
        other = newOther;
        eastM = picture.eastM(other) - picture.eastM(self);
        northM = picture.northM(other) - picture.northM(self);
        distanceM = Math.sqrt(eastM * eastM + northM * northM);
        if (!(distanceM < withinM)) {
            return false;
        }
        eastMps = picture.eastMps(other) - picture.eastMps(self);
        northMps = picture.northMps(other) - picture.northMps(self);
        double east = picture.headEast(self);
        double north = picture.headNorth(self);
        aheadM = eastM * east + northM * north;
        rightM = eastM * north - northM * east;
        closingMps = -(eastMps * east + northMps * north);
        cosHeadings = east * picture.headEast(other) + north * picture.headNorth(other);
        double square = eastMps * eastMps + northMps * northMps + STILL_SQUARE;
        closestS = -(eastM * eastMps + northM * northMps) / square;
        double e = eastM + eastMps * closestS;
        double n = northM + northMps * closestS;
        closestM = Math.sqrt(e * e + n * n);
        return true;
    }

    /** Finds how uncertain time and distance of the closest approach are. */
    void findUncertainty(RoadPicture picture) {
        double relativeMps = Math.max(LEAST_MPS, Math.sqrt(eastMps * eastMps + northMps * northMps));
        double east = eastMps / relativeMps;
        double north = northMps / relativeMps;
        double square = closestS * closestS;
        double across = picture.positionVar(self, north, -east)
                + picture.positionVar(other, north, -east)
                + square * (picture.velocityVar(self, north, -east) + picture.velocityVar(other, north, -east));
        double along = picture.positionVar(self, east, north)
                + picture.positionVar(other, east, north)
                + square * (picture.velocityVar(self, east, north) + picture.velocityVar(other, east, north));
        closestSigmaM = Math.sqrt(across);
        closestSigmaS = Math.sqrt(along) / relativeMps;
    }
}
