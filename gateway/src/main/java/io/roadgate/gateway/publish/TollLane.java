package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import org.agrona.DirectBuffer;

/**
 * Sends toll records and takes what comes down.
 *
 * <p>A record is the journal agent's until its receipt: this lane only works on a copy. When its outbox is full it takes
 * no more from the ring; a record that is repeated while it is still on its way is not sent twice.
 */
final class TollLane implements SendQueue.Owner {
    static final int CAPACITY = 1024;
    private static final int RECORD_BYTES = 256;
    private static final int PAYLOAD_BYTES = 8 * 1024;

    private final Counters counters;
    private final Outbox outbox = new Outbox(CAPACITY, RECORD_BYTES);
    private final TopicFamily family;
    private final SendQueue queue;
    private final ReceiptSink receipts;
    private final DownlinkSink downlinks;
    private final boolean isReceiptByBroker;

    TollLane(GatewayConfig config, Counters counters, MessageLink link, ReceiptSink receipts, DownlinkSink downlinks) {
        this.counters = counters;
        this.receipts = receipts;
        this.downlinks = downlinks;
        family = TopicFamilies.TOLL.create(config);
        queue = new SendQueue(
                link, outbox, new OutMessage(PAYLOAD_BYTES), config.mqtt().window(), this);
        isReceiptByBroker =
                config.ledger().isPresent() && config.ledger().get().receipts() == GatewayConfig.ReceiptMode.PUBACK;
    }

    /** How many records may be taken from the ring now. */
    int room() {
        // An acknowledged record needs room for its receipt, else it would have to be forgotten.
        return Math.min(outbox.freeCount(), receipts.room() - outbox.inFlightCount() - outbox.waitingCount());
    }

    void offer(int templateId, DirectBuffer record, int offset, int length) {
        if (templateId != family.templateId() || length > RECORD_BYTES) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
            return;
        }
        long sequence = family.key(record, offset);
        if (!outbox.contains(sequence)) {
            outbox.add(family, sequence, Long.MAX_VALUE, record, offset, length);
        }
    }

    int doWork(long nowNs, long tickNs) {
        return queue.doWork(nowNs, tickNs) + receipts.doWork(nowNs);
    }

    @Override
    public void onDelivered(int slot) {
        if (isReceiptByBroker) {
            receipts.add(outbox.key(slot));
        }
    }

    @Override
    public void onArrived(Arrival arrival) {
        downlinks.onArrived(arrival);
    }
}
