package io.roadgate.gateway.traffic;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import java.util.Arrays;

/**
 * Queues: on each lane the chain of slow vehicles behind the foremost slow one, as long as the gaps between bodies are
 * short.
 *
 * <p>A vehicle joins below {@link #JOINS_BELOW_MPS} and is in the queue until it is faster than {@link #LEAVES_ABOVE_MPS}
 * (5 and 10 km/h: ours). The length is from the front of the first to the rear of the last.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing while the map stays.
 */
final class QueueScan {
    static final double JOINS_BELOW_MPS = 1.4;
    static final double LEAVES_ABOVE_MPS = 2.8;
    static final double LONGEST_GAP_M = 20;

    private static final long SCAN_EVERY_NS = 200_000_000L;
    private static final int NONE = -1;

    private final SiteMap map;
    private final boolean[] isSlow = new boolean[TrackTable.CAPACITY];
    private final int[] headOfLane;
    private final int[] nextSlot = new int[TrackTable.CAPACITY];
    private final int[] order = new int[TrackTable.CAPACITY];
    private final double[] lengthM;
    private final int[] vehicles;
    private long scannedAtNs;

    QueueScan(SiteMap map) {
        this.map = map;
        headOfLane = new int[map.laneCount()];
        lengthM = new double[map.laneCount()];
        vehicles = new int[map.laneCount()];
    }

    void onTrackEnded(int slot) {
        isSlow[slot] = false;
    }

    void scan(RoadPicture picture, long nowNs) {
        if (nowNs - scannedAtNs < SCAN_EVERY_NS) {
            return;
        }
        scannedAtNs = nowNs;
        Arrays.fill(headOfLane, NONE);
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            double speedMps = picture.tracks().speedMps(slot);
            isSlow[slot] = speedMps < (isSlow[slot] ? LEAVES_ABOVE_MPS : JOINS_BELOW_MPS);
            int lane = picture.laneIndex(slot);
            if (isSlow[slot] && lane != SiteMap.NONE && map.kind(lane).isCarriageway()) {
                nextSlot[slot] = headOfLane[lane];
                headOfLane[lane] = slot;
            }
        }
        for (int lane = 0; lane < headOfLane.length; lane++) {
            measure(picture, lane);
        }
    }

    private void measure(RoadPicture picture, int lane) {
        lengthM[lane] = 0;
        vehicles[lane] = 0;
        int count = 0;
        for (int slot = headOfLane[lane]; slot != NONE; slot = nextSlot[slot]) {
            int at = count++;
            while (at > 0 && picture.alongM(order[at - 1]) < picture.alongM(slot)) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = slot;
        }
        if (count == 0) {
            return;
        }
        double front = picture.alongM(order[0]) + picture.lengthM(order[0]) / 2;
        double rear = picture.alongM(order[0]) - picture.lengthM(order[0]) / 2;
        int inQueue = 1;
        while (inQueue < count) {
            int slot = order[inQueue];
            double half = picture.lengthM(slot) / 2;
            if (rear - (picture.alongM(slot) + half) > LONGEST_GAP_M) {
                break;
            }
            rear = picture.alongM(slot) - half;
            inQueue++;
        }
        lengthM[lane] = front - rear;
        vehicles[lane] = inQueue;
    }

    void addTo(TrafficTally tally) {
        for (int lane = 0; lane < lengthM.length; lane++) {
            if (vehicles[lane] > 0) {
                tally.addQueue(lane, lengthM[lane], vehicles[lane]);
            }
        }
    }
}
