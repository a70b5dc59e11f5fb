package io.roadgate.gateway.mapfile;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of formats of map files. */
public enum MapFormat {
    /** The project's own form, JSON or YAML, which holds all of a map. */
    ROADGATE("roadgate"),
    /** Map of the fusion benchmark: zones, approaches, lanes by shape (JSON). */
    FUSION("fusion"),
    /** ASAM OpenDRIVE 1.4 to 1.7. */
    OPENDRIVE("opendrive"),
    /** SUMO network ({@code .net.xml}). */
    SUMO("sumo"),
    /** MAP message, JSON encoding rules. */
    MAP_JER("map-jer"),
    /** MAP message, unaligned packed encoding rules, as octets or hex digits. */
    MAP_UPER("map-uper");

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

    /** All names, for messages. */
    public static String keys() {
        return Stream.of(values()).map(MapFormat::key).collect(Collectors.joining(", "));
    }
}
