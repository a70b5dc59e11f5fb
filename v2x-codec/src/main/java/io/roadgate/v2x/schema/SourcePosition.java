package io.roadgate.v2x.schema;

/** A line of a module file, to which a fault or a definition belongs. */
public record SourcePosition(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
