package io.roadgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roadgate.gateway.config.ConfigFaults.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which sensors may be on which wires. */
class WireCheckTest {
    private static final String HEAD = """
            site: {id: s-1, number: 7, origin: {latDeg: 29.7, lonDeg: 106.6, heightM: 245}}
            mqtt: {broker: "tcp://broker:1883"}
            lanes: [{id: 9, kind: driving, points: [[0, 0, 0], [10, 0, 0]]}]
            sensors:
            """;
    private static final String MOUNT = ", mount: {eastM: 0, northM: 0, upM: 6, boresightDeg: 0}}\n";

    private static List<Fault> faultsOf(String... sensors) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < sensors.length; i++) {
            text.append("  - {id: s").append(i).append(", ").append(sensors[i]);
            text.append(sensors[i].contains("ars408") ? MOUNT : "}\n");
        }
        Declarations none = new Declarations(List.of(), Map.of(), Map.of());
        ConfigException refused = catchThrowableOfType(
                ConfigException.class, () -> new ConfigReader(none, name -> null).parse("site.yaml", text.toString()));
        return refused == null ? List.of() : refused.faults().all();
    }

    private static void refused(String key, String part, String... sensors) {
        assertThat(faultsOf(sensors)).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo(key);
            assertThat(fault.expected()).contains(part);
        });
    }

    @Test
    void shouldLetCanDevicesShareAWireAndAnInterface() {
        assertThat(faultsOf(
                        "driver: ars408, transport: serial, link: {path: /dev/ttyS0}",
                        "driver: ars408, transport: serial, link: {path: /dev/ttyS0, baud: 115200}, settings: {sensorIndex: 1}",
                        "driver: ars408, transport: can, link: {interface: can0}",
                        "driver: ars408, transport: can, link: {interface: can0}, settings: {sensorIndex: 1}",
                        "driver: ars408, transport: udp, link: {port: 20000}",
                        "driver: ars408, transport: udp, link: {port: 20000}, settings: {sensorIndex: 1}",
                        "driver: ars408, transport: tcp, link: {port: 3000}, settings: {framing: cannelloni-stream}",
                        "driver: rsu, transport: udp, link: {port: 0}",
                        "driver: rsu, transport: udp, link: {port: 0}"))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatCannotShare() {
        refused(
                "sensors[1].link",
                "s0 has this wire already",
                "driver: ars408, transport: serial, link: {path: /dev/ttyS0}",
                "driver: etc, transport: serial, link: {path: /dev/ttyS0}");
        refused(
                "sensors[1].link.baud",
                "must be '9600' as of s0",
                "driver: ars408, transport: serial, link: {path: /dev/ttyS0, baud: 9600}",
                "driver: ars408, transport: serial, link: {path: /dev/ttyS0}");
        refused(
                "sensors[1].settings.bitRateKbps",
                "must be '500' as of s0",
                "driver: ars408, transport: serial, link: {path: /dev/ttyS0}",
                "driver: ars408, transport: serial, link: {path: /dev/ttyS0}, settings: {bitRateKbps: 250}");
    }

    @Test
    void shouldRefuseWhatTheWireCannotCarry() {
        refused("sensors[0].transport", "no CAN device", "driver: camera, transport: can, link: {interface: can0}");
        refused("sensors[0].transport", "no CAN device", "driver: etc, transport: candump, link: {file: x.log}");
        refused(
                "sensors[0].settings.framing",
                "(cannelloni, slcan)",
                "driver: ars408, transport: udp, link: {port: 1}, settings: {framing: cannelloni-stream}");
        refused(
                "sensors[0].settings.framing",
                "(socketcan)",
                "driver: ars408, transport: can, link: {interface: can0}, settings: {framing: slcan}");
        refused(
                "sensors[0].link.interface",
                "must be a name like can0",
                "driver: ars408, transport: can, link: {interface: \"can0 up\"}");
    }
}
