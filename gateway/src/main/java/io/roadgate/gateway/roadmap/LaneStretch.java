package io.roadgate.gateway.roadmap;

/**
 * A stretch of a lane with a property of its own.
 *
 * @param kind the property.
 * @param lane key of the lane.
 * @param fromM along the lane.
 * @param toM along the lane, beyond {@code fromM}.
 */
public record LaneStretch(Kind kind, String lane, double fromM, double toM) {
    /** The table of such properties. */
    public enum Kind {
        /** No sky: GNSS is lost here. */
        TUNNEL,
        /** On a bridge: other lanes may lie below. */
        BRIDGE
    }
}
