package io.roadgate.sensor.transport;

import com.fazecast.jSerialComm.SerialPort;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The serial ports of this machine, and what keeps one from being opened. */
public final class SerialDevices {
    /** Characters of {@code vid:pid}. */
    static final int USB_IDS_LENGTH = 9;

    private static final Pattern USB_ID = Pattern.compile("[0-9a-fA-F]{4}:[0-9a-fA-F]{4}(:.+)?");

    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int ENOTTY = 25;
    private static final Map<Integer, String> MEANINGS = Map.of(
            2,
            "it is not there: is it plugged in?",
            5,
            "it does not answer (I/O error): pull it and plug it in again",
            6,
            "there is no device behind it: a port without hardware",
            16,
            "another program has it open: stop that one (./roadgate devices says which)",
            EINVAL,
            "it does not take these settings: try another speed, parity or number of stop bits",
            ENOTTY,
            "it is not a serial port");

    private SerialDevices() {}

    /** The ports, by path. Opens none. */
    public static List<SerialDevice> list() {
        return Arrays.stream(SerialPort.getCommPorts())
                .map(port -> new SerialDevice(
                        port.getSystemPortPath(),
                        text(port.getDescriptivePortName()),
                        port.getVendorID(),
                        port.getProductID(),
                        text(port.getSerialNumber())))
                .sorted(Comparator.comparing(SerialDevice::path))
                .toList();
    }

    private static String text(String value) {
        // The library says Unknown where it knows nothing.
        return value == null || "Unknown".equalsIgnoreCase(value) ? "" : value;
    }

    static boolean isUsbId(String name) {
        return USB_ID.matcher(name).matches();
    }

    /** The path of the port that a site file means: a path that is there, USB ids, or a part of a description. */
    public static Optional<String> find(String name) {
        try {
            return Optional.of(pathOf(name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The path of the port that is meant.
     *
     * @throws IOException when there is none, or more than one; the message says how to name it.
     */
    static String pathOf(String name) throws IOException {
        if (name.startsWith("/")) {
            if (!Files.exists(Path.of(name))) {
                throw new IOException(name + " is not there: is the device plugged in? (./roadgate devices lists all)");
            }
            return name;
        }
        return pathOf(name, list());
    }

    static String pathOf(String name, List<SerialDevice> devices) throws IOException {
        List<SerialDevice> meant =
                devices.stream().filter(device -> device.isMeantBy(name)).toList();
        if (meant.size() == 1) {
            return meant.get(0).path();
        }
        String kind = isUsbId(name) ? "USB ids " + name : "'" + name + "' in its description";
        if (meant.isEmpty()) {
            throw new IOException("no serial port with " + kind
                    + " is there: is the adapter plugged in? (./roadgate devices lists all)");
        }
        throw new IOException(meant.size() + " serial ports have " + kind + ": "
                + String.join(", ", meant.stream().map(SerialDevice::path).toList())
                + "; name one by its path or with its serial number");
    }

    /** Why a port could not be opened, and what to do: by the error number of the system. */
    static String troubleOf(String path, int errorNumber, Settings settings) {
        if (errorNumber == EACCES) {
            return path + ": permission denied: " + permissionFix(Path.of(path));
        }
        if (settings.flag("rs485") && (errorNumber == EINVAL || errorNumber == ENOTTY)) {
            return path + ": its driver has no RS-485 mode (error " + errorNumber
                    + "): set rs485: false when the adapter switches direction by itself";
        }
        String meaning = MEANINGS.get(errorNumber);
        return path + " cannot be opened: " + (meaning == null ? "error " + errorNumber : meaning);
    }

    /** The command that gives this user the right to open a device file. */
    public static String permissionFix(Path device) {
        String group = "dialout";
        try {
            group = Files.getAttribute(device, "posix:group").toString();
        } catch (IOException | UnsupportedOperationException e) {
            // Then the usual group of serial ports is the best guess.
            return fixWith(group);
        }
        return "root".equals(group)
                ? "the device belongs to root alone: a udev rule with GROUP=\"dialout\" lets others in"
                : fixWith(group);
    }

    private static String fixWith(String group) {
        return "add the user to group " + group + " (usermod -aG " + group + " " + System.getProperty("user.name")
                + ") and log in anew";
    }
}
