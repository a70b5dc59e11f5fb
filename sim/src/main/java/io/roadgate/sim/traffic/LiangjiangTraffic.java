package io.roadgate.sim.traffic;

import io.roadgate.sim.traffic.Stream.Timing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who enters the roads of Liangjiang and when.
 *
 * <p>All repeats in a cycle of 20 s, in whose first half each cause happens. The times are chosen so that people meet
 * where the script wants it and nowhere else: the ordinary vehicles pass the zebra while the walker is not in their
 * lane, and the north-south road crosses in a gap. What the jitter still brings together, {@link Junction} and {@link
 * Crossing} sort out.
 */
final class LiangjiangTraffic {
    /** After which everything happens again. */
    static final double CYCLE_S = 20;

    /** When, in each cycle, the walker is in the middle of lane west-2. */
    static final double WALKER_PHASE_S = 5;

    /** How long the abnormal vehicle stands. */
    static final double STAND_S = 9.2;

    private static final double STOP_PHASE_S = 0.3;
    private static final double STOP_EAST_M = 80;
    private static final double STOP_BRAKE_LOSS_S = 4.2;
    private static final double BRAKE_PHASE_S = 5;
    private static final double BRAKE_EAST_M = 150;
    private static final double JITTER_S = 0.7;
    private static final double NS_PER_S = 1e9;
    /** Entries begin so early that the slowest has crossed the site before time 0. */
    private static final double WARM_UP_S = 240;

    private static final double CYCLIST_EVERY_S = 120;
    private static final int TOLL_ACCOUNTS = 50;
    private static final double TOLL_EVERY_S = 4;

    private final Registry registry;
    private final long seed;
    private final List<TollAccount> accounts = new ArrayList<>();
    private int rowCount;

    LiangjiangTraffic(long seed) {
        this.seed = seed;
        this.registry = new Registry(seed);
    }

    static long warmUpNs() {
        return (long) (WARM_UP_S * NS_PER_S);
    }

    Walker walker() {
        return new Walker(
                registry.plain(ParticipantKind.PEDESTRIAN),
                LiangjiangRoads.ZEBRA.id(),
                LiangjiangRoads.ZEBRA_EAST_M,
                LiangjiangRoads.KERB_M,
                LiangjiangRoads.WEST_2_NORTH_M,
                (long) (WALKER_PHASE_S * NS_PER_S),
                (long) (CYCLE_S * NS_PER_S));
    }

    TollLine tollLine() {
        return new TollLine(LiangjiangRoads.TOLL_LINE_EAST_M - LiangjiangRoads.TOLL_FROM_EAST_M, accounts);
    }

    List<Stream> streams() {
        return List.of(
                eastOne(),
                eastTwo(),
                westOne(),
                westTwo(),
                northSouth(LiangjiangRoads.NORTH, 7),
                northSouth(LiangjiangRoads.SOUTH, 7 + CYCLE_S),
                cyclists(1, 0),
                cyclists(-1, CYCLIST_EVERY_S / 2),
                toll());
    }

    /** Ordinary traffic: at the junction at phases 2 and 14. */
    private Stream eastOne() {
        Stream stream = new Stream(Path.along(LiangjiangRoads.EAST_1));
        double speedMps = 13.9;
        Deque<Identity> early = registry.motors(
                6, 2, ParticipantKind.CAR, ParticipantKind.CAR, ParticipantKind.MOTORCYCLE, ParticipantKind.VAN);
        Deque<Identity> late = registry.motors(6, 3, ParticipantKind.CAR, ParticipantKind.TRUCK, ParticipantKind.CAR);
        add(stream, early, speedMps, 2 - reachS(speedMps), CYCLE_S, JITTER_S, () -> Manoeuvre.NONE);
        add(stream, late, speedMps, 14 - reachS(speedMps), CYCLE_S, JITTER_S, () -> Manoeuvre.NONE);
        return stream;
    }

    /** Only vehicles that stop in the lane, so that nobody has to wait behind them. */
    private Stream eastTwo() {
        Stream stream = new Stream(Path.along(LiangjiangRoads.EAST_2));
        double speedMps = 14;
        double wayM = LiangjiangRoads.REACH_M + STOP_EAST_M;
        Deque<Identity> pool = registry.motors(7, 2, ParticipantKind.CAR, ParticipantKind.VAN, ParticipantKind.CAR);
        long standNs = (long) (STAND_S * NS_PER_S);
        double entryS = STOP_PHASE_S - STOP_BRAKE_LOSS_S - wayM / speedMps;
        add(stream, pool, speedMps, entryS, CYCLE_S, 0, () -> new StopInLane(wayM, standNs));
        return stream;
    }

