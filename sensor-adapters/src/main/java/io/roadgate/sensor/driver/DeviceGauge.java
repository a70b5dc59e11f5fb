package io.roadgate.sensor.driver;

import java.util.List;

/**
 * Every figure that a driver may tell of its device beside observations: one row each, shown in the health report.
 *
 * <p>A gauge is a whole number: a count, a scaled quantity ({@link #divisor()}), an index into {@link #names()}, or an
 * alarm (0 or 1).
 */
public enum DeviceGauge {
    /** Quality of the last fix. */
    FIX_KIND(
            "fix",
            List.of(
                    "none",
                    "single",
                    "differential",
                    "precise",
                    "rtk-fixed",
                    "rtk-float",
                    "dead-reckoning",
                    "manual",
                    "simulator"),
            "quality of the last satellite fix"),
    /** Satellites used. */
    SATELLITES("satellites", 1, "satellites used in the last fix"),
    /** Satellites seen. */
    SATELLITES_IN_VIEW("satellitesInView", 1, "satellites in view, all systems"),
    /** Horizontal dilution of precision. */
    HDOP("hdop", 100, "horizontal dilution of precision"),
    /** Averaged fix to surveyed place. */
    SITE_OFFSET("siteOffsetM", 1000, "averaged fix to surveyed place, horizontally"),
    /** Averaged fix above surveyed height. */
    SITE_UP_OFFSET("siteUpOffsetM", 1000, "averaged fix above surveyed height"),
    /** When the last fix was made. */
    LAST_FIX("lastFixAtNs", 1, "time of the last fix, ns since 1970 UTC"),
    /** Least delay of a dated sentence. */
    CLOCK_LAG("clockLagMs", 1_000_000, "least delay of a dated sentence by our clock: 50 to 300 when both are right"),
    /** Correction frames heard. */
    RTCM_FRAMES("rtcmFrames", 1, "RTCM 3 frames with a right CRC"),
    /** Last correction message. */
    RTCM_MESSAGE("rtcmMessage", 1, "number of the last RTCM 3 message"),
    /** Somebody is there. */
    PRESENCE("presence", List.of("no", "yes"), "the radar's own presence flag"),
    /** Measured distance. */
    DISTANCE("distanceM", 1000, "last distance"),
    /** Bay or barrier occupied. */
    OCCUPIED("occupied", List.of("no", "yes"), "whether something stands there"),
    /** Inclination about the sensor's x axis. */
    ROLL("rollDeg", 1000, "averaged inclination about the sensor's x axis, from its zero"),
    /** Inclination about the sensor's y axis. */
    PITCH("pitchDeg", 1000, "averaged inclination about the sensor's y axis, from its zero"),
    /** Phases in the last message. */
    PHASES("phases", 1, "signal phases in the last message"),
    /** When the last message came. */
    LAST_MESSAGE("lastMessageAtNs", 1, "arrival of the last good message, ns since 1970 UTC"),
    /** Alarm. */
    SITE_MOVED("site-moved", "the averaged fix is off the surveyed place"),
    /** Alarm. */
    NO_FIX("no-fix", "no satellite fix for too long"),
    /** Alarm. */
    CLOCK_OFF("clock-off", "our clock and the satellites' disagree"),
    /** Alarm. */
    TILTED("tilted", "the inclination is beyond its limit"),
    /** Alarm. */
    SILENT("silent", "the device is connected and says nothing usable");

    private final String label;
    private final long divisor;
    private final List<String> names;
    private final boolean isAlarm;
    private final String meaning;

    DeviceGauge(String label, long divisor, List<String> names, boolean isAlarm, String meaning) {
        this.label = label;
        this.divisor = divisor;
        this.names = List.copyOf(names);
        this.isAlarm = isAlarm;
        this.meaning = meaning;
    }

    DeviceGauge(String label, long divisor, String meaning) {
        this(label, divisor, List.of(), false, meaning);
    }

    DeviceGauge(String label, List<String> names, String meaning) {
        this(label, 1, names, false, meaning);
    }

    DeviceGauge(String label, String meaning) {
        this(label, 1, List.of(), true, meaning);
    }

    /** Name in the health report. */
    public String label() {
        return label;
    }

    /** What the number is to be divided by for the unit in the label. */
    public long divisor() {
        return divisor;
    }

    /** What the numbers from 0 on mean; empty for a quantity. */
    public List<String> names() {
        return names;
    }

    /** Whether 1 is worth a look at once. */
    public boolean isAlarm() {
        return isAlarm;
    }

    /** In words for a site engineer. */
    public String meaning() {
        return meaning;
    }
}
