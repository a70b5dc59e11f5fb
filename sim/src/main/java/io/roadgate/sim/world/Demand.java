package io.roadgate.sim.world;

import io.roadgate.sim.scene.ObjectClass;
import java.util.List;

/**
 * Who comes into the scene, where and how often.
 *
 * @param name the ids begin with it.
 * @param lane where vehicles enter; null for walkers.
 * @param walk where walkers go; null for vehicles.
 * @param kerbs crosswalks on the walk.
 * @param perHour mean number.
 * @param mix what they are.
 */
public record Demand(String name, RoadLane lane, Curve walk, List<Crosswalk> kerbs, double perHour, Mix mix) {
    /** Vehicles into a lane. */
    public static Demand vehicles(String name, RoadLane lane, double perHour, Mix mix) {
        return new Demand(name, lane, null, List.of(), perHour, mix);
    }

    /** People along a way that crosses crosswalks. */
    public static Demand walkers(String name, Curve walk, List<Crosswalk> kerbs, double perHour) {
        return new Demand(name, null, walk, List.copyOf(kerbs), perHour, Mix.WALKERS);
    }

    /** Composition of traffic. */
    public enum Mix {
        /** City street. */
        CITY(0.84, 0.07, 0.08),
        /** Expressway. */
        EXPRESSWAY(0.74, 0.2, 0.06),
        /** Cycle lane. */
        CYCLES(0, 0, 0),
        /** Sidewalk. */
        WALKERS(0, 0, 0);

        private final double cars;
        private final double trucks;
        private final double buses;

        Mix(double cars, double trucks, double buses) {
            this.cars = cars;
            this.trucks = trucks;
            this.buses = buses;
        }

        ObjectClass draw(Dice dice) {
            if (this == CYCLES) {
                return ObjectClass.CYCLIST;
            }
            if (this == WALKERS) {
                return ObjectClass.PEDESTRIAN;
            }
            double lot = dice.uniform();
            return lot < cars
                    ? ObjectClass.CAR
                    : lot < cars + trucks
                            ? ObjectClass.TRUCK
                            : lot < cars + trucks + buses ? ObjectClass.BUS : ObjectClass.EMERGENCY;
        }
    }
}
