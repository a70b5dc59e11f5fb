package io.roadgate.sensor.etc;

/** Takes the fields of a frame one by one, in the order of the frame. */
public interface EtcFieldVisitor {
    /** A number; money in fen, lengths in dm, times in unix seconds. */
    void number(String name, long value);

    /** A text, or bytes as upper-case hexadecimal. */
    void text(String name, String value);

    /** A switch. */
    void flag(String name, boolean value);

    /** The fields of a card file follow. */
    void beginFile(String name);

    /** The card file has ended. */
    void endFile();
}
