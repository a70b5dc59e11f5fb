package io.roadgate.gateway.doctor;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import java.util.Map;

/** What to look at when nothing is heard on a link that is up: a row for each wire, and one for each driver with more to say. */
final class SilenceAdvice {
    private static final Map<String, String> WIRES = Map.of(
            "serial", "cable, RX and TX swapped, wrong port, wrong baud, or no power at the device",
            "udp", "is this machine's address and port set as the target in the device? does a firewall drop it?",
            "tcp", "the connection stands, but the device sends nothing: is its output switched on?",
            "can",
                    "wrong bit rate, no termination, CAN-H and CAN-L swapped, or no power at the device (ip -d -s link show"
                            + " tells the controller's errors)",
            "candump", "the log has no frame of this bus, or pace is recorded and the next one is not due");

    private static final Map<String, String> DRIVERS = Map.of(
            "ars408",
                    "the radar needs 8..32 V and a terminated bus (120 ohm at both ends); a serial adapter must be one"
                            + " that speaks SLCAN",
            "camera", "is its picture analysis running, and are its results sent to this connection?",
            "rsu", "an RSU without a vehicle in reach is silent, too: drive past with an OBU",
            "etc",
                    "an antenna that is switched on sends a heartbeat; tap its line to the lane controller, receive only");

    /** What to look at when bytes come and no frame of the driver's own is among them. */
    private static final Map<String, String> FOREIGN = Map.of(
            "ars408", "is sensorIndex the id that is set in the radar (./roadgate devices --probe shows it)?",
            "etc", "is dialect the antenna's?");

    private SilenceAdvice() {}

    /** Bytes without a single frame. */
    static String ofForeignBytes(Sensor sensor) {
        return "bytes come, but nothing that this device would send: wrong device, or listen longer (--for 30s); "
                + FOREIGN.getOrDefault(sensor.driver().key(), "is the driver right for it?");
    }

    static String of(Sensor sensor) {
        String wire = WIRES.getOrDefault(sensor.transport().key(), "is the device on, and set to send?");
        String driver = DRIVERS.get(sensor.driver().key());
        return "nothing heard: " + wire + (driver == null ? "" : (wire.endsWith("?") ? " " : "; ") + driver);
    }
}
