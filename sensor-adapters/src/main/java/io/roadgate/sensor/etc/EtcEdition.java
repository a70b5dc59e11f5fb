package io.roadgate.sensor.etc;

import java.util.Arrays;
import java.util.List;

/** Which generation of layouts is meant where the bytes alone do not tell. */
public enum EtcEdition {
    /** The content decides; what says nothing is taken for the newer form. */
    AUTO("auto"),
    /** The forms of 2019 and later. */
    NEW("new"),
    /** The forms before 2019. */
    OLD("old");

    private final String key;

    EtcEdition(String key) {
        this.key = key;
    }

    /** Name in site files and on the command line. */
    public String key() {
        return key;
    }

    /** All names, the default first. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(EtcEdition::key).toList();
    }

    /** The one of that name. */
    public static EtcEdition of(String key) {
        return Arrays.stream(values())
                .filter(edition -> edition.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layout is called " + key));
    }
}
