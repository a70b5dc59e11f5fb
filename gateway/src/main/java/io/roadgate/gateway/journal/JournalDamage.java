package io.roadgate.gateway.journal;

/**
 * One place where a journal is not whole.
 *
 * @param fault what is wrong.
 * @param file run and file name.
 * @param positionBytes from the start of the file.
 * @param afterSequence of the last good record before it; 0 = none.
 * @param missingCount records lost there; 0 at the end of a journal, where nobody can know.
 */
public record JournalDamage(
        JournalFault fault, String file, long positionBytes, long afterSequence, long missingCount) {
    @Override
    public String toString() {
        return fault.label() + " in " + file + " at byte " + positionBytes + ", after record " + afterSequence + ": "
                + missingCount + " missing";
    }
}
