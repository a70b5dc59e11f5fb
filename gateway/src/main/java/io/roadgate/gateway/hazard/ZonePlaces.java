package io.roadgate.gateway.hazard;

import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.roadmap.Zone;
import io.roadgate.gateway.roadmap.ZoneCursor;
import io.roadgate.gateway.track.TrackTable;
import java.util.Arrays;
import java.util.List;

/**
 * In which zones each track is: carriageway of an expressway with its place along it, arm of a junction, junction.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing between replacements of the map.
 */
final class ZonePlaces {
    private ZoneCursor cursor;
    private Zone.Kind[] kinds;
    private double[] limitsMps;
    private final int[] expressway = new int[TrackTable.CAPACITY];
    private final int[] arm = new int[TrackTable.CAPACITY];
    private final boolean[] isInJunction = new boolean[TrackTable.CAPACITY];
    private final double[] junctionM = new double[TrackTable.CAPACITY];
    private final double[] alongM = new double[TrackTable.CAPACITY];
    private final double[] lateralM = new double[TrackTable.CAPACITY];
    private final double[] alongEast = new double[TrackTable.CAPACITY];
    private final double[] alongNorth = new double[TrackTable.CAPACITY];

    ZonePlaces(SiteMap map) {
        use(map);
    }

    void use(SiteMap newMap) {
        cursor = new ZoneCursor(newMap);
        List<Zone> zones = newMap.zones();
        kinds = zones.stream().map(Zone::kind).toArray(Zone.Kind[]::new);
        limitsMps = zones.stream().mapToDouble(Zone::limitMps).toArray();
        Arrays.fill(expressway, SiteMap.NONE);
        Arrays.fill(arm, SiteMap.NONE);
    }

    void place(int slot, double eastM, double northM) {
        expressway[slot] = SiteMap.NONE;
        arm[slot] = SiteMap.NONE;
        isInJunction[slot] = false;
        junctionM[slot] = Double.POSITIVE_INFINITY;
        for (int zone = 0; zone < kinds.length; zone++) {
            boolean isInside = cursor.locate(zone, eastM, northM);
            switch (kinds[zone]) {
                case EXPRESSWAY -> {
                    if (isInside) {
                        expressway[slot] = zone;
                        alongM[slot] = cursor.alongM();
                        lateralM[slot] = cursor.lateralM();
                        alongEast[slot] = cursor.alongEast();
                        alongNorth[slot] = cursor.alongNorth();
                    }
                }
                case ARM -> arm[slot] = isInside ? zone : arm[slot];
                case JUNCTION -> {
                    isInJunction[slot] |= isInside;
                    junctionM[slot] = Math.min(junctionM[slot], cursor.alongM());
                }
                default -> throw new IllegalStateException();
            }
        }
    }

    boolean isEmpty() {
        return kinds.length == 0;
    }

    int count() {
        return kinds.length;
    }

    boolean isExpressway(int zone) {
        return kinds[zone] == Zone.Kind.EXPRESSWAY;
    }

    double limitMps(int zone) {
        return limitsMps[zone];
    }

    int expressway(int slot) {
        return expressway[slot];
    }

    int arm(int slot) {
        return arm[slot];
    }

    boolean isInJunction(int slot) {
        return isInJunction[slot];
    }

    double junctionM(int slot) {
        return junctionM[slot];
    }

    boolean isInAny(int slot) {
        return expressway[slot] != SiteMap.NONE || arm[slot] != SiteMap.NONE || isInJunction[slot];
    }

    double alongM(int slot) {
        return alongM[slot];
    }

    double lateralM(int slot) {
        return lateralM[slot];
    }

    double alongEast(int slot) {
        return alongEast[slot];
    }

    double alongNorth(int slot) {
        return alongNorth[slot];
    }
}
