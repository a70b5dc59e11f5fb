/**
 * The journal: what fusion was told and what it said, in order, on disk (Chronicle Queue), read back and replayed.
 *
 * <p>A journal is a directory with one queue per run ({@code run-000001}, {@code run-000002}, ...), so that nothing that
 * happened to an earlier run can hurt the present one. Each record carries its own sequence number, which goes on over
 * all runs, and a CRC32C. Reading does not use the queue's own reader: it hides what follows a damaged record.
 */
package io.roadgate.gateway.journal;
