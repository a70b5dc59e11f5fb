package io.roadgate.gateway.mapfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The maps that come with the project, and maps from text. */
public final class ExampleMaps {
    private ExampleMaps() {}

    /** File of one. */
    public static Path file(String name) {
        return Path.of(System.getProperty("roadgate.root", ".."), "gateway", "conf", "maps", name);
    }

    /** One of them, which must be good. */
    public static SiteMap read(String name) {
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(file(name), faults);
        assertThat(faults.all()).as(name).isEmpty();
        return map;
    }

    static SiteMap parse(String name, String text, MapFaults faults) {
        return SiteMapReader.read(
                name, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), MapOrigin.UNKNOWN, faults);
    }
}
