package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.RecordingSink;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.Transport;
import io.roadgate.sensor.transport.TransportContext;
import io.roadgate.sensor.transport.TransportKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cameras that tell events over HTTP, played by the JDK's server over a real socket: asked, cut off, asked again. */
class HttpCameraLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CHALLENGE = "Digest realm=\"camera\", qop=\"auth\", nonce=\"5f1\", algorithm=MD5";

    private final FaultCounts faults = new FaultCounts();
    private final RecordingSink sink = new RecordingSink();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Semaphore cut = new Semaphore(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer camera;
    private boolean isGuarded;

    @BeforeEach
    void start() throws IOException {
        camera = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        camera.setExecutor(threads);
        camera.start();
    }

    @AfterEach
    void stop() {
        cut.release(100);
        camera.stop(0);
        threads.shutdownNow();
    }

    /** Answers each request with one event, and keeps the stream open until it is cut. */
    private void serve(Function<Integer, String> part) {
        camera.createContext("/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + authorization);
            if (isGuarded && authorization == null) {
                exchange.getResponseHeaders().add("WWW-Authenticate", CHALLENGE);
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
            } else {
                stream(exchange, part.apply(requests.size()));
            }
        });
    }

    private void stream(HttpExchange exchange, String part) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace; boundary=boundary");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // In two writes, so that a chunk ends within a document.
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            out.flush();
            cut.acquireUninterruptibly();
        }
    }

    private static String partOf(DriverKind kind, int number) {
        return kind == DriverKind.CAMERA_DAHUA
                ? HttpBytes.part(
                        "text/plain",
                        "Code=TrafficJunction;action=Pulse;index=0;data={\"CountInGroup\":1,\"GroupID\":0,\"IndexInGroup\":1,"
                                + "\"Object\":{\"ObjectType\":\"Plate\",\"Text\":\"渝A0000" + number
                                + "\",\"Confidence\":204}}")
                : HttpBytes.part(
                        "application/xml",
                        "<EventNotificationAlert><dateTime>2025-11-24T16:00:00Z</dateTime><eventType>ANPR</eventType>"
                                + "<eventState>active</eventState><ANPR><licensePlate>渝A0000" + number
                                + "</licensePlate></ANPR></EventNotificationAlert>");
    }

    private List<String> plates() {
        return sink.observations.stream().map(HttpCameraLinkTest::plate).toList();
    }

    private static String plate(ObservationDecoder observation) {
        byte[] plate = new byte[24];
        observation.getPlate(plate, 0, 24);
        return new String(plate, StandardCharsets.UTF_8).replace("\0", "");
    }

    /** A driver on a link of its own, turned by hand as the ingest agent turns it. */
    private final class Port implements AutoCloseable {
        private final Transport transport;
        private final SensorDriver driver;
        private boolean wasUp;
        private int seenUpCount;

        Port(DriverKind kind, Function<DriverContext, SensorDriver> constructor, Map<String, String> settings) {
            transport = TransportKind.TCP.create(new TransportContext(
                    "camera",
                    new Settings(
                            TransportKind.TCP.settings(),
                            Map.of("port", Integer.toString(camera.getAddress().getPort()))),
                    System::nanoTime,
                    faults));
            driver = constructor.apply(new DriverContext(
                    7,
                    DriverRig.PLANE,
                    DriverRig.MOUNT,
                    new Settings(kind.settings(), settings),
                    sink,
                    faults,
                    transport::offer));
            transport.start();
        }

        private boolean hasHeard(String plate) {
            boolean isUp = transport.isPolledUp();
            if (isUp != wasUp || transport.upCount() != seenUpCount) {
                if (wasUp) {
                    driver.onLinkLost(System.nanoTime());
                }
                if (isUp) {
                    driver.onLinkUp(System.nanoTime());
                }
                wasUp = isUp;
                seenUpCount = transport.upCount();
            }
            transport.poll(driver, 100);
            driver.onTick(System.nanoTime());
            return plates().contains(plate);
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CAMERA_DAHUA", "CAMERA_HIKVISION"})
    void shouldAskAgainWhenTheStreamIsCut(DriverKind kind) {
        serve(number -> partOf(kind, number));
        try (Port port = new Port(kind, kind::create, Map.of())) {
            await().atMost(LIMIT).until(() -> port.hasHeard("渝A00001"));
            cut.release();
            await().atMost(LIMIT).until(() -> port.hasHeard("渝A00002"));
            assertThat(requests).hasSize(2).allMatch(request -> request.startsWith("GET /"));
            assertThat(faults.of(FrameFault.CAMERA_MALFORMED)).isZero();
            assertThat(faults.of(FrameFault.HTTP_REFUSED)).isZero();
        }
    }

    @Test
    void shouldAnswerADigestChallenge() {
        isGuarded = true;
        serve(number -> partOf(DriverKind.CAMERA_HIKVISION, number));
        Map<String, String> settings = Map.of("user", "gate", "passwordEnv", "CAMERA_PASSWORD");
        try (Port port = new Port(
                DriverKind.CAMERA_HIKVISION,
                context -> new HikvisionDriver(context, Map.of("CAMERA_PASSWORD", "secret")::get),
                settings)) {
            await().atMost(LIMIT).until(() -> port.hasHeard("渝A00002"));
            assertThat(requests.get(0)).endsWith(" null");
            assertThat(requests.get(1)).contains("Digest username=\"gate\"").contains("nonce=\"5f1\"");
        }
    }
}
