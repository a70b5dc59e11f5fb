package io.roadgate.gateway.cli;

import io.roadgate.sensor.etc.EtcDialect;
import io.roadgate.sensor.etc.EtcFieldVisitor;
import io.roadgate.sensor.etc.EtcFrame;
import io.roadgate.sensor.etc.EtcListener;
import io.roadgate.sensor.frame.FrameFault;
import java.io.PrintWriter;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** One JSON line for each frame of an ETC antenna, and one for each damaged stretch. */
final class EtcLines implements EtcListener, EtcFieldVisitor {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final PrintWriter out;
    private final JsonGenerator json;
    private long damageCount;
    private boolean hasLine;

    EtcLines(PrintWriter out) {
        this.out = out;
        this.json =
                new JsonMapper(JsonFactory.builder().rootValueSeparator("\n").build()).createGenerator(out);
    }

    long damageCount() {
        return damageCount;
    }

    void flush() {
        json.flush();
        if (hasLine) {
            out.print('\n');
        }
        out.flush();
    }

    @Override
    public void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs) {
        json.writeStartObject();
        json.writeNumberProperty("offset", streamOffset);
        if (frame.dialect() == EtcDialect.LENGTH_CRC) {
            json.writeNumberProperty("ver", 0);
            json.writeStringProperty("seq", HEX.toHexDigits((byte) frame.control()));
        } else {
            json.writeNumberProperty("len", wireLength);
            json.writeStringProperty("rsctl", HEX.toHexDigits((byte) frame.control()));
        }
        json.writeStringProperty("type", HEX.toHexDigits((byte) frame.type()));
        frame.visit(this);
        endLine();
    }

    @Override
    public void onEtcDamage(long streamOffset, long length, FrameFault fault) {
        damageCount++;
        json.writeStartObject();
        json.writeNumberProperty("offset", streamOffset);
        json.writeNumberProperty("length", length);
        json.writeStringProperty("error", fault.label());
        endLine();
    }

    private void endLine() {
        json.writeEndObject();
        hasLine = true;
    }

    @Override
    public void number(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    @Override
    public void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    @Override
    public void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    @Override
    public void beginFile(String name) {
        json.writeObjectPropertyStart(name);
    }

    @Override
    public void endFile() {
        json.writeEndObject();
    }
}
