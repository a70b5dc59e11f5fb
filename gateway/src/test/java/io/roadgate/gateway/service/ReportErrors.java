package io.roadgate.gateway.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Errors of vehicles' own reports. Satellite positioning errs for minutes in one direction (orbits, ionosphere, buildings):
 * most of the error that a vehicle tells is its own and lasts, a quarter of the variance is new with each report.
 */
final class ReportErrors {
    private static final double WHITE_SHARE = 0.25;

    private final Map<Long, double[]> lasting = new HashMap<>();
    private final Random places = new Random(1);
    private final Random random;

    /** Errors whose changing part comes from this source. */
    ReportErrors(Random random) {
        this.random = random;
    }

    /** East and north error of a vehicle's next report, m; {@code sigmaM} each in all. */
    double[] next(long vehicleId, double sigmaM) {
        double[] unit =
                lasting.computeIfAbsent(vehicleId, id -> new double[] {places.nextGaussian(), places.nextGaussian()});
        double lasts = sigmaM * Math.sqrt(1 - WHITE_SHARE);
        double white = sigmaM * Math.sqrt(WHITE_SHARE);
        return new double[] {
            (lasts * unit[0]) + (white * random.nextGaussian()), (lasts * unit[1]) + (white * random.nextGaussian())
        };
    }
}
