package io.roadgate.gateway.record;

import org.agrona.DirectBuffer;

/** Takes one record: an SBE message header and its block, as it lies in a buffer. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * Called for each record, in order.
     *
     * <p>Thread: the agent that drains the ring. The buffer is valid only during the call.
     *
     * @param templateId of the record; unique over all schemas of the project.
     * @param buffer holds the record.
     * @param offset of the SBE message header.
     * @param length of header, block and variable data in bytes.
     */
    void onRecord(int templateId, DirectBuffer buffer, int offset, int length);
}
