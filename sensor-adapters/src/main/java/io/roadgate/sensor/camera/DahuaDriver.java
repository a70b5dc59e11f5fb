package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.JsonFramer;
import io.roadgate.sensor.http.HttpEvents;
import io.roadgate.sensor.http.MultipartReader;
import io.roadgate.sensor.setting.Setting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/**
 * Dahua ITC and ANPR cameras: {@code TrafficJunction} events, as JSON one behind the other, or over HTTP either way.
 *
 * <p>Over HTTP an event is JSON or a line {@code Code=...;action=...;index=...;data={...}}. The time fields of these
 * cameras are not to be trusted: a rule says which holds. Several shots of one car become one passage. Not the fast
 * path: it allocates per event.
 *
 * <p>Errors: those of the framing; {@code CAMERA_MALFORMED} for what does not parse; {@code CAMERA_UNUSED} for other
 * events; those of {@link CameraDesk}.
 *
 * <p>Source: camera.md, "What the real ones send" (Dahua).
 */
public final class DahuaDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = settings();

    private static final int LONGEST_EVENT = MultipartReader.LONGEST_DOCUMENT;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long LATEST_S = Long.MAX_VALUE / NS_PER_S - 1;
    private static final String EVENT = "TrafficJunction";
    private static final String TEXT_START = "Code=";
    private static final String TEXT_DATA = ";data=";
    private static final String HEARTBEAT = "Heartbeat";

    private final FaultSink faults;
    private final String clock;
    private final long zoneNs;
    private final long latencyNs;
    private final CameraDesk desk;
    private final ShotGroups groups;
    private final HttpEvents http;
    private final JsonFramer framer;
    private final FieldReader reader = new FieldReader();
    private final DahuaEvent event = new DahuaEvent(this::onEvent);
    private final CameraPicture picture = new CameraPicture();
    private long nowNs;

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(HttpEvents.settings(
                "/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5",
                List.of("get", "posted", "none")));
        settings.add(CameraDesk.CLOCK_TOLERANCE);
        settings.add(CameraDesk.POSITION_SIGMA);
        settings.add(Setting.choice(
                "clock",
                List.of("arrival", "realUtc", "utc", "utcIsLocal"),
                "which time holds: the arrival, RealUTC, UTC, or UTC that counts local time"));
        settings.add(
                Setting.duration("latency", "0ms", "0ms", "5s", "from the shot to the arrival, with clock arrival"));
        settings.add(Setting.number("zoneHours", 8, -12, 14, "local time ahead of UTC, hours, with clock utcIsLocal"));
        settings.add(
                Setting.duration("groupWait", "500ms", "0ms", "10s", "how long the shots of one car are waited for"));
        return List.copyOf(settings);
    }

    /** A driver for one camera. */
    public DahuaDriver(DriverContext context) {
        this(context, System::getenv);
    }

    DahuaDriver(DriverContext context, UnaryOperator<String> environment) {
        this.faults = context.faults();
        this.clock = context.settings().text("clock");
        this.zoneNs = Math.round(context.settings().number("zoneHours") * 3600) * NS_PER_S;
        this.latencyNs = context.settings().durationNs("latency");
        this.desk = new CameraDesk(context);
        this.groups = new ShotGroups(context.settings().durationNs("groupWait"), this::onPassage);
        boolean isPlain = "none".equals(context.settings().text("http"));
        this.framer = isPlain ? new JsonFramer(LONGEST_EVENT, faults, this::onJson) : null;
        this.http = isPlain ? null : new HttpEvents(context, environment, this::onDocument);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (framer != null) {
            framer.onBytes(buffer, offset, length, receivedAtNs);
        } else {
            http.onBytes(buffer, offset, length, receivedAtNs);
        }
    }

    private void onDocument(byte[] bytes, int length, long receivedAtNs) {
        String start = new String(bytes, 0, Math.min(length, 512), StandardCharsets.ISO_8859_1);
        if (!start.startsWith(TEXT_START)) {
            if (!start.startsWith(HEARTBEAT)) {
                onJson(bytes, 0, length, receivedAtNs);
            }
            return;
        }
        int codeEnd = start.indexOf(';');
        int dataAt = start.indexOf(TEXT_DATA);
        String code =
                start.substring(TEXT_START.length(), codeEnd < 0 ? start.trim().length() : codeEnd);
        if (!EVENT.equals(code)) {
            faults.count(FrameFault.CAMERA_UNUSED);
            return;
        }
        nowNs = receivedAtNs;
        event.begin();
        int jsonAt = dataAt + TEXT_DATA.length();
        if (dataAt < 0 || !reader.readJson(bytes, jsonAt, length - jsonAt, "Data.", event)) {
            faults.count(FrameFault.CAMERA_MALFORMED);
            return;
        }
        event.code = code;
        event.end();
    }

    private void onJson(byte[] bytes, int from, int length, long receivedAtNs) {
        nowNs = receivedAtNs;
        event.begin();
        if (!reader.readJson(bytes, from, length, "", event)) {
            faults.count(FrameFault.CAMERA_MALFORMED);
        }
    }

    private void onEvent() {
        if (!EVENT.equals(event.code)) {
            if (!HEARTBEAT.equals(event.code)) {
                faults.count(FrameFault.CAMERA_UNUSED);
            }
            return;
        }
        event.passage.measuredAtNs = measuredAtNs();
        groups.onShot(event.groupId, event.countInGroup, event.passage, nowNs);
    }

    private long measuredAtNs() {
        long seconds = "realUtc".equals(clock) ? event.realUtcS : event.utcS;
        boolean isPossible = seconds > 0 && seconds <= LATEST_S && event.utcMs >= 0 && event.utcMs < 1_000;
        long toldNs = isPossible ? seconds * NS_PER_S + event.utcMs * NS_PER_MS : 0;
        return switch (clock) {
            case "arrival" -> nowNs - latencyNs;
            case "utcIsLocal" -> toldNs - zoneNs;
            default -> toldNs;
        };
    }

    private void onPassage(PlatePassage passage) {
        passage.writeTo(picture);
        desk.onPassage(picture, nowNs);
    }

    @Override
    public void onLinkUp(long timeNs) {
        if (http != null) {
            http.onLinkUp(timeNs);
        }
    }

    @Override
    public void onLinkLost(long timeNs) {
        nowNs = timeNs;
        groups.flush();
        if (framer != null) {
            framer.reset();
        } else {
            http.onLinkLost();
        }
    }

    @Override
    public int onTick(long timeNs) {
        nowNs = timeNs;
        return groups.onTick(timeNs) + (framer != null ? framer.onTick(timeNs) : http.onTick(timeNs));
    }
}
