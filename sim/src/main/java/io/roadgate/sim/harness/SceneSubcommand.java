package io.roadgate.sim.harness;

import io.roadgate.gateway.cli.Subcommand;

/** Adds {@code scene} to the launcher. */
public final class SceneSubcommand implements Subcommand {
    @Override
    public Object command() {
        return new SceneCommand();
    }
}
