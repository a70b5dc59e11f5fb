package io.roadgate.gateway.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a journal, all runs in order, also while it is being written; checks every record and goes on behind damage.
 *
 * <p>Thread: any one; a reader is used once.
 */
public final class JournalReader {
    private static final int DAMAGE_KEPT = 1000;

    private final Path directory;
    private final List<JournalDamage> damage = new ArrayList<>();
    private final RecordTimes times = new RecordTimes();
    private final long fromNs;
    private final long toNs;
    private JournalHandler handler;
    private long recordCount;
    private long firstSequence;
    private long lastSequence;
    private long missingCount;
    private long damageCount;
    private boolean isStartKnown;

    /** Reads everything. */
    public JournalReader(Path directory) {
        this(directory, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Reads everything, hands over what happened from one instant until before another; session starts always.
     *
     * @param fromNs since 1970 UTC, as of {@link RecordTimes}.
     * @param toNs the first instant that is too late.
     */
    public JournalReader(Path directory, long fromNs, long toNs) {
        this.directory = directory;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    /**
     * Hands over every undamaged record.
     *
     * @throws IOException when the directory itself cannot be read; damage is in the summary.
     */
    public JournalSummary read(JournalHandler recordHandler) throws IOException {
        handler = recordHandler;
        List<Path> files = JournalDirectory.files(directory);
        isStartKnown = !files.isEmpty() && JournalDirectory.isFirstRun(files.get(0));
        for (int i = 0; i < files.size(); i++) {
            Path path = files.get(i);
            boolean isLastOfRun =
                    i + 1 == files.size() || !files.get(i + 1).getParent().equals(path.getParent());
            String name = path.getParent().getFileName() + "/" + path.getFileName();
            try (JournalFile file = new JournalFile(path)) {
                readFile(file, name, isLastOfRun);
            } catch (IOException e) {
                report(JournalFault.UNREADABLE, name, 0, 0);
            }
        }
        return new JournalSummary(recordCount, firstSequence, lastSequence, missingCount, damageCount, damage);
    }

    private void readFile(JournalFile file, String name, boolean isLastOfRun) throws IOException {
        long position = 0;
        long searchFrom = 0;
        while (true) {
            if (file.isFrame(position)) {
                onFrame(file, name, position);
                position += JournalFrame.strideBytes(file.header(position));
                searchFrom = position;
                continue;
            }
            int header = file.header(position);
            if (isIndex(header) && file.holds(position, JournalFrame.strideBytes(header))) {
                position += JournalFrame.strideBytes(header);
                continue;
            }
            // From behind the last good record: a damaged length may have led past good ones.
            long next = file.nextFrame(searchFrom, lastSequence);
            if (next < 0) {
                reportEnd(file, name, position, header, isLastOfRun);
                return;
            }
            report(JournalFault.DAMAGED, name, position, missingBefore(file.sequence()));
            lastSequence = file.sequence() - 1;
            position = next;
        }
    }

    private void onFrame(JournalFile file, String name, long position) {
        long sequence = file.sequence();
        if (sequence <= lastSequence) {
            report(JournalFault.REPEATED, name, position, 0);
            return;
        }
        long missing = missingBefore(sequence);
        if (missing > 0) {
            report(JournalFault.GAP, name, position, missing);
        }
        if (recordCount == 0) {
            firstSequence = sequence;
        }
        lastSequence = sequence;
        recordCount++;
        if (isWanted(file)) {
            handler.onRecord(sequence, file.templateId(), file.buffer(), file.payloadOffset(), file.payloadBytes());
        }
    }

    private boolean isWanted(JournalFile file) {
        boolean isUnlimited = fromNs == Long.MIN_VALUE && toNs == Long.MAX_VALUE;
        if (isUnlimited || file.templateId() == RecordTimes.SESSION_START) {
            return true;
        }
        long atNs = times.timeNs(file.templateId(), file.buffer(), file.payloadOffset(), file.payloadBytes());
        return atNs >= fromNs && atNs < toNs;
    }

    /** Where older runs were removed, nothing before the first record counts as missing. */
    private long missingBefore(long sequence) {
        return recordCount == 0 && !isStartKnown ? 0 : sequence - lastSequence - 1;
    }

    private void reportEnd(JournalFile file, String name, long position, int header, boolean isLastOfRun) {
        if (header == 0 || header == JournalFrame.END_OF_DATA) {
            return;
        }
        boolean isUnfinished = (header & JournalFrame.NOT_COMPLETE) != 0;
        JournalFault fault = JournalFault.DAMAGED;
        if (isLastOfRun && isUnfinished) {
            fault = JournalFault.UNFINISHED;
        } else if (isLastOfRun && !file.holds(position, JournalFrame.strideBytes(header))) {
            fault = JournalFault.TORN_TAIL;
        }
        report(fault, name, position, 0);
    }

    private void report(JournalFault fault, String name, long positionBytes, long missing) {
        missingCount += missing;
        damageCount++;
        if (damage.size() < DAMAGE_KEPT) {
            damage.add(new JournalDamage(fault, name, positionBytes, lastSequence, missing));
        }
    }

    private static boolean isIndex(int header) {
        return (header & JournalFrame.NOT_COMPLETE) == 0 && (header & JournalFrame.META_DATA) != 0;
    }
}
