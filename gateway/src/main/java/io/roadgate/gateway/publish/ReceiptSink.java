package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TollReceiptEncoder;
import io.roadgate.gateway.ring.RecordRing;
import org.agrona.concurrent.UnsafeBuffer;

/** Receipts on their way to the journal agent: they wait here while its ring is full. */
final class ReceiptSink {
    static final int CAPACITY = 8192;
    private static final int LIMIT = 256;
    private static final int RECORD_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + TollReceiptEncoder.BLOCK_LENGTH;

    private final RecordRing ring;
    private final long[] sequences = new long[CAPACITY];
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES]);
    private final TollReceiptEncoder receipt = new TollReceiptEncoder();
    private long added;
    private long taken;

    ReceiptSink(RecordRing ring) {
        this.ring = ring;
        receipt.wrapAndApplyHeader(record, 0, new MessageHeaderEncoder());
    }

    int room() {
        return (int) (CAPACITY - (added - taken));
    }

    /** Adds one; false when full. */
    boolean add(long sequence) {
        if (room() == 0) {
            return false;
        }
        sequences[(int) (added++ % CAPACITY)] = sequence;
        return true;
    }

    /** Hands on what the ring takes. */
    int doWork(long nowNs) {
        int work = 0;
        while (taken < added && work < LIMIT) {
            receipt.receivedAtNs(nowNs).sequence(sequences[(int) (taken % CAPACITY)]);
            if (!ring.offer(TollReceiptEncoder.TEMPLATE_ID, record, 0, RECORD_BYTES)) {
                break;
            }
            taken++;
            work++;
        }
        return work;
    }
}
