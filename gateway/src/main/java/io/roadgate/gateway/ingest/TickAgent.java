package io.roadgate.gateway.ingest;

import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TickEncoder;
import io.roadgate.gateway.ring.RecordRing;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** Gives fusion its time as records, so that fusion reads no clock and replay sees the same time. */
public final class TickAgent implements Agent {
    /** Time between two ticks: how late a time-out of fusion may be. */
    public static final long TICK_NS = 10_000_000;

    private final RecordRing ticks;
    private final EpochNanoClock clock;
    private final UnsafeBuffer record =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH]);
    private final TickEncoder tick = new TickEncoder();
    private long nextAtNs;

    /** Ticks into this ring. */
    public TickAgent(RecordRing ticks, EpochNanoClock clock) {
        this.ticks = ticks;
        this.clock = clock;
        tick.wrapAndApplyHeader(record, 0, new MessageHeaderEncoder());
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        if (nowNs < nextAtNs && nextAtNs - nowNs <= TICK_NS) {
            return 0;
        }
        nextAtNs = nowNs + TICK_NS;
        tick.nowNs(nowNs);
        // A full ring means that fusion is behind; the tick after the next serves as well.
        return ticks.offer(TickEncoder.TEMPLATE_ID, record, 0, record.capacity()) ? 1 : 0;
    }

    @Override
    public String roleName() {
        return "tick";
    }
}
