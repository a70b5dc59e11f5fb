package io.roadgate.sensor.rsu;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.UperFault;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Roadside unit that hands over what it hears on the air: one UPER {@code MessageFrame} per datagram.
 *
 * <p>A BSM becomes an observation. Its time is the second mark in the minute nearest to the arrival; without one it is
 * the arrival.
 *
 * <p>Errors: {@code UPER_MALFORMED}; {@code UPER_UNUSED} for any other message; {@code UPER_REJECTED} for a BSM
 * without a place or with one out of any radio's reach (UPER has no check: random bytes may well decode); {@code
 * TIME_IMPLAUSIBLE} for a time too far off the arrival.
 *
 * <p>Source: day1-2020 message set (T/CSAE 53, 2020 profile), type BasicSafetyMessage.
 */
public final class RsuDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.duration("clockTolerance", "2s", "50ms", "25s", "how far a message's time may be off its arrival"),
            Setting.number("reachM", 10_000, 100, 100_000, "farthest place from the site that is believed, metres"),
            Setting.number("positionSigmaM", 1.5, 0.1, 50, "1 sigma of a position when the message gives none"),
            Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of a velocity when the message gives none"));

    private final int sensorId;
    private final SitePlane plane;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final long clockToleranceNs;
    private final double reachM;
    private final BsmObservation observation;
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();

    /** A driver for one roadside unit. */
    public RsuDriver(DriverContext context) {
        this.sensorId = context.sensorId();
        this.plane = context.origin();
        this.sink = context.sink();
        this.faults = context.faults();
        this.clockToleranceNs = context.settings().durationNs("clockTolerance");
        this.reachM = context.settings().number("reachM");
        this.observation = new BsmObservation(plane, context.settings().number("positionSigmaM"), (float)
                context.settings().number("speedSigmaMps"));
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        if (codec.decode(buffer, offset, length, frame) != UperFault.NONE) {
            faults.count(FrameFault.UPER_MALFORMED);
        } else if (MessageKind.of(frame) != MessageKind.BSM) {
            faults.count(FrameFault.UPER_UNUSED);
        } else {
            onBsm(frame.bsmFrame(), receivedAtNs);
        }
    }

    private void onBsm(BasicSafetyMessage bsm, long receivedAtNs) {
        if (!isInReach(bsm)) {
            faults.count(FrameFault.UPER_REJECTED);
            return;
        }
        long toldNs = WireTime.measuredAtNs(bsm.secMark(), receivedAtNs);
        long measuredAtNs = toldNs == WireTime.UNKNOWN_NS ? receivedAtNs : toldNs;
        if (Math.abs(receivedAtNs - measuredAtNs) > clockToleranceNs) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
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
        // A datagram is whole or absent: there is nothing half to forget.
    }

    @Override
    public int onTick(long nowNs) {
        return 0;
    }
}
