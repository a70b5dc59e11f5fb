package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Cooperation;
import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageKind;

/**
 * What cooperative services have together, so that they do not work against each other.
 *
 * @param cooperation who is ahead of whom, and what vehicles and people tell.
 * @param advice what vehicles are asked: one thing each.
 * @param reservations how lanes are to be used.
 * @param priorities what signals are asked for.
 */
record SharedDesk(
        Cooperation cooperation, AdviceDesk advice, LaneReservations reservations, PriorityRequests priorities) {

    static SharedDesk of(
            LaneNames names, SitePlane plane, ServiceOutputs outputs, Counters counters, long startedAtNs) {
        Cooperation cooperation = new Cooperation(names, plane, outputs.rsuId(), counters);
        LaneReservations reservations = new LaneReservations();
        return new SharedDesk(
                cooperation,
                new AdviceDesk(outputs, cooperation, plane, counters, startedAtNs),
                reservations,
                new PriorityRequests(outputs, startedAtNs));
    }

    /** Takes a message, before the services do. */
    void onUplink(MessageKind kind, FrameCodec codec, long nowNs) {
        advice.at(nowNs);
        cooperation.onUplink(kind, codec, nowNs, advice);
    }

    /** Looks at the picture, before the services do. */
    void beforeSweep(RoadPicture picture, LaneNames names, long nowNs) {
        cooperation.onSweep(picture, names);
        reservations.use(picture.lanes());
        advice.at(nowNs);
    }

    /** Sends what the services have asked for. */
    void afterSweep(RoadPicture picture, long nowNs) {
        advice.send(picture);
        priorities.send(nowNs);
        cooperation.afterSweep(nowNs);
    }
}
