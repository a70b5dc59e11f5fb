package io.roadgate.sensor.etc;

import io.roadgate.sensor.driver.Reply;
import io.roadgate.sensor.etc.EtcDeal.Step;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Settings;

/**
 * Runs the antenna in place of a lane controller.
 *
 * <p>Start: C0, after B0 4C. Then per vehicle B2 C1, B3 C1, B4 C6 (exit, gantry) or C3 (entry) or C1 (read), B5 C1. An
 * error code ends it with C2. What does not come is asked for again, B3 and B4 with C2 of type 2, B5 with C8, a bounded
 * number of times. At most one charge goes out per OBU and window, whatever is lost, repeated or reset: once it has gone
 * out, every doubt is settled with C8. That holds across a restart when a {@link EtcChargeMemory} has a file.
 *
 * <p>When another controller is heard on the line it falls silent until the link is opened again.
 *
 * <p>Errors: {@code ETC_NO_ANSWER}, {@code ETC_DEVICE}, {@code ETC_RIVAL}, {@code ETC_UNSENT}.
 *
 * <p>Thread: the ingest agent; time is an argument.
 *
 * <p>Source: etc-rsu.md, section 3 ("Normal sequence") and section 5 (C8 after a lost B5).
 */
final class EtcController {
    private static final int STOP_SEARCH_AGAIN = 1;
    private static final int STOP_RESEND = 2;
    private static final int RESTARTED = 0x98;
    private static final int TAC_NOT_ANSWERED = 0x35;
    private static final int TAC_FAILED = 0x36;
    private static final int STORED_VALUE_CARD = 0x16;
    private static final int RIVAL_FRAMES = 3;
    private static final long LATER_NS = 5_000_000_000L;

    private final EtcLaneKind lane;
    private final EtcTariff tariff;
    private final EtcCommands commands;
    private final EtcWire wire;
    private final EtcAssembler assembler;
    private final FaultSink faults;
    private final long answerWithinNs;
    private final long onceWithinNs;
    private final int triesAllowed;
    private final boolean isHeartbeatRestart;
    private final EtcDeals deals = new EtcDeals();
    private final EtcChargeMemory memory;
    private boolean isUp;
    private boolean isOn;
    private boolean isResetSuspected;
    private int rivalCount;
    private int initTries;
    private long initDueAtNs;

    EtcController(
            Settings settings,
            EtcDialect dialect,
            EtcTariff tariff,
            EtcAssembler assembler,
            FaultSink faults,
            Reply reply) {
        this.lane = EtcLaneKind.of(settings.text("lane"));
        this.tariff = tariff;
        this.commands = new EtcCommands(lane, EtcEdition.of(settings.text("layout")), settings);
        this.wire = new EtcWire(dialect, reply, faults);
        this.assembler = assembler;
        this.faults = faults;
        this.answerWithinNs = settings.durationNs("answerWithin");
        this.onceWithinNs = settings.durationNs("onceWithin");
        this.triesAllowed = settings.integer("tries");
        this.isHeartbeatRestart = "restart".equals(settings.text("heartbeat"));
        this.memory = EtcChargeMemory.open(settings.text("memory"));
        for (int unresolved = memory.restore(deals); unresolved > 0; unresolved--) {
            faults.count(FrameFault.ETC_UNFINISHED);
        }
    }

    void onLinkUp(long nowNs) {
        isUp = true;
        rivalCount = 0;
        wire.reset();
        restart(nowNs);
    }

    void onLinkLost() {
        isUp = false;
        isOn = false;
        forgetUncharged();
    }

    /** Whether the OBU has been charged here: what is known of its passage must not begin anew. */
    boolean isCharged(long obuMac) {
        EtcDeal deal = deals.find(obuMac);
        return deal != null && deal.isCharged();
    }

