package io.roadgate.sensor.dbc;

/**
 * One thing that is wrong with a DBC or mapping file.
 *
 * @param file its name as it was given.
 * @param line 1..., 0 = the file as a whole.
 * @param expected what was expected and what is there.
 */
public record DbcFault(String file, int line, String expected) {
    /** {@code file:line: what was expected}. */
    @Override
    public String toString() {
        return file + ":" + (line == 0 ? "" : line + ":") + " " + expected;
    }
}
