package io.roadgate.sim.scene;

import java.util.Locale;

/** What a road user or obstacle is; the words of the scene files. Sizes are those of a typical one, in metres. */
public enum ObjectClass {
    /** Passenger car. */
    CAR(true, 1.5, 10),
    /** Lorry. */
    TRUCK(true, 3.5, 17),
    /** City bus or coach. */
    BUS(true, 3.2, 18),
    /** Ambulance, fire engine, police car on duty. */
    EMERGENCY(true, 2.6, 13),
    /** Person on a cycle. */
    CYCLIST(false, 1.7, 1),
    /** Person on foot. */
    PEDESTRIAN(false, 1.7, -4),
    /** Dog or larger. */
    ANIMAL(false, 0.8, -8),
    /** Lost load. */
    DEBRIS(false, 0.4, -6);

    private final boolean isVehicle;
    private final double heightM;
    private final double rcsDbsm;

    ObjectClass(boolean isVehicle, double heightM, double rcsDbsm) {
        this.isVehicle = isVehicle;
        this.heightM = heightM;
        this.rcsDbsm = rcsDbsm;
    }

    /** Whether it is a motor vehicle. */
    public boolean isVehicle() {
        return isVehicle;
    }

    /** Whether it is a vulnerable road user: on foot or on a cycle. */
    public boolean isVulnerable() {
        return this == PEDESTRIAN || this == CYCLIST;
    }

    /** Whether it lies or runs on the road where it doesn't belong. */
    public boolean isObstacle() {
        return this == ANIMAL || this == DEBRIS;
    }

    /** Height above the road. */
    public double heightM() {
        return heightM;
    }

    /** Mean radar cross section in dBsm. */
    public double rcsDbsm() {
        return rcsDbsm;
    }

    /** The word in the files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class of a word; the unspecific {@code vehicle} counts as a car. Throws on any other word. */
    public static ObjectClass of(String word) {
        return word.equals("vehicle") ? CAR : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
