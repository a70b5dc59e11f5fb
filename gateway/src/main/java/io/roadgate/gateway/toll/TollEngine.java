package io.roadgate.gateway.toll;

import io.roadgate.gateway.config.GatewayConfig.Toll;
import io.roadgate.gateway.config.GatewayConfig.TollPoint;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * Turns finished ETC transactions at the site's toll points into toll records: priced, numbered without gaps, witnessed.
 *
 * <p>A failed transaction makes no record: nothing was taken, and the antenna tries again. A repeated one (same OBU,
 * PSAM serial and code within ten minutes) makes none either. A class without a price makes a record with amount 0, so
 * that the passage is not lost; it is counted ({@code TOLLS_UNPRICED}), as is a transaction of an antenna that belongs to
 * no toll point, which makes no record.
 *
 * <p><b>Thread:</b> the fusion agent. At most one record a transaction; allocates nothing after construction.
 */
public final class TollEngine {
    private static final long REPEAT_WINDOW_NS = 600_000_000_000L;
    private static final long EARLIEST_NS = 1;
    private static final long CLOCK_TOLERANCE_NS = 600_000_000_000L;

    private final int siteNumber;
    private final Tariff tariff;
    private final int[] laneOfSensor = new int[65_536];
    private final PassageMemory memory = new PassageMemory(REPEAT_WINDOW_NS);
    private final TrackWitness trackWitness;
    private final MutableDirectBuffer scratch;
    private final RecordHandler outputs;
    private final Counters counters;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TollRecordEncoder toll = new TollRecordEncoder();
    private long nextSequence;
    private int witnessSlot = TrackWitness.NONE;

    /**
     * An engine for one site.
     *
     * @param nextSequence number of the first record.
     * @param scratch where a record is written; {@code outputs} reads it at once.
     */
    public TollEngine(
            int siteNumber,
            Toll config,
            long nextSequence,
            TrackWitness trackWitness,
            MutableDirectBuffer scratch,
            RecordHandler outputs,
            Counters counters) {
        this.siteNumber = siteNumber;
        this.nextSequence = nextSequence;
        this.trackWitness = trackWitness;
        this.scratch = scratch;
        this.outputs = outputs;
        this.counters = counters;
        tariff = new Tariff(config);
        Arrays.fill(laneOfSensor, 0);
        for (TollPoint point : config.points()) {
            laneOfSensor[point.sensorNumber()] = point.laneId();
        }
    }

    /** Takes a transaction in and decides. */
    public void onTransaction(EtcTransactionDecoder transaction, long nowNs) {
        witnessSlot = TrackWitness.NONE;
        int laneId = laneOfSensor[transaction.sensorId()];
        if (laneId == 0) {
            counters.increment(GatewayCounter.TOLLS_UNPRICED);
            return;
        }
        if (transaction.errorCode() != 0) {
            return;
        }
        boolean isNew = memory.isNew(
                (int) transaction.obuMac(), (int) transaction.psamSerial(), (int) transaction.tac(), nowNs);
        if (!isNew) {
            counters.increment(GatewayCounter.TOLLS_DUPLICATE);
            return;
        }
        long amountFen = tariff.amountFen(transaction.vehicleClass());
        if (amountFen == Tariff.UNPRICED) {
            counters.increment(GatewayCounter.TOLLS_UNPRICED);
            amountFen = 0;
        }
        long passedAtNs = passedAtNs(transaction, nowNs);
        witnessSlot = trackWitness.find(transaction, laneId, passedAtNs, nowNs);
        write(transaction, laneId, amountFen, passedAtNs, nowNs);
        counters.increment(GatewayCounter.TOLLS_DECIDED);
    }

    /** Track that witnessed the newest transaction, or {@link TrackWitness#NONE}. */
    public int witnessSlot() {
        return witnessSlot;
    }

    private static long passedAtNs(EtcTransactionDecoder transaction, long nowNs) {
        long measuredAtNs = transaction.measuredAtNs();
        boolean isPlausible = measuredAtNs >= EARLIEST_NS
                && measuredAtNs > nowNs - CLOCK_TOLERANCE_NS
                && measuredAtNs - CLOCK_TOLERANCE_NS < nowNs;
        return isPlausible ? measuredAtNs : transaction.receivedAtNs();
    }

    private void write(EtcTransactionDecoder transaction, int laneId, long amountFen, long passedAtNs, long nowNs) {
        TrackTable tracks = trackWitness.tracks();
        boolean isTracked = witnessSlot != TrackWitness.NONE;
        toll.wrapAndApplyHeader(scratch, 0, header)
                .sequence(nextSequence++)
                .siteNumber(siteNumber)
                .laneId(laneId)
                .vehicleClass(transaction.vehicleClass())
                .plateColour(transaction.plateColour())
                .userType(transaction.userType())
                .tariffVersion(tariff.version())
                .passedAtNs(passedAtNs)
                .decidedAtNs(nowNs)
                .causedAtNs(transaction.receivedAtNs())
                .amountFen(amountFen)
                .debitedFen(transaction.debitedFen())
                .obuMac(transaction.obuMac())
                .trackId(isTracked ? tracks.trackId(witnessSlot) : 0)
                .psamSerial(transaction.psamSerial())
                .cardSerial(transaction.cardSerial())
                .tac(transaction.tac())
                .errorCode(transaction.errorCode());
        toll.witnesses()
                .clear()
                .etc(true)
                .track(isTracked)
                .plate(isTracked && TrackWitness.isSamePlate(transaction, tracks, witnessSlot));
        copyTexts(transaction);
        outputs.onRecord(
                TollRecordEncoder.TEMPLATE_ID,
                scratch,
                0,
                MessageHeaderEncoder.ENCODED_LENGTH + TollRecordEncoder.BLOCK_LENGTH);
    }

    private void copyTexts(EtcTransactionDecoder transaction) {
        for (int i = 0; i < EtcTransactionDecoder.contractSerialLength(); i++) {
            toll.contractSerial(i, transaction.contractSerial(i));
        }
        for (int i = 0; i < EtcTransactionDecoder.cardNumberLength(); i++) {
            toll.cardNumber(i, transaction.cardNumber(i));
        }
        for (int i = 0; i < EtcTransactionDecoder.plateLength(); i++) {
            toll.plate(i, transaction.plate(i));
        }
    }
}
