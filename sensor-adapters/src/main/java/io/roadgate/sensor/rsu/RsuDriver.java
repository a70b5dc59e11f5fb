package io.roadgate.sensor.rsu;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.UperFault;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Roadside unit that hands over what it hears on the air: UPER {@code MessageFrame}s in a framing that the
 * site file describes, one or more to a datagram, or in a byte stream.
 *
 * <p>A BSM becomes an observation. Its time is the second mark in the minute nearest to the arrival; without one it is
 * the arrival.
 *
 * <p>Messages of the kinds in {@code uplinks} are handed on whole, as they came, once they are known to be valid.
 *
 * <p>Errors: {@code UPER_MALFORMED}; {@code RELAYED_...} for each kind that the unit hands on and nobody wants,
 * {@code UPER_UNUSED} for any other; {@code UPLINK_OVERLONG}; those of {@link RsuFrames}; {@code UPER_REJECTED} for a BSM
 * without a place or with one out of any radio's reach (UPER has no check: random bytes may well decode); {@code
 * TIME_IMPLAUSIBLE} for a time too far off the arrival.
 *
 * <p>Source: sets day1-2020 (T/CSAE 53, 2020 profile) and day2, type BasicSafetyMessage, which both share.
 */
public final class RsuDriver implements SensorDriver {
    /** Sets whose BSM becomes an observation; the first is the default. */
    private static final List<String> SETS = List.of(MessageCodecs.DAY1_2020.setName(), MessageCodecs.DAY2.setName());

    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = settings();

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.duration(
                        "clockTolerance", "2s", "50ms", "25s", "how far a message's time may be off its arrival"),
                Setting.number("reachM", 10_000, 100, 100_000, "farthest place from the site that is believed, metres"),
                Setting.number("positionSigmaM", 1.5, 0.1, 50, "1 sigma of a position when the message gives none"),
                Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of a velocity when the message gives none"),
                Setting.choice("set", SETS, "message set that the unit speaks"),
                Setting.words(
                        "uplinks", UplinkRelay.DEFAULT, UplinkRelay.KINDS, "messages handed on whole, beside BSM"),
                Setting.flag("stream", false, "the transport cuts anywhere (tcp, serial): needs a framing")));
        settings.addAll(LengthFraming.SETTINGS);
        return List.copyOf(settings);
    }

    private final int sensorId;
    private final SitePlane plane;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final long clockToleranceNs;
    private final double reachM;
    private final BsmObservation observation;
    private final UplinkRelay relay;
    private final FrameCodec codec;
    private final RsuFrames frames;

    /** A driver for one roadside unit. */
    public RsuDriver(DriverContext context) {
        this.sensorId = context.sensorId();
        this.plane = context.origin();
        this.sink = context.sink();
        this.faults = context.faults();
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.reachM = context.settings().number("reachM");
        this.codec = MessageCodecs.named(context.settings().text("set"))
                .orElseThrow()
                .newCodec();
        this.relay = new UplinkRelay(sensorId, codec.set(), context.settings().words("uplinks"), sink, faults);
        this.frames = new RsuFrames(
                new LengthFraming(context.settings()), context.settings().flag("stream"), faults, this::onMessage);
        this.observation = new BsmObservation(plane, context.settings().number("positionSigmaM"), (float)
                context.settings().number("speedSigmaMps"));
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        frames.onBytes(buffer, offset, length, receivedAtNs);
    }

    private boolean onMessage(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (codec.decode(buffer, offset, length) != UperFault.NONE) {
            faults.count(FrameFault.UPER_MALFORMED);
            return false;
        }
        MessageKind kind = codec.kind();
        if (kind == MessageKind.BSM) {
            onBsm(codec.message(BasicSafetyMessage.class), receivedAtNs);
        } else if (relay.takes(kind)) {
            relay(kind, buffer, offset, length, receivedAtNs);
        } else {
            faults.count(faultOf(kind));
        }
        return true;
    }

    private void relay(MessageKind kind, DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        long measuredAtNs = measuredAtNs(MessageTimes.secMarkOf(kind, codec), receivedAtNs);
        if (isTimely(measuredAtNs, receivedAtNs)) {
            relay.relay(kind, buffer, offset, length, measuredAtNs, receivedAtNs);
        }
    }

    private static long measuredAtNs(int secMark, long receivedAtNs) {
        long toldNs = WireTime.measuredAtNs(secMark, receivedAtNs);
        return toldNs == WireTime.UNKNOWN_NS ? receivedAtNs : toldNs;
    }

    private boolean isTimely(long measuredAtNs, long receivedAtNs) {
        if (Math.abs(receivedAtNs - measuredAtNs) > clockToleranceNs) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
            return false;
        }
        return true;
    }

    private static FrameFault faultOf(MessageKind kind) {
        if (kind == null) {
            return FrameFault.UPER_UNUSED;
        }
        return switch (kind) {
            case MAP -> FrameFault.RELAYED_MAP;
            case SPAT -> FrameFault.RELAYED_SPAT;
            case RSI -> FrameFault.RELAYED_RSI;
            case RSM -> FrameFault.RELAYED_RSM;
            case VPM -> FrameFault.RELAYED_VPM;
            default -> FrameFault.UPER_UNUSED;
        };
    }

    private void onBsm(BasicSafetyMessage bsm, long receivedAtNs) {
        if (!isInReach(bsm)) {
            faults.count(FrameFault.UPER_REJECTED);
            return;
        }
        long measuredAtNs = measuredAtNs(bsm.secMark(), receivedAtNs);
        if (!isTimely(measuredAtNs, receivedAtNs)) {
            return;
        }
        ObservationEncoder out = sink.claimObservation();
        if (out == null) {
            return;
        }
        out.measuredAtNs(measuredAtNs)
                .receivedAtNs(receivedAtNs)
                .frameSequence(bsm.msgCnt())
                .indexInFrame(0)
                .countInFrame(1)
                .sensorId(sensorId)
                .kind(ObservationKind.BSM);
        observation.write(out, bsm);
        sink.commit();
    }

    private boolean isInReach(BasicSafetyMessage bsm) {
        int latE7 = WireUnits.latE7(bsm.pos().lat());
        int lonE7 = WireUnits.lonE7(bsm.pos().long_());
        return latE7 != WireUnits.UNKNOWN
                && lonE7 != WireUnits.UNKNOWN
                && Math.abs(plane.eastM(lonE7)) <= reachM
                && Math.abs(plane.northM(latE7)) <= reachM;
    }

    @Override
    public void onLinkUp(long nowNs) {
        // The RSU sends without being asked.
    }

    @Override
    public void onLinkLost(long nowNs) {
        frames.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return frames.onTick(nowNs);
    }
}
