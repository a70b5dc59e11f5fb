package io.roadgate.gateway.publish;

import io.roadgate.gateway.record.TollRecordDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** {@code TollRecord} of {@code cloud.proto}, field by field. */
final class TollPayload {
    private static final Field RECORD_ID = new Field(1, "recordId");
    private static final Field SEQUENCE = new Field(2, "sequence");
    private static final Field SITE_NUMBER = new Field(3, "siteNumber");
    private static final Field LANE_ID = new Field(4, "laneId");
    private static final Field WITNESSES = new Field(5, "witnesses");
    private static final Field VEHICLE_CLASS = new Field(6, "vehicleClass");
    private static final Field PLATE_COLOUR = new Field(7, "plateColour");
    private static final Field USER_TYPE = new Field(8, "userType");
    private static final Field TARIFF_VERSION = new Field(9, "tariffVersion");
    private static final Field PASSED_AT_NS = new Field(10, "passedAtNs");
    private static final Field DECIDED_AT_NS = new Field(11, "decidedAtNs");
    private static final Field CAUSED_AT_NS = new Field(12, "causedAtNs");
    private static final Field AMOUNT_FEN = new Field(13, "amountFen");
    private static final Field DEBITED_FEN = new Field(14, "debitedFen");
    private static final Field OBU_MAC = new Field(15, "obuMac");
    private static final Field TRACK_ID = new Field(16, "trackId");
    private static final Field PSAM_SERIAL = new Field(17, "psamSerial");
    private static final Field CARD_SERIAL = new Field(18, "cardSerial");
    private static final Field TAC = new Field(19, "tac");
    private static final Field ERROR_CODE = new Field(20, "errorCode");
    private static final Field CONTRACT_SERIAL = new Field(21, "contractSerial");
    private static final Field CARD_NUMBER = new Field(22, "cardNumber");
    private static final Field PLATE = new Field(23, "plate");
    private static final int LONGEST_ID = 64;
    private static final long NOTHING_KNOWN = -1;

    private final UnsafeBuffer id = new UnsafeBuffer(new byte[LONGEST_ID]);

    void write(TollRecordDecoder toll, FieldWriter out) {
        out.text(RECORD_ID, id, 0, writeId(toll));
        out.fixed64(SEQUENCE, toll.sequence());
        out.uint32(SITE_NUMBER, toll.siteNumber());
        out.uint32(LANE_ID, toll.laneId());
        out.uint32(WITNESSES, toll.witnesses().getRaw());
        out.uint32(VEHICLE_CLASS, toll.vehicleClass());
        out.uint32(PLATE_COLOUR, toll.plateColour());
        out.uint32(USER_TYPE, toll.userType());
        out.uint32(TARIFF_VERSION, toll.tariffVersion());
        out.fixed64(PASSED_AT_NS, toll.passedAtNs());
        out.fixed64(DECIDED_AT_NS, toll.decidedAtNs());
        out.fixed64(CAUSED_AT_NS, toll.causedAtNs());
        out.sint64(AMOUNT_FEN, toll.amountFen());
        if (toll.debitedFen() != NOTHING_KNOWN) {
            out.optionalSint64(DEBITED_FEN, toll.debitedFen());
        }
        out.fixed32(OBU_MAC, toll.obuMac());
        out.uint32(TRACK_ID, toll.trackId());
        out.fixed32(PSAM_SERIAL, toll.psamSerial());
        out.fixed32(CARD_SERIAL, toll.cardSerial());
        out.fixed32(TAC, toll.tac());
        out.uint32(ERROR_CODE, toll.errorCode());
        padded(out, CONTRACT_SERIAL, toll, TollRecordDecoder.contractSerialEncodingOffset(), 16);
        padded(out, CARD_NUMBER, toll, TollRecordDecoder.cardNumberEncodingOffset(), 16);
        padded(out, PLATE, toll, TollRecordDecoder.plateEncodingOffset(), 24);
    }

    private int writeId(TollRecordDecoder toll) {
        int length = id.putNaturalLongAscii(0, toll.siteNumber());
        id.putByte(length++, (byte) '-');
        length += id.putNaturalLongAscii(length, toll.laneId());
        id.putByte(length++, (byte) '-');
        return length + id.putLongAscii(length, toll.sequence());
    }

    private static void padded(FieldWriter out, Field field, TollRecordDecoder toll, int at, int capacityBytes) {
        DirectBuffer buffer = toll.buffer();
        int offset = toll.offset() + at;
        out.text(field, buffer, offset, RecordText.length(buffer, offset, capacityBytes));
    }
}
