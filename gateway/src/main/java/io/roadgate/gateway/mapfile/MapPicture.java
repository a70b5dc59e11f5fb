package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.ConflictTable;
import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.ParkingBay;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.roadmap.TollLine;
import io.roadgate.gateway.roadmap.Zone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A map as a picture: SVG in metres, north up, alone or in a page that scales and names what is under the pointer. Neither
 * needs anything from elsewhere.
 */
public final class MapPicture {
    private static final double MARGIN_M = 15;
    private static final double ARROW_EVERY_M = 25;
    private static final String[] LEVEL_COLOURS = {"#9aa5b1", "#5b8def", "#d98032", "#8e5bd0", "#3aa57a"};
    private static final String BELOW_COLOUR = "#6b5a4a";

    private final SiteMap map;
    private final StringBuilder svg = new StringBuilder();
    private final LaneCursor cursor;
    private double westM = Double.POSITIVE_INFINITY;
    private double eastM = Double.NEGATIVE_INFINITY;
    private double southM = Double.POSITIVE_INFINITY;
    private double northM = Double.NEGATIVE_INFINITY;

    private MapPicture(SiteMap map) {
        this.map = map;
        cursor = new LaneCursor(map);
    }

    /** The picture alone. */
    public static String svg(SiteMap map) {
        return new MapPicture(map).draw();
    }

