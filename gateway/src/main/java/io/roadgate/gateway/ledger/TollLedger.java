package io.roadgate.gateway.ledger;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TollRecordDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The toll records of a site in one SQLite file: written ahead, forced to disk with each commit, one writer.
 *
 * <p>Thread: opened anywhere; then one thread.
 */
public final class TollLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TollLedger.class);

    private final Path file;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TollRecordDecoder toll = new TollRecordDecoder();
    private final TollRow row = new TollRow();
    private final UnsafeBuffer read = new UnsafeBuffer(0, 0);
    /** Null after a failure, until the next attempt. */
    private LedgerConnection connection;

    private long nextSequence;

    private TollLedger(Path file) throws SQLException, LedgerException {
        this.file = file;
        connection = new LedgerConnection(file, true);
        nextSequence = connection.maxSequence() + 1;
    }

    /**
     * Opens a ledger, made when missing, after a check of the whole file.
     *
     * @throws LedgerException when the file is damaged, of a newer release or cannot be written.
     */
    public static TollLedger open(Path file) throws LedgerException {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            return new TollLedger(file.toAbsolutePath());
        } catch (LedgerException e) {
            throw e;
        } catch (SQLException | IOException e) {
            throw new LedgerException("the toll ledger " + file + " cannot be opened", e);
        }
    }

    /** One more than the highest sequence number committed; 1 in a new ledger. */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Writes a batch in one transaction and forces it to disk: all of it or nothing.
     *
     * <p>A record that is there already, byte for byte, is skipped. One whose number another record has is left out,
     * marked in the batch and logged.
     *
     * @return receipts that were new.
     * @throws LedgerException when nothing was written; the batch is kept as it was and may be tried again.
     */
    public int commit(TollBatch batch, long committedAtNs) throws LedgerException {
        batch.clearConflicts();
        try {
            connect();
            connection.begin().executeUpdate();
            long highest = insertRecords(batch, committedAtNs);
            int receivedCount = markReceived(batch);
            connection.commit().executeUpdate();
            nextSequence = Math.max(nextSequence, highest + 1);
            return receivedCount;
        } catch (SQLException e) {
            disconnect();
            throw new LedgerException("toll records not committed", e);
        }
    }

    /**
     * Hands over records without a receipt in order of sequence, as the bytes that were committed.
     *
     * @return the sequence of the last one handed over; {@code afterSequence} when there was none.
     */
    public long unreceived(int limit, long afterSequence, RecordHandler handler) throws LedgerException {
        try {
            connect();
            PreparedStatement select = connection.selectUnreceived();
            select.setLong(1, afterSequence);
            select.setInt(2, limit);
            long last = afterSequence;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    handOver(rows.getBytes(2), handler);
                }
            }
            return last;
        } catch (SQLException e) {
            disconnect();
            throw new LedgerException("toll records not read", e);
        }
    }

    /**
     * Hands over one record unless it has a receipt or is unknown.
     *
     * @return whether it was handed over.
     */
    public boolean ifUnreceived(long sequence, RecordHandler handler) throws LedgerException {
        try {
            connect();
            PreparedStatement select = connection.selectRecord();
            select.setLong(1, sequence);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next() || rows.getObject(2) != null) {
                    return false;
                }
                handOver(rows.getBytes(1), handler);
                return true;
            }
        } catch (SQLException e) {
            disconnect();
            throw new LedgerException("toll record " + sequence + " not read", e);
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    private void connect() throws SQLException, LedgerException {
        if (connection == null) {
            connection = new LedgerConnection(file, false);
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void handOver(byte[] bytes, RecordHandler handler) {
        read.wrap(bytes);
        handler.onRecord(TollRecordDecoder.TEMPLATE_ID, read, 0, bytes.length);
    }

    private long insertRecords(TollBatch batch, long committedAtNs) throws SQLException {
        long highest = 0;
        for (int i = 0; i < batch.recordCount(); i++) {
            DirectBuffer bytes = batch.record(i);
            toll.wrapAndApplyHeader(bytes, 0, header);
            row.bind(connection.insert(), toll, bytes.byteArray(), committedAtNs);
            if (connection.insert().executeUpdate() == 0 && !isStored(toll.sequence(), bytes.byteArray())) {
                batch.markConflict(i);
                LOG.error("toll record {} refused: the ledger holds another one of that number", toll.sequence());
            }
            highest = Math.max(highest, toll.sequence());
        }
        return highest;
    }

    private boolean isStored(long sequence, byte[] bytes) throws SQLException {
        PreparedStatement select = connection.selectRecord();
        select.setLong(1, sequence);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() && Arrays.equals(rows.getBytes(1), bytes);
        }
    }

    private int markReceived(TollBatch batch) throws SQLException {
        int count = 0;
        for (int i = 0; i < batch.receiptCount(); i++) {
            PreparedStatement receive = connection.receive();
            receive.setLong(1, batch.receiptAtNs(i));
            receive.setLong(2, batch.receiptSequence(i));
            count += receive.executeUpdate();
        }
        return count;
    }
}
