package io.roadgate.gateway.record;

/**
 * Every kind of event that fusion raises: one row each.
 *
 * <p>Source of the event types: GB/T 29100-2012 as used by public roadside software; 901 to 906 are that software's
 * extension for vehicles. 0 where none fits: the event then has no RTE.
 */
public enum EventKind {
    /** A vehicle that stands on a carriageway. */
    ABNORMAL_VEHICLE_STOPPED(1, "abnormal-vehicle-stopped", "AVW", 903, 0, 5),
    /** A vehicle that brakes as hard as one does in an emergency. */
    EMERGENCY_BRAKING(2, "emergency-braking", "EBW", 0, 0, 6),
    /** A vehicle and a person on foot or on two wheels on their way to the same spot. */
    VULNERABLE_ROAD_USER_CONFLICT(3, "vulnerable-road-user-conflict", "VRUCW", 405, 0, 7),
    /** A vehicle that closes up on the one ahead. */
    FORWARD_COLLISION(4, "forward-collision", "FCW", 0, 0, 7),
    /** Two vehicles on crossing ways that will meet. */
    INTERSECTION_COLLISION(5, "intersection-collision", "ICW", 0, 0, 7),
    /** A vehicle that turns left before an oncoming one. */
    LEFT_TURN_CONFLICT(6, "left-turn-conflict", "LTA", 0, 0, 6),
    /** A vehicle beside another one, or coming up beside it, that changes lanes. */
    LANE_CHANGE_CONFLICT(7, "lane-change-conflict", "LCW", 0, 0, 5),
    /** A vehicle on the lane of oncoming traffic. */
    DO_NOT_PASS(8, "do-not-pass", "DNPW", 0, 76, 6),
    /** A vehicle much slower than its lane. */
    ABNORMAL_VEHICLE_SLOW(9, "abnormal-vehicle-slow", "AVW", 902, 0, 4),
    /** A vehicle against the direction of a carriageway. */
    WRONG_WAY(10, "wrong-way", "WWD", 904, 0, 7),
    /** A vehicle that says that it has lost its grip. */
    CONTROL_LOSS(11, "control-loss", "CLW", 0, 17, 6),
    /** Something that lies on the road. */
    OBJECT_ON_ROAD(12, "object-on-road", "HLW", 401, 0, 6),
    /** An animal on the road. */
    ANIMAL_ON_ROAD(13, "animal-on-road", "HLW", 406, 0, 6),
    /** A person on foot on an expressway. */
    PEDESTRIAN_ON_EXPRESSWAY(14, "pedestrian-on-expressway", "HLW", 405, 0, 7),
    /** A vehicle above the limit. */
    SPEEDING(15, "speeding", "SLW", 901, 85, 3),
    /** A vehicle that runs a red light, or cannot stop before it any more. */
    SIGNAL_VIOLATION(16, "signal-violation", "SVW", 0, 0, 6),
    /** Many slow vehicles. */
    TRAFFIC_JAM(17, "traffic-jam", "TJW", 707, 0, 4),
    /** An emergency vehicle comes. */
    EMERGENCY_VEHICLE(18, "emergency-vehicle", "EVW", 905, 0, 4),
    /** A vehicle that stands on the hard shoulder. */
    SHOULDER_STOP(19, "shoulder-stop", "AVW", 903, 78, 4),
    /** A queue that stands in a tunnel. */
    TUNNEL_QUEUE(20, "tunnel-queue", "TJW", 707, 0, 6),
    /** A vehicle too high for what lies ahead. */
    OVER_HEIGHT(21, "over-height", "IVS", 0, 82, 6),
    /** What a centre or a sensor tells of the road: closed lane, ice, fog, signs. */
    ROAD_NOTICE(22, "road-notice", "IVS", 0, 0, 4);

    private static final EventKind[] BY_CODE = new EventKind[64];

    static {
        for (EventKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;
    private final String label;
    private final String application;
    private final int eventType;
    private final int signType;
    private final int severity;

    EventKind(int code, String label, String application, int eventType, int signType, int severity) {
        this.code = code;
        this.label = label;
        this.application = application;
        this.eventType = eventType;
        this.signType = signType;
        this.severity = severity;
    }

    /** The row of a code; {@code null} when a newer release wrote it. */
    public static EventKind ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Number in records; never reused. */
    public int code() {
        return code;
    }

    /** Name in topics and reports. */
    public String label() {
        return label;
    }

    /** Application of T/CSAE 53 or 157 that it serves. */
    public String application() {
        return application;
    }

    /** Event type of GB/T 29100 for the RTE; 0 = none. */
    public int eventType() {
        return eventType;
    }

    /** Sign of GB 5768.2 for the RTS, its number in the standard's index of names; 0 = none. */
    public int signType() {
        return signType;
    }

    /** 1 notice to 7 danger to life; also the level of the RSI priority. */
    public int severity() {
        return severity;
    }
}
