package io.roadgate.gateway.hazard;

import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.LaneMatcher;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import java.util.Arrays;

/**
 * What a rule sees: confirmed tracks on their lanes at one instant, with bodies.
 *
 * <p>Places are carried on to {@link #nowNs()} with constant velocity.
 *
 * <p><b>Thread:</b> the fusion agent.
 */
public final class RoadPicture {
    private static final double MOVING_MPS = 1.0;
    private static final long FRESH_NS = 500_000_000L;
    private static final float[] USUAL_LENGTH_M = usual(4.6f);
    private static final float[] USUAL_WIDTH_M = usual(1.9f);

    private final TrackTable tracks;
    private final ActiveMap map;
    private final Placements placements;
    private final LaneMatcher matcher;
    private final SignalBoard signals;
    private final int[] vulnerable = new int[TrackTable.CAPACITY];
    private final int[] motor = new int[TrackTable.CAPACITY];
    private int vulnerableCount;
    private int motorCount;
    private long nowNs;

    static {
        body(ParticipantClass.VAN, 5.5f, 2f);
        body(ParticipantClass.BUS, 12f, 2.55f);
        body(ParticipantClass.TRUCK, 9f, 2.5f);
        body(ParticipantClass.TRAILER, 14f, 2.55f);
        body(ParticipantClass.MOTORCYCLE, 2.1f, 0.8f);
        body(ParticipantClass.BICYCLE, 1.8f, 0.6f);
        body(ParticipantClass.TRICYCLE, 2.5f, 1.1f);
        body(ParticipantClass.PEDESTRIAN, 0.5f, 0.5f);
        body(ParticipantClass.ANIMAL, 1f, 0.5f);
        body(ParticipantClass.CONE, 0.4f, 0.4f);
        body(ParticipantClass.DEBRIS, 0.6f, 0.6f);
    }

    /** A picture of these tracks on these lanes. */
    public RoadPicture(TrackTable tracks, ActiveMap map, Placements placements, SignalBoard signals) {
        this.tracks = tracks;
        this.map = map;
        this.placements = placements;
        this.signals = signals;
        matcher = new LaneMatcher(map.map());
    }

    private static float[] usual(float metres) {
        float[] usual = new float[ParticipantClass.EMERGENCY.value() + 1];
        Arrays.fill(usual, metres);
        return usual;
    }

    private static void body(ParticipantClass participantClass, float lengthM, float widthM) {
        USUAL_LENGTH_M[participantClass.value()] = lengthM;
        USUAL_WIDTH_M[participantClass.value()] = widthM;
    }

    /** Goes over to the map that holds now, before anything is placed on it. */
    public void onMapReplaced() {
        matcher.use(map.map());
        placements.clearAll();
    }

    /** Sets the instant of the picture. */
    public void at(long newNowNs) {
        nowNs = newNowNs;
    }

    /** Finds the lane of one track anew. */
    public void place(int slot) {
        double courseRad = tracks.speedMps(slot) > MOVING_MPS
                ? StrictMath.atan2(tracks.eastMps(slot), tracks.northMps(slot))
                : tracks.headingRad(slot);
        int lane = matcher.match(
                tracks.eastM(slot, nowNs),
                tracks.northM(slot, nowNs),
                tracks.upM(slot),
                tracks.level(slot),
                courseRad,
                tracks.isVulnerable(slot),
                placements.laneIndex(slot));
        placements.set(slot, lane, matcher);
    }

    /** Finds all lanes anew and sorts the confirmed tracks by kind. */
    public void refresh() {
        vulnerableCount = 0;
        motorCount = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (tracks.isConfirmed(slot)) {
                place(slot);
                if (tracks.isVulnerable(slot)) {
                    vulnerable[vulnerableCount++] = slot;
                } else if (tracks.isMotor(slot)) {
                    motor[motorCount++] = slot;
                }
            }
        }
    }

    /** The instant of the picture. */
    public long nowNs() {
        return nowNs;
    }

    /** The tracks. */
    public TrackTable tracks() {
        return tracks;
    }

    /** The site's map as it is now. */
    public SiteMap lanes() {
        return map.map();
    }

    /** What the signals show. */
    public SignalBoard signals() {
        return signals;
    }

    /** Lane of a track, or {@link SiteMap#NONE}. */
    public int laneIndex(int slot) {
        return placements.laneIndex(slot);
    }

    /** Metres along its lane; NaN off lane. */
    public double alongM(int slot) {
        return placements.alongM(slot);
    }

    /** East at the picture's instant. */
    public double eastM(int slot) {
        return tracks.eastM(slot, nowNs);
    }

    /** North at the picture's instant. */
    public double northM(int slot) {
        return tracks.northM(slot, nowNs);
    }

    /** Length, the usual one of its class when nobody has measured it. */
    public double lengthM(int slot) {
        float measured = tracks.lengthM(slot);
        return Float.isNaN(measured) ? USUAL_LENGTH_M[tracks.participantClass(slot)] : measured;
    }

    /** Width, the usual one of its class when nobody has measured it. */
    public double widthM(int slot) {
        float measured = tracks.widthM(slot);
        return Float.isNaN(measured) ? USUAL_WIDTH_M[tracks.participantClass(slot)] : measured;
    }

    /** Whether sensors have seen it so lately that its movement is known and not merely carried on. */
    public boolean isFresh(int slot) {
        return nowNs - tracks.seenAtNs(slot) < FRESH_NS;
    }

    /** Whether two tracks can be on one deck. */
    public boolean isSameDeck(int slot, int other) {
        byte first = tracks.level(slot);
        byte second = tracks.level(other);
        return first == second || first == TrackTable.UNKNOWN_LEVEL || second == TrackTable.UNKNOWN_LEVEL;
    }

    /** People on foot or on pedals at the last refresh; each may have ended since. */
    public int vulnerableCount() {
        return vulnerableCount;
    }

    /** Slot of the n-th of them. */
    public int vulnerableSlot(int index) {
        return vulnerable[index];
    }

    /** Motor vehicles at the last refresh; each may have ended since. */
    public int motorCount() {
        return motorCount;
    }

    /** Slot of the n-th of them. */
    public int motorSlot(int index) {
        return motor[index];
    }
}
