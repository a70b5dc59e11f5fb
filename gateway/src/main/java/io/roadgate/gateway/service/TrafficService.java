package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RoadLinkEncoder;
import io.roadgate.gateway.record.TrafficReportEncoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.traffic.LaneTraffic;
import io.roadgate.gateway.traffic.MovementTable;
import io.roadgate.gateway.traffic.TrafficTally;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each lane and movement carried, every second and every minute, as {@code TrafficReport} records.
 *
 * <p>Intervals end at whole seconds and minutes of UTC; the first one is as long as it was, and says so. A site with more
 * than {@link #MOST_ROWS} lanes or movements tells one interval in several records.
 *
 * <p><b>Source:</b> definitions in {@code docs/traffic.md}.
 */
final class TrafficService implements RoadService {
    static final int MOST_ROWS = 256;
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("shortEvery", "1s", "1s", "60s", "the short interval"),
            Setting.duration("longEvery", "60s", "10s", "1h", "the long interval"));

    private static final double SECOND_NS = 1e9;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ServiceGround ground;
    private final ServiceOutputs outputs;
    private final Interval[] intervals;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TrafficReportEncoder report = new TrafficReportEncoder();
    private MovementTable movements;
    private LaneTraffic traffic;
    private int[] lanes;

    TrafficService(ServiceContext context) {
        ground = context.ground();
        outputs = context.outputs();
        intervals = new Interval[] {
            new Interval(context.settings().durationNs("shortEvery"), context.startedAtNs()),
            new Interval(context.settings().durationNs("longEvery"), context.startedAtNs())
        };
        onMapReplaced();
    }

    @Override
    public void onMapReplaced() {
        SiteMap map = ground.map();
        movements = new MovementTable(map);
        TrafficTally[] tallies = new TrafficTally[intervals.length];
        for (int i = 0; i < intervals.length; i++) {
            tallies[i] = new TrafficTally(map.laneCount(), movements.count());
            intervals[i].tally = tallies[i];
        }
        traffic = new LaneTraffic(map, movements, tallies);
        lanes = IntStream.range(0, map.laneCount())
                .filter(lane -> map.kind(lane).isCarriageway())
                .toArray();
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (lanes.length == 0) {
            return;
        }
        for (Interval interval : intervals) {
            if (nowNs / interval.lengthNs != interval.fromNs / interval.lengthNs) {
                write(interval, nowNs);
                interval.fromNs = nowNs;
                interval.tally.clear();
            }
        }
        traffic.onSweep(picture, nowNs);
    }

    @Override
    public void onLinkLost(int sensorId, long nowNs) {
        traffic.onSensorLost(sensorId);
    }

    @Override
    public void onTrackEnded(int slot) {
        traffic.onTrackEnded(slot);
    }

    private void write(Interval interval, long nowNs) {
        double seconds = (nowNs - interval.fromNs) / SECOND_NS;
        int doneLanes = 0;
        int doneMovements = 0;
        do {
            int laneRows = Math.min(MOST_ROWS, lanes.length - doneLanes);
            int movementRows = Math.min(MOST_ROWS, movements.count() - doneMovements);
            TrafficReportEncoder.LanesEncoder out = report.wrapAndApplyHeader(outputs.scratch(), 0, header)
                    .fromNs(interval.fromNs)
                    .toNs(nowNs)
                    .causedAtNs(nowNs)
                    .lanesCount(laneRows);
            for (int i = 0; i < laneRows; i++) {
                writeLane(interval.tally, lanes[doneLanes++], seconds, nowNs, out.next());
            }
            TrafficReportEncoder.MovementsEncoder turns = report.movementsCount(movementRows);
            for (int i = 0; i < movementRows; i++) {
                writeMovement(interval.tally, doneMovements++, turns.next());
            }
            outputs.emit(TrafficReportEncoder.TEMPLATE_ID, HEADER_BYTES + report.encodedLength());
        } while (doneLanes < lanes.length || doneMovements < movements.count());
    }

    private void writeLane(
            TrafficTally tally, int lane, double seconds, long nowNs, TrafficReportEncoder.LanesEncoder out) {
        SiteMap map = ground.map();
        link(ground.names(), lane, out.link());
        out.siteLane(map.laneId(lane))
                .lane((short) ground.names().number(lane))
                .isClosed((short) (ground.controls().isClosed(lane) ? 1 : 0))
                .entered(tally.entered(lane))
                .heavy(tally.heavy(lane))
                .present((float) tally.present(lane, seconds))
                .flowPerH((float) tally.flowPerH(lane, seconds))
                .timeMeanSpeedMps((float) tally.timeMeanSpeedMps(lane))
                .spaceMeanSpeedMps((float) tally.spaceMeanSpeedMps(lane))
                .densityPerKm((float) tally.densityPerKm(lane, map.lengthM(lane), seconds))
                .occupancy((float) tally.occupancy(lane, seconds))
                .headwayS((float) tally.headwayS(lane))
                .queueM((float) tally.queueM(lane))
                .queued(tally.queued(lane))
                .travelTimeS((float) tally.travelTimeS(lane))
                .coverage((float) traffic.coverage(lane, nowNs));
    }

    private void writeMovement(TrafficTally tally, int movement, TrafficReportEncoder.MovementsEncoder out) {
        SiteMap map = ground.map();
        out.fromLaneId(map.laneId(movements.from(movement)))
                .toLaneId(map.laneId(movements.to(movement)))
                .manoeuvre((short) movements.manoeuvre(movement))
                .vehicles(tally.turns(movement))
                .travelTimeS((float) tally.turnTravelTimeS(movement));
    }

    static void link(LaneNames names, int lane, RoadLinkEncoder out) {
        out.upstreamRegion(names.upstreamRegion(lane))
                .upstreamId(names.upstreamId(lane))
                .downstreamRegion(names.downstreamRegion(lane))
                .downstreamId(names.downstreamId(lane));
    }

    private static final class Interval {
        private final long lengthNs;
        private long fromNs;
        private TrafficTally tally;

        Interval(long lengthNs, long startedAtNs) {
            this.lengthNs = lengthNs;
            fromNs = startedAtNs;
        }
    }
}
