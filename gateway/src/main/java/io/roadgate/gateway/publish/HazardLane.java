package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** Sends hazards: kept until they expire, the newest state of an event in the place of older unsent ones. */
final class HazardLane implements SendQueue.Owner {
    static final int CAPACITY = 512;
    private static final int RECORD_BYTES = 640;
    private static final int PAYLOAD_BYTES = 8 * 1024;
    private static final long EXPIRE_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Counters counters;
    private final Outbox outbox = new Outbox(CAPACITY, RECORD_BYTES);
    private final TopicFamily[] families;
    private final SendQueue queue;
    private long expiredTickNs;

    HazardLane(GatewayConfig config, Counters counters, MessageLink link) {
        this.counters = counters;
        families = TopicFamilies.ofLane(Lane.HAZARD, config).toArray(TopicFamily[]::new);
        queue = new SendQueue(
                link, outbox, new OutMessage(PAYLOAD_BYTES), config.mqtt().window(), this);
    }

    /** Takes one record, for each family that wants it. */
    void offer(int templateId, DirectBuffer record, int offset, int length, long nowNs) {
        if (length > RECORD_BYTES) {
            counters.increment(GatewayCounter.HAZARDS_SHED);
            return;
        }
        for (TopicFamily family : families) {
            if (family.templateId() == templateId && family.isWanted(record, offset)) {
                offer(family, record, offset, length, nowNs);
            }
        }
    }

    /** Whether a family of this lane carries records of this template. */
    boolean carries(int templateId) {
        for (TopicFamily family : families) {
            if (family.templateId() == templateId) {
                return true;
            }
        }
        return false;
    }

    int doWork(long nowNs, long tickNs) {
        if (outbox.waitingCount() > 0 && tickNs - expiredTickNs >= EXPIRE_EVERY_NS) {
            expiredTickNs = tickNs;
            int count = outbox.expire(nowNs);
            if (count > 0) {
                counters.add(GatewayCounter.HAZARDS_EXPIRED, count);
            }
        }
        return queue.doWork(nowNs, tickNs);
    }

    @Override
    public void onDelivered(int slot) {
        // The broker has it: done.
    }

    @Override
    public void onArrived(Arrival arrival) {
        counters.increment(GatewayCounter.DOWNLINK_REFUSED);
    }

    private void offer(TopicFamily family, DirectBuffer record, int offset, int length, long nowNs) {
        long expiresAtNs = family.expiresAtNs(record, offset);
        if (expiresAtNs <= nowNs) {
            counters.increment(GatewayCounter.HAZARDS_EXPIRED);
            return;
        }
        long key = family.key(record, offset);
        int older = outbox.findWaiting(family, key);
        if (older != Outbox.NONE) {
            outbox.replace(older, expiresAtNs, record, offset, length);
            return;
        }
        if (outbox.freeCount() == 0) {
            counters.increment(GatewayCounter.HAZARDS_SHED);
            int first = outbox.firstToExpire();
            if (first == Outbox.NONE) {
                return;
            }
            outbox.release(first);
        }
        outbox.add(family, key, expiresAtNs, record, offset, length);
    }
}
