package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Intention;
import io.roadgate.gateway.cooperation.PassingOrder;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.LaneWalk;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.DriveBehavior;
import java.util.List;

/**
 * Cooperative intersection pass: vehicles that tell which way they go through a junction without signals (VIR) are told
 * how fast to be there, so that nobody has to stop where nobody need.
 *
 * <p>Who has not told its way keeps its speed, and all its ways count. At a junction with signals the signal says who goes
 * first; speeds for its green are the green-light speed advice's business, and this service is silent.
 *
 * <p><b>Source:</b> T/CSAE 157, cooperative intersection pass; limits in {@link PassingOrder}.
 */
final class IntersectionPassService implements RoadService, PassingPlanner.Rules {
    static final List<Setting> SETTINGS = PassingOrder.SETTINGS;

    private static final long PERIOD_NS = 200_000_000L;
    private static final int WAYS = 1 << DriveBehavior.INTERSECTION_STRAIGHT_THROUGH
            | 1 << DriveBehavior.INTERSECTION_TURN_LEFT
            | 1 << DriveBehavior.INTERSECTION_TURN_RIGHT
            | 1 << DriveBehavior.INTERSECTION_UTURN;
    private static final int LOOK_AHEAD_LANES = 3;

    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final PassingPlanner planner;

    IntersectionPassService(ServiceContext context) {
        planner = new PassingPlanner(Application.INTERSECTION_PASS, context, this);
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (cadence.isDue(nowNs)) {
            planner.plan(picture, nowNs);
        }
    }

    @Override
    public boolean isAsking(SiteMap map, Intention intention, int lane) {
        return (intention.behaviour() & WAYS) != 0 && !isSignalled(map, lane);
    }

    @Override
    public boolean isHelped() {
        return false;
    }

    private static boolean isSignalled(SiteMap map, int lane) {
        int at = lane;
        for (int hop = 0; hop < LOOK_AHEAD_LANES && at != SiteMap.NONE; hop++) {
            if (map.signalGroup(at) != 0) {
                return true;
            }
            at = LaneWalk.wayOn(map, at, LaneWalk.ANY);
        }
        return false;
    }
}
