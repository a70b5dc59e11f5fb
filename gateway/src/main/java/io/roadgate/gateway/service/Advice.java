package io.roadgate.gateway.service;

import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.roadmap.SiteMap;

/**
 * What one vehicle is asked to do; reused. Made by {@link AdviceDesk}, changed by the service that asked.
 *
 * <p><b>Units:</b> metres from the site origin, m/s, nanoseconds since 1970 UTC; behaviour and info as bits of
 * DriveBehavior and CoordinationInfo.
 */
final class Advice {
    Application application;
    AdviceState state;
    AdviceReason reason;
    long adviceId;
    long vehicleId;
    long partnerId;
    int requestId;
    int behaviour;
    int info;
    int lane;
    double speedMps;
    double measure;
    double threshold;
    boolean hasPoint;
    double pointEastM;
    double pointNorthM;
    double pointUpM;
    double pointCourseRad;
    double pointAfterS;
    long causedAtNs;
    long openedAtNs;
    long stateAtNs;
    long keptAtNs;
    long safeSinceNs;
    int repeatsLeft;
    boolean isChanged;
    boolean isOpen;

    void open(Application ofApplication, long ofVehicleId, long forPartnerId, long id, long nowNs) {
        application = ofApplication;
        vehicleId = ofVehicleId;
        partnerId = forPartnerId;
        adviceId = id;
        state = AdviceState.OFFERED;
        reason = AdviceReason.NONE;
        requestId = 0;
        behaviour = 0;
        info = 0;
        lane = SiteMap.NONE;
        speedMps = Double.NaN;
        measure = Double.NaN;
        threshold = Double.NaN;
        hasPoint = false;
        causedAtNs = nowNs;
        openedAtNs = nowNs;
        stateAtNs = nowNs;
        keptAtNs = nowNs;
        safeSinceNs = Long.MAX_VALUE;
        repeatsLeft = Integer.MAX_VALUE;
        isChanged = true;
        isOpen = true;
    }

    /** Bits of DriveBehavior and CoordinationInfo; a change is told at once. */
    Advice behave(int newBehaviour, int newInfo) {
        isChanged |= behaviour != newBehaviour || info != newInfo;
        behaviour = newBehaviour;
        info = newInfo;
        return this;
    }

    /** Lane to be in, an index of the map, or {@link SiteMap#NONE}. */
    Advice lane(int newLane) {
        isChanged |= lane != newLane;
        lane = newLane;
        return this;
    }

    /** Speed to drive; NaN = as it likes. Small changes wait for the next repetition. */
    Advice speed(double newSpeedMps) {
        isChanged |= Double.isNaN(newSpeedMps) != Double.isNaN(speedMps) || Math.abs(newSpeedMps - speedMps) > 1;
        speedMps = newSpeedMps;
        return this;
    }

    /** Where to be, and when from now. */
    Advice point(double eastM, double northM, double upM, double courseRad, double afterS) {
        hasPoint = true;
        pointEastM = eastM;
        pointNorthM = northM;
        pointUpM = upM;
        pointCourseRad = courseRad;
        pointAfterS = afterS;
        return this;
    }

    /** Nowhere in particular. */
    Advice noPoint() {
        hasPoint = false;
        return this;
    }

    /** Why, with the number that decided and what it was held against. */
    Advice because(AdviceReason newReason, double newMeasure, double newThreshold) {
        isChanged |= reason != newReason;
        reason = newReason;
        measure = Double.isInfinite(newMeasure) ? Double.NaN : newMeasure;
        threshold = newThreshold;
        return this;
    }

    /** A new state, told at once. */
    Advice state(AdviceState newState, long nowNs) {
        if (state != newState) {
            isChanged = true;
            state = newState;
            stateAtNs = nowNs;
        }
        return this;
    }

    /** Number of the request that it answers, and arrival of what caused it. */
    Advice answers(int newRequestId, long newCausedAtNs) {
        requestId = newRequestId;
        causedAtNs = newCausedAtNs;
        return this;
    }

    /** Whether the vehicle is still asked. */
    boolean isOpen() {
        return isOpen;
    }
}
