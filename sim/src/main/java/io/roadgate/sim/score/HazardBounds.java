package io.roadgate.sim.score;

/**
 * Where a situation becomes a hazard. Speeds in m/s, times in ms, distances in m.
 *
 * @param stoppedMps AVW: slower than this is stopped.
 * @param stoppedMs AVW: for so long.
 * @param wrongWayMps WWD: so fast against the direction.
 * @param wrongWayMs WWD: for so long.
 * @param speeding SLW: times the limit.
 * @param speedingMs SLW: for so long.
 * @param brakingMps2 EBW: deceleration.
 * @param brakingMs EBW: for so long.
 * @param obstacleMs HLW: for so long.
 * @param emergencyMs EVW: for so long.
 * @param jamCount TJW: so many vehicles.
 * @param jamMps TJW: mean of the slower ones.
 * @param jamMs TJW: for so long.
 * @param collisionS FCW: time to collision.
 * @param collisionMs FCW: for so long.
 * @param besideM FCW: farther aside is another lane.
 * @param walkerS VRUCW: time to the closest approach.
 * @param walkerM VRUCW: distance then.
 * @param walkerMs VRUCW: for so long.
 * @param crossingS ICW: time to the closest approach.
 * @param crossingM ICW: distance then.
 * @param crossingMs ICW: for so long.
 * @param redMs SVW: red for so long; negative: yellow counts as well.
 */
record HazardBounds(
        double stoppedMps,
        int stoppedMs,
        double wrongWayMps,
        int wrongWayMs,
        double speeding,
        int speedingMs,
        double brakingMps2,
        int brakingMs,
        int obstacleMs,
        int emergencyMs,
        int jamCount,
        double jamMps,
        int jamMs,
        double collisionS,
        int collisionMs,
        double besideM,
        double walkerS,
        double walkerM,
        int walkerMs,
        double crossingS,
        double crossingM,
        int crossingMs,
        int redMs) {
    /** Must be reported. */
    static final HazardBounds STRICT = new HazardBounds(
            1, 3000, 3, 1000, 1.20, 1000, 4, 400, 500, 300, 5, 4, 4000, 2.5, 300, 1.5, 2.5, 2, 300, 2, 2.5, 300, 500);

    /** May be reported. */
    static final HazardBounds LOOSE = new HazardBounds(
            2.5, 1500, 1.5, 300, 1.10, 300, 2.8, 200, 0, 0, 4, 7, 1500, 4, 0, 2.2, 4.5, 4, 0, 4, 5.5, 0, -3000);
}
