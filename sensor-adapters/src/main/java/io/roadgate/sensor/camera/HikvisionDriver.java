package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.http.HttpEvents;
import io.roadgate.sensor.setting.Setting;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/**
 * Hikvision ANPR cameras (ISAPI): {@code EventNotificationAlert} in XML or JSON, from the alert stream or posted.
 *
 * <p>The plate read is all that such an alert has: it becomes an observation of kind PLATE. Its {@code dateTime} has whole
 * seconds, so the arrival holds unless the site file says otherwise. Not the fast path: it allocates per alert.
 *
 * <p>Errors: those of the HTTP reading; {@code CAMERA_MALFORMED} for a document that does not parse, or an alert ANPR
 * without a plate element or with a time that is none where it is to hold; {@code CAMERA_UNUSED} for active alerts of
 * other types; those of {@link CameraDesk}.
 *
 * <p>Source: camera.md, "What the real ones send" (Hikvision ISAPI).
 */
public final class HikvisionDriver implements SensorDriver, FieldHandler {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = settings();

    private static final String WRAPPER = "EventNotificationAlert.";
    private static final float FULL_CONFIDENCE = 100f;
    private static final long NS_PER_S = 1_000_000_000L;

    private final FaultSink faults;
    private final boolean trustsDevice;
    private final ZoneOffset zone;
    private final long latencyNs;
    private final CameraDesk desk;
    private final HttpEvents http;
    private final FieldReader reader = new FieldReader();
    private final CameraPicture picture = new CameraPicture();
    private PlatePassage passage = new PlatePassage();
    private String eventType = "";
    private boolean isActive;
    private boolean hasPlate;
    private String dateTime = "";
    private int alertCount;

    private static List<Setting> settings() {
        List<Setting> settings =
                new ArrayList<>(HttpEvents.settings("/ISAPI/Event/notification/alertStream", List.of("get", "posted")));
        settings.add(CameraDesk.CLOCK_TOLERANCE);
        settings.add(CameraDesk.POSITION_SIGMA);
        settings.add(Setting.choice(
                "clock",
                List.of("arrival", "device"),
                "which time holds: the arrival, or the alert's own, whole seconds"));
        settings.add(
                Setting.duration("latency", "0ms", "0ms", "5s", "from the shot to the arrival, with clock arrival"));
        settings.add(Setting.number("zoneHours", 8, -12, 14, "zone of a dateTime that names none, hours ahead of UTC"));
        return List.copyOf(settings);
    }

    /** A driver for one camera. */
    public HikvisionDriver(DriverContext context) {
        this(context, System::getenv);
    }

    HikvisionDriver(DriverContext context, UnaryOperator<String> environment) {
        this.faults = context.faults();
        this.trustsDevice = "device".equals(context.settings().text("clock"));
        this.zone =
                ZoneOffset.ofTotalSeconds((int) Math.round(context.settings().number("zoneHours") * 3600));
        this.latencyNs = context.settings().durationNs("latency");
        this.desk = new CameraDesk(context);
        this.http = new HttpEvents(context, environment, this::onDocument);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        http.onBytes(buffer, offset, length, receivedAtNs);
    }

    private void onDocument(byte[] bytes, int length, long receivedAtNs) {
        passage = new PlatePassage();
        eventType = "";
        isActive = true;
        hasPlate = false;
        dateTime = "";
        int from = 0;
        while (from < length && (bytes[from] == ' ' || bytes[from] == '\r' || bytes[from] == '\n')) {
            from++;
        }
        boolean isJson = from < length && (bytes[from] == '{' || bytes[from] == '[');
        boolean isRead = isJson
                ? reader.readJson(bytes, from, length - from, "", this)
                : reader.readXml(bytes, from, length - from, this);
        if (!isRead || eventType.isEmpty()) {
            faults.count(FrameFault.CAMERA_MALFORMED);
        } else if (eventType.equalsIgnoreCase("ANPR")) {
            onAnpr(receivedAtNs);
        } else if (isActive && !eventType.equalsIgnoreCase("heartBeat")) {
            faults.count(FrameFault.CAMERA_UNUSED);
        }
    }

    @Override
    public void onField(String path, String value) {
        String name = path.startsWith(WRAPPER) ? path.substring(WRAPPER.length()) : path;
        switch (name) {
            case "eventType" -> eventType = value;
            case "eventState" -> isActive = value.equalsIgnoreCase("active");
            case "dateTime" -> dateTime = value;
            case "ANPR.licensePlate" -> {
                passage.plate = value;
                hasPlate = true;
            }
            case "ANPR.confidenceLevel" -> passage.plateConfidence = confidence(value);
            case "ANPR.plateColor" -> passage.plateColour = CameraWords.plateColour(value);
            case "ANPR.vehicleType" -> passage.classCode = CameraWords.participantClass(value);
            default -> {
                // Lists, pictures, colours of the vehicle: nothing that an observation holds.
            }
        }
    }

    @Override
    public void onEnd(String path) {
        // An alert ends with its document.
    }

    private static float confidence(String value) {
        double told = CameraWords.number(value);
        return told >= 0 && told <= FULL_CONFIDENCE ? (float) (told / FULL_CONFIDENCE) : Float.NaN;
    }

    private void onAnpr(long receivedAtNs) {
        long measuredAtNs = trustsDevice ? dateTimeNs() : receivedAtNs - latencyNs;
        if (!hasPlate || measuredAtNs == 0) {
            faults.count(FrameFault.CAMERA_MALFORMED);
            return;
        }
        passage.measuredAtNs = measuredAtNs;
        passage.frameNumber = ++alertCount;
        passage.writeTo(picture);
        desk.onPassage(picture, receivedAtNs);
    }

    /** The alert's own time; 0 when it is none. */
    private long dateTimeNs() {
        try {
            Instant instant = dateTime.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")
                    ? OffsetDateTime.parse(dateTime.replaceAll("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                            .toInstant()
                    : LocalDateTime.parse(dateTime).toInstant(zone);
            return Math.multiplyExact(instant.getEpochSecond(), NS_PER_S) + instant.getNano();
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }

    @Override
    public void onLinkUp(long nowNs) {
        http.onLinkUp(nowNs);
    }

    @Override
    public void onLinkLost(long nowNs) {
        http.onLinkLost();
    }

    @Override
    public int onTick(long nowNs) {
        return http.onTick(nowNs);
    }
}