    /** Answers the antenna's frame. */
    void onFrame(EtcFrame frame, long nowNs) {
        if (!frame.isFromAntenna()) {
            faults.count(FrameFault.ETC_RIVAL);
            rivalCount++;
            return;
        }
        wire.heard(frame.dialect());
        if (!mayTalk()) {
            return;
        }
        switch (frame.type()) {
            case EtcFrameType.DEVICE_STATE -> onDeviceState(frame, nowNs);
            case EtcFrameType.HEARTBEAT -> onHeartbeat(frame);
            case EtcFrameType.OBU_FOUND -> onObuFound(frame, nowNs);
            case EtcFrameType.VEHICLE -> onVehicle(frame, nowNs);
            case EtcFrameType.CARD -> onCard(frame, nowNs);
            case EtcFrameType.RESULT -> onResult(frame, nowNs);
            case EtcFrameType.TAC_RESULT -> onTacResult(frame, nowNs);
            default -> {
                // Positions and what no command answers.
            }
        }
    }

    /** B1 is a heartbeat in the dialect of 2019 and tells of loops in the others. */
    private void onHeartbeat(EtcFrame frame) {
        if (frame.dialect() == EtcDialect.LENGTH_CRC) {
            wire.send(frame.control(), commands.body(), commands.heartbeatAnswer());
        }
    }

    private boolean mayTalk() {
        return isUp && rivalCount < RIVAL_FRAMES;
    }

    private void restart(long nowNs) {
        isOn = false;
        isResetSuspected = false;
        initTries = 0;
        sendInit(nowNs);
    }

    private void sendInit(long nowNs) {
        wire.send(EtcWire.UNASKED, commands.body(), commands.init(nowNs));
        initTries++;
        initDueAtNs = nowNs + (initTries % triesAllowed == 0 ? LATER_NS : answerWithinNs);
    }

    private void onDeviceState(EtcFrame frame, long nowNs) {
        commands.onDeviceState(frame);
        if (frame.number(EtcField.RSU_STATUS) != 0) {
            faults.count(FrameFault.ETC_DEVICE);
            return;
        }
        boolean isRestart = isHeartbeatRestart && frame.dialect() == EtcDialect.BCC && frame.control() == RESTARTED;
        if (!isOn) {
            isOn = wire.send(EtcWire.UNASKED, commands.body(), commands.power(true));
            if (isOn) {
                settleCharged(nowNs);
            }
        } else if (isRestart && deals.isAnyWaiting()) {
            // It may be a mere heartbeat: the frame that is awaited tells.
            isResetSuspected = true;
        } else if (isRestart) {
            restart(nowNs);
        }
    }

    private void onObuFound(EtcFrame frame, long nowNs) {
        EtcDeal deal = deals.find(frame.obuMac());
        if (frame.errorCode() != 0) {
            end(deal, frame);
        } else if (deal != null && deal.isCharged()) {
            settle(deal, frame);
            fetchDue(deal, nowNs);
        } else {
            EtcDeal begun = deal == null ? deals.claim() : deal;
            if (begun == null) {
                end(null, frame);
                return;
            }
            begun.begin(frame.obuMac(), nowNs);
            answer(frame, EtcFrameType.GO_ON);
            goTo(begun, Step.FOUND, nowNs);
        }
    }

    private void onVehicle(EtcFrame frame, long nowNs) {
        EtcDeal deal = deals.find(frame.obuMac());
        if (frame.errorCode() != 0 || deal == null) {
            end(deal, frame);
        } else if (deal.isCharged()) {
            settle(deal, frame);
            fetchDue(deal, nowNs);
        } else {
            deal.vehicleClass = (int) frame.number(EtcField.VEHICLE_CLASS);
            deal.userType = (int) frame.number(EtcField.USER_TYPE);
            deal.axleCount = (int) frame.number(EtcField.AXLES);
            answer(frame, EtcFrameType.GO_ON);
            goTo(deal, Step.VEHICLE, nowNs);
        }
    }

    private void onCard(EtcFrame frame, long nowNs) {
        EtcDeal deal = deals.find(frame.obuMac());
        boolean isRead = frame.errorCode() == 0 && frame.number(EtcField.CARD_READ_STATUS) <= 0;
        if (!isRead || deal == null || deal.step == Step.FOUND) {
            end(deal, frame);
        } else if (deal.isCharged()) {
            settle(deal, frame);
            fetchDue(deal, nowNs);
        } else {
            switch (lane) {
                case READ -> {
                    answer(frame, EtcFrameType.GO_ON);
                    assembler.onReadOnly(deal.obuMac);
                    deal.step = Step.FREE;
                }
                case ENTRY -> sendOnce(deal, frame, commands.entry(frame, deal.vehicleClass, nowNs), nowNs);
                default -> charge(deal, frame, nowNs);
            }
        }
    }

