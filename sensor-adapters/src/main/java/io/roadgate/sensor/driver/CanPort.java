package io.roadgate.sensor.driver;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.CanReader;
import io.roadgate.sensor.frame.CanWriter;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One wire to a CAN bus with one or more devices on it: finds the frames in its bytes and hands each to the drivers that
 * want it, and lays out what they send.
 *
 * <p>When the link comes up the adapter's opening goes first; drivers cannot send before it went.
 *
 * <p>Errors: those of the framing, and {@code CAN_BUS_OFF}, {@code CAN_RESTARTED}, {@code CAN_ERROR_PASSIVE} or
 * {@code CAN_ERROR} per error frame.
 *
 * <p>Source: error classes and controller states of {@code linux/can/error.h}.
 */
public final class CanPort implements SensorDriver, CanReply {
    /** Keys of the site file that every CAN device has beside its own. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice(
                    "framing",
                    Stream.concat(
                                    Stream.of("auto"),
                                    Arrays.stream(CanFraming.values()).map(CanFraming::key))
                            .toList(),
                    "how CAN frames come over the wire; auto = slcan on serial and tcp, cannelloni on udp"),
            Setting.choice(
                    "bitRateKbps", CanFraming.BIT_RATES_KBPS, "bit rate that a serial CAN adapter is opened with"),
            Setting.flag("openAdapter", true, "open the adapter when the link comes up; false = it is open already"));

    private static final int CLASS_CONTROLLER = 0x04;
    private static final int CLASS_BUS_OFF = 0x40;
    private static final int CLASS_RESTARTED = 0x100;
    private static final int CONTROLLER_AT = 1;
    private static final int CONTROLLER_PASSIVE = 0x30;

    private final FaultSink faults;
    private final Reply reply;
    private final CanReader reader;
    private final CanWriter writer;
    private final UnsafeBuffer outgoing = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
    private final UnsafeBuffer opening;
    private CanDriver[] drivers = {};
    private CanIdFilter[][] filters = {};
    private boolean mustOpen;

    /**
     * A wire without devices yet.
     *
     * @param usual framing of the kind of wire, used unless the settings name another.
     * @param settings with the keys of {@link #SETTINGS}.
     * @param faults counts what is wrong with the bytes.
     * @param reply sends bytes.
     */
    public CanPort(CanFraming usual, Settings settings, FaultSink faults, Reply reply) {
        this.faults = Objects.requireNonNull(faults);
        this.reply = Objects.requireNonNull(reply);
        CanFraming framing = CanFraming.of(settings.text("framing")).orElse(usual);
        this.reader = framing.reader(faults, this::onCanFrame);
        this.writer = framing.writer();
        int length =
                settings.flag("openAdapter") ? writer.writeOpening(settings.integer("bitRateKbps"), outgoing, 0) : 0;
        byte[] bytes = new byte[length];
        outgoing.getBytes(0, bytes);
        this.opening = new UnsafeBuffer(bytes);
    }

    /** Adds a device of this bus; before the first byte. */
    public CanPort add(CanDriver driver) {
        drivers = Arrays.copyOf(drivers, drivers.length + 1);
        filters = Arrays.copyOf(filters, filters.length + 1);
        drivers[drivers.length - 1] = driver;
        filters[filters.length - 1] = driver.filters().toArray(new CanIdFilter[0]);
        return this;
    }

    /** All identifiers that any device wants; empty = all. */
    @Override
    public List<CanIdFilter> canFilters() {
        List<CanIdFilter> all = new ArrayList<>();
        for (CanIdFilter[] wanted : filters) {
            if (wanted.length == 0) {
                return List.of();
            }
            all.addAll(Arrays.asList(wanted));
        }
        return all;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        reader.onFrame(buffer, offset, length, receivedAtNs);
    }

    private void onCanFrame(CanFrame frame, long receivedAtNs) {
        if (frame.isError()) {
            faults.count(faultOf(frame));
            return;
        }
        boolean isWanted = false;
        for (int i = 0; i < drivers.length; i++) {
            if (matches(filters[i], frame)) {
                isWanted = true;
                drivers[i].onCanFrame(frame, receivedAtNs);
            }
        }
        for (int i = 0; i < drivers.length && !isWanted; i++) {
            drivers[i].onForeignFrame(frame);
        }
    }

    private static boolean matches(CanIdFilter[] wanted, CanFrame frame) {
        for (CanIdFilter filter : wanted) {
            if (filter.matches(frame)) {
                return true;
            }
        }
        return wanted.length == 0;
    }

    private static FrameFault faultOf(CanFrame frame) {
        if ((frame.id() & CLASS_BUS_OFF) != 0) {
            return FrameFault.CAN_BUS_OFF;
        }
        if ((frame.id() & CLASS_RESTARTED) != 0) {
            return FrameFault.CAN_RESTARTED;
        }
        boolean isPassive = (frame.id() & CLASS_CONTROLLER) != 0 && (frame.at(CONTROLLER_AT) & CONTROLLER_PASSIVE) != 0;
        return isPassive ? FrameFault.CAN_ERROR_PASSIVE : FrameFault.CAN_ERROR;
    }

    @Override
    public boolean offer(CanFrame frame) {
        if (mustOpen) {
            return false;
        }
        int length = writer.write(frame, outgoing, 0);
        return length > 0 && reply.offer(outgoing, 0, length);
    }

    @Override
    public void onLinkUp(long nowNs) {
        mustOpen = opening.capacity() > 0;
        open();
        for (CanDriver driver : drivers) {
            driver.onLinkUp(nowNs);
        }
    }

    private void open() {
        if (mustOpen && reply.offer(opening, 0, opening.capacity())) {
            mustOpen = false;
        }
    }

    @Override
    public void onLinkLost(long nowNs) {
        mustOpen = false;
        reader.reset();
        for (CanDriver driver : drivers) {
            driver.onLinkLost(nowNs);
        }
    }

    @Override
    public void onGap(long nowNs) {
        reader.reset();
        for (CanDriver driver : drivers) {
            driver.onGap(nowNs);
        }
    }

    @Override
    public int onTick(long nowNs) {
        open();
        int work = 0;
        for (CanDriver driver : drivers) {
            work += driver.onTick(nowNs);
        }
        return work;
    }
}
