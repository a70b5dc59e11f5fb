package io.roadgate.sim.world;

import java.util.ArrayList;
import java.util.List;

/** Fixed-time signals: phases follow each other, each with green groups, then yellow and all red. */
public final class SignalPlan {
    /** What a group shows. */
    public enum Light {
        /** Stop. */
        RED("r"),
        /** Stop if it can be done in comfort. */
        YELLOW("y"),
        /** Go. */
        GREEN("g");

        private final String word;

        Light(String word) {
            this.word = word;
        }

        /** The word in the files. */
        public String word() {
            return word;
        }
    }

    private static final double YELLOW_S = 3;
    private static final double ALL_RED_S = 2;

    private final List<int[]> phases = new ArrayList<>();
    private final List<Double> greenS = new ArrayList<>();
    private double cycleS;
    private double offsetS;

    /** Appends a phase. */
    public SignalPlan phase(double seconds, int... groups) {
        phases.add(groups.clone());
        greenS.add(seconds);
        cycleS += seconds + YELLOW_S + ALL_RED_S;
        return this;
    }

    /** Shifts the plan in time. */
    void shift(double seconds) {
        offsetS = seconds;
    }

    /** What a group shows; people on foot get no new green when less than a few seconds of it are left. */
    public Light light(int group, double timeS) {
        if (group < 0 || phases.isEmpty()) {
            return Light.GREEN;
        }
        double inCycle = phase(timeS);
        for (int i = 0; i < phases.size(); i++) {
            double green = greenS.get(i);
            if (inCycle < green + YELLOW_S + ALL_RED_S) {
                boolean isIn = contains(phases.get(i), group);
                return !isIn || inCycle >= green + YELLOW_S ? Light.RED : inCycle < green ? Light.GREEN : Light.YELLOW;
            }
            inCycle -= green + YELLOW_S + ALL_RED_S;
        }
        return Light.RED;
    }

    /** Seconds of green left, 0 if it isn't green. */
    double greenLeftS(int group, double timeS) {
        double inCycle = phase(timeS);
        for (int i = 0; i < phases.size(); i++) {
            double green = greenS.get(i);
            if (inCycle < green + YELLOW_S + ALL_RED_S) {
                return contains(phases.get(i), group) ? Math.max(0, green - inCycle) : 0;
            }
            inCycle -= green + YELLOW_S + ALL_RED_S;
        }
        return 0;
    }

    private double phase(double timeS) {
        double shifted = (timeS + offsetS) % cycleS;
        return shifted < 0 ? shifted + cycleS : shifted;
    }

    private static boolean contains(int[] groups, int group) {
        for (int one : groups) {
            if (one == group) {
                return true;
            }
        }
        return false;
    }
}
