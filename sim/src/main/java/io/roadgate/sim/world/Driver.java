package io.roadgate.sim.world;

import io.roadgate.sim.scene.ObjectClass;

/**
 * How someone drives. Acceleration by the intelligent driver model: M. Treiber, A. Hennecke, D. Helbing, Physical Review
 * E 62 (2000) 1805, equations 2 and 3.
 *
 * @param speedFactor of the limit that is driven where nothing hinders.
 * @param topMps never faster.
 * @param accelMps2 highest acceleration.
 * @param comfortMps2 usual deceleration.
 * @param headwayS time gap.
 * @param gapM distance at standstill.
 */
record Driver(double speedFactor, double topMps, double accelMps2, double comfortMps2, double headwayS, double gapM) {
    private static final double HARDEST_MPS2 = 8;

    static Driver of(ObjectClass kind, Dice dice) {
        double factor = Math.max(0.75, Math.min(1.15, 0.97 + dice.normal(0.07)));
        double headway = Math.max(0.8, 1.25 + dice.normal(0.2));
        return switch (kind) {
            case TRUCK -> new Driver(factor, 23.5 + dice.normal(0.8), 0.8, 1.8, headway + 0.3, 2.5);
            case BUS -> new Driver(factor, 24, 1.0, 1.8, headway + 0.2, 2.5);
            case EMERGENCY -> new Driver(1.35, 36, 2.4, 3, 0.9, 2);
            case CYCLIST -> new Driver(1, Math.max(3.2, 4.9 + dice.normal(0.7)), 0.9, 1.8, 0.8, 0.8);
            default -> new Driver(factor, 40, 1.6 + dice.uniform(0, 0.6), 2.2, headway, 2);
        };
    }

    double wantedMps(double limitMps) {
        return Math.min(topMps, limitMps * speedFactor);
    }

    double free(double speedMps, double wantedMps) {
        double ratio = speedMps / Math.max(0.5, wantedMps);
        double square = ratio * ratio;
        // Above the wanted speed the model would brake without bound; people let the car roll out.
        return Math.max(-comfortMps2, accelMps2 * (1 - square * square));
    }

    /** Acceleration behind something whose rear is so far ahead of the own front. */
    double behind(double speedMps, double wantedMps, double aheadM, double leaderMps) {
        double closing = speedMps - leaderMps;
        double dynamic = speedMps * headwayS + speedMps * closing / (2 * Math.sqrt(accelMps2 * comfortMps2));
        double ratio = (gapM + Math.max(0, dynamic)) / Math.max(aheadM, 0.1);
        return Math.max(-HARDEST_MPS2, free(speedMps, wantedMps) - accelMps2 * ratio * ratio);
    }
}
