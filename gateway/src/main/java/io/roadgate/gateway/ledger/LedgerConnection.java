package io.roadgate.gateway.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * One connection to a ledger's file and all that is said over it; given up as a whole after any failure, because the
 * driver's prepared statements do not outlive theirs.
 */
final class LedgerConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerConnection.class);
    private static final int BUSY_TIMEOUT_MS = 2000;

    private final Connection connection;
    private PreparedStatement begin;
    private PreparedStatement commit;
    private PreparedStatement insert;
    private PreparedStatement receive;
    private PreparedStatement selectRecord;
    private PreparedStatement selectUnreceived;

    /** Checks the file and makes or renews its tables when {@code isFirst}. */
    LedgerConnection(Path file, boolean isFirst) throws SQLException, LedgerException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            if (isFirst) {
                LedgerSchema.apply(connection, file.toString());
            }
            prepare();
        } catch (SQLException | LedgerException e) {
            close();
            throw e;
        }
    }

    PreparedStatement begin() {
        return begin;
    }

    PreparedStatement commit() {
        return commit;
    }

    /** Parameters of {@link TollRow}. */
    PreparedStatement insert() {
        return insert;
    }

    /** Instant, sequence. */
    PreparedStatement receive() {
        return receive;
    }

    /** Sequence; gives record, instant of the receipt. */
    PreparedStatement selectRecord() {
        return selectRecord;
    }

    /** After which sequence, how many; gives sequence, record. */
    PreparedStatement selectUnreceived() {
        return selectUnreceived;
    }

    long maxSequence() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT max(sequence) FROM toll_record");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Rolls back what is open. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("toll ledger not closed cleanly; what was committed is safe", e);
        }
    }

    private void prepare() throws SQLException {
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        insert = connection.prepareStatement(TollRow.INSERT);
        receive = connection.prepareStatement(
                "UPDATE toll_record SET received_at_ns = ? WHERE sequence = ? AND received_at_ns IS NULL");
        selectRecord = connection.prepareStatement("SELECT record, received_at_ns FROM toll_record WHERE sequence = ?");
        selectUnreceived = connection.prepareStatement("SELECT sequence, record FROM toll_record"
                + " WHERE received_at_ns IS NULL AND sequence > ? ORDER BY sequence LIMIT ?");
    }
}
