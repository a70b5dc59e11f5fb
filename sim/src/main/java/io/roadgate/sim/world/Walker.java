package io.roadgate.sim.world;

import io.roadgate.sim.scene.Geometry;
import java.util.List;

/** A person or animal on foot along a curve, waiting at kerbs where the curve enters a crosswalk. */
final class Walker {
    final Body.Identity who;
    final Curve curve;
    final List<Gate> gates;
    final double paceMps;
    /** Not on a crosswalk's rights: vehicles brake for it only when it is before them. */
    final boolean isStray;

    double eastM;
    double northM;
    double eastMps;
    double northMps;
    private final double sideM;
    private final double swayM;
    private final Curve.Place place = new Curve.Place();
    private double alongM;
    private double speedMps;
    private double accelMps2;
    private double headingRad;
    private Crosswalk on;

    /** A kerb: from there a crosswalk is walked to the length where it ends. */
    record Gate(double fromM, double toM, Crosswalk crosswalk) {}

    Walker(
            Body.Identity who,
            Curve curve,
            List<Gate> gates,
            double paceMps,
            double sideM,
            double swayM,
            boolean isStray) {
        this.who = who;
        this.curve = curve;
        this.gates = gates;
        this.paceMps = paceMps;
        this.sideM = sideM;
        this.swayM = swayM;
        this.isStray = isStray;
        place();
    }

    boolean isGone() {
        return alongM >= curve.lengthM();
    }

    void leave() {
        if (on != null) {
            on.walkers.remove(this);
        }
    }

    void move(double stepS, double timeS, SignalPlan signals, Traffic traffic) {
        double wanted = paceMps;
        for (Gate gate : gates) {
            double before = gate.fromM - alongM;
            if (before > 0 && before < 0.9 && on == null && !mayCross(gate, timeS, signals, traffic)) {
                wanted = 0;
            }
        }
        double accel = Math.max(-2.5, Math.min(1.5, (wanted - speedMps) / 0.4));
        double next = Math.max(0, speedMps + accel * stepS);
        accelMps2 = (next - speedMps) / stepS;
        alongM += (speedMps + next) / 2 * stepS;
        speedMps = next;
        track();
        place();
    }

    private boolean mayCross(Gate gate, double timeS, SignalPlan signals, Traffic traffic) {
        if (gate.crosswalk.signalGroup < 0) {
            return traffic.isClear(gate.crosswalk);
        }
        return signals.greenLeftS(gate.crosswalk.signalGroup, timeS) > (gate.toM - gate.fromM) / paceMps * 0.55;
    }

    private void track() {
        Crosswalk now = null;
        for (Gate gate : gates) {
            if (alongM >= gate.fromM && alongM <= gate.toM) {
                now = gate.crosswalk;
            }
        }
        if (now != on) {
            leave();
            on = now;
            if (on != null) {
                on.walkers.add(this);
            }
        }
    }

    private void place() {
        curve.at(alongM, place);
        double left = sideM + swayM * StrictMath.sin(alongM / 2.3);
        double turn = speedMps * swayM / 2.3 * StrictMath.cos(alongM / 2.3);
        eastM = place.eastM - left * StrictMath.cos(place.headingRad);
        northM = place.northM + left * StrictMath.sin(place.headingRad);
        eastMps = speedMps * StrictMath.sin(place.headingRad) - turn * StrictMath.cos(place.headingRad);
        northMps = speedMps * StrictMath.cos(place.headingRad) + turn * StrictMath.sin(place.headingRad);
        headingRad = speedMps > 0.3 ? Geometry.bearing(eastMps, northMps) : place.headingRad;
    }

    Body body() {
        return new Body(who, eastM, northM, place.heightM, eastMps, northMps, headingRad, accelMps2, 0);
    }
}
