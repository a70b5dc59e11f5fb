package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS with the JDK's own sockets as the device. */
class TlsLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    static Path folder;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(folder);
    }

    private static Map<String, String> settings(int port, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("tls", "true");
        settings.put("host", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("tlsCaFile", certificates.certificate("authority"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static SSLServerSocket deviceThatListens(String alias) throws Exception {
        return (SSLServerSocket)
                certificates.device(alias).getServerSocketFactory().createServerSocket(0, 5, LOOPBACK);
    }

    @Test
    void shouldConnectToADeviceAndShowItsOwnCertificate() throws Exception {
        try (SSLServerSocket device = deviceThatListens("device")) {
            device.setNeedClientAuth(true);
            Map<String, String> settings = settings(
                    device.getLocalPort(),
                    "tlsCertFile",
                    certificates.certificate("gateway"),
                    "tlsKeyFile",
                    certificates.key("gateway"));
            try (TransportRig rig = new TransportRig(TransportKind.TCP, settings).started();
                    SSLSocket peer = (SSLSocket) device.accept()) {
                peer.startHandshake();
                assertThat(peer.getSession().getPeerPrincipal().getName()).isEqualTo("CN=gateway");
                peer.getOutputStream().write("secret".getBytes(StandardCharsets.US_ASCII));
                await().atMost(LIMIT).until(() -> rig.text().equals("secret"));
                assertThat(rig.isUp()).isTrue();
                assertThat(rig.offer("answer")).isTrue();
                assertThat(peer.getInputStream().readNBytes(6)).isEqualTo("answer".getBytes(StandardCharsets.US_ASCII));
                assertThat(rig.transport.describe()).startsWith("tls 127.0.0.1:");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stranger  | is not from the authority in tlsCaFile",
                "expired   | the certificate has expired",
                "elsewhere | set tlsName"
            })
    void shouldNotTrustADeviceWithABadCertificate(String alias, String why) throws Exception {
        try (SSLServerSocket device = deviceThatListens(alias);
                TransportRig rig = new TransportRig(TransportKind.TCP, settings(device.getLocalPort())).started()) {
            Thread handshakes = new Thread(() -> shakeHands(device), "device");
            handshakes.setDaemon(true);
            handshakes.start();
            await().atMost(LIMIT).until(() -> rig.transport.trouble().contains(why));
            assertThat(rig.isUp()).isFalse();
            assertThat(rig.transport.upCount()).isZero();
        }
    }

    private static void shakeHands(SSLServerSocket device) {
        while (!device.isClosed()) {
            try (SSLSocket peer = (SSLSocket) device.accept()) {
                peer.startHandshake();
            } catch (IOException refused) {
                // That is what the test is about; the next attempt comes.
            }
        }
    }

    @Test
    void shouldTakeTheNameOfTheCertificateFromTheSiteFile() throws Exception {
        try (SSLServerSocket device = deviceThatListens("elsewhere");
                TransportRig rig = new TransportRig(
                                TransportKind.TCP, settings(device.getLocalPort(), "tlsName", "elsewhere.site"))
                        .started();
                SSLSocket peer = (SSLSocket) device.accept()) {
            peer.getOutputStream().write('n');
            await().atMost(LIMIT).until(() -> rig.text().equals("n"));
        }
    }

    private static TransportRig listening() throws Exception {
        TransportRig rig = new TransportRig(
                        TransportKind.TCP,
                        settings(
                                0,
                                "mode",
                                "listen",
                                "tlsCertFile",
                                certificates.certificate("gateway"),
                                "tlsKeyFile",
                                certificates.key("gateway")))
                .started();
        await().atMost(LIMIT).until(() -> rig.transport.boundPort() > 0);
        return rig;
    }

    private static SSLSocket deviceThatConnects(String alias, int port) throws Exception {
        return (SSLSocket) certificates.device(alias).getSocketFactory().createSocket(LOOPBACK, port);
    }

    @Test
    void shouldLetInOnlyDevicesOfItsAuthorityAndKeepTheGoodOne() throws Exception {
        try (TransportRig rig = listening();
                SSLSocket good = deviceThatConnects("device", rig.transport.boundPort())) {
            good.getOutputStream().write('g');
            await().atMost(LIMIT).until(() -> rig.text().equals("g"));
            for (String alias : new String[] {"stranger", null, "expired"}) {
                try (SSLSocket bad = deviceThatConnects(alias, rig.transport.boundPort())) {
                    assertThat(isLetIn(bad)).as("certificate %s", alias).isFalse();
                }
            }
            try (Socket plain = new Socket(LOOPBACK, rig.transport.boundPort())) {
                plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                // An alert, then the end; or a reset at once.
                assertThat(isClosed(plain)).isTrue();
            }
            good.getOutputStream().write('o');
            await().atMost(LIMIT).until(() -> rig.text().equals("go"));
            assertThat(rig.transport.upCount())
                    .as("the good one was never displaced")
                    .isEqualTo(1);
            assertThat(rig.faults.all()).isEmpty();
        }
    }

    private static boolean isLetIn(SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
            socket.getOutputStream().write('x');
            // With TLS 1.3 the refusal comes after our side of the handshake.
            return socket.getInputStream().read() >= 0;
        } catch (SSLException | java.net.SocketException refused) {
            return false;
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Test
    void shouldLetANewDeviceOfTheSameAuthorityReplaceTheOld() throws Exception {
        try (TransportRig rig = listening();
                SSLSocket old = deviceThatConnects("device", rig.transport.boundPort())) {
            old.getOutputStream().write('a');
            await().atMost(LIMIT).until(() -> rig.text().equals("a"));
            try (SSLSocket fresh = deviceThatConnects("device", rig.transport.boundPort())) {
                fresh.getOutputStream().write('b');
                await().atMost(LIMIT).until(() -> rig.text().equals("ab"));
                assertThat(old.getInputStream().read()).isEqualTo(-1);
                assertThat(rig.transport.upCount()).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldNameEveryFaultOfItsSettings() throws Exception {
        assertThat(faults(Map.of("tls", "true", "mode", "listen"))).anyMatch(f -> f.contains("tlsCertFile is missing"));
        assertThat(faults(Map.of("tlsCaFile", "/none"))).anyMatch(f -> f.contains("no effect without tls: true"));
        assertThat(faults(Map.of("tls", "true", "tlsCaFile", "/none.pem", "tlsKeyFile", "/none.key")))
                .hasSize(3)
                .anyMatch(f -> f.equals("tlsCaFile cannot be read: /none.pem"))
                .anyMatch(f -> f.contains("belong together"));
        String noPem =
                Files.writeString(folder.resolve("no.pem"), "no certificate").toString();
        assertThat(faults(Map.of("tls", "true", "tlsCaFile", noPem)))
                .singleElement()
                .asString()
                .contains("cannot be used");
        assertThat(faults(settings(1))).isEmpty();
    }

    private static List<String> faults(Map<String, String> given) {
        return TransportKind.TCP.faultsOf(new Settings(TransportKind.TCP.settings(), given));
    }
}
