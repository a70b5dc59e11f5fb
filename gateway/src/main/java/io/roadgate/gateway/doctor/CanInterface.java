package io.roadgate.gateway.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CAN interface of the kernel (SocketCAN).
 *
 * @param name as in {@code can0}.
 * @param state {@code up}, {@code down}, or the controller's: {@code error-passive}, {@code bus-off} ...
 * @param bitrateBps 0 = unknown or none (virtual).
 * @param driver of the kernel; empty = virtual.
 * @param advice what to do before it can be used; empty = it is ready.
 */
public record CanInterface(String name, String state, int bitrateBps, String driver, String advice) {
    private static final String CAN_HARDWARE_TYPE = "280";
    private static final int IP_LIMIT_S = 3;

    /** The interfaces of this machine. */
    public static List<CanInterface> list() {
        return list(Path.of("/sys/class/net"), CanInterface::ipLink);
    }

    /** Tells what {@code ip} knows of an interface, as its JSON; empty when there is no such program. */
    @FunctionalInterface
    interface LinkQuery {
        String of(String name);
    }

    static List<CanInterface> list(Path sysClassNet, LinkQuery query) {
        List<CanInterface> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(sysClassNet)) {
            for (Path one : all) {
                if (CAN_HARDWARE_TYPE.equals(firstLine(one.resolve("type")))) {
                    found.add(of(one, query));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(CanInterface::name));
        return found;
    }

    private static CanInterface of(Path folder, LinkQuery query) {
        String name = folder.getFileName().toString();
        String driver = driver(folder.resolve("device").resolve("driver"));
        boolean isUp = isUp(firstLine(folder.resolve("flags")));
        JsonNode data = details(query.of(name));
        String controller = data.path("state").asString("").toLowerCase(Locale.ROOT);
        int bitrateBps = data.path("bittiming").path("bitrate").asInt(0);
        String state = !isUp ? "down" : controller.isEmpty() || "error-active".equals(controller) ? "up" : controller;
        return new CanInterface(name, state, bitrateBps, driver, advice(name, state, driver, bitrateBps));
    }

    private static String advice(String name, String state, String driver, int bitrateBps) {
        return switch (state) {
            case "down" ->
                driver.isEmpty()
                        ? "ip link set " + name + " up"
                        : "ip link set " + name + " up type can bitrate " + (bitrateBps > 0 ? bitrateBps : 500_000)
                                + " restart-ms 100";
            case "bus-off" ->
                "the bus is off: check bitrate, termination (120 ohm at both ends) and wiring, then ip link set " + name
                        + " type can restart";
            case "error-passive", "error-warning" ->
                "many errors on the bus: check bitrate, termination (120 ohm at both ends) and wiring";
            default -> "";
        };
    }

    private static String driver(Path link) {
        try {
            return Files.exists(link) ? link.toRealPath().getFileName().toString() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Flag IFF_UP; {@code operstate} says only "unknown" of many CAN drivers. */
    private static boolean isUp(String flags) {
        return flags.startsWith("0x") && (Integer.parseInt(flags.substring(2), 16) & 1) == 1;
    }

    private static JsonNode details(String json) {
        JsonMapper mapper = JsonMapper.shared();
        try {
            JsonNode root = json.isBlank() ? mapper.createObjectNode() : mapper.readTree(json);
            return root.path(0).path("linkinfo").path("info_data");
        } catch (JacksonException e) {
            return mapper.createObjectNode();
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String ipLink(String name) {
        try {
            Process ip = new ProcessBuilder("ip", "-json", "-details", "link", "show", "dev", name)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ip.waitFor(IP_LIMIT_S, TimeUnit.SECONDS) ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
