package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.v2x.daytwo.DriveRequest;
import io.roadgate.v2x.daytwo.IARData;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;

/**
 * What all vehicles in reach intend and ask for, by the newest VIR of each.
 *
 * <p>A request stands from the message that asks for it until the vehicle says that it is cancelled or complete, its life
 * is over, or the vehicle has been silent. A message that was heard twice changes nothing, and one that is older than what
 * is known neither.
 *
 * <p><b>Errors:</b> what cannot be meant is counted by {@link IntentionFault} and told to the {@link RefusalHandler}; the
 * rest of the message is used.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class IntentionBook {
    /** Vehicles at most. */
    public static final int CAPACITY = 256;

    private static final long SILENCE_NS = 2_000_000_000L;
    private static final double OFF_TRACK_M = 30;

    /** Takes requests that cannot be met whatever the road is like. */
    @FunctionalInterface
    public interface RefusalHandler {
        /** A vehicle's request was refused for a fault. */
        void onRefused(long vehicleId, int requestId, Request.Kind kind, IntentionFault fault);
    }

    private final Intention[] intentions = new Intention[CAPACITY];
    private final Request scratch = new Request();
    private final IntentionReader reader;
    private final Counters counters;
    private int count;

    IntentionBook(IntentionReader reader, Counters counters) {
        this.reader = reader;
        this.counters = counters;
        for (int i = 0; i < CAPACITY; i++) {
            intentions[i] = new Intention();
        }
    }

    /** Vehicles that have told something lately. */
    public int count() {
        return count;
    }

    /** The n-th of them, in the order in which they came. */
    public Intention get(int index) {
        return intentions[index];
    }

    /** What a vehicle has told, or null. */
    public Intention find(long vehicleId) {
        for (int i = 0; i < count; i++) {
            if (intentions[i].vehicleId == vehicleId) {
                return intentions[i];
            }
        }
        return null;
    }

    /** Takes one message. */
    void onMessage(
            VehIntentionAndRequest message, RoadPicture picture, LaneOrder order, long nowNs, RefusalHandler out) {
        counters.increment(GatewayCounter.VIR_HEARD);
        IntentionFault fault = reader.check(message, nowNs);
        if (fault == IntentionFault.NONE) {
            Intention known = find(message.id().idAsLong());
            if (known != null && isOld(message, known, nowNs)) {
                return;
            }
            Intention intention = known == null ? begin() : known;
            if (intention == null) {
                fault = IntentionFault.FULL;
            } else {
                reader.read(message, nowNs, intention);
                fault = isWhereItSays(intention, picture, order) ? IntentionFault.NONE : IntentionFault.CONTRADICTION;
                if (fault == IntentionFault.NONE) {
                    readRequests(message.intAndReq(), intention, out);
                } else {
                    intention.behaviour = 0;
                }
            }
        }
        if (fault != IntentionFault.NONE) {
            counters.increment(fault.counter());
        }
    }

    /** A repetition has the same mark; an older one was overtaken. */
    private static boolean isOld(VehIntentionAndRequest message, Intention known, long nowNs) {
        long toldAtNs = IntentionReader.toldAtNs(message, nowNs);
        boolean isRepetition = toldAtNs == known.toldAtNs && message.msgCnt() == known.messageCount;
        return isRepetition || toldAtNs < known.toldAtNs;
    }

    private Intention begin() {
        if (count == CAPACITY) {
            return null;
        }
        Intention intention = intentions[count++];
        intention.requestCount = 0;
        intention.vehicleId = 0;
        intention.forgetFaults();
        return intention;
    }

    private static boolean isWhereItSays(Intention intention, RoadPicture picture, LaneOrder order) {
        int slot = picture == null ? LaneOrder.NOBODY : order.slotOf(intention.vehicleId);
        if (slot == LaneOrder.NOBODY) {
            return true;
        }
        double east = picture.eastM(slot) - intention.eastM;
        double north = picture.northM(slot) - intention.northM;
        return east * east + north * north <= OFF_TRACK_M * OFF_TRACK_M;
    }

    private void readRequests(IARData data, Intention intention, RefusalHandler out) {
        if (!data.hasReqs()) {
            return;
        }
        for (int i = 0; i < data.reqs().count(); i++) {
            DriveRequest request = data.reqs().get(i);
            if (reader.isForUs(request)) {
                IntentionFault fault =
                        isTwice(data, i) ? IntentionFault.CONTRADICTION : readRequest(request, intention, out);
                if (fault != IntentionFault.NONE) {
                    counters.increment(fault.counter());
                }
            }
        }
    }

    private static boolean isTwice(IARData data, int index) {
        for (int i = 0; i < index; i++) {
            if (data.reqs().get(i).reqID() == data.reqs().get(index).reqID()) {
                return true;
            }
        }
        return false;
    }

    private IntentionFault readRequest(DriveRequest request, Intention intention, RefusalHandler out) {
        Request known = intention.find(request.reqID());
        boolean isAsking = request.status() == ReqStatus.REQUEST;
        if (known != null && !isAsking) {
            known.status = request.status();
            return IntentionFault.NONE;
        }
        if (!isAsking) {
            // An answer to what was never asked, or to what is long over.
            return request.status() == ReqStatus.UNKNOWN ? IntentionFault.CONTRADICTION : IntentionFault.NONE;
        }
        IntentionFault fault = reader.read(request, intention, scratch);
        if (fault != IntentionFault.NONE) {
            if (!intention.wasFaulty(scratch.requestId)) {
                out.onRefused(intention.vehicleId, scratch.requestId, scratch.kind, fault);
            }
            return fault;
        }
        Request taken = known == null ? intention.add() : known;
        if (taken == null) {
            return IntentionFault.FULL;
        }
        boolean isNew = known == null || known.kind != scratch.kind || known.lane != scratch.lane;
        if (isNew) {
            taken.renew();
        }
        copy(scratch, taken, isNew ? intention.receivedAtNs : taken.askedAtNs);
        return IntentionFault.NONE;
    }

    private static void copy(Request from, Request to, long askedAtNs) {
        to.requestId = from.requestId;
        to.kind = from.kind;
        to.status = from.status;
        to.level = from.level;
        to.lane = from.lane;
        to.laneNumber = from.laneNumber;
        to.upstreamRegion = from.upstreamRegion;
        to.upstreamId = from.upstreamId;
        to.downstreamRegion = from.downstreamRegion;
        to.downstreamId = from.downstreamId;
        to.askedAtNs = askedAtNs;
        to.expiresAtNs = from.expiresAtNs;
        to.arrivesAtNs = from.arrivesAtNs;
        to.parking = from.parking;
        to.parkingTypes = from.parkingTypes;
        to.parkingSlot = from.parkingSlot;
        to.vehicleClass = from.vehicleClass;
        to.signalPhase = from.signalPhase;
    }

    /** Forgets what is over; after every service has looked. */
    void sweep(long nowNs) {
        for (int i = count - 1; i >= 0; i--) {
            Intention intention = intentions[i];
            for (int n = intention.requestCount - 1; n >= 0; n--) {
                Request request = intention.request(n);
                if (IntentionReader.isOver(request.status) || request.expiresAtNs <= nowNs) {
                    intention.drop(n);
                }
            }
            if (nowNs - intention.receivedAtNs > SILENCE_NS) {
                remove(i);
            }
        }
    }

    /** Keeps the order of the others. */
    private void remove(int index) {
        Intention removed = intentions[index];
        count--;
        System.arraycopy(intentions, index + 1, intentions, index, count - index);
        intentions[count] = removed;
    }

    /** All lanes have other numbers now: what was asked of them is void. */
    void onMapReplaced() {
        for (int i = 0; i < count; i++) {
            intentions[i].requestCount = 0;
        }
    }
}
