package io.roadgate.gateway.journal;

import java.util.Optional;

/**
 * What a replay found.
 *
 * @param journal what the reading itself found: records, gaps, damage.
 * @param sessionCount runs of the gateway.
 * @param inputCount records fed to fusion.
 * @param outputCount journalled outputs compared.
 * @param differenceCount outputs that differ, are missing in the journal or were not computed.
 * @param firstDifference in order of the journal.
 * @param cutOutputCount outputs of the very last input of a run that the journal does not have: the run was killed there.
 * @param orphanCount records before the first session start: not replayed.
 * @param unknownCount records of templates that this release does not know.
 * @param failure why replay stopped early; empty = it did not.
 */
public record ReplayReport(
        JournalSummary journal,
        long sessionCount,
        long inputCount,
        long outputCount,
        long differenceCount,
        Optional<ReplayDifference> firstDifference,
        long cutOutputCount,
        long orphanCount,
        long unknownCount,
        Optional<String> failure) {

    /** Whether everything was there, was replayed and came out byte for byte. */
    public boolean isVerified() {
        return journal.isWhole()
                && sessionCount > 0
                && differenceCount == 0
                && orphanCount == 0
                && unknownCount == 0
                && failure.isEmpty();
    }
}
