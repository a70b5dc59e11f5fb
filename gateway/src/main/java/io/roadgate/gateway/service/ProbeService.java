package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.ProbeReportEncoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.DriveBehavior;
import java.util.Arrays;
import java.util.List;

/**
 * Probe data collection: what connected vehicles tell of themselves, put together for each lane and interval. No identity
 * leaves: a report holds counts and speeds.
 *
 * <p><b>Source:</b> T/CSAE 157, probe data collection; from BSM (tracks that have a temporary id) and VIR.
 */
final class ProbeService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("interval", "60s", "5s", "1h", "one report for each lane in this time"),
            Setting.duration("sampleEvery", "1s", "200ms", "10s", "speeds are taken this often"),
            Setting.integer(
                    "leastVehicles", 1, 1, 100, "lanes with fewer are not told, so that nobody is known by it"));

    private static final double STANDING_MPS = 0.5;
    private static final double MOVING_MPS = 2;

    private final Cooperation cooperation;
    private final ServiceOutputs outputs;
    private final Cadence samples;
    private final long intervalNs;
    private final int leastVehicles;
    private final int[] countedTrack = new int[TrackTable.CAPACITY];
    private final int[] countedLane = new int[TrackTable.CAPACITY];
    private final boolean[] hasBraked = new boolean[TrackTable.CAPACITY];
    private final boolean[] hasMoved = new boolean[TrackTable.CAPACITY];
    private final long[] heardVehicle = new long[TrackTable.CAPACITY];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ProbeReportEncoder record = new ProbeReportEncoder();
    private Sums[] sums = new Sums[0];
    private int heardCount;
    private SiteMap map;
    private long fromNs;
    private long causedAtNs;

    /** What one lane has carried; reused. */
    private static final class Sums {
        private int vehicles;
        private int reports;
        private double speedMps;
        private double leastMps;
        private double mostMps;
        private int hardBrakings;
        private int stops;
        private int changes;
        private int left;
        private int straight;
        private int right;

        private void clear() {
            vehicles = 0;
            reports = 0;
            speedMps = 0;
            leastMps = Double.POSITIVE_INFINITY;
            mostMps = 0;
            hardBrakings = 0;
            stops = 0;
            changes = 0;
            left = 0;
            straight = 0;
            right = 0;
        }
    }

    ProbeService(ServiceContext context) {
        cooperation = context.cooperation();
        outputs = context.outputs();
        samples = new Cadence(context.settings().durationNs("sampleEvery"));
        intervalNs = context.settings().durationNs("interval");
        leastVehicles = context.settings().integer("leastVehicles");
        fromNs = context.startedAtNs() - Math.floorMod(context.startedAtNs(), intervalNs);
    }

    @Override
    public void onTrackEnded(int slot) {
        countedTrack[slot] = 0;
        hasMoved[slot] = false;
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (map != picture.lanes()) {
            map = picture.lanes();
            sums = new Sums[map.laneCount()];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = new Sums();
                sums[i].clear();
            }
        }
        if (nowNs - fromNs >= intervalNs) {
            report();
            fromNs = nowNs - Math.floorMod(nowNs, intervalNs);
        }
        if (samples.isDue(nowNs)) {
            for (int i = 0; i < picture.motorCount(); i++) {
                sample(picture, picture.motorSlot(i), nowNs);
            }
            listen(picture);
        }
    }

    private void sample(RoadPicture picture, int slot, long nowNs) {
        TrackTable tracks = picture.tracks();
        int lane = tracks.trackId(slot) == 0 ? SiteMap.NONE : picture.laneIndex(slot);
        if (lane == SiteMap.NONE || tracks.temporaryId(slot) == 0 || !picture.isFresh(slot)) {
            return;
        }
        Sums sum = sums[lane];
        if (countedTrack[slot] != tracks.trackId(slot) || countedLane[slot] != lane) {
            countedTrack[slot] = tracks.trackId(slot);
            countedLane[slot] = lane;
            hasBraked[slot] = false;
            sum.vehicles++;
        }
        double speedMps = tracks.speedMps(slot);
        sum.reports++;
        sum.speedMps += speedMps;
        sum.leastMps = Math.min(sum.leastMps, speedMps);
        sum.mostMps = Math.max(sum.mostMps, speedMps);
        if (!hasBraked[slot] && nowNs - tracks.hardBrakingAtNs(slot) < samples.periodNs()) {
            hasBraked[slot] = true;
            sum.hardBrakings++;
        }
        if (hasMoved[slot] && speedMps < STANDING_MPS) {
            sum.stops++;
        }
        hasMoved[slot] = speedMps > MOVING_MPS || (hasMoved[slot] && speedMps >= STANDING_MPS);
        causedAtNs = Math.max(causedAtNs, tracks.causedAtNs(slot));
    }

    /** Each vehicle's intentions count once in an interval. */
    private void listen(RoadPicture picture) {
        for (int i = 0; i < cooperation.intentions().count(); i++) {
            Intention intention = cooperation.intentions().get(i);
            int slot = cooperation.order().slotOf(intention.vehicleId());
            int lane = slot == LaneOrder.NOBODY ? SiteMap.NONE : picture.laneIndex(slot);
            boolean isTelling = intention.requestCount() > 0 || intention.behaviour() != 0;
            if (lane != SiteMap.NONE && isTelling && isFirstHeard(intention.vehicleId())) {
                count(intention, sums[lane]);
            }
        }
    }

    private boolean isFirstHeard(long vehicleId) {
        for (int i = 0; i < heardCount; i++) {
            if (heardVehicle[i] == vehicleId) {
                return false;
            }
        }
        if (heardCount < heardVehicle.length) {
            heardVehicle[heardCount++] = vehicleId;
        }
        return true;
    }

    private static void count(Intention intention, Sums sum) {
        boolean isChange = intention.isAbout(DriveBehavior.RAMP_IN)
                || intention.isAbout(DriveBehavior.LANE_CHANGING_TO_LEFT)
                || intention.isAbout(DriveBehavior.LANE_CHANGING_TO_RIGHT);
        for (int n = 0; n < intention.requestCount(); n++) {
            isChange |= intention.request(n).kind() == Request.Kind.LANE_CHANGE;
        }
        sum.changes += isChange ? 1 : 0;
        sum.left += intention.isAbout(DriveBehavior.INTERSECTION_TURN_LEFT) ? 1 : 0;
        sum.straight += intention.isAbout(DriveBehavior.INTERSECTION_STRAIGHT_THROUGH) ? 1 : 0;
        sum.right += intention.isAbout(DriveBehavior.INTERSECTION_TURN_RIGHT) ? 1 : 0;
    }

    private void report() {
        for (int lane = 0; lane < sums.length; lane++) {
            if (sums[lane].vehicles >= leastVehicles) {
                emit(lane, sums[lane]);
            }
            sums[lane].clear();
        }
        heardCount = 0;
        Arrays.fill(countedTrack, 0);
    }

    private void emit(int lane, Sums sum) {
        record.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .fromNs(fromNs)
                .toNs(fromNs + intervalNs)
                .causedAtNs(causedAtNs)
                .siteLane(map.laneId(lane))
                .lane((short) cooperation.names().number(lane))
                .vehicles(sum.vehicles)
                .reports(sum.reports)
                .meanSpeedMps((float) (sum.speedMps / sum.reports))
                .leastSpeedMps((float) sum.leastMps)
                .mostSpeedMps((float) sum.mostMps)
                .hardBrakings(sum.hardBrakings)
                .stops(sum.stops)
                .laneChangesWanted(sum.changes)
                .turnsLeft(sum.left)
                .turnsStraight(sum.straight)
                .turnsRight(sum.right);
        AdviceRecords.link(record.link(), lane, cooperation.names());
        outputs.emit(
                ProbeReportEncoder.TEMPLATE_ID, MessageHeaderEncoder.ENCODED_LENGTH + ProbeReportEncoder.BLOCK_LENGTH);
    }
}
