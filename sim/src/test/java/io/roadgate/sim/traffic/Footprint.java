package io.roadgate.sim.traffic;

/** The rectangle that a participant covers, for tests of distance: separating axes. */
final class Footprint {
    private final Participant participant;

    private Footprint(Participant participant) {
        this.participant = participant;
    }

    /** Gap between two participants along the best separating axis; negative when they overlap. */
    static double gapM(Participant a, Participant b) {
        Footprint one = new Footprint(a);
        Footprint other = new Footprint(b);
        double gapM = Double.NEGATIVE_INFINITY;
        for (double axisRad :
                new double[] {a.headingRad(), a.headingRad() + Math.PI / 2, b.headingRad(), b.headingRad() + Math.PI / 2
                }) {
            double apartM = Math.abs(
                    (b.eastM() - a.eastM()) * Math.sin(axisRad) + (b.northM() - a.northM()) * Math.cos(axisRad));
            gapM = Math.max(gapM, apartM - one.reachM(axisRad) - other.reachM(axisRad));
        }
        return gapM;
    }

    private double reachM(double axisRad) {
        double turnRad = participant.headingRad() - axisRad;
        return participant.kind().lengthM() / 2 * Math.abs(Math.cos(turnRad))
                + participant.kind().widthM() / 2 * Math.abs(Math.sin(turnRad));
    }
}
