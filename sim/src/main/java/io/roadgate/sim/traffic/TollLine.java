package io.roadgate.sim.traffic;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The toll point: turns every front that crosses its line into a passage, and keeps each card's balance. */
final class TollLine {
    private static final long FIRST_BALANCE_FEN = 50_000;
    private static final long LEAST_BALANCE_FEN = 3_000;
    private static final long FIRST_PSAM_SERIAL = 7_000;
    private static final int FIRST_CARD_SERIAL = 100;
    private static final int TAC_FACTOR = 0x9E3779B1;

    private final double atWayM;
    private final Map<Integer, TollAccount> accounts = new HashMap<>();
    private final Map<Integer, Card> cards = new HashMap<>();
    /** Read from other threads while it grows. */
    private final List<TollPassage> passages = new CopyOnWriteArrayList<>();

    private final List<TollPassage> view = Collections.unmodifiableList(passages);

    TollLine(double atWayM, List<TollAccount> list) {
        this.atWayM = atWayM;
        for (TollAccount account : list) {
            accounts.put(account.identity().id(), account);
            cards.put(account.identity().id(), new Card());
        }
    }

    List<TollPassage> passages() {
        return view;
    }

    /** Looks at one vehicle after a step: did its front cross the line between {@code beforeWayM} and now? */
    void watch(RoadVehicle vehicle, double beforeWayM, long atNs) {
        TollAccount account = accounts.get(vehicle.identity().id());
        if (account != null && beforeWayM < atWayM && vehicle.wayM() >= atWayM) {
            passages.add(charge(account, atNs));
        }
    }

    private TollPassage charge(TollAccount account, long atNs) {
        Card card = cards.get(account.identity().id());
        if (card.balanceFen - account.feeFen() < LEAST_BALANCE_FEN) {
            card.balanceFen = FIRST_BALANCE_FEN;
        }
        long beforeFen = card.balanceFen;
        card.balanceFen -= account.feeFen();
        card.serial++;
        int sequence = passages.size() + 1;
        return new TollPassage(
                sequence,
                account,
                atNs,
                account.feeFen(),
                beforeFen,
                card.balanceFen,
                FIRST_PSAM_SERIAL + sequence,
                card.serial,
                sequence * TAC_FACTOR);
    }

    private static final class Card {
        private long balanceFen = FIRST_BALANCE_FEN;
        private int serial = FIRST_CARD_SERIAL;
    }
}
