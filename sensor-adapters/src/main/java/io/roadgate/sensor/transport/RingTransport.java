package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.FrameHandler;

/**
 * What every link has in common that receives on a thread of its own: a ring behind it, in which relinks and holes stand
 * where they happened, a bounded back-off before it is opened anew, and the reason why it is down.
 */
abstract class RingTransport implements Transport {
    final TransportContext context;
    final ReceiveRing ring;
    final Backoff backoff = new Backoff();
    volatile String trouble = "";
    volatile boolean isClosed;

    RingTransport(TransportContext context) {
        this.context = context;
        this.ring = new ReceiveRing(context.settings().integer("ringKb"), context.faults());
    }

    @Override
    public final int poll(FrameHandler handler, int limit) {
        return ring.poll(handler, limit);
    }

    @Override
    public final boolean isPolledUp() {
        return ring.isUp();
    }

    @Override
    public final int upCount() {
        return ring.upCount();
    }

    @Override
    public int holeCount() {
        return ring.holeCount();
    }

    @Override
    public final String trouble() {
        return trouble;
    }
}
