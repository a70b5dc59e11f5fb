package io.roadgate.gateway.doctor;

import io.roadgate.gateway.doctor.OpenFiles.Holder;
import io.roadgate.sensor.transport.SerialDevice;
import io.roadgate.sensor.transport.SerialDevices;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What is attached to this machine.
 *
 * @param serial its serial ports.
 * @param can its CAN interfaces.
 * @param network its network interfaces.
 */
public record AttachedDevices(List<Port> serial, List<CanInterface> can, List<Network> network) {
    /**
     * One serial port.
     *
     * @param path of its device file.
     * @param description in its adapter's own words.
     * @param usbId {@code vid:pid[:serial]}; empty = not USB.
     * @param state {@code free}, or why it cannot be used, with the fix.
     * @param heard what seems to be attached; empty = not listened to.
     */
    public record Port(String path, String description, String usbId, String state, String heard) {
        /** Whether it can be opened now. */
        public boolean canBeOpened() {
            return "free".equals(state);
        }

        private Port with(String newHeard) {
            return new Port(path, description, usbId, state, newHeard);
        }
    }

    /**
     * One network interface.
     *
     * @param name as in {@code eth0}.
     * @param isUp whether it is up.
     * @param isMulticast whether {@code multicast: group@name} can be used with it.
     * @param addresses of it.
     */
    public record Network(String name, boolean isUp, boolean isMulticast, List<String> addresses) {}

    /**
     * Looks, and listens when there is a probe.
     *
     * @param paths serial ports to look at, also such as the system does not list; none = all that it lists.
     * @param probe {@code null} = open nothing.
     */
    public static AttachedDevices look(List<String> paths, SerialProbe probe) {
        OpenFiles openFiles = new OpenFiles();
        List<Port> ports = new ArrayList<>();
        List<SerialDevice> devices = SerialDevices.list();
        if (paths.isEmpty()) {
            devices.forEach(device -> ports.add(port(device, openFiles)));
        }
        for (String path : paths) {
            ports.add(port(
                    devices.stream()
                            .filter(device -> device.path().equals(path))
                            .findFirst()
                            .orElse(new SerialDevice(path, "", -1, -1, "")),
                    openFiles));
        }
        if (probe != null) {
            ports.replaceAll(port -> port.canBeOpened() ? port.with(probe.listen(port.path())) : port);
        }
        return new AttachedDevices(ports, CanInterface.list(), networks());
    }

    private static Port port(SerialDevice device, OpenFiles openFiles) {
        return new Port(device.path(), device.description(), device.usbId(), state(device.path(), openFiles), "");
    }

    private static String state(String path, OpenFiles openFiles) {
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            return "not there";
        }
        List<Holder> holders = openFiles.holdersOf(file);
        if (!holders.isEmpty()) {
            return "in use by " + OpenFiles.inWords(holders);
        }
        return Files.isReadable(file) && Files.isWritable(file)
                ? "free"
                : "no permission: " + SerialDevices.permissionFix(file);
    }

    private static List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                List<String> addresses = Collections.list(one.getInetAddresses()).stream()
                        .map(InetAddress::getHostAddress)
                        .map(address -> address.replaceAll("%.*", ""))
                        .toList();
                if (!addresses.isEmpty()) {
                    networks.add(new Network(one.getName(), one.isUp(), one.supportsMulticast(), addresses));
                }
            }
        } catch (SocketException e) {
            return networks;
        }
        networks.sort(Comparator.comparing(Network::name));
        return networks;
    }
}
