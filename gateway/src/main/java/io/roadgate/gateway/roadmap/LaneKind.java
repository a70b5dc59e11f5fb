package io.roadgate.gateway.roadmap;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of what lanes are for. */
public enum LaneKind {
    /** Motor vehicles drive here. */
    DRIVING(true),
    /** Emergency lane beside a carriageway. */
    SHOULDER(true),
    /** Bicycles ride here. */
    BICYCLE(false),
    /** People walk here. */
    SIDEWALK(false),
    /** People cross here. */
    CROSSWALK(false),
    /** Vehicles stand here. */
    PARKING(true),
    /** Driving, with a toll line. */
    TOLL(true);

    private final boolean isMotor;

    LaneKind(boolean isMotor) {
        this.isMotor = isMotor;
    }

    /** Whether motor vehicles belong there. */
    public boolean isMotor() {
        return isMotor;
    }

    /** Whether traffic flows there: driving and toll lanes. */
    public boolean isCarriageway() {
        return this == DRIVING || this == TOLL;
    }

    /** Name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a name in files. */
    public static Optional<LaneKind> named(String key) {
        return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
