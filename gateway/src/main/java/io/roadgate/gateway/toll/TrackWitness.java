package io.roadgate.gateway.toll;

import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.SensorMount;
import java.util.List;

/**
 * Finds the track of the vehicle that an antenna has just dealt with.
 *
 * <p>A candidate is confirmed, a motor vehicle or of unknown class, and placed in the antenna's lane (a lane is on one
 * deck). The one with the transaction's plate wins, else the nearest to the antenna at the instant of the transaction
 * whose plate is not another one.
 */
public final class TrackWitness {
    /** No track. */
    public static final int NONE = -1;

    private static final double NEAR_M = 25; // beam length and a second of clock difference at walking pace
    private static final long OLDEST_NS = 3_000_000_000L;

    private final TrackTable tracks;
    private final ActiveMap map;
    private final Placements placements;
    private final SensorMount[] mounts;

    /** A finder over these tracks; mounts in the order of the sensor ids. */
    public TrackWitness(TrackTable tracks, ActiveMap map, Placements placements, List<SensorMount> mounts) {
        this.tracks = tracks;
        this.map = map;
        this.placements = placements;
        this.mounts = mounts.toArray(new SensorMount[0]);
    }

    TrackTable tracks() {
        return tracks;
    }

    /** Slot of the witness, or {@link #NONE}. */
    int find(EtcTransactionDecoder transaction, int laneId, long passedAtNs, long nowNs) {
        int lane = map.map().indexOf(laneId);
        int sensorId = transaction.sensorId();
        if (lane == SiteMap.NONE || sensorId < 1 || sensorId > mounts.length) {
            return NONE;
        }
        SensorMount mount = mounts[sensorId - 1];
        // An antenna's clock may be seconds off; the road picture is of now.
        long atNs = Math.min(nowNs, Math.max(passedAtNs, nowNs - OLDEST_NS));
        boolean hasPlate = transaction.plate(0) != 0;
        int best = NONE;
        double bestM = NEAR_M;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (!isCandidate(slot, lane)) {
                continue;
            }
            double awayM = awayM(slot, mount, atNs);
            if (hasPlate && tracks.hasPlate(slot)) {
                if (!isSamePlate(transaction, tracks, slot)) {
                    continue;
                }
                awayM -= NEAR_M; // before all that have shown no plate
            }
            if (awayM < bestM) {
                bestM = awayM;
                best = slot;
            }
        }
        return best;
    }

    private boolean isCandidate(int slot, int lane) {
        return tracks.isConfirmed(slot)
                && placements.laneIndex(slot) == lane
                && (tracks.isMotor(slot) || tracks.participantClass(slot) == 0);
    }

    private double awayM(int slot, SensorMount mount, long atNs) {
        double east = tracks.eastM(slot, atNs) - mount.eastM();
        double north = tracks.northM(slot, atNs) - mount.northM();
        return Math.sqrt(east * east + north * north);
    }

    /** Whether transaction and track carry the same plate. */
    static boolean isSamePlate(EtcTransactionDecoder transaction, TrackTable tracks, int slot) {
        if (transaction.plate(0) == 0) {
            return false;
        }
        for (int i = 0; i < TrackTable.PLATE_BYTES; i++) {
            if ((byte) transaction.plate(i) != tracks.plateByte(slot, i)) {
                return false;
            }
        }
        return true;
    }
}