    private void charge(EtcDeal deal, EtcFrame frame, long nowNs) {
        long amountFen = tariff.amountFen(deal.obuMac, deal.vehicleClass, deal.userType, deal.axleCount);
        boolean isShort = frame.issueFileNumber(EtcField.CARD_TYPE) == STORED_VALUE_CARD
                && frame.number(EtcField.BALANCE_FEN) < amountFen;
        if (amountFen < 0 || isShort) {
            end(deal, frame);
        } else if (sendOnce(deal, frame, commands.charge(frame, amountFen, nowNs), nowNs)) {
            assembler.onCharge(deal.obuMac, amountFen, nowNs);
        }
    }

    /** What may go out once for an OBU is remembered before it does, and forgotten when the link did not take it. */
    private boolean sendOnce(EtcDeal deal, EtcFrame frame, int length, long nowNs) {
        deal.chargedAtNs = nowNs;
        memory.charged(deal);
        boolean isSent = wire.send(frame.control(), commands.body(), length);
        if (isSent) {
            goTo(deal, Step.CHARGED, nowNs);
        } else {
            memory.free(deal);
        }
        return isSent;
    }

    private void onResult(EtcFrame frame, long nowNs) {
        EtcDeal deal = deals.find(frame.obuMac());
        if (frame.errorCode() == 0) {
            answer(frame, EtcFrameType.GO_ON);
            done(deal);
            return;
        }
        boolean isTacMissing = frame.errorCode() == TAC_NOT_ANSWERED || frame.errorCode() == TAC_FAILED;
        boolean mayFetch = deal != null
                && (deal.step == Step.CHARGED || (deal.step == Step.FETCHING && deal.tries < triesAllowed));
        if (isTacMissing && mayFetch) {
            answer(frame, EtcFrameType.FETCH_TAC);
            fetchDue(deal, nowNs);
        } else {
            end(deal, frame);
        }
    }

    /** B8 has no documented layout; like all answers it begins with the id and the error code. */
    private void onTacResult(EtcFrame frame, long nowNs) {
        if (frame.length() < 6) {
            return;
        }
        long obuMac = frame.unsignedInt(1);
        EtcDeal deal = deals.find(obuMac);
        if (deal == null || deal.step != Step.FETCHING) {
            return;
        }
        if (frame.octet(5) == 0) {
            wire.send(frame.control(), commands.body(), commands.plain(EtcFrameType.GO_ON, obuMac));
            assembler.onConfirmed(obuMac, nowNs);
            done(deal);
        } else {
            wire.send(frame.control(), commands.body(), commands.stop(obuMac, STOP_SEARCH_AGAIN));
            deal.step = Step.UNRESOLVED;
        }
    }

    private void done(EtcDeal deal) {
        isResetSuspected = false;
        if (deal != null && deal.isCharged()) {
            deal.step = Step.DONE;
            memory.done(deal);
        } else if (deal != null) {
            deal.step = Step.FREE;
        }
    }

    /** A charged OBU speaks again: done ones are let go, the others are asked what became of the charge. */
    private void settle(EtcDeal deal, EtcFrame frame) {
        boolean isDone = deal.step == Step.DONE;
        if (isDone) {
            stop(frame);
        } else {
            answer(frame, EtcFrameType.FETCH_TAC);
        }
    }

    /** The TAC has just been asked for, unless all was done. */
    private void fetchDue(EtcDeal deal, long nowNs) {
        if (deal.step == Step.DONE) {
            return;
        }
        int tries = deal.step == Step.FETCHING ? deal.tries + 1 : 1;
        assembler.onFetchTac(deal.obuMac, nowNs);
        goTo(deal, Step.FETCHING, nowNs);
        deal.tries = tries;
    }

