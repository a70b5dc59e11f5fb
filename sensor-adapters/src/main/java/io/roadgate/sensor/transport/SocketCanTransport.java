package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.SocketCanReader;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanFilter;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.JavaCAN;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;
import tel.schich.javacan.RawReceiveMessageHeaderBuffer;
import tel.schich.javacan.platform.linux.LinuxNativeOperationException;

/**
 * A CAN interface of this machine through SocketCAN: classic and FD frames, both lengths of identifier, error frames.
 *
 * <p>Each transport has a socket of its own, with a filter in the kernel for what its drivers want: several devices on
 * one interface need not share. One frame is one piece, as the kernel holds it, stamped by the kernel when it arrived.
 * An interface that goes down or away loses the link; it is opened anew when it is back. A controller in bus-off is
 * restarted ({@link BusOffRestart}) if this process may do so.
 *
 * <p>Errors: {@code LINK_LOST}; {@code TRANSPORT_OVERRUN} per frame that the kernel or the ring had no room for;
 * {@code CAN_RESTART_FAILED} per attempt that failed. Error frames are passed on like any other.
 *
 * <p>Thread: a reader of its own that opens, reads and reopens. It blocks in the kernel for as long as nothing comes,
 * 200 ms at most, which costs one call per frame and no wake-up in between; sending goes past it on the same socket.
 *
 * <p>Source: SocketCAN as Documentation/networking/can.rst of Linux describes it.
 */
