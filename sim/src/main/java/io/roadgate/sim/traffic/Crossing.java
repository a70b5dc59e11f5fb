package io.roadgate.sim.traffic;

/** How drivers of the east-west road behave before the zebra while the walker is on it. */
final class Crossing {
    private static final double HALF_WIDTH_M = 2.0;
    private static final double LINE_BEFORE_M = 2.0;
    private static final double LATE_STOP_BEFORE_M = 2.5;
    private static final double LATE_REACTION_S = 1.9;
    private static final double CLEARANCE_M = 0.8;
    private static final double MARGIN_S = 0.6;
    private static final double LEAST_MPS = 3.0;
    private static final double LOOK_AHEAD_S = 6.0;
    private static final double SEEN_WAITING_S = 3.0;
    private static final double POSSIBLE_DECEL_MPS2 = 3.5;

    private final Walker walker;
    private final double laneHalfM;

    Crossing(Walker walker, double laneHalfM) {
        this.walker = walker;
        this.laneHalfM = laneHalfM;
    }

    /** The most that a vehicle may accelerate on account of the walker. */
    double limitMps2(RoadVehicle vehicle, long sinceStartNs) {
        double middleM = vehicle.path().wayM(walker.eastM(), 0);
        double toZebraM = middleM - HALF_WIDTH_M - vehicle.wayM();
        double etaS = toZebraM / Math.max(vehicle.speedMps(), LEAST_MPS);
        if (!vehicle.path().isEastWest() || toZebraM < -LINE_BEFORE_M || etaS > LOOK_AHEAD_S) {
            return CarFollowing.UNLIMITED;
        }
        double leaveS = etaS
                + (2 * HALF_WIDTH_M + vehicle.identity().kind().lengthM()) / Math.max(vehicle.speedMps(), LEAST_MPS);
        if (!isWalkerInLane(vehicle, sinceStartNs, etaS - MARGIN_S, leaveS + MARGIN_S)) {
            vehicle.isYielding(false);
            return CarFollowing.UNLIMITED;
        }
        return vehicle.manoeuvre().isInattentive()
                ? late(vehicle, middleM - vehicle.wayM())
                : inTime(vehicle, toZebraM - LINE_BEFORE_M);
    }

    private static double late(RoadVehicle vehicle, double toWalkerM) {
        boolean seesHim = toWalkerM < vehicle.speedMps() * LATE_REACTION_S;
        vehicle.isYielding(vehicle.isYielding() || seesHim);
        return vehicle.isYielding()
                ? -CarFollowing.neededToStop(vehicle.speedMps(), toWalkerM - LATE_STOP_BEFORE_M)
                : CarFollowing.UNLIMITED;
    }

    private static double inTime(RoadVehicle vehicle, double toLineM) {
        boolean isPossible = CarFollowing.neededToStop(vehicle.speedMps(), toLineM) < POSSIBLE_DECEL_MPS2;
        vehicle.isYielding(vehicle.isYielding() || isPossible);
        return vehicle.isYielding()
                ? CarFollowing.stopAt(vehicle.speedMps(), vehicle.accelMps2(), toLineM)
                : CarFollowing.UNLIMITED;
    }

    /** Whether he is in the vehicle's lane at some moment of that time from now, if he walks on or is about to start. */
    private boolean isWalkerInLane(RoadVehicle vehicle, long sinceStartNs, double fromS, double toS) {
        double waitsS = walker.waitsS(sinceStartNs);
        if (waitsS > SEEN_WAITING_S) {
            return false;
        }
        double direction = walker.direction(sinceStartNs);
        double awayM = (vehicle.path().northM(0) - walker.northM(sinceStartNs)) * direction;
        double halfM = laneHalfM + CLEARANCE_M;
        double entersS = waitsS + (awayM - halfM) / Walker.SPEED_MPS;
        double leavesS = waitsS + (awayM + halfM) / Walker.SPEED_MPS;
        return leavesS > Math.max(0, fromS) && entersS < toS;
    }
}
