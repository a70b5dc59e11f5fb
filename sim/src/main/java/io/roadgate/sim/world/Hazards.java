package io.roadgate.sim.world;

import io.roadgate.sim.scene.ObjectClass;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes drivers, people and things do what they shouldn't, at times that the seed decides. */
public final class Hazards {
    /** What may happen. */
    public enum Kind {
        /** A vehicle stops on the expressway and stays. */
        STOPPED,
        /** A vehicle brakes hard. */
        BRAKING,
        /** A car far above the limit. */
        SPEEDING,
        /** A car against the direction. */
        WRONG_WAY,
        /** A lost load. */
        DEBRIS,
        /** An animal runs over the road. */
        ANIMAL,
        /** The first vehicles of a carriageway crawl. */
        JAM,
        /** An emergency vehicle comes. */
        EMERGENCY,
        /** Someone steps into the road. */
        STEP_IN,
        /** A vehicle passes a red light, into the crossing traffic. */
        RED_LIGHT
    }

    private static final double STAY_S = 25;
    private static final double CRAWL_S = 28;
    private static final double CRAWL_MPS = 1.5;

    private final Traffic traffic;
    private final Dice dice;
    private final List<List<RoadLane>> carriageways;
    private final List<Curve> strayWays;
    private final List<RoadLane> signalLanes;
    private final List<Plan> plans = new ArrayList<>();
    private final List<Undo> undos = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private record Plan(Kind kind, double atS, int number) {}

    private record Undo(Vehicle vehicle, double atS) {}

