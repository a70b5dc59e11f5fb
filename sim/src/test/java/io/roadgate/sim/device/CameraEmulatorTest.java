package io.roadgate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.CameraRequest;
import io.roadgate.sensor.camera.CameraProto.ClockProbe;
import io.roadgate.sensor.camera.CameraProto.PlateColour;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The camera over a real TCP connection, in virtual time. */
class CameraEmulatorTest {
    private static final long MS = 1_000_000L;
    private static final int READ_TIMEOUT_MS = 5_000;

    private final CameraEmulator camera = new CameraEmulator("camera-1", 0, 0, 0, 1);

    @BeforeEach
    void start() throws IOException {
        camera.start();
    }

    @AfterEach
    void close() {
        camera.close();
    }

    private Socket connect() throws IOException {
        int before = camera.clientCount();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), camera.port());
        socket.setSoTimeout(READ_TIMEOUT_MS);
        await().until(() -> camera.clientCount() == before + 1);
        return socket;
    }

    private void run(long fromMs, long toMs) {
        for (long atMs = fromMs; atMs < toMs; atMs++) {
            camera.step(Truths.of(Truths.AT_NS + atMs * MS, Truths.car(3, 40, -1.75, 14, -2)));
        }
    }

    @Test
    void shouldWriteTheFirstFieldsAsAnnotated() {
        CameraFrame frame = new CameraFrames("camera-1", 0, 0, 1).take(Truths.of(1));
        // length 26 | field 1 varint: 1 | field 2, 8 bytes: camera-1 | field 3 varint: 1
        // | field 4 fixed64: 1, little-endian | field 5 varint: 1000000 = C0 84 3D
        assertThat(HexFormat.of().formatHex(CameraEmulator.delimited(frame)))
                .isEqualTo("1b" + "0801" + "120863616d6572612d31" + "1801" + "210100000000000000" + "28c0843d");
    }

    @Test
    void shouldSend15FramesASecondAfterTheirLatency() throws IOException {
        try (Socket socket = connect()) {
            run(0, 2_000);
            assertThat(camera.framesSent()).isBetween(28L, 29L);
            InputStream in = socket.getInputStream();
            long lastNs = 0;
            for (int i = 1; i <= 28; i++) {
                CameraFrame frame = CameraFrame.parseDelimitedFrom(in);
                assertThat(frame.getSchemaVersion()).isEqualTo(1);
                assertThat(frame.getFrameNumber()).isEqualTo(i);
                assertThat(frame.getCapturedAtNs() - lastNs).isGreaterThan(60 * MS);
                lastNs = frame.getCapturedAtNs();
            }
        }
    }

    @Test
    void shouldNotSendAFrameBefore80MsNorAfter120Ms() {
        run(0, 80);
        assertThat(camera.framesSent()).isZero();
        run(80, 122);
        assertThat(camera.framesSent()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatItSees() {
        CameraFrames frames = new CameraFrames("camera-1", 0, 0, 4);
        CameraFrame frame =
                frames.take(Truths.of(Truths.AT_NS, Truths.car(3, 40, -1.75, 14, -2), Truths.car(4, 300, 0, 14, 0)));
        assertThat(frame.getCapturedAtNs()).isEqualTo(Truths.AT_NS);
        assertThat(frame.getObjectsList()).hasSize(1);
        CameraObject seen = frame.getObjects(0);
        assertThat(seen.getParticipantClass()).isEqualTo(CameraClass.CAMERA_CLASS_CAR);
        assertThat(seen.getEastM()).isCloseTo(40, within(1.3));
        assertThat(seen.getNorthM()).isCloseTo(-1.75, within(1.3));
        assertThat(seen.getEastMps()).isCloseTo(14f, within(1.5f));
        assertThat(seen.getHeadingRad()).isCloseTo((float) (Math.PI / 2), within(0.15f));
        assertThat(seen.getBrakeLight()).isTrue();
    }

    @Test
    void shouldReadEachPlateNowAndThen() {
        CameraFrames frames = new CameraFrames("camera-1", 0, 0, 4);
        long reads = IntStream.range(0, 80)
                .mapToObj(i -> frames.take(Truths.of(Truths.AT_NS + i, Truths.car(3, 40, -1.75, 14, 0))))
                .flatMap(frame -> frame.getPlatesList().stream())
                .peek(plate -> {
                    assertThat(plate.getText()).isEqualTo("渝A12345");
                    assertThat(plate.getColour()).isEqualTo(PlateColour.PLATE_COLOUR_BLUE);
                    assertThat(plate.getTrackId()).isEqualTo(3);
                })
                .count();
        assertThat(reads).isBetween(8L, 10L);
    }

    @Test
    void shouldServeSeveralClients() throws IOException {
        try (Socket one = connect();
                Socket other = connect()) {
            run(0, 130);
            assertThat(CameraFrame.parseDelimitedFrom(one.getInputStream()))
                    .isEqualTo(CameraFrame.parseDelimitedFrom(other.getInputStream()));
        }
    }

    @Test
    void shouldTellTheTimeToWhoeverAsks() throws IOException {
        try (CameraEmulator told = new CameraEmulator("camera-2", 0, 0, 0, 1, () -> 77)) {
            told.start();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), told.port())) {
                socket.setSoTimeout(READ_TIMEOUT_MS);
                CameraRequest.newBuilder()
                        .setSchemaVersion(1)
                        .setClockProbe(ClockProbe.newBuilder().setProbeId(5))
                        .build()
                        .writeDelimitedTo(socket.getOutputStream());
                CameraFrame answer = CameraFrame.parseDelimitedFrom(socket.getInputStream());
                assertThat(answer.getCapturedAtNs()).isZero();
                assertThat(answer.getClockAnswer().getProbeId()).isEqualTo(5);
                assertThat(answer.getClockAnswer().getReceivedAtNs()).isEqualTo(77);
                assertThat(answer.getClockAnswer().getSentAtNs()).isEqualTo(77);
            }
        }
    }

    @Test
    void shouldCutOneFrameShortWhenAsked() throws IOException {
        try (Socket socket = connect()) {
            camera.inject(Fault.TRUNCATED_FRAME);
            run(0, 130);
            assertThat(camera.framesSent()).isEqualTo(2);
            // The length of the cut frame reaches into the next one, which a reader takes for content.
            assertThatThrownBy(() -> {
                        CameraFrame frame = CameraFrame.parseDelimitedFrom(socket.getInputStream());
                        throw new AssertionError("parsed " + frame);
                    })
                    .isInstanceOf(InvalidProtocolBufferException.class);
        }
    }

    @Test
    void shouldDropItsConnectionsWhenAskedAndTakeNewOnes() throws IOException {
        try (Socket socket = connect()) {
            camera.inject(Fault.LINK_DROP);
            run(0, 1);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            try (Socket again = connect()) {
                run(1, 130);
                assertThat(CameraFrame.parseDelimitedFrom(again.getInputStream()))
                        .isNotNull();
            }
        }
    }
}
