package io.roadgate.sim.world;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.ObjectClass;
import java.util.ArrayDeque;
import java.util.Deque;

/** A vehicle or cycle on a lane. */
final class Vehicle {
    private static final double CHANGE_S = 3.5;
    private static final double JERK_UP_MPS3 = 2.5;
    private static final double JERK_DOWN_MPS3 = 12;

    final Body.Identity who;
    final Driver driver;
    final Deque<RoadLane> ahead = new ArrayDeque<>();
    final Curve.Place place = new Curve.Place();
    private final Curve.Place nose = new Curve.Place();
    RoadLane lane;
    double alongM;
    double speedMps;
    double accelMps2;
    /** Distance from the lane's middle to the left, going to zero after a lane change. */
    double leftM;
    /** Where it keeps in the lane. */
    double keepM;

    RoadLane leaving;
    double restS;
    Order order = Order.NONE;
    /** Heeds neither signals nor priority. */
    boolean isReckless;
    /** The signal that it will pass although it turned yellow. */
    RoadLane committed;

    private double leftStartM;
    private double changeS = CHANGE_S;
    private double leftMps;

    /** What a script makes a driver do. */
    record Order(Kind kind, double valueMps, double accelMps2) {
        static final Order NONE = new Order(Kind.NONE, 0, 0);

        enum Kind {
            NONE,
            /** Goes to a speed with a given acceleration and holds it, whatever is ahead. */
            FORCE,
            /** Drives at most so fast, else as usual. */
            AT_MOST,
            /** Wants this speed, else as usual. */
            WANT
        }
    }

    Vehicle(Body.Identity who, Driver driver, RoadLane lane, double alongM, double speedMps) {
        this.who = who;
        this.driver = driver;
        this.lane = lane;
        this.alongM = alongM;
        this.speedMps = speedMps;
    }

    ObjectClass kind() {
        return who.kind();
    }

    boolean isCycle() {
        return who.kind() == ObjectClass.CYCLIST;
    }

    double wantedMps() {
        double usual = driver.wantedMps(lane.limitMps);
        return switch (order.kind) {
            case AT_MOST -> Math.min(usual, order.valueMps);
            case WANT -> order.valueMps;
            default -> usual;
        };
    }

    /** Length along another lane where this vehicle is beside it; lanes side by side differ in length in a bend. */
    double alongOn(RoadLane other) {
        lane.curve.at(alongM, place);
        return other.curve.nearest(place.eastM, place.northM);
    }

    /** Moves to a neighbouring lane; the body follows smoothly. */
    void changeTo(RoadLane target) {
        double mapped = alongOn(target);
        lane.curve.at(alongM, place);
        double fromE = place.eastM - leftM * StrictMath.cos(place.headingRad);
        double fromN = place.northM + leftM * StrictMath.sin(place.headingRad);
        target.curve.at(mapped, place);
        leftStartM = -(fromE - place.eastM) * StrictMath.cos(place.headingRad)
                + (fromN - place.northM) * StrictMath.sin(place.headingRad);
        leaving = lane;
        lane = target;
        alongM = mapped;
        leftM = leftStartM;
        changeS = 0;
        ahead.clear();
    }

    boolean isChanging() {
        return changeS < CHANGE_S;
    }

    /** Moves on by one step with a wanted acceleration. */
    void move(double wantedMps2, double stepS) {
        double low = accelMps2 - JERK_DOWN_MPS3 * stepS;
        double high = accelMps2 + JERK_UP_MPS3 * stepS;
        double accel = Math.max(low, Math.min(high, wantedMps2));
        double next = speedMps + accel * stepS;
        if (next <= 0) {
            next = 0;
            accel = -speedMps / stepS;
        }
        alongM += (speedMps + next) / 2 * stepS;
        // At rest there is no deceleration left to be felt.
        accelMps2 = next == 0 && speedMps == 0 ? 0 : accel;
        speedMps = next;
        steer(stepS);
    }

    private void steer(double stepS) {
        double before = leftM;
        if (isChanging()) {
            // A standing vehicle doesn't slide sideways.
            changeS = Math.min(CHANGE_S, changeS + stepS * Math.min(1, speedMps / 4));
            double share = changeS / CHANGE_S;
            double smooth = share * share * share * (10 + share * (6 * share - 15));
            leftM = leftStartM + (keepM - leftStartM) * smooth;
            if (share > 0.6) {
                leaving = null;
            }
        } else {
            leftM += (keepM - leftM) * Math.min(1, stepS * Math.min(1, speedMps / 4));
            leaving = null;
        }
        leftMps = (leftM - before) / stepS;
    }

    /** As sensors see it. */
    Body body() {
        lane.curve.at(alongM, place);
        double heading = place.headingRad;
        double east = place.eastM - leftM * StrictMath.cos(heading);
        double north = place.northM + leftM * StrictMath.sin(heading);
        // The course is that of the middle; the body points along a chord, as axles force it to.
        lane.curve.at(Math.min(alongM + who.lengthM() / 4, lane.lengthM()), nose);
        double slip = speedMps > 0.5 ? StrictMath.atan2(-leftMps, speedMps) : 0;
        double bodyHeading = Geometry.wrapRad(heading + Geometry.wrapRad(nose.headingRad - heading) / 2 + slip);
        return new Body(
                who,
                east,
                north,
                place.heightM,
                speedMps * StrictMath.sin(heading) - leftMps * StrictMath.cos(heading),
                speedMps * StrictMath.cos(heading) + leftMps * StrictMath.sin(heading),
                bodyHeading,
                accelMps2,
                lane.level);
    }
}
