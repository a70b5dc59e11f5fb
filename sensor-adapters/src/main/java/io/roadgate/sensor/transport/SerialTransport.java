package io.roadgate.sensor.transport;

import com.fazecast.jSerialComm.SerialPort;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A serial line through jSerialComm: RS-232, RS-422, RS-485 or USB.
 *
 * <p>The port is named by its path (a symbolic link, as udev makes them, is followed anew at each opening), by the USB
 * ids of its adapter, or by a part of its description; it may come and go with the device. After an unplug the library
 * returns -1 at once for ever and still says "open", so the first -1 is the loss of the link: the port is closed and a
 * new one opened as soon as it is back.
 *
 * <p>Thread: a reader of its own that opens, reads and reopens; a writer of its own, since a write may block for as
 * long as the device's flow control likes.
 */
public final class SerialTransport extends RingTransport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("path", null, "device path, or USB vid:pid[:serial] in hexadecimal, or part of a description"),
            Setting.integer("baud", 115_200, 50, 4_000_000, "bits per second"),
            Setting.choice("dataBits", List.of("8", "7", "6", "5"), "bits per character"),
            Setting.choice("parity", List.of("none", "odd", "even", "mark", "space"), "parity bit"),
            Setting.choice("stopBits", List.of("1", "1.5", "2"), "stop bits"),
            Setting.choice("flowControl", List.of("none", "rtscts", "xonxoff"), "who may stop whom, and how"),
            Setting.flag("rs485", false, "let the kernel switch the direction of a half-duplex RS-485 line with RTS"),
            Setting.flag("rs485RtsHigh", true, "RTS is high while sending"),
            Setting.flag("rs485Termination", false, "switch the adapter's terminating resistor on"),
            Setting.flag("rs485HearSelf", false, "hear what we send ourselves"),
            Setting.duration("rs485DelayBefore", "0ms", "0ms", "1s", "from switching to sending to the first bit"),
            Setting.duration("rs485DelayAfter", "0ms", "0ms", "1s", "from the last bit to switching back"),
            ReceiveRing.setting(256));

    // The kernel counts this in tenths of a second; data ends a read at once, only silence waits.
    private static final int READ_TIMEOUT_MS = 100;
    private static final int CLOSE_LIMIT_MS = 1_000;
    private static final int SCRATCH_BYTES = 4096;
    private static final int OUTGOING_BYTES = 16_384;
    private static final int OUTGOING = 1;
    private static final long NS_PER_US = 1_000;

    private final String path;
    private final OneToOneRingBuffer outgoing = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(OUTGOING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final MessageHandler onOutgoing = this::write;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final byte[] outgoingScratch = new byte[OUTGOING_BYTES];
    private final Thread reader;
    private final Thread writer;
    private volatile SerialPort port;

    /** A line not yet opened. */
    public SerialTransport(TransportContext context) {
        super(context);
        this.path = context.settings().text("path");
        this.reader = daemon(this::readLoop, "-read");
        this.writer = daemon(this::writeLoop, "-write");
    }

    /** What is wrong with values that are each of their kind: {@code key what}. */
    static List<String> faultsOf(Settings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.text("path").isBlank()) {
            faults.add("path must not be empty");
        }
        if (settings.flag("rs485") && "rtscts".equals(settings.text("flowControl"))) {
            faults.add("flowControl must not be rtscts with rs485: RTS switches the direction");
        }
        return faults;
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
        while (!isClosed) {
            SerialPort opened = open();
            if (opened == null) {
                LockSupport.parkNanos(backoff.nextNs());
                continue;
            }
            ring.linkUp();
            trouble = "";
            port = opened;
            readUntilLost(opened);
            port = null;
            if (!isClosed) {
                ring.linkLost();
                trouble = "the port hung up: unplugged, or its adapter lost power";
                context.faults().count(FrameFault.LINK_LOST);
            }
            closeAside(opened);
            if (!isClosed) {
                LockSupport.parkNanos(backoff.nextNs());
            }
        }
    }

    private SerialPort open() {
        String devicePath;
        try {
            devicePath = SerialDevices.pathOf(path);
        } catch (IOException e) {
            trouble = e.getMessage();
            return null;
        }
        try {
            SerialPort fresh = SerialPort.getCommPort(devicePath);
            configure(fresh);
            if (fresh.openPort(0)) {
                return fresh;
            }
            trouble = SerialDevices.troubleOf(devicePath, fresh.getLastErrorCode(), context.settings());
        } catch (RuntimeException vanished) {
            // Between the check and the opening the device may go: the library throws for a path that is not there.
            trouble = devicePath + " went away while it was opened";
        }
        return null;
    }

    private void configure(SerialPort fresh) {
        Settings settings = context.settings();
        // Lock files outlive a killed process and then keep the device shut.
        fresh.disableExclusiveLock();
        fresh.setComPortParameters(
                settings.integer("baud"),
                settings.integer("dataBits"),
                stopBits(settings.text("stopBits")),
                parity(settings.text("parity")));
        fresh.setFlowControl(flowControl(settings.text("flowControl")));
        if (settings.flag("rs485")) {
            fresh.setRs485ModeParameters(
                    true,
                    settings.flag("rs485RtsHigh"),
                    settings.flag("rs485Termination"),
                    settings.flag("rs485HearSelf"),
                    (int) (settings.durationNs("rs485DelayBefore") / NS_PER_US),
                    (int) (settings.durationNs("rs485DelayAfter") / NS_PER_US));
        }
        fresh.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MS, 0);
    }

    private static int stopBits(String name) {
        return switch (name) {
            case "1.5" -> SerialPort.ONE_POINT_FIVE_STOP_BITS;
            case "2" -> SerialPort.TWO_STOP_BITS;
            default -> SerialPort.ONE_STOP_BIT;
        };
    }

    private static int parity(String name) {
        return switch (name) {
            case "odd" -> SerialPort.ODD_PARITY;
            case "even" -> SerialPort.EVEN_PARITY;
            case "mark" -> SerialPort.MARK_PARITY;
            case "space" -> SerialPort.SPACE_PARITY;
            default -> SerialPort.NO_PARITY;
        };
    }

    private static int flowControl(String name) {
        return switch (name) {
            case "rtscts" -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case "xonxoff" -> SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
            default -> SerialPort.FLOW_CONTROL_DISABLED;
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
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        if (port == null || length > outgoing.maxMsgLength()) {
            return false;
        }
        if (!outgoing.write(OUTGOING, buffer, offset, length)) {
            context.faults().count(FrameFault.REPLY_DROPPED);
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
