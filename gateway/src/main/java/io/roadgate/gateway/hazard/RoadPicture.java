package io.roadgate.gateway.hazard;

import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneMatcher;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.Trigonometry;
import java.util.Arrays;

/**
 * What a rule sees: confirmed tracks at one instant, with bodies and headings, on their lanes and in their zones, beside
 * the map and the signals.
 *
 * <p>Places are carried on to {@link #nowNs()} with constant velocity; {@link #paths()} says where they will be along
 * the lanes.
 *
 * <p><b>Thread:</b> the fusion agent.
 */
public final class RoadPicture {
    /** Where the map names no expressways, a lane with at least this limit is one: 80 km/h. */
    static final double EXPRESSWAY_MPS = 22.2;

    private static final double MOVING_MPS = 1.0;
    private static final long FRESH_NS = 500_000_000L;
    private static final long SEASONED_MS = 600;
    private static final double VAGUEST_MPS = 2.5;
    private static final double LEAST_POSITION_VAR = 0.01;
    private static final double LEAST_VELOCITY_VAR = 0.0025;
    private static final float[] USUAL_LENGTH_M = usual(4.6f);
    private static final float[] USUAL_WIDTH_M = usual(1.9f);

    private final TrackTable tracks;
    private final ActiveMap map;
    private final Placements placements;
    private final LaneMatcher matcher;
    private final SignalBoard signals;
    private final ZonePlaces zones;
    private final PathTable paths;
    private final LaneCursor cursor;
    private final SpeedTrend trend = new SpeedTrend(TrackTable.CAPACITY);
    private final NearGrid grid = new NearGrid(TrackTable.CAPACITY);
    private final int[] vulnerable = new int[TrackTable.CAPACITY];
    private final int[] motor = new int[TrackTable.CAPACITY];
    private final int[] headedTrack = new int[TrackTable.CAPACITY];
    private final double[] headEast = new double[TrackTable.CAPACITY];
    private final double[] headNorth = new double[TrackTable.CAPACITY];
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

    /** A picture of these tracks on this map, beside these signals. */
    public RoadPicture(TrackTable tracks, ActiveMap map, Placements placements, SignalBoard signals) {
        this.tracks = tracks;
        this.map = map;
        this.placements = placements;
        this.signals = signals;
        matcher = new LaneMatcher(map.map());
        zones = new ZonePlaces(map.map());
        paths = new PathTable(this);
        cursor = new LaneCursor(map.map());
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
        zones.use(map.map());
        paths.use(map.map());
        cursor.use(map.map());
        placements.clearAll();
    }

    /** Sets the instant of the picture. */
    public void at(long newNowNs) {
        nowNs = newNowNs;
    }

    /** Finds lane, zone, heading and speed trend of one track anew. */
    public void place(int slot) {
        double eastM = eastM(slot);
        double northM = northM(slot);
        int lane = matcher.match(
                eastM,
                northM,
                tracks.upM(slot),
                tracks.level(slot),
                courseRad(slot),
                tracks.isVulnerable(slot),
                placements.laneIndex(slot));
        placements.set(slot, lane, matcher);
        zones.place(slot, eastM, northM);
        head(slot);
        trend.update(slot, tracks, nowNs);
        paths.forget(slot);
    }

    private double courseRad(int slot) {
        return tracks.speedMps(slot) > MOVING_MPS
                ? StrictMath.atan2(tracks.eastMps(slot), tracks.northMps(slot))
                : tracks.headingRad(slot);
    }

    /** Who hardly moves keeps the heading that it had: a velocity near zero points anywhere. */
    private void head(int slot) {
        double speedMps = tracks.speedMps(slot);
        if (speedMps > MOVING_MPS) {
            headEast[slot] = tracks.eastMps(slot) / speedMps;
            headNorth[slot] = tracks.northMps(slot) / speedMps;
        } else if (headedTrack[slot] != tracks.trackId(slot)) {
            double headingRad = tracks.headingRad(slot);
            boolean isKnown = !Double.isNaN(headingRad);
            headEast[slot] = isKnown ? Trigonometry.sin(headingRad) : 0;
            headNorth[slot] = isKnown ? Trigonometry.cos(headingRad) : 0;
            if (!isKnown) {
                return;
            }
        }
        headedTrack[slot] = tracks.trackId(slot);
    }

