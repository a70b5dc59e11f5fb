package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.cooperation.LaneOrder;
import io.roadgate.gateway.cooperation.ParkingLot;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.ParkingRequest;
import io.roadgate.v2x.daytwo.ParkingType;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.SlotStatus;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Guidance service in parking area: which bays are free (PAM, once a second), and for each vehicle that asks (VIR, parking)
 * the way to one, or the way out; the bay is kept for it.
 *
 * <p>A bay is occupied while a vehicle stands in it or its sensor says so, and for a moment after. A vehicle gets the bay
 * that it names if that is free, else the nearest on its way.
 *
 * <p><b>Source:</b> T/CSAE 157, guidance service in parking area; module Pam of the day2 set.
 */
final class ParkingService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("tellEvery", "1s", "200ms", "10s", "PAM is sent this often"),
            Setting.duration("holdOccupied", "5s", "0ms", "5m", "a bay counts as taken this long after it was seen so"),
            Setting.integer("lotId", 0, 0, 65_535, "number of the car park in PAM"));

    private static final long PERIOD_NS = 200_000_000L;
    private static final long NEVER_NS = Long.MIN_VALUE / 2;
    private static final double STANDING_MPS = 0.5;
    private static final int PARKED = 1 << DriveBehavior.PARKING;

    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final PamWriter writer;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final Cadence telling;
    private final long holdOccupiedNs;
    private final IntUnaryOperator statusOfBay = this::status;
    private ParkingLot lot;
    private SiteMap map;
    private long[] occupiedAtNs = {};
    private boolean[] isSensed = {};
    private long[] keptFor = {};
    private long[] keptAtNs = {};
    private long nowNs;

    ParkingService(ServiceContext context) {
        cooperation = context.cooperation();
        desk = context.advice();
        telling = new Cadence(context.settings().durationNs("tellEvery"));
        holdOccupiedNs = context.settings().durationNs("holdOccupied");
        writer = new PamWriter(context, context.settings().integer("lotId"));
        use(context.ground().map());
    }

    private void use(SiteMap newMap) {
        map = newMap;
        lot = new ParkingLot(newMap);
        writer.use(newMap, lot);
        occupiedAtNs = new long[lot.bayCount()];
        Arrays.fill(occupiedAtNs, NEVER_NS);
        isSensed = new boolean[lot.bayCount()];
        keptFor = new long[lot.bayCount()];
        keptAtNs = new long[lot.bayCount()];
    }

    @Override
    public void onPoint(ObservationDecoder point, long atNs) {
        int bay = lot.bayAt(point.eastM(), point.northM());
        if (bay != ParkingLot.NONE) {
            isSensed[bay] = point.cues().occupied();
            occupiedAtNs[bay] = isSensed[bay] ? atNs : occupiedAtNs[bay];
        }
    }

    @Override
    public void onSweep(RoadPicture picture, long newNowNs) {
        if (map != picture.lanes()) {
            use(picture.lanes());
        }
        if (lot.isEmpty() || !cadence.isDue(newNowNs)) {
            return;
        }
        nowNs = newNowNs;
        look(picture);
        writer.clear();
        for (int i = 0; i < cooperation.intentions().count(); i++) {
            Intention intention = cooperation.intentions().get(i);
            for (int n = 0; n < intention.requestCount(); n++) {
                Request request = intention.request(n);
                boolean isStanding = request.status() == ReqStatus.REQUEST || request.status() == ReqStatus.COMFIRMED;
                if (request.kind() == Request.Kind.PARKING && isStanding && !request.isRefused()) {
                    guide(picture, intention, request);
                }
            }
        }
        forget();
        desk.closeUnkept(Application.PARKING, AdviceState.COMPLETED, AdviceReason.NONE);
        if (telling.isDue(nowNs)) {
            writer.send(statusOfBay, nowNs);
        }
    }

    private void look(RoadPicture picture) {
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            if (tracks.trackId(slot) != 0 && tracks.speedMps(slot) < STANDING_MPS) {
                int bay = lot.bayAt(picture.eastM(slot), picture.northM(slot));
                if (bay != ParkingLot.NONE) {
                    occupiedAtNs[bay] = nowNs;
                }
            }
        }
    }

    private boolean isOccupied(int bay) {
        return isSensed[bay] || nowNs - occupiedAtNs[bay] <= holdOccupiedNs;
    }

    /** SlotStatus of a bay. */
    private int status(int bay) {
        if (isOccupied(bay)) {
            return SlotStatus.OCCUPIED;
        }
        return keptFor[bay] != 0 ? SlotStatus.RESERVED : SlotStatus.AVAILABLE;
    }

    private void guide(RoadPicture picture, Intention intention, Request request) {
        int slot = cooperation.order().slotOf(intention.vehicleId());
        double eastM = slot == LaneOrder.NOBODY ? intention.eastM() : picture.eastM(slot);
        double northM = slot == LaneOrder.NOBODY ? intention.northM() : picture.northM(slot);
        int lane = slot == LaneOrder.NOBODY ? SiteMap.NONE : picture.laneIndex(slot);
        int drive = lane == SiteMap.NONE ? ParkingLot.NONE : lot.driveOf(lane);
        int from = drive == ParkingLot.NONE ? lot.entranceNear(eastM, northM) : lot.toNode(drive);
        boolean isLeaving = (request.parking() >>> ParkingRequest.EXIT & 1) != 0;
        boolean isServed = from != ParkingLot.NONE
                && (isLeaving ? leave(intention, request, from) : park(intention, request, from, drive));
        if (!isServed) {
            request.refuse();
            desk.refuse(
                    Application.PARKING,
                    intention.vehicleId(),
                    request.requestId(),
                    from == ParkingLot.NONE ? AdviceReason.NOT_REACHABLE : AdviceReason.NO_FREE_PLACE);
        }
    }

    private boolean park(Intention intention, Request request, int from, int drive) {
        int bay = bayFor(intention.vehicleId(), request, from, drive);
        if (bay == ParkingLot.NONE) {
            return false;
        }
        keptFor[bay] = intention.vehicleId();
        keptAtNs[bay] = nowNs;
        if (lot.bayAt(intention.eastM(), intention.northM()) == bay) {
            return true; // it is there
        }
        way(from, bay, drive);
        writer.add(intention.vehicleId(), lot, bay);
        Advice advice = desk.ask(Application.PARKING, intention.vehicleId(), 0);
        if (advice != null) {
            advice.answers(request.requestId(), intention.receivedAtNs())
                    .behave(PARKED, 0)
                    .lane(lot.lane(lot.drive(bay)))
                    .point(lot.bayEastM(bay), lot.bayNorthM(bay), lot.nodeUpM(from), 0, 0)
                    .state(
                            request.status() == ReqStatus.COMFIRMED ? AdviceState.CONFIRMED : AdviceState.OFFERED,
                            nowNs);
        }
        return true;
    }

    /** Length of the way to a bay: over its drive's first node, or at once when it is on the vehicle's own drive. */
    private double way(int from, int bay, int drive) {
        boolean isHere = lot.drive(bay) == drive;
        return isHere ? lot.path(from, from) : lot.path(from, lot.fromNode(lot.drive(bay)));
    }

    private int bayFor(long vehicleId, Request request, int from, int drive) {
        boolean isOrdinary = request.parkingTypes() == 0 || (request.parkingTypes() >>> ParkingType.ORDINARY & 1) != 0;
        int best = ParkingLot.NONE;
        double bestM = Double.POSITIVE_INFINITY;
        for (int bay = 0; bay < lot.bayCount() && isOrdinary; bay++) {
            if (keptFor[bay] == vehicleId) {
                return bay;
            }
            boolean isFree = !isOccupied(bay) && keptFor[bay] == 0;
            double wayM = isFree ? way(from, bay, drive) : Double.NaN;
            if (isFree && request.parkingSlot() == PamWriter.slotId(bay) && wayM >= 0) {
                wayM = -1;
            }
            if (wayM < bestM) {
                bestM = wayM;
                best = bay;
            }
        }
        return best;
    }

    private boolean leave(Intention intention, Request request, int from) {
        int best = ParkingLot.NONE;
        double bestM = Double.POSITIVE_INFINITY;
        for (int node = 0; node < lot.nodeCount(); node++) {
            double wayM = lot.isExit(node) ? lot.path(from, node) : Double.NaN;
            if (wayM < bestM) {
                bestM = wayM;
                best = node;
            }
        }
        if (best == ParkingLot.NONE) {
            return false;
        }
        lot.path(from, best);
        writer.add(intention.vehicleId(), lot, ParkingLot.NONE);
        Advice advice = desk.ask(Application.PARKING, intention.vehicleId(), 0);
        if (advice != null) {
            advice.answers(request.requestId(), intention.receivedAtNs())
                    .behave(1 << DriveBehavior.GO_STRAIGHT_FORWARD, 0);
        }
        return true;
    }

    /** A bay is kept as long as its vehicle asks for it. */
    private void forget() {
        for (int bay = 0; bay < keptFor.length; bay++) {
            if (keptFor[bay] != 0 && keptAtNs[bay] < nowNs) {
                keptFor[bay] = 0;
            }
        }
    }
}
