package io.roadgate.gateway.hazard;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Settings;
import java.util.Arrays;

/**
 * All hazard rules of a site: asks them about a track when a sensor has seen it, and about everything at each sweep.
 *
 * <p>Two tracks are looked at together when they are within {@value #PAIR_M} m of each other; who is near whom comes from
 * the picture's grid, so that the work grows with the density of the traffic, not with the square of its number.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class HazardDesk {
    /** Farther apart, two tracks are no pair. */
    static final double PAIR_M = 120;

    private static final long ASSESS_EVERY_NS = 20_000_000L;

    private final RoadPicture picture;
    private final EventBook book;
    private final HazardRule[] rules;
    private final PairRule[] pairRules;
    private final TrackPair pair = new TrackPair();
    private final int[] near = new int[TrackTable.CAPACITY];
    private final long[] assessedAtNs = new long[TrackTable.CAPACITY];

    /** The rules of a site. */
    public HazardDesk(GatewayConfig config, RoadPicture picture, EventBook book) {
        this.picture = picture;
        this.book = book;
        rules = Arrays.stream(HazardRules.values())
                .map(rule -> rule.create(config.hazards().getOrDefault(rule.key(), Settings.defaults(rule.settings()))))
                .toArray(HazardRule[]::new);
        pairRules = Arrays.stream(rules)
                .filter(PairRule.class::isInstance)
                .map(PairRule.class::cast)
                .toArray(PairRule[]::new);
        Arrays.fill(assessedAtNs, Long.MIN_VALUE / 2);
    }

    /** A sensor has seen a track: whatever it decides is decided now, at most fifty times a second. */
    public void onTrackSeen(int slot) {
        if (picture.nowNs() - assessedAtNs[slot] < ASSESS_EVERY_NS) {
            return;
        }
        picture.place(slot);
        assess(slot, true);
    }

    /** Looks at everything; the picture is refreshed before. */
    public void onSweep() {
        TrackTable tracks = picture.tracks();
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (tracks.isConfirmed(slot)) {
                assess(slot, false);
            }
        }
        for (HazardRule rule : rules) {
            rule.assessSite(picture, book);
        }
        book.sweep();
    }

    /** A track is about to end. */
    public void onTrackEnded(int slot) {
        assessedAtNs[slot] = Long.MIN_VALUE / 2;
        book.onTrackEnded(slot);
    }

    private void assess(int slot, boolean isBothWays) {
        assessedAtNs[slot] = picture.nowNs();
        for (HazardRule rule : rules) {
            rule.assess(picture, slot, book);
        }
        TrackTable tracks = picture.tracks();
        int count = picture.near(picture.eastM(slot), picture.northM(slot), PAIR_M, near);
        for (int i = 0; i < count; i++) {
            int other = near[i];
            if (other == slot || !tracks.isConfirmed(other) || !picture.isSameDeck(slot, other)) {
                continue;
            }
            assessPair(slot, other);
            if (isBothWays) {
                assessPair(other, slot);
            }
        }
    }

    private void assessPair(int slot, int other) {
        if (pair.look(picture, slot, other, PAIR_M)) {
            for (PairRule rule : pairRules) {
                rule.assessPair(picture, pair, book);
            }
        }
    }
}
