package io.roadgate.sim.scene;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The files of one scene in a directory, by name.
 *
 * @param directory where they lie.
 * @param scene the part of their names that tells scenes apart.
 */
public record SceneFiles(Path directory, String scene) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is known beforehand. */
    public Path map() {
        return directory.resolve("map-" + scene + ".json");
    }

    /** What sensors gave. */
    public Path observations() {
        return directory.resolve("observations-" + scene + ".jsonl.gz");
    }

    /** What was there. */
    public Path truth() {
        return directory.resolve("truth-" + scene + ".jsonl.gz");
    }

    /** The true object of each detection. */
    public Path assignment() {
        return directory.resolve("assoc-" + scene + ".jsonl.gz");
    }

    /** Hazards that were there. */
    public Path events() {
        return directory.resolve("events-truth-" + scene + ".jsonl.gz");
    }

    /** Reads the map. */
    public SceneMap readMap() throws IOException {
        try {
            return SceneMap.read(JSON.readTree(Files.readString(map())));
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new IOException(map() + " is no map of a scene: " + e.getMessage(), e);
        }
    }

    /** Gives each line of a file of JSON lines, compressed or not by its first bytes, in order. */
    public static void readLines(Path file, Consumer<JsonNode> each) throws IOException {
        int number = 0;
        try (InputStream in = open(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    each.accept(JSON.readTree(line));
                }
            }
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new java.io.BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean isCompressed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return isCompressed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    /** Writes one JSON document. */
    public static void write(Path file, JsonNode document) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(document) + "\n");
    }

    /** Writes JSON lines, compressed where the name ends in {@code .gz}; the same lines give the same bytes. */
    public static void writeLines(Path file, Iterable<? extends JsonNode> lines) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
                Writer writer = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            for (JsonNode line : lines) {
                writer.write(JSON.writeValueAsString(line));
                writer.write('\n');
            }
        }
    }
}
