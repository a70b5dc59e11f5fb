package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Edge camera that sends length-delimited protobuf {@code CameraFrame} messages over TCP.
 *
 * <p>Ground points come in the site frame: the mount gives only the level. A frame out of a stretch that had to be
 * searched after a pause carries the time of the search as its arrival.
 *
 * <p>Errors: {@code CAMERA_GARBLED}, {@code CAMERA_TRUNCATED}; {@code CAMERA_REJECTED} for a frame older than the last,
 * more than 512 objects or plates, a number that is not finite or a covariance that is not positive;
 * {@code TIME_IMPLAUSIBLE} for a capture time too far off the arrival.
 *
 * <p>Source: {@code camera.proto} (ours, schema version 1); camera.md, "Recommended schema" and its "Reject" list.
 */
public final class CameraDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.duration("clockTolerance", "1s", "10ms", "1h", "how far a capture time may be off its arrival"),
            Setting.number("positionSigmaM", 1.0, 0.01, 20, "1 sigma of a ground point when the camera gives none"));

    private final FaultSink faults;
    private final long clockToleranceNs;
    private final CameraFramer framer;
    private final CameraObservations observations;
    private long lastCapturedAtNs;

    /** A driver for one camera. */
    public CameraDriver(DriverContext context) {
        this.faults = context.faults();
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.observations = new CameraObservations(context);
        this.framer = new CameraFramer(context.faults(), this::onPicture);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        framer.onBytes(buffer, offset, length, receivedAtNs);
    }

    private void onPicture(CameraPicture picture, boolean isPossible, long receivedAtNs) {
        if (!isPossible) {
            faults.count(FrameFault.CAMERA_REJECTED);
            return;
        }
        long offNs = receivedAtNs - picture.capturedAtNs;
        if (offNs > clockToleranceNs || offNs < -clockToleranceNs) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
            return;
        }
        // Against the last frame, used or not: a clock set back costs one frame, not all until it has caught up.
        boolean isOlder = picture.capturedAtNs < lastCapturedAtNs;
        lastCapturedAtNs = picture.capturedAtNs;
        if (isOlder) {
            faults.count(FrameFault.CAMERA_REJECTED);
            return;
        }
        observations.write(picture, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        // Clock offset measurement is the camera's answer to a question that schema version 1 does not have.
    }

    @Override
    public void onLinkLost(long nowNs) {
        framer.reset();
        // A camera that restarts may have had its clock set back.
        lastCapturedAtNs = 0;
    }

    @Override
    public void onGap(long nowNs) {
        framer.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return framer.onTick(nowNs);
    }
}
