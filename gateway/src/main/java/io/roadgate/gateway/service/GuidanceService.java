package io.roadgate.gateway.service;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.SpeedAction;
import io.roadgate.gateway.record.SpeedAdviceEncoder;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.DriveSuggestion;
import io.roadgate.v2x.daytwo.LaneCoordination;
import io.roadgate.v2x.daytwo.PathPlanningPoint;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.BitString;
import java.util.List;

/**
 * Guides connected vehicles to and through the junction: the speed to pass in green, the lane to be in, the turn to make,
 * and another one when the wanted lane or exit is closed.
 *
 * <p>A vehicle is guided when it is near a stop line whose light is forecast well enough, or when it has told where it
 * wants to go (VIR, {@code currentBehavior}), the centre guides it, or its lane is closed. It gets one RSC of its own at
 * each period: the suggestion as bits of DriveBehavior, the lane as related link, and the stop line as the one point of
 * its path with the speed to drive and the time to be there. For whoever drives on a lane, an RSC for lanes tells the
 * speed to drive from {@code approachM} before the line. Both are told the cloud as {@code SpeedAdvice}.
 *
 * <p><b>Source:</b> RSC and VIR of set day2 (T/CSAE 157); GLOSA of T/CSAE 53 at 2 Hz within 150 m and more.
 */
