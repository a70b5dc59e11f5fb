package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.roadmap.SiteMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that messages have for our lanes: a link from one node to another, and the number of the lane in it.
 *
 * <p>The lanes of one road of the map are one link; a lane without a road is one with its neighbours. A road that is named
 * by its nodes ({@code 3.12>3.13}: region and id of the upstream and the downstream node; {@code 12>13} without regions)
 * has these; any other gets nodes {@code 2n} and {@code 2n+1} of the test region 0, n counting roads in map order. Lanes
 * count 1..15 from left to right.
 *
 * <p><b>Source:</b> types NodeReferenceID, LaneID of T/CSAE 53; region 0 is for tests.
 *
 * <p><b>Thread:</b> built once for a map, then only read.
 */
public final class LaneNames {
    /** No region is named. */
    public static final int NO_REGION = 65_535;
    /** Most lanes of a link that can be named. */
    public static final int MOST_LANES = 15;

    private static final Pattern NODES =
            Pattern.compile("(?:(\\d{1,5})[.:])?(\\d{1,5})\\s*(?:>|->|_)\\s*(?:(\\d{1,5})[.:])?(\\d{1,5})");

    private final int[] upstreamRegion;
    private final int[] upstreamId;
    private final int[] downstreamRegion;
    private final int[] downstreamId;
    private final int[] number;

    /** Names of the lanes of a map. */
    public LaneNames(SiteMap map) {
        int count = map.laneCount();
        upstreamRegion = new int[count];
        upstreamId = new int[count];
        downstreamRegion = new int[count];
        downstreamId = new int[count];
        number = new int[count];
        Map<String, List<Integer>> roads = new LinkedHashMap<>();
        for (int lane = 0; lane < count; lane++) {
            roads.computeIfAbsent(roadOf(map, lane), key -> new ArrayList<>()).add(lane);
        }
        int index = 0;
        for (Map.Entry<String, List<Integer>> road : roads.entrySet()) {
            name(map, road.getKey(), road.getValue(), index++);
        }
    }

    private static String roadOf(SiteMap map, int lane) {
        if (!map.road(lane).isEmpty()) {
            return map.road(lane);
        }
        int leftmost = lane;
        for (int hops = 0; map.leftOf(leftmost) != SiteMap.NONE && hops < MOST_LANES; hops++) {
            leftmost = map.leftOf(leftmost);
        }
        return "#" + leftmost;
    }

    private void name(SiteMap map, String road, List<Integer> lanes, int index) {
        Matcher nodes = NODES.matcher(road);
        boolean isNamed = nodes.matches();
        for (int lane : lanes) {
            upstreamRegion[lane] = isNamed ? region(nodes.group(1)) : 0;
            upstreamId[lane] = isNamed ? Integer.parseInt(nodes.group(2)) & 0xFFFF : 2 * index & 0xFFFF;
            downstreamRegion[lane] = isNamed ? region(nodes.group(3)) : 0;
            downstreamId[lane] = isNamed ? Integer.parseInt(nodes.group(4)) & 0xFFFF : 2 * index + 1 & 0xFFFF;
            int lanesToTheLeft = 0;
            for (int at = map.leftOf(lane); at != SiteMap.NONE && lanesToTheLeft < MOST_LANES; at = map.leftOf(at)) {
                lanesToTheLeft += lanes.contains(at) ? 1 : 0;
            }
            number[lane] = Math.min(MOST_LANES, lanesToTheLeft + 1);
        }
    }

    private static int region(String text) {
        return text == null ? NO_REGION : Integer.parseInt(text) & 0xFFFF;
    }

    /** Region of the node where its link begins; {@link #NO_REGION} = none named. */
    public int upstreamRegion(int lane) {
        return upstreamRegion[lane];
    }

    /** Number of that node. */
    public int upstreamId(int lane) {
        return upstreamId[lane];
    }

    /** Region of the node where its link ends; {@link #NO_REGION} = none named. */
    public int downstreamRegion(int lane) {
        return downstreamRegion[lane];
    }

    /** Number of that node. */
    public int downstreamId(int lane) {
        return downstreamId[lane];
    }

    /** Number of the lane in its link, 1..15 from left to right. */
    public int number(int lane) {
        return number[lane];
    }

    /**
     * The lane of a name, {@link SiteMap#NONE} when there is none. A region that either side does not tell is not
     * compared.
     */
    public int find(int upRegion, int upId, int downRegion, int downId, int laneNumber) {
        for (int lane = 0; lane < number.length; lane++) {
            if (number[lane] == laneNumber
                    && upstreamId[lane] == upId
                    && downstreamId[lane] == downId
                    && isSameRegion(upstreamRegion[lane], upRegion)
                    && isSameRegion(downstreamRegion[lane], downRegion)) {
                return lane;
            }
        }
        return SiteMap.NONE;
    }

    private static boolean isSameRegion(int ours, int theirs) {
        return ours == theirs || ours == NO_REGION || theirs == NO_REGION;
    }
}
