package io.roadgate.sensor.radar;

import io.roadgate.sensor.driver.CanDriver;
import io.roadgate.sensor.driver.CanReply;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nanoradar MR72 or MR76 radar, object lists, on CAN.
 *
 * <p>Its protocol is that of the ARS408 cut down: a list is a header (60A) and one general message (60B) per object, with
 * the fields in the same places; there are no quality or extended messages. A list is complete when as many objects have
 * come as its header declares; it is closed unfinished by the next header, by an object that is already in it or by
 * silence. One driver listens to one of the up to eight radars of a bus, whose ids are shifted by 16 each.
 *
 * <p>The radar is not configured from here: the public sources disagree on the fields of its configuration that span
 * bytes. The sector number is not used.
 *
 * <p>Errors: {@code CAN_SHORT}, {@code CAN_UNKNOWN_ID}, {@code LIST_INCOMPLETE}, {@code CYCLE_LOST}.
 *
 * <p>Source: radar2.md, section 2 (agreement of the public drivers named there).
 */
public final class NanoradarDriver implements CanDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.integer("sensorIndex", 0, 0, 7, "sensor id set in the radar, which shifts its CAN ids"),
            Setting.duration("latency", "0ms", "0ms", "500ms", "from the measurement to the list header's arrival"),
            Setting.flag("lateralVelocity", true, "use the velocity across the boresight; false = take it as zero"),
            Setting.number("distanceSigmaM", 0.4, 0.01, 10, "1 sigma along the boresight"),
            Setting.number("lateralSigmaM", 1.0, 0.01, 10, "1 sigma across the boresight"),
            Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of each velocity"));

    private static final int INDEX_MASK = 0x70;
    private static final int INDEX_SHIFT = 4;
    private static final int HEADER = 0x60A;
    private static final int GENERAL = 0x60B;

    private final FaultSink faults;
    private final int sensorIndex;
    private final Ars408Assembler assembler;

    /** A driver for one radar. */
    public NanoradarDriver(DriverContext context, CanReply reply) {
        this.faults = context.faults();
        this.sensorIndex = context.settings().integer("sensorIndex");
        this.assembler = new Ars408Assembler(
                sensorIndex,
                Ars408Assembler.Lists.PLAIN_OBJECTS,
                faults,
                new Ars408Observations(context, false)::onList);
    }

    @Override
    public List<CanIdFilter> filters() {
        return Stream.of(HEADER, GENERAL)
                .map(base -> CanIdFilter.standard(base | (sensorIndex << INDEX_SHIFT)))
                .toList();
    }

    @Override
    public void onForeignFrame(CanFrame frame) {
        // Frames of the bus's other radars are passed over, what no radar says is counted.
        onCanFrame(frame, 0);
    }

    @Override
    public void onCanFrame(CanFrame frame, long receivedAtNs) {
        switch (frame.isExtended() ? -1 : frame.id() & ~INDEX_MASK) {
            case HEADER, GENERAL -> assembler.onCanFrame(frame, receivedAtNs);
            case 0x200, 0x201, 0x401, 0x402, 0x700 -> {
                // Configuration, state, collision regions, version: of no use here.
            }
            default -> faults.count(FrameFault.CAN_UNKNOWN_ID);
        }
    }

    @Override
    public void onLinkUp(long nowNs) {
        // The radar sends without being asked.
    }

    @Override
    public void onLinkLost(long nowNs) {
        assembler.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return assembler.onTick(nowNs);
    }
}
