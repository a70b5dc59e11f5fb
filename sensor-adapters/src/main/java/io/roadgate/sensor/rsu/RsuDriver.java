package io.roadgate.sensor.rsu;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.Position3D;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.uper.UperFault;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Roadside unit that hands over what it hears on the air: UPER {@code MessageFrame}s in a framing that the
 * site file describes, one or more to a datagram, or in a byte stream.
 *
 * <p>A BSM becomes an observation, and so does a PSM, the report of a person. The time is the second mark in the minute
 * nearest to the arrival; without one it is the arrival. Messages of the kinds in {@code uplinks} are handed on whole, as
 * they came, once they are known to be valid. What several radios of the unit hear, octet for octet, is used once.
 *
 * <p>Errors: {@code UPER_MALFORMED}; {@code RELAYED_...} for each kind that the unit hands on and nobody wants,
 * {@code UPER_UNUSED} for any other; {@code V2X_REPEATED}; {@code UPLINK_OVERLONG}; those of {@link RsuFrames};
 * {@code UPER_REJECTED} for a report without a place or with one out of any radio's reach (UPER has no check: random bytes
 * may well decode); {@code TIME_IMPLAUSIBLE} for a time too far off the arrival.
 *
 * <p>Source: the sets day1-2019, day1-2020 (T/CSAE 53) and day2; types BasicSafetyMessage and PersonalSafetyMessage.
 */
public final class RsuDriver implements SensorDriver {
    /** The message sets; the first is the default. */
    private static final List<String> SETS =
            List.of(MessageCodecs.DAY1_2020.setName(), MessageCodecs.DAY1_2019.setName(), MessageCodecs.DAY2.setName());

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
                Setting.duration(
                        "repeatWithin", "500ms", "0ms", "10s", "a message heard twice within is used once; 0ms: never"),
                Setting.flag("stream", false, "the transport cuts anywhere (tcp, serial): needs a framing")));
        settings.addAll(LengthFraming.SETTINGS);
        return List.copyOf(settings);
    }

    private final int sensorId;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final long clockToleranceNs;
    private final OwnPlace place;
    private final BsmObservation bsmObservation;
    private final PsmObservation psmObservation;
    private final VehicleReport report = new VehicleReport();
    private final RecentMessages recent;
    private final UplinkRelay relay;
    private final FrameCodec codec;
    private final RsuFrames frames;

    /** A driver for one roadside unit. */
    public RsuDriver(DriverContext context) {
        this.sensorId = context.sensorId();
        this.sink = context.sink();
        this.faults = context.faults();
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.place = new OwnPlace(
                context.origin(),
                context.settings().number("reachM"),
                context.settings().number("positionSigmaM"));
        float speedSigmaMps = (float) context.settings().number("speedSigmaMps");
        this.bsmObservation = new BsmObservation(place, speedSigmaMps);
        this.psmObservation = new PsmObservation(place, speedSigmaMps);
        this.recent = new RecentMessages(context.settings().durationNs("repeatWithin"));
        this.codec = MessageCodecs.named(context.settings().text("set"))
                .orElseThrow()
                .newCodec();
        this.relay = new UplinkRelay(sensorId, codec.set(), context.settings().words("uplinks"), sink, faults);
        this.frames = new RsuFrames(
                new LengthFraming(context.settings()), context.settings().flag("stream"), faults, this::onMessage);
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
            onBsm(report.of(codec), buffer, offset, length, receivedAtNs);
            return true;
        }
        boolean isPerson = kind == MessageKind.PSM;
        if (!isPerson && !relay.takes(kind)) {
            faults.count(faultOf(kind));
            return true;
        }
        long measuredAtNs = measuredAtNs(MessageTimes.secMarkOf(kind, codec), receivedAtNs);
        if (!isTimely(measuredAtNs, receivedAtNs) || isRepeated(buffer, offset, length, receivedAtNs)) {
            return true;
        }
        if (isPerson) {
            onPsm(codec.message(PersonalSafetyMessage.class), measuredAtNs, receivedAtNs);
        }
        if (relay.takes(kind) && !relay.relay(kind, buffer, offset, length, measuredAtNs, receivedAtNs)) {
            recent.forgetNewest();
        }
        return true;
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

    private boolean isRepeated(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        boolean isRepeated = recent.isRepeated(RecentMessages.keyOf(buffer, offset, length), receivedAtNs);
        if (isRepeated) {
            faults.count(FrameFault.V2X_REPEATED);
        }
        return isRepeated;
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

    private void onBsm(VehicleReport bsm, DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (!isPlaceable(bsm.pos)) {
            return;
        }
        long measuredAtNs = measuredAtNs(bsm.secMark, receivedAtNs);
        if (!isTimely(measuredAtNs, receivedAtNs) || isRepeated(buffer, offset, length, receivedAtNs)) {
            return;
        }
        ObservationEncoder out = claim(bsm.msgCnt, measuredAtNs, receivedAtNs);
        if (out != null) {
            bsmObservation.write(out, bsm);
            sink.commit();
        }
    }

    private void onPsm(PersonalSafetyMessage psm, long measuredAtNs, long receivedAtNs) {
        if (!isPlaceable(psm.pos())) {
            return;
        }
        ObservationEncoder out = claim(psm.msgCnt(), measuredAtNs, receivedAtNs);
        if (out != null) {
            psmObservation.write(out, psm);
            sink.commit();
        }
    }

    private boolean isPlaceable(Position3D pos) {
        boolean isInReach = place.isInReach(pos);
        if (!isInReach) {
            faults.count(FrameFault.UPER_REJECTED);
        }
        return isInReach;
    }

    private ObservationEncoder claim(int frameSequence, long measuredAtNs, long receivedAtNs) {
        ObservationEncoder out = sink.claimObservation();
        if (out == null) {
            recent.forgetNewest();
            return null;
        }
        return out.measuredAtNs(measuredAtNs)
                .receivedAtNs(receivedAtNs)
                .frameSequence(frameSequence)
                .indexInFrame(0)
                .countInFrame(1)
                .sensorId(sensorId)
                .kind(ObservationKind.BSM);
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
