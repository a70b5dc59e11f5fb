package io.roadgate.gateway.fusion;

import io.roadgate.gateway.roadmap.LaneCursor;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.Decks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Levels and heights of the site's lanes, by cells of the plane that list the pieces of lanes near them. */
final class LaneDecks implements Decks {
    private static final double CELL_M = 16;
    private static final double PIECE_M = 10;
    private static final double REACH_M = 6;
    private static final double RAMP_M = 40;
    private static final int MOST_CELLS = 1 << 20;
    private static final int[] NOTHING = {};

    /**
     * A straight piece of a lane.
     *
     * @param levels bits of the decks that it may belong to: two where one changes.
     */
    private record Piece(
            double eastM,
            double northM,
            double unitEast,
            double unitNorth,
            double lengthM,
            double halfM,
            double fromUpM,
            double toUpM,
            int levels) {}

    private final Piece[] pieces;
    private final double[] nearestM = new double[MOST];
    private final int lowest;
    private final int count;
    private int[][] cells = {};
    private double westM;
    private double southM;
    private int columns;
    private int rows;

    private LaneDecks(SiteMap map, int lowest, int count) {
        this.lowest = lowest;
        this.count = count;
        List<Piece> found = new ArrayList<>();
        LaneCursor cursor = new LaneCursor(map);
        for (int lane = 0; lane < map.laneCount(); lane++) {
            addPieces(map, lane, cursor, found);
        }
        pieces = found.toArray(new Piece[0]);
        layOut();
    }

    /** The decks of a map; {@link Decks#NONE} where all lanes have one level. */
    static Decks of(SiteMap map) {
        int lowest = map.lowestLevel();
        int highest = map.highestLevel();
        boolean isStacked = highest > lowest && highest - lowest < MOST;
        return isStacked ? new LaneDecks(map, lowest, highest - lowest + 1) : Decks.NONE;
    }

    private void addPieces(SiteMap map, int lane, LaneCursor cursor, List<Piece> found) {
        int chords = Math.max(1, (int) Math.ceil(map.lengthM(lane) / PIECE_M));
        cursor.moveTo(lane, 0);
        for (int i = 1; i <= chords; i++) {
            double fromEast = cursor.eastM();
            double fromNorth = cursor.northM();
            double fromUp = cursor.upM();
            cursor.moveTo(lane, map.lengthM(lane) * i / chords);
            double east = cursor.eastM() - fromEast;
            double north = cursor.northM() - fromNorth;
            double length = Math.sqrt(east * east + north * north);
            if (length > 0.01) {
                found.add(new Piece(
                        fromEast,
                        fromNorth,
                        east / length,
                        north / length,
                        length,
                        cursor.widthM() / 2,
                        fromUp,
                        cursor.upM(),
                        levels(map, lane, map.lengthM(lane) * (i - 0.5) / chords)));
            }
        }
    }

    /** The deck of a piece; near an end beyond which the way goes on at another level, both. */
    private int levels(SiteMap map, int lane, double alongM) {
        int bits = bit(map.levelAt(lane, alongM));
        if (map.isRamp(lane)) {
            bits |= bit(map.level(lane)) | bit(map.endLevel(lane));
        }
        if (map.lengthM(lane) - alongM < RAMP_M) {
            for (int i = 0; i < map.successorCount(lane); i++) {
                bits |= bit(map.level(map.successor(lane, i)));
            }
        }
        if (alongM < RAMP_M) {
            for (int i = 0; i < map.predecessorCount(lane); i++) {
                bits |= bit(map.endLevel(map.predecessor(lane, i)));
            }
        }
        return bits;
    }

    private int bit(int level) {
        return 1 << (level - lowest);
    }

    private void layOut() {
        double west = Double.MAX_VALUE;
        double south = Double.MAX_VALUE;
        double east = -Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        for (Piece p : pieces) {
            double reach = p.lengthM + p.halfM + REACH_M;
            west = Math.min(west, p.eastM - reach);
            south = Math.min(south, p.northM - reach);
            east = Math.max(east, p.eastM + reach);
            north = Math.max(north, p.northM + reach);
        }
        westM = west;
        southM = south;
        columns = pieces.length == 0 ? 0 : (int) Math.min(MOST_CELLS, (east - west) / CELL_M + 1);
        rows = pieces.length == 0 ? 0 : Math.min(MOST_CELLS / columns, (int) ((north - south) / CELL_M) + 1);
        cells = new int[columns * rows][];
        Arrays.fill(cells, NOTHING);
        for (int i = 0; i < pieces.length; i++) {
            spread(i);
        }
    }

    private void spread(int piece) {
        Piece p = pieces[piece];
        double reach = p.halfM + REACH_M;
        double endEast = p.eastM + p.unitEast * p.lengthM;
        double endNorth = p.northM + p.unitNorth * p.lengthM;
        int top = Math.min(rows - 1, (int) ((Math.max(p.northM, endNorth) + reach - southM) / CELL_M));
        int right = Math.min(columns - 1, (int) ((Math.max(p.eastM, endEast) + reach - westM) / CELL_M));
        int left = (int) ((Math.min(p.eastM, endEast) - reach - westM) / CELL_M);
        for (int row = (int) ((Math.min(p.northM, endNorth) - reach - southM) / CELL_M); row <= top; row++) {
            for (int column = left; column <= right; column++) {
                int cell = row * columns + column;
                cells[cell] = Arrays.copyOf(cells[cell], cells[cell].length + 1);
                cells[cell][cells[cell].length - 1] = piece;
            }
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int lowest() {
        return lowest;
    }

    @Override
    public int at(double eastM, double northM, double marginM, double[] upM) {
        Arrays.fill(upM, 0, count, Double.NaN);
        double x = (eastM - westM) / CELL_M;
        double y = (northM - southM) / CELL_M;
        if (!(x >= 0 && x < columns && y >= 0 && y < rows)) {
            return 0;
        }
        Arrays.fill(nearestM, 0, count, Double.MAX_VALUE);
        int ramp = 0;
        double reach = Math.min(REACH_M, marginM);
        for (int piece : cells[((int) y) * columns + (int) x]) {
            Piece p = pieces[piece];
            double east = eastM - p.eastM;
            double north = northM - p.northM;
            double along = Math.max(0, Math.min(p.lengthM, east * p.unitEast + north * p.unitNorth));
            double offEast = east - along * p.unitEast;
            double offNorth = north - along * p.unitNorth;
            double away = Math.sqrt(offEast * offEast + offNorth * offNorth);
            if (away <= p.halfM + reach) {
                ramp |= Integer.bitCount(p.levels) > 1 ? p.levels : 0;
                note(p, away, p.fromUpM + (p.toUpM - p.fromUpM) * along / p.lengthM, upM);
            }
        }
        return ramp;
    }

    private void note(Piece piece, double awayM, double surfaceM, double[] upM) {
        for (int l = 0; l < count; l++) {
            if ((piece.levels >> l & 1) != 0 && awayM < nearestM[l]) {
                nearestM[l] = awayM;
                upM[l] = surfaceM;
            }
        }
    }
}
