package io.roadgate.gateway.cli;

import picocli.CommandLine.IVersionProvider;

/** The release that is running, from the jar's manifest. */
public final class Release implements IVersionProvider {
    /** {@code 0.1.0}, or {@code development} when run from classes. */
    public static String name() {
        String version = Release.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"roadgate " + name() + " on Java " + Runtime.version()};
    }
}
