package io.roadgate.bench;

import io.roadgate.bench.Recording.Frame;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.BrakePedalStatus;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.PositionConfidence;
import io.roadgate.v2x.dayone.TransmissionState;
import io.roadgate.v2x.message.MessageCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ten UPER basic safety messages a second of each vehicle, one per datagram, spread evenly over the period.
 *
 * <p>A BSM tells the millisecond in the minute. A recording is a minute long, so the marks are right again each time.
 */
final class BsmRecording {
    private static final long PERIOD_NS = 100_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final int MOST_BYTES = 512;
    private static final double NOISE_M = 0.3;
    private static final double WIRE_SPEED_MPS = 0.02;
    private static final double WIRE_HEADING_DEG = 0.0125;
    private static final int WIRE_HEADINGS = 28_800;

    private final RingRoad road;
    private final SitePlane plane;
    private final Random random = new Random(3);
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final byte[] bytes = new byte[MOST_BYTES];

    private BsmRecording(RingRoad road, SitePlane plane) {
        this.road = road;
        this.plane = plane;
    }

    static Recording of(RingRoad road, SitePlane plane) {
        return new BsmRecording(road, plane).record();
    }

    private Recording record() {
        List<Frame> frames = new ArrayList<>();
        int vehicles = road.participants();
        for (int period = 0; period * PERIOD_NS < RingRoad.MINUTE_NS; period++) {
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                // A vehicle measures on a whole millisecond, else its mark would not say when.
                long atNs = period * PERIOD_NS + PERIOD_NS / NS_PER_MS * vehicle / vehicles * NS_PER_MS;
                frames.add(new Frame(atNs, 1, 1, datagram(vehicle, period, atNs), Recording.NO_STAMP));
            }
        }
        return new Recording(frames);
    }

    private byte[] datagram(int vehicle, int period, long atNs) {
        BasicSafetyMessage bsm = frame.useBsmFrame();
        bsm.msgCnt(period & 127).secMark((int) (atNs / NS_PER_MS));
        bsm.id().idAsLong(vehicle + 1);
        bsm.pos()
                .lat(plane.latE7(road.northM(vehicle, atNs) + NOISE_M * random.nextGaussian()))
                .long_(plane.lonE7(road.eastM(vehicle, atNs) + NOISE_M * random.nextGaussian()))
                .elevation(2_450);
        bsm.usePosConfidence().pos(PositionConfidence.A1M);
        double headingDeg = Math.toDegrees(road.headingRad(vehicle, atNs));
        bsm.transmission(TransmissionState.FORWARD_GEARS)
                .speed((int) Math.round(road.speedMps(vehicle) / WIRE_SPEED_MPS))
                .heading((int) Math.round(headingDeg / WIRE_HEADING_DEG) % WIRE_HEADINGS);
        bsm.accelSet().long_(0).lat(0).vert(0).yaw(0);
        bsm.size().width(Math.round(RingRoad.WIDTH_M * 100)).length(Math.round(RingRoad.LENGTH_M * 100));
        bsm.vehicleClass().classification(BasicVehicleClass.PASSENGER_VEHICLE_TYPE_OTHER);
        bsm.brakes().brakePadel(BrakePedalStatus.OFF).wheelBrakes(0);
        int length = codec.encode(frame, new UnsafeBuffer(bytes), 0);
        if (length <= 0) {
            throw new IllegalStateException("UPER fault " + -length);
        }
        return Arrays.copyOf(bytes, length);
    }
}
