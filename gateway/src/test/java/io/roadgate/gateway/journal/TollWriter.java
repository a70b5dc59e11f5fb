package io.roadgate.gateway.journal;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.ledger.TollCommitter;
import io.roadgate.gateway.ledger.TollLedger;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** A process that makes tolls durable as fast as it can and says which were offered for publishing, until it is killed. */
final class TollWriter {
    private TollWriter() {}

    /** Runs in a directory. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Counters counters = new Counters(List.of());
        RecordRing records = new RecordRing(1 << 20);
        RecordRing tolls = new RecordRing(1 << 20);
        TollLedger ledger = TollLedger.open(directory.resolve("tolls.db"));
        long sequence = ledger.nextSequence();
        JournalAgent agent = new JournalAgent(
                Optional.of(ChronicleJournal.open(
                        directory.resolve("journal"), 0, SystemEpochNanoClock.INSTANCE, counters)),
                Optional.of(new TollCommitter(ledger, tolls, counters, 60_000_000_000L)),
                new JournalSession(1, sequence, "test", ""),
                records,
                new RecordRing(1024),
                SystemEpochNanoClock.INSTANCE,
                SystemNanoClock.INSTANCE);
        agent.onStart();
        TollRecordDecoder toll = new TollRecordDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        while (true) {
            for (int i = 0; i < 7; i++) {
                UnsafeBuffer record = RecordSamples.toll(sequence, sequence * 5);
                if (records.offer(TollRecordDecoder.TEMPLATE_ID, record, 0, record.capacity())) {
                    sequence++;
                }
            }
            agent.doWork();
            tolls.drain(
                    (templateId, buffer, offset, length) -> System.out.println(
                            toll.wrapAndApplyHeader(buffer, offset, header).sequence()),
                    1000);
        }
    }
}
