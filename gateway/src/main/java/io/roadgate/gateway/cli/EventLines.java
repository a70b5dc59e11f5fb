package io.roadgate.gateway.cli;

import io.roadgate.gateway.cloud.CloudProto;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One readable line per event, as {@code watch} and {@code demo} print it. */
public final class EventLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double E7 = 1e7;
    private static final double NS_PER_MS = 1e6;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long FEN_PER_YUAN = 100;
    private static final String PHASE_PREFIX = "PHASE_";

    private EventLines() {}

    /** Time, type, phase, place, participants, latency. */
    public static String hazard(CloudProto.HazardEvent event, long latencyNs) {
        StringBuilder line = new StringBuilder(160);
        line.append(time(event.getDetectedAtNs())).append("  ").append(pad(event.getApplication(), 6));
        line.append(pad(event.getKind(), 30)).append(' ');
        line.append(pad(phase(event.getPhase()), 8)).append(' ');
        line.append(place(event.getLatE7(), event.getLonE7()));
        line.append(event.getLaneId() == 0 ? "  off lane" : "  lane " + event.getLaneId());
        if (event.getLevel() != 0) {
            line.append(" level ").append(event.getLevel());
        }
        if (event.hasPrimary()) {
            line.append("  ").append(participant(event.getPrimary(), event.getPlate()));
        }
        if (event.hasSecondary()) {
            line.append(" / ").append(participant(event.getSecondary(), ""));
        }
        return line.append("  ").append(latency(latencyNs)).toString();
    }

    /** Time, record id, lane, vehicle class, plate, money, latency. */
    public static String toll(CloudProto.TollRecord toll, long latencyNs) {
        StringBuilder line = new StringBuilder(120);
        line.append(time(toll.getPassedAtNs())).append("  ").append(pad("TOLL", 6));
        line.append(pad(toll.getRecordId(), 30)).append(' ');
        line.append("lane ").append(toll.getLaneId());
        line.append("  class ").append(toll.getVehicleClass());
        line.append("  ").append(toll.getPlate().isEmpty() ? "no plate" : toll.getPlate());
        line.append("  ").append(yuan(toll.getAmountFen())).append(" yuan");
        if (!toll.hasDebitedFen()) {
            line.append(" (nothing known to be debited)");
        } else if (toll.getDebitedFen() != toll.getAmountFen()) {
            line.append(" (debited ").append(yuan(toll.getDebitedFen())).append(')');
        }
        return line.append("  ").append(latency(latencyNs)).toString();
    }

    /** A gateway's state. */
    public static String health(String siteId, String state, long atNs) {
        return time(atNs) + "  " + pad("HEALTH", 6) + " " + siteId + " is " + state;
    }

    /** Time of day in UTC. */
    public static String time(long atNs) {
        return TIME.format(Instant.ofEpochSecond(Math.floorDiv(atNs, NS_PER_S), Math.floorMod(atNs, NS_PER_S)));
    }

    /** Fen as yuan, exactly. */
    public static String yuan(long fen) {
        String sign = fen < 0 ? "-" : "";
        // Unsigned, so that the most negative number keeps its digits.
        long magnitude = Math.abs(fen);
        long whole = Long.divideUnsigned(magnitude, FEN_PER_YUAN);
        long rest = Long.remainderUnsigned(magnitude, FEN_PER_YUAN);
        return sign + Long.toUnsignedString(whole) + (rest < 10 ? ".0" : ".") + rest;
    }

    /** Milliseconds with two decimals. */
    public static String latency(long latencyNs) {
        return String.format(Locale.ROOT, "%.2f ms", latencyNs / NS_PER_MS);
    }

    private static String place(int latE7, int lonE7) {
        return String.format(Locale.ROOT, "%.7f,%.7f", latE7 / E7, lonE7 / E7);
    }

    private static String phase(CloudProto.Phase phase) {
        String name = phase.name();
        return (name.startsWith(PHASE_PREFIX) ? name.substring(PHASE_PREFIX.length()) : name).toLowerCase(Locale.ROOT);
    }

    private static String participant(CloudProto.Participant participant, String plate) {
        StringBuilder text = new StringBuilder(participant.getParticipantClass().toLowerCase(Locale.ROOT));
        text.append(" #").append(Integer.toUnsignedString(participant.getTrackId()));
        if (!plate.isEmpty()) {
            text.append(' ').append(plate);
        }
        if (participant.hasSpeedMps()) {
            text.append(String.format(Locale.ROOT, " %.1f m/s", participant.getSpeedMps()));
        }
        return text.toString();
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
