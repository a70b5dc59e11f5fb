package io.roadgate.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway's configuration for the simulated site: a template whose ports, paths and directories are filled in.
 *
 * <p>A whole number in place of a quoted placeholder loses the quotes, so that a port is a number in the file.
 */
public final class SiteFile {
    private static final String TEMPLATE = "liangjiang-site.yaml";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern QUOTED_NUMBER = Pattern.compile("\"(\\d{1,9})\"");

    private SiteFile() {}

    /** The text with its placeholders. */
    public static String template() {
        try (InputStream in = SiteFile.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(TEMPLATE, e);
        }
    }

    /** The names that {@link #write} needs values for. */
    public static Set<String> placeholders() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(template());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * Writes the file.
     *
     * @throws IllegalArgumentException when the names are not exactly {@link #placeholders}, or a value has a quote, a
     *     backslash or a line break in it.
     */
    public static void write(Path path, Map<String, String> values) throws IOException {
        if (!placeholders().equals(values.keySet())) {
            throw new IllegalArgumentException(
                    "values for " + placeholders() + " wanted, for " + values.keySet() + " given");
        }
        String text = PLACEHOLDER.matcher(template()).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ')) {
                throw new IllegalArgumentException("not allowed in a site file: " + value);
            }
            return Matcher.quoteReplacement(value);
        });
        Files.writeString(path, QUOTED_NUMBER.matcher(text).replaceAll("$1"));
    }
}
