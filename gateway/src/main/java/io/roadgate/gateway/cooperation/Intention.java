package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.roadmap.SiteMap;
import java.util.Arrays;

/**
 * What one vehicle has said last of what it is about to do and what it asks for; reused.
 *
 * <p><b>Units:</b> metres from the site origin, m/s, nanoseconds since 1970 UTC; behaviour as bits of DriveBehavior.
 *
 * <p><b>Source:</b> type VehIntentionAndRequest of T/CSAE 157.
 */
public final class Intention {
    /** Requests of one message at most. */
    public static final int MOST_REQUESTS = 8;

    long vehicleId;
    long toldAtNs;
    long receivedAtNs;
    int messageCount;
    int behaviour;
    double eastM;
    double northM;
    int requestCount;
    private final boolean[] isFaulty = new boolean[256];
    private final Request[] requests = new Request[MOST_REQUESTS];

    /** Nothing said. */
    Intention() {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            requests[i] = new Request();
        }
    }

    /** Whether a request of this number has been found faulty before; notes it. */
    boolean wasFaulty(int requestId) {
        boolean wasFaulty = isFaulty[requestId];
        isFaulty[requestId] = true;
        return wasFaulty;
    }

    void forgetFaults() {
        Arrays.fill(isFaulty, false);
    }

    /** Temporary id. */
    public long vehicleId() {
        return vehicleId;
    }

    /** Arrival of its newest message. */
    public long receivedAtNs() {
        return receivedAtNs;
    }

    /** Bits of DriveBehavior that it has told; 0 = none. */
    public int behaviour() {
        return behaviour;
    }

    /** Whether it has told one bit of DriveBehavior. */
    public boolean isAbout(int bit) {
        return (behaviour >>> bit & 1) != 0;
    }

    /** Where it says that it is. */
    public double eastM() {
        return eastM;
    }

    /** Where it says that it is. */
    public double northM() {
        return northM;
    }

    /** Requests that stand. */
    public int requestCount() {
        return requestCount;
    }

    /** The n-th of them. */
    public Request request(int index) {
        return requests[index];
    }

    /** Takes a request out; the last one takes its place. */
    void drop(int index) {
        Request dropped = requests[index];
        requests[index] = requests[--requestCount];
        requests[requestCount] = dropped;
    }

    /** The request of a number, or null. */
    Request find(int requestId) {
        for (int i = 0; i < requestCount; i++) {
            if (requests[i].requestId == requestId) {
                return requests[i];
            }
        }
        return null;
    }

    /** Room for one more, or null. */
    Request add() {
        return requestCount < MOST_REQUESTS ? requests[requestCount++] : null;
    }

    /** One request; reused. */
    public static final class Request {
        /** What is asked for. */
        public enum Kind {
            /** Nothing that we know. */
            NONE,
            /** Room in another lane. */
            LANE_CHANGE,
            /** A free lane ahead. */
            CLEAR_THE_WAY,
            /** Green at a junction. */
            SIGNAL_PRIORITY,
            /** What sensors see along paths. */
            SENSOR_SHARING,
            /** A place in a car park, or the way out. */
            PARKING
        }

        int requestId;
        Kind kind = Kind.NONE;
        int status;
        int level;
        int lane = SiteMap.NONE;
        int laneNumber;
        int upstreamRegion;
        int upstreamId;
        int downstreamRegion;
        int downstreamId;
        long askedAtNs;
        long expiresAtNs;
        long arrivesAtNs;
        int parking;
        int parkingTypes;
        int parkingSlot;
        int vehicleClass;
        int signalPhase;
        private boolean isRefused;

        /** Notes that it was refused: it stays so until the vehicle asks for something else. */
        public void refuse() {
            isRefused = true;
        }

        void renew() {
            isRefused = false;
        }

        /** Whether it was refused. */
        public boolean isRefused() {
            return isRefused;
        }

        /** Number that the vehicle has given it. */
        public int requestId() {
            return requestId;
        }

        /** What is asked for. */
        public Kind kind() {
            return kind;
        }

        /** ReqStatus. */
        public int status() {
            return status;
        }

        /** Priority, 0 lowest to 7 highest. */
        public int level() {
            return level;
        }

        /** The lane asked for, an index of the map; {@link SiteMap#NONE} when there is none of that name. */
        public int lane() {
            return lane;
        }

        /** Number of that lane in its link. */
        public int laneNumber() {
            return laneNumber;
        }

        /** Region of the node where the link begins, or of the junction. */
        public int upstreamRegion() {
            return upstreamRegion;
        }

        /** Node where the link begins; for signal priority the junction itself. */
        public int upstreamId() {
            return upstreamId;
        }

        /** Region of the node where the link ends. */
        public int downstreamRegion() {
            return downstreamRegion;
        }

        /** Node where the link ends; for signal priority the node behind the junction. */
        public int downstreamId() {
            return downstreamId;
        }

        /** When it was first heard. */
        public long askedAtNs() {
            return askedAtNs;
        }

        /** From then on it is void. */
        public long expiresAtNs() {
            return expiresAtNs;
        }

        /** When the vehicle says that it reaches the junction; the minimum = not told. */
        public long arrivesAtNs() {
            return arrivesAtNs;
        }

        /** Bits of ParkingRequest. */
        public int parking() {
            return parking;
        }

        /** Bits of ParkingType wanted; 0 = any. */
        public int parkingTypes() {
            return parkingTypes;
        }

        /** Slot that it would like; -1 = any. */
        public int parkingSlot() {
            return parkingSlot;
        }

        /** BasicVehicleClass of who wants to park. */
        public int vehicleClass() {
            return vehicleClass;
        }

        /** Phase that shall be green; 0 = not told. */
        public int signalPhase() {
            return signalPhase;
        }
    }
}