public final class SocketCanTransport extends RingTransport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("interface", null, "CAN interface, as ip link names it"),
            Setting.flag("restart", true, "restart the controller after bus-off (needs CAP_NET_ADMIN)"),
            ReceiveRing.setting(256));

    private static final Duration READ_LIMIT = Duration.ofMillis(200);
    // The kernel queues ten frames for a classic interface; whoever finds them waiting longer may come again.
    private static final Duration WRITE_LIMIT = Duration.ofMillis(1);
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;
    private static final int EVERY_ERROR = CanFrame.EXTENDED_ID_MAX;
    private static final int EXTENDED = 1 << 31;
    private static final int ERROR = 1 << 29;
    private static final int ERROR_BUS_OFF = 0x40;
    private static final int ERROR_RESTARTED = 0x100;
    private static final long CLOSE_LIMIT_MS = 1_000;
    private static final long SECOND_NS = 1_000_000_000L;
    // A kernel stamp farther from our clock than this is of another clock.
    private static final long STAMP_TOLERANCE_NS = 5 * SECOND_NS;

    private final String name;
    private final CanInterface device;
    private final boolean restarts;
    private final BusOffRestart busOff = new BusOffRestart();
    private final Thread reader;
    private final Object sending = new Object();
    private final ByteBuffer incoming =
            ByteBuffer.allocateDirect(SocketCanReader.FD_BYTES).order(ByteOrder.nativeOrder());
    private final ByteBuffer outgoing =
            ByteBuffer.allocateDirect(SocketCanReader.FD_BYTES).order(ByteOrder.nativeOrder());
    private final UnsafeBuffer outgoingBytes = new UnsafeBuffer(outgoing);
    private final byte[] piece = new byte[SocketCanReader.FD_BYTES];
    private CanFilter[] filters = {CanFilter.ANY};
    private int dropCount;
    private volatile RawCanChannel channel;

    /**
     * An interface not yet opened.
     *
     * @throws IllegalArgumentException when no interface can have that name.
     */
    public SocketCanTransport(TransportContext context) {
        super(context);
        this.name = context.settings().text("interface");
        this.device = CanInterface.of(name);
        this.restarts = context.settings().flag("restart");
        this.reader = new Thread(this::readLoop, context.name() + "-can");
        this.reader.setDaemon(true);
    }

    /** Names of the CAN interfaces that this machine has now. */
    public static List<String> interfaces() {
        return CanInterface.list();
    }

    static List<String> faultsOf(Settings values) {
        String name = values.text("interface");
        return CanInterface.isName(name) ? List.of() : List.of("interface must be a name like can0, is '" + name + "'");
    }

    @Override
    public void receiveOnly(List<CanIdFilter> wanted) {
        if (wanted.isEmpty() || wanted.size() > CanSocketOptions.MAX_FILTERS) {
            filters = new CanFilter[] {CanFilter.ANY};
            return;
        }
        filters = wanted.stream().map(SocketCanTransport::filter).toArray(CanFilter[]::new);
    }

    /** The length of the identifier counts, too: 0x123 of 11 bits and of 29 bits are two. */
    private static CanFilter filter(CanIdFilter wanted) {
        int id = wanted.id() & wanted.mask();
        return new CanFilter(wanted.isExtended() ? id | EXTENDED : id, wanted.mask() | EXTENDED);
    }

    @Override
    public void start() {
        reader.start();
    }

    private void readLoop() {
        while (!isClosed) {
            RawCanChannel opened = open();
            if (opened != null) {
                trouble = "";
                channel = opened;
                ring.linkUp();
                readUntilLost(opened);
                ring.linkLost();
                shut(opened);
                if (!isClosed) {
                    context.faults().count(FrameFault.LINK_LOST);
                }
            }
            if (!isClosed) {
                LockSupport.parkNanos(backoff.nextNs());
            }
        }
    }

    // A machine without SocketCAN, or without its library for this CPU, throws all kinds of things; none may end us.
    private RawCanChannel open() {
        String obstacle = device.obstacle();
        if (!obstacle.isEmpty()) {
            trouble = obstacle;
            return null;
        }
        RawCanChannel fresh = null;
        try {
            JavaCAN.initialize();
            fresh = CanChannels.newRawChannel();
            fresh.setOption(CanSocketOptions.FD_FRAMES, true);
            fresh.setOption(CanSocketOptions.FILTER, filters);
            fresh.setOption(CanSocketOptions.ERR_FILTER, EVERY_ERROR);
            fresh.setOption(CanSocketOptions.SO_TIMESTAMPNS, true);
            fresh.setOption(CanSocketOptions.SO_RXQ_OVFL, true);
            fresh.setOption(CanSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            fresh.setOption(CanSocketOptions.SO_RCVTIMEO, READ_LIMIT);
            fresh.setOption(CanSocketOptions.SO_SNDTIMEO, WRITE_LIMIT);
            fresh.bind(NetworkDevice.lookup(name));
            dropCount = 0;
            return fresh;
        } catch (IOException | RuntimeException e) {
            trouble = "cannot open " + name + ": " + e.getMessage() + " (has the kernel CAN? modprobe can_raw)";
        } catch (LinkageError e) {
            trouble = "no SocketCAN library for " + System.getProperty("os.arch") + " here: use slcan or cannelloni ("
                    + e.getMessage() + ")";
        }
        shut(fresh);
        return null;
    }

    private void readUntilLost(RawCanChannel from) {
        ReceivedHeader header = new ReceivedHeader();
        while (!isClosed) {
            try {
                incoming.clear();
                int length = (int) from.receiveUnsafe(incoming, header.view);
                onPiece(length, header);
            } catch (LinuxNativeOperationException e) {
                if (!e.mayTryAgain()) {
                    trouble = name + " was lost: " + e.getErrorString();
                    return;
                }
            } catch (IOException e) {
                trouble = name + " was lost: " + e.getMessage();
                return;
            }
            restartWhenDue();
        }
    }

    private void onPiece(int length, ReceivedHeader header) {
        long nowNs = context.clock().nanoTime();
        incoming.get(0, piece, 0, length);
        ring.putDatagram(piece, length, stampNs(header.stampNs(), nowNs));
        countDrops(header.view.getDropCount());
        int word = incoming.getInt(0);
        if ((word & ERROR) == 0) {
            backoff.reset();
            busOff.onBus();
        } else if ((word & ERROR_BUS_OFF) != 0) {
            busOff.onBusOff(nowNs);
        } else if ((word & ERROR_RESTARTED) != 0) {
            busOff.onBus();
        }
    }

    private static long stampNs(long kernelNs, long nowNs) {
        return Math.abs(nowNs - kernelNs) <= STAMP_TOLERANCE_NS ? kernelNs : nowNs;
    }

    private void countDrops(int total) {
        if (total != dropCount) {
            context.faults().count(FrameFault.TRANSPORT_OVERRUN, total - dropCount);
            dropCount = total;
        }
    }

    private void restartWhenDue() {
        long nowNs = context.clock().nanoTime();
        if (restarts && busOff.isDue(nowNs)) {
            String outcome = device.restart(nowNs);
            if (!outcome.isEmpty()) {
                context.faults().count(FrameFault.CAN_RESTART_FAILED);
                trouble = name + " is in bus-off and cannot be restarted: " + outcome;
            }
        }
    }

    /** Closes under the lock of the senders, so that none writes to a number that the system has given to another. */
    private void shut(RawCanChannel open) {
        synchronized (sending) {
            channel = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    trouble = "closing " + name + ": " + e.getMessage();
                }
            }
        }
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        if (length != SocketCanReader.CLASSIC_BYTES && length != SocketCanReader.FD_BYTES) {
            return false;
        }
        synchronized (sending) {
            RawCanChannel to = channel;
            if (to == null) {
                return false;
            }
            buffer.getBytes(offset, outgoingBytes, 0, length);
            outgoing.clear().limit(length);
            try {
                return to.writeUnsafe(outgoing) == length;
            } catch (IOException full) {
                return false;
            }
        }
    }

    @Override
    public boolean isUp() {
        return channel != null;
    }

    @Override
    public String describe() {
        return "can " + name;
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(reader);
        try {
            reader.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What the kernel tells beside a frame. The library gives its stamp as an object per frame; this reads the two
     * numbers in place, where the library itself puts a known stamp.
     */
    private static final class ReceivedHeader {
        private static final Instant KNOWN = Instant.ofEpochSecond(0x2_1234_5678L, 0x2345_6789);

        private final ByteBuffer bytes = JavaCAN.allocateOrdered(RawReceiveMessageHeaderBuffer.BYTES);
        private final RawReceiveMessageHeaderBuffer view = new RawReceiveMessageHeaderBuffer(bytes);
        private final int secondsAt;
        private final int nanosAt;

        ReceivedHeader() {
            view.setSoftwareTimestamp(KNOWN);
            secondsAt = find(KNOWN.getEpochSecond());
            nanosAt = find(KNOWN.getNano());
            view.setSoftwareTimestamp(Instant.EPOCH);
        }

        private int find(long number) {
            for (int at = 0; at + Long.BYTES <= bytes.capacity(); at += Integer.BYTES) {
                if (bytes.getLong(at) == number) {
                    return at;
                }
            }
            throw new IllegalStateException("this release of JavaCAN keeps its stamps elsewhere");
        }

        /** The kernel's stamp; long ago when there is none. */
        long stampNs() {
            return bytes.getLong(secondsAt) * SECOND_NS + bytes.getLong(nanosAt);
        }
    }
}
