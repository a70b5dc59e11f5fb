package io.roadgate.sim.world;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.ObjectClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All road users of a site, moved step by step. */
public final class Traffic {
    /** Time of one step. */
    public static final double STEP_S = 0.1;

    private final RoadNet net;
    private final Dice dice;
    private final Dice manner;
    private final List<Demand> demands;
    private final double[] nextS;
    private final int[] counts;
    private final List<Body.Identity> waiting = new ArrayList<>();
    final List<Vehicle> vehicles = new ArrayList<>();
    final List<Walker> walkers = new ArrayList<>();
    final List<Body> things = new ArrayList<>();
    private final LaneChange laneChange;
    private final LookAhead lookAhead;
    private double timeS;

    /** Empty roads at a time before 0, so that they are filled when the scene begins. */
    public Traffic(RoadNet net, List<Demand> demands, long seed, double startS) {
        this.net = net;
        this.demands = List.copyOf(demands);
        dice = new Dice(seed, "demand");
        manner = new Dice(seed, "manner");
        net.signals().shift(new Dice(seed, "signals").uniform(0, 200));
        timeS = startS;
        nextS = new double[demands.size()];
        counts = new int[demands.size()];
        for (int i = 0; i < nextS.length; i++) {
            nextS[i] = startS
                    + dice.exponential(3600 / Math.max(1e-6, demands.get(i).perHour()));
            waiting.add(null);
        }
        laneChange = new LaneChange();
        lookAhead = new LookAhead(this, manner);
    }

    /** Seconds of the scene. */
    public double timeS() {
        return timeS;
    }

    SignalPlan signals() {
        return net.signals();
    }

    /** One step of {@link #STEP_S}. */
    public void step() {
        fillLanes();
        enter();
        double[] accel = new double[vehicles.size()];
        for (int i = 0; i < accel.length; i++) {
            accel[i] = lookAhead.accelMps2(vehicles.get(i));
        }
        for (int i = 0; i < accel.length; i++) {
            laneChange.consider(vehicles.get(i), timeS, STEP_S, manner);
        }
        for (int i = 0; i < accel.length; i++) {
            Vehicle vehicle = vehicles.get(i);
            vehicle.move(accel[i], STEP_S);
            advance(vehicle);
        }
        vehicles.removeIf(vehicle -> vehicle.lane == null);
        for (Walker walker : walkers) {
            walker.move(STEP_S, timeS, net.signals(), this);
        }
        walkers.removeIf(walker -> {
            if (walker.isGone()) {
                walker.leave();
            }
            return walker.isGone();
        });
        timeS += STEP_S;
    }

