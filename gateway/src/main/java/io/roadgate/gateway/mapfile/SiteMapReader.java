package io.roadgate.gateway.mapfile;

import com.networknt.schema.InputFormat;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.SitePlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The one entry for maps from files: finds the format by content, reads, checks the whole.
 *
 * <p><b>Errors:</b> whatever a file holds, all that is wrong with it stands in the faults afterwards; nothing is thrown. A
 * file larger than {@link #MOST_BYTES} is not read.
 */
public final class SiteMapReader {
    /** Largest file that is read. */
    public static final long MOST_BYTES = 64L << 20;

    private static final int PROBE_BYTES = 4096;
    private static final double SAME_PLACE_M = 0.005;
    private static final double FARTHEST_M = 20_000;

    private SiteMapReader() {}

    /**
     * Reads a map.
     *
     * @param faults takes every error and note.
     * @return the map, or {@code null} when there are errors.
     */
    public static SiteMap read(Path file, MapFaults faults) {
        return read(file, Optional.empty(), MapOrigin.UNKNOWN, faults);
    }

    /**
     * Reads a map of a format for a site.
     *
     * @param format empty = found by content.
     * @param origin of the site: places are moved there when the file has another one. Unknown = as the file has it.
     */
    public static SiteMap read(Path file, Optional<MapFormat> format, MapOrigin origin, MapFaults faults) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                faults.error(0, "", "must be at most " + (MOST_BYTES >> 20) + " MB, is " + (size >> 20) + " MB");
                return null;
            }
            return read(String.valueOf(file.getFileName()), Files.readAllBytes(file), format, origin, faults);
        } catch (NoSuchFileException e) {
            faults.error(0, "", "there is no such file");
        } catch (IOException e) {
            faults.error(0, "", "cannot be read: " + e.getMessage());
        }
        return null;
    }

    /** Reads a map from the content of a file of this name. */
    public static SiteMap read(
            String fileName, byte[] content, Optional<MapFormat> format, MapOrigin origin, MapFaults faults) {
        MapDraft draft = draft(fileName, content, format, origin, faults);
        if (draft == null) {
            return null;
        }
        if (origin.isKnown()) {
            moveTo(draft, origin, faults);
        }
        return draft.build(faults);
    }

    private static MapDraft draft(
            String fileName, byte[] content, Optional<MapFormat> format, MapOrigin origin, MapFaults faults) {
        String lowerName = fileName.toLowerCase(Locale.ROOT);
        char first = firstCharacter(content);
        if (first == '<') {
            return xml(fileName, content, format, origin, faults);
        }
        boolean isYaml = lowerName.endsWith(".yaml") || lowerName.endsWith(".yml");
        if (first == '{' || isYaml) {
            return json(fileName, content, isYaml ? InputFormat.YAML : InputFormat.JSON, format, origin, faults);
        }
        if (format.isPresent() && format.get() != MapFormat.MAP_UPER) {
            faults.error(1, "", "must be of the format " + format.get().key() + ", is neither XML nor JSON");
            return null;
        }
        if (content.length == 0) {
            faults.error(0, "", "must be a map, is empty");
            return null;
        }
        byte[] octets = fromHex(content);
        return MapMessage.decode(fileName, octets == null ? content : octets, origin, faults);
    }

    private static MapDraft xml(
            String fileName, byte[] content, Optional<MapFormat> format, MapOrigin origin, MapFaults faults) {
        XmlNode root = XmlNode.read(content, faults);
        if (root == null) {
            return null;
        }
        MapFormat found = switch (root.name) {
            case "OpenDRIVE" -> MapFormat.OPENDRIVE;
            case "net" -> MapFormat.SUMO;
            default -> null;
        };
        if (found == null || format.map(wanted -> wanted != found).orElse(false)) {
            faults.error(
                    root.line,
                    "",
                    "must have the root element OpenDRIVE or net"
                            + format.map(wanted -> " (format " + wanted.key() + ")")
                                    .orElse("") + ", has " + root.name);
            return null;
        }
        return found == MapFormat.SUMO
                ? SumoNetReader.read(fileName, root, origin, faults)
                : OpenDriveReader.read(fileName, root, origin, faults);
    }

    private static MapDraft json(
            String fileName,
            byte[] content,
            InputFormat text,
            Optional<MapFormat> format,
            MapOrigin origin,
            MapFaults faults) {
        JsonNode root = LocatedTree.read(content, text, faults);
        if (root == null) {
            return null;
        }
        MapFormat found = format.orElseGet(() -> found(root));
        return switch (found) {
            case FUSION -> FusionMapReader.read(fileName, root, faults);
            case MAP_JER -> MapMessage.read(fileName, root, origin, faults);
            case ROADGATE -> RoadgateMapReader.read(fileName, root, faults);
            default -> {
                faults.error(1, "", "must be of the format " + found.key() + ", is JSON");
                yield null;
            }
        };
    }

    private static MapFormat found(JsonNode root) {
        if (FusionMapReader.isLike(root)) {
            return MapFormat.FUSION;
        }
        return MapMessage.isLike(root) ? MapFormat.MAP_JER : MapFormat.ROADGATE;
    }

    private static char firstCharacter(byte[] content) {
        int at = content.length >= 3 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB ? 3 : 0;
        while (at < content.length
                && (content[at] == ' ' || content[at] == '\n' || content[at] == '\r' || content[at] == '\t')) {
            at++;
        }
        return at < content.length ? (char) (content[at] & 0xFF) : 0;
    }

    /** Octets of a text of hex digits; {@code null} when it is none. */
    private static byte[] fromHex(byte[] content) {
        for (int i = 0; i < Math.min(content.length, PROBE_BYTES); i++) {
            char c = (char) (content[i] & 0xFF);
            if (!HexFormat.isHexDigit(c) && !Character.isWhitespace(c)) {
                return null;
            }
        }
        String digits = new String(content, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        try {
            return digits.length() >= 2 ? HexFormat.of().parseHex(digits) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A map about another origin than the site's is moved; one far away is of another site. */
    private static void moveTo(MapDraft draft, MapOrigin wanted, MapFaults faults) {
        MapOrigin own = draft.origin();
        if (own.isKnown()) {
            SitePlane plane = new SitePlane(wanted.latDeg(), wanted.lonDeg(), 0);
            double eastM = plane.eastMOfDeg(own.lonDeg());
            double northM = plane.northMOfDeg(own.latDeg());
            boolean areHeightsKnown = !Double.isNaN(own.heightM()) && !Double.isNaN(wanted.heightM());
            double upM = areHeightsKnown ? own.heightM() - wanted.heightM() : 0;
            double awayM = Math.sqrt(eastM * eastM + northM * northM);
            if (awayM > FARTHEST_M) {
                faults.error(
                        0,
                        "",
                        "must be of this site: its origin (" + own.latDeg() + ", " + own.lonDeg() + ") is "
                                + Math.round(awayM / 1000) + " km from the site's (" + wanted.latDeg() + ", "
                                + wanted.lonDeg() + ")");
                return;
            }
            if (awayM > SAME_PLACE_M || Math.abs(upM) > SAME_PLACE_M) {
                draft.shift(eastM, northM, upM);
                faults.note(
                        0,
                        "",
                        "has another origin than the site: moved by " + Math.round(eastM * 100) / 100.0 + " m east, "
                                + Math.round(northM * 100) / 100.0 + " m north, " + Math.round(upM * 100) / 100.0
                                + " m up");
            }
        }
        draft.origin(wanted);
    }
}
