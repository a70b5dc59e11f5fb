package io.roadgate.sensor.radar;

import io.roadgate.sensor.driver.CanDriver;
import io.roadgate.sensor.driver.CanReply;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.setting.Setting;
import java.util.List;

/**
 * Continental ARS408-21 radar, object lists.
 *
 * <p>One driver listens to one of the up to eight radars of a bus. The measurement time of a list is the arrival of its
 * header less the configured latency, since the radar tells no time. Objects that the radar reports as deleted are no
 * observations; an empty complete list is an empty frame. The radar gives no height: {@code upM} stays unknown and the
 * level is the mount's.
 *
 * <p>On link-up it asks the radar for objects with quality and extended messages,
 * sorted by range, without storing that in the radar's flash: it is asked again each time.
 *
 * <p>Errors: {@code CAN_SHORT}, {@code CAN_UNKNOWN_ID}, {@code LIST_INCOMPLETE},
 * {@code CYCLE_LOST}.
 *
 * <p>Source: ars408.md (agreement of the public drivers named there); RadarCfg 0x200 and its published frame
 * {@code F8000000089C0000}, here without the two store bits.
 */
public final class Ars408Driver implements CanDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.integer("sensorIndex", 0, 0, 7, "sensor id set in the radar, which shifts its CAN ids"),
            Setting.duration("latency", "0ms", "0ms", "500ms", "from the measurement to the list header's arrival"),
            Setting.flag("lateralVelocity", true, "use the velocity across the boresight; false = take it as zero"),
            Setting.flag("configure", true, "set the radar's output when the link comes up"),
            Setting.number("distanceSigmaM", 0.4, 0.01, 10, "1 sigma along the boresight when the radar gives none"),
            Setting.number("lateralSigmaM", 0.8, 0.01, 10, "1 sigma across the boresight when the radar gives none"),
            Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of each velocity when the radar gives none"));

    private static final int CONFIG = 0x200;
    private static final int INDEX_SHIFT = 4;
    private static final long OBJECTS_QUALITY_EXTENDED = 0x7800_0000_081C_0000L;

    private final CanReply reply;
    private final Ars408Assembler assembler;
    private final CanFrame config = new CanFrame();
    private final int sensorIndex;
    private final boolean configures;
    private boolean mustConfigure;

    /** A driver for one radar. */
    public Ars408Driver(DriverContext context, CanReply reply) {
        this.sensorIndex = context.settings().integer("sensorIndex");
        this.configures = context.settings().flag("configure");
        this.reply = reply;
        this.assembler = new Ars408Assembler(sensorIndex, context.faults(), new Ars408Observations(context)::onList);
    }

    @Override
    public List<CanIdFilter> filters() {
        return Ars408Assembler.filters(sensorIndex);
    }

    @Override
    public void onCanFrame(CanFrame frame, long receivedAtNs) {
        assembler.onCanFrame(frame, receivedAtNs);
    }

    @Override
    public void onForeignFrame(CanFrame frame) {
        // Frames of the bus's other radars are passed over, what no radar says is counted.
        assembler.onCanFrame(frame, 0);
    }

    @Override
    public void onLinkUp(long nowNs) {
        mustConfigure = configures;
        configure();
    }

    private void configure() {
        if (mustConfigure) {
            config.reset(CONFIG | sensorIndex << INDEX_SHIFT, false, false, false, CanFrame.LONGEST_CLASSIC)
                    .putWord(OBJECTS_QUALITY_EXTENDED);
            mustConfigure = !reply.offer(config);
        }
    }

    @Override
    public void onLinkLost(long nowNs) {
        mustConfigure = false;
        assembler.reset();
    }

    @Override
    public int onTick(long nowNs) {
        configure();
        return assembler.onTick(nowNs);
    }
}
