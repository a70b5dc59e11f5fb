package io.roadgate.gateway.roadmap;

import java.util.List;

/** Centre lines of all zones in flat arrays; a junction has one point. */
final class ZoneGeometry {
    final double[] eastM;
    final double[] northM;
    final double[] alongM;
    final int[] firstPoint;

    ZoneGeometry(List<Zone> zones) {
        int points = zones.stream().mapToInt(zone -> zone.centreline().size()).sum();
        eastM = new double[points];
        northM = new double[points];
        alongM = new double[points];
        firstPoint = new int[zones.size() + 1];
        int point = 0;
        for (int i = 0; i < zones.size(); i++) {
            firstPoint[i] = point;
            for (double[] place : zones.get(i).centreline()) {
                eastM[point] = place[0];
                northM[point] = place[1];
                if (point > firstPoint[i]) {
                    alongM[point] = alongM[point - 1]
                            + LaneGeometry.distanceM(eastM[point - 1], northM[point - 1], eastM[point], northM[point]);
                }
                point++;
            }
        }
        firstPoint[zones.size()] = point;
    }
}
