package io.roadgate.gateway.record;

/** Why an order of a centre is refused: one row each. The number stands in records. */
public enum CommandFault {
    /** It is not. */
    NONE("none"),
    /** The payload is neither the protobuf message nor its JSON. */
    MALFORMED("malformed"),
    /** A kind that this release does not know. */
    UNKNOWN_KIND("unknown-kind"),
    /** No id, by which it could be answered. */
    NO_ID("no-id"),
    /** It lasts no time, or longer than the site allows. */
    BAD_TTL("bad-ttl"),
    /** It was given too long ago, or in the future. */
    OUT_OF_DATE("out-of-date"),
    /** A lane that the site has not, or none at all. */
    UNKNOWN_LANE("unknown-lane"),
    /** A speed that is no limit, or above what the signs say. */
    BAD_SPEED("bad-speed"),
    /** An intersection of which no signal is heard. */
    UNKNOWN_INTERSECTION("unknown-intersection"),
    /** No vehicle with this temporary id is seen. */
    UNKNOWN_VEHICLE("unknown-vehicle"),
    /** Nothing with this id is active. */
    NOT_ACTIVE("not-active"),
    /** As many orders are active as there is room for. */
    NO_ROOM("no-room"),
    /** The signal controller does not do it. */
    CONTROLLER_REFUSED("controller-refused");

    private final String label;

    CommandFault(String label) {
        this.label = label;
    }

    /** Name in payloads. */
    public String label() {
        return label;
    }
}
