package io.roadgate.gateway.service;

import io.roadgate.gateway.roadmap.Manoeuvres;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.traffic.MovementTable;

/**
 * Which lane to take and where to turn, for one who wants to leave a junction in some direction or into some lane, past
 * what the centre has closed.
 *
 * <p>The nearest lane of the carriageway counts from which a movement leads there; when no open movement does, the detour
 * is the open movement whose turn differs least from the wanted one.
 *
 * <p><b>Thread:</b> the fusion agent. The answer stands in the accessors until the next call; nothing is allocated.
 */
final class WayFinder {
    private static final int MOST_HOPS = 6;
    private static final double[] TURN_RAD = {0, -Math.PI / 2, Math.PI / 2, Math.PI};

    private final ServiceGround ground;
    private MovementTable movements;
    private int movement;
    private int hops;
    private boolean isDetour;

    WayFinder(ServiceGround ground) {
        this.ground = ground;
        onMapReplaced();
    }

    void onMapReplaced() {
        movements = new MovementTable(ground.map());
    }

    /**
     * Finds a way.
     *
     * @param lane where one drives.
     * @param manoeuvre wanted, a bit of {@link Manoeuvres}; 0 = any.
     * @param target wanted lane behind the junction; {@link SiteMap#NONE} = any.
     * @return false when no open movement can be reached, or nothing is wanted and nothing is closed.
     */
    boolean find(int lane, int manoeuvre, int target) {
        isDetour = false;
        hops = 0;
        movement = MovementTable.NONE;
        boolean isClosed = ground.controls().isClosed(lane);
        if (manoeuvre == 0 && target == SiteMap.NONE && !isClosed) {
            return false;
        }
        if (search(lane, manoeuvre, target)) {
            return true;
        }
        int wanted = manoeuvre == 0 && target != SiteMap.NONE ? manoeuvreTo(lane, target) : manoeuvre;
        isDetour = manoeuvre != 0 || target != SiteMap.NONE;
        double best = Double.POSITIVE_INFINITY;
        int bestHops = 0;
        for (int row = 0; row < movements.count(); row++) {
            int away = hopsTo(lane, movements.from(row));
            double cost = Math.abs(turnOf(movements.manoeuvre(row)) - turnOf(wanted)) + Math.abs(away) * 0.1;
            if (isOpen(row) && Math.abs(away) <= MOST_HOPS && cost < best) {
                best = cost;
                bestHops = away;
                movement = row;
            }
        }
        hops = bestHops;
        return movement != MovementTable.NONE;
    }

    private boolean search(int lane, int manoeuvre, int target) {
        int least = MOST_HOPS + 1;
        for (int row = 0; row < movements.count(); row++) {
            int away = hopsTo(lane, movements.from(row));
            if (Math.abs(away) < least && isOpen(row) && isWanted(row, manoeuvre, target)) {
                least = Math.abs(away);
                hops = away;
                movement = row;
            }
        }
        return movement != MovementTable.NONE;
    }

    private boolean isOpen(int row) {
        return !ground.controls().isClosed(movements.from(row))
                && !ground.controls().isClosed(movements.to(row));
    }

    private boolean isWanted(int row, int manoeuvre, int target) {
        SiteMap map = ground.map();
        int to = movements.to(row);
        boolean isThere = target == SiteMap.NONE
                || to == target
                || (!map.road(target).isEmpty() && map.road(to).equals(map.road(target)));
        return isThere && (manoeuvre == 0 || movements.manoeuvre(row) == manoeuvre);
    }

    private int manoeuvreTo(int lane, int target) {
        for (int row = 0; row < movements.count(); row++) {
            if (Math.abs(hopsTo(lane, movements.from(row))) <= MOST_HOPS && isWanted(row, 0, target)) {
                return movements.manoeuvre(row);
            }
        }
        return Manoeuvres.STRAIGHT;
    }

    private static double turnOf(int manoeuvre) {
        for (int bit = 0; bit < TURN_RAD.length; bit++) {
            if (manoeuvre == 1 << bit) {
                return TURN_RAD[bit];
            }
        }
        return 0;
    }

    /** Lanes to change, positive = to the right; beyond {@link #MOST_HOPS} = not beside it. */
    private int hopsTo(int lane, int other) {
        SiteMap map = ground.map();
        int left = lane;
        int right = lane;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            if (left == other) {
                return -hop;
            }
            if (right == other) {
                return hop;
            }
            left = left == SiteMap.NONE ? SiteMap.NONE : map.leftOf(left);
            right = right == SiteMap.NONE ? SiteMap.NONE : map.rightOf(right);
        }
        return MOST_HOPS + 1;
    }

    /** Lanes to change first: negative to the left, positive to the right. */
    int hops() {
        return hops;
    }

    /** Lane to be in before the junction. */
    int lane() {
        return movements.from(movement);
    }

    /** Lane behind it. */
    int exit() {
        return movements.to(movement);
    }

    /** The turn there, a bit of {@link Manoeuvres}. */
    int manoeuvre() {
        return movements.manoeuvre(movement);
    }

    /** Whether it leads elsewhere than wanted, because what was wanted is closed. */
    boolean isDetour() {
        return isDetour;
    }
}
