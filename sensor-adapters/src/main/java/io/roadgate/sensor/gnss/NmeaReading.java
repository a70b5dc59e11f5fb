package io.roadgate.sensor.gnss;

/**
 * The fields of one sentence by their meaning, filled anew for each.
 *
 * <p>Units are those of the sentences: degrees, knots, metres. Not known is NaN for numbers, -1 for counts and times, 0
 * for letters; a field keeps that value when the sentence does not have it.
 *
 * <p>Source: positioning.md, table of sentences; GLL by general knowledge of NMEA 0183 (lat, N/S, lon, E/W, time, A/V,
 * mode).
 */
final class NmeaReading {
    /** Sentences that are read; all others are passed over. */
    enum Type {
        /** Fix. */
        GGA,
        /** Recommended minimum: fix with date. */
        RMC,
        /** Date and time. */
        ZDA,
        /** Satellites used. */
        GSA,
        /** Satellites in view. */
        GSV,
        /** Errors. */
        GST,
        /** Course and speed. */
        VTG,
        /** Place. */
        GLL,
        /** Text. */
        TXT,
        /** A manufacturer's own. */
        PROPRIETARY,
        /** Anything else. */
        OTHER
    }

    static final int MOST_SATELLITES = 12;
    static final int IN_A_VIEW = 4;

    private static final Type[] STANDARD = {
        Type.GGA, Type.RMC, Type.ZDA, Type.GSA, Type.GSV, Type.GST, Type.VTG, Type.GLL, Type.TXT
    };

    Type type;
    boolean isMalformed;
    long timeOfDayNs;
    long day;
    double latDeg;
    double lonDeg;
    int quality;
    int satellites;
    double hdop;
    double altitudeM;
    double geoidM;
    double correctionAgeS;
    boolean isValid;
    double speedKn;
    double speedKmh;
    double courseDeg;
    char mode;
    int zoneHours;
    int zoneMinutes;
    int fixDimensions;
    double pdop;
    double vdop;
    int systemId;
    int inView;
    int messageNumber;
    int listed;
    final int[] ids = new int[MOST_SATELLITES];
    final int[] elevationsDeg = new int[IN_A_VIEW];
    final int[] azimuthsDeg = new int[IN_A_VIEW];
    final int[] snrsDb = new int[IN_A_VIEW];
    double rmsM;
    double latSigmaM;
    double lonSigmaM;
    double altitudeSigmaM;

    void read(NmeaSentence from) {
        clear();
        type = typeOf(from);
        switch (type) {
            case GGA -> readGga(from);
            case RMC -> readRmc(from);
            case ZDA -> readZda(from);
            case GSA -> readGsa(from);
            case GSV -> readGsv(from);
            case GST -> readGst(from);
            case VTG -> readVtg(from);
            case GLL -> readGll(from);
            default -> {
                // Texts and proprietary sentences have nothing for us.
            }
        }
        isMalformed = from.isFaulty();
    }

    private static Type typeOf(NmeaSentence from) {
        if (from.isProprietary()) {
            return Type.PROPRIETARY;
        }
        for (Type type : STANDARD) {
            if (from.isType(type.name())) {
                return type;
            }
        }
        return Type.OTHER;
    }

    private void clear() {
        timeOfDayNs = -1;
        day = -1;
        latDeg = Double.NaN;
        lonDeg = Double.NaN;
        quality = -1;
        satellites = -1;
        hdop = Double.NaN;
        altitudeM = Double.NaN;
        geoidM = Double.NaN;
        correctionAgeS = Double.NaN;
        isValid = false;
        speedKn = Double.NaN;
        speedKmh = Double.NaN;
        courseDeg = Double.NaN;
        mode = 0;
        fixDimensions = -1;
        systemId = -1;
        inView = -1;
        listed = 0;
        latSigmaM = Double.NaN;
        lonSigmaM = Double.NaN;
        altitudeSigmaM = Double.NaN;
    }

    private void readGga(NmeaSentence from) {
        timeOfDayNs = from.timeOfDayNs(1);
        readPlace(from, 2);
        quality = from.integer(6);
        satellites = from.integer(7);
        hdop = from.decimal(8);
        altitudeM = from.decimal(9);
        geoidM = from.decimal(11);
        correctionAgeS = from.decimal(13);
    }

    private void readPlace(NmeaSentence from, int field) {
        latDeg = from.degrees(field, 90);
        lonDeg = from.degrees(field + 2, 180);
    }

    private void readRmc(NmeaSentence from) {
        timeOfDayNs = from.timeOfDayNs(1);
        isValid = from.letter(2) == 'A';
        readPlace(from, 3);
        speedKn = from.decimal(7);
        courseDeg = from.decimal(8);
        day = from.day(9);
        mode = from.letter(12);
    }

    private void readZda(NmeaSentence from) {
        timeOfDayNs = from.timeOfDayNs(1);
        day = from.dayOfFields(2, 3, 4);
        zoneHours = signed(from, 5);
        zoneMinutes = signed(from, 6);
    }

    private static int signed(NmeaSentence from, int field) {
        double value = from.decimal(field);
        return Double.isNaN(value) ? 0 : (int) value;
    }

    private void readGsa(NmeaSentence from) {
        fixDimensions = from.integer(2);
        for (int i = 0; i < MOST_SATELLITES; i++) {
            if (!from.isEmpty(3 + i)) {
                ids[listed++] = from.integer(3 + i);
            }
        }
        pdop = from.decimal(15);
        hdop = from.decimal(16);
        vdop = from.decimal(17);
        systemId = from.integer(18);
    }

    private void readGsv(NmeaSentence from) {
        messageNumber = from.integer(2);
        inView = from.integer(3);
        for (int field = 4; field + 3 < from.fieldCount() && listed < IN_A_VIEW; field += 4) {
            ids[listed] = from.integer(field);
            elevationsDeg[listed] = signed(from, field + 1);
            azimuthsDeg[listed] = from.integer(field + 2);
            snrsDb[listed] = from.integer(field + 3);
            listed++;
        }
    }

    private void readGst(NmeaSentence from) {
        timeOfDayNs = from.timeOfDayNs(1);
        rmsM = from.decimal(2);
        latSigmaM = from.decimal(6);
        lonSigmaM = from.decimal(7);
        altitudeSigmaM = from.decimal(8);
    }

    private void readVtg(NmeaSentence from) {
        courseDeg = from.decimal(1);
        speedKn = from.decimal(5);
        speedKmh = from.decimal(7);
        mode = from.letter(9);
    }

    private void readGll(NmeaSentence from) {
        readPlace(from, 1);
        timeOfDayNs = from.timeOfDayNs(5);
        isValid = from.letter(6) == 'A';
        mode = from.letter(7);
    }
}
