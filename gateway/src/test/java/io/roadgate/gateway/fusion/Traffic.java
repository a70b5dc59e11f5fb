package io.roadgate.gateway.fusion;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.RADAR;
import static io.roadgate.gateway.fusion.TestSite.START_NS;

import io.roadgate.gateway.fusion.Script.Mover;
import java.util.ArrayList;
import java.util.List;

/** Busy traffic with all that fusion does: tracks, stops, braking, people in the way, tolls. */
final class Traffic {
    private static final long SECOND = 1_000 * MS;

    private Traffic() {}

    /** A script of this length; cars drive past every four seconds, one lane each. */
    static Script script(long seed, int seconds) {
        Script script = new Script(seed).ticks(START_NS, START_NS + seconds * SECOND, 10 * MS);
        for (long t = 0; t < seconds * SECOND; t += 50 * MS) {
            Mover[] movers = movers(t * 1e-9);
            script.camera(START_NS + t, 80 * MS, movers);
            script.radar(RADAR, START_NS + t + 2 * MS, 12 * MS, movers);
            if (t % (100 * MS) == 0) {
                boolean isFlagged = t % (9 * SECOND) < SECOND;
                script.bsm(START_NS + t, 30 * MS, 11, movers[0], o -> o.cues().hardBraking(isFlagged));
            }
            if (t % (3 * SECOND) == 0) {
                int serial = (int) (t / SECOND);
                script.etc(START_NS + t + MS, 1_000 + serial, serial, 1 + serial % 4, "渝A" + serial, 0);
                script.etc(START_NS + t + 40 * MS, 1_000 + serial, serial, 1 + serial % 4, "渝A" + serial, 0);
            }
        }
        return script;
    }

    private static Mover[] movers(double s) {
        List<Mover> movers = new ArrayList<>();
        for (int lane = 0; lane < 3; lane++) {
            double eastM = lane == 2 ? TestSite.TOLL_EAST_M : 3.5 * lane;
            for (int k = 0; k < 4; k++) {
                double phase = (s + 1.7 * lane) % 4 + 4 * k;
                movers.add(Mover.car(eastM, 10 + 14 * phase, 0, 14));
            }
        }
        movers.add(Mover.car(-3.2, 60, 0, 0));
        movers.add(Mover.car(0.2, 330, 0, 0)); // stands beyond the last moving one
        double walk = s % 20;
        movers.add(Mover.person(-8 + 1.3 * walk, 100, 1.3, 0));
        return movers.toArray(new Mover[0]);
    }
}
