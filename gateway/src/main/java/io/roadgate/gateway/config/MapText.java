package io.roadgate.gateway.config;

import static io.roadgate.gateway.config.SiteTree.line;

import io.roadgate.gateway.mapfile.MapFormat;
import io.roadgate.gateway.mapfile.RoadgateMapWriter;
import io.roadgate.gateway.mapfile.SiteMapReader;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The map that a site file names.
 *
 * <p>Whatever its format, it is read once, written in the project's own form, and read back from that: this text goes behind
 * the site file's own into the journal, so that a replay has the very same map without the file.
 */
final class MapText {
    /** Stands between the site file and its map; YAML's end of a document, so that neither can hold it by chance. */
    private static final String SEPARATOR = "\n--- # the map that map.file named\n";

    /** What the journal's record of a session leaves for the map. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private MapText() {}

    /** The map of {@code map.file} in the project's own form; empty when the site file names none. */
    static String ofFile(JsonNode root, String siteFile) throws ConfigException {
        JsonNode node = root.path("map");
        if (!node.isObject()) {
            return "";
        }
        JsonNode file = node.path("file");
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(
                Path.of(file.asString()), MapFormat.named(node.path("format").asString("")), origin(root), faults);
        if (map == null) {
            throw refused(siteFile, line(file), file.asString(), faults);
        }
        String text = RoadgateMapWriter.write(map);
        if (text.length() > MOST_CHARACTERS) {
            ConfigFaults large = new ConfigFaults();
            large.add(
                    line(file),
                    "map.file",
                    "must be at most " + MOST_CHARACTERS + " characters in our own form, is " + text.length()
                            + ": cut the map to the site");
            throw new ConfigException(siteFile, large);
        }
        return text;
    }

    static String append(String siteText, String map) {
        return siteText + SEPARATOR + map;
    }

    static String without(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 0 ? text : text.substring(0, at);
    }

    static String of(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 0 ? "" : text.substring(at + SEPARATOR.length());
    }

    /** The map of a text in the project's own form, with what the site file says of its lanes checked; null = none. */
    static SiteMap read(JsonNode root, String text, String siteFile) throws ConfigException {
        JsonNode file = root.path("map").path("file");
        if (text.isEmpty()) {
            return null;
        }
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read(
                "map",
                text.getBytes(StandardCharsets.UTF_8),
                Optional.of(MapFormat.ROADGATE),
                MapOrigin.UNKNOWN,
                faults);
        if (map == null) {
            throw refused(siteFile, line(file), file.asString(""), faults);
        }
        ConfigFaults toll = new ConfigFaults();
        int index = 0;
        for (JsonNode point : root.path("toll").path("points")) {
            int lane = map.indexOf(point.path("lane").asInt(0));
            if (lane == SiteMap.NONE || map.kind(lane) != LaneKind.TOLL) {
                toll.add(
                        line(point.path("lane")),
                        "toll.points[" + index + "].lane",
                        "must be the id of a lane of kind toll of" + " the map, is " + point.path("lane"));
            }
            index++;
        }
        if (!toll.isEmpty()) {
            throw new ConfigException(siteFile, toll);
        }
        return map;
    }

    private static MapOrigin origin(JsonNode root) {
        JsonNode origin = root.path("site").path("origin");
        return new MapOrigin(
                origin.path("latDeg").asDouble(),
                origin.path("lonDeg").asDouble(),
                origin.path("heightM").asDouble());
    }

    private static ConfigException refused(String siteFile, int line, String mapFile, MapFaults faults) {
        ConfigFaults all = new ConfigFaults();
        for (MapFaults.Fault fault : faults.all()) {
            if (fault.isError()) {
                all.add(line, "map.file", mapFile + ":" + fault);
            }
        }
        return new ConfigException(siteFile, all);
    }
}
