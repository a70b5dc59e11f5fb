package io.roadgate.gateway.record;

/** What a number in the evidence of an event is: one row each, with its unit. */
public enum EvidenceQuantity {
    /** Speed over ground. */
    SPEED(1, "speed", "m/s"),
    /** Speed against the direction of the carriageway. */
    SPEED_AGAINST(2, "speed against the direction", "m/s"),
    /** Share of the speed limit. */
    SHARE_OF_LIMIT(3, "share of the speed limit", ""),
    /** Deceleration along the way. */
    DECELERATION(4, "deceleration", "m/s2"),
    /** Time to collision. */
    TIME_TO_COLLISION(5, "time to collision", "s"),
    /** Time between one leaving and the other entering the same place. */
    POST_ENCROACHMENT(6, "post-encroachment time", "s"),
    /** Distance from bumper to bumper. */
    GAP(7, "gap", "m"),
    /** Distance beside the own line. */
    LATERAL(8, "lateral distance", "m"),
    /** Speed at which two come closer. */
    CLOSING(9, "closing speed", "m/s"),
    /** Distance at the closest point of approach. */
    CLOSEST_DISTANCE(10, "distance at closest approach", "m"),
    /** Time to the closest point of approach. */
    CLOSEST_TIME(11, "time to closest approach", "s"),
    /** How long it has stood. */
    STANDING(12, "standing for", "s"),
    /** Number of vehicles. */
    VEHICLES(13, "vehicles", ""),
    /** Mean speed of several vehicles. */
    MEAN_SPEED(14, "mean speed", "m/s"),
    /** How sure the class is. */
    CLASS_SHARE(15, "belief in the class", ""),
    /** Since when the light is red. */
    RED_FOR(16, "red for", "s"),
    /** Distance of the front to the stop line, negative = before it. */
    BEYOND_LINE(17, "front beyond the stop line", "m"),
    /** Deceleration that would be needed to stop in time. */
    NEEDED_DECELERATION(18, "deceleration needed to stop", "m/s2"),
    /** Height of a vehicle. */
    HEIGHT(19, "height", "m"),
    /** Distance to somebody or something. */
    DISTANCE(20, "distance", "m"),
    /** A vehicle's own flag: 1 = set. */
    FLAG(21, "own flag", ""),
    /** A centre's or a sensor's code. */
    CODE(22, "code", ""),
    /** Probability that the strict condition holds. */
    PROBABILITY(23, "probability of the condition", ""),
    /** Probability that the loose condition holds. */
    PROBABILITY_LOOSE(24, "probability of the loose condition", ""),
    /** Time gap of oncoming traffic. */
    TIME_GAP(25, "time gap", "s"),
    /** Range of sight. */
    VISIBILITY(26, "visibility", "m"),
    /** Speed across the own lane. */
    SPEED_ACROSS(27, "speed across the lane", "m/s");

    private static final EvidenceQuantity[] BY_CODE = new EvidenceQuantity[64];

    static {
        for (EvidenceQuantity quantity : values()) {
            BY_CODE[quantity.code] = quantity;
        }
    }

    private final int code;
    private final String label;
    private final String unit;

    EvidenceQuantity(int code, String label, String unit) {
        this.code = code;
        this.label = label;
        this.unit = unit;
    }

    /** The row of a code; {@code null} when a newer release wrote it. */
    public static EvidenceQuantity ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Number in records; never reused. */
    public int code() {
        return code;
    }

    /** Name for people. */
    public String label() {
        return label;
    }

    /** Unit; empty = a plain number. */
    public String unit() {
        return unit;
    }
}
