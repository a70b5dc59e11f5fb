package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.DriveBehavior;
import java.util.List;

/**
 * Dynamic lane management: what the centre has ordered for lanes (closed, limited) is told to all as lane coordination in
 * RSC, as long as it holds, and connected vehicles on a closed lane are asked to leave it.
 *
 * <p>A reversible lane is two lanes of the map, one for each direction, of which the centre closes one: who comes the
 * other way is told so.
 *
 * <p><b>Source:</b> T/CSAE 157, dynamic lane management; orders stand on the {@link ControlBoard}.
 */
final class DynamicLaneService implements RoadService {
    static final List<Setting> SETTINGS =
            List.of(Setting.flag("leave", true, "vehicles on a closed lane are asked to leave it"));

    private static final long PERIOD_NS = 200_000_000L;
    private static final int DYNAMIC = 1 << CoordinationInfo.DYNAMIC_LANE_MANAGEMENT;
    private static final int RESTRICTED = DYNAMIC | 1 << CoordinationInfo.LANE_RESTRICTION;

    private final Cooperation cooperation;
    private final AdviceDesk desk;
    private final ControlBoard controls;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final boolean isLeaving;

    DynamicLaneService(ServiceContext context) {
        cooperation = context.cooperation();
        desk = context.advice();
        controls = context.ground().controls();
        isLeaving = context.settings().flag("leave");
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (!cadence.isDue(nowNs)) {
            return;
        }
        SiteMap map = picture.lanes();
        for (int lane = 0; lane < map.laneCount(); lane++) {
            if (controls.isClosed(lane)) {
                desk.tellLane(
                        Application.DYNAMIC_LANE, lane, RESTRICTED, 0, Double.NaN, Long.MIN_VALUE, Long.MIN_VALUE);
                if (isLeaving) {
                    askOut(picture, lane);
                }
            } else if (!Float.isNaN(controls.limitMps(lane))) {
                desk.tellLane(
                        Application.DYNAMIC_LANE,
                        lane,
                        DYNAMIC,
                        0,
                        controls.limitMps(lane),
                        Long.MIN_VALUE,
                        Long.MIN_VALUE);
            }
        }
        desk.closeUnkept(Application.DYNAMIC_LANE, AdviceState.COMPLETED, AdviceReason.NONE);
    }

    /** Whether its gap is safe is for the vehicle to see: it is told only to which side the next open lane is. */
    private void askOut(RoadPicture picture, int lane) {
        SiteMap map = picture.lanes();
        int right = map.rightOf(lane);
        int left = map.leftOf(lane);
        boolean isRight = right != SiteMap.NONE && !controls.isClosed(right);
        boolean isLeft = left != SiteMap.NONE && !controls.isClosed(left);
        if (!isRight && !isLeft) {
            return;
        }
        int side = isRight ? DriveBehavior.LANE_CHANGING_TO_RIGHT : DriveBehavior.LANE_CHANGING_TO_LEFT;
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < cooperation.order().count(lane); i++) {
            int slot = cooperation.order().slot(lane, i);
            long vehicleId = tracks.temporaryId(slot);
            Advice advice =
                    vehicleId == 0 || !picture.isFresh(slot) ? null : desk.ask(Application.DYNAMIC_LANE, vehicleId, 0);
            if (advice != null) {
                advice.behave(1 << side, RESTRICTED)
                        .lane(isRight ? right : left)
                        .because(AdviceReason.LANE_STATE, Double.NaN, Double.NaN)
                        .answers(0, tracks.causedAtNs(slot));
            }
        }
    }
}
