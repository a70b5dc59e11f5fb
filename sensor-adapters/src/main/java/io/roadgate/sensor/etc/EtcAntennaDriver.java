package io.roadgate.sensor.etc;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * ETC antenna on a serial line or TCP, listened to beside the certified lane controller; it never sends.
 *
 * <p>Both directions of the line may be tapped into one stream: the controller's charge (C6) then gives the amount,
 * otherwise the drop of the card's balance does.
 *
 * <p>Errors: {@code ETC_CHECK}, {@code ETC_ESCAPE}, {@code ETC_LENGTH}, {@code ETC_UNKNOWN_TYPE},
 * {@code ETC_UNFINISHED}, {@code TIME_IMPLAUSIBLE}.
 *
 * <p>Source: etc-rsu.md, sections 2a and 3 (dialect "BCC", S1 and older layouts).
 */
public final class EtcAntennaDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("dialect", List.of("bcc"), "framing: bcc = FF delimiters, escapes and an XOR check"),
            Setting.duration("clockTolerance", "5m", "1s", "24h", "how far the antenna's clock may be off ours"));

    private final EtcBccFramer framer;
    private final EtcAssembler assembler;

    /** A driver for one antenna. */
    public EtcAntennaDriver(DriverContext context) {
        this.assembler = new EtcAssembler(
                context.sensorId(),
                context.sink(),
                context.faults(),
                context.settings().durationNs("clockTolerance"));
        this.framer = new EtcBccFramer(
                context.faults(),
                (frame, streamOffset, wireLength, receivedAtNs) -> assembler.onFrame(frame, receivedAtNs));
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        framer.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        // A listener has nothing to tell the antenna.
    }

    @Override
    public void onLinkLost(long nowNs) {
        framer.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return assembler.onTick(nowNs);
    }
}
