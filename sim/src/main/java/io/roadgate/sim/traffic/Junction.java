package io.roadgate.sim.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * Who may drive into the conflict area of a junction without signals: first come, first served.
 *
 * <p>A vehicle asks some seconds before it arrives and is let in as soon as nobody of the crossing road is in, or asked
 * earlier. So nobody waits for ever, and on a thin road nearly nobody waits.
 */
final class Junction {
    private static final double ASK_AHEAD_S = 6.5;
    private static final double LEAST_MPS = 3.0;
    private static final double LINE_TO_AREA_M = 2.0;

    private final double eastWestHalfM;
    private final double northSouthHalfM;
    private final List<Claim> claims = new ArrayList<>();

    /** An area about the origin, by its half size for those who drive east-west and north-south. */
    Junction(double eastWestHalfM, double northSouthHalfM) {
        this.eastWestHalfM = eastWestHalfM;
        this.northSouthHalfM = northSouthHalfM;
    }

    /** Takes claims, ends them, grants them; once a step, before anybody decides. */
    void update(Iterable<RoadVehicle> vehicles) {
        claims.removeIf(claim -> isThrough(claim.vehicle) || isHeldUp(claim.vehicle));
        for (RoadVehicle vehicle : vehicles) {
            double arrivalS = distanceToLineM(vehicle) / Math.max(vehicle.speedMps(), LEAST_MPS);
            if (arrivalS > 0 && arrivalS < ASK_AHEAD_S && !isHeldUp(vehicle) && find(vehicle) == null) {
                claims.add(new Claim(vehicle));
            }
        }
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            claim.isGranted = claim.isGranted || !hasConflictBefore(i);
        }
    }

    /** The most that a vehicle may accelerate on account of the junction. */
    double limitMps2(RoadVehicle vehicle) {
        Claim claim = find(vehicle);
        if (claim == null || claim.isGranted) {
            return CarFollowing.UNLIMITED;
        }
        return CarFollowing.stopAt(vehicle.speedMps(), vehicle.accelMps2(), distanceToLineM(vehicle));
    }

    private boolean isThrough(RoadVehicle vehicle) {
        return vehicle.rearM() > middleM(vehicle) + halfM(vehicle);
    }

    /** Who lets a walker pass before the junction must not keep the crossing road waiting meanwhile. */
    private boolean isHeldUp(RoadVehicle vehicle) {
        return vehicle.isYielding() && distanceToLineM(vehicle) > 0;
    }

    private boolean hasConflictBefore(int index) {
        boolean isEastWest = claims.get(index).vehicle.path().isEastWest();
        for (int i = 0; i < claims.size(); i++) {
            Claim other = claims.get(i);
            if (other.vehicle.path().isEastWest() != isEastWest && (i < index || other.isGranted)) {
                return true;
            }
        }
        return false;
    }

    private Claim find(RoadVehicle vehicle) {
        for (Claim claim : claims) {
            if (claim.vehicle == vehicle) {
                return claim;
            }
        }
        return null;
    }

    private double distanceToLineM(RoadVehicle vehicle) {
        return middleM(vehicle) - halfM(vehicle) - LINE_TO_AREA_M - vehicle.wayM();
    }

    private static double middleM(RoadVehicle vehicle) {
        return vehicle.path().wayM(0, 0);
    }

    private double halfM(RoadVehicle vehicle) {
        return vehicle.path().isEastWest() ? eastWestHalfM : northSouthHalfM;
    }

    private static final class Claim {
        private final RoadVehicle vehicle;
        private boolean isGranted;

        private Claim(RoadVehicle vehicle) {
            this.vehicle = vehicle;
        }
    }
}
