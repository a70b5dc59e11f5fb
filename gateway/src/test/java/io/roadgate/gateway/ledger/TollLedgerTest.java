package io.roadgate.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.gateway.journal.RecordSamples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TollLedgerTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("site/tolls.db");
    }

    @Test
    void shouldStartAtOneAndGoOnAfterReopening() throws IOException {
        try (TollLedger ledger = TollLedger.open(file)) {
            assertThat(ledger.nextSequence()).isEqualTo(1);
            commit(ledger, toll(1), toll(2), toll(3));
            assertThat(ledger.nextSequence()).isEqualTo(4);
        }
        try (TollLedger ledger = TollLedger.open(file)) {
            assertThat(ledger.nextSequence()).isEqualTo(4);
        }
    }

    @Test
    void shouldGiveBackTheVeryBytes() throws IOException {
        try (TollLedger ledger = TollLedger.open(file)) {
            commit(ledger, toll(1), toll(2));
        }
        try (TollLedger ledger = TollLedger.open(file)) {
            List<byte[]> read = unreceived(ledger, 10, 0);
            assertThat(read).hasSize(2);
            assertThat(read.get(0)).isEqualTo(toll(1).byteArray());
            assertThat(read.get(1)).isEqualTo(toll(2).byteArray());
        }
    }

    @Test
    void shouldBeReadableByAPerson() throws IOException, SQLException {
        try (TollLedger ledger = TollLedger.open(file)) {
            commit(ledger, toll(41));
            assertThat(query("SELECT record_id, site_number, lane_id, witnesses, vehicle_class, plate, amount_fen,"
                            + " debited_fen, obu_mac, tac, contract_serial, card_number, committed_at_ns,"
                            + " received_at_ns FROM toll_record"))
                    .isEqualTo("5001-7-41|5001|7|etc+track|1|渝A12345|950|null|FEDCBA98|0A0B0C0D|5001234567890123|"
                            + "5001234567890123|77|null");
            assertThat(query("SELECT record_id, passed_at_utc, plate, amount_yuan FROM toll_readable"))
                    .isEqualTo("5001-7-41|2026-01-01 00:00:00|渝A12345|9.50");
            assertThat(query("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(query("PRAGMA user_version")).isEqualTo("1");
        }
    }

    @Test
    void shouldSkipARecordThatIsThere() throws IOException, SQLException {
        try (TollLedger ledger = TollLedger.open(file)) {
            commit(ledger, toll(1));
            TollBatch again = commit(ledger, toll(1), toll(2));
            assertThat(again.isConflict(0)).isFalse();
            assertThat(query("SELECT count(*) FROM toll_record")).isEqualTo("2");
        }
    }

    @Test
    void shouldRefuseAnotherRecordOfATakenNumber() throws IOException, SQLException {
        try (TollLedger ledger = TollLedger.open(file)) {
            commit(ledger, toll(1));
            TollBatch other = commit(ledger, RecordSamples.toll(1, 1), toll(2));
            assertThat(other.isConflict(0)).isTrue();
            assertThat(other.isConflict(1)).isFalse();
            assertThat(query("SELECT sum(amount_fen) FROM toll_record")).isEqualTo("1900");
        }
    }

    @Test
    void shouldPageThroughWhatHasNoReceipt() throws IOException {
        try (TollLedger ledger = TollLedger.open(file)) {
            for (long sequence = 1; sequence <= 10; sequence++) {
                commit(ledger, toll(sequence));
            }
            TollBatch receipts = new TollBatch();
            receipts.addReceipt(2, 5);
            receipts.addReceipt(9, 6);
            receipts.addReceipt(9, 7);
            receipts.addReceipt(4711, 8);
            assertThat(ledger.commit(receipts, 0)).isEqualTo(2);

            assertThat(unreceived(ledger, 3, 0)).hasSize(3);
            assertThat(ledger.unreceived(3, 0, (templateId, buffer, offset, length) -> {}))
                    .isEqualTo(4);
            assertThat(unreceived(ledger, 100, 4)).hasSize(5);
            assertThat(ledger.unreceived(3, 10, (templateId, buffer, offset, length) -> {}))
                    .isEqualTo(10);
            assertThat(ledger.ifUnreceived(2, (templateId, buffer, offset, length) -> {}))
                    .isFalse();
            assertThat(ledger.ifUnreceived(3, (templateId, buffer, offset, length) -> {}))
                    .isTrue();
        }
    }

    @Test
    void shouldRefuseANewerSchema() throws IOException, SQLException {
        TollLedger.open(file).close();
        execute("PRAGMA user_version = 99");
        assertThatThrownBy(() -> TollLedger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("run the newer release");
    }

    @Test
    void shouldRefuseADamagedFile() throws IOException {
        try (TollLedger ledger = TollLedger.open(file)) {
            for (long sequence = 1; sequence <= 200; sequence++) {
                commit(ledger, toll(sequence));
            }
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            for (long page = 4096; page < access.length(); page += 4096) {
                access.seek(page);
                access.write(new byte[64]);
            }
        }
        assertThatThrownBy(() -> TollLedger.open(file)).isInstanceOf(LedgerException.class);
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatIsNoLedger() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no database ".repeat(1000));
        assertThatThrownBy(() -> TollLedger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString());
    }

    private static UnsafeBuffer toll(long sequence) {
        return RecordSamples.toll(sequence, 950);
    }

    private static TollBatch commit(TollLedger ledger, UnsafeBuffer... tolls) throws LedgerException {
        TollBatch batch = new TollBatch();
        for (UnsafeBuffer toll : tolls) {
            batch.addRecord(toll, 0, toll.capacity());
        }
        ledger.commit(batch, 77);
        return batch;
    }

    private static List<byte[]> unreceived(TollLedger ledger, int limit, long after) throws LedgerException {
        List<byte[]> read = new ArrayList<>();
        ledger.unreceived(limit, after, (templateId, buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            read.add(bytes);
        });
        return read;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            rows.next();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                text.append(i == 1 ? "" : "|").append(rows.getString(i));
            }
            return text.toString();
        }
    }
}
