package io.roadgate.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanInterfaceTest {
    @TempDir
    private Path sys;

    private void device(String name, String type, String flags, String driver) throws IOException {
        Path folder = Files.createDirectories(sys.resolve("net").resolve(name));
        Files.writeString(folder.resolve("type"), type + "\n");
        Files.writeString(folder.resolve("flags"), flags + "\n");
        if (!driver.isEmpty()) {
            Path target = Files.createDirectories(sys.resolve("drivers").resolve(driver));
            Files.createSymbolicLink(
                    Files.createDirectories(folder.resolve("device")).resolve("driver"), target);
        }
    }

    private static String ip(String state, int bitrate) {
        return "[{\"linkinfo\":{\"info_kind\":\"can\",\"info_data\":{\"state\":\"" + state
                + "\",\"bittiming\":{\"bitrate\":" + bitrate + "}}}}]";
    }

    @Test
    void shouldListCanInterfacesWithWhatIsToBeDone() throws IOException {
        device("eth0", "1", "0x1003", "e1000");
        device("can0", "280", "0x40081", "gs_usb");
        device("can1", "280", "0x40080", "gs_usb");
        device("can2", "280", "0x40081", "mcp251xfd");
        device("vcan0", "280", "0x80", "");
        Map<String, String> known =
                Map.of("can0", ip("ERROR-ACTIVE", 500_000), "can2", ip("BUS-OFF", 250_000), "can1", "not json");
        List<CanInterface> found = CanInterface.list(sys.resolve("net"), name -> known.getOrDefault(name, ""));
        assertThat(found)
                .containsExactly(
                        new CanInterface("can0", "up", 500_000, "gs_usb", ""),
                        new CanInterface(
                                "can1",
                                "down",
                                0,
                                "gs_usb",
                                "ip link set can1 up type can bitrate 500000 restart-ms 100"),
                        new CanInterface(
                                "can2",
                                "bus-off",
                                250_000,
                                "mcp251xfd",
                                found.get(2).advice()),
                        new CanInterface("vcan0", "down", 0, "", "ip link set vcan0 up"));
        assertThat(found.get(2).advice()).contains("termination").contains("restart");
    }

    @Test
    void shouldListNothingWhereThereIsNone() {
        assertThat(CanInterface.list(sys.resolve("none"), name -> "")).isEmpty();
        assertThat(CanInterface.list()).isNotNull();
    }
}
