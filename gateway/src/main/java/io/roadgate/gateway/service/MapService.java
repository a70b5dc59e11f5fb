package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.traffic.MovementTable;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.Connection;
import io.roadgate.v2x.dayone.ConnectsToList;
import io.roadgate.v2x.dayone.Lane;
import io.roadgate.v2x.dayone.LaneList;
import io.roadgate.v2x.dayone.Link;
import io.roadgate.v2x.dayone.LinkList;
import io.roadgate.v2x.dayone.Movement;
import io.roadgate.v2x.dayone.MovementList;
import io.roadgate.v2x.dayone.PointList;
import io.roadgate.v2x.dayone.RegulatorySpeedLimit;
import io.roadgate.v2x.dayone.SpeedLimitType;
import io.roadgate.v2x.daytwo.MapData;
import io.roadgate.v2x.daytwo.Node;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Broadcasts the site's map as MAP once a second: one message for each node at which links end, so that each is short.
 *
 * <p>The messages are built when a map comes to hold; each second they only get a new count and time.
 *
 * <p><b>Errors:</b> a node whose message does not encode (more links or lanes than the standard has numbers for) is
 * counted {@code SERVICE_UNENCODED} each time.
 *
 * <p><b>Source:</b> MAP of T/CSAE 53, profile of 2020; period of YD/T 3709 as given by an RSU requirement text (at most
 * 1 s).
 */
final class MapService implements RoadService {
    static final List<Setting> SETTINGS =
            List.of(Setting.duration("every", "1s", "100ms", "1s", "period of MAP; YD/T 3709 allows 1 s at most"));

    private static final int BUFFER_BYTES = 32 * 1024;

