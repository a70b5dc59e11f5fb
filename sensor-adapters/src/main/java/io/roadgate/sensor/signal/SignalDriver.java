package io.roadgate.sensor.signal;

import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SignalSource;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.uper.UperFault;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Signal controller, or whatever speaks for it: SPAT in UPER, one message per datagram, or JSON ({@link SignalJson}).
 *
 * <p>Each phase of each message becomes a record. Its time is the message's; without one, or with one too far off the
 * arrival, the arrival.
 *
 * <p>The binary objects of GB/T 20999 are not read: no text or recording of that protocol was at hand to hold a reader
 * against, and a guessed layout at a signal controller is worse than none.
 *
 * <p>Errors: {@code UPER_MALFORMED}, {@code UPER_UNUSED}, {@code SIGNAL_MALFORMED}, {@code SIGNAL_REJECTED},
 * {@code TIME_IMPLAUSIBLE} (the message is used, its time is not). Alarm: silent.
 *
 * <p>Source: day1-2020 message set (T/CSAE 53, 2020 profile), type SPAT; the JSON form is ours.
 */
public final class SignalDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("format", List.of("spat", "json"), "SPAT in UPER by datagram, or JSON"),
            Setting.duration("clockTolerance", "2s", "50ms", "25s", "how far a message's time may be off its arrival"),
            Setting.duration("silentAfter", "5s", "100ms", "1h", "without a message for this long is an alarm"));

    private static final long MILLISECOND_NS = 1_000_000;
    private static final long OPEN_LIMIT_NS = 500_000_000;

    private final int sensorId;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final boolean isJson;
    private final long clockToleranceNs;
    private final long silentAfterNs;
    private final DeviceGauges gauges = new DeviceGauges();
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final SignalMessage spatMessage = new SignalMessage();
    private final JsonFraming framing;
    private final ByteStreamReader reader;
    private boolean isUp;
    private long heardAtNs;
    private long ownSequence;

    /** A driver for one controller. */
    public SignalDriver(DriverContext context) {
        this.sensorId = context.sensorId();
        this.sink = context.sink();
        this.faults = context.faults();
        this.isJson = context.settings().text("format").equals("json");
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.silentAfterNs = context.settings().durationNs("silentAfter");
        this.framing = new JsonFraming(faults, this::onJson);
        this.reader = new ByteStreamReader(framing);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (isJson) {
            reader.onBytes(buffer, offset, length, receivedAtNs);
        } else if (codec.decode(buffer, offset, length, frame) != UperFault.NONE) {
            faults.count(FrameFault.UPER_MALFORMED);
        } else if (MessageKind.of(frame) != MessageKind.SPAT) {
            faults.count(FrameFault.UPER_UNUSED);
        } else {
            onSpat(receivedAtNs);
        }
    }

    private void onSpat(long receivedAtNs) {
        long toldNs = WireTime.UNKNOWN_NS;
        if (frame.spatFrame().hasTimeStamp()) {
            toldNs = frame.spatFrame().hasMoy()
                    ? WireTime.atNs(frame.spatFrame().moy(), frame.spatFrame().timeStamp(), receivedAtNs)
                    : WireTime.measuredAtNs(frame.spatFrame().timeStamp(), receivedAtNs);
        }
        long atNs = believed(toldNs, receivedAtNs);
        spatMessage.clear();
        if (!SpatPhases.read(frame.spatFrame(), atNs, spatMessage) || spatMessage.hasTwins()) {
            faults.count(FrameFault.SIGNAL_REJECTED);
            return;
        }
        write(spatMessage, SignalSource.SPAT, frame.spatFrame().msgCnt(), atNs, receivedAtNs);
    }

    private void onJson(SignalMessage message, long atMs, long sequence, long receivedAtNs) {
        long atNs = believed(atMs < 0 ? WireTime.UNKNOWN_NS : atMs * MILLISECOND_NS, receivedAtNs);
        write(message, SignalSource.JSON, sequence < 0 ? ownSequence++ & 0xFFFF_FFFFL : sequence, atNs, receivedAtNs);
    }

    private long believed(long toldNs, long receivedAtNs) {
        if (toldNs == WireTime.UNKNOWN_NS) {
            return receivedAtNs;
        }
        if (Math.abs(receivedAtNs - toldNs) > clockToleranceNs) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
            return receivedAtNs;
        }
        return toldNs;
    }

    private void write(SignalMessage message, SignalSource source, long sequence, long atNs, long receivedAtNs) {
        heardAtNs = receivedAtNs;
        gauges.alarm(DeviceGauge.SILENT, false);
        gauges.set(DeviceGauge.PHASES, message.count);
        gauges.set(DeviceGauge.LAST_MESSAGE, receivedAtNs);
        for (int row = 0; row < message.count; row++) {
            SignalPhaseEncoder out = sink.claimSignalPhase();
            if (out == null) {
                continue;
            }
            out.measuredAtNs(atNs)
                    .receivedAtNs(receivedAtNs)
                    .sensorId(sensorId)
                    .messageSequence(sequence)
                    .indexInMessage(row)
                    .countInMessage(message.count)
                    .regionId(message.region[row])
                    .intersectionId(message.intersection[row])
                    .phaseId((short) message.phase[row])
                    .light(SignalMessage.light(message.light[row]))
                    .nextLight(SignalMessage.light(message.nextLight[row]))
                    .source(source)
                    .controllerStatus(message.status[row])
                    .toChangeMs(message.toChangeMs[row])
                    .leastToChangeMs(message.leastMs[row])
                    .mostToChangeMs(message.mostMs[row])
                    .confidence(message.confidence[row]);
            sink.commit();
        }
    }

    @Override
    public void onLinkUp(long nowNs) {
        isUp = true;
        heardAtNs = nowNs;
    }

    @Override
    public void onLinkLost(long nowNs) {
        isUp = false;
        onGap(nowNs);
    }

    @Override
    public void onGap(long nowNs) {
        reader.reset();
        framing.reset();
    }

    @Override
    public int onTick(long nowNs) {
        if (isUp && nowNs - heardAtNs >= silentAfterNs && !gauges.isOn(DeviceGauge.SILENT)) {
            gauges.alarm(DeviceGauge.SILENT, true);
        }
        if (framing.openSinceNs() != Long.MAX_VALUE && nowNs - framing.openSinceNs() >= OPEN_LIMIT_NS) {
            framing.abandon();
            reader.skip(nowNs);
            return 1;
        }
        return 0;
    }

    @Override
    public DeviceGauges gauges() {
        return gauges;
    }
}
