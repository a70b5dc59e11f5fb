package io.roadgate.sim.world;

import io.roadgate.sim.scene.Geometry;

/** What a driver sees ahead and how he heeds it: leaders, merging, signals, priority, crosswalks, bends, strays. */
final class LookAhead {
    private static final double LOOK_M = 160;
    private static final double MERGE_M = 55;
    private static final double HARDEST_FOR_YELLOW_MPS2 = 3.2;
    private static final double HARDEST_MPS2 = 6;
    private static final double PRIORITY_S = 3.2;

    private final Traffic traffic;
    private final Dice dice;
    private final Curve.Place place = new Curve.Place();

    LookAhead(Traffic traffic, Dice dice) {
        this.traffic = traffic;
        this.dice = dice;
    }

    double accelMps2(Vehicle vehicle) {
        Vehicle.Order order = vehicle.order;
        if (order.kind() == Vehicle.Order.Kind.FORCE) {
            double need = (order.valueMps() - vehicle.speedMps) / Traffic.STEP_S;
            return Math.max(-order.accelMps2(), Math.min(order.accelMps2(), need));
        }
        double wanted = vehicle.wantedMps();
        double accel = vehicle.driver.free(vehicle.speedMps, wanted) + dice.normal(0.08);
        accel = Math.min(accel, along(vehicle, wanted));
        return Math.min(accel, strays(vehicle, wanted));
    }

    /** Walks along the lanes that the vehicle will take. */
    private double along(Vehicle vehicle, double wanted) {
        double accel = Double.POSITIVE_INFINITY;
        RoadLane lane = vehicle.lane;
        double startM = -vehicle.alongM;
        boolean hasLeader = false;
        for (int index = 0; lane != null && startM < LOOK_M; index++) {
            accel = Math.min(accel, bends(vehicle, lane, startM));
            accel = Math.min(accel, crosswalks(vehicle, wanted, lane, startM));
            if (!hasLeader) {
                RoadLane.Slot leader = leader(vehicle, lane, startM);
                if (leader != null) {
                    hasLeader = true;
                    accel = Math.min(accel, follow(vehicle, wanted, leader, startM + leader.alongM()));
                }
            }
            double endM = startM + lane.lengthM();
            RoadLane next = traffic.next(vehicle, index);
            if (next == null) {
                return lane.isEnding ? Math.min(accel, stopAt(vehicle, wanted, endM - 3)) : accel;
            }
            if (mustStop(vehicle, lane, next, endM)) {
                accel = Math.min(accel, stopAt(vehicle, wanted, endM));
            }
            if (endM < MERGE_M) {
                accel = Math.min(accel, merging(vehicle, wanted, lane, next, endM));
            }
            startM = endM;
            lane = next;
        }
        return accel;
    }

    private static RoadLane.Slot leader(Vehicle vehicle, RoadLane lane, double startM) {
        for (RoadLane.Slot slot : lane.slots) {
            if (slot.vehicle() != vehicle && startM + slot.alongM() > 0.01) {
                return slot;
            }
        }
        return null;
    }

    private static double follow(Vehicle vehicle, double wanted, RoadLane.Slot leader, double aheadM) {
        Vehicle other = leader.vehicle();
        double gap = aheadM - (vehicle.who.lengthM() + other.who.lengthM()) / 2;
        return vehicle.driver.behind(vehicle.speedMps, wanted, gap, other.speedMps);
    }

    /** Brakes early enough for the next bend. */
    private static double bends(Vehicle vehicle, RoadLane lane, double startM) {
        double accel = Double.POSITIVE_INFINITY;
        for (double at = Math.max(0, -startM); at < lane.lengthM(); at += 6) {
            double aheadM = Math.max(0, startM + at);
            double allowed = Math.min(lane.curveSpeedMps(at), vehicle.driver.wantedMps(lane.limitMps) * 1.02);
            if (vehicle.order.kind() == Vehicle.Order.Kind.WANT) {
                allowed = lane.curveSpeedMps(at) * 1.15;
            }
            if (allowed < vehicle.speedMps && aheadM < 100) {
                double need = (vehicle.speedMps * vehicle.speedMps - allowed * allowed) / (2 * Math.max(2, aheadM));
                if (need > 1.1) {
                    accel = Math.min(accel, -Math.min(need, 4));
                }
            }
        }
        return accel;
    }

    private double crosswalks(Vehicle vehicle, double wanted, RoadLane lane, double startM) {
        double accel = Double.POSITIVE_INFINITY;
        if (startM > 40) {
            return accel;
        }
        for (Crosswalk crosswalk : lane.crosswalks) {
            double at = crosswalk.crossing(lane.curve);
            double aheadM = startM + at - vehicle.who.lengthM() / 2 - 2.5;
            if (aheadM < -1 || aheadM > 35 || crosswalk.walkers.isEmpty()) {
                continue;
            }
            lane.curve.at(at, place);
            boolean isTooLate = vehicle.speedMps * vehicle.speedMps / (2 * Math.max(0.1, aheadM)) > 7;
            if (crosswalk.isOccupiedNear(place.eastM, place.northM) && !isTooLate) {
                accel = Math.min(accel, stopAt(vehicle, wanted, startM + at - 2.5));
            }
        }
        return accel;
    }

