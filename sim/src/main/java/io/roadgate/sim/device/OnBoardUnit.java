package io.roadgate.sim.device;

import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sim.traffic.Participant;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.LightbarInUse;
import io.roadgate.v2x.dayone.ResponseType;
import io.roadgate.v2x.dayone.SirenInUse;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.DriveRequest;
import io.roadgate.v2x.daytwo.ReqClearTheWay;
import io.roadgate.v2x.daytwo.ReqLaneChange;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.RoleInPlatooning;
import io.roadgate.v2x.daytwo.StatusInPlatooning;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import java.nio.charset.StandardCharsets;

/**
 * The V2X unit of one vehicle, beyond the BSM: what it tells of its intentions (VIR) and its platoon (CLPMM), and what it
 * makes of the roadside's suggestions (RSC).
 *
 * <p>It answers as the standard has it: a request is "request" until a suggestion with a lane change comes, then
 * "confirmed", and "complete" when the driver is done.
 *
 * <p>Source: modules Vir, Clpmm and Rsc of the day2 set; units in {@code shared/v2x/UNITS.txt}.
 */
public final class OnBoardUnit {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MS_PER_MINUTE = 60_000L;
    private static final double SPEED_MPS = 0.02;
    private static final int SPEED_UNKNOWN = 8_191;
    private static final int COUNT_MASK = 127;
    private static final int PID_OCTETS = 17;
    private static final int LIFE_10_MS = 500;
    private static final byte HIGHEST = (byte) 0xE0;

    /** Does what the unit says. */
    public interface Driver {
        /** Drive at a speed, m/s. */
        void drive(double speedMps);

        /** Change to the lane beside: -1 left, 1 right. */
        void change(int side);
    }

    /**
     * A lane by its name in the map.
     *
     * @param upstreamNode where its link begins.
     * @param downstreamNode where its link ends.
     * @param number in the link.
     */
    public record LaneName(int upstreamNode, int downstreamNode, int number) {}

    private final String bsmId;
    private final Driver driver;
    private LaneName wishedLane;
    private LaneName wayToClear;
    private int behaviour = -1;
    private boolean isEmergency;
    private String platoon = "";
    private String[] members = {};
    private int requestStatus = ReqStatus.REQUEST;
    private int count;
    private int platoonCount;
    private int heardBehaviours;
    private int suggestionCount;

    /** A unit that says nothing yet. */
    public OnBoardUnit(String bsmId, Driver driver) {
        this.bsmId = bsmId;
        this.driver = driver;
    }

    /** Asks for room in another lane. */
    public OnBoardUnit wishLane(LaneName lane) {
        wishedLane = lane;
        return this;
    }

    /** The driver is where he wanted to be. */
    public void complete() {
        requestStatus = ReqStatus.COMPLETE;
    }

    /** Asks for a free lane ahead. */
    public OnBoardUnit wishWay(LaneName lane) {
        wayToClear = lane;
        return this;
    }

    /** Tells a bit of DriveBehavior. */
    public OnBoardUnit intend(int behaviourBit) {
        behaviour = behaviourBit;
        return this;
    }

    /** An emergency vehicle with lights and siren on. */
    public OnBoardUnit emergency() {
        isEmergency = true;
        return this;
    }

    /** Leads a platoon of these vehicles, itself first. */
    public OnBoardUnit lead(String platoonId, String... memberIds) {
        platoon = platoonId;
        members = memberIds;
        return this;
    }

    /** Temporary id, 8 ASCII characters. */
    public String bsmId() {
        return bsmId;
    }

    /** Bits of DriveBehavior that were ever suggested to it. */
    public boolean wasTold(int behaviourBit) {
        return (heardBehaviours >>> behaviourBit & 1) != 0;
    }

    /** Suggestions heard. */
    public int suggestionCount() {
        return suggestionCount;
    }

    void adjust(BasicSafetyMessage bsm) {
        if (isEmergency) {
            bsm.vehicleClass().classification(BasicVehicleClass.EMERGENCY_FIRE_AMBULANCE_VEHICLE);
            bsm.useEmergencyExt()
                    .responseType(ResponseType.EMERGENCY)
                    .sirenUse(SirenInUse.IN_USE)
                    .lightsUse(LightbarInUse.IN_USE);
        }
    }

