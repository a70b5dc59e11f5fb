package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollReceiptDecoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.record.TrackStateEncoder;
import io.roadgate.gateway.ring.RecordRing;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Assertions;

/** A publish agent on a thread of its own, with the test as its fusion and its journal agent. */
final class RunningAgent implements AutoCloseable {
    static final long SECOND_NS = 1_000_000_000L;

    final Counters counters = new Counters(List.of());
    final RecordRing outbound = new RecordRing(1 << 20);
    final RecordRing tolls = new RecordRing(1 << 18);
    final RecordRing inbound = new RecordRing(1 << 16);
    final RecordRing receipts = new RecordRing(1 << 16);
    final Set<Long> receipted = ConcurrentHashMap.newKeySet();
    final PublishAgent agent;
    private final SystemEpochNanoClock wall = new SystemEpochNanoClock();
    private final AgentRunner runner;

    RunningAgent(GatewayConfig config) {
        agent = new PublishAgent(
                config,
                counters,
                wall,
                SystemNanoClock.INSTANCE,
                outbound,
                tolls,
                inbound,
                receipts,
                json -> json.append("{\"state\":\"up\"}"));
        runner = new AgentRunner(new BackoffIdleStrategy(), Assertions::fail, null, agent);
        AgentRunner.startOnThread(runner);
    }

    boolean raise(long eventId, EventKind kind, long lifeNs) {
        return raise(eventId, kind, EventPhase.RAISED, lifeNs);
    }

    boolean raise(long eventId, EventKind kind, EventPhase phase, long lifeNs) {
        long nowNs = wall.nanoTime();
        return Fixture.offer(
                outbound, HazardEventEncoder.TEMPLATE_ID, Fixture.hazard(eventId, kind, phase, nowNs, nowNs + lifeNs));
    }

    boolean toll(long sequence) {
        return Fixture.offer(tolls, TollRecordEncoder.TEMPLATE_ID, Fixture.toll(sequence));
    }

    void picture(int count) {
        long nowNs = wall.nanoTime();
        for (int i = 0; i < count; i++) {
            Fixture.offer(outbound, TrackStateEncoder.TEMPLATE_ID, Fixture.track(100 + i, i, count, nowNs));
        }
    }

    /** What the journal agent would hear; to be called from the test's thread only. */
    Set<Long> drainReceipts() {
        receipts.drain(
                (templateId, buffer, offset, length) -> receipted.add(new TollReceiptDecoder()
                        .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                        .sequence()),
                10_000);
        return receipted;
    }

    @Override
    public void close() {
        runner.close();
    }
}