    private final ServiceGround ground;
    private final SitePlane plane;
    private final ServiceOutputs outputs;
    private final LaneWriter writer;
    private final Cadence cadence;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_BYTES]);
    private final List<FrameCodec> nodes = new ArrayList<>();
    private MovementTable movements;

    MapService(ServiceContext context) {
        ground = context.ground();
        plane = context.plane();
        outputs = context.outputs();
        writer = new LaneWriter(ground, plane);
        cadence = new Cadence(context.settings().durationNs("every"));
        onMapReplaced();
    }

    @Override
    public void onMapReplaced() {
        writer.onMapReplaced();
        movements = new MovementTable(ground.map());
        nodes.clear();
        cadence.hurry();
        SiteMap map = ground.map();
        boolean[] isDone = new boolean[map.laneCount()];
        for (int lane = 0; lane < isDone.length; lane++) {
            if (!isDone[lane] && isTold(lane)) {
                nodes.add(build(lane, isDone));
            }
        }
    }

    private boolean isTold(int lane) {
        return ground.map().kind(lane).isCarriageway() && !ground.map().isInJunction(lane);
    }

    private FrameCodec build(int first, boolean[] isDone) {
        SiteMap map = ground.map();
        LaneNames names = ground.names();
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        Node node = codec.use(MessageKind.MAP, MapData.class).nodes().add();
        LaneWriter.node(names.downstreamRegion(first), names.downstreamId(first), node.id());
        LaneCursor end = new LaneCursor(map);
        end.moveTo(first, map.lengthM(first));
        WirePlace place = new WirePlace(
                plane.latE7(end.northM()) / 1e7, plane.lonE7(end.eastM()) / 1e7, plane.heightCm(end.upM()) / 100.0);
        place.writeTo(node.refPos());
        LinkList links = node.useInLinks();
        for (int lane = first; lane < isDone.length; lane++) {
            boolean isOfNode = isTold(lane)
                    && names.downstreamId(lane) == names.downstreamId(first)
                    && names.downstreamRegion(lane) == names.downstreamRegion(first);
            if (isOfNode && !isDone[lane]) {
                Link link = links.add();
                if (link == null) {
                    break; // more links than a node may have
                }
                write(lane, place, link, isDone);
            }
        }
        return codec;
    }

    private void write(int first, WirePlace place, Link link, boolean[] isDone) {
        SiteMap map = ground.map();
        LaneNames names = ground.names();
        LaneWriter.node(names.upstreamRegion(first), names.upstreamId(first), link.upstreamNodeId());
        limit(first, link.useSpeedLimits().add());
        draw(first, place, link.usePoints());
        LaneList lanes = link.lanes();
        double widthM = 0;
        for (int lane = first; lane < isDone.length; lane++) {
            if (isTold(lane) && !isDone[lane] && isSameLink(first, lane)) {
                isDone[lane] = true;
                widthM += map.widthM(lane);
                Lane out = lanes.add();
                if (out != null) {
                    write(lane, place, out);
                }
                addMovements(lane, link);
            }
        }
        link.linkWidth(WireUnits.laneWidthWire((float) widthM));
    }

    private boolean isSameLink(int lane, int other) {
        LaneNames names = ground.names();
        return names.upstreamId(lane) == names.upstreamId(other)
                && names.upstreamRegion(lane) == names.upstreamRegion(other)
                && names.downstreamId(lane) == names.downstreamId(other)
                && names.downstreamRegion(lane) == names.downstreamRegion(other);
    }

    private void write(int lane, WirePlace place, Lane out) {
        SiteMap map = ground.map();
        out.laneID(ground.names().number(lane)).laneWidth(WireUnits.laneWidthWire((float) map.widthM(lane)));
        if (map.manoeuvres(lane) != 0) {
            out.maneuvers(LaneWriter.manoeuvres(map.manoeuvres(lane)));
        }
        limit(lane, out.useSpeedLimits().add());
        draw(lane, place, out.usePoints());
        for (int row = 0; row < movements.count(); row++) {
            if (movements.from(row) == lane) {
                connect(row, out.hasConnectsTo() ? out.connectsTo() : out.useConnectsTo());
            }
        }
    }

    private void connect(int movement, ConnectsToList list) {
        LaneNames names = ground.names();
        int to = movements.to(movement);
        Connection out = list.add();
        if (out == null) {
            return; // more ways on than the profile of 2020 has room for
        }
        LaneWriter.node(names.downstreamRegion(to), names.downstreamId(to), out.remoteIntersection());
        out.useConnectingLane().lane(names.number(to)).maneuver(LaneWriter.manoeuvres(movements.manoeuvre(movement)));
        int phase = ground.map().signalGroup(movements.from(movement));
        if (phase != 0) {
            out.phaseId(phase);
        }
    }

    private void addMovements(int lane, Link link) {
        LaneNames names = ground.names();
        for (int row = 0; row < movements.count(); row++) {
            if (movements.from(row) != lane) {
                continue;
            }
            int to = movements.to(row);
            MovementList list = link.hasMovements() ? link.movements() : link.useMovements();
            if (isListed(list, names.downstreamId(to))) {
                continue;
            }
            Movement out = list.add();
            if (out != null) {
                LaneWriter.node(names.downstreamRegion(to), names.downstreamId(to), out.remoteIntersection());
                int phase = ground.map().signalGroup(lane);
                if (phase != 0) {
                    out.phaseId(phase);
                }
            }
        }
    }

    private static boolean isListed(MovementList list, int nodeId) {
        for (int i = 0; i < list.count(); i++) {
            if (list.get(i).remoteIntersection().id() == nodeId) {
                return true;
            }
        }
        return false;
    }

    private void limit(int lane, RegulatorySpeedLimit out) {
        out.type(SpeedLimitType.VEHICLE_MAX_SPEED)
                .speed(WireUnits.speedWire((float) ground.map().speedLimitMps(lane)));
    }

    private void draw(int lane, WirePlace place, PointList out) {
        double lengthM = ground.map().lengthM(lane);
        int points = LaneWriter.pointsOf(lengthM, PointList.MAX_COUNT);
        for (int i = 0; i < points; i++) {
            writer.place(lane, lengthM * i / (points - 1), place, out.add().posOffset());
        }
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (nodes.isEmpty() || !cadence.isDue(nowNs)) {
            return;
        }
        for (int i = 0; i < nodes.size(); i++) {
            FrameCodec codec = nodes.get(i);
            codec.message(MapData.class)
                    .msgCnt(outputs.nextCount(MessageKind.MAP))
                    .timeStamp(WireTime.minuteOfYear(nowNs));
            int length = codec.encode(buffer, 0);
            if (length > 0) {
                outputs.octets(
                        MessageKind.MAP,
                        buffer,
                        0,
                        length,
                        ServiceOutputs.EVERYBODY,
                        nowNs,
                        nowNs + cadence.periodNs());
            } else {
                outputs.countUnencoded();
            }
        }
    }
}
