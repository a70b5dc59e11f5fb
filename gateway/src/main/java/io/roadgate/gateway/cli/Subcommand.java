package io.roadgate.gateway.cli;

/** A command that another module adds to {@code roadgate}; found through {@code ServiceLoader}. */
public interface Subcommand {
    /** A picocli command object. */
    Object command();
}