    /** The picture in a page, under a line of text. */
    public static String html(SiteMap map, String summary) {
        try (InputStream in = MapPicture.class.getResourceAsStream("map.html")) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return page.replace("@NAME@", escaped(map.name()))
                    .replace("@SUMMARY@", escaped(summary))
                    .replace("@SVG@", svg(map));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String draw() {
        measure();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%.1f %.1f %.1f %.1f\" font-family=\"sans-serif\">%n",
                westM,
                -northM,
                eastM - westM,
                northM - southM));
        svg.append("<style>.l{stroke:#fff;stroke-width:.12}.l:hover{fill:#ffd54a}.a{fill:#fff;opacity:.85}"
                + ".c{fill:none;stroke:#d33;stroke-width:.35;opacity:.55}.s{stroke:#fff;stroke-width:.6}"
                + ".z{fill:#2a9d8f;opacity:.08;stroke:#2a9d8f;stroke-width:.3}.t{stroke:#e63990;stroke-width:.8}"
                + ".b{fill:#cfe3ff;stroke:#36c;stroke-width:.15}text{font-size:2.2px;fill:#111}.n{font-size:1.6px;fill:#036}"
                + "</style>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#eef0ea\"/>%n",
                westM,
                -northM,
                eastM - westM,
                northM - southM));
        map.zones().forEach(this::drawZone);
        List<Integer> order = IntStream.range(0, map.laneCount())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(lane -> Math.max(map.level(lane), map.endLevel(lane)))
                        .thenComparing(lane -> map.isInJunction(lane))
                        .thenComparing(lane -> map.kind(lane) == LaneKind.CROSSWALK))
                .toList();
        order.forEach(this::drawLane);
        drawConflicts();
        order.forEach(this::drawMarks);
        map.approaches().forEach(this::drawApproach);
        map.tollLines().forEach(this::drawTollLine);
        map.parkingBays().forEach(this::drawBay);
        return svg.append("</svg>\n").toString();
    }

    private void measure() {
        for (int lane = 0; lane < map.laneCount(); lane++) {
            for (int i = 0; i < map.pointCount(lane); i++) {
                widen(map.pointEastM(lane, i), map.pointNorthM(lane, i));
            }
        }
        for (Zone zone : map.zones()) {
            zone.centreline().forEach(place -> widen(place[0], place[1]));
        }
        if (westM > eastM) {
            widen(0, 0);
        }
        westM -= MARGIN_M;
        southM -= MARGIN_M;
        eastM += MARGIN_M;
        northM += MARGIN_M;
    }

    private void widen(double placeEastM, double placeNorthM) {
        westM = Math.min(westM, placeEastM);
        eastM = Math.max(eastM, placeEastM);
        southM = Math.min(southM, placeNorthM);
        northM = Math.max(northM, placeNorthM);
    }

    private String at(double placeEastM, double placeNorthM) {
        return String.format(Locale.ROOT, "%.2f,%.2f ", placeEastM, -placeNorthM);
    }

    private void drawLane(int lane) {
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (int i = 0; i < map.pointCount(lane); i++) {
            double[] across = across(lane, i);
            double half = map.pointWidthM(lane, i) / 2;
            double e = map.pointEastM(lane, i);
            double n = map.pointNorthM(lane, i);
            left.append(at(e - across[0] * half, n - across[1] * half));
            right.insert(0, at(e + across[0] * half, n + across[1] * half));
        }
        svg.append("<polygon class=\"l\" fill=\"").append(colour(lane)).append("\" opacity=\"");
        svg.append(map.isInJunction(lane) ? "0.45" : "0.9")
                .append("\" points=\"")
                .append(left)
                .append(right);
        svg.append("\"><title>").append(escaped(title(lane))).append("</title></polygon>\n");
    }

    /** Unit vector to the right of a lane at one of its points, stretched so that the edges keep their distance. */
    private double[] across(int lane, int i) {
        int last = map.pointCount(lane) - 1;
        double[] before = along(lane, Math.max(0, i - 1));
        double[] after = along(lane, Math.min(last - 1, i));
        double east = before[0] + after[0];
        double north = before[1] + after[1];
        double length = Math.max(0.2, Math.sqrt(east * east + north * north));
        double stretch = Math.min(2, 2 / length);
        return new double[] {north / length * stretch, -east / length * stretch};
    }

    private double[] along(int lane, int segment) {
        double east = map.pointEastM(lane, segment + 1) - map.pointEastM(lane, segment);
        double north = map.pointNorthM(lane, segment + 1) - map.pointNorthM(lane, segment);
        double length = Math.sqrt(east * east + north * north);
        return new double[] {east / length, north / length};
    }

    private String colour(int lane) {
        return switch (map.kind(lane)) {
            case CROSSWALK -> "#f4f1de";
            case SIDEWALK -> "#d8c9b0";
            case BICYCLE -> "#b5651d";
            case PARKING -> "#b8cde8";
            case SHOULDER -> "#c3c7cb";
            default -> {
                int level = map.level(lane);
                yield level < 0 ? BELOW_COLOUR : LEVEL_COLOURS[Math.min(level, LEVEL_COLOURS.length - 1)];
            }
        };
    }

    private String title(int lane) {
        String level = map.isRamp(lane) ? map.level(lane) + " to " + map.endLevel(lane) : "" + map.level(lane);
        return "lane " + map.laneId(lane) + " " + map.key(lane)
                + (map.laneName(lane).equals(map.key(lane)) ? "" : " (" + map.laneName(lane) + ")")
                + ", " + map.kind(lane).key() + ", level " + level + ", " + Math.round(map.lengthM(lane) * 10) / 10.0
                + " m, "
                + Math.round(map.speedLimitMps(lane) * 3.6) + " km/h"
                + (map.signalGroup(lane) == 0 ? "" : ", signal group " + map.signalGroup(lane));
    }

    private void drawConflicts() {
        ConflictTable table = map.conflicts();
        for (int lane = 0; lane < map.laneCount(); lane++) {
            for (int area = table.first(lane); area < table.end(lane); area++) {
                int steps = (int) Math.max(1, Math.ceil((table.toM(area) - table.fromM(area)) / 2));
                svg.append("<polyline class=\"c\" points=\"");
                for (int i = 0; i <= steps; i++) {
                    cursor.moveTo(lane, table.fromM(area) + (table.toM(area) - table.fromM(area)) * i / steps);
                    svg.append(at(cursor.eastM(), cursor.northM()));
                }
                svg.append("\"/>\n");
            }
        }
    }

    private void drawMarks(int lane) {
        if (map.kind(lane) == LaneKind.CROSSWALK || map.kind(lane) == LaneKind.SIDEWALK) {
            return;
        }
        double lengthM = map.lengthM(lane);
        int arrows = map.isInJunction(lane) ? 1 : (int) Math.max(1, lengthM / ARROW_EVERY_M);
        for (int i = 0; i < arrows && lengthM > 4; i++) {
            cursor.moveTo(lane, lengthM * (i + 0.5) / arrows);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"a\" d=\"M0,-1.1 L.55,.9 L0,.5 L-.55,.9Z\" transform=\"translate(%.2f %.2f) rotate(%.1f)\"/>%n",
                    cursor.eastM(),
                    -cursor.northM(),
                    StrictMath.toDegrees(cursor.courseRad())));
        }
        if (!Double.isNaN(map.stopLineM(lane))) {
            double half = map.widthM(lane, map.stopLineM(lane)) / 2;
            cursor.moveTo(lane, map.stopLineM(lane), -half);
            String from = at(cursor.eastM(), cursor.northM());
            cursor.moveTo(lane, map.stopLineM(lane), half);
            svg.append("<polyline class=\"s\" points=\"")
                    .append(from)
                    .append(at(cursor.eastM(), cursor.northM()))
                    .append("\"/>\n");
        }
        if (!map.isInJunction(lane) && lengthM > 8) {
            cursor.moveTo(lane, lengthM * 0.3);
            text(cursor.eastM(), cursor.northM(), "n", Integer.toString(map.laneId(lane)));
        }
    }

    private void text(double placeEastM, double placeNorthM, String style, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                style,
                placeEastM,
                -placeNorthM,
                escaped(words)));
    }

    private void drawZone(Zone zone) {
        double[] first = zone.centreline().get(0);
        if (zone.kind() == Zone.Kind.JUNCTION) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"z\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n",
                    first[0],
                    -first[1],
                    zone.halfWidthM()));
        } else {
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline fill=\"none\" stroke=\"#2a9d8f\" opacity=\".14\" stroke-width=\"%.1f\" points=\"",
                    2 * zone.halfWidthM()));
            zone.centreline().forEach(place -> svg.append(at(place[0], place[1])));
            svg.append("\"/>\n");
        }
        text(first[0], first[1], "", zone.id());
    }

    private void drawApproach(Approach approach) {
        svg.append("<polyline class=\"s\" stroke-dasharray=\"1 .5\" points=\"")
                .append(at(approach.rightEastM(), approach.rightNorthM()))
                .append(at(approach.leftEastM(), approach.leftNorthM()))
                .append("\"/>\n");
        text(approach.rightEastM(), approach.rightNorthM(), "", approach.id());
    }

    private void drawTollLine(TollLine line) {
        if (line.fromEastM() == line.toEastM() && line.fromNorthM() == line.toNorthM()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.5\" fill=\"#e63990\"/>%n",
                    line.fromEastM(),
                    -line.fromNorthM()));
        }
        svg.append("<polyline class=\"t\" points=\"")
                .append(at(line.fromEastM(), line.fromNorthM()))
                .append(at(line.toEastM(), line.toNorthM()))
                .append("\"/>\n");
        text(line.fromEastM() + 2, line.fromNorthM(), "", line.id());
    }

    private void drawBay(ParkingBay bay) {
        svg.append("<polygon class=\"b\" points=\"");
        bay.corners().forEach(corner -> svg.append(at(corner[0], corner[1])));
        svg.append("\"><title>").append(escaped("bay " + bay.id())).append("</title></polygon>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
