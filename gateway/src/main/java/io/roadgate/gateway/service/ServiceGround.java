package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.signal.SignalForecast;

/**
 * What all services stand on: the map that holds with the names of its lanes, the lights and their forecast, and what the
 * centre has ordered.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates only when the map is replaced.
 */
public final class ServiceGround {
    private static final double TOLERANCE_S = 1.0;

    private final ActiveMap map;
    private final SignalBoard signals;
    private final SignalForecast forecast;
    private final ControlBoard controls = new ControlBoard();
    private LaneNames names;
    private int revision;

    /** The ground at the start of a session. */
    public ServiceGround(ActiveMap map, SignalBoard signals) {
        this.map = map;
        this.signals = signals;
        forecast = new SignalForecast(signals, TOLERANCE_S);
        useMap();
    }

    /** Goes over to the map that holds now; false when it is the same. */
    boolean followMap() {
        if (revision == map.revision()) {
            return false;
        }
        useMap();
        return true;
    }

    private void useMap() {
        revision = map.revision();
        SiteMap now = map.map();
        names = new LaneNames(now);
        controls.use(now);
        forecast.clearCrossings();
        ConflictTable areas = now.conflicts();
        for (int lane = 0; lane < now.laneCount(); lane++) {
            for (int area = areas.first(lane); area < areas.end(lane); area++) {
                if (areas.kind(area) == ConflictTable.Kind.CROSSING) {
                    addCrossing(now, lane, areas.other(area));
                }
            }
        }
    }

    /** Ways of one phase may cross one another (turning drivers yield); ways of two must not both be protected. */
    private void addCrossing(SiteMap now, int lane, int other) {
        int phase = phaseOf(now, lane);
        int otherPhase = phaseOf(now, other);
        if (phase != 0 && otherPhase != 0 && phase != otherPhase) {
            forecast.addCrossing(phase, otherPhase);
        }
    }

    /** The phase of a way across a junction is its own, or that of the lane from which one comes. */
    private static int phaseOf(SiteMap now, int lane) {
        if (now.signalGroup(lane) != 0 || !now.isInJunction(lane)) {
            return now.signalGroup(lane);
        }
        return now.predecessorCount(lane) == 1 ? now.signalGroup(now.predecessor(lane, 0)) : 0;
    }

    /** The map. */
    public SiteMap map() {
        return map.map();
    }

    /** Links, nodes and numbers of its lanes. */
    public LaneNames names() {
        return names;
    }

    /** What the lights show. */
    public SignalBoard signals() {
        return signals;
    }

    /** When they change. */
    public SignalForecast forecast() {
        return forecast;
    }

    /** What the centre has ordered. */
    public ControlBoard controls() {
        return controls;
    }
}
