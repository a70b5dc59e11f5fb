package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The one entry for maps from files: finds the format, reads, checks the whole.
 *
 * <p><b>Errors:</b> whatever a file holds, all that is wrong with it stands in the faults afterwards; nothing is thrown. A
 * file larger than {@link #MOST_BYTES} is not read.
 */
public final class SiteMapReader {
    /** Largest file that is read. */
    public static final long MOST_BYTES = 64L << 20;

    private SiteMapReader() {}

    /**
     * Reads a map.
     *
     * @param faults takes every error and note.
     * @return the map, or {@code null} when there are errors.
     */
    public static SiteMap read(Path file, MapFaults faults) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                faults.error(0, "", "must be at most " + (MOST_BYTES >> 20) + " MB, is " + (size >> 20) + " MB");
                return null;
            }
            return read(String.valueOf(file.getFileName()), Files.readAllBytes(file), faults);
        } catch (NoSuchFileException e) {
            faults.error(0, "", "there is no such file");
        } catch (IOException e) {
            faults.error(0, "", "cannot be read: " + e.getMessage());
        }
        return null;
    }

    /** Reads a map from the content of a file of this name. */
    public static SiteMap read(String fileName, byte[] content, MapFaults faults) {
        MapDraft draft = FusionMapReader.read(fileName, content, faults);
        return draft == null || faults.hasErrors() ? null : draft.build(faults);
    }
}
