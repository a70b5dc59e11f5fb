package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Setting;

/**
 * Where every camera's pictures come in, whatever they were written in: what cannot be true is refused, the rest becomes
 * observations.
 *
 * <p>Errors: {@code CAMERA_REJECTED} for a picture older than the last, more than 512 objects or plates, a number that
 * is not finite or a covariance that is not positive; {@code TIME_IMPLAUSIBLE} for a capture time too far off the
 * arrival.
 *
 * <p>Source: camera.md, "Reject".
 */
final class CameraDesk {
    /** Keys that every camera has. */
    static final Setting CLOCK_TOLERANCE =
            Setting.duration("clockTolerance", "1s", "10ms", "1h", "how far a capture time may be off its arrival");

    static final Setting POSITION_SIGMA =
            Setting.number("positionSigmaM", 1.0, 0.01, 20, "1 sigma of a ground point when the camera gives none");

    private final FaultSink faults;
    private final SitePlane plane;
    private final long clockToleranceNs;
    private final CameraObservations observations;
    private long lastCapturedAtNs;

    CameraDesk(DriverContext context) {
        this.faults = context.faults();
        this.plane = context.origin();
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.observations = new CameraObservations(context);
    }

    /** Takes a picture whose capture time is by a clock that is ahead of ours by {@code aheadNs}. */
    void onPicture(CameraPicture picture, long aheadNs, long receivedAtNs) {
        if (isRefused(picture, aheadNs, receivedAtNs)) {
            return;
        }
        // By the camera's own clock, and against the last picture, used or not: a clock set back costs one picture, not
        // all until it has caught up.
        boolean isOlder = picture.capturedAtNs < lastCapturedAtNs;
        lastCapturedAtNs = picture.capturedAtNs;
        if (isOlder) {
            faults.count(FrameFault.CAMERA_REJECTED);
            return;
        }
        write(picture, aheadNs, receivedAtNs);
    }

    /**
     * Takes a picture of one passage: these may overtake one another. One with neither place nor plate says nothing; it
     * does not say that the road is empty.
     */
    void onPassage(CameraPicture picture, long receivedAtNs) {
        boolean isTelling = picture.isImpossible
                || picture.objectCount > 0
                || (picture.plateCount > 0 && picture.plateLength[0] > 0);
        if (isTelling && !isRefused(picture, 0, receivedAtNs)) {
            write(picture, 0, receivedAtNs);
        }
    }

    private boolean isRefused(CameraPicture picture, long aheadNs, long receivedAtNs) {
        if (picture.isImpossible) {
            faults.count(FrameFault.CAMERA_REJECTED);
            return true;
        }
        long offNs = receivedAtNs - (picture.capturedAtNs - aheadNs);
        boolean isFarOff = picture.capturedAtNs <= 0 || offNs > clockToleranceNs || offNs < -clockToleranceNs;
        if (isFarOff) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
        }
        return isFarOff;
    }

    private void write(CameraPicture picture, long aheadNs, long receivedAtNs) {
        picture.project(plane);
        observations.write(picture, picture.capturedAtNs - aheadNs, receivedAtNs);
    }

    /** The camera may have had its clock set. */
    void forgetTime() {
        lastCapturedAtNs = 0;
    }
}
