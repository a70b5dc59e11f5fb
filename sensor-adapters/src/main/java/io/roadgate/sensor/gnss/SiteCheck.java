package io.roadgate.sensor.gnss;

/**
 * Averages fixes and holds them against the surveyed place.
 *
 * <p>The mean of the first fixes, then one that forgets: a mast that was hit shows within as many fixes as are averaged.
 * The alarm needs a quarter of them and ends below four fifths of its limit.
 */
final class SiteCheck {
    private static final double ENDS_AT = 0.8;

    private final int averagedFixes;
    private final double limitM;
    private int count;
    private double eastM;
    private double northM;
    private double upM;
    private int upCount;
    private boolean isMoved;

    SiteCheck(int averagedFixes, double limitM) {
        this.averagedFixes = averagedFixes;
        this.limitM = limitM;
    }

    /**
     * Takes a fix as its distance from the surveyed place; no height is NaN.
     *
     * @return whether the alarm has begun with this fix.
     */
    boolean add(double eastOffsetM, double northOffsetM, double upOffsetM) {
        count = Math.min(count + 1, averagedFixes);
        eastM += (eastOffsetM - eastM) / count;
        northM += (northOffsetM - northM) / count;
        if (!Double.isNaN(upOffsetM)) {
            upCount = Math.min(upCount + 1, averagedFixes);
            upM += (upOffsetM - upM) / upCount;
        }
        boolean wasMoved = isMoved;
        isMoved = count * 4 >= averagedFixes && offsetM() > (wasMoved ? ENDS_AT * limitM : limitM);
        return isMoved && !wasMoved;
    }

    int count() {
        return count;
    }

    /** Averaged horizontal distance, NaN before the first fix. */
    double offsetM() {
        return count == 0 ? Double.NaN : Math.sqrt(eastM * eastM + northM * northM);
    }

    /** Averaged height above the surveyed one, NaN before the first. */
    double upOffsetM() {
        return upCount == 0 ? Double.NaN : upM;
    }

    boolean isMoved() {
        return isMoved;
    }
}
