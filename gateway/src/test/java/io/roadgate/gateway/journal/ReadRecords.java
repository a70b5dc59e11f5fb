package io.roadgate.gateway.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Everything that a reader handed over, copied. */
final class ReadRecords implements JournalHandler {
    final List<Long> sequences = new ArrayList<>();
    final List<Integer> templateIds = new ArrayList<>();
    final List<byte[]> payloads = new ArrayList<>();
    JournalSummary summary;

    static ReadRecords of(Path directory) throws IOException {
        ReadRecords records = new ReadRecords();
        records.summary = new JournalReader(directory).read(records);
        return records;
    }

    @Override
    public void onRecord(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        byte[] payload = new byte[length];
        buffer.getBytes(offset, payload);
        sequences.add(sequence);
        templateIds.add(templateId);
        payloads.add(payload);
    }
}
