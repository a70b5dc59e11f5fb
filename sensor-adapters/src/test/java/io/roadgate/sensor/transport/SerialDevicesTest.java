package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialDevicesTest {
    private static final List<SerialDevice> DEVICES = List.of(
            new SerialDevice("/dev/ttyS0", "Physical Port S0", -1, -1, ""),
            new SerialDevice("/dev/ttyUSB0", "FT232R USB UART", 0x0403, 0x6001, "A50285BI"),
            new SerialDevice("/dev/ttyUSB1", "FT232R USB UART", 0x0403, 0x6001, "A50285BJ"),
            new SerialDevice("/dev/ttyACM0", "CANable slcan", 0xAD50, 0x60C4, ""));

    @Test
    void shouldFindAPortByItsUsbIds() throws IOException {
        assertThat(SerialDevices.pathOf("ad50:60c4", DEVICES)).isEqualTo("/dev/ttyACM0");
        assertThat(SerialDevices.pathOf("0403:6001:A50285BJ", DEVICES)).isEqualTo("/dev/ttyUSB1");
        assertThat(DEVICES.get(1).usbId()).isEqualTo("0403:6001:A50285BI");
        assertThat(DEVICES.get(0).usbId()).isEmpty();
    }

    @Test
    void shouldFindAPortByAPartOfItsDescription() throws IOException {
        assertThat(SerialDevices.pathOf("canable", DEVICES)).isEqualTo("/dev/ttyACM0");
    }

    @Test
    void shouldNotGuessBetweenTwo() {
        assertThatThrownBy(() -> SerialDevices.pathOf("0403:6001", DEVICES))
                .hasMessageContaining("/dev/ttyUSB0, /dev/ttyUSB1")
                .hasMessageContaining("serial number");
        assertThatThrownBy(() -> SerialDevices.pathOf("FT232R", DEVICES)).hasMessageContaining("2 serial ports");
        assertThatThrownBy(() -> SerialDevices.pathOf("0403:6001:A5", DEVICES)).hasMessageContaining("no serial port");
        assertThatThrownBy(() -> SerialDevices.pathOf("dead:beef", DEVICES)).hasMessageContaining("plugged in");
    }

    @Test
    void shouldListThePortsOfThisMachineWithoutOpeningThem() {
        assertThat(SerialDevices.list())
                .allSatisfy(device -> assertThat(device.path()).startsWith("/dev/"));
    }

    @Test
    void shouldSayWhatToDo(@TempDir Path folder) throws IOException {
        Settings plain = settings(Map.of());
        assertThat(SerialDevices.troubleOf("/dev/ttyUSB9", 13, plain)).contains("usermod -aG dialout");
        assertThat(SerialDevices.troubleOf("/dev/ttyUSB9", 16, plain)).contains("another program has it open");
        assertThat(SerialDevices.troubleOf("/dev/ttyUSB9", 77, plain)).contains("error 77");
        assertThat(SerialDevices.troubleOf("/dev/ttyUSB9", 25, settings(Map.of("rs485", "true"))))
                .contains("no RS-485 mode");
        Path device = Files.createFile(folder.resolve("tty"));
        String group = Files.getAttribute(device, "posix:group").toString();
        assertThat(SerialDevices.permissionFix(device)).contains("root".equals(group) ? "udev" : "-aG " + group);
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> given = new java.util.HashMap<>(more);
        given.put("path", "/dev/ttyUSB9");
        return new Settings(TransportKind.SERIAL.settings(), given);
    }

    @Test
    void shouldRefuseSettingsThatFightEachOther() {
        assertThat(TransportKind.SERIAL.faultsOf(settings(Map.of("rs485", "true", "flowControl", "rtscts"))))
                .singleElement()
                .asString()
                .startsWith("flowControl ");
        assertThat(TransportKind.SERIAL.faultsOf(settings(Map.of()))).isEmpty();
    }
}