    /** Stops with the front at a place; braking is spread over the way, as people do it. */
    private static double stopAt(Vehicle vehicle, double wanted, double lineM) {
        double gap = lineM - vehicle.who.lengthM() / 2 + vehicle.driver.gapM() - 0.5;
        return vehicle.driver.behind(vehicle.speedMps, wanted, gap, 0);
    }

    private boolean mustStop(Vehicle vehicle, RoadLane lane, RoadLane next, double endM) {
        if (vehicle.isReckless || endM - vehicle.who.lengthM() / 2 < -1 || endM > 90) {
            return false;
        }
        if (lane.signalGroup >= 0) {
            return mustStopAtSignal(vehicle, lane, endM);
        }
        return !next.yieldsTo.isEmpty() && endM < 25 && isBlocked(vehicle, next);
    }

    private boolean mustStopAtSignal(Vehicle vehicle, RoadLane lane, double endM) {
        SignalPlan.Light light = traffic.signals().light(lane.signalGroup, traffic.timeS());
        if (light == SignalPlan.Light.GREEN) {
            vehicle.committed = null;
            return false;
        }
        double wayM = Math.max(0.3, endM - vehicle.who.lengthM() / 2);
        double need = vehicle.speedMps * vehicle.speedMps / (2 * wayM);
        if (vehicle.kind() == io.roadgate.sim.scene.ObjectClass.EMERGENCY) {
            return false;
        }
        // Who is too near to stop and quick enough to be over the line before red goes on.
        boolean isInTime = wayM < vehicle.speedMps * 3;
        if (light == SignalPlan.Light.YELLOW && need > HARDEST_FOR_YELLOW_MPS2 && isInTime) {
            vehicle.committed = lane;
        }
        return vehicle.committed != lane && need < HARDEST_MPS2 + 3;
    }

    private boolean isBlocked(Vehicle vehicle, RoadLane entered) {
        for (RoadLane other : entered.yieldsTo) {
            for (RoadLane.Slot slot : other.slots) {
                double left = other.lengthM() - slot.alongM();
                if (slot.vehicle() != vehicle && left < slot.vehicle().speedMps * PRIORITY_S + 7) {
                    return true;
                }
            }
            for (RoadLane before : other.before) {
                for (RoadLane.Slot slot : before.slots) {
                    double left = before.lengthM() - slot.alongM();
                    boolean isRed = before.signalGroup >= 0
                            && traffic.signals().light(before.signalGroup, traffic.timeS()) == SignalPlan.Light.RED;
                    boolean isGoing = traffic.next(slot.vehicle(), 0) == other;
                    if (!isRed && isGoing && left < slot.vehicle().speedMps * PRIORITY_S) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Lanes that run into one: who is nearer to the place goes first, the other follows him at a distance. */
    private double merging(Vehicle vehicle, double wanted, RoadLane lane, RoadLane next, double endM) {
        double accel = Double.POSITIVE_INFINITY;
        for (RoadLane other : next.before) {
            if (other == lane || lane.yieldsTo.contains(other)) {
                continue;
            }
            for (RoadLane.Slot slot : other.slots) {
                double otherM = other.lengthM() - slot.alongM();
                boolean isFirst = otherM < endM
                        || (otherM == endM && slot.vehicle().who.id().compareTo(vehicle.who.id()) < 0);
                if (isFirst && otherM < MERGE_M && traffic.next(slot.vehicle(), 0) == next) {
                    accel = Math.min(accel, Math.max(-4, follow(vehicle, wanted, slot, endM - otherM)));
                }
            }
        }
        return accel;
    }

    /** Brakes for who stands or runs on the road before the vehicle. */
    private double strays(Vehicle vehicle, double wanted) {
        double accel = Double.POSITIVE_INFINITY;
        for (Walker walker : traffic.walkers) {
            if (walker.isStray) {
                vehicle.lane.curve.at(vehicle.alongM, place);
                double de = walker.eastM + walker.eastMps - place.eastM;
                double dn = walker.northM + walker.northMps - place.northM;
                double ahead = de * StrictMath.sin(place.headingRad) + dn * StrictMath.cos(place.headingRad);
                double aside = de * StrictMath.cos(place.headingRad) - dn * StrictMath.sin(place.headingRad);
                double gap = ahead - vehicle.who.lengthM() / 2 - 0.5;
                boolean isTooLate = vehicle.speedMps * vehicle.speedMps / (2 * Math.max(0.1, gap)) > 8.5;
                if (gap > 0 && gap < 60 && Math.abs(aside) < 1.9 && !isTooLate && Geometry.hypot(de, dn) < 60) {
                    accel = Math.min(accel, vehicle.driver.behind(vehicle.speedMps, wanted, gap, 0));
                }
            }
        }
        return accel;
    }
}
