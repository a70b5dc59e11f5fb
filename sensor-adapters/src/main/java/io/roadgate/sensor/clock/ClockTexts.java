package io.roadgate.sensor.clock;

import java.util.Optional;

/**
 * Reads what the system's tools print of the clock.
 *
 * <p>Errors: a text of another form is an empty answer.
 *
 * <p>Source: chronyc(1) {@code -c tracking}: reference id, name, stratum, reference time, system time, last offset, RMS
 * offset, frequency, residual frequency, skew, root delay, root dispersion, update interval, leap status; the bound is
 * its rule: |system time| + root dispersion + half the root delay. pmc(8): TIME_STATUS_NP and PORT_DATA_SET as linuxptp
 * prints them. timedatectl(1) {@code show}. Kernel: {@code /sys/class/pps/ppsN/assert} is {@code seconds.ns#sequence}.
 */
final class ClockTexts {
    private static final int TRACKING_FIELDS = 14;
    private static final double SECOND_NS = 1e9;

    private ClockTexts() {}

    /** The answer of {@code chronyc -c tracking}. */
    static Optional<ClockState> chrony(String text) {
        String[] fields = text.strip().split(",", -1);
        if (fields.length < TRACKING_FIELDS) {
            return Optional.empty();
        }
        try {
            double systemS = Double.parseDouble(fields[4]);
            double boundS =
                    Math.abs(systemS) + Double.parseDouble(fields[11]) + Math.abs(Double.parseDouble(fields[10])) / 2;
            boolean isSynchronised = !fields[13].equals("Not synchronised") && Integer.parseInt(fields[2]) > 0;
            return Optional.of(new ClockState(
                    "chrony",
                    fields[1],
                    isSynchronised,
                    isSynchronised ? Math.round(boundS * SECOND_NS) : -1,
                    Math.round(systemS * SECOND_NS),
                    0));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The answer of {@code pmc} to TIME_STATUS_NP and PORT_DATA_SET: the PTP clock against its grandmaster. */
    static Optional<ClockState> ptp(String text) {
        String offset = valueOf(text, "master_offset");
        String isPresent = valueOf(text, "gmPresent");
        if (offset.isEmpty() || isPresent.isEmpty()) {
            return Optional.empty();
        }
        try {
            long offsetNs = Math.round(Double.parseDouble(offset));
            boolean hasPort = !valueOf(text, "portState").isEmpty();
            boolean isFollowing = isPresent.equals("true") && (!hasPort || text.matches("(?s).*portState\\s+SLAVE.*"));
            return Optional.of(new ClockState(
                    "ptp",
                    valueOf(text, "gmIdentity"),
                    isFollowing,
                    isFollowing ? Math.abs(offsetNs) : -1,
                    offsetNs,
                    0));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String valueOf(String text, String key) {
        for (String line : text.split("\n", -1)) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length == 2 && words[0].equals(key)) {
                return words[1];
            }
        }
        return "";
    }

    /** The answer of {@code timedatectl show}: whether, but not how well. */
    static Optional<ClockState> timedatectl(String text) {
        for (String line : text.split("\n", -1)) {
            if (line.strip().startsWith("NTPSynchronized=")) {
                boolean isSynchronised = line.strip().endsWith("=yes");
                return Optional.of(new ClockState("timedatectl", "", isSynchronised, -1, 0, 0));
            }
        }
        return Optional.empty();
    }

    /** Sequence number of a kernel pulse; -1 when the text is none. */
    static long ppsSequence(String text) {
        int hash = text.indexOf('#');
        String number = hash < 0 ? "" : text.substring(hash + 1).strip();
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : -1;
    }
}
