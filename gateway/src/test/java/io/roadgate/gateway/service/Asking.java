package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.DriveRequest;
import io.roadgate.v2x.daytwo.MemberManagement;
import io.roadgate.v2x.daytwo.ReqLaneChange;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.RoleInPlatooning;
import io.roadgate.v2x.daytwo.StatusInPlatooning;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.message.MessageKind;
import java.util.function.Consumer;

/** What vehicles of tests say. */
final class Asking {
    private Asking() {}

    static void intention(
            CooperationScene scene, long id, double[] place, Consumer<VehIntentionAndRequest> more) {
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
}
