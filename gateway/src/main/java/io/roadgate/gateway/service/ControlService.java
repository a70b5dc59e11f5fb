package io.roadgate.gateway.service;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.CommandFault;
import io.roadgate.gateway.record.CommandKind;
import io.roadgate.gateway.record.CommandPhase;
import io.roadgate.gateway.record.CommandStateEncoder;
import io.roadgate.gateway.record.ControllerRequestEncoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RequestAnswer;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Takes orders of a centre: checks, answers, keeps them on the {@link ControlBoard} while they hold, and ends them.
 *
 * <p>Each order is answered by a {@code CommandState}: refused with a reason, or active until it ends by itself, is
 * cancelled, or replaced by the same id. While it is active it is told again from time to time. A limit can only be lower
 * than what the signs say. On another map every order ends: its lanes are gone.
 *
 * <p>Payload: {@code Command} of {@code cloud.proto}, protobuf or JSON; see {@code docs/mqtt.md}.
 */
final class ControlService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("longestTtl", "24h", "1m", "168h", "no order may last longer"),
            Setting.duration("oldestOrder", "60s", "1s", "1h", "an order given longer ago is refused"),
            Setting.number("leastLimitMps", 2.5, 1, 20, "a lower speed limit is refused, m/s"),
            Setting.duration("tellEvery", "10s", "1s", "10m", "active orders are told again"));

    private static final int MOST_ORDERS = 64;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long AHEAD_NS = 5 * SECOND_NS;
    private static final int NO_REGION = 65_535;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MOST_PLAN = 65_534;

    private final ServiceGround ground;
    private final ServiceOutputs outputs;
    private final long longestTtlS;
    private final long oldestOrderNs;
    private final double leastLimitMps;
    private final long tellEveryNs;
    private final OrderReader reader = new OrderReader();
    private final Order read = new Order();
    private final Order[] orders = new Order[MOST_ORDERS];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandStateEncoder state = new CommandStateEncoder();
    private final ControllerRequestEncoder request = new ControllerRequestEncoder();
    private final MessageHeaderDecoder answerHeader = new MessageHeaderDecoder();
    private final RequestStateDecoder answer = new RequestStateDecoder();
    private final OrderRecords records;
    private int count;
    private long nowNs;
    private RoadPicture picture;

    ControlService(ServiceContext context) {
        ground = context.ground();
        outputs = context.outputs();
        records = new OrderRecords(outputs);
        longestTtlS = context.settings().durationNs("longestTtl") / SECOND_NS;
        oldestOrderNs = context.settings().durationNs("oldestOrder");
        leastLimitMps = context.settings().number("leastLimitMps");
        tellEveryNs = context.settings().durationNs("tellEvery");
        for (int i = 0; i < MOST_ORDERS; i++) {
            orders[i] = new Order();
        }
    }

    @Override
    public void onMapReplaced() {
        while (count > 0) {
            end(count - 1, CommandPhase.ENDED);
        }
    }

    @Override
    public void onDownlink(DownlinkKind kind, DirectBuffer buffer, int offset, int length, long atNs) {
        nowNs = atNs;
        switch (kind) {
            case COMMAND -> onCommand(buffer, offset, length);
            case HELD_ORDER -> onHeldOrder(buffer, offset, length);
            case CONTROLLER_ANSWER -> onAnswer(buffer, offset);
            default -> {}
        }
    }

    /** An order of the run before holds on for what is left of its time; of a vehicle or a signal nothing is known yet. */
    private void onHeldOrder(DirectBuffer buffer, int offset, int length) {
        if (!records.read(buffer, offset, length, read)) {
            return;
        }
        CommandFault fault = switch (read.kind) {
            case SPEED_LIMIT -> limitFault(read);
            case CLOSE_LANES, GUIDE -> laneFault(read);
            case SIGNAL_PLAN -> CommandFault.NONE;
            default -> CommandFault.UNKNOWN_KIND;
        };
        if (fault != CommandFault.NONE || nowNs >= read.expiresAtNs) {
            tell(read, CommandPhase.ENDED, fault);
            records.write(read, true, nowNs);
            return;
        }
        hold();
    }

    /** A controller that refuses a plan, or has ended it, ends the order. */
    private void onAnswer(DirectBuffer buffer, int offset) {
        answer.wrapAndApplyHeader(buffer, offset, answerHeader);
        int at = find(answer.requestKey());
        if (at < 0 || orders[at].kind != CommandKind.SIGNAL_PLAN || answer.vehicleId() != 0) {
            return;
        }
        boolean isRefused = answer.stateRaw() == RequestAnswer.REFUSED.value();
        if (isRefused || answer.stateRaw() == RequestAnswer.ENDED.value()) {
            finish(
                    at,
                    isRefused ? CommandPhase.REFUSED : CommandPhase.ENDED,
                    isRefused ? CommandFault.CONTROLLER_REFUSED : CommandFault.NONE);
        }
    }

    private void onCommand(DirectBuffer buffer, int offset, int length) {
        boolean isRead = reader.read(buffer, offset, length, read);
        read.causedAtNs = nowNs;
        read.expiresAtNs = nowNs;
        CommandFault fault = isRead ? faultOf(read) : CommandFault.MALFORMED;
        if (fault != CommandFault.NONE) {
            tell(read, CommandPhase.REFUSED, fault);
            return;
        }
        switch (read.kind) {
            case CANCEL -> cancel();
            case OPEN_LANES -> open();
            default -> begin();
        }
    }

    @Override
    public void onSweep(RoadPicture newPicture, long atNs) {
        nowNs = atNs;
        picture = newPicture;
        for (int i = count - 1; i >= 0; i--) {
            if (nowNs >= orders[i].expiresAtNs) {
                end(i, CommandPhase.ENDED);
            } else if (nowNs - orders[i].toldAtNs >= tellEveryNs) {
                tell(orders[i], CommandPhase.ACTIVE, CommandFault.NONE);
                records.write(orders[i], false, nowNs); // again: it may have been lost on its way to the disk
            }
            boolean isAsked = i < count && orders[i].kind == CommandKind.SIGNAL_PLAN;
            if (isAsked && nowNs - orders[i].askedAtNs >= SECOND_NS) {
                ask(orders[i], false);
            }
        }
    }

    private CommandFault faultOf(Order order) {
        if (order.id == 0) {
            return CommandFault.NO_ID;
        }
        boolean isDated = order.issuedAtNs != 0;
        if (isDated && (nowNs - order.issuedAtNs > oldestOrderNs || order.issuedAtNs - nowNs > AHEAD_NS)) {
            return CommandFault.OUT_OF_DATE;
        }
        boolean isLasting = order.kind != CommandKind.CANCEL && order.kind != CommandKind.OPEN_LANES;
        if (order.kind != CommandKind.UNKNOWN && isLasting && (order.ttlS < 1 || order.ttlS > longestTtlS)) {
            return CommandFault.BAD_TTL;
        }
        return switch (order.kind) {
            case UNKNOWN -> CommandFault.UNKNOWN_KIND;
            case SPEED_LIMIT -> limitFault(order);
            case CLOSE_LANES, OPEN_LANES -> laneFault(order);
            case SIGNAL_PLAN -> planFault(order);
            case GUIDE -> guideFault(order);
            case CANCEL -> find(order.cancels) < 0 ? CommandFault.NOT_ACTIVE : CommandFault.NONE;
        };
    }

    private CommandFault laneFault(Order order) {
        SiteMap map = ground.map();
        for (int i = 0; i < order.laneCount; i++) {
            int lane = map.indexOf(order.lanes[i]);
            if (lane == SiteMap.NONE || !map.kind(lane).isMotor()) {
                return CommandFault.UNKNOWN_LANE;
            }
        }
        return order.laneCount == 0 ? CommandFault.UNKNOWN_LANE : CommandFault.NONE;
    }

    private CommandFault limitFault(Order order) {
        CommandFault fault = laneFault(order);
        float limitMps = order.value();
        for (int i = 0; i < order.laneCount && fault == CommandFault.NONE; i++) {
            double signedMps = ground.map().speedLimitMps(ground.map().indexOf(order.lanes[i]));
            if (!(limitMps >= leastLimitMps && limitMps <= signedMps + 0.05)) {
                fault = CommandFault.BAD_SPEED;
            }
        }
        return fault;
    }

    private CommandFault planFault(Order order) {
        SignalBoard board = ground.signals();
        for (int row = 0; row < board.count(); row++) {
            if (board.intersection(row) == order.intersectionId && !board.isStale(row, nowNs)) {
                return order.plan > MOST_PLAN ? CommandFault.MALFORMED : CommandFault.NONE;
            }
        }
        return CommandFault.UNKNOWN_INTERSECTION;
    }

    private CommandFault guideFault(Order order) {
        CommandFault fault = laneFault(order);
        if (fault != CommandFault.NONE) {
            return fault;
        }
        if (picture != null && order.vehicleId != 0) {
            TrackTable tracks = picture.tracks();
            for (int i = 0; i < picture.motorCount(); i++) {
                if (tracks.temporaryId(picture.motorSlot(i)) == order.vehicleId) {
                    return CommandFault.NONE;
                }
            }
        }
        return CommandFault.UNKNOWN_VEHICLE;
    }

    private void begin() {
        read.expiresAtNs = nowNs + read.ttlS * SECOND_NS;
        hold();
    }

    /** Holds the order just read. */
    private void hold() {
        int at = find(read.id);
        if (at < 0 && count == MOST_ORDERS) {
            tell(read, CommandPhase.REFUSED, CommandFault.NO_ROOM);
            return;
        }
        if (at < 0) {
            at = count++;
        }
        orders[at].copyFrom(read);
        if (read.kind == CommandKind.SIGNAL_PLAN) {
            ask(orders[at], false);
        }
        tell(orders[at], CommandPhase.ACTIVE, CommandFault.NONE);
        records.write(orders[at], false, nowNs);
        apply();
    }

    private void cancel() {
        end(find(read.cancels), CommandPhase.CANCELLED);
        tell(read, CommandPhase.ENDED, CommandFault.NONE);
    }

    private void open() {
        for (int i = count - 1; i >= 0; i--) {
            if (orders[i].kind != CommandKind.CLOSE_LANES) {
                continue;
            }
            if (withdraw(orders[i])) {
                end(i, CommandPhase.ENDED);
            } else {
                records.write(orders[i], false, nowNs);
            }
        }
        tell(read, CommandPhase.ENDED, CommandFault.NONE);
        apply();
    }

    /** Takes the lanes of the order just read out of another; true when none is left. */
    private boolean withdraw(Order from) {
        int left = 0;
        for (int i = 0; i < from.laneCount; i++) {
            boolean isOpened = false;
            for (int k = 0; k < read.laneCount; k++) {
                isOpened |= read.lanes[k] == from.lanes[i];
            }
            if (!isOpened) {
                from.lanes[left++] = from.lanes[i];
            }
        }
        from.laneCount = left;
        return left == 0;
    }

    private void end(int at, CommandPhase how) {
        if (orders[at].kind == CommandKind.SIGNAL_PLAN) {
            ask(orders[at], true);
        }
        finish(at, how, CommandFault.NONE);
    }

    private void finish(int at, CommandPhase how, CommandFault why) {
        Order over = orders[at];
        tell(over, how, why);
        records.write(over, true, nowNs);
        count--;
        orders[at] = orders[count];
        orders[count] = over;
        apply();
    }

    private int find(long id) {
        for (int i = 0; i < count; i++) {
            if (orders[i].id == id) {
                return i;
            }
        }
        return -1;
    }

    /** Writes all that holds onto the board. */
    private void apply() {
        ControlBoard board = ground.controls();
        board.clear();
        for (int i = 0; i < count; i++) {
            Order order = orders[i];
            for (int k = 0; k < order.laneCount; k++) {
                int lane = ground.map().indexOf(order.lanes[k]);
                if (lane == SiteMap.NONE) {
                    continue;
                }
                switch (order.kind) {
                    case CLOSE_LANES -> board.close(lane);
                    case SPEED_LIMIT -> board.limit(lane, order.value());
                    case GUIDE -> board.guide(order.vehicleId, lane);
                    default -> {}
                }
            }
        }
    }

    private void tell(Order order, CommandPhase phase, CommandFault fault) {
        order.toldAtNs = nowNs;
        state.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .commandId(order.id)
                .kind((short) order.kind.ordinal())
                .state(phase)
                .reason((short) fault.ordinal())
                .atNs(nowNs)
                .causedAtNs(order.causedAtNs)
                .expiresAtNs(order.expiresAtNs)
                .value(order.value())
                .laneCount(order.laneCount);
        outputs.emit(CommandStateEncoder.TEMPLATE_ID, HEADER_BYTES + CommandStateEncoder.BLOCK_LENGTH);
    }

    private void ask(Order order, boolean isCancelled) {
        order.askedAtNs = nowNs;
        request.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .requestKey(order.id)
                .isCancelled((short) (isCancelled ? 1 : 0))
                .regionId(NO_REGION)
                .intersectionId(order.intersectionId)
                .plan(order.plan)
                .atNs(nowNs)
                .causedAtNs(order.causedAtNs)
                .expiresAtNs(order.expiresAtNs);
        outputs.emit(ControllerRequestEncoder.TEMPLATE_ID, HEADER_BYTES + ControllerRequestEncoder.BLOCK_LENGTH);
    }
}
