package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.DriveRequest;
import io.roadgate.v2x.daytwo.MemberManagement;
import io.roadgate.v2x.daytwo.PersonalDeviceUserType;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.daytwo.ReqClearTheWay;
import io.roadgate.v2x.daytwo.ReqLaneChange;
import io.roadgate.v2x.daytwo.ReqParkingArea;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.RoleInPlatooning;
import io.roadgate.v2x.daytwo.StatusInPlatooning;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireUnits;
import java.util.function.Consumer;

/** What vehicles of tests say. */
final class Asking {
    private Asking() {}

    static void intention(CooperationScene scene, long id, double[] place, Consumer<VehIntentionAndRequest> more) {
        scene.uplink(MessageKind.VIR, VehIntentionAndRequest.class, vir -> {
            vir.msgCnt(scene.nextCount()).secMark(scene.secMark());
            vir.id().idAsLong(id);
            vir.refPos().lat(scene.plane.latE7(place[1])).long_(scene.plane.lonE7(place[0]));
            more.accept(vir);
        });
    }

    static void behaviour(CooperationScene scene, long id, double[] place, int... bits) {
        intention(scene, id, place, vir -> {
            for (int bit : bits) {
                (vir.intAndReq().hasCurrentBehavior()
                                ? vir.intAndReq().currentBehavior()
                                : vir.intAndReq().useCurrentBehavior())
                        .set(bit);
            }
        });
    }

    static void laneChange(CooperationScene s, long id, int reqId, LaneNames names, int lane, double[] place) {
        laneChange(s, id, reqId, names, lane, place, ReqStatus.REQUEST);
    }

    static void laneChange(
            CooperationScene s, long id, int reqId, LaneNames names, int lane, double[] place, int status) {
        intention(s, id, place, vir -> {
            DriveRequest request = vir.intAndReq().useReqs().add();
            request.reqID(reqId).status(status);
            ReqLaneChange change = request.useInfo().useLaneChange();
            change.upstreamNode().id(names.upstreamId(lane));
            change.downstreamNode().id(names.downstreamId(lane));
            change.targetLane(names.number(lane));
        });
    }

    static void laneChange(CooperationScene s, long id, int reqId, int up, int down, int lane, double[] place) {
        intention(s, id, place, vir -> {
            DriveRequest request = vir.intAndReq().useReqs().add();
            request.reqID(reqId).status(ReqStatus.REQUEST);
            ReqLaneChange change = request.useInfo().useLaneChange();
            change.upstreamNode().id(up);
            change.downstreamNode().id(down);
            change.targetLane(lane);
        });
    }

    /** Asks, confirms from the tenth message on, cancels from the twentieth on. */
    static int statusAt(int message) {
        if (message < 10) {
            return ReqStatus.REQUEST;
        }
        return message < 20 ? ReqStatus.COMFIRMED : ReqStatus.CANCEL;
    }

    static void platoon(CooperationScene scene, long leader, long... members) {
        scene.uplink(MessageKind.CLPMM, CLPMM.class, clpmm -> {
            clpmm.msgCnt(scene.nextCount())
                    .secMark(scene.secMark())
                    .role(RoleInPlatooning.LEADER)
                    .status(StatusInPlatooning.NAVIGATING);
            clpmm.id().idAsLong(leader);
            clpmm.pid().set("platoon-number-17".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            MemberManagement management = clpmm.useLeadingExt();
            management.capacity(8).openToJoin(true);
            for (long member : members) {
                management.memberList().add().vid().idAsLong(member);
            }
        });
    }

    static void clearTheWay(CooperationScene s, long id, int reqId, LaneNames names, int lane, double[] place) {
        intention(s, id, place, vir -> {
            DriveRequest request = vir.intAndReq().useReqs().add();
            request.reqID(reqId).status(ReqStatus.REQUEST);
            request.useReqPriority().set(new byte[] {(byte) 0xE0});
            ReqClearTheWay way = request.useInfo().useClearTheWay();
            way.upstreamNode().id(names.upstreamId(lane));
            way.downstreamNode().id(names.downstreamId(lane));
            way.targetLane(names.number(lane));
        });
    }

    static void person(
            CooperationScene s, long id, double east, double north, double mps, double courseRad, int crossing) {
        s.uplink(MessageKind.PSM, PersonalSafetyMessage.class, psm -> {
            psm.msgCnt(s.nextCount()).secMark(s.secMark());
            psm.id().idAsLong(id);
            psm.pos().lat(s.plane.latE7(north)).long_(s.plane.lonE7(east));
            psm.speed(WireUnits.speedWire((float) mps)).heading(WireUnits.headingWire((float) courseRad));
            psm.overallRadius(5);
            psm.posAccuracy().semiMajor(20).semiMinor(20).orientation(0);
            psm.nonMotorData().basicType(PersonalDeviceUserType.A_PEDESTRIAN);
            psm.nonMotorData().usePersonalReq().crossing(crossing);
        });
    }

    static void parking(CooperationScene s, long id, int reqId, double[] place, int bit, int slot) {
        intention(s, id, place, vir -> {
            DriveRequest request = vir.intAndReq().useReqs().add();
            request.reqID(reqId).status(ReqStatus.REQUEST);
            ReqParkingArea parking = request.useInfo().useParking();
            parking.vehicleClass().classification(BasicVehicleClass.PASSENGER_VEHICLE_TYPE_OTHER);
            parking.req().set(bit);
            if (slot > 0) {
                parking.expectedParkingSlotID(slot);
            }
        });
    }
}
