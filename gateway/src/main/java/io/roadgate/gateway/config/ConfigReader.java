package io.roadgate.gateway.config;

import io.roadgate.gateway.roadmap.SiteMap;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Reads a site file: shape by JSON schema, values by the declarations of each stage, cross references by hand. */
public final class ConfigReader {
    private final Declarations declarations;
    private final UnaryOperator<String> environment;

    /**
     * A reader.
     *
     * @param declarations what the stages let the file set.
     * @param environment gives the value of an environment variable, {@code null} when it is not set; secrets come from there.
     */
    public ConfigReader(Declarations declarations, UnaryOperator<String> environment) {
        this.declarations = declarations;
        this.environment = environment;
    }

    /**
     * Reads and checks a file.
     *
     * @throws ConfigException with every fault of it.
     */
    public GatewayConfig read(Path file) throws ConfigException {
        ConfigFaults faults = new ConfigFaults();
        String text = "";
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            faults.add(1, "", "there is no such file; start from gateway/conf/example-site.yaml");
        } catch (MalformedInputException e) {
            faults.add(1, "", "must be UTF-8 text");
        } catch (IOException e) {
            faults.add(1, "", "cannot be read: " + e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(file.toString(), faults);
        }
        JsonNode root = tree(file.toString(), text);
        String map = MapText.ofFile(root, file.toString());
        GatewayConfig config = bind(file.toString(), map.isEmpty() ? text : MapText.append(text, map), root, map);
        checkFiles(file.toString(), config, root);
        return config;
    }

    /** Files that drivers read; not for a journal's site file, which is replayed where they are not. */
    private static void checkFiles(String file, GatewayConfig config, JsonNode root) throws ConfigException {
        ConfigFaults faults = new ConfigFaults();
        for (GatewayConfig.Sensor sensor : config.sensors()) {
            int index = sensor.number() - 1;
            JsonNode given = root.path("sensors").path(index);
            JsonNode at = given.has("settings") ? given.path("settings") : given;
            for (String fault : sensor.driver().check(sensor.settings())) {
                faults.add(SiteTree.line(at), "sensors[" + index + "].settings", fault);
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(file, faults);
        }
    }

    /**
     * Checks a text that was read from this file, with the map behind it that {@code map.file} named then.
     *
     * @throws ConfigException with every fault of it.
     */
    public GatewayConfig parse(String file, String text) throws ConfigException {
        String own = MapText.without(text);
        return bind(file, text, tree(file, own), MapText.of(text));
    }

    private JsonNode tree(String file, String text) throws ConfigException {
        ConfigFaults faults = new ConfigFaults();
        JsonNode root = SiteTree.read(text, faults);
        if (root != null) {
            SiteTree.checkShape(root, faults);
            new SiteCheck(declarations, environment, faults).check(root);
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(file, faults);
        }
        return root;
    }

    private GatewayConfig bind(String file, String text, JsonNode root, String map) throws ConfigException {
        SiteMap ofFile = MapText.read(root, map, file);
        try {
            return new SiteBinder(declarations, environment).bind(text, root, ofFile);
        } catch (IllegalArgumentException e) {
            // A path or address that only the operating system or the JDK knows to be impossible.
            ConfigFaults faults = new ConfigFaults();
            faults.add(1, "", "cannot be used: " + e.getMessage());
            throw new ConfigException(file, faults);
        }
    }
}
