package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.cooperation.PlatoonBook;
import io.roadgate.gateway.cooperation.PlatoonBook.Platoon;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.MemberList;
import io.roadgate.v2x.daytwo.RoleInPlatooning;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageKind;
import java.util.List;

/**
 * Cooperative platooning management, as far as a roadside serves it: leaders' lists are sent on to those who are too far
 * to hear them, platoons are told to the centre, and conflicts of platoons with others are told to who can avoid them.
 *
 * <p>Conflicts: a vehicle between two of a platoon is asked to leave the lane; a vehicle that would run into the platoon's
 * lane while it passes is asked to come after it; a leader whose platoon will not be through before its green ends is
 * asked to stop, so that it is not cut.
 *
 * <p><b>Source:</b> T/CSAE 157, cooperative platooning management; module Platooning of the day2 set.
 */
final class PlatooningService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.flag("relay", true, "leaders' lists are sent on"),
            Setting.duration("relayEvery", "500ms", "100ms", "10s", "each leader's list at most this often"),
            Setting.number("horizonM", 200, 20, 500, "how far ahead conflicts are looked for, m"),
            Setting.number("gapM", 60, 10, 200, "members farther apart than this are no longer one column, m"),
            Setting.number("headwayS", 2, 0.5, 5, "who comes after the platoon keeps this, s"),
            Setting.number("leastMps", 3, 0.5, 20, "nobody is asked to drive slower, m/s"),
            Setting.duration("reportEvery", "1s", "200ms", "60s", "platoons are told to the centre this often"));

    private static final long PERIOD_NS = 200_000_000L;
    private static final long WORTH_NS = 1_000_000_000L;
    private static final int STRAIGHT = 1 << DriveBehavior.GO_STRAIGHT_FORWARD;
    private static final int MERGING = 1 << CoordinationInfo.COOPERATIVE_VEH_MERGING;

    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final ServiceOutputs outputs;
    private final SignalBoard lights;
    private final PlatoonRecords records;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final boolean isRelaying;
    private final long relayEveryNs;
    private final double horizonM;
    private final double gapM;
    private final double headwayS;
    private final double leastMps;
    private final long reportEveryNs;
    private final long[] relayedFor = new long[PlatoonBook.CAPACITY];
    private final long[] relayedAtNs = new long[PlatoonBook.CAPACITY];
    private final Told[] told = new Told[PlatoonBook.CAPACITY];
    private int toldCount;
    private LaneWalk walk;
    private LaneCursor cursor;
    private SiteMap map;
    private long nowNs;

    /** What the centre knows of a platoon; in the order of the book. */
    private static final class Told {
        private int revision = -1;
        private long atNs;
    }

    PlatooningService(ServiceContext context) {
        cooperation = context.cooperation();
        desk = context.advice();
        outputs = context.outputs();
        lights = context.ground().signals();
        records = new PlatoonRecords(outputs, context.plane(), cooperation.order());
        isRelaying = context.settings().flag("relay");
        relayEveryNs = context.settings().durationNs("relayEvery");
        horizonM = context.settings().number("horizonM");
        gapM = context.settings().number("gapM");
        headwayS = context.settings().number("headwayS");
        leastMps = context.settings().number("leastMps");
        reportEveryNs = context.settings().durationNs("reportEvery");
        for (int i = 0; i < told.length; i++) {
            told[i] = new Told();
        }
    }

    @Override
    public void onUplink(MessageKind kind, FrameCodec codec, int sensorId, long atNs) {
        if (kind != MessageKind.CLPMM || !isRelaying || !cooperation.platoons().isLastGood()) {
            return;
        }
        CLPMM message = codec.message(CLPMM.class);
        boolean isLeader = message.role() == RoleInPlatooning.LEADER && message.hasLeadingExt();
        if (isLeader && isRelayDue(message.id().idAsLong(), atNs)) {
            relay(message, atNs);
        }
    }

    private boolean isRelayDue(long leaderId, long atNs) {
        int oldest = 0;
        for (int i = 0; i < relayedFor.length; i++) {
            if (relayedFor[i] == leaderId) {
                boolean isDue = atNs - relayedAtNs[i] >= relayEveryNs;
                relayedAtNs[i] = isDue ? atNs : relayedAtNs[i];
                return isDue;
            }
            oldest = relayedAtNs[i] < relayedAtNs[oldest] ? i : oldest;
        }
        relayedFor[oldest] = leaderId;
        relayedAtNs[oldest] = atNs;
        return true;
    }

    /** The same message with the same count, so that who has heard the leader knows it for a repetition. */
    private void relay(CLPMM message, long atNs) {
        CLPMM out = outputs.begin(MessageKind.CLPMM, CLPMM.class);
        out.msgCnt(message.msgCnt())
                .secMark(message.secMark())
                .role(message.role())
                .status(message.status());
        out.id().idAsLong(message.id().idAsLong());
        records.copyPlatoonId(message.pid(), out.pid());
        out.useLeadingExt()
                .capacity(message.leadingExt().capacity())
                .openToJoin(message.leadingExt().openToJoin());
        copy(message.leadingExt().memberList(), out.leadingExt().memberList());
        if (message.leadingExt().hasJoiningList()) {
            copy(message.leadingExt().joiningList(), out.leadingExt().useJoiningList());
        }
        if (message.leadingExt().hasLeavingList()) {
            copy(message.leadingExt().leavingList(), out.leadingExt().useLeavingList());
        }
        outputs.toAll(atNs, atNs, atNs + WORTH_NS);
    }

    private static void copy(MemberList from, MemberList to) {
        for (int i = 0; i < from.count(); i++) {
            to.add().vid().idAsLong(from.get(i).vid().idAsLong());
        }
    }

    @Override
    public void onSweep(RoadPicture picture, long newNowNs) {
        if (!cadence.isDue(newNowNs)) {
            return;
        }
        nowNs = newNowNs;
        if (map != picture.lanes()) {
            map = picture.lanes();
            walk = new LaneWalk(map);
            cursor = new LaneCursor(map);
        }
        PlatoonBook book = cooperation.platoons();
        report(picture, book);
        for (int i = 0; i < book.count(); i++) {
            watch(picture, book.get(i), i);
        }
        desk.closeUnkept(Application.PLATOONING, AdviceState.COMPLETED, AdviceReason.NONE);
    }

    private void report(RoadPicture picture, PlatoonBook book) {
        for (int i = book.count() - 1; i >= 0; i--) {
            Platoon platoon = book.get(i);
            if (book.isOver(i, nowNs)) {
                if (i < toldCount) {
                    records.emit(picture, platoon, EventPhase.ENDED, nowNs);
                    Told ended = told[i];
                    System.arraycopy(told, i + 1, told, i, --toldCount - i);
                    told[toldCount] = ended;
                    ended.revision = -1;
                }
                book.remove(i);
            }
        }
        for (int i = 0; i < book.count(); i++) {
            boolean isNew = i >= toldCount;
            boolean isChanged = isNew || told[i].revision != book.get(i).revision();
            if (isChanged || nowNs - told[i].atNs >= reportEveryNs) {
                records.emit(picture, book.get(i), isNew ? EventPhase.RAISED : EventPhase.UPDATED, nowNs);
                told[i].revision = book.get(i).revision();
                told[i].atNs = nowNs;
                toldCount = Math.max(toldCount, i + 1);
            }
        }
    }

    private void watch(RoadPicture picture, Platoon platoon, int index) {
        int leader = cooperation.order().slotOf(platoon.leaderId());
        if (leader == LaneOrder.NOBODY || picture.laneIndex(leader) == SiteMap.NONE) {
            return;
        }
        double spanM = columnM(picture, leader, index);
        warnOfMerges(picture, leader, spanM, index);
        guardGreen(picture, platoon, leader, spanM);
    }

    /** Walks from the leader back over the members; strangers between them are asked to leave. Returns the length. */
    private double columnM(RoadPicture picture, int leader, int index) {
        TrackTable tracks = picture.tracks();
        double spanM = picture.lengthM(leader);
        double strangersM = 0;
        int stranger = LaneOrder.NOBODY;
        int at = leader;
        for (int n = 0; n < MemberList.MAX_COUNT; n++) {
            double halfM = picture.lengthM(at) / 2;
            int next = cooperation.order().behind(picture.laneIndex(at), picture.alongM(at), halfM, at, gapM);
            if (next == LaneOrder.NOBODY) {
                break;
            }
            double addedM = Math.max(0, cooperation.order().gapM()) + picture.lengthM(next);
            if (cooperation.platoons().platoonOf(tracks.temporaryId(next)) == index) {
                spanM += addedM + strangersM;
                strangersM = 0;
                if (stranger != LaneOrder.NOBODY) {
                    askOut(picture, stranger, tracks.temporaryId(leader));
                    stranger = LaneOrder.NOBODY;
                }
            } else {
                strangersM += addedM;
                stranger = next;
            }
            at = next;
        }
        return spanM;
    }

    /** Who drives between two of a platoon is asked to leave its lane. */
    private void askOut(RoadPicture picture, int slot, long leaderId) {
        long vehicleId = picture.tracks().temporaryId(slot);
        int own = picture.laneIndex(slot);
        int to = map.rightOf(own) != SiteMap.NONE ? map.rightOf(own) : map.leftOf(own);
        Advice advice =
                vehicleId == 0 || to == SiteMap.NONE ? null : desk.ask(Application.PLATOONING, vehicleId, leaderId);
        if (advice != null) {
            int side =
                    to == map.rightOf(own) ? DriveBehavior.LANE_CHANGING_TO_RIGHT : DriveBehavior.LANE_CHANGING_TO_LEFT;
            advice.behave(1 << side, 1 << CoordinationInfo.COOPERATIVE_LANE_CHANGING)
                    .lane(to)
                    .noPoint()
                    .because(AdviceReason.PLATOON_AHEAD, Double.NaN, Double.NaN);
        }
    }

    /** Who would run into the platoon's lane while it passes is asked to come after it. */
    private void warnOfMerges(RoadPicture picture, int leader, double spanM, int index) {
        TrackTable tracks = picture.tracks();
        double leaderMps = Math.max(1, tracks.speedMps(leader));
        ConflictTable table = map.conflicts();
        walk.start(picture.laneIndex(leader), picture.alongM(leader));
        int area = SiteMap.NONE;
        for (int skip = 0; area == SiteMap.NONE; skip++) {
            int found = walk.conflictAhead(horizonM, LaneWalk.ANY, skip);
            if (found == SiteMap.NONE) {
                return;
            }
            area = table.kind(found) == ConflictTable.Kind.MERGING ? found : SiteMap.NONE;
        }
        double headS = Math.max(0, walk.aheadM()) / leaderMps;
        double tailS = (Math.max(0, walk.aheadM()) + spanM) / leaderMps + headwayS;
        int mirror = table.mirror(area);
        int lane = table.other(area);
        for (int i = 0; i < cooperation.order().count(lane); i++) {
            int slot = cooperation.order().slot(lane, i);
            long vehicleId = tracks.temporaryId(slot);
            double aheadM = table.fromM(mirror) - picture.alongM(slot);
            double inS = aheadM / Math.max(1, tracks.speedMps(slot));
            boolean isStranger = vehicleId != 0 && cooperation.platoons().platoonOf(vehicleId) != index;
            if (isStranger && aheadM > 0 && inS > headS - headwayS && inS < tailS) {
                askAfter(picture, slot, tracks.temporaryId(leader), aheadM, tailS);
            }
        }
    }

    private void askAfter(RoadPicture picture, int slot, long leaderId, double aheadM, double tailS) {
        long vehicleId = picture.tracks().temporaryId(slot);
        Advice advice = desk.ask(Application.PLATOONING, vehicleId, leaderId);
        if (advice != null) {
            double speedMps = Math.max(leastMps, aheadM / tailS);
            int lane = picture.laneIndex(slot);
            cursor.moveTo(lane, Math.min(picture.alongM(slot) + aheadM, map.lengthM(lane)));
            advice.behave(STRAIGHT | 1 << DriveBehavior.SLOW_DOWN, MERGING)
                    .lane(lane)
                    .speed(speedMps)
                    .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), tailS)
                    .because(
                            AdviceReason.PLATOON_AHEAD,
                            aheadM / Math.max(1, picture.tracks().speedMps(slot)),
                            tailS);
        }
    }

    /** A platoon that a red light would cut is asked to stop as a whole. */
    private void guardGreen(RoadPicture picture, Platoon platoon, int leader, double spanM) {
        int lane = picture.laneIndex(leader);
        int row = map.signalGroup(lane) == 0 ? SignalBoard.NONE : lights.findPhase(map.signalGroup(lane));
        if (row == SignalBoard.NONE || lights.isStale(row, nowNs) || lights.endsAtNs(row) == SignalBoard.UNKNOWN_NS) {
            return;
        }
        int light = lights.light(row);
        boolean isGreen = light == SignalLight.PERMISSIVE_GREEN.value() || light == SignalLight.PROTECTED_GREEN.value();
        double lineM = Double.isNaN(map.stopLineM(lane)) ? map.lengthM(lane) : map.stopLineM(lane);
        double aheadM = lineM - picture.alongM(leader) - picture.lengthM(leader) / 2;
        double speedMps = Math.max(1, picture.tracks().speedMps(leader));
        double leftS = (lights.endsAtNs(row) - nowNs) * 1e-9;
        boolean isCut = aheadM / speedMps < leftS && (aheadM + spanM) / speedMps > leftS;
        boolean canStop = aheadM > speedMps * speedMps / 4;
        Advice advice = isGreen && isCut && aheadM > 0 && canStop
                ? desk.ask(Application.PLATOONING, platoon.leaderId(), 0)
                : null;
        if (advice != null) {
            cursor.moveTo(lane, lineM);
            advice.behave(1 << DriveBehavior.STOP, 0)
                    .lane(lane)
                    .speed(0)
                    .point(cursor.eastM(), cursor.northM(), cursor.upM(), cursor.courseRad(), 2 * aheadM / speedMps)
                    .because(AdviceReason.SIGNAL_ENDS, (aheadM + spanM) / speedMps, leftS);
        }
    }
}
