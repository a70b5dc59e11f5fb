package io.roadgate.sim.traffic;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The vehicles of one path: they enter at set times, follow each other, leave at the end and enter again later.
 *
 * <p>Several arrival rows (for example ordinary traffic and the scripted vehicle) may share a path; all that are on it
 * stand in one list, first ahead.
 */
final class Stream {
    private static final double ENTRY_GAP_M = 12.0;
    private static final double ENTRY_HEADWAY_S = 1.2;
    private static final double NS_PER_S = 1e9;

    private final Path path;
    private final List<Row> rows = new ArrayList<>();
    private final List<Entered> onPath = new ArrayList<>();

    Stream(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Lets the vehicles of a pool enter in turn, first at {@code phaseS} of any cycle of {@code everyS}. */
    void addRow(Deque<Identity> pool, double wantedMps, Timing timing, Supplier<Manoeuvre> manoeuvres) {
        rows.add(new Row(pool, wantedMps, timing, manoeuvres));
    }

    /** Those on the path, first ahead. */
    List<RoadVehicle> vehicles() {
        List<RoadVehicle> vehicles = new ArrayList<>(onPath.size());
        onPath.forEach(entered -> vehicles.add(entered.vehicle));
        return vehicles;
    }

    /** Sends those at the end home and lets those in whose time has come. */
    void exchange(long sinceStartNs) {
        while (!onPath.isEmpty() && onPath.get(0).vehicle.rearM() > path.lengthM()) {
            Entered first = onPath.remove(0);
            first.row.pool.addLast(first.vehicle.identity());
        }
        for (Row row : rows) {
            if (row.isDue(sinceStartNs) && hasRoom(row.wantedMps)) {
                enter(row);
            }
        }
    }

    private boolean hasRoom(double wantedMps) {
        return onPath.isEmpty()
                || onPath.get(onPath.size() - 1).vehicle.rearM() > ENTRY_GAP_M + wantedMps * ENTRY_HEADWAY_S;
    }

    private void enter(Row row) {
        Identity identity = row.pool.pollFirst();
        row.scheduleNext();
        if (identity == null) {
            return;
        }
        RoadVehicle vehicle = new RoadVehicle(identity, path, row.wantedMps, row.manoeuvres.get());
        if (!onPath.isEmpty()) {
            RoadVehicle ahead = onPath.get(onPath.size() - 1).vehicle;
            vehicle.enterAt(Math.max(ahead.speedMps(), row.wantedMps / 2));
        }
        onPath.add(new Entered(vehicle, row));
    }

    /**
     * When vehicles enter.
     *
     * @param firstS first entry, seconds from the start; negative = before it.
     * @param everyS between two entries.
     * @param jitterS how much later at most each enters.
     * @param seed of that jitter.
     */
    record Timing(double firstS, double everyS, double jitterS, long seed) {}

    private record Entered(RoadVehicle vehicle, Row row) {}

    private static final class Row {
        private final Deque<Identity> pool;
        private final double wantedMps;
        private final Timing timing;
        private final Supplier<Manoeuvre> manoeuvres;
        private final SplittableRandom random;
        private int count;
        private long nextNs;

        private Row(Deque<Identity> pool, double wantedMps, Timing timing, Supplier<Manoeuvre> manoeuvres) {
            this.pool = pool;
            this.wantedMps = wantedMps;
            this.timing = timing;
            this.manoeuvres = manoeuvres;
            this.random = new SplittableRandom(timing.seed());
            scheduleNext();
        }

        private boolean isDue(long sinceStartNs) {
            return sinceStartNs >= nextNs;
        }

        private void scheduleNext() {
            double atS = timing.firstS() + count * timing.everyS() + timing.jitterS() * random.nextDouble();
            nextNs = (long) (atS * NS_PER_S);
            count++;
        }
    }
}
