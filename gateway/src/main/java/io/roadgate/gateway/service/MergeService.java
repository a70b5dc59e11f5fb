package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.Intention.Request;
import io.roadgate.gateway.cooperation.PassingOrder;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.DriveBehavior;
import java.util.List;

/**
 * Cooperative vehicle merge: a vehicle that comes from a ramp, or from a lane that runs into another, tells so (VIR,
 * rampIn, or a laneChange into the lane that it runs into), and is told how fast to be there; connected vehicles on the
 * other lane are asked to make room.
 *
 * <p>The order is by who would be there first; those who cannot be asked keep their speed and have their time. Nobody is
 * asked to drive faster than the limit; where no time is free the vehicle is asked to stop before the lanes meet.
 *
 * <p><b>Source:</b> T/CSAE 157, cooperative vehicle merge; limits in {@link PassingOrder}.
 */
final class MergeService implements RoadService, PassingPlanner.Rules {
    static final List<Setting> SETTINGS = PassingOrder.SETTINGS;

    private static final long PERIOD_NS = 200_000_000L;

    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final PassingPlanner planner;

    MergeService(ServiceContext context) {
        planner = new PassingPlanner(Application.MERGE, context, this);
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (cadence.isDue(nowNs)) {
            planner.plan(picture, nowNs);
        }
    }

    @Override
    public boolean isAsking(SiteMap map, Intention intention, int lane) {
        if (intention.isAbout(DriveBehavior.RAMP_IN)) {
            return true;
        }
        for (int i = 0; i < intention.requestCount(); i++) {
            Request request = intention.request(i);
            if (request.kind() == Request.Kind.LANE_CHANGE && isMerge(map, lane, request.lane())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isHelped() {
        return true;
    }

    /** Whether a lane, or where it goes on, runs into another one. */
    static boolean isMerge(SiteMap map, int lane, int other) {
        int at = lane;
        for (int hop = 0; hop < 3 && at != SiteMap.NONE; hop++) {
            ConflictTable table = map.conflicts();
            for (int area = table.first(at); area < table.end(at); area++) {
                if (table.kind(area) == ConflictTable.Kind.MERGING && table.other(area) == other) {
                    return true;
                }
            }
            int next = LaneWalk.wayOn(map, at, LaneWalk.ANY);
            if (next == other && map.predecessorCount(other) > 1) {
                return true;
            }
            at = next;
        }
        return false;
    }
}
