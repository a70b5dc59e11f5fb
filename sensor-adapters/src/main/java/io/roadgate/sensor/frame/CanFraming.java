package io.roadgate.sensor.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Every form in which CAN frames come over a wire: one row each. */
public enum CanFraming {
    /** Text lines of a serial adapter, over a serial line or a device server. */
    SLCAN("slcan", "text lines of a serial CAN adapter (LAWICEL)", SlcanReader::new, SlcanWriter::new),
    /** Binary datagrams of many frames each. */
    CANNELLONI("cannelloni", "cannelloni datagrams over UDP", CannelloniReader::new, CannelloniWriter::new),
    /** The same frames as a stream. */
    CANNELLONI_STREAM(
            "cannelloni-stream",
            "cannelloni frames over TCP",
            CannelloniStreamReader::new,
            CannelloniStreamWriter::new),
    /** One frame a piece, as the kernel holds it. */
    SOCKETCAN("socketcan", "frames as Linux holds them, one a piece", SocketCanReader::new, SocketCanWriter::new);

    /** Bit rates that every CAN adapter knows, kbit/s, the most usual first. */
    public static final List<String> BIT_RATES_KBPS =
            List.of("500", "1000", "800", "250", "125", "100", "50", "20", "10");

    private final String key;
    private final String meaning;
    private final BiFunction<FaultSink, CanFrameHandler, CanReader> reader;
    private final Supplier<CanWriter> writer;

    CanFraming(
            String key,
            String meaning,
            BiFunction<FaultSink, CanFrameHandler, CanReader> reader,
            Supplier<CanWriter> writer) {
        this.key = key;
        this.meaning = meaning;
        this.reader = reader;
        this.writer = writer;
    }

    /** The row that a site file names; empty when there is none. */
    public static Optional<CanFraming> of(String key) {
        return Arrays.stream(values()).filter(row -> row.key.equals(key)).findFirst();
    }

    /** Name in the site file. */
    public String key() {
        return key;
    }

    /** The form in words. */
    public String meaning() {
        return meaning;
    }

    /** A reader for one wire. */
    public CanReader reader(FaultSink faults, CanFrameHandler handler) {
        return reader.apply(faults, handler);
    }

    /** A writer for one wire. */
    public CanWriter writer() {
        return writer.get();
    }
}
