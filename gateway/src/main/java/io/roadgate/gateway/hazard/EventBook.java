package io.roadgate.gateway.hazard;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.track.TrackTable;
import java.util.Arrays;

/**
 * What is going on: every condition that a rule has found, how long it has held, and the event that it has become.
 *
 * <p>A condition is a kind, a subject (a track, or a place of the site) and a key (the other track). Its dwell is a
 * balance: time in which the test passed, less time in which it did not. Full, it becomes an event (RAISED, once), is
 * UPDATED from time to time while it still holds, and ENDED when it has not held for a while.
 *
 * <p>One hazard, one event: conditions that a rule groups by their subject share one event; and when a track is lost and
 * another takes up its condition within {@value #HEIR_S} s near where it would be, the event goes on under the same id.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction; a condition that finds the book full is
 * looked at again when there is room.
 */
public final class EventBook {
    /** Nobody: the second track of a condition that has only one. */
    public static final int NOBODY = -1;
    /** Subjects from here on are places of the site, not tracks. */
    public static final int FIRST_PLACE = TrackTable.CAPACITY;

    static final double HEIR_S = 1.5;

    private static final int PLACES = 512;
    private static final int SUBJECTS = FIRST_PLACE + PLACES;
    private static final int CAPACITY = 4_096;
    private static final int NONE = -1;
    private static final long FORGOTTEN_AFTER_NS = 500_000_000L;
    private static final long LONGEST_STEP_NS = 250_000_000L;

    private final RoadPicture picture;
    private final HazardEventWriter writer;
    private final Counters counters;
    private final Finding finding = new Finding();
    private final LostEvents lost;
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
    public EventBook(RoadPicture picture, HazardEventWriter writer, Counters counters, long startedAtNs) {
        this.picture = picture;
        this.writer = writer;
        this.counters = counters;
        lost = new LostEvents(writer);
        head = new int[EventKind.values().length * SUBJECTS];
        Arrays.fill(head, NONE);
        for (int i = 0; i < CAPACITY; i++) {
            conditions[i] = new Condition();
            free[i] = CAPACITY - 1 - i;
        }
        nextEventId = ((startedAtNs / 1_000_000_000L) << 32) + 1;
    }

    /** A blank finding about a subject and nobody else; the book's own, so one at a time. */
    Finding find(EventKind kind, int subject) {
        return finding.begin(kind, subject, NOBODY);
    }

    /** A blank finding about two tracks. */
    Finding find(EventKind kind, int subject, int other) {
        return finding.begin(kind, subject, other);
    }

    /** Whether a condition is known: a rule may spare itself the work when it is not and cannot begin. */
    boolean isKnown(EventKind kind, int subject, int key) {
        return locate(kind, subject, key) != NONE;
    }

    /** How long a condition has held; 0 = it does not, or has just begun. */
    long heldNs(EventKind kind, int subject, int key) {
        int at = locate(kind, subject, key);
        return at == NONE ? 0 : conditions[at].heldNs;
    }

    /** Whether a condition is an event now. */
    boolean isRaised(EventKind kind, int subject, int key) {
        int at = locate(kind, subject, key);
        return at != NONE && conditions[at].isRaised;
    }

    /** Takes in how the condition of a finding stands now. */
    void judge(Finding found, EventTiming timing) {
        boolean isEntered = found.strict >= timing.probable() || found.loose >= timing.certain();
        int at = locate(found.kind, found.subject, found.key);
        if (at == NONE) {
            if (!isEntered || !timing.isEnabled() || freeCount == 0) {
                return;
            }
            at = begin(found, timing);
        }
        Condition condition = conditions[at];
        long nowNs = picture.nowNs();
        long stepNs = Math.min(LONGEST_STEP_NS, nowNs - condition.judgedAtNs);
        condition.judgedAtNs = nowNs;
        if (isEntered) {
            condition.heldNs += condition.wasEntered ? stepNs : 0;
        } else {
            condition.heldNs -= stepNs;
        }
        condition.wasEntered = isEntered;
        if (isEntered || (condition.isRaised && found.still >= EventTiming.STILL)) {
            condition.heldAtNs = nowNs;
            condition.last.copyEvidence(found);
        }
        if (condition.isRaised) {
            keepUp(condition, at);
        } else if (condition.heldNs < 0) {
            remove(at);
        } else if (isEntered && condition.heldNs >= timing.dwellNs() - found.skipDwellNs) {
            raise(condition, found.isGrouped);
        }
    }

