/**
 * The toll ledger: records of money, durable before anybody is told, and who has confirmed them (SQLite).
 *
 * <p>Driven by the journal agent. Order of acts: commit, then hand to publishing, then wait for the centre's receipt;
 * what has none is handed over again. No other package knows SQLite.
 */
package io.roadgate.gateway.ledger;
