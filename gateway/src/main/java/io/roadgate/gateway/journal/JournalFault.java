package io.roadgate.gateway.journal;

/** Every way in which a journal may be less than whole: one row each. */
public enum JournalFault {
    /** Bytes that are no record where one was expected; reading went on behind them. */
    DAMAGED("damaged", true),
    /** A file ends in the middle of a record. */
    TORN_TAIL("torn tail", true),
    /** The last record of a run was begun and never finished: its writer was killed. No record is lost by it. */
    UNFINISHED("unfinished", false),
    /** Sequence numbers that no record has, without damage in between: refused, or a file is gone. */
    GAP("gap", true),
    /** A sequence number that was there before; the record is not handed over. */
    REPEATED("repeated", true),
    /** A file that cannot be opened or read. */
    UNREADABLE("unreadable", true);

    private final String label;
    private final boolean isLoss;

    JournalFault(String label, boolean isLoss) {
        this.label = label;
        this.isLoss = isLoss;
    }

    /** Name in reports. */
    public String label() {
        return label;
    }

    /** Whether records may be missing because of it. */
    public boolean isLoss() {
        return isLoss;
    }
}