    /** Connected vehicles that brake hard, and one ordinary vehicle well ahead of each. */
    private Stream westOne() {
        Stream stream = new Stream(Path.along(LiangjiangRoads.WEST_1));
        double brakerMps = 14.5;
        double otherMps = 13.9;
        double wayM = LiangjiangRoads.REACH_M - BRAKE_EAST_M;
        Deque<Identity> brakers = registry.motors(6, 1, ParticipantKind.CAR);
        Deque<Identity> others = registry.motors(6, 2, ParticipantKind.CAR, ParticipantKind.BUS, ParticipantKind.CAR);
        double brakerS = BRAKE_PHASE_S - wayM / brakerMps;
        add(stream, brakers, brakerMps, brakerS, CYCLE_S, 0, () -> new BrakeHard(wayM));
        add(stream, others, otherMps, 0.9 - wayM / otherMps, CYCLE_S, JITTER_S / 2, () -> Manoeuvre.NONE);
        return stream;
    }

    /** Those who see the walker late. */
    private Stream westTwo() {
        Stream stream = new Stream(Path.along(LiangjiangRoads.WEST_2));
        double speedMps = 11;
        double wayM = LiangjiangRoads.REACH_M - LiangjiangRoads.ZEBRA_EAST_M;
        Deque<Identity> pool = registry.motors(7, 2, ParticipantKind.CAR, ParticipantKind.CAR, ParticipantKind.VAN);
        add(stream, pool, speedMps, WALKER_PHASE_S - wayM / speedMps, CYCLE_S, 0, Inattentive::new);
        return stream;
    }

    private Stream northSouth(Lane lane, double junctionS) {
        Stream stream = new Stream(Path.along(lane));
        double speedMps = 12.5;
        Deque<Identity> pool = registry.motors(5, 2, ParticipantKind.CAR, ParticipantKind.TRUCK, ParticipantKind.CAR);
        add(stream, pool, speedMps, junctionS - reachS(speedMps), 2 * CYCLE_S, JITTER_S, () -> Manoeuvre.NONE);
        return stream;
    }

    private Stream cyclists(int direction, double phaseS) {
        Stream stream = new Stream(LiangjiangRoads.cyclePath(direction));
        Deque<Identity> pool = new ArrayDeque<>();
        for (int i = 0; i < 4; i++) {
            pool.add(registry.plain(ParticipantKind.BICYCLE));
        }
        add(stream, pool, 4.5, phaseS, CYCLIST_EVERY_S, 2 * JITTER_S, () -> Manoeuvre.NONE);
        return stream;
    }

    private Stream toll() {
        Stream stream = new Stream(Path.along(LiangjiangRoads.TOLL));
        Deque<Identity> pool = new ArrayDeque<>();
        for (int i = 0; i < TOLL_ACCOUNTS; i++) {
            TollAccount account = account(i);
            accounts.add(account);
            pool.add(account.identity());
        }
        add(stream, pool, LiangjiangRoads.TOLL_LIMIT_MPS, 1, TOLL_EVERY_S, 0, () -> Manoeuvre.NONE);
        return stream;
    }

    /** Every fifth is a truck of class 2, every tenth a bus of class 4, the others cars of class 1. */
    private TollAccount account(int index) {
        ParticipantKind kind =
                index % 10 == 9 ? ParticipantKind.BUS : index % 5 == 2 ? ParticipantKind.TRUCK : ParticipantKind.CAR;
        int vehicleClass = kind == ParticipantKind.BUS ? 0x04 : kind == ParticipantKind.TRUCK ? 0x0C : 0x01;
        int seatsOrKg = kind == ParticipantKind.BUS ? 45 : kind == ParticipantKind.TRUCK ? 9_000 : 5;
        // The synthetic tariff of the site file: what the antenna takes is what the passage costs.
        long feeFen = kind == ParticipantKind.BUS ? 1_250 : kind == ParticipantKind.TRUCK ? 900 : 500;
        return new TollAccount(
                registry.tolled(kind), vehicleClass, 2, seatsOrKg, registry.digits(16), registry.digits(16), feeFen);
    }

    private void add(
            Stream stream,
            Deque<Identity> pool,
            double speedMps,
            double atS,
            double everyS,
            double jitterS,
            Supplier<Manoeuvre> manoeuvres) {
        double firstS = atS - everyS * Math.ceil((WARM_UP_S + atS) / everyS) + everyS;
        stream.addRow(pool, speedMps, new Timing(firstS, everyS, jitterS, seed + ++rowCount), manoeuvres);
    }

    /** Seconds from the beginning of a road to the junction. */
    private static double reachS(double speedMps) {
        return LiangjiangRoads.REACH_M / speedMps;
    }
}
