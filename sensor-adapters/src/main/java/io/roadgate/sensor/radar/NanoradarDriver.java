package io.roadgate.sensor.radar;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.SlcanReader;
import io.roadgate.sensor.setting.Setting;
import java.util.List;
import org.agrona.DirectBuffer;

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
public final class NanoradarDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.integer("sensorIndex", 0, 0, 7, "sensor id set in the radar, which shifts its CAN ids"),
            Setting.duration("latency", "0ms", "0ms", "500ms", "from the measurement to the list header's arrival"),
            Setting.flag("lateralVelocity", true, "use the velocity across the boresight; false = take it as zero"),
            Setting.number("distanceSigmaM", 0.4, 0.01, 10, "1 sigma along the boresight"),
            Setting.number("lateralSigmaM", 1.0, 0.01, 10, "1 sigma across the boresight"),
            Setting.number("speedSigmaMps", 0.3, 0.01, 10, "1 sigma of each velocity"));

    private static final int INDEX_MASK = 0x70;

    private final FaultSink faults;
    private final SlcanReader slcan;
    private final Ars408Assembler assembler;

    /** A driver for one radar. */
    public NanoradarDriver(DriverContext context) {
        this.faults = context.faults();
        this.assembler = new Ars408Assembler(
                context.settings().integer("sensorIndex"),
                true,
                faults,
                new Ars408Observations(context)::onList);
        this.slcan = new SlcanReader(faults, this::onCanFrame);
    }

    void onCanFrame(CanFrame frame, long receivedAtNs) {
        switch (frame.isExtended() ? -1 : frame.id() & ~INDEX_MASK) {
            case 0x60A, 0x60B -> assembler.onCanFrame(frame, receivedAtNs);
            case 0x200, 0x201, 0x401, 0x402, 0x700 -> {
                // Configuration, state, collision regions, version: of no use here.
            }
            default -> faults.count(FrameFault.CAN_UNKNOWN_ID);
        }
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        slcan.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        // The radar sends without being asked.
    }

    @Override
    public void onLinkLost(long nowNs) {
        slcan.reset();
        assembler.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return assembler.onTick(nowNs);
    }
}
