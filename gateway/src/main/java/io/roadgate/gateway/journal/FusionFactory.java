package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.RecordHandler;

/** Makes a fresh fusion core for one session of a journal; the caller knows fusion, replay does not. */
@FunctionalInterface
public interface FusionFactory {
    /**
     * A core in the state in which that run began.
     *
     * @param siteFile text of the site file.
     * @param startedAtNs since 1970 UTC.
     * @param nextTollSequence number of the next toll record.
     * @param outputs takes every record that the core puts out, in order, during the call that caused it.
     * @return takes the inputs, in order.
     */
    RecordHandler create(String siteFile, long startedAtNs, long nextTollSequence, RecordHandler outputs);
}
