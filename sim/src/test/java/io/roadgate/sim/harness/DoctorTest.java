package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.roadgate.sim.LinkedPty;
import io.roadgate.sim.device.Ars408Emulator;
import io.roadgate.sim.device.CameraEmulator;
import io.roadgate.sim.device.DeviceEmulator;
import io.roadgate.sim.device.SerialLine;
import io.roadgate.sim.traffic.GroundTruth;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code roadgate devices} and {@code roadgate doctor} against emulated devices on real ptys and sockets. */
class DoctorTest {
    private static final String SITE = """
            site: {id: doctor, number: 1, origin: {latDeg: 29.70, lonDeg: 106.60, heightM: 245.0}}
            mqtt: {broker: "tcp://127.0.0.1:1883"}
            sensors:
              - {id: radar, driver: ars408, transport: serial, link: {path: "%s"},
                 mount: {eastM: 0, northM: 0, boresightDeg: 0}%s}
            """;
    private static final String CAMERA = "  - {id: camera, driver: camera, transport: tcp, link: {port: %d}}\n";
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private Path folder;

    private volatile boolean isOver;

    @BeforeEach
    void needsSocat() {
        assumeTrue(LinkedPty.isAvailable(), "socat is not installed");
    }

    private RoadgateProcess start(String... arguments) throws IOException {
        return RoadgateProcess.start(folder, JVM, arguments);
    }

    private Path site(String text) throws IOException {
        return Files.writeString(folder.resolve("site.yaml"), text);
    }

    private LinkedPty cable() throws IOException {
        return LinkedPty.open(folder.resolve("far"), folder.resolve("tty"));
    }

    /** Lets the devices see an empty road for as long as a command runs. */
    private Thread drive(DeviceEmulator... devices) throws IOException {
        for (DeviceEmulator device : devices) {
            device.start();
        }
        Thread thread = new Thread(
                () -> {
                    while (!isOver) {
                        GroundTruth truth =
                                new GroundTruth(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), List.of());
                        for (DeviceEmulator device : devices) {
                            device.step(truth);
                        }
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                    }
                },
                "devices");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String row(String out, String id) {
        return out.lines()
                .filter(line -> line.contains(" " + id + " ("))
                .findFirst()
                .orElse("");
    }

    @Test
    void shouldFindGoodDevicesGoodAndNameWhatIsWrongWithTheRest() throws Exception {
        try (LinkedPty cable = cable();
                Ars408Emulator radar = new Ars408Emulator("radar", new SerialLine(cable.deviceEnd()), 0, 0, 0, 1);
                CameraEmulator camera = new CameraEmulator("camera", 0, 0, 0, 1)) {
            Thread devices = drive(radar, camera);
            Path good = site(SITE.formatted(cable.hostEnd(), "") + CAMERA.formatted(camera.port()));
            try (RoadgateProcess doctor = start("doctor", "--config", good.toString(), "--for", "3s");
                    RoadgateProcess probe =
                            start("devices", "--port", folder.resolve("none").toString())) {
                assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
                assertThat(row(doctor.out(), "radar")).startsWith("good");
                assertThat(row(doctor.out(), "camera")).startsWith("good");
                assertThat(doctor.out()).contains("bytes/s").contains("frames/s");
                assertThat(doctor.err()).contains("all devices are heard");
                assertThat(probe.exitCode()).isZero();
                assertThat(probe.out()).contains("not there");
            }
            Path wrong = site(SITE.formatted(cable.hostEnd(), ", settings: {sensorIndex: 3}")
                    + CAMERA.formatted(Machine.freePort()));
            try (RoadgateProcess doctor = start("doctor", "--config", wrong.toString(), "--for", "2s")) {
                assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isEqualTo(1);
                assertThat(row(doctor.out(), "radar")).startsWith("WRONG");
                assertThat(doctor.out())
                        .contains("nothing that this device would send")
                        .contains("is sensorIndex the id that is set in the radar")
                        .contains("link down: ")
                        .contains("is the device on");
            }
            try (RoadgateProcess probe =
                    start("devices", "--probe", "--port", cable.hostEnd().toString())) {
                assertThat(probe.exitCode()).isZero();
                assertThat(probe.out()).contains("ARS408").contains("sensorIndex 0");
            }
            isOver = true;
            devices.join();
        }
    }

    @Test
    void shouldLeaveADeviceAloneThatAnotherProgramHasOpen() throws Exception {
        try (LinkedPty cable = cable();
                InputStream open = new FileInputStream(cable.hostEnd().toFile())) {
            Path site = site(SITE.formatted(cable.hostEnd(), ""));
            try (RoadgateProcess doctor = start("doctor", "--config", site.toString(), "--for", "1s", "--json");
                    RoadgateProcess devices = start(
                            "devices", "--probe", "--port", cable.hostEnd().toString())) {
                String holder = "process " + ProcessHandle.current().pid();
                assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isEqualTo(1);
                assertThat(doctor.out()).contains("busy: ").contains(holder).contains("\"isGood\":false");
                assertThat(devices.exitCode()).isZero();
                assertThat(devices.out()).contains("in use by ").contains(holder);
            }
            assertThat(open.available()).isZero();
        }
    }

    @Test
    void shouldSayWhatSilenceAndGarbageUsuallyMean() throws Exception {
        try (LinkedPty cable = cable()) {
            Path site = site(SITE.formatted(cable.hostEnd(), ""));
            try (RoadgateProcess doctor = start("doctor", "--config", site.toString(), "--for", "1s")) {
                assertThat(doctor.exitCode()).as(doctor.err()).isEqualTo(1);
                assertThat(doctor.out()).contains("nothing heard").contains("RX and TX swapped");
            }
            try (RoadgateProcess doctor = start("doctor", "--config", site.toString(), "--for", "3s");
                    OutputStream far = Files.newOutputStream(cable.deviceEnd())) {
                Thread noise = new Thread(() -> garbage(far), "noise");
                noise.setDaemon(true);
                noise.start();
                assertThat(doctor.exitCode()).as(doctor.err()).isEqualTo(1);
                isOver = true;
                noise.join();
                assertThat(doctor.out()).contains("slcan-garbled").contains("wrong baud");
            }
        }
    }

    private void garbage(OutputStream far) {
        try {
            while (!isOver) {
                far.write(new byte[] {'x', (byte) 0xF0, 0x13, '\r'});
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        } catch (IOException e) {
            isOver = true;
        }
    }

    @Test
    void shouldOpenNothingWhenTheSiteFileIsBad() throws Exception {
        Path site = site(SITE.formatted("/dev/none", "")
                + "  - {id: rsu, driver: rsu, transport: udp, link: {remote: nowhere, multicast: 10.0.0.1}}\n"
                + "  - {id: c, driver: camera, transport: tcp, link: {mode: listen, tls: true}}\n");
        try (RoadgateProcess doctor = start("doctor", "--config", site.toString());
                RoadgateProcess misused = start("doctor", "--config", site.toString(), "--for", "long")) {
            assertThat(doctor.exitCode()).isEqualTo(2);
            assertThat(doctor.err())
                    .contains("sensors[1].link.remote: must be host:port")
                    .contains("sensors[1].link.multicast: must be a multicast address")
                    .contains("sensors[2].link.tlsCertFile: is missing")
                    .contains("3 fault(s)")
                    .contains("no device was opened");
            assertThat(misused.exitCode()).isEqualTo(2);
        }
    }
}
