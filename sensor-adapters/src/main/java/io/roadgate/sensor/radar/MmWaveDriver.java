package io.roadgate.sensor.radar;

import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * TI mmWave radar (IWR6843, 1843, 1642 and kin) on its data port: tracked targets and point clouds.
 *
 * <p>The data port only sends. The measurement time of a packet is the arrival of its magic word less the configured
 * latency; the device's own cycle counter has no epoch. A packet that is not whole after two frame periods is given up.
 *
 * <p>Errors: {@code MMWAVE_GARBLED}, {@code MMWAVE_TRUNCATED}, {@code MMWAVE_MALFORMED}, {@code MMWAVE_MISCOUNTED},
 * {@code CYCLE_LOST}.
 *
 * <p>Source: radar2.md, section 1.
 */
public final class MmWaveDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("profile", List.of("auto", "sdk3", "longrange"), "header of the firmware's packets"),
            Setting.choice("observe", List.of("targets", "points", "both"), "what becomes observations"),
            Setting.duration("framePeriod", "100ms", "10ms", "5s", "of the radar; twice that ends a cut packet"),
            Setting.duration("latency", "0ms", "0ms", "500ms", "from the measurement to the arrival of the magic word"),
            Setting.number("tiltDeg", 0, -90, 90, "how far the boresight points below the horizontal"),
            Setting.choice("heights", List.of("sensor", "ground"), "what the radar's z counts from"),
            Setting.choice(
                    "errorCovariance", List.of("polar", "cartesian", "ignore"), "axes of a target's error covariance"),
            Setting.number("sigmaLimitM", 10, 0.1, 100, "a target's 1 sigma is never taken for larger"),
            Setting.number("rangeSigmaM", 0.3, 0.01, 10, "1 sigma of a range when the radar gives none"),
            Setting.number("azimuthSigmaDeg", 2, 0.05, 30, "1 sigma of an azimuth when the radar gives none"),
            Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of each velocity"),
            Setting.number("leastSnr", 0, 0, 1000, "weaker points are no observations, in the radar's unit"));

    private static final long COUNTER_MASK = 0xFFFF_FFFFL;
    // A longer jump is a radar that started anew, not a row of lost frames.
    private static final long LONGEST_GAP = 14;
    private static final long NO_FRAME = -1;

    private final FaultSink faults;
    private final MmWaveFraming framing;
    private final ByteStreamReader reader;
    private final MmWaveObservations observations;
    private final DeviceGauges gauges = new DeviceGauges();
    private final long giveUpAfterNs;
    private long lastFrame = NO_FRAME;

    /** A driver for one radar. */
    public MmWaveDriver(DriverContext context) {
        this.faults = context.faults();
        this.observations = new MmWaveObservations(context);
        this.framing = new MmWaveFraming(
                MmWaveFraming.Profile.valueOf(context.settings().text("profile").toUpperCase(Locale.ROOT)),
                faults,
                this::onPacket);
        this.reader = new ByteStreamReader(framing);
        this.giveUpAfterNs = 2 * context.settings().durationNs("framePeriod");
    }

    private void onPacket(MmWavePacket packet, long position, long startedAtNs, long receivedAtNs) {
        for (int i = 0; i < packet.malformedCount(); i++) {
            faults.count(FrameFault.MMWAVE_MALFORMED);
        }
        long frame = packet.frameNumber();
        if (lastFrame != NO_FRAME) {
            long skipped = (frame - lastFrame & COUNTER_MASK) - 1;
            for (long i = 0; i < skipped && skipped <= LONGEST_GAP; i++) {
                faults.count(FrameFault.CYCLE_LOST);
            }
        }
        lastFrame = frame;
        if (packet.presence() != MmWavePacket.ABSENT) {
            gauges.set(DeviceGauge.PRESENCE, packet.presence());
        }
        observations.onPacket(packet, startedAtNs, receivedAtNs);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        reader.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        // The data port sends without being asked.
    }

    @Override
    public void onLinkLost(long nowNs) {
        reader.reset();
        framing.reset();
        lastFrame = NO_FRAME;
    }

    @Override
    public int onTick(long nowNs) {
        if (framing.openSinceNs() == Long.MAX_VALUE || nowNs - framing.openSinceNs() < giveUpAfterNs) {
            return 0;
        }
        framing.abandon();
        reader.skip(nowNs);
        return 1;
    }

    @Override
    public DeviceGauges gauges() {
        return gauges;
    }
}
