package io.roadgate.sensor.dbc;

/**
 * What a mapping file may say of an object: one row each. Fields that are only another unit or direction of the same
 * thing share a slot.
 */
enum MappedField {
    ID("id", Slot.ID, 1, "the device's own number of the object"),
    VALID("valid", Slot.VALID, 1, "not zero when there is an object"),
    FORWARD_M("forwardM", Slot.FORWARD_M, 1, "along the boresight"),
    LEFT_M("leftM", Slot.LEFT_M, 1, "across the boresight, positive to the left"),
    RIGHT_M("rightM", Slot.LEFT_M, -1, "across the boresight, positive to the right"),
    RANGE_M("rangeM", Slot.RANGE_M, 1, "distance"),
    AZIMUTH_RAD("azimuthRad", Slot.AZIMUTH_RAD, 1, "clockwise from the boresight"),
    AZIMUTH_DEG("azimuthDeg", Slot.AZIMUTH_RAD, Math.PI / 180, "clockwise from the boresight"),
    FORWARD_MPS("forwardMps", Slot.FORWARD_MPS, 1, "velocity along the boresight, positive = away"),
    LEFT_MPS("leftMps", Slot.LEFT_MPS, 1, "velocity to the left"),
    RIGHT_MPS("rightMps", Slot.LEFT_MPS, -1, "velocity to the right"),
    RADIAL_MPS("radialMps", Slot.RADIAL_MPS, 1, "velocity along the line of sight, positive = away"),
    SPEED_MPS("speedMps", Slot.SPEED_MPS, 1, "speed of a vehicle that reports itself"),
    SPEED_KMH("speedKmh", Slot.SPEED_MPS, 1 / 3.6, "speed of a vehicle that reports itself"),
    HEADING_RAD(
            "headingRad", Slot.HEADING_RAD, 1, "where the front points, clockwise from boresight or, vehicle, north"),
    HEADING_DEG("headingDeg", Slot.HEADING_RAD, Math.PI / 180, "as headingRad"),
    ACCEL_MPS2("accelMps2", Slot.ACCEL_MPS2, 1, "along the motion, negative = braking"),
    RCS_DBSM("rcsDbsm", Slot.RCS_DBSM, 1, "radar cross section"),
    CLASS("class", Slot.CLASS, 1, "kind of participant, through a map"),
    CLASS_CONFIDENCE("classConfidence", Slot.CLASS_CONFIDENCE, 1, "0..1"),
    EXISTENCE("existence", Slot.EXISTENCE, 1, "probability that something is there, 0..1"),
    PREDICTED("predicted", Slot.PREDICTED, 1, "not zero when this is the device's own forecast"),
    LENGTH_M("lengthM", Slot.LENGTH_M, 1, "size"),
    WIDTH_M("widthM", Slot.WIDTH_M, 1, "size"),
    HEIGHT_M("heightM", Slot.HEIGHT_M, 1, "size"),
    UP_M("upM", Slot.UP_M, 1, "above the device"),
    LAT_DEG("latDeg", Slot.LAT_DEG, 1, "WGS84, of a vehicle that reports itself"),
    LON_DEG("lonDeg", Slot.LON_DEG, 1, "WGS84, of a vehicle that reports itself"),
    FORWARD_SIGMA_M("forwardSigmaM", Slot.FORWARD_SIGMA_M, 1, "1 sigma along the boresight"),
    LEFT_SIGMA_M("leftSigmaM", Slot.LEFT_SIGMA_M, 1, "1 sigma across the boresight"),
    RANGE_SIGMA_M("rangeSigmaM", Slot.RANGE_SIGMA_M, 1, "1 sigma of the distance"),
    AZIMUTH_SIGMA_RAD("azimuthSigmaRad", Slot.AZIMUTH_SIGMA_RAD, 1, "1 sigma of the azimuth"),
    AZIMUTH_SIGMA_DEG("azimuthSigmaDeg", Slot.AZIMUTH_SIGMA_RAD, Math.PI / 180, "1 sigma of the azimuth"),
    SPEED_SIGMA_MPS("speedSigmaMps", Slot.SPEED_SIGMA_MPS, 1, "1 sigma of each velocity"),
    RADIAL_SIGMA_MPS("radialSigmaMps", Slot.RADIAL_SIGMA_MPS, 1, "1 sigma of the radial velocity"),
    HEADING_SIGMA_DEG("headingSigmaDeg", Slot.HEADING_SIGMA_RAD, Math.PI / 180, "1 sigma of the heading");

    /** Where a value lies in an object's row. */
    enum Slot {
        ID,
        VALID,
        FORWARD_M,
        LEFT_M,
        RANGE_M,
        AZIMUTH_RAD,
        FORWARD_MPS,
        LEFT_MPS,
        RADIAL_MPS,
        SPEED_MPS,
        HEADING_RAD,
        ACCEL_MPS2,
        RCS_DBSM,
        CLASS,
        CLASS_CONFIDENCE,
        EXISTENCE,
        PREDICTED,
        LENGTH_M,
        WIDTH_M,
        HEIGHT_M,
        UP_M,
        LAT_DEG,
        LON_DEG,
        FORWARD_SIGMA_M,
        LEFT_SIGMA_M,
        RANGE_SIGMA_M,
        AZIMUTH_SIGMA_RAD,
        SPEED_SIGMA_MPS,
        RADIAL_SIGMA_MPS,
        HEADING_SIGMA_RAD;

        static final int COUNT = values().length;
    }

    private final String key;
    private final Slot slot;
    private final double factor;
    private final String meaning;

    MappedField(String key, Slot slot, double factor, String meaning) {
        this.key = key;
        this.slot = slot;
        this.factor = factor;
        this.meaning = meaning;
    }

    String key() {
        return key;
    }

    Slot slot() {
        return slot;
    }

    /** From the field's unit to the slot's. */
    double factor() {
        return factor;
    }

    String meaning() {
        return meaning;
    }

    static MappedField of(String key) {
        for (MappedField field : values()) {
            if (field.key.equals(key)) {
                return field;
            }
        }
        return null;
    }
}
