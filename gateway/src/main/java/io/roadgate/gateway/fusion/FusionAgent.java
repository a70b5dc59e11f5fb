package io.roadgate.gateway.fusion;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.OrderHeldEncoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.gateway.ring.RecordRing;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

/**
 * Feeds fusion from its rings and hands on what comes out.
 *
 * <p>One duty cycle: what was held first, then ticks, each observation ring, downlinks, in this order and with a bound
 * each. Every input goes into the journal ring before it goes into the core, every output after it, so that the journal
 * holds the exact sequence.
 *
 * <p><b>Errors:</b> a full journal ring loses a record for the journal only ({@code JOURNAL_RING_FULL}), a full outbound
 * ring loses an output ({@code OUTBOUND_RING_FULL}). A toll record is never lost: it waits here ({@code TOLL_HELD}), and
 * when no more can wait, inputs wait in their rings.
 *
 * <p><b>Thread:</b> one agent runner or invoker; the one reader of ticks, observations and inbound, the one writer of
 * outbound and journal.
 */
public final class FusionAgent implements Agent {
    /** Records taken from one ring in one cycle at most. */
    public static final int RECORDS_PER_RING = 64;
    /** Toll records that can wait for the journal ring. */
    public static final int HELD_TOLLS = 1_024;

    private static final int RING_SHARE = 8; // a ring takes records up to an eighth of its size

    private final FusionCore core;
    private final RecordRing ticks;
    private final ObservationRing[] observations;
    private final RecordRing inbound;
    private final RecordRing outbound;
    private final RecordRing journal;
    private final Counters counters;
    private final HeldTolls heldTolls = new HeldTolls(HELD_TOLLS);
    private final RecordHandler inputHandler = this::onInput;
    private final int longestJournalBytes;

    /**
     * An agent over these rings.
     *
     * @param nextTollSequence number of the first toll record.
     * @param observations one ring for each ingest agent, polled in this order.
     * @param inbound downlinks.
     * @param outbound takes hazard events and road pictures.
     * @param journal takes all inputs and outputs; somebody must drain it.
     */
    public FusionAgent(
            GatewayConfig config,
            long startedAtNs,
            long nextTollSequence,
            Counters counters,
            RecordRing ticks,
            List<ObservationRing> observations,
            RecordRing inbound,
            RecordRing outbound,
            RecordRing journal) {
        this.ticks = ticks;
        this.observations = observations.toArray(new ObservationRing[0]);
        this.inbound = inbound;
        this.outbound = outbound;
        this.journal = journal;
        this.counters = counters;
        longestJournalBytes = journal.capacityBytes() / RING_SHARE;
        if (longestJournalBytes < HeldTolls.RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "a journal ring of " + journal.capacityBytes() + " bytes takes no tolls");
        }
        core = new FusionCore(config, startedAtNs, nextTollSequence, counters, this::onOutput);
    }

    @Override
    public String roleName() {
        return "fusion";
    }

    @Override
    public int doWork() {
        int work = heldTolls.isEmpty() ? 0 : heldTolls.release(journal);
        work += ticks.drain(inputHandler, limit());
        for (ObservationRing ring : observations) {
            work += ring.drain(inputHandler, limit());
        }
        return work + inbound.drain(inputHandler, limit());
    }

    /** One input makes one toll record at most: no more inputs than there is room to hold. */
    private int limit() {
        return Math.min(RECORDS_PER_RING, heldTolls.room());
    }

    private void onInput(int templateId, DirectBuffer buffer, int offset, int length) {
        journal(templateId, buffer, offset, length);
        core.onRecord(templateId, buffer, offset, length);
    }

    private void onOutput(int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == TollRecordEncoder.TEMPLATE_ID) {
            onToll(buffer, offset, length);
            return;
        }
        boolean isTold = templateId != OrderHeldEncoder.TEMPLATE_ID; // that is for the next run alone
        if (isTold && !outbound.offer(templateId, buffer, offset, length)) {
            counters.increment(GatewayCounter.OUTBOUND_RING_FULL);
        }
        journal(templateId, buffer, offset, length);
    }

    private void onToll(DirectBuffer buffer, int offset, int length) {
        boolean isGone = heldTolls.isEmpty() && journal.offer(TollRecordEncoder.TEMPLATE_ID, buffer, offset, length);
        if (!isGone) {
            counters.increment(GatewayCounter.TOLL_HELD);
            heldTolls.hold(buffer, offset, length);
        }
    }

    private void journal(int templateId, DirectBuffer buffer, int offset, int length) {
        boolean fits = length <= longestJournalBytes;
        if (!fits || !journal.offer(templateId, buffer, offset, length)) {
            counters.increment(GatewayCounter.JOURNAL_RING_FULL);
        }
    }
}