    /** Everything as it stands now. */
    public List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        vehicles.forEach(vehicle -> bodies.add(vehicle.body()));
        walkers.forEach(walker -> bodies.add(walker.body()));
        bodies.addAll(things);
        return bodies;
    }

    private void fillLanes() {
        for (RoadLane lane : net.lanes()) {
            lane.slots.clear();
        }
        for (Vehicle vehicle : vehicles) {
            vehicle.lane.slots.add(new RoadLane.Slot(vehicle, vehicle.alongM));
            if (vehicle.leaving != null) {
                vehicle.leaving.slots.add(new RoadLane.Slot(vehicle, vehicle.alongOn(vehicle.leaving)));
            }
        }
        for (RoadLane lane : net.lanes()) {
            lane.slots.sort(Comparator.comparingDouble(RoadLane.Slot::alongM));
        }
    }

    private void advance(Vehicle vehicle) {
        while (vehicle.lane != null && vehicle.alongM > vehicle.lane.lengthM()) {
            RoadLane next = next(vehicle, 0);
            if (next == null && vehicle.lane.isEnding) {
                vehicle.alongM = vehicle.lane.lengthM();
                return;
            }
            vehicle.alongM -= vehicle.lane.lengthM();
            vehicle.lane = next;
            vehicle.ahead.poll();
            vehicle.leaving = null;
        }
    }

    /** The lane that a vehicle takes after so many others; null where its way ends. */
    RoadLane next(Vehicle vehicle, int index) {
        while (vehicle.ahead.size() <= index) {
            RoadLane last = vehicle.ahead.isEmpty() ? vehicle.lane : vehicle.ahead.peekLast();
            RoadLane chosen = choose(last);
            if (chosen == null) {
                return null;
            }
            vehicle.ahead.add(chosen);
        }
        int i = 0;
        for (RoadLane lane : vehicle.ahead) {
            if (i++ == index) {
                return lane;
            }
        }
        return null;
    }

    private RoadLane choose(RoadLane from) {
        double sum = 0;
        for (double weight : from.weights) {
            sum += weight;
        }
        double lot = from.next.size() > 1 ? manner.uniform(0, sum) : 0;
        for (int i = 0; i < from.next.size(); i++) {
            lot -= from.weights.get(i);
            if (lot < 0) {
                return from.next.get(i);
            }
        }
        return from.next.isEmpty() ? null : from.next.get(from.next.size() - 1);
    }

    private void enter() {
        for (int i = 0; i < demands.size(); i++) {
            Demand demand = demands.get(i);
            if (timeS < nextS[i] || demand.perHour() <= 0) {
                continue;
            }
            Body.Identity who = waiting.get(i);
            if (who == null) {
                who = identity(demand.name() + "." + counts[i]++, demand.mix().draw(dice));
                waiting.set(i, who);
            }
            if (demand.walk() != null) {
                walk(demand, who);
            } else if (!drive(demand, who)) {
                continue;
            }
            waiting.set(i, null);
            nextS[i] = timeS + dice.exponential(3600 / demand.perHour());
        }
    }

    /** A typical road user of a class. */
    Body.Identity identity(String id, ObjectClass kind) {
        double length = switch (kind) {
            case CAR -> 4.6 + dice.normal(0.25);
            case TRUCK -> dice.happens(0.6) ? 12.8 + dice.normal(0.9) : 7.8 + dice.normal(0.5);
            case BUS -> 11.8 + dice.normal(0.3);
            case EMERGENCY -> 6;
            case CYCLIST -> 1.8;
            case PEDESTRIAN -> 0.5;
            case ANIMAL -> 0.9;
            case DEBRIS -> 1;
        };
        double width = switch (kind) {
            case CAR -> 1.8;
            case TRUCK, BUS -> 2.5;
            case EMERGENCY -> 2.1;
            case CYCLIST -> 0.7;
            case PEDESTRIAN -> 0.5;
            case ANIMAL -> 0.4;
            case DEBRIS -> 0.8;
        };
        String plate = "";
        if (kind.isVehicle()) {
            int number = dice.below(100_000);
            String digits = Integer.toString(100_000 + number).substring(1);
            plate = "渝" + (char) ('A' + dice.below(8)) + digits;
        }
        return new Body.Identity(id, kind, Geometry.round(Math.max(0.4, length), 2), width, plate);
    }

    private boolean drive(Demand demand, Body.Identity who) {
        return insert(who, demand.lane()) != null;
    }

    /** Some lane into which vehicles come. */
    RoadLane anyEntry() {
        for (Demand demand : demands) {
            if (demand.lane() != null && !demand.lane().isForCycles) {
                return demand.lane();
            }
        }
        throw new IllegalStateException("no vehicles come here");
    }

    /** Lets a vehicle into a lane; null while there is no room. */
    Vehicle insert(Body.Identity who, RoadLane lane) {
        RoadLane.Slot last = lane.slots.isEmpty() ? null : lane.slots.get(0);
        Driver driver = Driver.of(who.kind(), dice);
        double speed = driver.wantedMps(lane.limitMps);
        double along = who.lengthM() / 2;
        if (last != null) {
            double gap = last.alongM() - along - (last.vehicle().who.lengthM() + who.lengthM()) / 2;
            speed = Math.min(speed, last.vehicle().speedMps + Math.max(0, gap - 5) / 4);
            if (gap < 3 + speed * 0.9) {
                return null;
            }
        }
        Vehicle vehicle = new Vehicle(who, driver, lane, along, speed);
        vehicle.keepM = vehicle.isCycle() ? dice.normal(0.25) : Math.max(-0.4, Math.min(0.4, dice.normal(0.15)));
        vehicle.leftM = vehicle.keepM;
        vehicles.add(vehicle);
        lane.slots.add(0, new RoadLane.Slot(vehicle, along));
        return vehicle;
    }

    private void walk(Demand demand, Body.Identity who) {
        List<Walker.Gate> gates = new ArrayList<>();
        boolean isForward = true;
        for (Crosswalk crosswalk : demand.kerbs()) {
            double a = demand.walk().nearest(crosswalk.from[0], crosswalk.from[1]);
            double b = demand.walk().nearest(crosswalk.to[0], crosswalk.to[1]);
            gates.add(new Walker.Gate(Math.min(a, b), Math.max(a, b), crosswalk));
        }
        Curve curve = demand.walk();
        if (dice.happens(0.5)) {
            isForward = false;
            curve = curve.reversed();
            double length = curve.lengthM();
            gates.replaceAll(gate -> new Walker.Gate(length - gate.toM(), length - gate.fromM(), gate.crosswalk()));
        }
        double pace = Math.max(0.8, 1.3 + dice.normal(0.18));
        double side = (isForward ? -0.6 : 0.6) + dice.normal(0.6);
        walkers.add(new Walker(who, curve, gates, pace, side, dice.uniform(0.03, 0.12), false));
    }

    /** Whether no vehicle is so near to a crosswalk that it couldn't stop. */
    boolean isClear(Crosswalk crosswalk) {
        double east = (crosswalk.from[0] + crosswalk.to[0]) / 2;
        double north = (crosswalk.from[1] + crosswalk.to[1]) / 2;
        for (Vehicle vehicle : vehicles) {
            Body body = vehicle.body();
            double de = east - body.eastM();
            double dn = north - body.northM();
            double away = Geometry.hypot(de, dn);
            boolean isComing = de * body.eastMps() + dn * body.northMps() > 0;
            if (away < 3 || (isComing && vehicle.speedMps > 1.5 && away < 4 + vehicle.speedMps * 2)) {
                return false;
            }
        }
        return true;
    }
}
