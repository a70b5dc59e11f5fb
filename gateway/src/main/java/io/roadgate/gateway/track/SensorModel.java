package io.roadgate.gateway.track;

import io.roadgate.sensor.observation.SensorCoverage;
import io.roadgate.sensor.observation.SensorMount;

/** One sensor as the tracker needs it: where it sees, how surely, and how many false reports a square metre holds. */
final class SensorModel {
    final int index;
    final SensorMount mount;
    final SensorCoverage coverage;
    final SensorCoverage.FieldOfView view;
    final SensorCoverage.Detection detection;
    final SensorCoverage.Noise noise;
    final double boreEast;
    final double boreNorth;
    final double clutterPerM2;
    private final double nearCos;
    private final double farCos;

    SensorModel(int index, SensorMount mount, SensorCoverage coverage, double usualClutterPerM2) {
        this.index = index;
        this.mount = mount;
        this.coverage = coverage;
        view = coverage.fieldOfView();
        detection = coverage.detection();
        noise = coverage.noise();
        boreEast = StrictMath.sin(mount.boresightRad());
        boreNorth = StrictMath.cos(mount.boresightRad());
        nearCos = StrictMath.cos(Math.min(Math.PI, view.nearHalfRad()));
        farCos = StrictMath.cos(Math.min(Math.PI, view.farHalfRad()));
        double area = view.nearHalfRad() * view.nearM() * view.nearM();
        if (view.farM() > view.nearM()) {
            area += view.farHalfRad() * (view.farM() * view.farM() - view.nearM() * view.nearM());
        }
        clutterPerM2 = view.isKnown() ? Math.max(1e-7, detection.clutterPerFrame() / area) : usualClutterPerM2;
    }

    /** Whether what is on a deck can be in its view; a sensor without a level of its own, or of several, may see any. */
    boolean seesDeck(byte level) {
        return level == TrackTable.UNKNOWN_LEVEL || mount.level() == TrackTable.UNKNOWN_LEVEL || level == mount.level();
    }

    /** Reach of its view. */
    double reachM() {
        return Math.max(view.nearM(), view.farM());
    }

    /**
     * Chance that it reports something there that nothing hides.
     *
     * @param marginM how far inside of its view the place must be; at the edge nothing is sure.
     */
    double probability(double eastM, double northM, boolean isSmall, boolean isCyclist, double marginM) {
        double east = eastM - mount.eastM();
        double north = northM - mount.northM();
        double range = Math.sqrt(east * east + north * north);
        double ahead = east * boreEast + north * boreNorth;
        double slack = marginM / Math.max(range, 1);
        boolean isNear = range < view.nearM() - marginM && ahead > range * Math.min(1, nearCos + slack * 0.9);
        boolean isFar = range < view.farM() - marginM && ahead > range * Math.min(1, farCos + slack * 0.3);
        if ((!isNear && !isFar) || range < 3) {
            return 0;
        }
        if (isSmall && view.smallM() > 0 && range > view.smallM() - marginM) {
            return 0;
        }
        double reach = isFar ? Math.max(view.farM(), view.nearM()) : view.nearM();
        double p = detection.probability() - (detection.probability() - detection.farProbability()) * range / reach;
        return p * (isSmall ? detection.smallFactor() : isCyclist ? detection.cyclistFactor() : 1);
    }
}
