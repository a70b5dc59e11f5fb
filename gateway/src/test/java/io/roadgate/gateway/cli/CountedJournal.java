package io.roadgate.gateway.cli;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.journal.ChronicleJournal;
import io.roadgate.gateway.journal.CountingFusion;
import io.roadgate.gateway.journal.JournalAgent;
import io.roadgate.gateway.journal.JournalSession;
import io.roadgate.gateway.journal.RecordSamples;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal on disk of one session: ticks, and what {@link CountingFusion} makes of them. */
final class CountedJournal {
    /** Start of its session: 2026-01-01T00:00:00Z. */
    static final long START_NS = 1_767_225_600_000_000_000L;

    private CountedJournal() {}

    static void write(Path journal, long firstTickNs, int ticks, long everyNs) throws IOException {
        RecordRing records = new RecordRing(1 << 20);
        JournalAgent agent = new JournalAgent(
                Optional.of(ChronicleJournal.open(journal, 0, () -> START_NS, new Counters(List.of()))),
                Optional.empty(),
                new JournalSession(START_NS, 1, "test", "site"),
                records,
                new RecordRing(1024),
                () -> START_NS,
                () -> 0);
        agent.onStart();
        CountingFusion fusion = new CountingFusion("site", START_NS, 1, records::offer);
        for (int i = 0; i < ticks; i++) {
            UnsafeBuffer tick = RecordSamples.tick(firstTickNs + i * everyNs);
            records.offer(20, tick, 0, tick.capacity());
            fusion.onRecord(20, tick, 0, tick.capacity());
        }
        agent.onClose();
    }
}
