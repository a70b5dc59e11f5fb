package io.roadgate.sensor.radar;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.Reply;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.SlcanReader;
import io.roadgate.sensor.setting.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Continental ARS408-21 radar, object lists, behind a serial CAN adapter (SLCAN).
 *
 * <p>One driver listens to one of the up to eight radars of a bus. The measurement time of a list is the arrival of its
 * header less the configured latency, since the radar tells no time. Objects that the radar reports as deleted are no
 * observations; an empty complete list is an empty frame. The radar gives no height: {@code upM} stays unknown and the
 * level is the mount's.
 *
 * <p>On link-up it opens the adapter at 500 kbit/s and asks the radar for objects with quality and extended messages,
 * sorted by range, without storing that in the radar's flash: it is asked again each time.
 *
 * <p>Errors: {@code SLCAN_GARBLED}, {@code CAN_SHORT}, {@code CAN_UNKNOWN_ID}, {@code LIST_INCOMPLETE},
 * {@code CYCLE_LOST}.
 *
 * <p>Source: ars408.md (agreement of the public drivers named there); RadarCfg 0x200 and its published frame
 * {@code F8000000089C0000}, here without the two store bits.
 */
public final class Ars408Driver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.integer("sensorIndex", 0, 0, 7, "sensor id set in the radar, which shifts its CAN ids"),
            Setting.duration("latency", "0ms", "0ms", "500ms", "from the measurement to the list header's arrival"),
            Setting.flag("lateralVelocity", true, "use the velocity across the boresight; false = take it as zero"),
            Setting.flag("configure", true, "open the adapter and set the radar's output when the link comes up"),
            Setting.number("distanceSigmaM", 0.4, 0.01, 10, "1 sigma along the boresight when the radar gives none"),
            Setting.number("lateralSigmaM", 0.8, 0.01, 10, "1 sigma across the boresight when the radar gives none"),
            Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of each velocity when the radar gives none"));

    private static final String ADAPTER_OPEN = "C\rS6\rO\r";
    private static final String OBJECTS_QUALITY_EXTENDED = "78000000081C0000";

    private final Reply reply;
    private final SlcanReader slcan;
    private final Ars408Assembler assembler;
    private final DirectBuffer opening;
    private boolean mustConfigure;

    /** A driver for one radar. */
    public Ars408Driver(DriverContext context) {
        int sensorIndex = context.settings().integer("sensorIndex");
        this.reply = context.reply();
        this.assembler = new Ars408Assembler(sensorIndex, context.faults(), new Ars408Observations(context)::onList);
        this.slcan = new SlcanReader(context.faults(), assembler::onCanFrame);
        String config = String.format(Locale.ROOT, "t%03X8%s\r", 0x200 + 0x10 * sensorIndex, OBJECTS_QUALITY_EXTENDED);
        this.opening = context.settings().flag("configure")
                ? new UnsafeBuffer((ADAPTER_OPEN + config).getBytes(StandardCharsets.US_ASCII))
                : new UnsafeBuffer(0, 0);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        slcan.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        mustConfigure = opening.capacity() > 0;
        configure();
    }

    private void configure() {
        if (mustConfigure && reply.offer(opening, 0, opening.capacity())) {
            mustConfigure = false;
        }
    }

    @Override
    public void onLinkLost(long nowNs) {
        mustConfigure = false;
        slcan.reset();
        assembler.reset();
    }

    @Override
    public void onGap(long nowNs) {
        slcan.reset();
        assembler.reset();
    }

    @Override
    public int onTick(long nowNs) {
        configure();
        return assembler.onTick(nowNs);
    }
}
