package io.roadgate.gateway.service;

import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.PriorityRequestEncoder;

/**
 * What services want of signal controllers: green for somebody who comes, or more time for people who cross.
 *
 * <p>A request is kept in each sweep by who wants it; it is told when it begins, every second while it stands, and when it
 * ends. What the controller does with it is seen in its phases.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class PriorityRequests {
    /** Requests at one time at most. */
    static final int CAPACITY = 32;
    /** No region is named. */
    static final int NO_REGION = 65_535;

    private static final long UPDATE_NS = 1_000_000_000L;
    private static final long UNKEPT_NS = 600_000_000L;
    private static final long WORTH_NS = 3_000_000_000L;

    /** One request; reused. */
    static final class Wish {
        Application application;
        long key;
        long vehicleId;
        int requestId;
        int level;
        int signalPhase;
        int regionId;
        int intersectionId;
        int fromNodeId;
        long arrivesAtNs;
        double distanceM;
        long holdMs;
        long causedAtNs;
        long keptAtNs;
        long toldAtNs;
        boolean isTold;
    }

    private final Wish[] wishes = new Wish[CAPACITY];
    private final ServiceOutputs outputs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriorityRequestEncoder record = new PriorityRequestEncoder();
    private int count;
    private long nextKey;

    PriorityRequests(ServiceOutputs outputs, long startedAtNs) {
        this.outputs = outputs;
        nextKey = ((startedAtNs / 1_000_000_000L) << 32) + 1;
        for (int i = 0; i < CAPACITY; i++) {
            wishes[i] = new Wish();
        }
    }

    /** Begins or keeps a request of somebody for a phase; null when there is no room. */
    Wish want(Application application, long vehicleId, int signalPhase, int intersectionId, long nowNs) {
        for (int i = 0; i < count; i++) {
            Wish wish = wishes[i];
            if (wish.application == application
                    && wish.vehicleId == vehicleId
                    && wish.signalPhase == signalPhase
                    && wish.intersectionId == intersectionId) {
                wish.keptAtNs = nowNs;
                return wish;
            }
        }
        if (count == CAPACITY) {
            return null;
        }
        Wish wish = wishes[count++];
        wish.application = application;
        wish.key = nextKey++;
        wish.vehicleId = vehicleId;
        wish.requestId = 0;
        wish.level = 0;
        wish.signalPhase = signalPhase;
        wish.regionId = NO_REGION;
        wish.intersectionId = intersectionId;
        wish.fromNodeId = NO_REGION;
        wish.arrivesAtNs = Long.MIN_VALUE;
        wish.distanceM = Double.NaN;
        wish.holdMs = 0;
        wish.causedAtNs = nowNs;
        wish.keptAtNs = nowNs;
        wish.isTold = false;
        return wish;
    }

    /** Requests that stand. */
    int count() {
        return count;
    }

    /** The n-th of them. */
    Wish get(int index) {
        return wishes[index];
    }

    /** Tells what is due, and forgets what nobody keeps. */
    void send(long nowNs) {
        for (int i = count - 1; i >= 0; i--) {
            Wish wish = wishes[i];
            if (nowNs - wish.keptAtNs > UNKEPT_NS) {
                emit(wish, EventPhase.ENDED, nowNs);
                count--;
                System.arraycopy(wishes, i + 1, wishes, i, count - i);
                wishes[count] = wish;
            } else if (!wish.isTold) {
                wish.isTold = true;
                emit(wish, EventPhase.RAISED, nowNs);
            } else if (nowNs - wish.toldAtNs >= UPDATE_NS) {
                emit(wish, EventPhase.UPDATED, nowNs);
            }
        }
    }

    private void emit(Wish wish, EventPhase phase, long nowNs) {
        wish.toldAtNs = nowNs;
        record.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .requestKey(wish.key)
                .phase(phase)
                .application(wish.application)
                .level((short) wish.level)
                .requestId((short) wish.requestId)
                .signalPhase((short) wish.signalPhase)
                .regionId(wish.regionId)
                .intersectionId(wish.intersectionId)
                .fromNodeId(wish.fromNodeId)
                .vehicleId(wish.vehicleId)
                .atNs(nowNs)
                .causedAtNs(wish.causedAtNs)
                .expiresAtNs(nowNs + WORTH_NS)
                .arrivesAtNs(wish.arrivesAtNs)
                .distanceM((float) wish.distanceM)
                .holdMs(wish.holdMs);
        outputs.emit(
                PriorityRequestEncoder.TEMPLATE_ID,
                MessageHeaderEncoder.ENCODED_LENGTH + PriorityRequestEncoder.BLOCK_LENGTH);
    }
}
