package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.SignalStateDecoder;

/** {@code SignalState} of {@code cloud.proto}, field by field. */
final class SignalPayload {
    private static final byte[][] LIGHTS = names(
            "unavailable",
            "dark",
            "flashing-red",
            "red",
            "flashing-green",
            "permissive-green",
            "protected-green",
            "yellow",
            "flashing-yellow");
    /** Labels of {@code SignalTrouble} and {@code ForecastBasis}, which this room must not know. */
    private static final byte[][] TROUBLES = names("none", "stale", "two-voices", "crossing-greens", "impossible-time");

    private static final byte[][] BASES = names("none", "controller", "history");

    private static final Field AT_NS = new Field(1, "atNs");
    private static final Field CAUSED_AT_NS = new Field(2, "causedAtNs");
    private static final Field REGION_ID = new Field(3, "regionId");
    private static final Field INTERSECTION_ID = new Field(4, "intersectionId");
    private static final Field STATUS = new Field(5, "status");
    private static final Field PHASES = new Field(6, "phases");
    private static final Field PHASE_ID = new Field(1, "phaseId");
    private static final Field LIGHT = new Field(2, "light");
    private static final Field TROUBLE = new Field(3, "trouble");
    private static final Field BASIS = new Field(4, "basis");
    private static final Field NEXT_LIGHT = new Field(5, "nextLight");
    private static final Field SINCE_NS = new Field(6, "sinceNs");
    private static final Field ENDS_AT_NS = new Field(7, "endsAtNs");
    private static final Field EARLIEST_END_NS = new Field(8, "earliestEndNs");
    private static final Field LATEST_END_NS = new Field(9, "latestEndNs");
    private static final Field CONFIDENCE = new Field(10, "confidence");

    private SignalPayload() {}

    private static byte[][] names(String... names) {
        return ServicePayload.labels(names.length, i -> names[i]);
    }

    static void write(SignalStateDecoder state, FieldWriter out) {
        out.fixed64(AT_NS, state.atNs());
        out.fixed64(CAUSED_AT_NS, state.causedAtNs());
        ServicePayload.region(out, REGION_ID, state.regionId());
        out.uint32(INTERSECTION_ID, state.intersectionId());
        out.uint32(STATUS, state.status());
        SignalStateDecoder.PhasesDecoder phases = state.phases();
        out.beginList(PHASES);
        while (phases.hasNext()) {
            phases.next();
            out.beginElement(PHASES);
            out.uint32(PHASE_ID, phases.phaseId());
            ServicePayload.name(out, LIGHT, LIGHTS, phases.light());
            ServicePayload.name(out, TROUBLE, TROUBLES, phases.trouble());
            ServicePayload.name(out, BASIS, BASES, phases.basis());
            ServicePayload.name(out, NEXT_LIGHT, LIGHTS, phases.nextLight());
            ServicePayload.instant(out, SINCE_NS, phases.sinceNs());
            ServicePayload.instant(out, ENDS_AT_NS, phases.endsAtNs());
            ServicePayload.instant(out, EARLIEST_END_NS, phases.earliestEndNs());
            ServicePayload.instant(out, LATEST_END_NS, phases.latestEndNs());
            out.optionalFloat(CONFIDENCE, phases.confidence());
            out.endElement();
        }
        out.endList();
    }
}
