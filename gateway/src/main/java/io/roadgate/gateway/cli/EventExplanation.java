package io.roadgate.gateway.cli;

import io.roadgate.gateway.journal.EventStory;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.ParticipantDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.sensor.observation.ParticipantClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;

/** An event's story as text for people and as a small picture of the ways of those around it. */
final class EventExplanation {
    private static final double M_PER_E7 = 0.0111319;
    private static final double REACH_M = 60;
    private static final int EDGE = 640;

    private final EventStory story;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();

    EventExplanation(EventStory story) {
        this.story = story;
    }

    /** A line for each of these records: when, which event, what. */
    static List<String> listing(List<? extends DirectBuffer> records) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        HazardEventDecoder event = new HazardEventDecoder();
        List<String> lines = new ArrayList<>();
        for (DirectBuffer each : records) {
            event.wrapAndApplyHeader(each, 0, header);
            lines.add("  " + Long.toUnsignedString(event.eventId()) + "  " + instant(event.detectedAtNs()) + "  "
                    + name(event.kind()));
        }
        return lines;
    }

    private static String name(int code) {
        EventKind kind = EventKind.ofCode(code);
        return kind == null ? "kind " + code : kind.label() + " (" + kind.application() + ")";
    }

    /** The text, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (DirectBuffer state : story.states()) {
            event.wrapAndApplyHeader(state, 0, header);
            if (lines.isEmpty()) {
                title(lines);
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %-8s confidence %.2f, sensors %s",
                    instant(event.detectedAtNs()),
                    event.phase(),
                    event.confidence(),
                    sensors((int) event.sources().getRaw())));
            evidence(lines);
        }
        return lines;
    }

    private void title(List<String> lines) {
        lines.add("event " + Long.toUnsignedString(event.eventId()) + ": " + name(event.kind()));
        lines.add(String.format(
                Locale.ROOT,
                "at %.7f, %.7f, lane %d; condition first seen %s, held %.2f s before it was raised",
                event.latE7() * 1e-7,
                event.lonE7() * 1e-7,
                event.laneId(),
                instant(event.firstSeenAtNs()),
                (event.detectedAtNs() - event.firstSeenAtNs()) * 1e-9));
        participant(lines, "first", event.primary());
        participant(lines, "second", event.secondary());
        long plateFreeNs = event.detectedAtNs() - event.causedAtNs();
        lines.add(
                String.format(Locale.ROOT, "decided %.1f ms after its newest observation arrived", plateFreeNs * 1e-6));
    }

    private static void participant(List<String> lines, String which, ParticipantDecoder who) {
        if (who.trackId() != 0) {
            ParticipantClass type = ParticipantClass.get(who.participantClass());
            lines.add(String.format(
                    Locale.ROOT,
                    "%-6s track %d, %s, %.1f m/s, course %.0f deg%s",
                    which,
                    who.trackId(),
                    type.name().toLowerCase(Locale.ROOT),
                    who.speedMps(),
                    StrictMath.toDegrees(who.courseRad()),
                    who.temporaryId() == 0 ? "" : ", connected as " + Long.toHexString(who.temporaryId())));
        }
    }

    private void evidence(List<String> lines) {
        for (HazardEventDecoder.EvidenceDecoder number : event.evidence()) {
            EvidenceQuantity quantity = EvidenceQuantity.ofCode(number.quantity());
            String name = quantity == null ? "quantity " + number.quantity() : quantity.label();
            String unit = quantity == null || quantity.unit().isEmpty() ? "" : " " + quantity.unit();
            String sigma = number.sigma() > 0 ? String.format(Locale.ROOT, " +- %.2f", number.sigma()) : "";
            String limit = Float.isNaN(number.threshold())
                    ? ""
                    : String.format(Locale.ROOT, "  against %.2f%s", number.threshold(), unit);
            if (!Float.isNaN(number.value())) {
                lines.add(String.format(Locale.ROOT, "    %-36s %.2f%s%s%s", name, number.value(), sigma, unit, limit));
            }
        }
    }

    private static Instant instant(long ns) {
        return Instant.ofEpochSecond(ns / 1_000_000_000L, ns % 1_000_000_000L);
    }

    private static String sensors(int sources) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((sources >>> bit & 1) != 0) {
                text.append(text.isEmpty() ? "" : ", ").append(bit + 1);
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }

    /** A page with the picture and the text. */
    String html() {
        StringBuilder page = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>event</title>\n");
        page.append(svg()).append("\n<pre>");
        for (String line : lines()) {
            page.append(line.replace("&", "&amp;").replace("<", "&lt;")).append('\n');
        }
        return page.append("</pre>\n").toString();
    }

    /** The ways of all within 60 m of the event over its last seconds; those who take part are drawn bold. */
    String svg() {
        event.wrapAndApplyHeader(story.states().get(0), 0, header);
        double lat = event.latE7();
        double lon = event.lonE7();
        long first = event.primary().trackId();
        long second = event.secondary().trackId();
        double eastScale = M_PER_E7 * StrictMath.cos(StrictMath.toRadians(lat * 1e-7));
        Map<Long, StringBuilder> ways = new LinkedHashMap<>();
        TrackStateDecoder track = new TrackStateDecoder();
        for (DirectBuffer record : story.pictures()) {
            track.wrapAndApplyHeader(record, 0, header);
            double east = (track.lonE7() - lon) * eastScale;
            double north = (track.latE7() - lat) * M_PER_E7;
            if (track.countInPicture() > 0 && Math.abs(east) < REACH_M && Math.abs(north) < REACH_M) {
                ways.computeIfAbsent(track.trackId(), id -> new StringBuilder())
                        .append(String.format(Locale.ROOT, "%.1f,%.1f ", x(east), x(-north)));
            }
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#f4f4f0\"/>%n",
                EDGE,
                EDGE,
                EDGE,
                EDGE));
        ways.forEach((id, points) -> {
            String colour = id == first ? "#c22" : id == second ? "#22c" : "#999";
            int width = id == first || id == second ? 4 : 1;
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" points=\"%s\"><title>track %d</title></polyline>%n",
                    colour,
                    width,
                    points.toString().trim(),
                    id));
        });
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%d\" cy=\"%d\" r=\"8\" fill=\"none\" stroke=\"#000\"/>%n",
                EDGE / 2,
                EDGE / 2));
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M20 %d h%.1f\" stroke=\"#000\"/><text x=\"20\" y=\"%d\" font-size=\"14\">10 m</text></svg>%n",
                EDGE - 20,
                10 * EDGE / (2 * REACH_M),
                EDGE - 26));
        return svg.toString();
    }

    private static double x(double metres) {
        return EDGE / 2.0 + metres * EDGE / (2 * REACH_M);
    }
}
