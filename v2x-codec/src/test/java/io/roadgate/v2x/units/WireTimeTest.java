package io.roadgate.v2x.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WireTimeTest {
    private static long ns(String instant) {
        Instant at = Instant.parse(instant);
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    @Test
    void shouldPickTheNearestMinute() {
        long receivedAtNs = ns("2026-05-01T10:20:00.050Z");
        assertThat(WireTime.measuredAtNs(59_990, receivedAtNs)).isEqualTo(ns("2026-05-01T10:19:59.990Z"));
        assertThat(WireTime.measuredAtNs(20, receivedAtNs)).isEqualTo(ns("2026-05-01T10:20:00.020Z"));
        assertThat(WireTime.measuredAtNs(10, ns("2026-05-01T10:20:59.995Z"))).isEqualTo(ns("2026-05-01T10:21:00.010Z"));
        assertThat(WireTime.measuredAtNs(60_500, receivedAtNs)).isEqualTo(ns("2026-05-01T10:20:00.500Z"));
        assertThat(WireTime.measuredAtNs(65_535, receivedAtNs)).isEqualTo(WireTime.UNKNOWN_NS);
        assertThat(WireTime.measuredAtNs(61_000, receivedAtNs)).isEqualTo(WireTime.UNKNOWN_NS);
    }

    @Test
    void shouldPickTheNearestYear() {
        assertThat(WireTime.atNs(0, 5, ns("2026-12-31T23:59:59.900Z"))).isEqualTo(ns("2027-01-01T00:00:00.005Z"));
        assertThat(WireTime.atNs(525_599, 59_999, ns("2027-01-01T00:00:00Z")))
                .isEqualTo(ns("2026-12-31T23:59:59.999Z"));
        assertThat(WireTime.atNs(527_040, 0, 0)).isEqualTo(WireTime.UNKNOWN_NS);
        assertThat(WireTime.minuteOfYear(WireTime.UNKNOWN_NS)).isEqualTo(527_040);
        assertThat(WireTime.secMark(WireTime.UNKNOWN_NS)).isEqualTo(65_535);
    }

    @Property(tries = 2000)
    void shouldAgreeWithTheCalendar(@ForAll @LongRange(min = 0, max = 4_102_444_800L) long second) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        long atNs = second * 1_000_000_000L;
        assertThat(WireTime.yearOf(atNs)).isEqualTo(at.getYear());
        int minute = ((at.getDayOfYear() - 1) * 24 + at.getHour()) * 60 + at.getMinute();
        assertThat(WireTime.minuteOfYear(atNs)).isEqualTo(minute);
        assertThat(WireTime.secMark(atNs)).isEqualTo(at.getSecond() * 1000);
        assertThat(WireTime.atNs(minute, WireTime.secMark(atNs), atNs + 3_600_000_000_000L))
                .isEqualTo(atNs);
    }

    @Test
    void shouldReadSignalTimes() {
        assertThat(WireTime.timeMarkNs(125)).isEqualTo(12_500_000_000L);
        assertThat(WireTime.timeMarkNs(36_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(WireTime.timeMarkNs(36_001)).isEqualTo(WireTime.UNKNOWN_NS);
        assertThat(WireTime.timeMarkWire(12_500_000_000L)).isEqualTo(125);
        assertThat(WireTime.timeMarkWire(-1)).isZero();
        assertThat(WireTime.timeMarkWire(Long.MAX_VALUE)).isEqualTo(36_000);
        long nearNs = ns("2026-05-01T10:59:50Z");
        assertThat(WireTime.timeMarkAtNs(50, nearNs)).isEqualTo(ns("2026-05-01T11:00:05Z"));
        assertThat(WireTime.timeMarkOfInstant(nearNs)).isEqualTo(35_900);
        assertThat(WireTime.timeOffsetNs(150)).isEqualTo(1_500_000_000L);
        assertThat(WireTime.timeOffsetWire(0)).isEqualTo(1);
        assertThat(WireTime.timeOffsetWire(WireTime.UNKNOWN_NS)).isEqualTo(65_535);
    }
}
