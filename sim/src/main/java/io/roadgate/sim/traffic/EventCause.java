package io.roadgate.sim.traffic;

/** What the scenario makes happen on the road; a gateway that watches it must tell of each. */
public enum EventCause {
    /** A vehicle stands in a driving lane for more than nine seconds. */
    ABNORMAL_VEHICLE,
    /** A connected vehicle brakes at more than 6 m/s2. */
    EMERGENCY_BRAKING,
    /** A vehicle closes in on a walker on the crossing to less than 2.5 s before it brakes. */
    VRU_CONFLICT,
    /** A vehicle with an on-board unit passes the toll line. */
    TOLL_PASSAGE
}
