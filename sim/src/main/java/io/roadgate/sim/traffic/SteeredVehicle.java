package io.roadgate.sim.traffic;

import java.util.List;

/**
 * A vehicle whose driver does what he is told: drives along a line, at a speed, so far beside it.
 *
 * <p>Changes are those of an ordinary driver: 2 m/s2 faster, 3 m/s2 slower, 1.2 m/s sideways.
 */
public final class SteeredVehicle {
    private static final double FASTER_MPS2 = 2;
    private static final double SLOWER_MPS2 = 3;
    private static final double SIDEWAYS_MPS = 1.2;
    private static final double CREEPING_MPS = 1;
    private static final double LANE_M = 3.5;

    private final Identity identity;
    private final List<LanePoint> line;
    private double alongM;
    private double speedMps;
    private double accelMps2;
    private double wantedMps;
    private double lateralM;
    private double wantedLateralM;
    private double sidewaysMps;

    /**
     * A vehicle on a line.
     *
     * @param alongM of its middle from the start of the line.
     * @param lateralM to the right of the line.
     */
    public SteeredVehicle(Identity identity, List<LanePoint> line, double alongM, double lateralM, double speedMps) {
        this.identity = identity;
        this.line = List.copyOf(line);
        this.alongM = alongM;
        this.lateralM = lateralM;
        this.speedMps = speedMps;
        wantedLateralM = lateralM;
        wantedMps = speedMps;
    }

    /** Who it is. */
    public Identity identity() {
        return identity;
    }

    /** Metres from the start of its line. */
    public double alongM() {
        return alongM;
    }

    /** Metres to the right of its line. */
    public double lateralM() {
        return lateralM;
    }

    /** Speed along its line. */
    public double speedMps() {
        return speedMps;
    }

    /** Goes over to another speed. */
    public void drive(double newSpeedMps) {
        wantedMps = newSpeedMps;
    }

    /** Changes to the lane beside: -1 left, 1 right; told again while it changes it goes on. */
    public void change(int side) {
        if (Math.abs(wantedLateralM - lateralM) < LANE_M / 10) {
            wantedLateralM = lateralM + side * LANE_M;
        }
    }

    void move(double stepS) {
        double before = speedMps;
        double change = Math.max(-SLOWER_MPS2 * stepS, Math.min(FASTER_MPS2 * stepS, wantedMps - speedMps));
        speedMps = Math.max(0, speedMps + change);
        accelMps2 = (speedMps - before) / stepS;
        alongM += speedMps * stepS;
        double most = SIDEWAYS_MPS * stepS;
        double shift = speedMps > CREEPING_MPS ? Math.max(-most, Math.min(most, wantedLateralM - lateralM)) : 0;
        sidewaysMps = shift / stepS;
        lateralM += shift;
    }

    Participant look() {
        double leftM = alongM;
        int at = 0;
        while (at + 2 < line.size() && leftM > lengthM(at)) {
            leftM -= lengthM(at++);
        }
        LanePoint from = line.get(at);
        double lengthM = lengthM(at);
        double east = (line.get(at + 1).eastM() - from.eastM()) / lengthM;
        double north = (line.get(at + 1).northM() - from.northM()) / lengthM;
        double overGroundMps = Math.hypot(speedMps, sidewaysMps);
        double courseRad = Math.atan2(
                east * speedMps + north * sidewaysMps + (overGroundMps == 0 ? east : 0),
                north * speedMps - east * sidewaysMps + (overGroundMps == 0 ? north : 0));
        return new Participant(
                identity,
                0,
                from.eastM() + east * leftM + north * lateralM,
                from.northM() + north * leftM - east * lateralM,
                from.upM(),
                overGroundMps,
                accelMps2,
                courseRad < 0 ? courseRad + 2 * Math.PI : courseRad,
                false);
    }

    private double lengthM(int index) {
        LanePoint from = line.get(index);
        LanePoint to = line.get(index + 1);
        return Math.hypot(to.eastM() - from.eastM(), to.northM() - from.northM());
    }
}
