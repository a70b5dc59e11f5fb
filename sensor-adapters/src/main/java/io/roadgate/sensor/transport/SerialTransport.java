package io.roadgate.sensor.transport;

import com.fazecast.jSerialComm.SerialPort;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.setting.Setting;
import java.io.File;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A serial line through jSerialComm.
 *
 * <p>The path may be a symbolic link, as udev makes them, and may come and go with the device. After an unplug the
 * library returns -1 at once for ever and still says "open", so the first -1 is the loss of the link: the port is
 * closed and a new one opened as soon as the path is back.
 *
 * <p>Thread: a reader of its own that opens, reads and reopens; a writer of its own, since a write may block for as
 * long as the device's flow control likes.
 */
public final class SerialTransport implements Transport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("path", null, "device path, a link is followed anew at each opening"),
            Setting.integer("baud", 115_200, 50, 4_000_000, "bits per second"),
            Setting.choice("dataBits", List.of("8", "7"), "bits per character"),
            Setting.choice("parity", List.of("none", "odd", "even"), "parity bit"),
            Setting.choice("stopBits", List.of("1", "2"), "stop bits"),
            ReceiveRing.setting(256));

    // The kernel counts this in tenths of a second; data ends a read at once, only silence waits.
    private static final int READ_TIMEOUT_MS = 100;
    private static final int CLOSE_LIMIT_MS = 1_000;
    private static final int SCRATCH_BYTES = 4096;
    private static final int OUTGOING_BYTES = 16_384;
    private static final int OUTGOING = 1;

    private final TransportContext context;
    private final String path;
    private final ReceiveRing ring;
    private final OneToOneRingBuffer outgoing = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(OUTGOING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final MessageHandler onOutgoing = this::write;
    private final Backoff backoff = new Backoff();
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final byte[] outgoingScratch = new byte[OUTGOING_BYTES];
    private final Thread reader;
    private final Thread writer;
    private volatile boolean isClosed;
    private volatile SerialPort port;
    private volatile int upCount;

    /** A line not yet opened. */
    public SerialTransport(TransportContext context) {
        this.context = context;
        this.path = context.settings().text("path");
        this.ring = new ReceiveRing(context.settings().integer("ringKb"), context.faults());
        this.reader = daemon(this::readLoop, "-read");
        this.writer = daemon(this::writeLoop, "-write");
    }

    private Thread daemon(Runnable task, String suffix) {
        Thread thread = new Thread(task, context.name() + suffix);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void start() {
        reader.start();
        writer.start();
    }

    private void readLoop() {
        int ups = 0;
        while (!isClosed) {
            SerialPort opened = open();
            if (opened == null) {
                LockSupport.parkNanos(backoff.nextNs());
                continue;
            }
            port = opened;
            upCount = ++ups;
            readUntilLost(opened);
            port = null;
            if (!isClosed) {
                context.faults().count(FrameFault.LINK_LOST);
            }
            closeAside(opened);
            if (!isClosed) {
                LockSupport.parkNanos(backoff.nextNs());
            }
        }
    }

    private SerialPort open() {
        if (!new File(path).exists()) {
            return null;
        }
        try {
            SerialPort fresh = SerialPort.getCommPort(path);
            // Lock files outlive a killed process and then keep the device shut.
            fresh.disableExclusiveLock();
            fresh.setComPortParameters(
                    context.settings().integer("baud"),
                    context.settings().integer("dataBits"),
                    "2".equals(context.settings().text("stopBits"))
                            ? SerialPort.TWO_STOP_BITS
                            : SerialPort.ONE_STOP_BIT,
                    parity(context.settings().text("parity")));
            fresh.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MS, 0);
            return fresh.openPort(0) ? fresh : null;
        } catch (RuntimeException vanished) {
            // Between the check and the opening the device may go: the library throws for a path that is not there.
            return null;
        }
    }

    private static int parity(String name) {
        return switch (name) {
            case "odd" -> SerialPort.ODD_PARITY;
            case "even" -> SerialPort.EVEN_PARITY;
            default -> SerialPort.NO_PARITY;
        };
    }

    private void readUntilLost(SerialPort opened) {
        while (!isClosed) {
            int length = opened.readBytes(scratch, SCRATCH_BYTES);
            if (length < 0) {
                return;
            }
            if (length > 0) {
                ring.putStream(scratch, length, context.clock().nanoTime());
                backoff.reset();
            }
        }
    }

    /** Closes on a thread of its own: the system call may hang while a dead adapter still holds unsent bytes. */
    private void closeAside(SerialPort opened) {
        Thread closer = daemon(opened::closePort, "-close");
        closer.start();
        joinAtMost(closer, CLOSE_LIMIT_MS);
    }

    private void writeLoop() {
        while (!isClosed) {
            if (outgoing.read(onOutgoing, 1) == 0) {
                LockSupport.park(this);
            }
        }
    }

    private void write(int typeId, DirectBuffer buffer, int offset, int length) {
        SerialPort to = port;
        if (to != null) {
            buffer.getBytes(offset, outgoingScratch, 0, length);
            // A short write means a lost link, which the reader finds out.
            to.writeBytes(outgoingScratch, length);
        }
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        return ring.poll(handler, limit);
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        if (port == null || length > outgoing.maxMsgLength() || !outgoing.write(OUTGOING, buffer, offset, length)) {
            return false;
        }
        LockSupport.unpark(writer);
        return true;
    }

    @Override
    public boolean isUp() {
        return port != null;
    }

    @Override
    public int upCount() {
        return upCount;
    }

    @Override
    public String describe() {
        return "serial " + path + " " + context.settings().text("baud");
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(reader);
        LockSupport.unpark(writer);
        joinAtMost(reader, CLOSE_LIMIT_MS + 5 * READ_TIMEOUT_MS);
    }

    private static void joinAtMost(Thread thread, long limitMs) {
        try {
            thread.join(limitMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
