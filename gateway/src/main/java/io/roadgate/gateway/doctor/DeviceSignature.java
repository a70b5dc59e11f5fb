package io.roadgate.gateway.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a device is recognised by what it sends on a serial line: one row each, the most telling first.
 *
 * <p>Each looks for something that chance would not write: a long magic word, a check that holds.
 */
public enum DeviceSignature {
    /** Magic word of every frame. */
    TI_MMWAVE("TI mmWave radar, TLV frames", DeviceSignature::mmWave),
    /** CAN ids of the radar in lines of a serial CAN adapter. */
    ARS408("Continental ARS408 radar behind a serial CAN adapter (driver ars408)", DeviceSignature::ars408),
    /** Any CAN traffic behind a serial adapter. */
    SLCAN("serial CAN adapter (SLCAN) with traffic of another device", DeviceSignature::slcan),
    /** Sentences whose checksum holds. */
    NMEA("GNSS receiver or other NMEA 0183 device", DeviceSignature::nmea),
    /** Frames between FF delimiters whose check character holds. */
    ETC("ETC antenna, BCC frames (driver etc)", DeviceSignature::etc);

    private static final byte[] MMWAVE_MAGIC = {2, 1, 4, 3, 6, 5, 8, 7};
    private static final Pattern SLCAN_LINE =
            Pattern.compile("(?:^|\\r)\\n?(?:t([0-9A-F]{3})([0-8])|T[01][0-9A-F]{7}([0-8]))([0-9A-F]*)(?=\\r)");
    private static final Pattern NMEA_SENTENCE = Pattern.compile("[$!]([A-Z]{5}[^*\\r\\n$!]{0,75})\\*([0-9A-F]{2})");
    private static final int ARS408_SENSOR_MASK = 0x070;
    private static final int[] ARS408_IDS = {0x201, 0x600, 0x60A, 0x60B, 0x60C, 0x60D, 0x60E, 0x701, 0x702};
    private static final int ETC_SHORTEST = 4;
    private static final int ETC_LONGEST = 300;
    private static final int ENOUGH_LINES = 2;

    private final String meaning;
    private final Function<byte[], String> recogniser;

    DeviceSignature(String meaning, Function<byte[], String> recogniser) {
        this.meaning = meaning;
        this.recogniser = recogniser;
    }

    /** What these bytes seem to come from, in words; empty when no row fits. */
    public static Optional<String> recognise(byte[] heard) {
        return Arrays.stream(values()).flatMap(row -> row.words(heard).stream()).findFirst();
    }

    private Optional<String> words(byte[] heard) {
        String detail = recogniser.apply(heard);
        return detail == null ? Optional.empty() : Optional.of(detail.isEmpty() ? meaning : meaning + ", " + detail);
    }

    private static String text(byte[] heard) {
        return new String(heard, StandardCharsets.ISO_8859_1);
    }

    private static String mmWave(byte[] heard) {
        return text(heard).contains(text(MMWAVE_MAGIC)) ? "" : null;
    }

    private static String ars408(byte[] heard) {
        Matcher lines = SLCAN_LINE.matcher("\r" + text(heard));
        while (lines.find()) {
            if (lines.group(1) != null && isWhole(lines)) {
                int id = Integer.parseInt(lines.group(1), 16);
                if (Arrays.binarySearch(ARS408_IDS, id & ~ARS408_SENSOR_MASK) >= 0) {
                    return "sensorIndex " + ((id & ARS408_SENSOR_MASK) >> 4);
                }
            }
        }
        return null;
    }

    private static String slcan(byte[] heard) {
        Matcher lines = SLCAN_LINE.matcher("\r" + text(heard));
        int count = 0;
        while (lines.find()) {
            count += isWhole(lines) ? 1 : 0;
        }
        return count >= ENOUGH_LINES ? "" : null;
    }

    /** As many data digits as the length says, or four more for a time. */
    private static boolean isWhole(Matcher line) {
        int digits = 2 * Integer.parseInt(line.group(1) != null ? line.group(2) : line.group(3));
        int there = line.group(4).length();
        return there == digits || there == digits + 4;
    }

    private static String nmea(byte[] heard) {
        Matcher sentences = NMEA_SENTENCE.matcher(text(heard));
        while (sentences.find()) {
            int check = sentences.group(1).chars().reduce(0, (a, b) -> a ^ b);
            if (check == Integer.parseInt(sentences.group(2), 16)) {
                return "talker " + sentences.group(1).substring(0, 2);
            }
        }
        return null;
    }

    private static String etc(byte[] heard) {
        for (int at = 0; at + 2 < heard.length; at++) {
            if (heard[at] == -1 && heard[at + 1] == -1 && heard[at + 2] != -1 && isEtcFrame(heard, at + 2)) {
                return "";
            }
        }
        return null;
    }

    /** From behind the two FF to the closing FF, escapes undone, the exclusive-or of all is zero. */
    private static boolean isEtcFrame(byte[] heard, int from) {
        int check = 0;
        int count = 0;
        for (int at = from; at < heard.length && count <= ETC_LONGEST; at++) {
            int octet = heard[at] & 0xFF;
            if (octet == 0xFF) {
                return count >= ETC_SHORTEST && check == 0;
            }
            if (octet == 0xFE && at + 1 < heard.length) {
                octet = heard[++at] == 1 ? 0xFF : 0xFE;
            }
            check ^= octet;
            count++;
        }
        return false;
    }
}
