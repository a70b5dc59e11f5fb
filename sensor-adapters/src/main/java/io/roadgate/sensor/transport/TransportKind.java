package io.roadgate.sensor.transport;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.function.Function;

/** Every kind of wire: one row each. */
public enum TransportKind {
    /** A serial line. */
    SERIAL("serial", "serial line", SerialTransport.SETTINGS, SerialTransport::new, SerialTransport::faultsOf),
    /** Datagrams. */
    UDP("udp", "UDP socket", UdpTransport.SETTINGS, UdpTransport::new, UdpTransport::faultsOf),
    /** A byte stream over the network. */
    TCP("tcp", "TCP connection, either way", TcpTransport.SETTINGS, TcpTransport::new, TcpTransport::faultsOf);

    private final String key;
    private final String meaning;
    private final List<Setting> settings;
    private final Function<TransportContext, Transport> constructor;
    private final Function<Settings, List<String>> check;

    TransportKind(
            String key,
            String meaning,
            List<Setting> settings,
            Function<TransportContext, Transport> constructor,
            Function<Settings, List<String>> check) {
        this.key = key;
        this.meaning = meaning;
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
