package io.roadgate.gateway.cli;

import io.roadgate.gateway.publish.CloudMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came: messages by kind, events by type, and latencies from device to subscriber.
 *
 * <p>A retained message is counted but not timed: it waited at the broker. A negative latency is counted, not used.
 *
 * <p>Thread: any; each call is synchronized.
 */
public final class WatchSummary {
    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double NS_PER_MS = 1e6;

    private final Map<CloudMessage.Kind, Long> counts = new EnumMap<>(CloudMessage.Kind.class);
    private final Map<String, Long> events = new TreeMap<>();
    private final Map<CloudMessage.Kind, Histogram> latencies = new EnumMap<>(CloudMessage.Kind.class);
    private long negativeCount;

    /** Takes one message. */
    public synchronized void add(CloudMessage message) {
        counts.merge(message.kind(), 1L, Long::sum);
        if (message.kind() == CloudMessage.Kind.HAZARD) {
            String phase =
                    message.hazard().getPhase().name().replace("PHASE_", "").toLowerCase(Locale.ROOT);
            events.merge(message.hazard().getKind() + " " + phase, 1L, Long::sum);
        }
        if (message.causedAtNs() == 0 || message.delivery().isRetained()) {
            return;
        }
        long latencyNs = message.latencyNs();
        if (latencyNs < 0) {
            negativeCount++;
        } else {
            latencies
                    .computeIfAbsent(message.kind(), kind -> new Histogram(LONGEST_NS, DIGITS))
                    .recordValue(Math.min(latencyNs, LONGEST_NS));
        }
    }

    /** Messages of a kind. */
    public synchronized long count(CloudMessage.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** States of events by {@code "kind phase"}. */
    public synchronized Map<String, Long> events() {
        return Map.copyOf(events);
    }

    /** Latencies that came out below zero. */
    public synchronized long negativeCount() {
        return negativeCount;
    }

    /** A percentile (0..100) of a kind in nanoseconds; -1 when there is none. */
    public synchronized long latencyNs(CloudMessage.Kind kind, double percentile) {
        Histogram histogram = latencies.get(kind);
        return histogram == null ? -1 : histogram.getValueAtPercentile(percentile);
    }

    /** The greatest latency of a kind in nanoseconds; -1 when there is none. */
    public synchronized long greatestLatencyNs(CloudMessage.Kind kind) {
        Histogram histogram = latencies.get(kind);
        return histogram == null ? -1 : histogram.getMaxValue();
    }

    /** For people, one line each. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((kind, count) -> lines.add(
                String.format(Locale.ROOT, "%-12s %d messages", kind.name().toLowerCase(Locale.ROOT), count)));
        events.forEach((event, count) -> lines.add(String.format(Locale.ROOT, "  %-40s %d", event, count)));
        latencies.forEach((kind, histogram) -> lines.add(String.format(
                Locale.ROOT,
                "%-12s device to subscriber p50 %.2f ms, p99 %.2f ms, max %.2f ms",
                kind.name().toLowerCase(Locale.ROOT),
                histogram.getValueAtPercentile(P50) / NS_PER_MS,
                histogram.getValueAtPercentile(P99) / NS_PER_MS,
                histogram.getMaxValue() / NS_PER_MS)));
        if (negativeCount > 0) {
            lines.add(negativeCount + " latencies below zero: a clock stepped, or the clocks differ");
        }
        return lines;
    }
}
