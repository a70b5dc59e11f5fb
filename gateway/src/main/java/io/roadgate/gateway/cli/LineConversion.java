package io.roadgate.gateway.cli;

import io.roadgate.v2x.interpret.ValueFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Turns each line of an input into one of an output, a bad one into a JSON object that says what is wrong. */
final class LineConversion {
    private static final JsonFactory JSON = new JsonFactory();

    /** What is done with a line. */
    @FunctionalInterface
    interface Step {
        /** The output for a line without its surrounding blanks; {@link ValueFault} if it is bad. */
        String convert(String line);
    }

    private LineConversion() {}

    /**
     * Goes through all lines; what is written is flushed whenever no more input waits.
     *
     * @return whether all lines were good
     */
    static boolean run(BufferedReader in, PrintWriter out, Step step) throws IOException {
        boolean isGood = true;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            isGood &= convert(line, out, step);
            if (!in.ready()) {
                out.flush();
            }
        }
        out.flush();
        return isGood;
    }

    private static boolean convert(String line, PrintWriter out, Step step) {
        boolean isGood = true;
        String result;
        try {
            String text = line.strip();
            result = step.convert(text);
        } catch (ValueFault fault) {
            result = error(fault);
            isGood = false;
        }
        out.write(result);
        out.write('\n');
        return isGood;
    }

    private static String error(ValueFault fault) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("error", fault.getMessage());
            if (fault.bit() != ValueFault.NO_BIT) {
                out.writeNumberProperty("bit", fault.bit());
            }
            out.writeEndObject();
        }
        return text.toString();
    }
}
