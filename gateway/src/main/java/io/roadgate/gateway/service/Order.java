package io.roadgate.gateway.service;

import io.roadgate.gateway.record.CommandKind;

/** One order of a centre, reused. Units as in {@code Command} of {@code cloud.proto}; instants in ns since 1970 UTC. */
final class Order {
    static final int MOST_LANES = 256;

    long id;
    CommandKind kind = CommandKind.UNKNOWN;
    long issuedAtNs;
    long ttlS;
    final int[] lanes = new int[MOST_LANES];
    int laneCount;
    long speedCmps;
    int intersectionId;
    int plan;
    long vehicleId;
    long cancels;
    long causedAtNs;
    long expiresAtNs;
    long toldAtNs;
    long askedAtNs;

    void clear() {
        id = 0;
        kind = CommandKind.UNKNOWN;
        issuedAtNs = 0;
        ttlS = 0;
        laneCount = 0;
        speedCmps = 0;
        intersectionId = 0;
        plan = 0;
        vehicleId = 0;
        cancels = 0;
        causedAtNs = 0;
        expiresAtNs = 0;
        toldAtNs = 0;
        askedAtNs = 0;
    }

    void copyFrom(Order other) {
        id = other.id;
        kind = other.kind;
        issuedAtNs = other.issuedAtNs;
        ttlS = other.ttlS;
        System.arraycopy(other.lanes, 0, lanes, 0, other.laneCount);
        laneCount = other.laneCount;
        speedCmps = other.speedCmps;
        intersectionId = other.intersectionId;
        plan = other.plan;
        vehicleId = other.vehicleId;
        cancels = other.cancels;
        causedAtNs = other.causedAtNs;
        expiresAtNs = other.expiresAtNs;
        toldAtNs = other.toldAtNs;
        askedAtNs = other.askedAtNs;
    }

    /** Adds a lane; false when there is no room. */
    boolean addLane(long laneId) {
        if (laneCount == MOST_LANES || laneId < 0 || laneId > 65_535) {
            return false;
        }
        lanes[laneCount++] = (int) laneId;
        return true;
    }

    /** The number that the order sets, for reports; NaN = none. */
    float value() {
        return switch (kind) {
            case SPEED_LIMIT -> speedCmps / 100f;
            case SIGNAL_PLAN -> plan;
            default -> Float.NaN;
        };
    }

    /** Sets a field by its number in the schema; false when the value does not fit. */
    boolean set(int field, long value) {
        switch (field) {
            case 1 -> id = value;
            case 2 -> kind = CommandKind.ofNumber(value);
            case 3 -> issuedAtNs = value;
            case 4 -> ttlS = value;
            case 5 -> {
                return addLane(value);
            }
            case 6 -> speedCmps = value;
            case 7 -> intersectionId = (int) Math.min(value, Integer.MAX_VALUE);
            case 8 -> plan = (int) Math.min(value, Integer.MAX_VALUE);
            case 9 -> vehicleId = value;
            case 10 -> cancels = value;
            default -> {
                return true; // of a newer schema
            }
        }
        return true;
    }
}
