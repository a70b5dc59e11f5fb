package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.v2x.dayone.SourceType;
import java.util.List;

/**
 * What ground each sensor sees when it works: a sector in front of its mount, as a polygon of the mount and points on the
 * arc; and what kind of source it is on the wire.
 *
 * <p><b>Shape:</b> sensors by number - 1; corners in metres east and north of the site origin.
 *
 * <p><b>Thread:</b> built once, then only read.
 */
public final class Coverage {
    /** Corners of each polygon: the mount and the arc; DetectedRegion wants 4 to 32. */
    public static final int CORNERS = 8;

    private final boolean[] isArea;
    private final int[] sources;
    private final double[] eastM;
    private final double[] northM;

    /**
     * Coverage of the sensors of a site.
     *
     * @param radarRangeM how far a radar sees.
     * @param radarHalfRad half its opening.
     * @param cameraRangeM how far a camera sees.
     * @param cameraHalfRad half its opening.
     */
    public Coverage(
            List<Sensor> sensors, double radarRangeM, double radarHalfRad, double cameraRangeM, double cameraHalfRad) {
        isArea = new boolean[sensors.size()];
        sources = new int[sensors.size()];
        eastM = new double[sensors.size() * CORNERS];
        northM = new double[sensors.size() * CORNERS];
        for (Sensor sensor : sensors) {
            int at = sensor.number() - 1;
            sources[at] = sourceOf(sensor);
            boolean isCamera = sources[at] == SourceType.VIDEO;
            isArea[at] =
                    !sensor.mount().equals(SensorMount.NONE) && (isCamera || sources[at] == SourceType.MICROWAVE_RADAR);
            if (isArea[at]) {
                lay(at, sensor.mount(), isCamera ? cameraRangeM : radarRangeM, isCamera ? cameraHalfRad : radarHalfRad);
            }
        }
    }

    private static int sourceOf(Sensor sensor) {
        if (sensor.driver() == null) {
            return SourceType.UNKNOWN; // of a recorded scene: nobody drives it
        }
        return switch (sensor.driver()) {
            case ARS408, NANORADAR, MMWAVE -> SourceType.MICROWAVE_RADAR;
            case CAMERA, CAMERA_DAWNLINE, CAMERA_DAHUA, CAMERA_HIKVISION -> SourceType.VIDEO;
            case RSU -> SourceType.V2X;
            case ULTRASONIC -> SourceType.LOOP;
            default -> SourceType.UNKNOWN;
        };
    }

    private void lay(int sensor, SensorMount mount, double rangeM, double halfRad) {
        int first = sensor * CORNERS;
        eastM[first] = mount.eastM();
        northM[first] = mount.northM();
        for (int i = 1; i < CORNERS; i++) {
            double share = (i - 1.0) / (CORNERS - 2);
            double courseRad = mount.boresightRad() - halfRad + 2 * halfRad * share;
            eastM[first + i] = mount.eastM() + rangeM * StrictMath.sin(courseRad);
            northM[first + i] = mount.northM() + rangeM * StrictMath.cos(courseRad);
        }
    }

    /** Number of sensors. */
    public int count() {
        return isArea.length;
    }

    /** Whether a sensor sees an area that is known. */
    public boolean isArea(int sensor) {
        return isArea[sensor];
    }

    /** East of a corner. */
    public double eastM(int sensor, int corner) {
        return eastM[sensor * CORNERS + corner];
    }

    /** North of a corner. */
    public double northM(int sensor, int corner) {
        return northM[sensor * CORNERS + corner];
    }

    /** SourceType of what a set of sensors (bit n = sensor n+1) has seen: theirs when they are of one kind. */
    public int sourceOf(int sensorBits) {
        int source = SourceType.UNKNOWN;
        for (int i = 0; i < sources.length && i < Integer.SIZE; i++) {
            if ((sensorBits >>> i & 1) != 0) {
                if (source != SourceType.UNKNOWN && source != sources[i]) {
                    return SourceType.INTEGRATED;
                }
                source = sources[i];
            }
        }
        return source;
    }
}
