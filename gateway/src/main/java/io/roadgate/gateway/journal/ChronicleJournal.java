package io.roadgate.gateway.journal;

import static io.roadgate.gateway.journal.JournalFrame.CRC_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.LENGTH_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.MAX_PAYLOAD_BYTES;
import static io.roadgate.gateway.journal.JournalFrame.PAYLOAD_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.SEQUENCE_OFFSET;
import static io.roadgate.gateway.journal.JournalFrame.TEMPLATE_ID_OFFSET;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal being written: records in order, each with its sequence number and CRC32C, one file per hour.
 *
 * <p>Files are sparse: one looks some megabytes larger than what it takes on disk. Nothing is forced to disk record by
 * record: what was appended outlives a killed process, not a power cut.
 *
 * <p>Thread: opened anywhere; then one thread.
 */
public final class ChronicleJournal implements AutoCloseable {
    /** Free space below which nothing is written whatever is configured: a full disk faults the process. */
    public static final long MIN_FREE_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);
    private static final String LOCK_FILE = "journal.lock";
    /** The queue takes messages up to a quarter of it. */
    private static final long BLOCK_BYTES = 8L << 20;

    private static final long CHECK_EVERY_NS = 1_000_000_000L;
    private static final int CHECK_EVERY_APPENDS = 4096;
    private static final long CHECK_EVERY_BYTES = 4L << 20;
    private static final long NS_PER_MS = 1_000_000L;

    private final File directory;
    private final long floorBytes;
    private final EpochNanoClock clock;
    private final Counters counters;
    private final FileChannel lockChannel;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ByteBuffer frameBytes =
            ByteBuffer.allocateDirect(PAYLOAD_OFFSET + MAX_PAYLOAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer frame = new UnsafeBuffer(frameBytes);
    private final Bytes<ByteBuffer> frameView = Bytes.wrapForWrite(frameBytes);
    private final CRC32C crc = new CRC32C();
    private long nextSequence;
    private long rollTimeMs;
    private long checkedAtNs;
    private long bytesUntilCheck;
    private int appendsUntilCheck;
    private boolean hasSpace = true;
    private boolean isBroken;

    private ChronicleJournal(
            Path directory, long freeSpaceFloorBytes, EpochNanoClock clock, Counters counters, FileChannel lockChannel)
            throws IOException {
        this.directory = directory.toFile();
        this.floorBytes = Math.max(MIN_FREE_BYTES, freeSpaceFloorBytes);
        this.clock = clock;
        this.counters = counters;
        this.lockChannel = lockChannel;
        nextSequence = JournalDirectory.lastSequence(directory) + 1;
        rollTimeMs = clock.nanoTime() / NS_PER_MS;
        queue = SingleChronicleQueueBuilder.binary(JournalDirectory.nextRun(directory))
                .rollCycle(RollCycles.FAST_HOURLY)
                .blockSize(BLOCK_BYTES)
                .timeProvider(() -> rollTimeMs)
                .build();
        appender = queue.createAppender();
        // Opened by the starting thread, used by the agent's: never by two at once.
        appender.singleThreadedCheckDisabled(true);
        checkSpace(clock.nanoTime());
    }

    /**
     * Starts a new run of the journal in a directory, which is made when missing.
     *
     * @param freeSpaceFloorBytes with less than this free on the disk, appending is refused; at least {@link #MIN_FREE_BYTES}.
     * @param clock for rolling files and looking at the disk.
     * @throws IOException when the directory cannot be written or another process writes the journal.
     */
    public static ChronicleJournal open(
            Path directory, long freeSpaceFloorBytes, EpochNanoClock clock, Counters counters) throws IOException {
        keepChronicleQuiet();
        Files.createDirectories(directory);
        FileChannel lockChannel =
                FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lockChannel)) {
                throw new IOException("another gateway writes the journal in " + directory);
            }
            return new ChronicleJournal(directory, freeSpaceFloorBytes, clock, counters, lockChannel);
        } catch (IOException | RuntimeException e) {
            lockChannel.close();
            throw e;
        }
    }

    /**
     * Appends one record; allocates nothing once its file is mapped.
     *
     * <p>A refused record uses up its sequence number, so that the reader sees that it is missing.
     *
     * <p>Errors: false, and {@code JOURNAL_REFUSED} counted, when the disk is below the floor, the record is too long or
     * the queue failed (then for the rest of the run).
     */
    public boolean append(int templateId, DirectBuffer buffer, int offset, int length) {
        long sequence = nextSequence++;
        long nowNs = clock.nanoTime();
        if (length > MAX_PAYLOAD_BYTES || !isSpaceLeft(nowNs, length) || isBroken) {
            counters.increment(GatewayCounter.JOURNAL_REFUSED);
            return false;
        }
        // The wall clock may step back; a queue may not.
        rollTimeMs = Math.max(rollTimeMs, nowNs / NS_PER_MS);
        fillFrame(sequence, templateId, buffer, offset, length);
        try {
            appender.writeBytes(frameView);
        } catch (RuntimeException | InternalError | AssertionError e) {
            // InternalError is what a full disk under a mapped file raises.
            isBroken = true;
            counters.increment(GatewayCounter.JOURNAL_REFUSED);
            LOG.error("journal in {} failed, nothing more is journalled in this run", directory, e);
            return false;
        }
        counters.increment(GatewayCounter.JOURNAL_RECORDS);
        return true;
    }

    /** The sequence number of the next record. */
    public long nextSequence() {
        return nextSequence;
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
        frameView.releaseLast();
        try {
            lockChannel.close();
        } catch (IOException e) {
            LOG.warn("journal lock in {} not closed", directory, e);
        }
    }

    private void fillFrame(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        frame.putInt(LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        frame.putLong(SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        frame.putInt(TEMPLATE_ID_OFFSET, templateId, ByteOrder.LITTLE_ENDIAN);
        frame.putBytes(PAYLOAD_OFFSET, buffer, offset, length);
        crc.reset();
        frameBytes.limit(PAYLOAD_OFFSET + length).position(LENGTH_OFFSET);
        crc.update(frameBytes);
        frame.putInt(CRC_OFFSET, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        frameView.clear();
        frameView.writePosition(PAYLOAD_OFFSET + length);
    }

    private boolean isSpaceLeft(long nowNs, int length) {
        appendsUntilCheck--;
        bytesUntilCheck -= length;
        boolean isTime = nowNs - checkedAtNs >= CHECK_EVERY_NS || nowNs < checkedAtNs;
        // Without space only time helps: asking the disk for each refused record would cost more than writing it.
        if (isTime || (hasSpace && (appendsUntilCheck <= 0 || bytesUntilCheck <= 0))) {
            checkSpace(nowNs);
        }
        return hasSpace;
    }

    private void checkSpace(long nowNs) {
        checkedAtNs = nowNs;
        appendsUntilCheck = CHECK_EVERY_APPENDS;
        bytesUntilCheck = CHECK_EVERY_BYTES;
        boolean isEnough = directory.getUsableSpace() >= floorBytes;
        if (isEnough != hasSpace) {
            if (!isEnough) {
                LOG.error("less than {} bytes free under {}: journal paused", floorBytes, directory);
            }
            hasSpace = isEnough;
        }
    }

    /** Its statistics, banner and disk watcher; the same flags stand in the JVM options, this is for who forgets them. */
    private static void keepChronicleQuiet() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
