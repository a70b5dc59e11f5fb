package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The roads of a map between nodes, as a MAP has them: the end of a road and the beginning of every road that goes on from it,
 * at once or over ways across a junction, are one node.
 */
final class MapNodes {
    private final SiteMap map;
    private final Map<String, List<Integer>> lanesOfRoad = new LinkedHashMap<>();
    private final Map<String, Integer> fromNode = new HashMap<>();
    private final Map<String, Integer> toNode = new HashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<double[]> sums = new ArrayList<>();
    private boolean hasLanesWithoutRoad;

    MapNodes(SiteMap map) {
        this.map = map;
        for (int lane = 0; lane < map.laneCount(); lane++) {
            if (map.road(lane).isEmpty() && map.kind(lane) == LaneKind.CROSSWALK) {
                hasLanesWithoutRoad = true;
            } else if (!map.isInJunction(lane) && map.kind(lane) != LaneKind.CROSSWALK) {
                lanesOfRoad
                        .computeIfAbsent(roadOf(lane), road -> new ArrayList<>())
                        .add(lane);
            } else if (map.kind(lane) == LaneKind.CROSSWALK) {
                hasLanesWithoutRoad = true;
            }
        }
        number();
        join();
    }

    /** A lane without a road is one of its own. */
    private String roadOf(int lane) {
        return map.road(lane).isEmpty() ? "lane " + map.key(lane) : map.road(lane);
    }

    /** Lanes are numbered from the left, beginning with 1. */
    private void number() {
        for (List<Integer> lanes : lanesOfRoad.values()) {
            Map<Integer, Integer> place = new HashMap<>();
            for (int lane : lanes) {
                int rank = 0;
                for (int at = map.leftOf(lane); at != SiteMap.NONE && rank < 64; at = map.leftOf(at)) {
                    rank++;
                }
                place.put(lane, rank);
            }
            lanes.sort(Comparator.<Integer>comparingInt(place::get).thenComparing(Comparator.naturalOrder()));
            for (int i = 0; i < lanes.size(); i++) {
                numbers.put(lanes.get(i), i + 1);
            }
        }
    }

    private void join() {
        Map<String, Integer> indexOfRoad = new HashMap<>();
        lanesOfRoad.keySet().forEach(road -> indexOfRoad.put(road, indexOfRoad.size()));
        int[] ends = new int[indexOfRoad.size() * 2];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = i;
        }
        for (Map.Entry<String, List<Integer>> road : lanesOfRoad.entrySet()) {
            for (int lane : road.getValue()) {
                for (int[] way : waysOn(lane)) {
                    int from = 2 * indexOfRoad.get(road.getKey()) + 1;
                    int to = 2 * indexOfRoad.get(roadOf(way[1]));
                    ends[root(ends, from)] = root(ends, to);
                }
            }
        }
        Map<Integer, Integer> nodeOfRoot = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> road : indexOfRoad.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .toList()) {
            for (int end = 0; end < 2; end++) {
                int root = root(ends, 2 * road.getValue() + end);
                int node = nodeOfRoot.computeIfAbsent(root, unused -> nodeOfRoot.size());
                (end == 0 ? fromNode : toNode).put(road.getKey(), node);
                addPlace(node, road.getKey(), end);
            }
        }
    }

    private static int root(int[] ends, int of) {
        int at = of;
        while (ends[at] != at) {
            at = ends[at];
        }
        return at;
    }

    private void addPlace(int node, String road, int end) {
        while (sums.size() <= node) {
            sums.add(new double[4]);
        }
        for (int lane : lanesOfRoad.get(road)) {
            int point = end == 0 ? 0 : map.pointCount(lane) - 1;
            double[] sum = sums.get(node);
            sum[0] += map.pointEastM(lane, point);
            sum[1] += map.pointNorthM(lane, point);
            sum[2] += map.pointUpM(lane, point);
            sum[3]++;
        }
    }

    /** Ways on of a lane as {lane across the junction or NONE, lane behind it}. */
    List<int[]> waysOn(int lane) {
        List<int[]> ways = new ArrayList<>();
        for (int i = 0; i < map.successorCount(lane); i++) {
            follow(map.successor(lane, i), SiteMap.NONE, 0, ways);
        }
        return ways;
    }

    private void follow(int lane, int over, int depth, List<int[]> ways) {
        if (!map.isInJunction(lane)) {
            if (numbers.containsKey(lane)) {
                ways.add(new int[] {over, lane});
            }
            return;
        }
        for (int i = 0; i < map.successorCount(lane) && depth < 8; i++) {
            follow(map.successor(lane, i), over == SiteMap.NONE ? lane : over, depth + 1, ways);
        }
    }

    int count() {
        return sums.size();
    }

    double eastM(int node) {
        return sums.get(node)[0] / sums.get(node)[3];
    }

    double northM(int node) {
        return sums.get(node)[1] / sums.get(node)[3];
    }

    double upM(int node) {
        return sums.get(node)[2] / sums.get(node)[3];
    }

    List<String> roadsTo(int node) {
        return lanesOfRoad.keySet().stream()
                .filter(road -> toNode.get(road) == node)
                .toList();
    }

    int from(String road) {
        return fromNode.get(road);
    }

    /** Node to which the road of a lane leads. */
    int to(int lane) {
        return toNode.get(roadOf(lane));
    }

    List<Integer> lanesOf(String road) {
        return lanesOfRoad.get(road);
    }

    int numberOf(int lane) {
        return numbers.get(lane);
    }

    boolean hasLanesWithoutRoad() {
        return hasLanesWithoutRoad;
    }
}
