package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Every kind of wire: one row each. */
public enum TransportKind {
    /** A serial line. */
    SERIAL(
            "serial",
            "serial line",
            List.of("path"),
            List.of(CanFraming.SLCAN),
            SerialTransport.SETTINGS,
            SerialTransport::new,
            SerialTransport::faultsOf),
    /** Datagrams. */
    UDP(
            "udp",
            "UDP socket",
            List.of("host", "port"),
            List.of(CanFraming.CANNELLONI, CanFraming.SLCAN),
            UdpTransport.SETTINGS,
            UdpTransport::new,
            UdpTransport::faultsOf),
    /** A byte stream over the network. */
    TCP(
            "tcp",
            "TCP connection, either way",
            List.of("mode", "host", "port"),
            List.of(CanFraming.SLCAN, CanFraming.CANNELLONI_STREAM),
            TcpTransport.SETTINGS,
            TcpTransport::new,
            TcpTransport::faultsOf),
    /** A CAN interface. */
    CAN(
            "can",
            "CAN interface of this machine (SocketCAN)",
            List.of(),
            List.of(CanFraming.SOCKETCAN),
            SocketCanTransport.SETTINGS,
            SocketCanTransport::new,
            SocketCanTransport::faultsOf),
    /** A CAN log. */
    CANDUMP(
            "candump",
            "candump log file, played",
            List.of(),
            List.of(CanFraming.SOCKETCAN),
            CandumpTransport.SETTINGS,
            CandumpTransport::new,
            settings -> List.of());

    private final String key;
    private final String meaning;
    private final List<String> addressKeys;
    private final List<CanFraming> canFramings;
    private final List<Setting> settings;
    private final Function<TransportContext, Transport> constructor;
    private final Function<Settings, List<String>> check;

    TransportKind(
            String key,
            String meaning,
            List<String> addressKeys,
            List<CanFraming> canFramings,
            List<Setting> settings,
            Function<TransportContext, Transport> constructor,
            Function<Settings, List<String>> check) {
        this.key = key;
        this.meaning = meaning;
        this.addressKeys = List.copyOf(addressKeys);
        this.canFramings = List.copyOf(canFramings);
        this.settings = List.copyOf(settings);
        this.constructor = constructor;
        this.check = check;
    }

    /** Name in the site file. */
    public String key() {
        return key;
    }

    /** The wire in words. */
    public String meaning() {
        return meaning;
    }

    /** How CAN frames can come over it, the usual way first. */
    public List<CanFraming> canFramings() {
        return canFramings;
    }

    /** How CAN frames usually come over it. */
    public CanFraming canFraming() {
        return canFramings.get(0);
    }

    /** Whether it carries CAN frames and nothing else. */
    public boolean isCanOnly() {
        return canFramings.get(0) == CanFraming.SOCKETCAN;
    }

    /**
     * The wire that a link's settings mean: two links of the same wire have to share it.
     *
     * @param value gives the value of each of the kind's keys.
     * @return its name; empty when each link has a wire of its own, as with a port that the system chooses.
     */
    public Optional<String> wire(UnaryOperator<String> value) {
        if (addressKeys.isEmpty() || (addressKeys.contains("port") && "0".equals(value.apply("port")))) {
            return Optional.empty();
        }
        return Optional.of(key + " " + addressKeys.stream().map(value).collect(Collectors.joining(" ")));
    }

    /** Keys that the site file may set for it. */
    public List<Setting> settings() {
        return settings;
    }

    /**
     * What is wrong with values that are each of their kind but not of use, or not together.
     *
     * @return one line each: the key, a space, and what was expected.
     */
    public List<String> faultsOf(Settings values) {
        return check.apply(values);
    }

    /** A new transport, not started. */
    public Transport create(TransportContext context) {
        return constructor.apply(context);
    }
}