    private void end(EtcDeal deal, EtcFrame frame) {
        stop(frame);
        isResetSuspected = false;
        if (deal == null) {
            return;
        }
        if (!deal.isCharged()) {
            assembler.onStop(deal.obuMac, STOP_SEARCH_AGAIN);
            deal.step = Step.FREE;
        } else if (deal.step != Step.DONE) {
            deal.step = Step.UNRESOLVED;
        }
    }

    private void stop(EtcFrame frame) {
        wire.send(frame.control(), commands.body(), commands.stop(frame.obuMac(), STOP_SEARCH_AGAIN));
    }

    private void answer(EtcFrame frame, int type) {
        wire.send(frame.control(), commands.body(), commands.plain(type, frame.obuMac()));
    }

    private void goTo(EtcDeal deal, Step step, long nowNs) {
        isResetSuspected = false;
        deal.step = step;
        deal.tries = 0;
        deal.dueAtNs = nowNs + answerWithinNs;
    }

    int onTick(long nowNs) {
        int work = 0;
        boolean mayTalk = mayTalk();
        if (mayTalk && !isOn && isDue(initDueAtNs, nowNs)) {
            if (initTries % triesAllowed == 0) {
                faults.count(FrameFault.ETC_NO_ANSWER);
            }
            wire.tryAnother();
            sendInit(nowNs);
            work++;
        }
        for (int i = deals.end() - 1; i >= 0; i--) {
            EtcDeal deal = deals.row(i);
            if (deal.isWaiting()) {
                work += mayTalk && isOn && isDue(deal.dueAtNs, nowNs) ? onOverdue(deal, nowNs) : 0;
            }
            if (deal.step != Step.FREE && nowNs - deal.beganAtNs >= onceWithinNs) {
                deal.step = Step.FREE;
                memory.free(deal);
            }
        }
        return work;
    }

    /** A clock that steps back must not stop the time-outs. */
    private static boolean isDue(long dueAtNs, long nowNs) {
        return nowNs >= dueAtNs || dueAtNs - nowNs > LATER_NS;
    }

    private int onOverdue(EtcDeal deal, long nowNs) {
        if (isResetSuspected) {
            forgetUncharged();
            restart(nowNs);
        } else if (deal.tries >= triesAllowed) {
            faults.count(FrameFault.ETC_NO_ANSWER);
            wire.send(EtcWire.UNASKED, commands.body(), commands.stop(deal.obuMac, STOP_SEARCH_AGAIN));
            if (!deal.isCharged()) {
                assembler.onStop(deal.obuMac, STOP_SEARCH_AGAIN);
            }
            deal.step = deal.isCharged() ? Step.UNRESOLVED : Step.FREE;
        } else if (deal.isCharged()) {
            wire.send(EtcWire.UNASKED, commands.body(), commands.plain(EtcFrameType.FETCH_TAC, deal.obuMac));
            fetchDue(deal, nowNs);
        } else {
            wire.send(EtcWire.UNASKED, commands.body(), commands.stop(deal.obuMac, STOP_RESEND));
            deal.tries++;
            deal.dueAtNs = nowNs + answerWithinNs;
        }
        return 1;
    }

    /** The antenna is back: charges whose result was lost with it are asked for while the vehicle may still be there. */
    private void settleCharged(long nowNs) {
        for (int i = deals.end() - 1; i >= 0; i--) {
            EtcDeal deal = deals.row(i);
            if (!deal.isWaiting() || !deal.isCharged()) {
                continue;
            }
            if (nowNs - deal.chargedAtNs < LATER_NS) {
                wire.send(EtcWire.UNASKED, commands.body(), commands.plain(EtcFrameType.FETCH_TAC, deal.obuMac));
                fetchDue(deal, nowNs);
            } else {
                faults.count(FrameFault.ETC_NO_ANSWER);
                deal.step = Step.UNRESOLVED;
            }
        }
    }

    private void forgetUncharged() {
        for (int i = deals.end() - 1; i >= 0; i--) {
            EtcDeal deal = deals.row(i);
            if (deal.step != Step.FREE && !deal.isCharged()) {
                assembler.onStop(deal.obuMac, STOP_SEARCH_AGAIN);
                deal.step = Step.FREE;
            }
        }
    }
}
