package io.roadgate.gateway.journal;

/**
 * One output that replay does not find as it was journalled.
 *
 * @param sequence of the journalled output; of the input that caused it when the journal has no such output.
 * @param templateId of the output.
 * @param reason in words.
 * @param journalled its fields in the journal; empty = it is not there.
 * @param computed its fields as computed now; empty = nothing was computed.
 */
public record ReplayDifference(long sequence, int templateId, String reason, String journalled, String computed) {}
