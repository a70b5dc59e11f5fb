package io.roadgate.sensor.gnss;

import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.CorrectionEncoder;
import io.roadgate.sensor.observation.FixKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SiteFixEncoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The site's own satellite receiver: NMEA 0183, with RTCM 3 frames in between where it sends them.
 *
 * <p>Each GGA becomes a fix record, and each RTCM 3 frame with a right check a correction record. The antenna's mount is the surveyed place (the site's origin when there is none); the
 * average of the fixes is held against it. Sentences describe the instant of the fix and come 50 to 300 ms later, so no
 * clock is ever set by them: the least of those delays only shows when our clock or the receiver's is wrong.
 *
 * <p>Errors: {@code NMEA_CHECKSUM}, {@code NMEA_NOISE}, {@code NMEA_MALFORMED}, {@code RTCM_CRC}, {@code SITE_OFFSET}
 * once for each time the place is left, {@code TIME_IMPLAUSIBLE}. Alarms: site-moved, no-fix, clock-off.
 *
 * <p>Source: positioning.md.
 */
public final class GnssDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.number("siteAlarmM", 5, 0.02, 1000, "averaged fix farther than this from the mount is an alarm"),
            Setting.integer("averagedFixes", 600, 4, 100_000, "fixes in the average"),
            Setting.duration("noFixAfter", "30s", "1s", "1h", "without a fix for this long is an alarm"),
            Setting.duration("clockTolerance", "1s", "50ms", "1h", "delay of dated sentences beyond it is an alarm"),
            Setting.flag("corrections", true, "RTCM 3 frames are handed on, for vehicles"));

    private static final long UNKNOWN = DeviceGauges.UNKNOWN;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long SILENCE_NS = 200_000_000L;
    // The least delay of so many dated sentences is what is shown.
    private static final int LAG_WINDOW = 30;
    private static final double E7 = SitePlane.E7;

    private final int sensorId;
    private final SitePlane plane;
    private final SensorMount mount;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final long noFixAfterNs;
    private final long clockToleranceNs;
    private final SiteCheck site;
    private final boolean isCorrecting;
    private final GnssFraming framing;
    private final ByteStreamReader reader;
    private final NmeaReading reading = new NmeaReading();
    private final DeviceGauges gauges = new DeviceGauges();
    private final int[] inViewOfTalker = new int[26 * 26];
    private long lastByteAtNs;
    private long fixDueSinceNs = UNKNOWN;
    private long datedAtNs = UNKNOWN;
    private boolean hasFix;
    private double latSigmaM = Double.NaN;
    private double lonSigmaM = Double.NaN;
    private double upSigmaM = Double.NaN;
    private long leastLagNs = Long.MAX_VALUE;
    private long shownLagNs = UNKNOWN;
    private int lagCount;
    private long rtcmCount;

    /** A driver for one receiver. */
    public GnssDriver(DriverContext context) {
        this.sensorId = context.sensorId();
        this.plane = context.origin();
        this.mount = context.mount();
        this.sink = context.sink();
        this.faults = context.faults();
        this.noFixAfterNs = context.settings().durationNs("noFixAfter");
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.isCorrecting = context.settings().flag("corrections");
        this.site = new SiteCheck(
                context.settings().integer("averagedFixes"), context.settings().number("siteAlarmM"));
        this.framing = new GnssFraming(faults, new Listener());
        this.reader = new ByteStreamReader(framing);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        lastByteAtNs = receivedAtNs;
        reader.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        fixDueSinceNs = nowNs;
    }

    @Override
    public void onLinkLost(long nowNs) {
        reader.reset();
        framing.reset();
        datedAtNs = UNKNOWN;
    }

    @Override
    public int onTick(long nowNs) {
        if (fixDueSinceNs != UNKNOWN && nowNs - fixDueSinceNs > noFixAfterNs && !gauges.isOn(DeviceGauge.NO_FIX)) {
            gauges.alarm(DeviceGauge.NO_FIX, true);
        }
        // A byte that looks like the head of a long frame must not hold back what came behind it.
        if (reader.isWaiting() && nowNs - lastByteAtNs > SILENCE_NS) {
            reader.skip(nowNs);
            return 1;
        }
        return 0;
    }

    @Override
    public DeviceGauges gauges() {
        return gauges;
    }

    private void onReading(long receivedAtNs) {
        switch (reading.type) {
            case GGA -> onFix(receivedAtNs);
            case RMC -> {
                if (reading.isValid) {
                    onDated(receivedAtNs);
                }
            }
            case ZDA -> {
                if (hasFix) {
                    onDated(receivedAtNs);
                }
            }
            case GST -> {
                latSigmaM = reading.latSigmaM;
                lonSigmaM = reading.lonSigmaM;
                upSigmaM = reading.altitudeSigmaM;
            }
            default -> {
                // Satellites are counted where the sentence is at hand; the rest says nothing new.
            }
        }
    }

    private void onDated(long receivedAtNs) {
        if (reading.day < 0 || reading.timeOfDayNs < 0) {
            return;
        }
        datedAtNs = reading.day * DAY_NS + reading.timeOfDayNs;
        long lagNs = receivedAtNs - datedAtNs;
        leastLagNs = Math.min(leastLagNs, lagNs);
        if (Math.abs(lagNs) > clockToleranceNs) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
        }
        if (++lagCount >= LAG_WINDOW || shownLagNs == UNKNOWN || lagNs < shownLagNs) {
            shownLagNs = leastLagNs;
            gauges.set(DeviceGauge.CLOCK_LAG, shownLagNs);
            gauges.alarm(DeviceGauge.CLOCK_OFF, Math.abs(shownLagNs) > clockToleranceNs);
        }
        if (lagCount >= LAG_WINDOW) {
            lagCount = 0;
            leastLagNs = Long.MAX_VALUE;
        }
    }

    /** The day of a time without date is the one that puts it nearest to the last dated sentence. */
    private long fixAtNs(long receivedAtNs) {
        if (datedAtNs == UNKNOWN || reading.timeOfDayNs < 0) {
            return receivedAtNs;
        }
        long atNs = Math.floorDiv(datedAtNs, DAY_NS) * DAY_NS + reading.timeOfDayNs;
        if (atNs - datedAtNs > DAY_NS / 2) {
            return atNs - DAY_NS;
        }
        return datedAtNs - atNs > DAY_NS / 2 ? atNs + DAY_NS : atNs;
    }

    private void onFix(long receivedAtNs) {
        int quality = reading.quality >= 0 && reading.quality <= 8 ? reading.quality : 0;
        hasFix = quality > 0 && !Double.isNaN(reading.latDeg) && !Double.isNaN(reading.lonDeg);
        long atNs = fixAtNs(receivedAtNs);
        gauges.set(DeviceGauge.FIX_KIND, hasFix ? quality : 0);
        gauges.set(DeviceGauge.SATELLITES, reading.satellites < 0 ? UNKNOWN : reading.satellites);
        gauges.setScaled(DeviceGauge.HDOP, reading.hdop);
        double eastM = hasFix ? plane.eastM((int) Math.round(reading.lonDeg * E7)) : Double.NaN;
        double northM = hasFix ? plane.northM((int) Math.round(reading.latDeg * E7)) : Double.NaN;
        double upM = hasFix ? plane.upM(reading.altitudeM + reading.geoidM) : Double.NaN;
        if (hasFix) {
            fixDueSinceNs = receivedAtNs;
            gauges.set(DeviceGauge.LAST_FIX, atNs);
            gauges.alarm(DeviceGauge.NO_FIX, false);
            // Reckoned, typed in or simulated places prove nothing.
            if (quality < FixKind.DEAD_RECKONING.value()) {
                average(eastM, northM, upM);
            }
        }
        write(quality, atNs, receivedAtNs, eastM, northM, upM);
    }

    private void average(double eastM, double northM, double upM) {
        if (site.add(eastM - mount.eastM(), northM - mount.northM(), upM - mount.upM())) {
            faults.count(FrameFault.SITE_OFFSET);
        }
        gauges.setScaled(DeviceGauge.SITE_OFFSET, site.offsetM());
        gauges.setScaled(DeviceGauge.SITE_UP_OFFSET, site.upOffsetM());
        gauges.alarm(DeviceGauge.SITE_MOVED, site.isMoved());
    }

    private void write(int quality, long atNs, long receivedAtNs, double eastM, double northM, double upM) {
        SiteFixEncoder out = sink.claimSiteFix();
        if (out == null) {
            return;
        }
        out.measuredAtNs(atNs)
                .receivedAtNs(receivedAtNs)
                .sensorId(sensorId)
                .kind(FixKind.get((short) (hasFix ? quality : 0)))
                .eastM(eastM)
                .northM(northM)
                .upM(upM)
                .offsetM((float) site.offsetM())
                .upOffsetM((float) site.upOffsetM())
                .averagedFixes(site.count())
                .hdop((float) reading.hdop)
                .latSigmaM((float) latSigmaM)
                .lonSigmaM((float) lonSigmaM)
                .upSigmaM((float) upSigmaM);
        if (reading.satellites >= 0 && reading.satellites < 255) {
            out.satellites((short) reading.satellites);
        }
        if (shownLagNs != UNKNOWN) {
            out.clockLagNs(shownLagNs);
        }
        sink.commit();
    }

    /** Each system tells its own count: the talker's last one counts. */
    private void onView(int talker) {
        if (reading.inView < 0 || talker < 0) {
            return;
        }
        inViewOfTalker[talker] = reading.inView;
        long sum = 0;
        for (int count : inViewOfTalker) {
            sum += count;
        }
        gauges.set(DeviceGauge.SATELLITES_IN_VIEW, sum);
    }

    private final class Listener implements GnssFraming.Handler {
        @Override
        public void onSentence(NmeaSentence sentence, long receivedAtNs) {
            reading.read(sentence);
            if (reading.isMalformed) {
                faults.count(FrameFault.NMEA_MALFORMED);
                return;
            }
            if (reading.type == NmeaReading.Type.GSV) {
                onView(sentence.talker());
            }
            onReading(receivedAtNs);
        }

        @Override
        public void onRtcm(RtcmFrame frame, long receivedAtNs) {
            rtcmCount++;
            gauges.set(DeviceGauge.RTCM_FRAMES, rtcmCount);
            gauges.set(DeviceGauge.RTCM_MESSAGE, frame.messageNumber());
            if (isCorrecting) {
                correct(frame, receivedAtNs);
            }
        }

        private void correct(RtcmFrame frame, long receivedAtNs) {
            CorrectionEncoder out = sink.claimCorrection(frame.frameBytes());
            if (out != null) {
                out.receivedAtNs(receivedAtNs)
                        .sensorId(sensorId)
                        .messageNumber(Math.max(0, frame.messageNumber()))
                        .stationId(Math.max(0, frame.stationId()))
                        .putFrame(frame.buffer(), frame.offset(), frame.frameBytes());
                sink.commit();
            }
        }
    }
}