final class GuidanceService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("every", "500ms", "100ms", "5s", "period of advice; GLOSA of T/CSAE 53: 2 Hz"),
            Setting.number("reachM", 300, 50, 1000, "farthest from a stop line, metres"),
            Setting.number("approachM", 150, 20, 500, "where advice for a whole lane begins, metres before its line"),
            Setting.number("leastMps", 5.5, 1, 20, "slower speeds are not advised, m/s"),
            Setting.number("startMarginS", 1, 0, 5, "one arrives this long after green begins"),
            Setting.number("endMarginS", 2, 0, 10, "and this long before it ends"),
            Setting.number("leastConfidence", 0.5, 0, 1, "lights known less well than this are no ground for advice"));

    private static final int MOST_WISHES = 128;
    private static final int MOST_LANE_NOTICES = 8;
    private static final long WISH_NS = 10_000_000_000L;
    private static final double NEAREST_M = 3;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ServiceGround ground;
    private final ServiceOutputs outputs;
    private final GreenSpeed green;
    private final WayFinder ways;
    private final LaneWriter writer;
    private final Cadence cadence;
    private final double reachM;
    private final double approachM;
    private final long[] wishVehicles = new long[MOST_WISHES];
    private final int[] wishManoeuvres = new int[MOST_WISHES];
    private final long[] wishAtNs = new long[MOST_WISHES];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SpeedAdviceEncoder record = new SpeedAdviceEncoder();
    private long nowNs;

    GuidanceService(ServiceContext context) {
        Settings settings = context.settings();
        ground = context.ground();
        outputs = context.outputs();
        green = new GreenSpeed(
                ground.forecast(),
                settings.number("leastMps"),
                settings.number("startMarginS"),
                settings.number("endMarginS"),
                settings.number("leastConfidence"));
        ways = new WayFinder(ground);
        writer = new LaneWriter(ground, context.plane());
        cadence = new Cadence(settings.durationNs("every"));
        reachM = settings.number("reachM");
        approachM = settings.number("approachM");
    }

    @Override
    public void onMapReplaced() {
        ways.onMapReplaced();
        writer.onMapReplaced();
    }

    @Override
    public void onUplink(MessageKind kind, FrameCodec codec, int sensorId, long atNs) {
        if (kind != MessageKind.VIR) {
            return;
        }
        VehIntentionAndRequest vir = codec.message(VehIntentionAndRequest.class);
        int wish = vir.intAndReq().hasCurrentBehavior() ? wishOf(vir.intAndReq().currentBehavior()) : 0;
        if (wish != 0) {
            keep(vir.id().idAsLong(), wish, atNs);
        }
    }

    private static int wishOf(BitString behaviour) {
        if (behaviour.isSet(DriveBehavior.INTERSECTION_STRAIGHT_THROUGH)) {
            return Manoeuvres.STRAIGHT;
        }
        if (behaviour.isSet(DriveBehavior.INTERSECTION_TURN_LEFT)) {
            return Manoeuvres.LEFT;
        }
        if (behaviour.isSet(DriveBehavior.INTERSECTION_TURN_RIGHT)) {
            return Manoeuvres.RIGHT;
        }
        return behaviour.isSet(DriveBehavior.INTERSECTION_UTURN) ? Manoeuvres.U_TURN : 0;
    }

    /** The oldest wish makes room. */
    private void keep(long vehicleId, int wish, long atNs) {
        int at = 0;
        for (int i = 0; i < MOST_WISHES; i++) {
            if (wishVehicles[i] == vehicleId) {
                at = i;
                break;
            }
            if (wishAtNs[i] < wishAtNs[at]) {
                at = i;
            }
        }
        wishVehicles[at] = vehicleId;
        wishManoeuvres[at] = wish;
        wishAtNs[at] = atNs;
    }

    private int wish(long vehicleId) {
        for (int i = 0; i < MOST_WISHES; i++) {
            if (wishVehicles[i] == vehicleId && nowNs - wishAtNs[i] < WISH_NS) {
                return wishManoeuvres[i];
            }
        }
        return 0;
    }

    @Override
    public void onSweep(RoadPicture picture, long atNs) {
        nowNs = atNs;
        if (ground.map().laneCount() == 0 || !cadence.isDue(atNs)) {
            return;
        }
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            int lane = picture.laneIndex(slot);
            boolean isGuided = tracks.temporaryId(slot) != 0 && lane != SiteMap.NONE && picture.isFresh(slot);
            if (isGuided
                    && ground.map().kind(lane).isCarriageway()
                    && !ground.map().isInJunction(lane)) {
                guide(picture, slot, lane);
            }
        }
        adviseLanes();
    }

    private double lineM(int lane) {
        double stopM = ground.map().stopLineM(lane);
        return Double.isNaN(stopM) ? ground.map().lengthM(lane) : stopM;
    }

    private int signalRow(int lane) {
        int phase = ground.map().signalGroup(lane);
        return phase == 0 ? SignalBoard.NONE : ground.signals().findPhase(phase);
    }

    private double limitMps(int lane) {
        float ordered = ground.controls().limitMps(lane);
        return Float.isNaN(ordered) ? ground.map().speedLimitMps(lane) : ordered;
    }

    private void guide(RoadPicture picture, int slot, int lane) {
        TrackTable tracks = picture.tracks();
        long vehicleId = tracks.temporaryId(slot);
        double speedMps = tracks.speedMps(slot);
        double ahead = lineM(lane) - picture.alongM(slot) - picture.lengthM(slot) / 2;
        boolean hasWay = ways.find(lane, wish(vehicleId), ground.controls().guidedLane(vehicleId));
        int row = signalRow(hasWay ? ways.lane() : lane);
        boolean hasSpeed = row != SignalBoard.NONE
                && ahead >= NEAREST_M
                && ahead <= reachM
                && green.reckon(row, ahead, speedMps, limitMps(lane), nowNs);
        if (!hasWay && !hasSpeed) {
            return;
        }
        RoadsideCoordination message = begin();
        VehicleCoordination out = message.useCoordinates().add();
        out.vehId().idAsLong(vehicleId);
        DriveSuggestion suggestion = out.useDriveSuggestion();
        suggestion.lifeTime(WireTime.timeOffsetWire(2 * cadence.periodNs()));
        BitString bits = suggestion.suggestion();
        bits.set(DriveBehavior.PARKING, false); // the last named bit: the string has all of them
        if (hasWay) {
            suggestWay(bits);
            writer.link(ways.hops() == 0 ? ways.exit() : ways.lane(), suggestion.useRelatedLink());
        }
        if (hasSpeed) {
            suggestSpeed(bits);
            addPoint(hasWay ? ways.lane() : lane, ahead, speedMps, out);
            tell(vehicleId, tracks.trackId(slot), lane, ahead);
        }
        outputs.toVehicle(vehicleId, tracks.causedAtNs(slot), nowNs, nowNs + 2 * cadence.periodNs());
    }

    private RoadsideCoordination begin() {
        RoadsideCoordination message = outputs.begin(MessageKind.RSC, RoadsideCoordination.class);
        message.msgCnt(outputs.nextCount(MessageKind.RSC)).secMark(WireTime.secMark(nowNs));
        message.id().idAsLong(outputs.rsuId());
        outputs.place().writeTo(message.refPos());
        return message;
    }

    private void suggestWay(BitString bits) {
        bits.set(DriveBehavior.LANE_CHANGING_TO_LEFT, ways.hops() < 0);
        bits.set(DriveBehavior.LANE_CHANGING_TO_RIGHT, ways.hops() > 0);
        bits.set(DriveBehavior.INTERSECTION_STRAIGHT_THROUGH, ways.manoeuvre() == Manoeuvres.STRAIGHT);
        bits.set(DriveBehavior.INTERSECTION_TURN_LEFT, ways.manoeuvre() == Manoeuvres.LEFT);
        bits.set(DriveBehavior.INTERSECTION_TURN_RIGHT, ways.manoeuvre() == Manoeuvres.RIGHT);
        bits.set(DriveBehavior.INTERSECTION_UTURN, ways.manoeuvre() == Manoeuvres.U_TURN);
    }

    private void suggestSpeed(BitString bits) {
        bits.set(DriveBehavior.STOP, green.action() == SpeedAction.STOP);
        bits.set(DriveBehavior.SLOW_DOWN, green.action() == SpeedAction.SLOW_DOWN);
        bits.set(DriveBehavior.SPEED_UP, green.action() == SpeedAction.SPEED_UP);
    }

    private void addPoint(int lane, double ahead, double speedMps, VehicleCoordination out) {
        PathPlanningPoint point = out.usePathGuidance().add();
        writer.link(lane, point.usePosInMap());
        writer.place(lane, lineM(lane), outputs.place(), point.pos());
        if (green.action() == SpeedAction.STOP) {
            point.speed(0);
        } else {
            double advised = Math.max(green.fromMps(), Math.min(green.toMps(), speedMps));
            point.speed(WireUnits.speedWire((float) advised))
                    .estimatedTime(WireTime.timeOffsetWire((long) (ahead / advised * 1e9)));
        }
        point.timeConfidence(WireUnits.confidenceWire(green.confidence()));
    }

    private void adviseLanes() {
        SiteMap map = ground.map();
        RoadsideCoordination message = null;
        for (int lane = 0; lane < map.laneCount(); lane++) {
            int row = map.isInJunction(lane) ? SignalBoard.NONE : signalRow(lane);
            double ahead = Math.min(approachM, lineM(lane));
            if (row == SignalBoard.NONE || !green.reckon(row, ahead, limitMps(lane), limitMps(lane), nowNs)) {
                continue;
            }
            tell(0, 0, lane, ahead);
            if (green.action() != SpeedAction.STOP) {
                boolean isFull = message != null && message.laneCoordinates().count() == MOST_LANE_NOTICES;
                if (isFull) {
                    outputs.toAll(0, nowNs, nowNs + 2 * cadence.periodNs());
                }
                message = message == null || isFull ? begin() : message;
                addLane(message, lane);
            }
        }
        if (message != null) {
            outputs.toAll(0, nowNs, nowNs + 2 * cadence.periodNs());
        }
    }

    private void addLane(RoadsideCoordination message, int lane) {
        LaneCoordination out =
                (message.hasLaneCoordinates() ? message.laneCoordinates() : message.useLaneCoordinates()).add();
        writer.link(lane, out.targetLane());
        out.recommendedSpeed(WireUnits.speedWire((float) green.toMps()));
    }

    private void tell(long vehicleId, long trackId, int lane, double ahead) {
        record.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .atNs(nowNs)
                .causedAtNs(nowNs)
                .expiresAtNs(nowNs + 2 * cadence.periodNs())
                .vehicleId(vehicleId)
                .trackId(trackId)
                .siteLane(ground.map().laneId(lane))
                .lane((short) ground.names().number(lane))
                .signalPhase((short) ground.map().signalGroup(lane))
                .action(green.action())
                .distanceM((float) ahead)
                .leastMps((float) green.fromMps())
                .mostMps((float) green.toMps())
                .greenStartNs(green.greenStartNs())
                .greenEndNs(green.greenEndNs())
                .confidence(green.confidence());
        TrafficService.link(ground.names(), lane, record.link());
        outputs.emit(SpeedAdviceEncoder.TEMPLATE_ID, HEADER_BYTES + SpeedAdviceEncoder.BLOCK_LENGTH);
    }
}
