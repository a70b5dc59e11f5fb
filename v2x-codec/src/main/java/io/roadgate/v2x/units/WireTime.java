package io.roadgate.v2x.units;

/**
 * The times of message fields, to instants in nanoseconds since 1970-01-01 UTC and back.
 *
 * <p>Messages leave out what is common to sender and receiver, the minute or the year: the candidate nearest to a known
 * instant is meant. Leap seconds, which our instants do not have, fall on the second after them.
 *
 * <p>Source: types DSecond (1 ms; 60000..60999 leap second, 61000..65534 reserved, 65535 unavailable by SAE J2735),
 * MinuteOfTheYear (1 min, invalid 527040; from 1 January 00:00 UTC by SAE J2735), TimeOffset (10 ms), TimeMark (0.1 s).
 */
public final class WireTime {
    /** No instant or span: the field says that it is unavailable. */
    public static final long UNKNOWN_NS = Long.MIN_VALUE;

    private static final long MILLISECOND_NS = 1_000_000;
    private static final long MINUTE_NS = 60_000 * MILLISECOND_NS;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final long MINUTES_PER_DAY = 24 * 60;

    private static final int DSECOND_LIMIT = 60_999;
    private static final int DSECOND_UNAVAILABLE = 65_535;
    private static final int MINUTE_INVALID = 527_040;
    private static final int TIME_OFFSET_UNAVAILABLE = 65_535;
    private static final int TIME_OFFSET_LIMIT = 65_534;
    private static final long TIME_OFFSET_NS = 10 * MILLISECOND_NS;
    private static final int TIME_MARK_BEYOND = 36_000;
    private static final int TIME_MARK_UNDEFINED = 36_001;
    private static final int TIME_MARK_LAST = 35_999;
    private static final long TIME_MARK_NS = 100 * MILLISECOND_NS;

    private WireTime() {}

    /** The instant of a DSecond, in the minute that puts it nearest to when it was received. */
    public static long measuredAtNs(int secMark, long receivedAtNs) {
        if (secMark < 0 || secMark > DSECOND_LIMIT) {
            return UNKNOWN_NS;
        }
        return nearest(
                Math.floorDiv(receivedAtNs, MINUTE_NS) * MINUTE_NS, secMark * MILLISECOND_NS, MINUTE_NS, receivedAtNs);
    }

    private static long nearest(long periodStartNs, long withinNs, long periodNs, long nearNs) {
        long candidateNs = periodStartNs + withinNs;
        if (candidateNs - nearNs > periodNs / 2) {
            return candidateNs - periodNs;
        }
        return nearNs - candidateNs > periodNs / 2 ? candidateNs + periodNs : candidateNs;
    }

    /** DSecond of an instant; {@link #UNKNOWN_NS} is unavailable. */
    public static int secMark(long atNs) {
        return atNs == UNKNOWN_NS ? DSECOND_UNAVAILABLE : (int) (Math.floorMod(atNs, MINUTE_NS) / MILLISECOND_NS);
    }

    /** The instant of a MinuteOfTheYear and a DSecond in it, in the year that puts it nearest to a known instant. */
    public static long atNs(int minuteOfYear, int secMark, long nearNs) {
        if (minuteOfYear < 0 || minuteOfYear >= MINUTE_INVALID || secMark < 0 || secMark > DSECOND_LIMIT) {
            return UNKNOWN_NS;
        }
        long withinNs = minuteOfYear * MINUTE_NS + secMark * MILLISECOND_NS;
        int year = yearOf(nearNs);
        long bestNs = yearStartNs(year) + withinNs;
        for (int other = year - 1; other <= year + 1; other += 2) {
            long candidateNs = yearStartNs(other) + withinNs;
            if (Math.abs(candidateNs - nearNs) < Math.abs(bestNs - nearNs)) {
                bestNs = candidateNs;
            }
        }
        return bestNs;
    }

    /** MinuteOfTheYear of an instant; {@link #UNKNOWN_NS} is invalid. */
    public static int minuteOfYear(long atNs) {
        return atNs == UNKNOWN_NS
                ? MINUTE_INVALID
                : (int) (Math.floorDiv(atNs, MINUTE_NS) - yearStartDay(yearOf(atNs)) * MINUTES_PER_DAY);
    }

    /** Calendar year (UTC) of an instant; compared in days, because the first and the last year do not fit in ns. */
    static int yearOf(long atNs) {
        long day = Math.floorDiv(atNs, DAY_NS);
        int year = 1970 + (int) Math.floorDiv(day * 400, 146_097L);
        while (yearStartDay(year) > day) {
            year--;
        }
        while (yearStartDay(year + 1) <= day) {
            year++;
        }
        return year;
    }

    /** First instant of a year. */
    static long yearStartNs(int year) {
        return yearStartDay(year) * DAY_NS;
    }

    /** First day of a year, from 1970: 365 days each, one more for every leap year before it. */
    private static long yearStartDay(int year) {
        long before = year - 1L;
        return before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
    }

    /** The span of a TimeOffset; its highest value means that or more. */
    public static long timeOffsetNs(int wire) {
        return wire == TIME_OFFSET_UNAVAILABLE ? UNKNOWN_NS : wire * TIME_OFFSET_NS;
    }

    /** TimeOffset of a span; it has no 0, which becomes the least. */
    public static int timeOffsetWire(long spanNs) {
        if (spanNs == UNKNOWN_NS) {
            return TIME_OFFSET_UNAVAILABLE;
        }
        long heldNs = Math.min(spanNs, TIME_OFFSET_LIMIT * TIME_OFFSET_NS);
        return (int) Math.max(1, (heldNs + TIME_OFFSET_NS / 2) / TIME_OFFSET_NS);
    }

    /** The span of a TimeMark in a count-down; more than an hour is Long.MAX_VALUE. */
    public static long timeMarkNs(int wire) {
        if (wire == TIME_MARK_UNDEFINED) {
            return UNKNOWN_NS;
        }
        return wire == TIME_MARK_BEYOND ? Long.MAX_VALUE : wire * TIME_MARK_NS;
    }

    /** TimeMark of a span in a count-down; what is over is 0. */
    public static int timeMarkWire(long spanNs) {
        if (spanNs == UNKNOWN_NS) {
            return TIME_MARK_UNDEFINED;
        }
        return spanNs > HOUR_NS ? TIME_MARK_BEYOND : (int) Math.max(0, Math.min(TIME_MARK_LAST, spanNs / TIME_MARK_NS));
    }

    /** The instant of a TimeMark in a UTC timing, in the hour that puts it nearest to a known instant. */
    public static long timeMarkAtNs(int wire, long nearNs) {
        if (wire < 0 || wire > TIME_MARK_LAST) {
            return UNKNOWN_NS;
        }
        return nearest(Math.floorDiv(nearNs, HOUR_NS) * HOUR_NS, wire * TIME_MARK_NS, HOUR_NS, nearNs);
    }

    /** TimeMark of an instant in a UTC timing. */
    public static int timeMarkOfInstant(long atNs) {
        return atNs == UNKNOWN_NS ? TIME_MARK_UNDEFINED : (int) (Math.floorMod(atNs, HOUR_NS) / TIME_MARK_NS);
    }
}
