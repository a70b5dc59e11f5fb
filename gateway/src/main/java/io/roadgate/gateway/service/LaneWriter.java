package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.AllowedManeuvers;
import io.roadgate.v2x.dayone.NodeReferenceID;
import io.roadgate.v2x.dayone.PathPointList;
import io.roadgate.v2x.dayone.PositionOffsetLLV;
import io.roadgate.v2x.dayone.ReferenceLanes;
import io.roadgate.v2x.dayone.ReferenceLink;

/**
 * Writes lanes as messages name and draw them: links by nodes, lanes by number, centre lines as offsets.
 *
 * <p><b>Source:</b> types NodeReferenceID, ReferenceLink, PathPointList of T/CSAE 53; lane n is bit n of ReferenceLanes.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated.
 */
final class LaneWriter {
    private static final double STEP_M = 15;

    private final ServiceGround ground;
    private final SitePlane plane;
    private final LaneCursor cursor;

    LaneWriter(ServiceGround ground, SitePlane plane) {
        this.ground = ground;
        this.plane = plane;
        cursor = new LaneCursor(ground.map());
    }

    /** Goes over to the map that holds now. */
    void onMapReplaced() {
        cursor.use(ground.map());
    }

    static void node(int region, int id, NodeReferenceID out) {
        out.id(id);
        if (region != LaneNames.NO_REGION) {
            out.region(region);
        }
    }

    /** The link of a lane, and the lane in it. */
    void link(int lane, ReferenceLink out) {
        LaneNames names = ground.names();
        node(names.upstreamRegion(lane), names.upstreamId(lane), out.upstreamNodeId());
        node(names.downstreamRegion(lane), names.downstreamId(lane), out.downstreamNodeId());
        out.referenceLanes(ReferenceLanes.with(0, names.number(lane)));
    }

    /** How many points a stretch of lane is drawn with: two or more, as many as fit. */
    static int pointsOf(double lengthM, int most) {
        return Math.max(2, Math.min(most, (int) (lengthM / STEP_M) + 1));
    }

    /** A place on a lane. */
    void place(int lane, double alongM, WirePlace from, PositionOffsetLLV out) {
        cursor.moveTo(lane, alongM);
        from.writeOffset(plane.latE7(cursor.northM()), plane.lonE7(cursor.eastM()), plane.heightCm(cursor.upM()), out);
    }

    /** The whole centre line. */
    void path(int lane, int mostPoints, WirePlace from, PathPointList out) {
        double lengthM = ground.map().lengthM(lane);
        int points = pointsOf(lengthM, Math.min(mostPoints, PathPointList.MAX_COUNT));
        for (int i = 0; i < points; i++) {
            place(lane, lengthM * i / (points - 1), from, out.add());
        }
    }

    /** Bits of {@link Manoeuvres} as bits of AllowedManeuvers. */
    static int manoeuvres(int bits) {
        int out = 0;
        for (int bit = 0; bit < Manoeuvres.BITS; bit++) {
            if (((bits >>> bit) & 1) != 0) {
                out = AllowedManeuvers.with(out, bit);
            }
        }
        return out;
    }
}
