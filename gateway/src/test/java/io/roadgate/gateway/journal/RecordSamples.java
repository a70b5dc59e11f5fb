package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TickEncoder;
import io.roadgate.gateway.record.TollReceiptEncoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Records for tests: every field filled, distinct for each sequence. */
public final class RecordSamples {
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private RecordSamples() {}

    /** A toll record; two of one sequence and amount are equal byte for byte. */
    public static UnsafeBuffer toll(long sequence, long amountFen) {
        UnsafeBuffer buffer = blank(TollRecordEncoder.BLOCK_LENGTH);
        TollRecordEncoder toll = new TollRecordEncoder().wrapAndApplyHeader(buffer, 0, HEADER);
        toll.sequence(sequence)
                .siteNumber(5001)
                .laneId(7)
                .vehicleClass((short) 1)
                .plateColour((short) 0)
                .userType((short) 6)
                .tariffVersion(3)
                .passedAtNs(1_767_225_600_000_000_000L + sequence)
                .decidedAtNs(1_767_225_600_100_000_000L + sequence)
                .causedAtNs(1_767_225_600_050_000_000L + sequence)
                .amountFen(amountFen)
                .debitedFen(-1)
                .obuMac(0xFEDC_BA98L)
                .trackId(12)
                .psamSerial(34)
                .cardSerial(56)
                .tac(0x0A0B_0C0DL)
                .errorCode((short) 0);
        toll.witnesses().clear().etc(true).track(true);
        put(toll, "渝A12345");
        return buffer;
    }

    /** The receipt of one toll record. */
    public static UnsafeBuffer receipt(long sequence) {
        UnsafeBuffer buffer = blank(TollReceiptEncoder.BLOCK_LENGTH);
        new TollReceiptEncoder()
                .wrapAndApplyHeader(buffer, 0, HEADER)
                .receivedAtNs(1_767_225_601_000_000_000L)
                .sequence(sequence);
        return buffer;
    }

    /** A clock tick. */
    public static UnsafeBuffer tick(long nowNs) {
        UnsafeBuffer buffer = blank(TickEncoder.BLOCK_LENGTH);
        new TickEncoder().wrapAndApplyHeader(buffer, 0, HEADER).nowNs(nowNs);
        return buffer;
    }

    /** A hazard event. */
    public static UnsafeBuffer hazard(long eventId, long detectedAtNs) {
        UnsafeBuffer buffer =
                blank(HazardEventEncoder.BLOCK_LENGTH + HazardEventEncoder.EvidenceEncoder.sbeHeaderSize());
        new HazardEventEncoder()
                .wrapAndApplyHeader(buffer, 0, HEADER)
                .eventId(eventId)
                .phase(EventPhase.RAISED)
                .detectedAtNs(detectedAtNs)
                .evidenceCount(0);
        return buffer;
    }

    private static void put(TollRecordEncoder toll, String plate) {
        byte[] text = new byte[TollRecordEncoder.plateLength()];
        byte[] utf8 = plate.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, text, 0, utf8.length);
        toll.putPlate(text, 0, text.length);
        byte[] digits = "5001234567890123".getBytes(StandardCharsets.US_ASCII);
        toll.putContractSerial(digits, 0, digits.length).putCardNumber(digits, 0, digits.length);
    }

    private static UnsafeBuffer blank(int blockBytes) {
        return new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockBytes]);
    }
}
