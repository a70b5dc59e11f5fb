package io.roadgate.gateway.roadmap;

import java.util.ArrayList;
import java.util.List;

/**
 * One lane as a reader found it, not yet checked. {@link MapDraft} turns drafts into a {@link SiteMap}.
 *
 * <p><b>Shape:</b> {@code points} are the centre line in driving direction, each {east, north, up} in metres from the site
 * origin; {@code widths} are either one width for all or one for each point. Lanes name each other by their keys.
 */
public final class LaneDraft {
    /** A width that lanes have for which a file gives none, metres. */
    public static final double USUAL_WIDTH_M = 3.5;
    /** The limit of lanes for which a file gives none, m/s. */
    public static final double USUAL_LIMIT_MPS = 16.7;

    final String key;
    final int line;
    final String element;
    int id;
    String name = "";
    String road = "";
    LaneKind kind = LaneKind.DRIVING;
    int level;
    int endLevel;
    double speedLimitMps = USUAL_LIMIT_MPS;
    final List<double[]> points = new ArrayList<>();
    final List<Double> widthsM = new ArrayList<>();
    int manoeuvres;
    final List<String> successors = new ArrayList<>();
    String left = "";
    String right = "";
    int signalGroup;
    double stopLineM = Double.NaN;
    boolean isInJunction;

    /**
     * A lane.
     *
     * @param key unique in its file; others name the lane by it.
     * @param line of the file where it stands, 0 = not known.
     * @param element what it is in the file's own terms, for messages.
     */
    public LaneDraft(String key, int line, String element) {
        this.key = key;
        this.line = line;
        this.element = element;
    }

    /** A lane without a file. */
    public static LaneDraft of(int id, LaneKind kind, double widthM, double speedLimitMps, List<double[]> points) {
        LaneDraft draft = new LaneDraft(Integer.toString(id), 0, "lane " + id);
        return draft.id(id).kind(kind).width(widthM).speedLimit(speedLimitMps).points(points);
    }

    /** Key in its file. */
    public String key() {
        return key;
    }

    /** The points so far; may be changed. */
    public List<double[]> points() {
        return points;
    }

    /** Its kind. */
    public LaneKind kind() {
        return kind;
    }

    /** Number, 1..65535; 0 (the default) = the next free one. */
    public LaneDraft id(int newId) {
        id = newId;
        return this;
    }

    /** Name for people; the default is the key. */
    public LaneDraft name(String newName) {
        name = newName;
        return this;
    }

    /** Road, link or edge to which it belongs; lanes of one road lie side by side. */
    public LaneDraft road(String newRoad) {
        road = newRoad;
        return this;
    }

    /** What it is for. */
    public LaneDraft kind(LaneKind newKind) {
        kind = newKind;
        return this;
    }

    /** Deck, 0 = ground. */
    public LaneDraft level(int newLevel) {
        level = newLevel;
        endLevel = newLevel;
        return this;
    }

    /** Decks of a ramp: at its start and at its end. */
    public LaneDraft ramp(int startLevel, int newEndLevel) {
        level = startLevel;
        endLevel = newEndLevel;
        return this;
    }

    /** Speed limit, m/s. */
    public LaneDraft speedLimit(double newLimitMps) {
        speedLimitMps = newLimitMps;
        return this;
    }

    /** One width for the whole lane, or the width at the next point. */
    public LaneDraft width(double metres) {
        widthsM.add(metres);
        return this;
    }

    /** Adds a point {east, north, up}. */
    public LaneDraft point(double eastM, double northM, double upM) {
        points.add(new double[] {eastM, northM, upM});
        return this;
    }

    /** Adds points {east, north, up}; up may be left out. */
    public LaneDraft points(List<double[]> added) {
        for (double[] place : added) {
            point(place[0], place[1], place.length > 2 ? place[2] : 0);
        }
        return this;
    }

    /** Allowed ways on, bits of {@link Manoeuvres}; 0 = found from the successors. */
    public LaneDraft manoeuvres(int bits) {
        manoeuvres = bits;
        return this;
    }

    /** Names a lane that goes on where this one ends. */
    public LaneDraft successor(String successorKey) {
        if (!successors.contains(successorKey)) {
            successors.add(successorKey);
        }
        return this;
    }

    /** Names the neighbours into which one may change; empty = none. */
    public LaneDraft neighbours(String leftKey, String rightKey) {
        left = leftKey;
        right = rightKey;
        return this;
    }

    /** Signal group (phase) that governs its end, 1..255; 0 = none. */
    public LaneDraft signalGroup(int group) {
        signalGroup = group;
        return this;
    }

    /** Where to stop, metres along the lane; NaN = nowhere. */
    public LaneDraft stopLine(double alongM) {
        stopLineM = alongM;
        return this;
    }

    /** Whether it is a way across a junction. */
    public LaneDraft inJunction(boolean isInside) {
        isInJunction = isInside;
        return this;
    }
}
