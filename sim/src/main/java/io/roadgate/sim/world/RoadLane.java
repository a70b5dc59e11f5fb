package io.roadgate.sim.world;

import java.util.ArrayList;
import java.util.List;

/** One lane: a curve that vehicles follow, and what they must heed on it. Built once, then only read. */
public final class RoadLane {
    private static final double SIDE_ACCEL_MPS2 = 2.2;
    private static final double EVERY_M = 4;

    final String id;
    final Curve curve;
    final double widthM;
    final double limitMps;
    final List<RoadLane> next = new ArrayList<>();
    final List<Double> weights = new ArrayList<>();
    final List<RoadLane> before = new ArrayList<>();
    final List<RoadLane> yieldsTo = new ArrayList<>();
    final List<Crosswalk> crosswalks = new ArrayList<>();
    final List<Slot> slots = new ArrayList<>();
    private final double[] curveSpeedMps;
    RoadLane left;
    RoadLane right;
    int level;
    int signalGroup = -1;
    boolean isForCycles;
    boolean isInternal;
    boolean isEnding;

    /** A vehicle on a lane. */
    record Slot(Vehicle vehicle, double alongM) {}

    RoadLane(String id, Curve curve, double widthM, double limitMps) {
        this.id = id;
        this.curve = curve;
        this.widthM = widthM;
        this.limitMps = limitMps;
        curveSpeedMps = new double[(int) (curve.lengthM() / EVERY_M) + 2];
        for (int i = 0; i < curveSpeedMps.length; i++) {
            double bend = Math.abs(curve.curvature(Math.min(curve.lengthM(), i * EVERY_M)));
            curveSpeedMps[i] = Math.max(3, Math.sqrt(SIDE_ACCEL_MPS2 / Math.max(bend, 1e-5)));
        }
    }

    /** Its line. */
    public Curve curve() {
        return curve;
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** Puts the lane on a deck. */
    public RoadLane onLevel(int deck) {
        level = deck;
        return this;
    }

    /** Vehicles leave at its end only while the group shows green. */
    public RoadLane endsAtSignal(int group) {
        signalGroup = group;
        return this;
    }

    /** Only cycles use it. */
    public RoadLane forCycles() {
        isForCycles = true;
        return this;
    }

    /** It ends without a successor: who is on it must change lanes before. */
    public RoadLane ending() {
        isEnding = true;
        return this;
    }

    /** Who enters this lane lets those on the other, or about to enter it, go first. */
    public RoadLane yieldsTo(RoadLane other) {
        yieldsTo.add(other);
        return this;
    }

    double lengthM() {
        return curve.lengthM();
    }

    double curveSpeedMps(double alongM) {
        int i = (int) (Math.max(0, alongM) / EVERY_M);
        return curveSpeedMps[Math.min(i, curveSpeedMps.length - 1)];
    }
}
