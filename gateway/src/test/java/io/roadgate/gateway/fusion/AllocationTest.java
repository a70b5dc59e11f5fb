package io.roadgate.gateway.fusion;

import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.RecordHandler;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private final int[] outputCounts = new int[64];

    @Test
    void shouldAllocateNothingOnceItIsWarm() {
        Script.Entry[] entries = Traffic.script(1, 120).entries().toArray(new Script.Entry[0]);
        Counters counters = TestSite.counters();
        RecordHandler outputs = (templateId, buffer, offset, length) -> outputCounts[templateId]++;
        FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, counters, outputs);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        int warm = entries.length / 2;
        play(core, buffer, entries, 0, warm);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long threadId = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(threadId);
        int[] before = outputCounts.clone();
        long fromNs = threads.getCurrentThreadCpuTime();
        long fromBytes = threads.getThreadAllocatedBytes(threadId);
        play(core, buffer, entries, warm, entries.length);
        long bytes = threads.getThreadAllocatedBytes(threadId) - fromBytes;
        double tookS = (threads.getCurrentThreadCpuTime() - fromNs) * 1e-9;
        System.out.printf(
                "%d records, %d bytes, %.0f records per CPU second, %d tracks%n",
                entries.length - warm,
                bytes,
                (entries.length - warm) / tookS,
                core.tracks().liveCount());
        for (int templateId = 30; templateId <= 32; templateId++) {
            assertThat(outputCounts[templateId]).isGreaterThan(before[templateId]);
        }
        assertThat(counters.get(GatewayCounter.RECORD_UNKNOWN)).isZero();
        // Nothing per record; the JVM itself may take a few hundred bytes on our thread while it compiles.
        assertThat(bytes).isLessThan((entries.length - warm) / 50);
    }

    private static void play(FusionCore core, UnsafeBuffer buffer, Script.Entry[] entries, int from, int to) {
        for (int i = from; i < to; i++) {
            buffer.wrap(entries[i].bytes());
            core.onRecord(entries[i].templateId(), buffer, 0, entries[i].bytes().length);
        }
    }
}
