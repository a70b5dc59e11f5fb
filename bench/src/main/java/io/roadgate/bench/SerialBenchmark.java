package io.roadgate.bench;

import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.Transport;
import io.roadgate.sensor.transport.TransportContext;
import io.roadgate.sensor.transport.TransportKind;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The serial transport against a bare read loop on the same pseudo terminal that is always full: one after the other in
 * each shot, so that both meet the same machine. JMH sums the rates over the shots; its {@code avg} is what to read.
 *
 * <p>The ring is large: how long a reader may be held up by a busy machine is not what is measured here.
 *
 * <p>The stream repeats a line whose length divides no buffer, so that a lost or doubled stretch breaks its order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
@Fork(1)
public class SerialBenchmark {
    private static final long SHARE_BYTES = 32L << 20;
    private static final int READ_BYTES = 4_096;
    private static final byte[] LINE =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-=<>()[]{}!?.,:;#@%&^~_|0123456789\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final long APPEARS_WITHIN_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private Path folder;
    private Path device;
    private Process source;

    /** What one pair of shares came to. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Rates {
        /** A bare loop of reads. */
        public double bareMbytePerS;
        /** The transport, through its ring. */
        public double transportMbytePerS;
        /** The transport's share of the bare loop's rate. */
        public double percent;
        /** Bytes shed, and places where the stream's order broke. */
        public long lost;
    }

    /** Lays the line and fills it. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("roadgate-bench");
        device = folder.resolve("tty");
        Path text = Files.write(folder.resolve("line"), LINE);
        source = new ProcessBuilder(
                        "sh",
                        "-c",
                        "yes \"$(cat " + text + ")\" | exec socat -u -b 65536 STDIN PTY,raw,echo=0,link=" + device)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long startTick = System.nanoTime();
        while (!Files.exists(device)) {
            if (System.nanoTime() - startTick > APPEARS_WITHIN_NS) {
                throw new IOException("socat made no pty; on Debian: apt-get install socat");
            }
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    /** Pulls it out. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        source.descendants().forEach(ProcessHandle::destroy);
        source.destroy();
        Files.deleteIfExists(device);
        Files.deleteIfExists(folder.resolve("line"));
        Files.deleteIfExists(folder);
    }

    /** A share for the bare loop, then one for the transport. */
    @Benchmark
    public void pair(Rates rates) throws IOException {
        rates.bareMbytePerS = bare();
        rates.transportMbytePerS = transport(rates);
        rates.percent = 100 * rates.transportMbytePerS / rates.bareMbytePerS;
    }

    private double bare() throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = new FileInputStream(device.toFile())) {
            in.read(buffer);
            long startTick = System.nanoTime();
            long left = SHARE_BYTES;
            while (left > 0) {
                left -= in.read(buffer);
            }
            return rate(SHARE_BYTES - left, startTick);
        }
    }

    private double transport(Rates rates) {
        AtomicLong lost = new AtomicLong();
        Settings link =
                new Settings(TransportKind.SERIAL.settings(), Map.of("path", device.toString(), "ringKb", "16384"));
        OrderCheck check = new OrderCheck(lost);
        try (Transport port = TransportKind.SERIAL.create(
                new TransportContext("bench", link, new SystemEpochNanoClock(), fault -> lost.incrementAndGet()))) {
            port.start();
            while (check.bytes == 0) {
                port.poll(check::onFrame, 1);
            }
            long startTick = System.nanoTime();
            long before = check.bytes;
            while (check.bytes - before < SHARE_BYTES) {
                if (port.poll(check::onFrame, 64) == 0) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            double rate = rate(check.bytes - before, startTick);
            rates.lost = lost.get();
            return rate;
        }
    }

    private static double rate(long bytes, long startTick) {
        return bytes * 1e3 / (System.nanoTime() - startTick);
    }

    /** Follows the line through the stream, from its first end on. */
    private static final class OrderCheck {
        private final AtomicLong lost;
        private long bytes;
        private int at = -1;

        private OrderCheck(AtomicLong lost) {
            this.lost = lost;
        }

        private void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
            bytes += length;
            for (int i = offset; i < offset + length; i++) {
                byte octet = buffer.getByte(i);
                if (at >= 0 && octet != LINE[at]) {
                    lost.incrementAndGet();
                    at = -1;
                }
                at = octet == '\n' ? 0 : at < 0 ? -1 : at + 1;
            }
        }
    }
}
