package io.roadgate.gateway.journal;

import org.agrona.DirectBuffer;

/** Takes one record read from a journal. */
@FunctionalInterface
public interface JournalHandler {
    /**
     * Called for each undamaged record, in order of sequence. The buffer is valid only during the call.
     *
     * @param sequence of the record in the journal, 1.. over all runs.
     * @param templateId of the record; unique over all schemas of the project.
     * @param buffer holds the record.
     * @param offset of the SBE message header.
     * @param length of header, block and variable data in bytes.
     */
    void onRecord(long sequence, int templateId, DirectBuffer buffer, int offset, int length);
}