    /** Finds all lanes anew, sorts the confirmed tracks by kind and by place. */
    public void refresh() {
        vulnerableCount = 0;
        motorCount = 0;
        grid.clear();
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (tracks.isConfirmed(slot)) {
                place(slot);
                grid.add(slot, eastM(slot), northM(slot));
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

    /** Counts up when the map is replaced. */
    int mapRevision() {
        return map.revision();
    }

    /** What the signals show. */
    public SignalBoard signals() {
        return signals;
    }

    /** In which zones the tracks are. */
    ZonePlaces zones() {
        return zones;
    }

    /** Where the tracks will be. */
    PathTable paths() {
        return paths;
    }

    /** How the speeds of the tracks change. */
    SpeedTrend trend() {
        return trend;
    }

    /** Slots near a place at the last refresh, a cell's edge more than asked at most; each may have ended since. */
    int near(double eastM, double northM, double radiusM, int[] found) {
        return grid.near(eastM, northM, radiusM, found);
    }

    /** Lane of a track, or {@link SiteMap#NONE}. */
    public int laneIndex(int slot) {
        return placements.laneIndex(slot);
    }

    /** Metres along its lane; NaN off lane. */
    public double alongM(int slot) {
        return placements.alongM(slot);
    }

    /** Metres beside the middle of its lane, positive = to its right; NaN off lane. */
    public double lateralM(int slot) {
        return placements.lateralM(slot);
    }

    /** Course of its lane where it is, clockwise from north; NaN off lane. */
    double laneCourseRad(int slot) {
        int lane = laneIndex(slot);
        if (lane == SiteMap.NONE) {
            return Double.NaN;
        }
        cursor.moveTo(lane, alongM(slot));
        return cursor.courseRad();
    }

    /** East at the picture's instant. */
    public double eastM(int slot) {
        return tracks.eastM(slot, nowNs);
    }

    /** North at the picture's instant. */
    public double northM(int slot) {
        return tracks.northM(slot, nowNs);
    }

    /** Speed towards east. */
    double eastMps(int slot) {
        return tracks.eastMps(slot);
    }

    /** Speed towards north. */
    double northMps(int slot) {
        return tracks.northMps(slot);
    }

    /** East part of where the front points, a unit vector's; 0 with {@link #headNorth} 0 = not known. */
    double headEast(int slot) {
        return headEast[slot];
    }

    /** North part of it. */
    double headNorth(int slot) {
        return headNorth[slot];
    }

    /** Variance of the position along a unit vector. */
    double positionVar(int slot, double east, double north) {
        return LEAST_POSITION_VAR + variance(slot, 0, east, north);
    }

    /** Variance of the velocity along a unit vector. */
    double velocityVar(int slot, double east, double north) {
        return LEAST_VELOCITY_VAR + variance(slot, 2, east, north);
    }

    /** Standard deviation of the speed along the heading; of the worse axis while the heading is not known. */
    double speedSigmaMps(int slot) {
        boolean isHeaded = headEast[slot] != 0 || headNorth[slot] != 0;
        return isHeaded ? Math.sqrt(velocityVar(slot, headEast[slot], headNorth[slot])) : tracks.speedSigmaMps(slot);
    }

    private double variance(int slot, int first, double east, double north) {
        return east * east * tracks.covariance(slot, first, first)
                + 2 * east * north * tracks.covariance(slot, first, first + 1)
                + north * north * tracks.covariance(slot, first + 1, first + 1);
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

    /**
     * Whether its velocity can be built on: seen lately, confirmed for {@value #SEASONED_MS} ms, and known to 2.5 m/s. A
     * young track's velocity is what its first two sightings happened to say.
     */
    boolean isMovementKnown(int slot) {
        return isFresh(slot)
                && trend.ageNs(slot, nowNs) >= SEASONED_MS * 1_000_000L
                && tracks.speedSigmaMps(slot) < VAGUEST_MPS;
    }

    /** Whether it is on a carriageway that nobody crosses: an expressway by zone, or by the lane's limit. */
    boolean isOnExpressway(int slot) {
        if (!zones.isEmpty()) {
            return zones.expressway(slot) != SiteMap.NONE;
        }
        int lane = laneIndex(slot);
        return lane != SiteMap.NONE && lanes().speedLimitMps(lane) >= EXPRESSWAY_MPS;
    }

    /** Whether it is where hazards count: in a zone, or on a lane where the map names no zones. */
    boolean isOnRoad(int slot) {
        return zones.isEmpty() ? laneIndex(slot) != SiteMap.NONE : zones.isInAny(slot);
    }

    /** The limit that holds where it is; NaN = none known. */
    double limitMps(int slot) {
        int zone = zones.expressway(slot) != SiteMap.NONE ? zones.expressway(slot) : zones.arm(slot);
        if (zone != SiteMap.NONE && !Double.isNaN(zones.limitMps(zone))) {
            return zones.limitMps(zone);
        }
        int lane = laneIndex(slot);
        boolean isMotorLane = lane != SiteMap.NONE && lanes().kind(lane).isMotor();
        return zones.isEmpty() && isMotorLane ? lanes().speedLimitMps(lane) : Double.NaN;
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
