package io.roadgate.gateway.cli;

import io.roadgate.gateway.doctor.AttachedDevices;
import io.roadgate.gateway.doctor.AttachedDevices.Network;
import io.roadgate.gateway.doctor.AttachedDevices.Port;
import io.roadgate.gateway.doctor.CanInterface;
import io.roadgate.gateway.doctor.SerialProbe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.SystemUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code roadgate devices}: what is attached to this machine. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = {
            "Lists serial ports, CAN interfaces and network interfaces, who has them open and what keeps them shut.",
            "Opens nothing unless --probe is given: opening a serial port moves its DTR and RTS lines, which resets "
                    + "some devices."
        },
        footer = {"", "Exit codes: 0 listed, 2 command misused."})
public final class DevicesCommand implements Callable<Integer> {
    @Option(names = "--probe", description = "Listens on free serial ports and says what seems to be attached.")
    private boolean isProbing;

    @Option(names = "--port", paramLabel = "PATH", description = "Only this serial port; may be given several times.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "800ms",
            description = "How long to listen at each speed (default: ${DEFAULT-VALUE}).")
    private String duration;

    @Option(names = "--json", description = "One JSON object instead of tables.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long listenNs;
        try {
            listenNs = SystemUtil.parseDuration("--for", duration);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--for wants a duration like 800ms or 2s, not " + duration, e);
        }
        AttachedDevices devices = AttachedDevices.look(paths, isProbing ? new SerialProbe(listenNs) : null);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.shared().writeValueAsString(devices));
        } else {
            print(devices, out);
        }
        out.flush();
        return 0;
    }

    private void print(AttachedDevices devices, PrintWriter out) {
        TextTable serial = new TextTable("SERIAL PORT", "USB ID", "DESCRIPTION", "STATE", isProbing ? "HEARD" : "");
        for (Port port : devices.serial()) {
            serial.add(port.path(), port.usbId(), port.description(), port.state(), port.heard());
        }
        serial.print(out, "no serial port: is the adapter plugged in? (lsusb, dmesg)");
        TextTable can = new TextTable("CAN INTERFACE", "STATE", "BIT/S", "DRIVER", "TO DO");
        for (CanInterface one : devices.can()) {
            can.add(
                    one.name(),
                    one.state(),
                    one.bitrateBps() == 0 ? "-" : Integer.toString(one.bitrateBps()),
                    one.driver().isEmpty() ? "virtual" : one.driver(),
                    one.advice());
        }
        can.print(out, "no CAN interface: an adapter with its own kernel driver shows here (modprobe can_dev; dmesg)");
        TextTable network = new TextTable("NETWORK", "STATE", "MULTICAST", "ADDRESSES");
        for (Network one : devices.network()) {
            network.add(
                    one.name(),
                    one.isUp() ? "up" : "down",
                    one.isMulticast() ? "yes" : "no",
                    String.join(", ", one.addresses()));
        }
        network.print(out, "no network interface has an address");
    }
}
