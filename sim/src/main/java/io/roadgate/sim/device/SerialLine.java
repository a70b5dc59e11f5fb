package io.roadgate.sim.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The device's end of a linked pty, opened as a plain file.
 *
 * <p>What the host sends is read and thrown away: the devices emulated here obey no command. When the pty goes away
 * (unplugged) the line drops what it is given and opens the pty again once it is back.
 *
 * <p>A JVM that leads its session and has no terminal must not use this class: Linux then makes the pty its controlling
 * terminal (Java cannot open with {@code O_NOCTTY}), and unplugging the pty ends the JVM with a hangup. A launcher
 * therefore starts Java as a child, not with {@code exec}.
 *
 * <p>Thread: a writer and a reader thread of its own, so that a host that does not read cannot stop the simulator.
 */
public final class SerialLine implements ByteLine {
    private static final int QUEUED_WRITES = 512;
    private static final long LOOK_AGAIN_MS = 100;
    private static final int READ_BYTES = 256;

    private final Path path;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED_WRITES);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final Object lock = new Object();
    private Connection current;
    private Thread writer;
    private volatile boolean isOpen;

    /** A line on the pty at this path. */
    public SerialLine(Path path) {
        this.path = path;
    }

    @Override
    public void start() throws IOException {
        isOpen = true;
        connect();
        writer = new Thread(this::write, "sim-line-" + path.getFileName());
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void send(byte[] bytes) {
        if (!queue.offer(bytes)) {
            dropped.incrementAndGet();
        }
    }

    /** Writes that were dropped because the line was down or the host did not read. */
    public long dropped() {
        return dropped.get();
    }

    /** Bytes that the host sent. */
    public long bytesReceived() {
        return bytesReceived.get();
    }

    @Override
    public void close() {
        isOpen = false;
        disconnect(current());
        if (writer != null) {
            writer.interrupt();
        }
    }

    private void write() {
        try {
            while (isOpen) {
                byte[] bytes = queue.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                if (bytes == null) {
                    reconnect();
                } else {
                    writeAll(bytes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll(byte[] bytes) {
        Connection connection = current();
        if (connection == null) {
            dropped.incrementAndGet();
            reconnect();
            return;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                connection.out.write(buffer);
            }
        } catch (IOException e) {
            // The pty is gone: that is what an unplugged device looks like from its own side.
            dropped.incrementAndGet();
            disconnect(connection);
        }
    }

    private void reconnect() {
        if (isOpen && current() == null) {
            try {
                connect();
            } catch (IOException e) {
                // Not back yet; every write until then counts as dropped.
                return;
            }
        }
    }

    private void connect() throws IOException {
        // Opened without CREATE: a pty that is not there must not become an ordinary file.
        if (!Files.exists(path)) {
            throw new IOException("no serial line at " + path);
        }
        Connection opened = new Connection(
                FileChannel.open(path, StandardOpenOption.READ), FileChannel.open(path, StandardOpenOption.WRITE));
        synchronized (lock) {
            current = opened;
        }
        Thread reader = new Thread(() -> readAway(opened), "sim-line-in-" + path.getFileName());
        reader.setDaemon(true);
        reader.start();
    }

    private void readAway(Connection connection) {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        try {
            while (isOpen && connection.in.read(buffer) >= 0) {
                bytesReceived.addAndGet(buffer.position());
                buffer.clear();
            }
        } catch (IOException e) {
            // Hung up or closed; the writer connects again if the line is still wanted.
            disconnect(connection);
            return;
        }
        disconnect(connection);
    }

    private Connection current() {
        synchronized (lock) {
            return current;
        }
    }

    private void disconnect(Connection connection) {
        synchronized (lock) {
            if (current == connection) {
                current = null;
            }
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** Two channels, because one channel lets nobody write while somebody waits to read. */
    private static final class Connection {
        private final FileChannel in;
        private final FileChannel out;

        private Connection(FileChannel in, FileChannel out) {
            this.in = in;
            this.out = out;
        }

        private void close() {
            close(in);
            close(out);
        }

        private static void close(FileChannel channel) {
            try {
                channel.close();
            } catch (IOException e) {
                // Closing a line that is gone already: nothing is lost.
                return;
            }
        }
    }
}
