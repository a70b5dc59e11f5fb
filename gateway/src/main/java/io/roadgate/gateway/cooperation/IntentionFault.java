package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.counter.GatewayCounter;

/** Why what a vehicle says cannot be used: one row each, with its counter. */
public enum IntentionFault {
    /** It can. */
    NONE(null),
    /** It has no id or no place, or one out of reach. */
    PLACE(GatewayCounter.VIR_PLACE),
    /** It is of another time: old, ahead of ours, or asks for what is over. */
    TIME(GatewayCounter.VIR_TIME),
    /** It contradicts itself or the road: both ways at once, one number twice, a place where its track is not. */
    CONTRADICTION(GatewayCounter.VIR_CONTRADICTION),
    /** It names a lane or link that the map does not have. */
    LANE(GatewayCounter.VIR_LANE),
    /** There is no room to remember it. */
    FULL(GatewayCounter.VIR_FULL);

    private final GatewayCounter counter;

    IntentionFault(GatewayCounter counter) {
        this.counter = counter;
    }

    /** Where it is counted; null for none. */
    public GatewayCounter counter() {
        return counter;
    }
}
