package io.roadgate.sensor.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One CAN interface of this machine, as the transports that listen on it share it.
 *
 * <p>Source: {@code /sys/class/net/NAME/flags} (IFF_UP is bit 0) and {@code type} (280 = CAN); restart as {@code ip}
 * documents it for CAN devices.
 */
final class CanInterface {
    private static final Map<String, CanInterface> ALL = new ConcurrentHashMap<>();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,14}");
    private static final Path NETWORK = Path.of("/sys/class/net");
    private static final String CAN_TYPE = "280";
    private static final int IFF_UP = 1;
    private static final long COMMAND_LIMIT_MS = 5_000;
    // Each listener sees the same bus-off; one restart serves all.
    private static final long SHARED_NS = 150_000_000L;

    private final String name;
    private long restartedAtNs;
    private String restartOutcome = "";
    private boolean hasRestarted;

    private CanInterface(String name) {
        this.name = name;
    }

    /** Whether an interface can have that name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The interface of this name, whether it is there or not.
     *
     * @throws IllegalArgumentException when no interface can have that name.
     */
    static CanInterface of(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("interface must be a name like can0, is '" + name + "'");
        }
        return ALL.computeIfAbsent(name, CanInterface::new);
    }

    /** Names of the CAN interfaces that this machine has now. */
    static List<String> list() {
        List<String> names = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(NETWORK)) {
            for (Path entry : entries) {
                if (CAN_TYPE.equals(read(entry.resolve("type")))) {
                    names.add(entry.getFileName().toString());
                }
            }
        } catch (IOException e) {
            // A machine without this directory has no interface to show.
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** What keeps it from being listened on, with the fix; empty when nothing does. */
    String obstacle() {
        if (!Files.isDirectory(NETWORK)) {
            return "";
        }
        String flags = read(NETWORK.resolve(name).resolve("flags"));
        if (flags.isEmpty()) {
            return "there is no interface " + name + ": load its driver or plug it in; those there are: "
                    + (list().isEmpty() ? "none" : String.join(", ", list()));
        }
        String type = read(NETWORK.resolve(name).resolve("type"));
        if (!CAN_TYPE.equals(type)) {
            return name + " is no CAN interface";
        }
        return (Integer.decode(flags) & IFF_UP) != 0
                ? ""
                : name + " is down: ip link set " + name + " up type can bitrate 500000";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /**
     * Takes the controller out of bus-off. Takes some milliseconds, five seconds at most.
     *
     * @return what went wrong; empty when it was done.
     */
    synchronized String restart(long nowNs) {
        if (!hasRestarted || Math.abs(nowNs - restartedAtNs) > SHARED_NS) {
            restartOutcome = runRestart();
            restartedAtNs = nowNs;
            hasRestarted = true;
        }
        return restartOutcome;
    }

    private String runRestart() {
        try {
            Process ip = new ProcessBuilder("ip", "link", "set", "dev", name, "type", "can", "restart")
                    .redirectErrorStream(true)
                    .start();
            ip.getOutputStream().close();
            if (!ip.waitFor(COMMAND_LIMIT_MS, TimeUnit.MILLISECONDS)) {
                ip.destroyForcibly();
                return "ip did not end within " + COMMAND_LIMIT_MS + " ms";
            }
            String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return ip.exitValue() == 0
                    ? ""
                    : String.format(Locale.ROOT, "ip ended with %d: %s", ip.exitValue(), said.replace('\n', ' '));
        } catch (IOException e) {
            return "ip cannot be run: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
