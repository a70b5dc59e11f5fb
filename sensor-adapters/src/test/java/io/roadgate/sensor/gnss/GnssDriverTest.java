package io.roadgate.sensor.gnss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.FixKind;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SiteFixDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GnssDriverTest {
    // The plane of the rig has its origin at 29.70 N, 106.60 E, 250 m above the ellipsoid.
    private static final String FIX = line("GNGGA,160000.00,2942.00000,N,10636.00000,E,4,18,0.7,280.00,M,-30.00,M,,");
    private static final String DATED = line("GNRMC,160000.00,A,2942.00000,N,10636.00000,E,0.0,,241125,,,R,V");
    private static final String NO_FIX = line("GNGGA,160001.00,,,,,0,00,99.9,,M,,M,,");
    private static final byte[] RTCM = HexFormat.of().parseHex("D300133ED011023C4E1032070C5E28F3D40751A4EFE1D6A2EA");

    static String line(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum ^= body.charAt(i);
        }
        return "$" + body + "*" + String.format("%02X", sum) + "\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static DriverRig rig(SensorMount mount, String... settings) {
        Map<String, String> map = new java.util.HashMap<>(Map.of("averagedFixes", "8"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        DriverRig rig = DriverRig.of(DriverKind.GNSS, map, mount);
        rig.nowNs = Instant.parse("2025-11-24T16:00:00.150Z").getEpochSecond() * 1_000_000_000L + 150_000_000L;
        rig.driver.onLinkUp(rig.nowNs);
        return rig;
    }

    private static long gauge(DriverRig rig, DeviceGauge gauge) {
        return rig.driver.gauges().get(gauge);
    }

    @Test
    void shouldTellAFixInTheSiteFrameWithItsQuality() {
        String sigmas = line("GNGST,160000.00,4.1,0.014,0.010,35.2,0.012,0.011,0.022");
        DriverRig rig = rig(SensorMount.NONE).feed(sigmas + DATED + FIX);
        assertThat(rig.faults.all()).isEmpty();
        SiteFixDecoder fix = rig.sink.siteFixes.get(0);
        assertThat(fix.kind()).isEqualTo(FixKind.RTK_FIXED);
        assertThat(fix.measuredAtNs()).isEqualTo(rig.nowNs - 150_000_000);
        assertThat(fix.receivedAtNs()).isEqualTo(rig.nowNs);
        assertThat(fix.eastM()).isCloseTo(0, within(0.02));
        assertThat(fix.northM()).isCloseTo(0, within(0.02));
        assertThat(fix.upM()).isCloseTo(0, within(1e-9));
        assertThat(fix.satellites()).isEqualTo((short) 18);
        assertThat(fix.hdop()).isEqualTo(0.7f);
        assertThat(fix.latSigmaM()).isEqualTo(0.012f);
        assertThat(fix.clockLagNs()).isEqualTo(150_000_000);
        assertThat(gauge(rig, DeviceGauge.FIX_KIND)).isEqualTo(4);
        assertThat(gauge(rig, DeviceGauge.SATELLITES)).isEqualTo(18);
        assertThat(gauge(rig, DeviceGauge.HDOP)).isEqualTo(70);
        assertThat(gauge(rig, DeviceGauge.LAST_FIX)).isEqualTo(rig.nowNs - 150_000_000);
        assertThat(gauge(rig, DeviceGauge.CLOCK_OFF)).isZero();
    }

    @Test
    void shouldRaiseTheAlarmOnceWhenTheAverageLeavesTheSurveyedPlace() {
        DriverRig rig = rig(new SensorMount(0, 12, 0, 0, 0));
        rig.feed(FIX);
        assertThat(gauge(rig, DeviceGauge.SITE_MOVED)).isZero();
        rig.feed(FIX + FIX + FIX);
        assertThat(gauge(rig, DeviceGauge.SITE_MOVED)).isEqualTo(1);
        assertThat(gauge(rig, DeviceGauge.SITE_OFFSET)).isBetween(11_980L, 12_020L);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.SITE_OFFSET, 1));
        // 12 m farther north it is right again; the average needs its time.
        String back = line("GNGGA,160000.00,2942.00650,N,10636.00000,E,4,18,0.7,280.00,M,-30.00,M,,");
        for (int i = 0; i < 20; i++) {
            rig.feed(back);
        }
        assertThat(gauge(rig, DeviceGauge.SITE_MOVED)).isZero();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.SITE_OFFSET, 1));
    }

    @Test
    void shouldNotAverageWhatIsReckonedOrSimulated() {
        DriverRig rig = rig(SensorMount.NONE)
                .feed(line("GNGGA,160000.00,2942.00000,N,10636.00000,E,8,18,0.7,280.00,M,-30.00,M,,"));
        assertThat(rig.sink.siteFixes.get(0).kind()).isEqualTo(FixKind.SIMULATOR);
        assertThat(rig.sink.siteFixes.get(0).averagedFixes()).isZero();
        assertThat(rig.sink.siteFixes.get(0).offsetM()).isNaN();
    }

    @Test
    void shouldSayWhenThereIsNoFixForTooLong() {
        DriverRig rig = rig(SensorMount.NONE).feed(NO_FIX);
        assertThat(rig.sink.siteFixes.get(0).kind()).isEqualTo(FixKind.NONE);
        assertThat(rig.sink.siteFixes.get(0).eastM()).isNaN();
        rig.tickAfterMs(30_000);
        assertThat(gauge(rig, DeviceGauge.NO_FIX)).isEqualTo(DeviceGauges.UNKNOWN);
        rig.tickAfterMs(1);
        assertThat(gauge(rig, DeviceGauge.NO_FIX)).isEqualTo(1);
        rig.feed(FIX);
        assertThat(gauge(rig, DeviceGauge.NO_FIX)).isZero();
    }

    @Test
    void shouldNoticeAClockThatJumped() {
        DriverRig rig = rig(SensorMount.NONE).feed(DATED);
        assertThat(gauge(rig, DeviceGauge.CLOCK_LAG)).isEqualTo(150_000_000);
        rig.nowNs -= 5_000_000_000L;
        rig.feed(DATED);
        assertThat(gauge(rig, DeviceGauge.CLOCK_OFF)).isEqualTo(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 1));
        rig.nowNs += 5_000_000_000L;
        for (int i = 0; i < 60; i++) {
            rig.feed(DATED);
        }
        assertThat(gauge(rig, DeviceGauge.CLOCK_OFF)).isZero();
    }

    @Test
    void shouldKeepTheDayAcrossMidnight() {
        DriverRig rig = rig(SensorMount.NONE);
        rig.nowNs = Instant.parse("2026-01-01T00:00:00.100Z").toEpochMilli() * 1_000_000L;
        rig.feed(line("GNRMC,235959.00,A,2942.00000,N,10636.00000,E,0.0,,311225,,,R,V"));
        rig.feed(line("GNGGA,000000.00,2942.00000,N,10636.00000,E,4,18,0.7,280.00,M,-30.00,M,,"));
        assertThat(rig.sink.siteFixes.get(0).measuredAtNs())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000_000L);
        rig.feed(line("GNRMC,235960.00,A,2942.00000,N,10636.00000,E,0.0,,311225,,,R,V"));
        assertThat(rig.faults.of(FrameFault.NMEA_MALFORMED)).isZero();
    }

    @Test
    void shouldCountSatellitesOfAllSystems() {
        DriverRig rig = rig(SensorMount.NONE)
                .feed(line("GBGSV,1,1,03,07,61,112,47,10,35,201,41,21,12,044,,1"))
                .feed(line("GPGSV,1,1,02,07,61,112,47,10,35,201,41,1"))
                .feed(line("GPGSV,1,1,01,07,61,112,47,1"));
        assertThat(gauge(rig, DeviceGauge.SATELLITES_IN_VIEW)).isEqualTo(4);
    }

    @Test
    void shouldCountWhatItCannotRead() {
        DriverRig rig = rig(SensorMount.NONE)
                .feed(line("GNGGA,16x000.00,2942.0,N,10636.0,E,4,18,0.7,280.0,M,-30.0,M,,"))
                .feed(line("GNGGA,160000.00,9942.0,N,10636.0,E,4,18,0.7,280.0,M,-30.0,M,,"))
                .feed(line("GNGGA,160000.00,2942.0,Q,10636.0,E,4,18,0.7,280.0,M,-30.0,M,,"))
                .feed(line("GNRMC,160000.00,A,2942.0,N,10636.0,E,0.0,,321325,,,R,V"))
                .feed("$GNGGA,1600*00\r\n")
                .feed("noise\r\nmore\r\n")
                .feed(line("PQTMVER,MODULE,LC29H") + line("GNXYZ,1,2") + line("GNGLL,2942.0,N,10636.0,E,160000.0,A,A"));
        assertThat(rig.sink.lines()).isEmpty();
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(FrameFault.NMEA_MALFORMED, 4, FrameFault.NMEA_CHECKSUM, 1, FrameFault.NMEA_NOISE, 2));
    }

    @Test
    void shouldHearCorrectionsBetweenSentences() {
        DriverRig rig = rig(SensorMount.NONE).feed(FIX).feed(RTCM).feed(RTCM).feed(FIX);
        assertThat(rig.sink.siteFixes).hasSize(2);
        assertThat(gauge(rig, DeviceGauge.RTCM_FRAMES)).isEqualTo(2);
        assertThat(gauge(rig, DeviceGauge.RTCM_MESSAGE)).isEqualTo(1005);
        assertThat(rig.sink.corrections).hasSize(2);
        assertThat(rig.sink.corrections.get(0).messageNumber()).isEqualTo(1005);
        byte[] handedOn = new byte[RTCM.length];
        assertThat(rig.sink.corrections.get(1).getFrame(handedOn, 0, handedOn.length))
                .isEqualTo(RTCM.length);
        assertThat(handedOn).isEqualTo(RTCM);
        byte[] bad = RTCM.clone();
        bad[7] ^= 1;
        rig.feed(bad).feed(FIX);
        assertThat(rig.sink.siteFixes).hasSize(3);
        assertThat(rig.faults.of(FrameFault.RTCM_CRC)).isEqualTo(1);
        assertThat(rig.sink.corrections).hasSize(2);
    }

    @Test
    void shouldFindTheSentenceBehindAFalseHeadOfALongFrame() {
        DriverRig rig = rig(SensorMount.NONE)
                .feed(new byte[] {(byte) 0xD3, 3, (byte) 0xFF})
                .feed(FIX);
        assertThat(rig.sink.siteFixes).isEmpty();
        rig.tickAfterMs(250);
        assertThat(rig.sink.siteFixes).hasSize(1);
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(ascii("xx\u00d3\u0001" + FIX + "$GNGGA,16" + FIX + "noise\r\n"));
        stream.writeBytes(RTCM);
        stream.writeBytes(ascii(DATED.toLowerCase(Locale.ROOT) + FIX.replace("\r", "") + "!AIVDM,1*00\r\n"));
        // Enough behind the false head that its claim is full.
        stream.writeBytes(new byte[600]);
        stream.writeBytes(ascii(FIX));
        DriverRig.assertSameHoweverCut(DriverKind.GNSS, Map.of(), stream.toByteArray());
    }

    @Test
    void shouldSoakAMillionSentencesWithoutAllocating() {
        DriverRig.soak(DriverKind.GNSS, Map.of("siteAlarmM", "1000", "clockTolerance", "1h"), ascii(FIX), 1, 1_000_000);
    }

    @Property(tries = 300)
    void shouldStandAnyBytesAndFindTheNextSentence(@ForAll @Size(max = 300) byte[] noise) {
        DriverRig rig = rig(SensorMount.NONE).feed(noise);
        for (int i = 0; i < 310; i++) {
            rig.tickAfterMs(201);
        }
        rig.sink.siteFixes.clear();
        rig.feed("\r\n" + FIX);
        assertThat(rig.sink.siteFixes).hasSize(1);
    }

    @Property(tries = 300)
    void shouldStandAnyFields(@ForAll @Size(max = 80) String body) {
        DriverRig rig = rig(SensorMount.NONE);
        for (String type : new String[] {"GGA", "RMC", "ZDA", "GSA", "GSV", "GST", "VTG", "GLL", "TXT"}) {
            rig.feed(line("GN" + type + "," + body.replaceAll("[^ -~]|[$!*]", ",")));
        }
        rig.sink.siteFixes.clear();
        assertThat(rig.feed(FIX).sink.siteFixes).hasSize(1);
    }
}
