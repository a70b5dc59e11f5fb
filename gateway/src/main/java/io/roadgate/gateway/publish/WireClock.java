package io.roadgate.gateway.publish;

/**
 * Instants as messages on the air carry them.
 *
 * <p>Source: types MinuteOfTheYear and DSecond of the day1-2020 module Time; the calendar is the proleptic Gregorian one in
 * UTC, years counted from March so that the leap day comes last.
 */
final class WireClock {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long MINUTES_PER_DAY = 1440;
    private static final long DAYS_TO_MARCH_OF_YEAR_0 = 719_468;
    private static final long DAYS_PER_400_YEARS = 146_097;
    private static final long JANUARY_AND_FEBRUARY_BEFORE_MARCH_YEAR = 306;

    private WireClock() {}

    /** Type MinuteOfTheYear: minutes since 1 January 00:00 UTC of the instant's year. */
    static int minuteOfYear(long atNs) {
        long minute = Math.floorDiv(atNs, MINUTE_NS);
        long day = Math.floorDiv(minute, MINUTES_PER_DAY);
        return (int) (dayOfYear(day) * MINUTES_PER_DAY + Math.floorMod(minute, MINUTES_PER_DAY));
    }

    /** Type DSecond: milliseconds within the minute. */
    static int milliseconds(long atNs) {
        return (int) (Math.floorMod(atNs, MINUTE_NS) / MILLISECOND_NS);
    }

    private static long dayOfYear(long epochDay) {
        long day = Math.floorMod(epochDay + DAYS_TO_MARCH_OF_YEAR_0, DAYS_PER_400_YEARS);
        long year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        long dayFromMarch = day - (365 * year + year / 4 - year / 100);
        if (dayFromMarch >= JANUARY_AND_FEBRUARY_BEFORE_MARCH_YEAR) {
            return dayFromMarch - JANUARY_AND_FEBRUARY_BEFORE_MARCH_YEAR;
        }
        return dayFromMarch + (isLeap(year) ? 60 : 59);
    }

    private static boolean isLeap(long yearOf400) {
        return yearOf400 % 4 == 0 && (yearOf400 % 100 != 0 || yearOf400 % 400 == 0);
    }
}
