package io.roadgate.gateway.ledger;

import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.record.WitnessesDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** How a toll record becomes a row that a person can read. */
final class TollRow {
    static final String INSERT = "INSERT INTO toll_record (sequence, record_id, site_number, lane_id, witnesses,"
            + " vehicle_class, plate, plate_colour, user_type, tariff_version, amount_fen, debited_fen, passed_at_ns,"
            + " decided_at_ns, caused_at_ns, obu_mac, track_id, psam_serial, card_serial, tac, error_code,"
            + " contract_serial, card_number, record, committed_at_ns)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (sequence) DO NOTHING";

    private final byte[] text = new byte[TollRecordDecoder.plateLength()];

    /** Sets every parameter of {@link #INSERT}. */
    void bind(PreparedStatement insert, TollRecordDecoder toll, byte[] record, long committedAtNs) throws SQLException {
        int column = 0;
        insert.setLong(++column, toll.sequence());
        insert.setString(++column, toll.siteNumber() + "-" + toll.laneId() + "-" + toll.sequence());
        insert.setLong(++column, toll.siteNumber());
        insert.setInt(++column, toll.laneId());
        insert.setString(++column, witnesses(toll.witnesses()));
        insert.setInt(++column, toll.vehicleClass());
        insert.setString(++column, text(toll.getPlate(text, 0, TollRecordDecoder.plateLength())));
        insert.setInt(++column, toll.plateColour());
        insert.setInt(++column, toll.userType());
        insert.setLong(++column, toll.tariffVersion());
        insert.setLong(++column, toll.amountFen());
        if (toll.debitedFen() < 0) {
            insert.setNull(++column, Types.INTEGER);
        } else {
            insert.setLong(++column, toll.debitedFen());
        }
        insert.setLong(++column, toll.passedAtNs());
        insert.setLong(++column, toll.decidedAtNs());
        insert.setLong(++column, toll.causedAtNs());
        insert.setString(++column, String.format("%08X", toll.obuMac()));
        insert.setLong(++column, toll.trackId());
        insert.setLong(++column, toll.psamSerial());
        insert.setLong(++column, toll.cardSerial());
        insert.setString(++column, String.format("%08X", toll.tac()));
        insert.setInt(++column, toll.errorCode());
        insert.setString(++column, text(toll.getContractSerial(text, 0, TollRecordDecoder.contractSerialLength())));
        insert.setString(++column, text(toll.getCardNumber(text, 0, TollRecordDecoder.cardNumberLength())));
        insert.setBytes(++column, record);
        insert.setLong(++column, committedAtNs);
    }

    private String text(int length) {
        int end = 0;
        while (end < length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    private static String witnesses(WitnessesDecoder seen) {
        StringBuilder names = new StringBuilder();
        append(names, seen.etc(), "etc");
        append(names, seen.plate(), "plate");
        append(names, seen.track(), "track");
        append(names, seen.v2x(), "v2x");
        return names.toString();
    }

    private static void append(StringBuilder names, boolean isSeen, String name) {
        if (isSeen) {
            names.append(names.length() == 0 ? "" : "+").append(name);
        }
    }
}
