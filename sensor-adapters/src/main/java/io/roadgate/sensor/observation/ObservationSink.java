package io.roadgate.sensor.observation;

/**
 * Where a driver puts what its sensor saw: claim a record, fill it in place, commit it.
 *
 * <p>Every record is handed out blank: absent floats are NaN, ids 0, indices as {@code null} of the schema. At most one
 * record is claimed at a time.
 *
 * <p>Thread: the ingest agent that owns the driver.
 */
public interface ObservationSink {
    /** Longest V2X message that is handed on: no radio of LTE-V2X carries a longer one. */
    int MOST_UPLINK_OCTETS = 2_300;

    /** A blank observation, or {@code null} when the ring is full (counted by the sink). */
    ObservationEncoder claimObservation();

    /** A blank empty-frame record, or {@code null} when the ring is full. */
    EmptyFrameEncoder claimEmptyFrame();

    /** A blank ETC transaction, or {@code null} when the ring is full. */
    EtcTransactionEncoder claimEtcTransaction();

    /** A blank link change, or {@code null} when the ring is full. */
    LinkChangeEncoder claimLinkChange();

    /** A blank fix of the site's own receiver, or {@code null} when the ring is full. */
    SiteFixEncoder claimSiteFix();

    /** A blank signal phase, or {@code null} when the ring is full. */
    SignalPhaseEncoder claimSignalPhase();

    /**
     * A blank V2X message with room for its octets, which {@code putFrame} must fill exactly, last of all.
     *
     * @param octets of the frame, 1..{@link #MOST_UPLINK_OCTETS}.
     * @return {@code null} when the ring is full.
     */
    V2xUplinkEncoder claimV2xUplink(int octets);

    /**
     * A blank frame of corrections with room for its octets, which {@code putFrame} must fill exactly, last of all.
     *
     * @param octets of the frame, 1..{@link #MOST_UPLINK_OCTETS}.
     * @return {@code null} when the ring is full.
     */
    CorrectionEncoder claimCorrection(int octets);

    /** Hands the claimed record over. */
    void commit();

    /** Gives the claimed record back unused. */
    void abort();
}
