package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import java.util.Arrays;

/**
 * Puts the objects of a mapped device together, frame by frame.
 *
 * <p>With a header, a list begins at it and is complete when as many objects as it declares have come in every part that
 * is not optional; without one it is what comes until an object's place comes again. Either ends by silence. Without
 * lists each message with a place is an observation of its own, joined by what else was said of the same object within
 * the last second.
 *
 * <p>Errors: {@code LIST_INCOMPLETE}, {@code CYCLE_LOST}.
 */
final class ObjectLists {
    private static final long STALE_NS = 1_000_000_000L;
    // A jump farther than this is a device that started anew, not a row of lost cycles.
    private static final int LONGEST_GAP = 14;
    private static final int UNKNOWN = -1;

    private final DbcMapping mapping;
    private final ObjectPart[] parts;
    private final FaultSink faults;
    private final MappedObservations observations;
    private final ObjectRows rows = new ObjectRows();
    private final int[] receivedOfPart;
    private final long counterMask;
    private boolean isOpen;
    private boolean hasOverflow;
    private int declaredCount = UNKNOWN;
    private int sequence;
    private long lastCounter = UNKNOWN;
    private long beganAtNs;
    private long lastAtNs;

    ObjectLists(DbcMapping mapping, FaultSink faults, MappedObservations observations) {
        this.mapping = mapping;
        // An array: going through a list allocates.
        this.parts = mapping.parts().toArray(new ObjectPart[0]);
        this.faults = faults;
        this.observations = observations;
        this.receivedOfPart = new int[mapping.parts().size()];
        int bits = mapping.counter() == null ? 0 : mapping.counter().lengthBits();
        this.counterMask = bits >= Integer.SIZE ? 0xFFFF_FFFFL : (1L << bits) - 1;
    }

    void onHeader(CanFrame frame, long receivedAtNs) {
        closeUnfinished();
        sequence++;
        if (mapping.counter() != null && mapping.counter().isPresent(frame)) {
            count(mapping.counter().raw(frame));
        }
        open(receivedAtNs);
        boolean hasCount = mapping.count() != null && mapping.count().isPresent(frame);
        declaredCount = hasCount ? (int) mapping.count().raw(frame) : UNKNOWN;
        closeIfComplete();
    }

    private void count(long counter) {
        long skipped = lastCounter == UNKNOWN ? 0 : (counter - lastCounter - 1) & counterMask;
        for (int i = 0; i < skipped && skipped <= LONGEST_GAP; i++) {
            faults.count(FrameFault.CYCLE_LOST);
        }
        lastCounter = counter;
        sequence = (int) counter;
    }

    private void open(long receivedAtNs) {
        isOpen = true;
        hasOverflow = false;
        declaredCount = UNKNOWN;
        beganAtNs = receivedAtNs;
        lastAtNs = receivedAtNs;
        rows.clear();
        Arrays.fill(receivedOfPart, 0);
    }

    void onPart(ObjectPart part, CanFrame frame, long receivedAtNs) {
        if (part.valid() != null) {
            double valid = part.valid().value(frame);
            if (Double.isNaN(valid) || valid == 0) {
                return;
            }
        }
        double told = part.id() == null ? part.fixedId() : part.id().value(frame);
        if (Double.isNaN(told) || !part.isTold(frame)) {
            return;
        }
        long id = (long) told & 0xFFFF_FFFFL;
        if (mapping.isList()) {
            addToList(part, id, frame, receivedAtNs);
        } else {
            tellAtOnce(part, id, frame, receivedAtNs);
        }
    }

    private void addToList(ObjectPart part, long id, CanFrame frame, long receivedAtNs) {
        if (isOpen && part.isPlace() && rows.isPlaced(id)) {
            // The next list has begun: its header was lost, or there is none.
            closeUnfinished();
        }
        if (!isOpen) {
            if (!part.isPlace()) {
                return;
            }
            sequence++;
            open(receivedAtNs);
        }
        int row = rows.rowOf(id);
        if (row < 0) {
            hasOverflow = true;
            return;
        }
        rows.take(row, part, frame, receivedAtNs);
        receivedOfPart[part.index()]++;
        lastAtNs = receivedAtNs;
        closeIfComplete();
    }

    private void tellAtOnce(ObjectPart part, long id, CanFrame frame, long receivedAtNs) {
        int row = rows.rowOf(id);
        if (row < 0) {
            rows.clear();
            row = rows.rowOf(id);
        }
        if (receivedAtNs - rows.touchedAtNs(row) > STALE_NS) {
            rows.forget(row);
        }
        rows.take(row, part, frame, receivedAtNs);
        if (part.isPlace()) {
            observations.object(rows, row, receivedAtNs, receivedAtNs, ++sequence, 0, 1, true);
        }
    }

    private void closeIfComplete() {
        if (declaredCount == UNKNOWN || rows.count() != declaredCount) {
            return;
        }
        for (ObjectPart part : parts) {
            if (!part.isOptional() && receivedOfPart[part.index()] != declaredCount) {
                return;
            }
        }
        close(true);
    }

    void closeUnfinished() {
        if (isOpen) {
            close(mapping.header() == null && !hasOverflow);
        }
    }

    private void close(boolean isComplete) {
        isOpen = false;
        if (!isComplete) {
            faults.count(FrameFault.LIST_INCOMPLETE);
        }
        int placed = 0;
        for (int row = 0; row < rows.count(); row++) {
            placed += rows.hasPlace(row) ? 1 : 0;
        }
        if (placed == 0 && isComplete) {
            observations.empty(beganAtNs, lastAtNs, sequence);
        }
        int index = 0;
        for (int row = 0; row < rows.count(); row++) {
            if (rows.hasPlace(row)) {
                observations.object(rows, row, beganAtNs, lastAtNs, sequence, index++, placed, isComplete);
            }
        }
    }

    int onTick(long nowNs) {
        if (isOpen && nowNs - lastAtNs >= mapping.silenceNs()) {
            closeUnfinished();
            return 1;
        }
        return 0;
    }

    /** Forgets a half list and the counter: a device that was away begins anew. */
    void reset() {
        isOpen = false;
        lastCounter = UNKNOWN;
        rows.clear();
    }
}
