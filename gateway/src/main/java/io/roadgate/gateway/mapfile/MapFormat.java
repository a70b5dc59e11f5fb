package io.roadgate.gateway.mapfile;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of formats of map files. */
public enum MapFormat {
    /** The project's own form, JSON or YAML: {@code docs/maps.md}. */
    ROADGATE("roadgate"),
    /** Map of the fusion benchmark: zones, approaches, lanes by shape. */
    FUSION("fusion");

    private final String key;

    MapFormat(String key) {
        this.key = key;
    }

    /** Name on the command line and in site files. */
    public String key() {
        return key;
    }

    /** The format of a name. */
    public static Optional<MapFormat> named(String key) {
        return Stream.of(values())
                .filter(format -> format.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
