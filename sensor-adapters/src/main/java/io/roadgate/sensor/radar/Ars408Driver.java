package io.roadgate.sensor.radar;

import static io.roadgate.sensor.radar.Ars408List.bits;

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
 * Continental ARS408-21 radar: its object lists or its cluster lists.
 *
 * <p>One driver listens to one of the up to eight radars of a bus. The measurement time of a list is the arrival of its
 * header less the configured latency, since the radar tells no time. Objects that the radar reports as deleted, and
 * clusters that it holds for artefacts, are no observations; an empty complete list is an empty frame. The radar gives no
 * height: {@code upM} stays unknown and the level is the mount's.
 *
 * <p>On link-up it sets the radar ({@link Ars408Config}), as a rule without storing that in its flash. A radar whose
 * state disagrees is set again, five times at most, three seconds apart, until it agrees once.
 *
 * <p>Errors: {@code CAN_SHORT}, {@code CAN_UNKNOWN_ID}, {@code LIST_INCOMPLETE}, {@code CYCLE_LOST}; once per state
 * message (one a second) that says so {@code RADAR_DEFECT}, {@code RADAR_IMPAIRED}, {@code RADAR_TEMPERATURE},
 * {@code RADAR_VOLTAGE}, {@code RADAR_INTERFERENCE}, {@code RADAR_MISCONFIGURED}.
 *
 * <p>Source: ars408.md (agreement of the public drivers named there), "State and configuration".
 */
public final class Ars408Driver implements CanDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = Stream.concat(
                    Stream.of(
                            Setting.integer("sensorIndex", 0, 0, 7, "sensor id of the radar, which shifts its CAN ids"),
                            Setting.duration(
                                    "latency",
                                    "0ms",
                                    "0ms",
                                    "500ms",
                                    "from the measurement to the list header's arrival"),
                            Setting.flag(
                                    "lateralVelocity",
                                    true,
                                    "use the velocity across the boresight; false = take it as zero"),
                            Setting.flag("configure", true, "set the radar's output when the link comes up"),
                            Setting.number(
                                    "distanceSigmaM",
                                    0.4,
                                    0.01,
                                    10,
                                    "1 sigma along the boresight when the radar gives none"),
                            Setting.number(
                                    "lateralSigmaM",
                                    0.8,
                                    0.01,
                                    10,
                                    "1 sigma across the boresight when the radar gives none"),
                            Setting.number(
                                    "speedSigmaMps",
                                    0.3,
                                    0.01,
                                    10,
                                    "1 sigma of each velocity when the radar gives none")),
                    Ars408Config.SETTINGS.stream())
            .toList();

    /** Times that a radar which disagrees is set again. */
    static final int MOST_ATTEMPTS = 5;

    /** Between two of them; its state comes once a second. */
    static final long ATTEMPT_SPACING_NS = 3_000_000_000L;

    private static final int CONFIG = 0x200;
    private static final int STATE = 0x201;
    private static final int INDEX_SHIFT = 4;

    private final CanReply reply;
    private final FaultSink faults;
    private final Ars408Assembler assembler;
    private final Ars408Config config;
    private final CanFrame outgoing = new CanFrame();
    private final int sensorIndex;
    private final int renumberFrom;
    private final boolean configures;
    private boolean mustConfigure;
    private boolean mustRenumber;
    private int attempts;
    private long nextAttemptAtNs;

    /** A driver for one radar. */
    public Ars408Driver(DriverContext context, CanReply reply) {
        this.sensorIndex = context.settings().integer("sensorIndex");
        this.renumberFrom = context.settings().integer("renumberFrom");
        this.configures = context.settings().flag("configure");
        this.config = new Ars408Config(context.settings());
        this.reply = reply;
        this.faults = context.faults();
        this.assembler = new Ars408Assembler(
                sensorIndex,
                config.isClusters() ? Ars408Assembler.Lists.CLUSTERS : Ars408Assembler.Lists.OBJECTS,
                faults,
                new Ars408Observations(context, config.isClusters())::onList);
    }

    @Override
    public List<CanIdFilter> filters() {
        List<CanIdFilter> own = Ars408Assembler.filters(sensorIndex);
        return renumbers()
                ? Stream.concat(own.stream(), Stream.of(CanIdFilter.standard(STATE | renumberFrom << INDEX_SHIFT)))
                        .toList()
                : own;
    }

    private boolean renumbers() {
        return configures && renumberFrom >= 0 && renumberFrom != sensorIndex;
    }

    @Override
    public void onCanFrame(CanFrame frame, long receivedAtNs) {
        if (frame.length() == CanFrame.LONGEST_CLASSIC && !frame.isRemote()) {
            if (frame.id() == (STATE | sensorIndex << INDEX_SHIFT)) {
                onState(frame.word());
            } else if (renumbers() && frame.id() == (STATE | renumberFrom << INDEX_SHIFT)) {
                // It has been powered up anew and forgotten its id.
                mustRenumber = true;
                return;
            }
        }
        assembler.onCanFrame(frame, receivedAtNs);
    }

    @Override
    public void onForeignFrame(CanFrame frame) {
        // Frames of the bus's other radars are passed over, what no radar says is counted.
        assembler.onCanFrame(frame, 0);
    }

    private void onState(long state) {
        count(state, 5, FrameFault.RADAR_DEFECT);
        count(state, 4, FrameFault.RADAR_INTERFERENCE);
        count(state, 3, FrameFault.RADAR_TEMPERATURE);
        count(state, 2, FrameFault.RADAR_IMPAIRED);
        count(state, 1, FrameFault.RADAR_VOLTAGE);
        if (config.agrees(state)) {
            attempts = 0;
        } else {
            faults.count(FrameFault.RADAR_MISCONFIGURED);
            mustConfigure = configures && attempts < MOST_ATTEMPTS;
        }
    }

    private void count(long state, int bit, FrameFault fault) {
        if (bits(state, 2, bit, 1) == 1) {
            faults.count(fault);
        }
    }

    @Override
    public void onLinkUp(long nowNs) {
        mustConfigure = configures;
        mustRenumber = renumbers();
        attempts = 0;
        nextAttemptAtNs = nowNs;
        configure(nowNs);
    }

    private void configure(long nowNs) {
        // A clock that steps back must not put it off for ever.
        if (nowNs < nextAttemptAtNs && nextAttemptAtNs - nowNs <= ATTEMPT_SPACING_NS) {
            return;
        }
        if (mustRenumber && send(renumberFrom, config.renumberWord(sensorIndex))) {
            mustRenumber = false;
            mustConfigure = true;
        }
        if (mustConfigure && !mustRenumber && send(sensorIndex, config.word())) {
            mustConfigure = false;
            attempts++;
            nextAttemptAtNs = nowNs + ATTEMPT_SPACING_NS;
        }
    }

    private boolean send(int index, long word) {
        outgoing.reset(CONFIG | index << INDEX_SHIFT, false, false, false, CanFrame.LONGEST_CLASSIC)
                .putWord(word);
        return reply.offer(outgoing);
    }

    @Override
    public void onLinkLost(long nowNs) {
        mustConfigure = false;
        mustRenumber = false;
        assembler.reset();
    }

    @Override
    public int onTick(long nowNs) {
        configure(nowNs);
        return assembler.onTick(nowNs);
    }
}
