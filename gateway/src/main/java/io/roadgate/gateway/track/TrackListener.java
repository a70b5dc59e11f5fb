package io.roadgate.gateway.track;

/** Hears of tracks while the tracker works; must not call back into it. */
public interface TrackListener {
    /** A confirmed track was seen by a sensor; all pairs of that frame are in the table already. */
    void onTrackSeen(int slot);

    /** A track ends; its slot can be read during this call for the last time. */
    void onTrackEnded(int slot);
}
