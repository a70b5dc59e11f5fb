package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapFaults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One road of an OpenDRIVE file: its lane sections as lanes with centre line, width and height.
 *
 * <p>The lane of section n with the number k of road r has the key {@code r.n.k}. Lanes to the right of the reference line
 * (negative numbers) run along it where traffic keeps right, the others against it.
 *
 * <p><b>Source:</b> ASAM OpenDRIVE 1.4 to 1.7, {@code road}, {@code elevationProfile}, {@code lanes}.
 */
final class OpenDriveRoad {
    private static final double SAME_M = 1e-3;
    private static final double KEPT_M = 0.02;
    private static final double SHORTEST_M = 0.05;
    private static final Map<String, LaneKind> KINDS = Map.ofEntries(
            Map.entry("driving", LaneKind.DRIVING),
            Map.entry("entry", LaneKind.DRIVING),
            Map.entry("exit", LaneKind.DRIVING),
            Map.entry("onRamp", LaneKind.DRIVING),
            Map.entry("offRamp", LaneKind.DRIVING),
            Map.entry("connectingRamp", LaneKind.DRIVING),
            Map.entry("slipLane", LaneKind.DRIVING),
            Map.entry("bidirectional", LaneKind.DRIVING),
            Map.entry("bus", LaneKind.DRIVING),
            Map.entry("taxi", LaneKind.DRIVING),
            Map.entry("HOV", LaneKind.DRIVING),
            Map.entry("mwyEntry", LaneKind.DRIVING),
            Map.entry("mwyExit", LaneKind.DRIVING),
            Map.entry("shoulder", LaneKind.SHOULDER),
            Map.entry("stop", LaneKind.SHOULDER),
            Map.entry("biking", LaneKind.BICYCLE),
            Map.entry("sidewalk", LaneKind.SIDEWALK),
            Map.entry("walking", LaneKind.SIDEWALK),
            Map.entry("parking", LaneKind.PARKING));

    final String id;
    final XmlNode node;
    final ReferenceLine line;
    final List<XmlNode> sections;
    private final Placer placer;
    private final MapFaults faults;
    private final Cubics elevation;
    private final Cubics laneOffset;
    private final boolean isLeftHand;
    private final double[] sectionStart;
    private final Map<String, LaneDraft> lanes = new HashMap<>();

    OpenDriveRoad(XmlNode node, Placer placer, MapFaults faults) {
        this.node = node;
        this.placer = placer;
        this.faults = faults;
        id = node.get("id");
        line = new ReferenceLine(node, faults);
        elevation = Cubics.of(node.within("elevationProfile", "elevation"), "s", faults);
        laneOffset = Cubics.of(node.within("lanes", "laneOffset"), "s", faults);
        sections = node.within("lanes", "laneSection");
        isLeftHand = node.get("rule").equals("LHT");
        sectionStart = new double[sections.size() + 1];
        for (int i = 0; i < sections.size(); i++) {
            sectionStart[i] = sections.get(i).number("s", faults);
        }
        sectionStart[sections.size()] =
                Math.max(line.lengthM(), sections.isEmpty() ? 0 : sectionStart[sections.size() - 1]);
        noteLeftOut();
    }

    private void noteLeftOut() {
        for (XmlNode profile : node.within("lateralProfile", "superelevation")) {
            if (profile.number("a", 0, faults) != 0 || profile.number("b", 0, faults) != 0) {
                faults.note(
                        profile.line,
                        "road " + id,
                        "superelevation is not held: lanes lie at the height of the reference line");
                return;
            }
        }
    }

    boolean isInJunction() {
        return node.has("junction")
                && !node.get("junction").equals("-1")
                && !node.get("junction").isEmpty();
    }

    int lastSection() {
        return sections.size() - 1;
    }

    /** Whether a lane runs along the reference line. */
    boolean isAlong(int laneNumber) {
        return (laneNumber < 0) != isLeftHand;
    }

    /** The lane of a section and number, or {@code null}. */
    LaneDraft lane(int section, int number) {
        return lanes.get(section + "." + number);
    }

    List<LaneDraft> read() {
        List<LaneDraft> all = new ArrayList<>();
        if (line.isEmpty()) {
            faults.error(node.line, "road " + id, "must have a planView with at least one geometry");
            return all;
        }
        for (int i = 0; i < sections.size(); i++) {
            if (!(sectionStart[i + 1] - sectionStart[i] > SAME_M)) {
                faults.error(
                        sections.get(i).line,
                        "road " + id + " section " + i,
                        "must be longer than 0 m, runs from " + sectionStart[i] + " to " + sectionStart[i + 1]);
            } else {
                readSide(i, "left", all);
                readSide(i, "right", all);
            }
        }
        return all;
    }

    /** Lanes of one side from the middle outward: each one's place depends on the widths of those before it. */
    private void readSide(int section, String side, List<LaneDraft> all) {
        List<XmlNode> ofSide = sections.get(section).within(side, "lane").stream()
                .sorted(Comparator.comparingInt(lane -> Math.abs(lane.whole("id", 0, faults))))
                .toList();
        List<Cubics> inner = new ArrayList<>();
        LaneDraft before = null;
        int sign = side.equals("left") ? 1 : -1;
        for (XmlNode lane : ofSide) {
            int number = lane.whole("id", 0, faults);
            if (number == 0 || Integer.signum(number) != sign) {
                faults.error(
                        lane.line,
                        "road " + id + " section " + section,
                        "lanes of the " + side + " side must have " + (sign > 0 ? "positive" : "negative")
                                + " numbers, one has " + number);
                continue;
            }
            Cubics width = Cubics.of(lane.all("width"), "sOffset", faults);
            if (lane.first("border") != null && lane.first("width") == null) {
                faults.note(
                        lane.line,
                        "road " + id + " section " + section + " lane " + number,
                        "has borders instead of widths: taken as without width");
            }
            LaneKind kind = KINDS.get(lane.get("type"));
            LaneDraft draft = kind == null ? null : draft(section, lane, number, kind, inner, width);
            inner.add(width);
            if (draft != null) {
                all.add(draft);
                lanes.put(section + "." + number, draft);
                if (before != null && isBeside(before, draft)) {
                    // The inner lane of one's own direction lies to the left where traffic keeps right.
                    before.neighbours(
                            isLeftHand ? draft.key() : before.left(), isLeftHand ? before.right() : draft.key());
                    draft.neighbours(isLeftHand ? "" : before.key(), isLeftHand ? before.key() : "");
                }
            }
            before = draft;
        }
    }

