package io.roadgate.gateway.cli;

import io.roadgate.sensor.dbc.DbcDatabase;
import io.roadgate.sensor.dbc.DbcMessage;
import io.roadgate.sensor.dbc.DbcSignal;
import io.roadgate.sensor.dbc.DecodedFrame;
import io.roadgate.sensor.frame.CanFrame;
import java.io.Writer;
import java.math.BigInteger;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decoded CAN frames as JSON, one line each.
 *
 * <p>Shape: {@code line}, {@code t}, {@code bus}, {@code id}, {@code ext}, {@code fd}, {@code len}, {@code name}, flags
 * that are true ({@code rtr}, {@code errorFrame}, {@code match}, {@code truncated}, {@code muxUnknown}), {@code signals}:
 * each with {@code raw}, {@code value}, {@code label} and {@code unit} where there is one. Whole numbers are printed in
 * full, numbers that are none as the texts NaN, Infinity, -Infinity.
 */
final class DecodedLines implements AutoCloseable {
    private final DbcDatabase database;
    private final JsonGenerator json;
    private final DecodedFrame decoded = new DecodedFrame();

    DecodedLines(DbcDatabase database, Writer out) {
        this.database = database;
        JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .build())
                .defaultPrettyPrinter(new MinimalPrettyPrinter(""))
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        this.json = mapper.createGenerator(out);
    }

    /** A line that is no frame. */
    void fault(long line, String fault) {
        json.writeStartObject();
        json.writeNumberProperty("line", line);
        json.writeStringProperty("error", fault);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** A frame; {@code time} may be {@code null}. */
    void frame(long line, String time, String bus, CanFrame frame) {
        json.writeStartObject();
        json.writeNumberProperty("line", line);
        json.writeStringProperty("t", time);
        json.writeStringProperty("bus", bus);
        json.writeNumberProperty("id", frame.id());
        // Error frames have no identifier; Linux and its logs write them like extended ones.
        json.writeBooleanProperty("ext", frame.isExtended() || frame.isError());
        json.writeBooleanProperty("fd", frame.isFd());
        json.writeNumberProperty("len", frame.length());
        DbcMessage message = frame.isError() ? null : database.find(frame.id(), frame.isExtended());
        json.writeStringProperty("name", message == null ? null : message.name());
        flag("rtr", frame.isRemote());
        flag("errorFrame", frame.isError());
        if (message != null) {
            if (message.id() != frame.id()) {
                json.writeStringProperty("match", "pgn");
            }
            if (frame.isRemote()) {
                json.writeObjectPropertyStart("signals");
                json.writeEndObject();
            } else {
                signals(message, frame);
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void flag(String name, boolean isSet) {
        if (isSet) {
            json.writeBooleanProperty(name, true);
        }
    }

    private void signals(DbcMessage message, CanFrame frame) {
        message.decode(frame, decoded);
        flag("truncated", decoded.isTruncated());
        flag("muxUnknown", decoded.isSelectorUnknown());
        json.writeObjectPropertyStart("signals");
        for (int i = 0; i < decoded.count(); i++) {
            DbcSignal signal = decoded.signal(i);
            json.writeObjectPropertyStart(signal.name());
            if (signal.isWide()) {
                integers(signal, signal.wideRaw(frame));
            } else if (signal.isRawLong()) {
                numbers(signal, decoded.raw(i));
            } else if (signal.isReal()) {
                json.writeName("raw");
                real(signal.rawNumber(decoded.raw(i)));
                json.writeName("value");
                real(signal.isUnscaled() ? signal.rawNumber(decoded.raw(i)) : signal.value(decoded.raw(i)));
            } else {
                integers(signal, signal.rawInteger(decoded.raw(i)));
            }
            String label = signal.isWide() ? null : signal.label(decoded.raw(i));
            if (label != null) {
                json.writeStringProperty("label", label);
            }
            if (!signal.unit().isEmpty()) {
                json.writeStringProperty("unit", signal.unit());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void numbers(DbcSignal signal, long raw) {
        boolean isPlain =
                signal.isUnscaled() || signal.isWholeLong() || (!signal.isWhole() && signal.isExactInDouble());
        if (!isPlain) {
            integers(signal, BigInteger.valueOf(raw));
            return;
        }
        json.writeNumberProperty("raw", raw);
        json.writeName("value");
        if (signal.isUnscaled()) {
            json.writeNumber(raw);
        } else if (signal.isWholeLong()) {
            json.writeNumber(signal.wholeValue(raw));
        } else {
            real(signal.value(raw));
        }
    }

    private void integers(DbcSignal signal, BigInteger raw) {
        json.writeNumberProperty("raw", raw);
        json.writeName("value");
        if (signal.isUnscaled()) {
            json.writeNumber(raw);
        } else if (signal.isWhole()) {
            json.writeNumber(signal.wholeValue(raw));
        } else {
            real(signal.exactValue(raw));
        }
    }

    private void real(double number) {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeString(Double.toString(number));
        }
    }

    void flush() {
        json.flush();
    }

    @Override
    public void close() {
        json.close();
    }
}