    /** Plans hazards that the places allow, spread over the duration. */
    public Hazards(
            Traffic traffic,
            long seed,
            double durationS,
            List<List<RoadLane>> carriageways,
            List<Curve> strayWays,
            List<RoadLane> signalLanes) {
        this.traffic = traffic;
        this.carriageways = carriageways.stream()
                .filter(lanes -> lanes.get(0).lengthM() > 100)
                .toList();
        this.strayWays = List.copyOf(strayWays);
        this.signalLanes = List.copyOf(signalLanes);
        dice = new Dice(seed, "hazards");
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (isPossible(kind)) {
                kinds.add(kind);
            }
        }
        double atS = 0.1 * durationS;
        int number = 0;
        while (!kinds.isEmpty()) {
            Kind kind = kinds.remove(dice.below(kinds.size()));
            plans.add(new Plan(kind, atS, number++));
            atS += 0.7 * durationS / 10;
        }
    }

    private boolean isPossible(Kind kind) {
        return switch (kind) {
            case STEP_IN -> !strayWays.isEmpty();
            case RED_LIGHT -> !signalLanes.isEmpty();
            case EMERGENCY, BRAKING -> true;
            default -> !carriageways.isEmpty();
        };
    }

    /** Ids of all who were made to do something until now. */
    public Set<String> ids() {
        return ids;
    }

    /** Before each step of the traffic. */
    public void act() {
        double timeS = traffic.timeS();
        undos.removeIf(undo -> {
            if (timeS >= undo.atS) {
                undo.vehicle.order = Vehicle.Order.NONE;
            }
            return timeS >= undo.atS;
        });
        plans.removeIf(plan -> timeS >= plan.atS && begin(plan, timeS));
    }

    private boolean begin(Plan plan, double timeS) {
        String id = plan.kind + "_" + plan.number;
        return switch (plan.kind) {
            case STOPPED ->
                order(victim(0.3, 0.6, 5), new Vehicle.Order(Vehicle.Order.Kind.FORCE, 0, 2.8), timeS + STAY_S);
            case BRAKING ->
                order(victim(0.2, 0.8, 8), new Vehicle.Order(Vehicle.Order.Kind.FORCE, 2.5, 6.2), timeS + 2.6);
            case SPEEDING ->
                spawn(
                        id,
                        ObjectClass.CAR,
                        carriageways.get(dice.below(carriageways.size())).get(0),
                        1.36);
            case EMERGENCY -> spawn(id, ObjectClass.EMERGENCY, entry(), 1.2);
            case WRONG_WAY -> wrongWay(id);
            case DEBRIS -> debris(id);
            case ANIMAL -> animal(id);
            case JAM -> jam(timeS);
            case STEP_IN -> stepIn(id);
            case RED_LIGHT -> redLight(timeS);
        };
    }

    private RoadLane entry() {
        return signalLanes.isEmpty() && !carriageways.isEmpty()
                ? carriageways.get(0).get(0)
                : signalLanes.isEmpty() ? traffic.anyEntry() : signalLanes.get(dice.below(signalLanes.size()));
    }

    private boolean order(Vehicle vehicle, Vehicle.Order order, double untilS) {
        if (vehicle == null) {
            return false;
        }
        vehicle.order = order;
        ids.add(vehicle.who.id());
        undos.add(new Undo(vehicle, untilS));
        return true;
    }

    /** A motor vehicle in a part of a carriageway, or of any lane where there is none, that isn't slow already. */
    private Vehicle victim(double fromShare, double toShare, double leastMps) {
        List<Vehicle> chosen = new ArrayList<>();
        for (Vehicle vehicle : traffic.vehicles) {
            boolean isOnCarriageway =
                    carriageways.isEmpty() || carriageways.stream().anyMatch(lanes -> lanes.contains(vehicle.lane));
            double share = vehicle.alongM / vehicle.lane.lengthM();
            boolean isFree = vehicle.order.equals(Vehicle.Order.NONE) && !vehicle.isChanging();
            if (isOnCarriageway
                    && isFree
                    && vehicle.kind() != ObjectClass.EMERGENCY
                    && vehicle.kind().isVehicle()
                    && share > fromShare
                    && share < toShare
                    && vehicle.speedMps > leastMps) {
                chosen.add(vehicle);
            }
        }
        return chosen.isEmpty() ? null : chosen.get(dice.below(chosen.size()));
    }

    private boolean spawn(String id, ObjectClass kind, RoadLane lane, double factor) {
        Vehicle vehicle = traffic.insert(traffic.identity(id, kind), lane);
        if (vehicle == null) {
            return false;
        }
        vehicle.order = new Vehicle.Order(Vehicle.Order.Kind.WANT, lane.limitMps * factor, 0);
        ids.add(id);
        return true;
    }

    /** Along the left edge of the left lane, so that who keeps to the middle of it gets by. */
    private boolean wrongWay(String id) {
        RoadLane left = carriageways.get(dice.below(carriageways.size())).get(0);
        RoadLane wrong =
                new RoadLane("wrong", left.curve.offset(1.75).reversed(), 1, left.limitMps).onLevel(left.level);
        Body.Identity who = traffic.identity(id, ObjectClass.CAR);
        Vehicle vehicle = new Vehicle(who, Driver.of(ObjectClass.CAR, dice), wrong, 2, 14);
        vehicle.order = new Vehicle.Order(Vehicle.Order.Kind.FORCE, 14, 1);
        traffic.vehicles.add(vehicle);
        ids.add(id);
        return true;
    }

    private boolean debris(String id) {
        List<RoadLane> lanes = carriageways.get(dice.below(carriageways.size()));
        Curve edge = lanes.get(lanes.size() - 1).curve.offset(-1.5);
        Curve.Place place = edge.place(edge.lengthM() * dice.uniform(0.3, 0.7));
        traffic.things.add(new Body(
                traffic.identity(id, ObjectClass.DEBRIS),
                place.eastM,
                place.northM,
                place.heightM,
                0,
                0,
                place.headingRad,
                0,
                lanes.get(0).level));
        ids.add(id);
        return true;
    }

    private boolean animal(String id) {
        List<RoadLane> lanes = carriageways.get(dice.below(carriageways.size()));
        if (lanes.get(0).level != 0) {
            return false;
        }
        Curve right = lanes.get(lanes.size() - 1).curve;
        double atM = right.lengthM() * dice.uniform(0.35, 0.65);
        Curve.Place from = right.offset(-5).place(atM);
        Curve.Place to = lanes.get(0).curve.offset(4).place(atM * lanes.get(0).lengthM() / right.lengthM() + 6);
        Curve way = Curve.through(new double[] {from.eastM, from.northM}, new double[] {to.eastM, to.northM});
        stray(traffic.identity(id, ObjectClass.ANIMAL), way, 1.1);
        return true;
    }

    private boolean stepIn(String id) {
        Curve way = strayWays.get(dice.below(strayWays.size()));
        stray(traffic.identity(id, ObjectClass.PEDESTRIAN), way, 1.3);
        return true;
    }

    private void stray(Body.Identity who, Curve way, double paceMps) {
        traffic.walkers.add(new Walker(who, way, List.of(), paceMps, 0, 0.05, true));
        ids.add(who.id());
    }

    /** The foremost vehicle of each lane that still has half of the way before it crawls. */
    private boolean jam(double timeS) {
        boolean hasBegun = false;
        List<RoadLane> lanes = carriageways.get(dice.below(carriageways.size()));
        for (RoadLane lane : lanes) {
            Vehicle first = null;
            for (RoadLane.Slot slot : lane.slots) {
                if (slot.alongM() < 0.65 * lane.lengthM()
                        && slot.vehicle().order.equals(Vehicle.Order.NONE)) {
                    first = slot.vehicle();
                }
            }
            hasBegun |= order(first, new Vehicle.Order(Vehicle.Order.Kind.AT_MOST, CRAWL_MPS, 0), timeS + CRAWL_S);
        }
        return hasBegun;
    }

    /** The first vehicle before a red light that still drives. */
    private boolean redLight(double timeS) {
        for (RoadLane lane : signalLanes) {
            if (traffic.signals().light(lane.signalGroup, timeS) != SignalPlan.Light.RED || lane.slots.isEmpty()) {
                continue;
            }
            Vehicle first = lane.slots.get(lane.slots.size() - 1).vehicle();
            double leftM = lane.lengthM() - first.alongM;
            if (first.lane == lane && first.speedMps > 5 && leftM > 8 && leftM < 60) {
                first.isReckless = true;
                ids.add(first.who.id());
                return true;
            }
        }
        return false;
    }
}
