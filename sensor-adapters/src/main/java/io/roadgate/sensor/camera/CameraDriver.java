package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DeviceClock;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Edge camera that sends length-delimited protobuf {@code CameraFrame} messages over TCP and answers clock probes.
 *
 * <p>Ground points come in the site frame or in WGS84: the mount gives only the level. Capture times are corrected by the
 * measured offset of the camera's clock, where there is one. A frame out of a stretch that had to be searched after a
 * pause carries the time of the search as its arrival.
 *
 * <p>Errors: those of {@link CameraFramer}, {@link ClockProbes} and {@link CameraDesk}; {@code CAMERA_UNUSED} for each
 * alarm of the camera's own.
 *
 * <p>Source: {@code camera.proto} (ours, schema version 1); camera.md, "Recommended schema".
 */
public final class CameraDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            CameraDesk.CLOCK_TOLERANCE,
            CameraDesk.POSITION_SIGMA,
            Setting.duration("clockProbe", "1s", "0s", "1h", "how often the camera is asked for its time; 0s = never"),
            Setting.flag("clockApply", true, "correct capture times by the measured offset of the camera's clock"));

    private final FaultSink faults;
    private final boolean appliesOffset;
    private final CameraFramer framer;
    private final ClockProbes probes;
    private final CameraDesk desk;

    /** A driver for one camera. */
    public CameraDriver(DriverContext context) {
        this.faults = context.faults();
        this.appliesOffset = context.settings().flag("clockApply");
        this.probes = new ClockProbes(context, context.settings().durationNs("clockProbe"));
        this.desk = new CameraDesk(context);
        this.framer = new CameraFramer(context.faults(), this::onMessage);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        framer.onBytes(buffer, offset, length, receivedAtNs);
    }

    private void onMessage(CameraPicture message, long receivedAtNs) {
        if (message.hasClockAnswer && probes.onAnswer(message, receivedAtNs)) {
            desk.forgetTime();
        }
        for (int i = 0; i < message.eventCount; i++) {
            faults.count(FrameFault.CAMERA_UNUSED);
        }
        boolean isPicture = message.capturedAtNs != 0
                || message.isImpossible
                || !(message.hasClockAnswer || message.hasPose || message.eventCount > 0);
        if (isPicture) {
            long aheadNs = appliesOffset ? probes.offset().offsetNs() : 0;
            desk.onPicture(message, aheadNs, receivedAtNs);
        }
    }

    @Override
    public void onLinkUp(long nowNs) {
        probes.onLinkUp(nowNs);
    }

    @Override
    public void onLinkLost(long nowNs) {
        framer.reset();
        probes.onLinkLost();
        // A camera that restarts may have had its clock set back.
        desk.forgetTime();
    }

    @Override
    public void onGap(long nowNs) {
        framer.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return framer.onTick(nowNs) + probes.onTick(nowNs);
    }

    @Override
    public DeviceClock clock() {
        return probes.offset();
    }
}
