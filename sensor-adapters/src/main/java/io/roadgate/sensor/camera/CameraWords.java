package io.roadgate.sensor.camera;

import java.util.Locale;
import java.util.Map;

/**
 * The words that cameras of others use, as the codes of {@code camera.proto}.
 *
 * <p>Source: camera.md (Dahua, Hikvision, DAIR-V2X); the colours' codes are those of JT/T 697.7 as ETC plates have them.
 * A word that is not known is unknown, never a guess.
 */
final class CameraWords {
    static final int UNKNOWN = 0;
    static final int CAR = 1;
    static final int VAN = 2;
    static final int BUS = 3;
    static final int TRUCK = 4;
    static final int TRAILER = 5;
    static final int MOTORCYCLE = 7;
    static final int BICYCLE = 8;
    static final int TRICYCLE = 9;
    static final int PEDESTRIAN = 10;
    static final int CONE = 12;
    static final int DEBRIS = 13;

    private static final Map<String, Integer> COLOURS = Map.ofEntries(
            Map.entry("blue", 0),
            Map.entry("bluebottomwhitetext", 0),
            Map.entry("yellow", 1),
            Map.entry("yellowbottomblacktext", 1),
            Map.entry("black", 2),
            Map.entry("blackbottomwhitetext", 2),
            Map.entry("white", 3),
            Map.entry("whitebottomblacktext", 3),
            Map.entry("green", 4),
            Map.entry("shadowgreen", 4),
            Map.entry("newenergygreen", 4),
            Map.entry("yellowgreen", 5),
            Map.entry("newenergyyellowgreen", 5),
            Map.entry("bluewhite", 6));

    // In this order: a "motorcycle" contains "cycle", a "bustruck" is none.
    private static final String[][] CLASSES = {
        {"tricycl", "9"},
        {"motorcycl", "7"},
        {"motorbike", "7"},
        {"bicycl", "8"},
        {"nonmotor", "8"},
        {"pedestrian", "10"},
        {"person", "10"},
        {"trailer", "5"},
        {"truck", "4"},
        {"lorry", "4"},
        {"microbus", "2"},
        {"minibus", "2"},
        {"van", "2"},
        {"bus", "3"},
        {"coach", "3"},
        {"trafficcone", "12"},
        {"barrow", "13"},
        {"car", "1"},
        {"suv", "1"},
        {"mpv", "1"},
        {"sedan", "1"},
        {"vehicle", "1"}
    };

    private CameraWords() {}

    /** Code of a plate's colour; {@link CameraPicture#NO_COLOUR} when the word is not known. */
    static int plateColour(String word) {
        return COLOURS.getOrDefault(letters(word), CameraPicture.NO_COLOUR);
    }

    /** Code of a participant's class. */
    static int participantClass(String word) {
        String known = letters(word);
        for (String[] row : CLASSES) {
            if (known.contains(row[0])) {
                return Integer.parseInt(row[1]);
            }
        }
        return UNKNOWN;
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** A number in a text; NaN when there is none. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A whole number in a text; 0 when there is none. */
    static long whole(String text) {
        double number = number(text);
        return Double.isNaN(number) ? 0 : (long) number;
    }
}
