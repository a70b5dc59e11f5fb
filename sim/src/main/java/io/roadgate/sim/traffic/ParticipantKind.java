package io.roadgate.sim.traffic;

/** What a road user is, with the size that this scenario gives to its like. */
public enum ParticipantKind {
    /** Passenger car. */
    CAR(4.6, 1.8, 1.5),
    /** Van or light lorry. */
    VAN(5.6, 2.0, 2.3),
    /** Heavy goods vehicle. */
    TRUCK(9.6, 2.5, 3.4),
    /** City bus. */
    BUS(12.0, 2.55, 3.1),
    /** Powered two-wheeler. */
    MOTORCYCLE(2.1, 0.8, 1.6),
    /** Bicycle with its rider. */
    BICYCLE(1.8, 0.6, 1.7),
    /** Person on foot. */
    PEDESTRIAN(0.5, 0.6, 1.7);

    private final double lengthM;
    private final double widthM;
    private final double heightM;

    ParticipantKind(double lengthM, double widthM, double heightM) {
        this.lengthM = lengthM;
        this.widthM = widthM;
        this.heightM = heightM;
    }

    /** Along its heading. */
    public double lengthM() {
        return lengthM;
    }

    /** Across its heading. */
    public double widthM() {
        return widthM;
    }

    /** Above the road. */
    public double heightM() {
        return heightM;
    }
}
