package io.roadgate.sensor.transport;

import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.function.Function;

/** Every kind of wire: one row each. */
public enum TransportKind {
    /** A serial line. */
    SERIAL("serial", "serial line", SerialTransport.SETTINGS, SerialTransport::new),
    /** Datagrams. */
    UDP("udp", "UDP socket", UdpTransport.SETTINGS, UdpTransport::new),
    /** A byte stream over the network. */
    TCP("tcp", "TCP connection, either way", TcpTransport.SETTINGS, TcpTransport::new);

    private final String key;
    private final String meaning;
    private final List<Setting> settings;
    private final Function<TransportContext, Transport> constructor;

    TransportKind(
            String key, String meaning, List<Setting> settings, Function<TransportContext, Transport> constructor) {
        this.key = key;
        this.meaning = meaning;
        this.settings = List.copyOf(settings);
        this.constructor = constructor;
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

    /** A new transport, not started. */
    public Transport create(TransportContext context) {
        return constructor.apply(context);
    }
}
