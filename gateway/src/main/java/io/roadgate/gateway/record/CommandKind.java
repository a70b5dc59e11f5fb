package io.roadgate.gateway.record;

/** What a centre may order: one row each. The number stands in payloads and records. */
public enum CommandKind {
    /** Nothing that we know. */
    UNKNOWN("unknown"),
    /** Another speed limit on lanes. */
    SPEED_LIMIT("speed-limit"),
    /** Nobody may drive on lanes. */
    CLOSE_LANES("close-lanes"),
    /** Lanes that were closed are open again. */
    OPEN_LANES("open-lanes"),
    /** Another plan of a signal controller. */
    SIGNAL_PLAN("signal-plan"),
    /** A way across the junction for one vehicle. */
    GUIDE("guide"),
    /** An order is taken back. */
    CANCEL("cancel");

    private static final CommandKind[] ALL = values();

    private final String label;

    CommandKind(String label) {
        this.label = label;
    }

    /** Name in JSON and payloads. */
    public String label() {
        return label;
    }

    /** The kind of a number; {@link #UNKNOWN} when there is none. */
    public static CommandKind ofNumber(long number) {
        return number > 0 && number < ALL.length ? ALL[(int) number] : UNKNOWN;
    }
}
