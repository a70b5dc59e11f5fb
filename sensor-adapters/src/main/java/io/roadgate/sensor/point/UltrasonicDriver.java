package io.roadgate.sensor.point;

import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Ultrasonic distance sensor over a parking bay or at a barrier: occupied or not.
 *
 * <p>A point observation at the mount's place is told at each change of the state and again after each repetition time,
 * with the distance as range and the cue "occupied". A reading of 0, or one beyond the reach, means that no echo came
 * back.
 *
 * <p>Errors: {@code POINT_GARBLED}, {@code POINT_CHECK}, {@code POINT_UNANSWERED}, {@code POINT_REFUSED}. Alarm: silent.
 *
 * <p>Source: see {@link SumFraming} and {@link ModbusFraming}; thresholds are ours.
 */
public final class UltrasonicDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("protocol", List.of("sum", "modbus"), "FF + millimetres + sum, or Modbus RTU"),
            Setting.number("occupiedBelowM", 1.5, 0.03, 20, "nearer than this is occupied"),
            Setting.number("freeAboveM", 1.7, 0.03, 20, "an occupied spot is free again beyond this"),
            Setting.number("reachM", 4.5, 0.1, 50, "readings beyond it are no echo"),
            Setting.duration("settle", "500ms", "0ms", "1m", "a new state must hold this long"),
            Setting.duration("repeatEvery", "1s", "10ms", "1h", "the state is told again"),
            Setting.duration("silentAfter", "5s", "100ms", "1h", "without a reading for this long is an alarm"),
            Setting.integer("address", 1, 1, 247, "modbus: of the sensor"),
            Setting.integer("function", 3, 3, 4, "modbus: 3 holding, 4 input register"),
            Setting.integer("register", 256, 0, 65_535, "modbus: that holds the distance"),
            Setting.number("unitMm", 1, 0.001, 1000, "modbus: millimetres per count"),
            Setting.duration("askEvery", "200ms", "10ms", "1m", "modbus: time between questions"),
            Setting.duration("answerWithin", "150ms", "5ms", "10s", "modbus: time for the answer"));

    private final int sensorId;
    private final SensorMount mount;
    private final ObservationSink sink;
    private final DeviceGauges gauges = new DeviceGauges();
    private final DistanceFraming framing;
    private final ByteStreamReader reader;
    private final Occupancy occupancy;
    private final long reachUm;
    private final long repeatEveryNs;
    private final long silentAfterNs;
    private boolean isUp;
    private long heardAtNs;
    private long toldAtNs;
    private long sequence;

    /** A driver for one sensor. */
    public UltrasonicDriver(DriverContext context) {
        Settings settings = context.settings();
        FaultSink faults = context.faults();
        this.sensorId = context.sensorId();
        this.mount = context.mount();
        this.sink = context.sink();
        this.framing = settings.text("protocol").equals("modbus")
                ? new ModbusFraming(settings, context.reply(), faults, this::onDistance)
                : new SumFraming(faults, this::onDistance);
        this.reader = new ByteStreamReader(framing);
        this.occupancy = new Occupancy(
                settings.number("occupiedBelowM"), settings.number("freeAboveM"), settings.durationNs("settle"));
        this.reachUm = Math.round(settings.number("reachM") * 1e6);
        this.repeatEveryNs = settings.durationNs("repeatEvery");
        this.silentAfterNs = settings.durationNs("silentAfter");
    }

    private void onDistance(long distanceUm, long receivedAtNs) {
        heardAtNs = receivedAtNs;
        gauges.alarm(DeviceGauge.SILENT, false);
        boolean hasEcho = distanceUm > 0 && distanceUm <= reachUm;
        gauges.set(DeviceGauge.DISTANCE, hasEcho ? distanceUm / 1000 : DeviceGauges.UNKNOWN);
        boolean isChange = occupancy.add(hasEcho ? distanceUm / 1000 : Long.MAX_VALUE, receivedAtNs);
        boolean isDue = receivedAtNs - toldAtNs >= repeatEveryNs || receivedAtNs < toldAtNs;
        if (isChange || (occupancy.isKnown() && isDue)) {
            tell(hasEcho ? (float) (distanceUm / 1e6) : Float.NaN, receivedAtNs);
        }
    }

    private void tell(float distanceM, long receivedAtNs) {
        gauges.set(DeviceGauge.OCCUPIED, occupancy.isOccupied() ? 1 : 0);
        toldAtNs = receivedAtNs;
        ObservationEncoder out = sink.claimObservation();
        if (out == null) {
            return;
        }
        out.measuredAtNs(receivedAtNs)
                .receivedAtNs(receivedAtNs)
                .frameSequence(sequence++ & 0xFFFF_FFFFL)
                .indexInFrame(0)
                .countInFrame(1)
                .sensorId(sensorId)
                .kind(ObservationKind.POINT)
                .eastM(mount.eastM())
                .northM(mount.northM())
                .upM(mount.upM())
                .rangeM(distanceM)
                .level((byte) mount.level());
        out.cues().occupied(occupancy.isOccupied());
        sink.commit();
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        reader.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        isUp = true;
        heardAtNs = nowNs;
        framing.reset();
    }

    @Override
    public void onLinkLost(long nowNs) {
        isUp = false;
        onGap(nowNs);
        occupancy.forget();
        gauges.set(DeviceGauge.OCCUPIED, DeviceGauges.UNKNOWN);
    }

    @Override
    public void onGap(long nowNs) {
        reader.reset();
        framing.reset();
    }

    @Override
    public int onTick(long nowNs) {
        if (!isUp) {
            return 0;
        }
        if (nowNs - heardAtNs >= silentAfterNs && !gauges.isOn(DeviceGauge.SILENT)) {
            gauges.alarm(DeviceGauge.SILENT, true);
            // What was seen long ago says nothing of now.
            occupancy.forget();
            gauges.set(DeviceGauge.OCCUPIED, DeviceGauges.UNKNOWN);
        }
        return framing.onTick(nowNs);
    }

    @Override
    public DeviceGauges gauges() {
        return gauges;
    }
}
