package io.roadgate.gateway.hazard;

/** A rule about two tracks: asked about each two that are near each other, so only of those that have to say something. */
interface PairRule extends HazardRule {
    /** Looks at two confirmed tracks that are near each other, from the first one's point of view. */
    void assessPair(RoadPicture picture, TrackPair pair, EventBook book);
}