    private int begin(Finding found, EventTiming timing) {
        int at = free[--freeCount];
        Condition condition = conditions[at];
        condition.begin(found, timing, picture.nowNs());
        int list = list(found.kind, found.subject);
        next[at] = head[list];
        head[list] = at;
        condition.activeIndex = activeCount;
        active[activeCount++] = at;
        return at;
    }

    private void raise(Condition condition, boolean isGrouped) {
        condition.isRaised = true;
        int leader = isGrouped ? leader(condition) : NONE;
        if (leader != NONE) {
            condition.isFollower = true;
            condition.eventId = conditions[leader].eventId;
            return;
        }
        long inherited = lost.inherit(condition, picture);
        if (inherited != LostEvents.NO_ID) {
            condition.eventId = inherited;
            write(condition, EventPhase.UPDATED);
            return;
        }
        condition.eventId = nextEventId++;
        counters.increment(GatewayCounter.HAZARDS_RAISED);
        write(condition, EventPhase.RAISED);
    }

    private int leader(Condition condition) {
        for (int at = head[list(condition.kind, condition.subject)]; at != NONE; at = next[at]) {
            Condition other = conditions[at];
            if (other != condition && other.isRaised && !other.isFollower) {
                return at;
            }
        }
        return NONE;
    }

    private void keepUp(Condition condition, int at) {
        long nowNs = picture.nowNs();
        if (nowNs - condition.heldAtNs >= condition.timing.endAfterNs() && nowNs != condition.heldAtNs) {
            end(at);
        } else if (!condition.isFollower
                && nowNs == condition.heldAtNs
                && nowNs - condition.writtenAtNs >= condition.timing.updateEveryNs()) {
            write(condition, EventPhase.UPDATED);
        }
    }

    private void end(int at) {
        Condition condition = conditions[at];
        if (condition.isRaised && !condition.isFollower && !passOn(condition)) {
            write(condition, EventPhase.ENDED);
        }
        remove(at);
    }

    /** The event of a group goes on with whoever else holds it up. */
    private boolean passOn(Condition condition) {
        for (int at = head[list(condition.kind, condition.subject)]; at != NONE; at = next[at]) {
            Condition heir = conditions[at];
            if (heir.isFollower && heir.eventId == condition.eventId) {
                heir.isFollower = false;
                heir.firstSeenAtNs = Math.min(heir.firstSeenAtNs, condition.firstSeenAtNs);
                heir.writtenAtNs = condition.writtenAtNs;
                return true;
            }
        }
        return false;
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
        lost.sweep(nowNs);
    }

    /** A track is about to end: its events wait for an heir for a moment. */
    public void onTrackEnded(int slot) {
        for (int i = activeCount - 1; i >= 0; i--) {
            Condition condition = conditions[active[i]];
            if (condition.last.primary == slot || condition.last.secondary == slot || condition.subject == slot) {
                boolean isEvent = condition.isRaised && !condition.isFollower;
                if (isEvent && !passOn(condition)) {
                    lost.keep(condition, picture);
                }
                remove(active[i]);
            }
        }
    }

    private int list(EventKind kind, int subject) {
        return kind.ordinal() * SUBJECTS + subject;
    }

    private int locate(EventKind kind, int subject, int key) {
        int at = head[list(kind, subject)];
        while (at != NONE && conditions[at].key != key) {
            at = next[at];
        }
        return at;
    }

    private void remove(int at) {
        Condition condition = conditions[at];
        int list = list(condition.kind, condition.subject);
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

    /** One kind of danger of one subject; reused. */
    static final class Condition {
        EventKind kind;
        int subject;
        int key;
        EventTiming timing;
        boolean isRaised;
        boolean isFollower;
        boolean wasEntered;
        long eventId;
        long firstSeenAtNs;
        long judgedAtNs;
        long heldAtNs;
        long heldNs;
        long writtenAtNs;
        final Finding last = new Finding();
        private int activeIndex;

        private void begin(Finding found, EventTiming newTiming, long nowNs) {
            kind = found.kind;
            subject = found.subject;
            key = found.key;
            timing = newTiming;
            isRaised = false;
            isFollower = false;
            wasEntered = false;
            firstSeenAtNs = nowNs;
            judgedAtNs = nowNs;
            heldAtNs = nowNs;
            heldNs = 0;
            writtenAtNs = nowNs;
            last.begin(found.kind, found.subject, found.key);
            last.copyEvidence(found);
        }
    }
}
