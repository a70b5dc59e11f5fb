package io.roadgate.sim.harness;

import io.roadgate.gateway.cli.Subcommand;

/** Adds {@code demo} to the launcher. */
public final class DemoSubcommand implements Subcommand {
    @Override
    public Object command() {
        return new DemoCommand();
    }
}
