package io.roadgate.sim.sensing;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.world.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Traffic as it was at every step, and in between. */
public final class Recording {
    private final double startS;
    private final double stepS;
    private final List<List<Body>> frames = new ArrayList<>();
    private final List<Map<String, Body>> byId = new ArrayList<>();

    /** An empty recording that begins at a time of the scene. */
    public Recording(double startS, double stepS) {
        this.startS = startS;
        this.stepS = stepS;
    }

    /** Appends the bodies of the next step. */
    public void add(List<Body> bodies) {
        frames.add(List.copyOf(bodies));
        Map<String, Body> map = new HashMap<>();
        bodies.forEach(body -> map.put(body.who().id(), body));
        byId.add(map);
    }

    /** The bodies of the step at a time of the scene. */
    public List<Body> frame(double timeS) {
        return frames.get((int) Math.round((timeS - startS) / stepS));
    }

    /** All bodies that are there both before and after a time, where they are then. */
    public List<Body> at(double timeS) {
        double steps = (timeS - startS) / stepS;
        int before = Math.max(0, Math.min(frames.size() - 2, (int) Math.floor(steps)));
        double share = steps - before;
        List<Body> bodies = new ArrayList<>();
        for (Body a : frames.get(before)) {
            Body b = byId.get(before + 1).get(a.who().id());
            if (b != null) {
                bodies.add(between(a, b, share));
            }
        }
        return bodies;
    }

    private static Body between(Body a, Body b, double share) {
        double turn = Geometry.wrapRad(b.headingRad() - a.headingRad());
        return new Body(
                a.who(),
                a.eastM() + (b.eastM() - a.eastM()) * share,
                a.northM() + (b.northM() - a.northM()) * share,
                a.heightM() + (b.heightM() - a.heightM()) * share,
                a.eastMps() + (b.eastMps() - a.eastMps()) * share,
                a.northMps() + (b.northMps() - a.northMps()) * share,
                a.headingRad() + turn * share,
                a.accelMps2() + (b.accelMps2() - a.accelMps2()) * share,
                share < 0.5 ? a.level() : b.level());
    }
}
