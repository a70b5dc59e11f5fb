package io.roadgate.sim.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.SplittableRandom;

/** Hands out synthetic numbers and plates; the same seed gives the same ones. */
final class Registry {
    private static final String SERIES = "ABCDFG";
    private static final int PLATE_NUMBERS = 100_000;

    private final SplittableRandom random;
    private int lastId;

    Registry(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A road user without plate and equipment. */
    Identity plain(ParticipantKind kind) {
        return new Identity(++lastId, kind, "", PlateColour.BLUE, "", "");
    }

    /** A motor vehicle, connected or not. */
    Identity motor(ParticipantKind kind, boolean isConnected) {
        int id = ++lastId;
        return new Identity(id, kind, plate(), colour(kind), "", isConnected ? bsmId(id) : "");
    }

    /** A motor vehicle with an ETC on-board unit. */
    Identity tolled(ParticipantKind kind) {
        int id = ++lastId;
        String obuMac = String.format(Locale.ROOT, "02EC%04X", 0x1000 + id * 37);
        return new Identity(id, kind, plate(), colour(kind), obuMac, "");
    }

    /** Some motor vehicles of these kinds in turn, of which every {@code connectedEvery}-th is connected. */
    Deque<Identity> motors(int count, int connectedEvery, ParticipantKind... kinds) {
        Deque<Identity> pool = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            pool.add(motor(kinds[i % kinds.length], i % connectedEvery == 0));
        }
        return pool;
    }

    /** As many decimal digits. */
    String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private String plate() {
        char series = SERIES.charAt(random.nextInt(SERIES.length()));
        return String.format(Locale.ROOT, "渝%c%05d", series, random.nextInt(PLATE_NUMBERS));
    }

    private static PlateColour colour(ParticipantKind kind) {
        return kind == ParticipantKind.TRUCK || kind == ParticipantKind.BUS ? PlateColour.YELLOW : PlateColour.BLUE;
    }

    private static String bsmId(int id) {
        return String.format(Locale.ROOT, "LJ%06d", id);
    }
}
