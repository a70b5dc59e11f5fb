package io.roadgate.sensor.observation;

/**
 * Where a sensor hangs and where it looks: sensor frame to site frame.
 *
 * @param eastM of the sensor from the site origin.
 * @param northM of the sensor from the site origin.
 * @param upM of the sensor above the site origin.
 * @param boresightRad clockwise from true north.
 * @param level of the deck it sees; 0 = ground.
 */
public record SensorMount(double eastM, double northM, double upM, double boresightRad, int level) {
    /** A sensor that needs no place of its own, such as a receiver of messages that carry their position. */
    public static final SensorMount NONE = new SensorMount(0, 0, 0, 0, 0);

    /** East of a point given by range and azimuth (clockwise from boresight). */
    public double eastM(double rangeM, double azimuthRad) {
        return eastM + rangeM * Trigonometry.sin(boresightRad + azimuthRad);
    }

    /** North of a point given by range and azimuth (clockwise from boresight). */
    public double northM(double rangeM, double azimuthRad) {
        return northM + rangeM * Trigonometry.cos(boresightRad + azimuthRad);
    }
}
