package io.roadgate.sensor.etc;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every framing of ETC antennas: one row each. The order is that in which a stream of unknown dialect is tried. */
public enum EtcDialect {
    /** Length and CRC, since 2019. */
    LENGTH_CRC("lencrc", "FF FF, length and CRC-16, as gantries speak since 2019", false, EtcLengthFraming::new),
    /** Reader channel. */
    READER("55aa", "55 AA, length and XOR, the channel to PSAM and card reader", false, EtcReaderFraming::new),
    /** Delimiters and XOR. */
    BCC("bcc", "FF delimiters, escapes and an XOR check, as lanes speak", true, EtcBccFraming::new);

    /** Name of the choice to take each frame as it comes. */
    public static final String AUTO = "auto";

    private final String key;
    private final String meaning;
    private final boolean isDelimited;
    private final Supplier<EtcFraming> framing;

    EtcDialect(String key, String meaning, boolean isDelimited, Supplier<EtcFraming> framing) {
        this.key = key;
        this.meaning = meaning;
        this.isDelimited = isDelimited;
        this.framing = framing;
    }

    /** Name in site files and on the command line. */
    public String key() {
        return key;
    }

    /** The framing in words. */
    public String meaning() {
        return meaning;
    }

    /** Whether runs of FF divide the stream, so that damage ends at them. */
    boolean isDelimited() {
        return isDelimited;
    }

    EtcFraming newFraming() {
        return framing.get();
    }

    /** All choices by name, the default first. */
    public static List<String> keys(String first) {
        return Stream.concat(
                        Stream.of(first),
                        Stream.of("bcc", "lencrc", "55aa", AUTO).filter(key -> !key.equals(first)))
                .toList();
    }

    /** The dialect of that name; {@code null} for {@link #AUTO}. */
    public static EtcDialect of(String key) {
        if (AUTO.equals(key)) {
            return null;
        }
        return Arrays.stream(values())
                .filter(dialect -> dialect.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dialect is called " + key));
    }
}
