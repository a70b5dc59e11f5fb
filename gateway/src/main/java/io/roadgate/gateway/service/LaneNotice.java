package io.roadgate.gateway.service;

import io.roadgate.gateway.record.Application;

/** How a lane is to be used by everybody; reused. Units as in {@link Advice}. */
final class LaneNotice {
    Application application;
    int lane;
    int info;
    int behaviour;
    double speedMps;
    long beginsAtNs;
    long endsAtNs;
    long keptAtNs;

    void set(Application ofApplication, int ofLane, int newInfo, int newBehaviour, double newSpeedMps) {
        application = ofApplication;
        lane = ofLane;
        info = newInfo;
        behaviour = newBehaviour;
        speedMps = newSpeedMps;
    }
}
