package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.TrafficReportDecoder;

/** {@code TrafficReport} of {@code cloud.proto}, field by field. */
final class TrafficPayload {
    private static final Field FROM_NS = new Field(1, "fromNs");
    private static final Field TO_NS = new Field(2, "toNs");
    private static final Field CAUSED_AT_NS = new Field(3, "causedAtNs");
    private static final Field LANES = new Field(4, "lanes");
    private static final Field MOVEMENTS = new Field(5, "movements");
    private static final Field LANE_ID = new Field(1, "laneId");
    private static final Field LINK = new Field(2, "link");
    private static final Field LANE = new Field(3, "lane");
    private static final Field IS_CLOSED = new Field(4, "isClosed");
    private static final Field ENTERED = new Field(5, "entered");
    private static final Field HEAVY = new Field(6, "heavy");
    private static final Field PRESENT = new Field(7, "present");
    private static final Field FLOW_PER_H = new Field(8, "flowPerH");
    private static final Field TIME_MEAN_SPEED_MPS = new Field(9, "timeMeanSpeedMps");
    private static final Field SPACE_MEAN_SPEED_MPS = new Field(10, "spaceMeanSpeedMps");
    private static final Field DENSITY_PER_KM = new Field(11, "densityPerKm");
    private static final Field OCCUPANCY = new Field(12, "occupancy");
    private static final Field HEADWAY_S = new Field(13, "headwayS");
    private static final Field QUEUE_M = new Field(14, "queueM");
    private static final Field QUEUED = new Field(15, "queued");
    private static final Field TRAVEL_TIME_S = new Field(16, "travelTimeS");
    private static final Field COVERAGE = new Field(17, "coverage");
    private static final Field FROM_LANE_ID = new Field(1, "fromLaneId");
    private static final Field TO_LANE_ID = new Field(2, "toLaneId");
    private static final Field MANOEUVRE = new Field(3, "manoeuvre");
    private static final Field VEHICLES = new Field(4, "vehicles");
    private static final Field TURN_TRAVEL_TIME_S = new Field(5, "travelTimeS");

    private TrafficPayload() {}

    static void write(TrafficReportDecoder report, FieldWriter out) {
        out.fixed64(FROM_NS, report.fromNs());
        out.fixed64(TO_NS, report.toNs());
        out.fixed64(CAUSED_AT_NS, report.causedAtNs());
        TrafficReportDecoder.LanesDecoder lanes = report.lanes();
        out.beginList(LANES);
        while (lanes.hasNext()) {
            out.beginElement(LANES);
            writeLane(lanes.next(), out);
            out.endElement();
        }
        out.endList();
        TrafficReportDecoder.MovementsDecoder movements = report.movements();
        out.beginList(MOVEMENTS);
        while (movements.hasNext()) {
            movements.next();
            out.beginElement(MOVEMENTS);
            out.uint32(FROM_LANE_ID, movements.fromLaneId());
            out.uint32(TO_LANE_ID, movements.toLaneId());
            out.uint32(MANOEUVRE, movements.manoeuvre());
            out.uint32(VEHICLES, movements.vehicles());
            out.optionalFloat(TURN_TRAVEL_TIME_S, movements.travelTimeS());
            out.endElement();
        }
        out.endList();
    }

    private static void writeLane(TrafficReportDecoder.LanesDecoder lane, FieldWriter out) {
        out.uint32(LANE_ID, lane.siteLane());
        ServicePayload.link(out, LINK, lane.link());
        out.uint32(LANE, lane.lane());
        out.uint32(IS_CLOSED, lane.isClosed());
        out.uint32(ENTERED, lane.entered());
        out.uint32(HEAVY, lane.heavy());
        out.optionalFloat(PRESENT, lane.present());
        out.optionalFloat(FLOW_PER_H, lane.flowPerH());
        out.optionalFloat(TIME_MEAN_SPEED_MPS, lane.timeMeanSpeedMps());
        out.optionalFloat(SPACE_MEAN_SPEED_MPS, lane.spaceMeanSpeedMps());
        out.optionalFloat(DENSITY_PER_KM, lane.densityPerKm());
        out.optionalFloat(OCCUPANCY, lane.occupancy());
        out.optionalFloat(HEADWAY_S, lane.headwayS());
        out.optionalFloat(QUEUE_M, lane.queueM());
        out.uint32(QUEUED, lane.queued());
        out.optionalFloat(TRAVEL_TIME_S, lane.travelTimeS());
        out.optionalFloat(COVERAGE, lane.coverage());
    }
}
