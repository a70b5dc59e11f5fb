package io.roadgate.sim.layout;

import io.roadgate.sim.scene.Zone;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.RoadLane;
import java.util.ArrayList;
import java.util.List;

/** One direction of an expressway in sections of parallel lanes, with ramps where sections meet. */
final class Carriageway {
    static final double LANE_M = 3.75;

    final Site site;
    final String id;
    final Curve middle;
    final int count;
    final double limitMps;
    final int level;
    /** Lanes of each section from left to right. */
    final List<List<RoadLane>> sections = new ArrayList<>();

    /** Cuts the middle line at the given lengths; the zone covers all lanes. */
    Carriageway(Site site, String id, Curve middle, int count, double limitMps, int level, double... cutsM) {
        this.site = site;
        this.id = id;
        this.middle = middle;
        this.count = count;
        this.limitMps = limitMps;
        this.level = level;
        double from = 0;
        for (int i = 0; i <= cutsM.length; i++) {
            double to = i < cutsM.length ? cutsM[i] : middle.lengthM();
            section(i, middle.part(from, to));
            from = to;
        }
        site.zones.add(new Zone("X_" + id, "expressway", middle.points(20), count * LANE_M / 2, limitMps, level));
    }

    private void section(int index, Curve part) {
        List<RoadLane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Curve line = part.offset(((count - 1) / 2.0 - i) * LANE_M);
            lanes.add(
                    site.net.lane(id + index + "." + i, line, LANE_M, limitMps).onLevel(level));
            if (i > 0) {
                site.net.beside(lanes.get(i - 1), lanes.get(i));
            }
            if (index > 0) {
                site.net.link(sections.get(index - 1).get(i), lanes.get(i), 1);
            }
        }
        sections.add(lanes);
        site.carriageways.add(lanes);
    }

    /** The outermost lane on the right of a section. */
    RoadLane outer(int section) {
        return sections.get(section).get(count - 1);
    }

    /** Adds an acceleration lane to the right of a section; it ends with the section. */
    RoadLane accelerationLane(int section) {
        RoadLane beside = outer(section);
        RoadLane lane = site.net
                .lane(id + section + ".a", beside.curve().offset(-LANE_M), LANE_M, limitMps)
                .onLevel(level)
                .ending();
        site.net.beside(beside, lane);
        return lane;
    }

    /** Vehicles into all lanes, more trucks on the right ones. */
    void demand(double perHourAndLane) {
        for (int i = 0; i < count; i++) {
            double share = i == 0 ? 0.85 : 1.05;
            Demand.Mix mix = i == 0 && count > 1 ? Demand.Mix.CITY : Demand.Mix.EXPRESSWAY;
            site.demands.add(Demand.vehicles(
                    id.toLowerCase(java.util.Locale.ROOT) + i, sections.get(0).get(i), perHourAndLane * share, mix));
        }
    }
}
