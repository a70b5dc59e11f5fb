package io.roadgate.sensor.point;

import io.roadgate.sensor.frame.ByteFraming;

/** A framing of distances that may have to ask for them. */
interface DistanceFraming extends ByteFraming {
    /** Takes distances. */
    @FunctionalInterface
    interface Handler {
        /** A distance in micrometres. */
        void onDistance(long distanceUm, long receivedAtNs);
    }

    /** Time goes on: ask again where the device wants to be asked. */
    int onTick(long nowNs);

    /** The stream broke. */
    void reset();
}
