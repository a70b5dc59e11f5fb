package io.roadgate.sensor.etc;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * ETC antenna on a serial line or TCP, listened to beside the certified lane controller; it never sends.
 */
public final class EtcAntennaDriver implements SensorDriver, EtcListener {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("dialect", EtcDialect.keys("bcc"), "framing: bcc, lencrc, 55aa, or each frame as it comes"),
            Setting.choice("layout", EtcEdition.keys(), "generation of layouts where length and content do not tell"),
            Setting.duration("clockTolerance", "5m", "1s", "24h", "how far the antenna's clock may be off ours"));

    private final FaultSink faults;
    private final EtcFramer framer;
    private final EtcSequence sequence;
    private final EtcAssembler assembler;

    /** A driver for one antenna. */
    public EtcAntennaDriver(DriverContext context) {
        faults = context.faults();
        assembler = new EtcAssembler(
                context.sensorId(), context.sink(), faults, context.settings().durationNs("clockTolerance"));
        sequence = new EtcSequence(faults);
        framer = new EtcFramer(
                EtcDialect.of(context.settings().text("dialect")),
                EtcEdition.of(context.settings().text("layout")),
                this);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        framer.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs) {
        if (frame.dialect() == EtcDialect.READER) {
            return;
        }
        if (frame.isFromAntenna() && sequence.isRepeated(frame, receivedAtNs)) {
            return;
        }
        assembler.onFrame(frame, receivedAtNs);
    }

    @Override
    public void onEtcDamage(long streamOffset, long length, FrameFault fault) {
        faults.count(fault);
    }

    @Override
    public void onLinkUp(long nowNs) {
        // A listener has nothing to tell the antenna.
    }

    @Override
    public void onLinkLost(long nowNs) {
        framer.reset();
        sequence.reset();
    }

    @Override
    public int onTick(long nowNs) {
        framer.onTick(nowNs);
        return assembler.onTick(nowNs);
    }
}
