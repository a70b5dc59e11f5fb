package io.roadgate.gateway.service;

import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.units.WireUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A vehicle on a polyline; beside it by {@code lateralM}, positive = to the right. */
final class Car {
    final long id;
    final double[][] path;
    ParticipantClass kind = ParticipantClass.CAR;
    double lengthM = 4.6;
    double alongM;
    double speedMps;
    double wantedMps;
    double lateralM;
    double wantedLateralM;
    double lateralMps;
    boolean isConnected = true;
    boolean isObeying = true;
    boolean isOnAir = true;
    long stopsUntilNs;
    Consumer<CooperationScene> speaks = scene -> {};
    final List<VehicleCoordination> heard = new ArrayList<>();
    int lastBehaviour;
    int allBehaviours;

    Car(long id, double alongM, double speedMps, double[]... path) {
        this.id = id;
        this.path = path;
        this.alongM = alongM;
        this.speedMps = speedMps;
        wantedMps = speedMps;
    }

    Car unconnected() {
        isConnected = false;
        return this;
    }

    Car says(Consumer<CooperationScene> speech) {
        speaks = speech;
        return this;
    }

    Car is(ParticipantClass newKind) {
        kind = newKind;
        return this;
    }

    Car beside(double metres) {
        lateralM = metres;
        wantedLateralM = metres;
        return this;
    }

    void move(double stepS) {
        double change = Math.max(-3 * stepS, Math.min(2 * stepS, wantedMps - speedMps));
        speedMps = Math.max(0, speedMps + change);
        alongM += speedMps * stepS;
        double shift = Math.max(-1.2 * stepS, Math.min(1.2 * stepS, wantedLateralM - lateralM));
        lateralMps = speedMps > 1 ? shift / stepS : 0;
        lateralM += lateralMps * stepS;
    }

    double[] place() {
        double left = alongM;
        for (int i = 0; i + 1 < path.length; i++) {
            double east = path[i + 1][0] - path[i][0];
            double north = path[i + 1][1] - path[i][1];
            double length = Math.hypot(east, north);
            if (left <= length || i + 2 == path.length) {
                double e = east / length;
                double n = north / length;
                return new double[] {path[i][0] + e * left + n * lateralM, path[i][1] + n * left - e * lateralM, e, n};
            }
            left -= length;
        }
        throw new AssertionError();
    }

    void obey(VehicleCoordination advice) {
        heard.add(advice);
        lastBehaviour = 0;
        for (int bit = 0; bit < 14; bit++) {
            lastBehaviour |= advice.driveSuggestion().suggestion().isSet(bit) ? 1 << bit : 0;
        }
        allBehaviours |= lastBehaviour;
        if (!isObeying) {
            return;
        }
        if (advice.hasPathGuidance() && advice.pathGuidance().get(0).hasSpeed()) {
            wantedMps = WireUnits.speedMps(advice.pathGuidance().get(0).speed());
        }
        if (is(DriveBehavior.LANE_CHANGING_TO_RIGHT)) {
            wantedLateralM = 3.5;
        } else if (is(DriveBehavior.LANE_CHANGING_TO_LEFT)) {
            wantedLateralM = -3.5;
        }
    }

    boolean is(int bit) {
        return (lastBehaviour >>> bit & 1) != 0;
    }

    boolean wasEver(int bit) {
        return (allBehaviours >>> bit & 1) != 0;
    }
}
