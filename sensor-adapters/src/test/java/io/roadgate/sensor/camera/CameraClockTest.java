package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.camera.CameraProto.CameraRequest;
import io.roadgate.sensor.camera.CameraProto.ClockAnswer;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver and a camera that answers its probes, in virtual time. */
class CameraClockTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MS;

    private DriverRig rig = DriverRig.of(DriverKind.CAMERA);
    private final List<Long> probedAtNs = new ArrayList<>();
    private long aheadNs = 10 * SECOND_NS;
    private long thereNs = MS;
    private long backNs = MS;
    private boolean answers = true;
    private int frameNumber;

    private static byte[] delimited(CameraFrame frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            frame.writeDelimitedTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private List<CameraRequest> requests() {
        List<CameraRequest> requests = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(rig.replies.toByteArray());
        rig.replies.reset();
        try {
            while (in.available() > 0) {
                requests.add(CameraRequest.parseDelimitedFrom(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    private void run(long milliseconds) {
        for (long i = 0; i < milliseconds; i++) {
            rig.tickAfterMs(1);
            answer();
        }
    }

    private void answer() {
        for (CameraRequest request : requests()) {
            assertThat(request.getSchemaVersion()).isEqualTo(1);
            assertThat(request.getClockProbe().getSentAtNs()).isEqualTo(rig.nowNs);
            probedAtNs.add(rig.nowNs);
            if (answers) {
                rig.nowNs += thereNs;
                long stampNs = rig.nowNs + aheadNs;
                rig.nowNs += backNs;
                rig.feed(answer(request.getClockProbe().getProbeId(), stampNs, stampNs));
            }
        }
    }

    private static byte[] answer(int probeId, long receivedAtNs, long sentAtNs) {
        return delimited(CameraFrame.newBuilder()
                .setSchemaVersion(1)
                .setClockAnswer(ClockAnswer.newBuilder()
                        .setProbeId(probeId)
                        .setReceivedAtNs(receivedAtNs)
                        .setSentAtNs(sentAtNs))
                .build());
    }

    private void picture(long capturedAtNs) {
        rig.feed(delimited(CameraFrame.newBuilder()
                .setSchemaVersion(1)
                .setFrameNumber(++frameNumber)
                .setCapturedAtNs(capturedAtNs)
                .addObjects(CameraObject.newBuilder().setTrackId(1).setEastM(1).setNorthM(2))
                .build()));
    }

    private void connect() {
        rig.driver.onLinkUp(rig.nowNs);
        answer();
    }

    @Test
    void shouldAskInAnnotatedBytes() {
        rig.driver.onLinkUp(rig.nowNs);
        // 15 bytes: schema version 1; probe of 11 bytes: id 1, sent at 1764000000000000000 ns (little-endian).
        assertThat(HexFormat.of().formatHex(rig.replies.toByteArray()))
                .isEqualTo("0f" + "0801" + "120b" + "0801" + "11" + le());
    }

    private static String le() {
        StringBuilder text = new StringBuilder();
        for (int shift = 0; shift < 64; shift += 8) {
            text.append(String.format("%02x", DriverRig.START_NS >>> shift & 0xFF));
        }
        return text.toString();
    }

    @Test
    void shouldCorrectCaptureTimesByTheMeasuredOffset() {
        connect();
        assertThat(rig.driver.clock().isKnown()).isTrue();
        assertThat(rig.driver.clock().offsetNs()).isBetween(aheadNs - 1, aheadNs + 1);
        assertThat(rig.driver.clock().sigmaNs(rig.nowNs)).isBetween(MS / 2, MS);
        picture(rig.nowNs - 100 * MS + aheadNs);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations.get(0).measuredAtNs())
                .isBetween(rig.nowNs - 100 * MS - 1, rig.nowNs - 100 * MS + 1);
        assertThat(rig.sink.emptyFrames).isEmpty();
    }

    @Test
    void shouldNotCorrectWhenTold() {
        rig = DriverRig.of(DriverKind.CAMERA, Map.of("clockApply", "false"), DriverRig.MOUNT);
        connect();
        assertThat(rig.driver.clock().offsetNs()).isBetween(aheadNs - 1, aheadNs + 1);
        picture(rig.nowNs + aheadNs);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 1));
    }

    @Test
    void shouldLeaveACameraThatNeverAnswersUnknownAndUnblamed() {
        answers = false;
        connect();
        run(20_000);
        assertThat(rig.driver.clock().isKnown()).isFalse();
        assertThat(rig.faults.all()).isEmpty();
        assertThat(probedAtNs.size()).isBetween(15, 25);
        picture(rig.nowNs - 50 * MS);
        assertThat(rig.sink.observations.get(0).measuredAtNs()).isEqualTo(rig.nowNs - 50 * MS);
    }

    @Test
    void shouldAskFourTimesQuicklyThenOncePerPeriod() {
        connect();
        run(5_000);
        assertThat(probedAtNs).hasSizeBetween(8, 9);
        assertThat(probedAtNs.get(3) - probedAtNs.get(0)).isLessThan(400 * MS);
        assertThat(probedAtNs.get(6) - probedAtNs.get(5)).isBetween(1_000 * MS, 1_010 * MS);
    }

    @Test
    void shouldNeverAskWhenTold() {
        rig = DriverRig.of(DriverKind.CAMERA, Map.of("clockProbe", "0s"), DriverRig.MOUNT);
        connect();
        run(3_000);
        assertThat(probedAtNs).isEmpty();
    }

    @Test
    void shouldFollowAClockThatDrifts() {
        connect();
        for (int second = 0; second < 300; second++) {
            aheadNs += 50_000;
            run(1_000);
            assertThat(Math.abs(rig.driver.clock().offsetNs() - aheadNs)).isLessThan(2 * MS);
        }
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldNoticeAClockThatJumpsAndMeasureItAnew() {
        connect();
        run(3_000);
        picture(rig.nowNs + aheadNs);
        aheadNs = -7 * SECOND_NS;
        run(1_200);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CLOCK_JUMP, 1));
        assertThat(rig.driver.clock().offsetNs()).isBetween(aheadNs - 1, aheadNs + 1);
        // Older than the last by the camera's clock, and yet right.
        picture(rig.nowNs + aheadNs);
        assertThat(rig.sink.observations).hasSize(2);
        assertThat(rig.faults.of(FrameFault.CAMERA_REJECTED)).isZero();
    }

    @Test
    void shouldBeWrongByHalfTheAsymmetryAtMost() {
        thereNs = 30 * MS;
        backNs = 2 * MS;
        connect();
        assertThat(rig.driver.clock().offsetNs() - aheadNs).isBetween(14 * MS - 1, 14 * MS + 1);
        thereNs = MS;
        run(300);
        assertThat(Math.abs(rig.driver.clock().offsetNs() - aheadNs)).isLessThan(2 * MS);
    }

    @Test
    void shouldCountLostAnswersAndKeepWhatItKnows() {
        connect();
        run(3_000);
        long known = rig.driver.clock().offsetNs();
        long sigmaNs = rig.driver.clock().sigmaNs(rig.nowNs);
        answers = false;
        run(10_000);
        assertThat(rig.faults.of(FrameFault.CLOCK_UNANSWERED)).isBetween(8, 10);
        assertThat(rig.driver.clock().offsetNs()).isEqualTo(known);
        assertThat(rig.driver.clock().sigmaNs(rig.nowNs)).isGreaterThan(sigmaNs);
        answers = true;
        run(2_000);
        assertThat(rig.driver.clock().sigmaNs(rig.nowNs)).isLessThan(2 * MS);
    }

    @Test
    void shouldIgnoreAnswersToOtherProbesAndRefuseImpossibleOnes() {
        answers = false;
        connect();
        rig.feed(answer(99, rig.nowNs, rig.nowNs)).feed(answer(0, rig.nowNs, rig.nowNs));
        assertThat(rig.driver.clock().isKnown()).isFalse();
        assertThat(rig.faults.all()).isEmpty();
        rig.feed(answer(1, rig.nowNs, rig.nowNs - 1));
        assertThat(rig.driver.clock().isKnown()).isFalse();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_REJECTED, 1));
    }

    @Test
    void shouldForgetTheClockWithTheLink() {
        connect();
        rig.driver.onLinkLost(rig.nowNs);
        assertThat(rig.driver.clock().isKnown()).isFalse();
        run(3_000);
        assertThat(probedAtNs).hasSize(1);
    }

    @Test
    void shouldGoOnAskingWhenOurClockIsSetBack() {
        connect();
        run(2_000);
        int before = probedAtNs.size();
        rig.nowNs -= 3_600 * SECOND_NS;
        run(3_000);
        assertThat(probedAtNs.size()).isGreaterThan(before + 1);
    }

    @Test
    void shouldAskLaterWhenTheLinkIsBusy() {
        rig.isBusy = true;
        connect();
        rig.isBusy = false;
        run(150);
        assertThat(rig.driver.clock().isKnown()).isTrue();
    }
}
