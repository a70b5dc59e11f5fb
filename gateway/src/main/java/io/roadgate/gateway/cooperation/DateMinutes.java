package io.roadgate.gateway.cooperation;

/** The Gregorian calendar in whole numbers, UTC: minutes of the year, and dates of instants. Allocates nothing. */
public final class DateMinutes {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private DateMinutes() {}

    /** Whether a year has a 29 February. */
    static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Minutes from the year's beginning; months and days outside of the calendar are put to its nearest. */
    static int minuteOfYear(int year, int month, int day, int hour, int minute) {
        int month0 = Math.max(0, Math.min(11, month - 1));
        int leapDay = month0 > 1 && isLeap(year) ? 1 : 0;
        int dayOfYear = DAYS_BEFORE[month0] + leapDay + Math.max(1, day) - 1;
        return (dayOfYear * 24 + hour) * 60 + minute;
    }

    /** Days from 1970 as {year, month, day} in one number: year * 10000 + month * 100 + day. */
    public static int dateOf(long atNs) {
        // Days from 0000-03-01 in eras of 400 years, so that the leap day is the last of a year.
        long z = Math.floorDiv(atNs, DAY_NS) + 719_468;
        long era = Math.floorDiv(z, 146_097);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = (int) (dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        int month = (int) (monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        int year = (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        return year * 10_000 + month * 100 + day;
    }

    /** Calendar year of an instant. */
    static int yearOf(long atNs) {
        return dateOf(atNs) / 10_000;
    }

    /** Nanoseconds since the day began. */
    public static long ofDayNs(long atNs) {
        return Math.floorMod(atNs, DAY_NS);
    }
}
