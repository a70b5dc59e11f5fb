package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.function.Function;

/** Every kind of wire: one row each. */
public enum TransportKind {
    /** A serial line. */
    SERIAL("serial", "serial line", CanFraming.SLCAN, SerialTransport.SETTINGS, SerialTransport::new),
    /** Datagrams. */
    UDP("udp", "UDP socket", CanFraming.CANNELLONI, UdpTransport.SETTINGS, UdpTransport::new),
    /** A byte stream over the network. */
    TCP("tcp", "TCP connection, either way", CanFraming.SLCAN, TcpTransport.SETTINGS, TcpTransport::new);

    private final String key;
    private final String meaning;
    private final CanFraming canFraming;
    private final List<Setting> settings;
    private final Function<TransportContext, Transport> constructor;

    TransportKind(
            String key,
            String meaning,
            CanFraming canFraming,
            List<Setting> settings,
            Function<TransportContext, Transport> constructor) {
        this.key = key;
        this.meaning = meaning;
        this.canFraming = canFraming;
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

    /** How CAN frames usually come over it. */
    public CanFraming canFraming() {
        return canFraming;
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
