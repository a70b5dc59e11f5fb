package io.roadgate.sim.world;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine and release of Java, in a stream of their own per purpose. */
public final class Dice {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    /** A stream for one purpose of one seed; others don't disturb it. */
    public Dice(long seed, String purpose) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = (mixed ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        random = new SplittableRandom(mixed);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** Uniform between two bounds. */
    public double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Uniform whole number in [0, bound). */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Uniform 32 bits. */
    public int bits() {
        return random.nextInt();
    }

    /** True with a probability. */
    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Normally distributed with mean 0 (Box and Muller, 1958). */
    public double normal(double sigma) {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value * sigma;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        double angle = 2 * Math.PI * random.nextDouble();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle) * sigma;
    }

    /** Exponentially distributed with a mean. */
    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** Poisson distributed with a mean, by products of uniforms (Knuth); for small means. */
    public int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
