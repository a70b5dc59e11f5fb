package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.JsonFramer;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Edge box that sends OpenV2X "dawnline" JSON: arrays of {@code {dev_pos, content[...]}}, one behind the other over TCP, or
 * one to a datagram.
 *
 * <p>Participants of one time stamp become one picture, earlier ones first. Not the fast path: it allocates per message.
 *
 * <p>Errors: {@code CAMERA_GARBLED}, {@code CAMERA_TRUNCATED} from the framing; {@code CAMERA_MALFORMED} for JSON that is
 * not this; those of {@link CameraDesk}.
 *
 * <p>Source: camera.md, "What the real ones send" (OpenV2X edge).
 */
public final class DawnlineDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            CameraDesk.CLOCK_TOLERANCE,
            CameraDesk.POSITION_SIGMA,
            Setting.choice("clock", List.of("device", "arrival"), "whose time holds: the box's, or the arrival's"),
            Setting.duration("latency", "0ms", "0ms", "5s", "from the picture to the arrival, with clock arrival"));

    private static final int LONGEST_MESSAGE = 262_144;

    private final FaultSink faults;
    private final boolean trustsDevice;
    private final long latencyNs;
    private final CameraDesk desk;
    private final JsonFramer framer;
    private final FieldReader reader = new FieldReader();
    private final DawnlinePictures pictures = new DawnlinePictures();

    /** A driver for one edge box. */
    public DawnlineDriver(DriverContext context) {
        this.faults = context.faults();
        this.trustsDevice = "device".equals(context.settings().text("clock"));
        this.latencyNs = context.settings().durationNs("latency");
        this.desk = new CameraDesk(context);
        this.framer = new JsonFramer(LONGEST_MESSAGE, faults, this::onValue);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        framer.onBytes(buffer, offset, length, receivedAtNs);
    }

    private void onValue(byte[] bytes, int from, int length, long receivedAtNs) {
        pictures.begin();
        boolean isRead = reader.readJson(bytes, from, length, "", pictures);
        if (!isRead || !pictures.isDawnline()) {
            faults.count(FrameFault.CAMERA_MALFORMED);
            return;
        }
        pictures.forEach(
                trustsDevice ? 0 : receivedAtNs - latencyNs, picture -> desk.onPicture(picture, 0, receivedAtNs));
    }

    @Override
    public void onLinkUp(long nowNs) {
        // It sends without being asked.
    }

    @Override
    public void onLinkLost(long nowNs) {
        framer.reset();
        desk.forgetTime();
    }

    @Override
    public int onTick(long nowNs) {
        return framer.onTick(nowNs);
    }
}