    private static boolean isBeside(LaneDraft one, LaneDraft other) {
        return one.kind().isMotor() && other.kind().isMotor();
    }

    private LaneDraft draft(int section, XmlNode node0, int number, LaneKind kind, List<Cubics> inner, Cubics width) {
        String element = "road " + id + " section " + section + " lane " + number;
        if (width.isZero()) {
            return null;
        }
        LaneDraft lane = new LaneDraft(id + "." + section + "." + number, node0.line, element)
                .road(id + (number < 0 ? "-" : "+"))
                .name(node.get("name").isEmpty() ? "" : node.get("name") + " " + number)
                .kind(kind)
                .inJunction(isInJunction())
                .speedLimit(limitMps(node0, sectionStart[section]));
        List<double[]> points = new ArrayList<>();
        for (double s : stations(section, width)) {
            double t = 0;
            for (Cubics narrow : inner) {
                t += narrow.at(s - sectionStart[section]);
            }
            double across = Math.max(0, width.at(s - sectionStart[section]));
            double aside = laneOffset.at(s) + Integer.signum(number) * (t + across / 2);
            double[] place = place(s, aside);
            points.add(new double[] {place[0], place[1], place[2], across});
        }
        if (!isAlong(number)) {
            java.util.Collections.reverse(points);
        }
        for (double[] p : LineThinner.thin(points, KEPT_M)) {
            lane.point(p[0], p[1], p[2]).width(p[3]);
        }
        return lane.points().size() < 2 || lane.lengthM() < SHORTEST_M ? tooShort(lane) : lane;
    }

    private LaneDraft tooShort(LaneDraft lane) {
        faults.error(node.line, "lane " + lane.key(), "must have a length, has none");
        return null;
    }

    /** {east, north, up} at a station, so far to the left of the reference line. */
    double[] place(double s, double t) {
        double[] at = line.at(s);
        double x = at[0] - t * StrictMath.sin(at[2]);
        double y = at[1] + t * StrictMath.cos(at[2]);
        return placer.place(x, y, elevation.at(s));
    }

    /** {east, north, up} of a place given in the axes of an object at a station. */
    double[] place(double s, double t, double turned, double u, double v) {
        double[] at = line.at(s);
        double heading = at[2] + turned;
        double x = at[0] - t * StrictMath.sin(at[2]) + u * StrictMath.cos(heading) - v * StrictMath.sin(heading);
        double y = at[1] + t * StrictMath.cos(at[2]) + u * StrictMath.sin(heading) + v * StrictMath.cos(heading);
        return placer.place(x, y, elevation.at(s));
    }

    private List<Double> stations(int section, Cubics width) {
        double from = sectionStart[section];
        double to = sectionStart[section + 1];
        TreeSet<Double> stations = new TreeSet<>(line.stations());
        for (double s : laneOffset.beginnings()) {
            stations.add(s);
        }
        for (double s : elevation.beginnings()) {
            for (int i = 0; i <= 10; i++) {
                stations.add(s + i * 10);
            }
        }
        for (double s : width.beginnings()) {
            for (int i = 0; i <= 20; i++) {
                stations.add(from + s + i * 5);
            }
        }
        List<Double> inside = new ArrayList<>();
        inside.add(from);
        for (double s : stations.subSet(from, false, to, false)) {
            if (s - inside.get(inside.size() - 1) > SAME_M && to - s > SAME_M) {
                inside.add(s);
            }
        }
        inside.add(to);
        return inside;
    }

    private double limitMps(XmlNode lane, double s) {
        XmlNode speed = lane.first("speed");
        if (speed == null) {
            for (XmlNode type : node.all("type")) {
                if (type.number("s", faults) <= s + SAME_M && type.first("speed") != null) {
                    speed = type.first("speed");
                }
            }
        }
        if (speed == null) {
            return LaneDraft.USUAL_LIMIT_MPS;
        }
        String text = speed.get("max");
        if (text.isEmpty() || text.equals("no limit") || text.equals("undefined")) {
            return LaneDraft.USUAL_LIMIT_MPS;
        }
        double max = speed.number("max", faults);
        double unit = switch (speed.get("unit")) {
            case "km/h" -> 1 / 3.6;
            case "mph" -> 0.44704;
            default -> 1;
        };
        return max > 0 ? max * unit : LaneDraft.USUAL_LIMIT_MPS;
    }

    /** Section in which a station lies. */
    int sectionAt(double s) {
        int section = 0;
        while (section < lastSection() && sectionStart[section + 1] <= s) {
            section++;
        }
        return section;
    }

    double sectionStart(int section) {
        return sectionStart[section];
    }

    double sectionEnd(int section) {
        return sectionStart[section + 1];
    }

    /** Numbers of the lanes of a section. */
    List<Integer> numbers(int section) {
        String prefix = section + ".";
        return lanes.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> Integer.parseInt(key.substring(prefix.length())))
                .sorted()
                .toList();
    }
}
