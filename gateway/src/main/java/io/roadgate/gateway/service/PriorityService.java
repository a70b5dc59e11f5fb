package io.roadgate.gateway.service;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.PriorityRequestEncoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Setting;
import java.util.List;

/**
 * Asks the signal controller for green for emergency vehicles and buses that sensors or their own reports show on the way
 * to a stop line, as {@code PriorityRequest} records, which publishing hands to the controller.
 *
 * <p>A request is raised when such a vehicle comes within reach, told again while it comes nearer, and ended when it has
 * left the lane, ends as a track, or its light is no longer heard: nobody is asked who is silent.
 *
 * <p><b>Source:</b> levels as reqPriority of VIR, 0..7; reach and hold are ours.
 */
final class PriorityService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.text("send", "", "where the controller takes requests, host:port over UDP; empty: nowhere"),
            Setting.number("reachM", 200, 30, 1000, "farthest from the stop line, metres"),
            Setting.flag("buses", true, "whether buses are asked for, too"),
            Setting.integer("busLevel", 3, 0, 7, "level of a bus"),
            Setting.integer("emergencyLevel", 7, 0, 7, "level of an emergency vehicle"),
            Setting.duration("tellEvery", "1s", "500ms", "10s", "a request that holds is told again"),
            Setting.duration("hold", "5s", "1s", "60s", "how long green is wanted from the arrival"));

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int NO_REGION = 65_535;
    private static final double LEAST_MPS = 2;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ServiceGround ground;
    private final ServiceOutputs outputs;
    private final double reachM;
    private final boolean areBusesServed;
    private final int busLevel;
    private final int emergencyLevel;
    private final long tellEveryNs;
    private final long holdNs;
    private final long session;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriorityRequestEncoder request = new PriorityRequestEncoder();
    private final long[] keys = new long[TrackTable.CAPACITY];
    private final int[] lanes = new int[TrackTable.CAPACITY];
    private final int[] rows = new int[TrackTable.CAPACITY];
    private final long[] vehicles = new long[TrackTable.CAPACITY];
    private final long[] toldAtNs = new long[TrackTable.CAPACITY];
    private final byte[] levels = new byte[TrackTable.CAPACITY];
    private long requests;
    private long nowNs;

    PriorityService(ServiceContext context) {
        ground = context.ground();
        outputs = context.outputs();
        reachM = context.settings().number("reachM");
        areBusesServed = context.settings().flag("buses");
        busLevel = context.settings().integer("busLevel");
        emergencyLevel = context.settings().integer("emergencyLevel");
        tellEveryNs = context.settings().durationNs("tellEvery");
        holdNs = context.settings().durationNs("hold");
        // 63 bits, apart from the ids that other services count up from the same second.
        session = (context.startedAtNs() / SECOND_NS << 32 | 1L << 31) & Long.MAX_VALUE;
    }

    @Override
    public void onMapReplaced() {
        for (int slot = 0; slot < keys.length; slot++) {
            end(slot);
        }
    }

    @Override
    public void onTrackEnded(int slot) {
        end(slot);
    }

    @Override
    public void onSweep(RoadPicture picture, long atNs) {
        nowNs = atNs;
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            int level = levelOf(picture.tracks().participantClass(slot));
            if (level >= 0 || keys[slot] != 0) {
                assess(picture, slot, level);
            }
        }
    }

    private int levelOf(int participantClass) {
        if (participantClass == ParticipantClass.EMERGENCY.value()) {
            return emergencyLevel;
        }
        return areBusesServed && participantClass == ParticipantClass.BUS.value() ? busLevel : -1;
    }

    private void assess(RoadPicture picture, int slot, int level) {
        SiteMap map = ground.map();
        int lane = picture.laneIndex(slot);
        int phase = lane == SiteMap.NONE || map.isInJunction(lane) ? 0 : map.signalGroup(lane);
        int row = phase == 0 ? SignalBoard.NONE : ground.signals().findPhase(phase);
        double stopM = phase == 0 ? Double.NaN : map.stopLineM(lane);
        double lineM = phase != 0 && Double.isNaN(stopM) ? map.lengthM(lane) : stopM;
        double ahead = lineM - picture.alongM(slot);
        boolean isWanted = level >= 0
                && row != SignalBoard.NONE
                && !ground.signals().isStale(row, nowNs)
                && ahead > 0
                && ahead <= reachM;
        boolean isOther = keys[slot] != 0 && (lanes[slot] != lane || !isWanted);
        if (isOther) {
            end(slot);
        }
        if (!isWanted || (keys[slot] != 0 && nowNs - toldAtNs[slot] < tellEveryNs)) {
            return;
        }
        boolean isNew = keys[slot] == 0;
        if (isNew) {
            keys[slot] = session | ++requests;
            lanes[slot] = lane;
            rows[slot] = row;
            vehicles[slot] = picture.tracks().temporaryId(slot);
            levels[slot] = (byte) level;
        }
        double speedMps = Math.max(LEAST_MPS, picture.tracks().speedMps(slot));
        long arrivesAtNs = nowNs + (long) (ahead / speedMps * SECOND_NS);
        write(slot, isNew ? EventPhase.RAISED : EventPhase.UPDATED, arrivesAtNs, (float) ahead);
    }

    private void end(int slot) {
        if (keys[slot] != 0) {
            write(slot, EventPhase.ENDED, Long.MIN_VALUE, Float.NaN);
            keys[slot] = 0;
        }
    }

    private void write(int slot, EventPhase phase, long arrivesAtNs, float aheadM) {
        toldAtNs[slot] = nowNs;
        SignalBoard board = ground.signals();
        int row = rows[slot];
        request.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .requestKey(keys[slot])
                .phase(phase)
                .application(Application.PRIORITY_PASSING)
                .level(levels[slot])
                .requestId((short) 0)
                .signalPhase((short) board.phase(row))
                .regionId(board.region(row) == SignalBoard.NONE ? NO_REGION : board.region(row))
                .intersectionId(board.intersection(row))
                .fromNodeId(NO_REGION)
                .vehicleId(vehicles[slot])
                .atNs(nowNs)
                .causedAtNs(nowNs)
                .expiresAtNs(nowNs + 2 * tellEveryNs)
                .arrivesAtNs(arrivesAtNs)
                .distanceM(aheadM)
                .holdMs(holdNs / 1_000_000);
        outputs.emit(PriorityRequestEncoder.TEMPLATE_ID, HEADER_BYTES + PriorityRequestEncoder.BLOCK_LENGTH);
    }
}