    boolean hasIntention() {
        return wishedLane != null || wayToClear != null || behaviour >= 0;
    }

    boolean isLeader() {
        return members.length > 0;
    }

    void write(VehIntentionAndRequest vir, Participant participant, SitePlane plane, long atNs) {
        vir.msgCnt(count++ & COUNT_MASK).secMark(secMark(atNs));
        vir.id().set(bsmId.getBytes(StandardCharsets.US_ASCII));
        vir.refPos().lat(plane.latE7(participant.northM())).long_(plane.lonE7(participant.eastM()));
        if (behaviour >= 0) {
            vir.intAndReq().useCurrentBehavior().set(behaviour);
        }
        if (wishedLane != null) {
            DriveRequest request = vir.intAndReq().useReqs().add();
            request.reqID(1).status(requestStatus).lifeTime(LIFE_10_MS);
            ReqLaneChange change = request.useInfo().useLaneChange();
            change.upstreamNode().id(wishedLane.upstreamNode());
            change.downstreamNode().id(wishedLane.downstreamNode());
            change.targetLane(wishedLane.number());
        }
        if (wayToClear != null) {
            DriveRequest request = (vir.intAndReq().hasReqs()
                            ? vir.intAndReq().reqs()
                            : vir.intAndReq().useReqs())
                    .add();
            request.reqID(2).status(ReqStatus.REQUEST).lifeTime(LIFE_10_MS);
            request.useReqPriority().set(new byte[] {HIGHEST});
            ReqClearTheWay way = request.useInfo().useClearTheWay();
            way.upstreamNode().id(wayToClear.upstreamNode());
            way.downstreamNode().id(wayToClear.downstreamNode());
            way.targetLane(wayToClear.number());
        }
    }

    void write(CLPMM clpmm, long atNs) {
        clpmm.msgCnt(platoonCount++ & COUNT_MASK)
                .secMark(secMark(atNs))
                .role(RoleInPlatooning.LEADER)
                .status(StatusInPlatooning.NAVIGATING);
        clpmm.id().set(bsmId.getBytes(StandardCharsets.US_ASCII));
        byte[] pid = new byte[PID_OCTETS];
        byte[] name = platoon.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, pid, 0, Math.min(name.length, pid.length));
        clpmm.pid().set(pid);
        clpmm.useLeadingExt().capacity(members.length + 1).openToJoin(true);
        for (String member : members) {
            clpmm.leadingExt().memberList().add().vid().set(member.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static int secMark(long atNs) {
        return (int) (Math.floorDiv(atNs, NS_PER_MS) % MS_PER_MINUTE);
    }

    /** Takes what the roadside suggests to this vehicle. */
    void onSuggestion(VehicleCoordination suggestion) {
        suggestionCount++;
        if (!suggestion.hasDriveSuggestion()) {
            return;
        }
        for (int bit = 0; bit < suggestion.driveSuggestion().suggestion().length(); bit++) {
            heardBehaviours |= suggestion.driveSuggestion().suggestion().isSet(bit) ? 1 << bit : 0;
        }
        boolean isPlaced = suggestion.hasPathGuidance()
                && suggestion.pathGuidance().get(0).hasSpeed()
                && suggestion.pathGuidance().get(0).speed() != SPEED_UNKNOWN;
        if (isPlaced) {
            driver.drive(suggestion.pathGuidance().get(0).speed() * SPEED_MPS);
        }
        boolean isLeft = suggestion.driveSuggestion().suggestion().isSet(DriveBehavior.LANE_CHANGING_TO_LEFT);
        boolean isRight = suggestion.driveSuggestion().suggestion().isSet(DriveBehavior.LANE_CHANGING_TO_RIGHT);
        if (isLeft || isRight) {
            driver.change(isLeft ? -1 : 1);
            if (requestStatus == ReqStatus.REQUEST) {
                requestStatus = ReqStatus.COMFIRMED;
            }
        }
    }
}
