package io.roadgate.gateway.journal;

import java.util.List;

/**
 * What a reading of a journal found.
 *
 * @param recordCount undamaged records.
 * @param firstSequence of the first record; 0 = none. Above 1 when older runs were removed.
 * @param lastSequence of the last record; 0 = none.
 * @param missingCount records between those two that are not there.
 * @param damageCount places where the journal is not whole.
 * @param damage the first thousand of them.
 */
public record JournalSummary(
        long recordCount,
        long firstSequence,
        long lastSequence,
        long missingCount,
        long damageCount,
        List<JournalDamage> damage) {
    /** Freezes the list. */
    public JournalSummary {
        damage = List.copyOf(damage);
    }

    /** Whether nothing is known to be lost; an unfinished last record is no loss. */
    public boolean isWhole() {
        return missingCount == 0
                && damage.size() == damageCount
                && damage.stream().noneMatch(place -> place.fault().isLoss());
    }
}
