package io.roadgate.gateway.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of a ledger and their version, kept in {@code PRAGMA user_version}.
 *
 * <p>A newer version is a new step in {@link #STEPS}; steps that were shipped never change.
 */
final class LedgerSchema {
    /** Statements that lead from version n to n + 1. */
    private static final String[][] STEPS = {
        {"""
            CREATE TABLE toll_record (
                sequence        INTEGER PRIMARY KEY,
                record_id       TEXT    NOT NULL,
                site_number     INTEGER NOT NULL,
                lane_id         INTEGER NOT NULL,
                witnesses       TEXT    NOT NULL,
                vehicle_class   INTEGER NOT NULL,
                plate           TEXT    NOT NULL,
                plate_colour    INTEGER NOT NULL,
                user_type       INTEGER NOT NULL,
                tariff_version  INTEGER NOT NULL,
                amount_fen      INTEGER NOT NULL,
                debited_fen     INTEGER,
                passed_at_ns    INTEGER NOT NULL,
                decided_at_ns   INTEGER NOT NULL,
                caused_at_ns    INTEGER NOT NULL,
                obu_mac         TEXT    NOT NULL,
                track_id        INTEGER NOT NULL,
                psam_serial     INTEGER NOT NULL,
                card_serial     INTEGER NOT NULL,
                tac             TEXT    NOT NULL,
                error_code      INTEGER NOT NULL,
                contract_serial TEXT    NOT NULL,
                card_number     TEXT    NOT NULL,
                record          BLOB    NOT NULL,
                committed_at_ns INTEGER NOT NULL,
                received_at_ns  INTEGER
            )
            """, "CREATE INDEX toll_record_unreceived ON toll_record (sequence) WHERE received_at_ns IS NULL", """
            CREATE VIEW toll_readable AS SELECT
                record_id,
                datetime(passed_at_ns / 1000000000, 'unixepoch') AS passed_at_utc,
                lane_id,
                plate,
                vehicle_class,
                printf('%d.%02d', amount_fen / 100, amount_fen % 100) AS amount_yuan,
                witnesses,
                obu_mac,
                datetime(committed_at_ns / 1000000000, 'unixepoch') AS committed_at_utc,
                datetime(received_at_ns / 1000000000, 'unixepoch') AS received_at_utc
            FROM toll_record
            """}
    };

    private LedgerSchema() {}

    /** Checks the file and brings its tables to the present version, each step in one transaction. */
    static void apply(Connection connection, String file) throws SQLException, LedgerException {
        try (Statement statement = connection.createStatement()) {
            String verdict = text(statement, "PRAGMA quick_check(1)");
            if (!"ok".equals(verdict)) {
                throw new LedgerException(
                        "the toll ledger " + file + " is damaged (" + verdict
                                + "); keep the file, recover it with 'sqlite3 FILE .recover' or move it away to start a new one");
            }
            int version = Integer.parseInt(text(statement, "PRAGMA user_version"));
            if (version > STEPS.length) {
                throw new LedgerException("the toll ledger " + file + " has schema version " + version
                        + ", this release knows up to " + STEPS.length + "; run the newer release");
            }
            for (int from = version; from < STEPS.length; from++) {
                statement.execute("BEGIN IMMEDIATE");
                for (String sql : STEPS[from]) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (from + 1));
                statement.execute("COMMIT");
            }
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
