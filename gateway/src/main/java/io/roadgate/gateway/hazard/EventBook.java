package io.roadgate.gateway.hazard;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import java.util.Arrays;

/**
 * What is going on: every condition that a rule has found, how long it has held, and the event that it has become.
 *
 * <p>A condition is a kind with its one or two tracks. It becomes an event (RAISED, once) when it has been entered
 * without a break for its dwell; it is UPDATED from time to time while it still holds, by the looser of the rule's two
 * tests; it is ENDED when that has failed for a while, or when one of its tracks ends.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction; a condition that finds the book full is
 * looked at again when there is room.
 */
public final class EventBook {
    /** Second track of a condition that has only one. */
    public static final int NOBODY = -1;

    private static final int CAPACITY = 2_048;
    private static final int NONE = -1;
    private static final long FORGOTTEN_AFTER_NS = 500_000_000L;

    private final RoadPicture picture;
    private final HazardEventWriter writer;
    private final Counters counters;
    private final int trackCapacity;
    private final int[] head;
    private final int[] next = new int[CAPACITY];
    private final int[] active = new int[CAPACITY];
    private final int[] free = new int[CAPACITY];
    private final Condition[] conditions = new Condition[CAPACITY];
    private int activeCount;
    private int freeCount = CAPACITY;
    private long nextEventId;

    /**
     * A book without conditions.
     *
     * @param startedAtNs start of the session: event ids begin with its seconds, so that they differ between sessions.
     */
    public EventBook(
            RoadPicture picture, int trackCapacity, HazardEventWriter writer, Counters counters, long startedAtNs) {
        this.picture = picture;
        this.trackCapacity = trackCapacity;
        this.writer = writer;
        this.counters = counters;
        head = new int[EventKind.values().length * trackCapacity];
        Arrays.fill(head, NONE);
        for (int i = 0; i < CAPACITY; i++) {
            conditions[i] = new Condition();
            free[i] = CAPACITY - 1 - i;
        }
        nextEventId = ((startedAtNs / 1_000_000_000L) << 32) + 1;
    }

    /** How long a condition has held without a break; 0 = it does not, or has just begun. */
    public long heldNs(EventKind kind, int slot, int other) {
        int at = find(kind, slot, other);
        return at == NONE ? 0 : picture.nowNs() - conditions[at].firstSeenAtNs;
    }

    /**
     * Says how a condition stands now.
     *
     * @param isEntered the strict test: only it can begin a condition and carry it through the dwell.
     * @param isStill the loose test: it keeps an event alive.
     * @param measure the number that decides, in the kind's own unit.
     * @param threshold what it is held against.
     * @param dwellNs how long the strict test must pass before the event is raised.
     */
    void assess(
            EventKind kind,
            int slot,
            int other,
            boolean isEntered,
            boolean isStill,
            double measure,
            double threshold,
            long dwellNs,
            EventTiming timing) {
        int at = find(kind, slot, other);
        if (at == NONE) {
            if (!isEntered || !timing.isEnabled() || freeCount == 0) {
                return;
            }
            at = begin(kind, slot, other, timing);
        }
        Condition condition = conditions[at];
        if (isEntered || (condition.isRaised && isStill)) {
            condition.heldAtNs = picture.nowNs();
        }
        if (Double.isFinite(measure)) {
            condition.measure = measure;
            condition.threshold = threshold;
        }
        if (condition.isRaised) {
            keepUp(condition, at);
        } else if (!isEntered) {
            remove(at);
        } else if (picture.nowNs() - condition.firstSeenAtNs >= dwellNs) {
            raise(condition);
        }
    }

    private int begin(EventKind kind, int slot, int other, EventTiming timing) {
        int at = free[--freeCount];
        Condition condition = conditions[at];
        condition.kind = kind;
        condition.slot = slot;
        condition.other = other;
        condition.timing = timing;
        condition.isRaised = false;
        condition.firstSeenAtNs = picture.nowNs();
        condition.measure = Double.NaN;
        condition.threshold = Double.NaN;
        int list = kind.ordinal() * trackCapacity + slot;
        next[at] = head[list];
        head[list] = at;
        condition.activeIndex = activeCount;
        active[activeCount++] = at;
        return at;
    }

    private void raise(Condition condition) {
        condition.isRaised = true;
        condition.eventId = nextEventId++;
        counters.increment(GatewayCounter.HAZARDS_RAISED);
        write(condition, EventPhase.RAISED);
    }

    private void keepUp(Condition condition, int at) {
        long nowNs = picture.nowNs();
        if (nowNs - condition.heldAtNs >= condition.timing.endAfterNs() && nowNs != condition.heldAtNs) {
            end(at);
        } else if (nowNs == condition.heldAtNs && nowNs - condition.writtenAtNs >= condition.timing.updateEveryNs()) {
            write(condition, EventPhase.UPDATED);
        }
    }

    private void end(int at) {
        if (conditions[at].isRaised) {
            write(conditions[at], EventPhase.ENDED);
        }
        remove(at);
    }

    private void write(Condition condition, EventPhase phase) {
        condition.writtenAtNs = picture.nowNs();
        writer.write(picture, condition, phase);
    }

    /** Ends what no rule has confirmed for long enough; after the rules have looked at all tracks. */
    public void sweep() {
        long nowNs = picture.nowNs();
        for (int i = activeCount - 1; i >= 0; i--) {
            Condition condition = conditions[active[i]];
            long unheldNs = nowNs - condition.heldAtNs;
            long patienceNs = condition.isRaised ? condition.timing.endAfterNs() : FORGOTTEN_AFTER_NS;
            if (unheldNs > 0 && unheldNs >= patienceNs) {
                end(active[i]);
            }
        }
    }

    /** Ends all events of a track that is about to end. */
    public void onTrackEnded(int slot) {
        for (int i = activeCount - 1; i >= 0; i--) {
            Condition condition = conditions[active[i]];
            if (condition.slot == slot || condition.other == slot) {
                end(active[i]);
            }
        }
    }

    private int find(EventKind kind, int slot, int other) {
        int at = head[kind.ordinal() * trackCapacity + slot];
        while (at != NONE && conditions[at].other != other) {
            at = next[at];
        }
        return at;
    }

    private void remove(int at) {
        Condition condition = conditions[at];
        int list = condition.kind.ordinal() * trackCapacity + condition.slot;
        if (head[list] == at) {
            head[list] = next[at];
        } else {
            int before = head[list];
            while (next[before] != at) {
                before = next[before];
            }
            next[before] = next[at];
        }
        int last = active[--activeCount];
        active[condition.activeIndex] = last;
        conditions[last].activeIndex = condition.activeIndex;
        free[freeCount++] = at;
    }

    /** One kind of danger between one or two tracks; reused. */
    static final class Condition {
        EventKind kind;
        int slot;
        int other;
        EventTiming timing;
        boolean isRaised;
        long eventId;
        long firstSeenAtNs;
        long heldAtNs;
        long writtenAtNs;
        double measure;
        double threshold;
        private int activeIndex;
    }
}
