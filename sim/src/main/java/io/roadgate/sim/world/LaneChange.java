package io.roadgate.sim.world;

/**
 * When a driver changes lanes: where he gains by it and no one must brake hard.
 *
 * <p>Source: MOBIL, A. Kesting, M. Treiber, D. Helbing, Transportation Research Record 1999 (2007) 86; politeness left out
 * except for the safety bound. Who is on an ending lane must change and accepts smaller gaps the nearer its end.
 */
final class LaneChange {
    private static final double SAFE_MPS2 = 2.5;
    private static final double GAIN_MPS2 = 0.35;
    private static final double RIGHT_BIAS_MPS2 = 0.15;
    private static final double REST_S = 6;

    void consider(Vehicle vehicle, double timeS, double stepS, Dice dice) {
        RoadLane lane = vehicle.lane;
        boolean isOrdered = vehicle.order.kind() == Vehicle.Order.Kind.FORCE;
        if (vehicle.isChanging() || isOrdered || (lane.left == null && lane.right == null)) {
            return;
        }
        if (lane.isEnding) {
            RoadLane target = lane.left != null ? lane.left : lane.right;
            double leftM = lane.lengthM() - vehicle.alongM;
            double urgency = Math.max(0, 1 - leftM / lane.lengthM());
            if (isSafe(vehicle, target, SAFE_MPS2 + 2.5 * urgency)) {
                vehicle.changeTo(target);
                vehicle.restS = timeS + REST_S;
            }
            return;
        }
        // A driver thinks of it now and then, not ten times a second.
        if (timeS < vehicle.restS || vehicle.speedMps < 3 || !dice.happens(stepS / 1.5)) {
            return;
        }
        double own = ahead(vehicle, lane, vehicle.alongM);
        for (RoadLane target : new RoadLane[] {lane.left, lane.right}) {
            if (target == null || target.isEnding || target.isForCycles != vehicle.isCycle()) {
                continue;
            }
            double mapped = vehicle.alongOn(target);
            double there = ahead(vehicle, target, mapped);
            double bias = target == lane.right ? RIGHT_BIAS_MPS2 : -RIGHT_BIAS_MPS2;
            if (there - own + bias > GAIN_MPS2 && isSafe(vehicle, target, SAFE_MPS2)) {
                vehicle.changeTo(target);
                vehicle.restS = timeS + REST_S;
                return;
            }
        }
    }

    private static double ahead(Vehicle vehicle, RoadLane lane, double alongM) {
        double wanted = vehicle.driver.wantedMps(lane.limitMps);
        for (RoadLane.Slot slot : lane.slots) {
            if (slot.vehicle() != vehicle && slot.alongM() > alongM) {
                double gap = slot.alongM() - alongM - (slot.vehicle().who.lengthM() + vehicle.who.lengthM()) / 2;
                return gap > 120
                        ? vehicle.driver.free(vehicle.speedMps, wanted)
                        : vehicle.driver.behind(vehicle.speedMps, wanted, gap, slot.vehicle().speedMps);
            }
        }
        return vehicle.driver.free(vehicle.speedMps, wanted);
    }

    private static boolean isSafe(Vehicle vehicle, RoadLane target, double hardestMps2) {
        double mapped = vehicle.alongOn(target);
        for (RoadLane.Slot slot : target.slots) {
            Vehicle other = slot.vehicle();
            double apart = slot.alongM() - mapped;
            double gap = Math.abs(apart) - (other.who.lengthM() + vehicle.who.lengthM()) / 2;
            if (gap < 1.5) {
                return false;
            }
            if (apart < 0) {
                double brake = other.driver.behind(other.speedMps, other.speedMps + 0.5, gap, vehicle.speedMps);
                if (brake < -hardestMps2) {
                    return false;
                }
            } else if (vehicle.driver.behind(vehicle.speedMps, vehicle.speedMps + 0.5, gap, other.speedMps)
                    < -hardestMps2) {
                return false;
            }
        }
        // Someone about to come from the lane behind.
        for (RoadLane before : target.before) {
            for (RoadLane.Slot slot : before.slots) {
                double gap = before.lengthM()
                        - slot.alongM()
                        + mapped
                        - (slot.vehicle().who.lengthM() + vehicle.who.lengthM()) / 2;
                double speed = slot.vehicle().speedMps;
                if (gap < 60
                        && slot.vehicle().driver.behind(speed, speed + 0.5, gap, vehicle.speedMps) < -hardestMps2) {
                    return false;
                }
            }
        }
        return true;
    }
}
