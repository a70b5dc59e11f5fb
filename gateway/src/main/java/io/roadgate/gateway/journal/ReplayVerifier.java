package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.SessionStartDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Replays a journal: feeds what fusion was told to a fresh core for each session and compares what it says with what it
 * said then, byte for byte.
 *
 * <p>A window of time limits what is compared, not what is fed: the state of fusion depends on all inputs.
 *
 * <p>Thread: any one; a verifier is used once.
 */
public final class ReplayVerifier {
    private static final int LAST_INPUT = 29;
    private static final long PROGRESS_EVERY_RECORDS = 100_000;

    private final Path directory;
    private final FusionFactory factory;
    private final long fromNs;
    private final long toNs;
    private final RecordTimes times = new RecordTimes();
    private final OutputComparison comparison = new OutputComparison();
    private final RecordHandler onComputed = this::onComputed;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionStartDecoder session = new SessionStartDecoder();
    private LongConsumer progress;
    private RecordHandler core;
    private String failure;
    private long recordCount;
    private long sessionCount;
    private long inputCount;
    private long orphanCount;
    private long unknownCount;
    private long inputSequence;

    /** Compares everything. */
    public ReplayVerifier(Path directory, FusionFactory factory) {
        this(directory, factory, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Compares what fusion said from one instant until before another.
     *
     * @param fromNs since 1970 UTC.
     * @param toNs the first instant that is too late.
     */
    public ReplayVerifier(Path directory, FusionFactory factory, long fromNs, long toNs) {
        this.directory = directory;
        this.factory = factory;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    /**
     * Replays all sessions.
     *
     * @param onProgress told the number of records read, now and then.
     * @throws IOException when the directory cannot be read; all else is in the report.
     */
    public ReplayReport verify(LongConsumer onProgress) throws IOException {
        progress = onProgress;
        JournalSummary summary = new JournalReader(directory).read(this::onRecord);
        comparison.endSession(inputSequence);
        return new ReplayReport(
                summary,
                sessionCount,
                inputCount,
                comparison.comparedCount(),
                comparison.differenceCount(),
                comparison.firstDifference(),
                comparison.cutCount(),
                orphanCount,
                unknownCount,
                Optional.ofNullable(failure));
    }

    private void onRecord(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        recordCount++;
        if (recordCount % PROGRESS_EVERY_RECORDS == 0) {
            progress.accept(recordCount);
        }
        if (failure != null) {
            return;
        }
        try {
            replay(sequence, templateId, buffer, offset, length);
        } catch (RuntimeException e) {
            failure = "at record " + sequence + ": " + e;
        }
    }

    private void replay(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == SessionStartDecoder.TEMPLATE_ID) {
            startSession(buffer, offset);
        } else if (core == null) {
            orphanCount++;
        } else if (templateId >= 1 && templateId <= LAST_INPUT) {
            inputCount++;
            inputSequence = sequence;
            core.onRecord(templateId, buffer, offset, length);
        } else if (OutputComparison.isOutput(templateId)) {
            if (isInWindow(templateId, buffer, offset, length)) {
                comparison.onJournalled(sequence, templateId, buffer, offset, length);
            }
        } else {
            unknownCount++;
        }
    }

    private void startSession(DirectBuffer buffer, int offset) {
        comparison.endSession(inputSequence);
        inputSequence = 0;
        sessionCount++;
        session.wrapAndApplyHeader(buffer, offset, header);
        session.skipRelease();
        byte[] siteFile = new byte[session.siteFileLength()];
        session.getSiteFile(siteFile, 0, siteFile.length);
        core = factory.create(
                new String(siteFile, StandardCharsets.UTF_8),
                session.startedAtNs(),
                session.nextTollSequence(),
                onComputed);
    }

    private void onComputed(int templateId, DirectBuffer buffer, int offset, int length) {
        if (OutputComparison.isOutput(templateId) && isInWindow(templateId, buffer, offset, length)) {
            comparison.onComputed(inputSequence, templateId, buffer, offset, length);
        }
    }

    private boolean isInWindow(int templateId, DirectBuffer buffer, int offset, int length) {
        if (fromNs == Long.MIN_VALUE && toNs == Long.MAX_VALUE) {
            return true;
        }
        long atNs = times.timeNs(templateId, buffer, offset, length);
        return atNs >= fromNs && atNs < toNs;
    }
}
