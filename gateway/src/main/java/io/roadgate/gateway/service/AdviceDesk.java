package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.IntentionBook;
import io.roadgate.gateway.cooperation.IntentionFault;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.RoadsideCoordination;

/**
 * All that vehicles are asked at this moment: one thing for each vehicle, told at once to the vehicle when it changes, and
 * to all every 100 ms while it stands, as RSC.
 *
 * <p>When two services want something of one vehicle, the one that saves lives comes first (see {@link #rankOf}); the
 * other's advice is withdrawn. An advice that its service no longer keeps is withdrawn after a second. What is over is
 * told a few times more with the behaviour "straight on", because a vehicle that hears nothing does not know.
 *
 * <p><b>Source:</b> T/CSAE 157, message RSC; periods and repetitions are project defaults.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
final class AdviceDesk implements IntentionBook.RefusalHandler {
    /** Vehicles asked at one time at most. */
    static final int CAPACITY = 64;
    /** Lanes told of at one time at most. */
    static final int LANES = 16;
    /** How long a suggestion holds from its message. */
    static final long LIFE_NS = 1_000_000_000L;

    private static final long PERIOD_NS = 100_000_000L;
    private static final int MOST_VEHICLES = 16;
    private static final int MOST_LANES = 8;
    private static final int LAST_REPEATS = 3;

    private final Advice[] advices = new Advice[CAPACITY];
    private final LaneNotice[] notices = new LaneNotice[LANES];
    private final ServiceOutputs outputs;
    private final Cooperation cooperation;
    private final Counters counters;
    private final RscWriter writer;
    private final AdviceRecords records;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private int count;
    private int noticeCount;
    private long nextId;
    private long nowNs;

    AdviceDesk(ServiceOutputs outputs, Cooperation cooperation, SitePlane plane, Counters counters, long startedAtNs) {
        this.outputs = outputs;
        this.cooperation = cooperation;
        this.counters = counters;
        writer = new RscWriter(outputs, plane);
        records = new AdviceRecords(outputs, cooperation, plane);
        nextId = ((startedAtNs / 1_000_000_000L) << 32) + 1;
        nowNs = startedAtNs;
        for (int i = 0; i < CAPACITY; i++) {
            advices[i] = new Advice();
        }
        for (int i = 0; i < LANES; i++) {
            notices[i] = new LaneNotice();
        }
    }

    /** Who saves lives is heard first; higher is more. */
    static int rankOf(Application application) {
        return switch (application) {
            case VULNERABLE_PASSING -> 6;
            case PRIORITY_PASSING -> 5;
            case INTERSECTION_PASS -> 4;
            case MERGE -> 3;
            case LANE_CHANGE -> 2;
            default -> 1;
        };
    }

    void at(long newNowNs) {
        nowNs = newNowNs;
    }

    /**
     * Asks a vehicle, or keeps on asking it; to be called in each sweep as long as the advice stands.
     *
     * @return null when the vehicle is asked by somebody of higher or equal rank, or the desk is full.
     */
    Advice ask(Application application, long vehicleId, long partnerId) {
        Advice advice = of(vehicleId);
        if (advice != null && advice.application == application && advice.partnerId == partnerId) {
            advice.keptAtNs = nowNs;
            return advice;
        }
        if (advice != null) {
            if (rankOf(advice.application) >= rankOf(application)) {
                return null;
            }
            close(advice, AdviceState.WITHDRAWN, AdviceReason.CANCELLED);
        }
        Advice opened = begin();
        if (opened == null) {
            counters.increment(GatewayCounter.ADVICE_FULL);
            return null;
        }
        opened.open(application, vehicleId, partnerId, nextId++, nowNs);
        counters.increment(GatewayCounter.ADVICE_OPENED);
        return opened;
    }

    /** What a vehicle is asked now, or null. */
    Advice of(long vehicleId) {
        for (int i = 0; i < count; i++) {
            if (advices[i].isOpen && advices[i].vehicleId == vehicleId) {
                return advices[i];
            }
        }
        return null;
    }

    /** Whether a service may ask a vehicle for somebody's sake. */
    boolean isFree(Application application, long vehicleId, long partnerId) {
        Advice advice = of(vehicleId);
        return advice == null
                || (advice.application == application && advice.partnerId == partnerId)
                || rankOf(advice.application) < rankOf(application);
    }

    /** Number of advices, open or being ended. */
    int count() {
        return count;
    }

    /** The n-th of them. */
    Advice get(int index) {
        return advices[index];
    }

    private Advice begin() {
        return count < CAPACITY ? advices[count++] : null;
    }

    /** Ends an advice; told a few times more. */
    void close(Advice advice, AdviceState state, AdviceReason reason) {
        if (!advice.isOpen) {
            return;
        }
        advice.isOpen = false;
        advice.repeatsLeft = LAST_REPEATS;
        advice.behave(1 << DriveBehavior.GO_STRAIGHT_FORWARD, advice.info)
                .speed(Double.NaN)
                .noPoint()
                .because(reason, advice.measure, advice.threshold)
                .state(state, nowNs);
        advice.isChanged = true;
        counters.increment(
                state == AdviceState.COMPLETED ? GatewayCounter.ADVICE_COMPLETED : GatewayCounter.ADVICE_WITHDRAWN);
    }

    /** Ends all advices of an application that were not kept in this sweep. */
    void closeUnkept(Application application, AdviceState state, AdviceReason reason) {
        for (int i = 0; i < count; i++) {
            Advice advice = advices[i];
            if (advice.isOpen && advice.application == application && advice.keptAtNs < nowNs) {
                close(advice, state, reason);
            }
        }
    }

    /** Ends what a vehicle is asked by an application, and what others are asked for its sake. */
    void closeFor(Application application, long vehicleId, AdviceState state, AdviceReason reason) {
        for (int i = 0; i < count; i++) {
            Advice advice = advices[i];
            boolean isAbout = advice.vehicleId == vehicleId || advice.partnerId == vehicleId;
            if (advice.isOpen && isAbout && advice.application == application) {
                close(advice, state, reason);
            }
        }
    }

    /** Counts an advice that was withdrawn and goes on as another one. */
    void countWithdrawn() {
        counters.increment(GatewayCounter.ADVICE_WITHDRAWN);
    }

    /** Tells a vehicle that its request cannot be met. */
    void refuse(Application application, long vehicleId, int requestId, AdviceReason reason) {
        for (int i = 0; i < count; i++) {
            Advice told = advices[i];
            boolean isSame = told.vehicleId == vehicleId && told.application == application;
            if (isSame && told.state == AdviceState.REFUSED && told.requestId == requestId) {
                return;
            }
        }
        Advice advice = begin();
        if (advice == null) {
            counters.increment(GatewayCounter.ADVICE_FULL);
            return;
        }
        advice.open(application, vehicleId, 0, nextId++, nowNs);
        advice.answers(requestId, nowNs)
                .behave(1 << DriveBehavior.GO_STRAIGHT_FORWARD, infoOf(application))
                .because(reason, Double.NaN, Double.NaN)
                .state(AdviceState.REFUSED, nowNs);
        advice.isOpen = false;
        advice.repeatsLeft = LAST_REPEATS;
        counters.increment(GatewayCounter.REQUESTS_REFUSED);
    }

    @Override
    public void onRefused(long vehicleId, int requestId, Intention.Request.Kind kind, IntentionFault fault) {
        AdviceReason reason = switch (fault) {
            case LANE -> AdviceReason.UNKNOWN_LANE;
            case TIME -> AdviceReason.TIME_OVER;
            default -> AdviceReason.NOT_REACHABLE;
        };
        Application application = switch (kind) {
            case CLEAR_THE_WAY, SIGNAL_PRIORITY -> Application.PRIORITY_PASSING;
            case PARKING -> Application.PARKING;
            case SENSOR_SHARING -> Application.SENSOR_SHARING;
            default -> Application.LANE_CHANGE;
        };
        refuse(application, vehicleId, requestId, reason);
    }

    /** Bits of CoordinationInfo of an application; 0 where none fits. */
    static int infoOf(Application application) {
        return switch (application) {
            case LANE_CHANGE -> 1 << CoordinationInfo.COOPERATIVE_LANE_CHANGING;
            case MERGE -> 1 << CoordinationInfo.COOPERATIVE_VEH_MERGING;
            case INTERSECTION_PASS -> 1 << CoordinationInfo.NO_SIGNAL_INTERSECTION_PASSING;
            case DYNAMIC_LANE -> 1 << CoordinationInfo.DYNAMIC_LANE_MANAGEMENT;
            case PRIORITY_PASSING -> 1 << CoordinationInfo.LANE_RESERVATION;
            default -> 0;
        };
    }

    /**
     * Tells everybody of a lane, or keeps on telling; to be called in each sweep as long as it holds.
     *
     * @param beginsAtNs the minimum = already.
     * @param endsAtNs the minimum = not known.
     */
    boolean tellLane(
            Application application,
            int lane,
            int info,
            int behaviour,
            double speedMps,
            long beginsAtNs,
            long endsAtNs) {
        int at = 0;
        while (at < noticeCount && (notices[at].lane != lane || notices[at].application != application)) {
            at++;
        }
        if (at == LANES) {
            counters.increment(GatewayCounter.ADVICE_FULL);
            return false;
        }
        noticeCount = Math.max(noticeCount, at + 1);
        notices[at].set(application, lane, info, behaviour, speedMps);
        notices[at].beginsAtNs = beginsAtNs;
        notices[at].endsAtNs = endsAtNs;
        notices[at].keptAtNs = nowNs;
        return true;
    }

    /** Sends what has changed, and everything when its time has come; after all services have been asked. */
    void send(RoadPicture picture) {
        for (int i = 0; i < count; i++) {
            Advice advice = advices[i];
            if (advice.isOpen && nowNs - advice.keptAtNs >= LIFE_NS) {
                close(advice, AdviceState.WITHDRAWN, AdviceReason.TIME_OVER);
            }
            if (advice.isChanged) {
                advice.isChanged = false;
                sendOne(picture, advice);
            }
        }
        for (int i = noticeCount - 1; i >= 0; i--) {
            if (nowNs - notices[i].keptAtNs >= LIFE_NS) {
                LaneNotice removed = notices[i];
                notices[i] = notices[--noticeCount];
                notices[noticeCount] = removed;
            }
        }
        if (count + noticeCount > 0 && cadence.isDue(nowNs)) {
            sendAll();
            forget();
        }
    }

    private void sendOne(RoadPicture picture, Advice advice) {
        RoadsideCoordination message = writer.begin(nowNs);
        writer.write(message, advice, cooperation.names());
        outputs.toVehicle(advice.vehicleId, advice.causedAtNs, nowNs, nowNs + LIFE_NS);
        records.emit(picture, advice, nowNs);
    }

    private void sendAll() {
        int vehicle = 0;
        int lane = 0;
        while (vehicle < count || lane < noticeCount) {
            RoadsideCoordination message = writer.begin(nowNs);
            long causedAtNs = 0;
            for (int n = 0; n < MOST_VEHICLES && vehicle < count; n++) {
                Advice advice = advices[vehicle++];
                causedAtNs = Math.max(causedAtNs, advice.causedAtNs);
                advice.repeatsLeft -= advice.isOpen ? 0 : 1;
                writer.write(message, advice, cooperation.names());
            }
            for (int n = 0; n < MOST_LANES && lane < noticeCount; n++) {
                writer.write(message, notices[lane++], cooperation.names());
            }
            outputs.toAll(causedAtNs, nowNs, nowNs + LIFE_NS);
        }
    }

    private void forget() {
        for (int i = count - 1; i >= 0; i--) {
            if (advices[i].repeatsLeft <= 0) {
                Advice removed = advices[i];
                count--;
                System.arraycopy(advices, i + 1, advices, i, count - i);
                advices[count] = removed;
            }
        }
    }
}
