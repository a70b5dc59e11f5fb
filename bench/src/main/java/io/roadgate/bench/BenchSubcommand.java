package io.roadgate.bench;

import io.roadgate.gateway.cli.Subcommand;

/** Adds {@code bench} to the launcher. */
public final class BenchSubcommand implements Subcommand {
    @Override
    public Object command() {
        return new BenchCommand();
    }
}
