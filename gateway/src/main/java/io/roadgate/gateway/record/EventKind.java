package io.roadgate.gateway.record;

/**
 * Every kind of event that fusion raises: one row each.
 *
 * <p>Source of the event types: GB/T 29100-2012 as used by public roadside software; 901 to 906 are that software's
 * extension for vehicles. 0 where none fits: the event then has no RTE.
 */
public enum EventKind {
    /** A vehicle that stands in a driving lane. */
    ABNORMAL_VEHICLE_STOPPED(1, "abnormal-vehicle-stopped", "AVW", 903, 5),
    /** A vehicle that brakes as hard as one does in an emergency. */
    EMERGENCY_BRAKING(2, "emergency-braking", "EBW", 0, 6),
    /** A vehicle and a person on foot or on two wheels on their way to the same spot. */
    VULNERABLE_ROAD_USER_CONFLICT(3, "vulnerable-road-user-conflict", "VRUCW", 405, 7);

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
    private final int severity;

    EventKind(int code, String label, String application, int eventType, int severity) {
        this.code = code;
        this.label = label;
        this.application = application;
        this.eventType = eventType;
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

    /** 1 notice to 7 danger to life; also the level of the RSI priority. */
    public int severity() {
        return severity;
    }
}
