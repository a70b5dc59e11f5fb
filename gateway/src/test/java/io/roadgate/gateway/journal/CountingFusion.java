package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TickDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A stand-in for fusion: a hazard for each tick, a toll for each tenth, numbered from its start values. */
public final class CountingFusion implements RecordHandler {
    private final RecordHandler outputs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickDecoder tick = new TickDecoder();
    private final long startedAtNs;
    private long tollSequence;
    private long count;

    /** With the parameters of {@link FusionFactory}. */
    public CountingFusion(String siteFile, long startedAtNs, long nextTollSequence, RecordHandler outputs) {
        if (siteFile.contains("broken")) {
            throw new IllegalArgumentException("a broken site file");
        }
        this.outputs = outputs;
        this.startedAtNs = startedAtNs;
        tollSequence = nextTollSequence;
    }

    @Override
    public void onRecord(int templateId, DirectBuffer buffer, int offset, int length) {
        long nowNs = tick.wrapAndApplyHeader(buffer, offset, header).nowNs();
        count++;
        if (count % 10 == 0) {
            UnsafeBuffer toll = RecordSamples.toll(tollSequence++, count);
            outputs.onRecord(32, toll, 0, toll.capacity());
        }
        UnsafeBuffer hazard = RecordSamples.hazard(startedAtNs / 1_000_000_000L + count, nowNs);
        outputs.onRecord(30, hazard, 0, hazard.capacity());
    }
}
