package io.roadgate.gateway.publish;

/**
 * Which map tile a place lies in, and the tile's quadkey: one digit 0..3 per zoom level, coarse to fine.
 *
 * <p>Source: the Web Mercator tile scheme (EPSG:3857, origin north-west) and Microsoft's quadkeys on it.
 */
final class QuadKey {
    /** A tile is about 530 m wide at 30 degrees north. */
    static final int ZOOM = 16;

    private static final double E7 = 1e7;
    private static final double GREATEST_LAT_DEG = 85.05112878;

    private QuadKey() {}

    /** Column (high 32 bits) and row (low 32 bits) of the tile. */
    static long tile(int latE7, int lonE7) {
        int side = 1 << ZOOM;
        double latRad = Math.toRadians(Math.max(-GREATEST_LAT_DEG, Math.min(GREATEST_LAT_DEG, latE7 / E7)));
        double sine = Math.sin(latRad);
        double column = (lonE7 / E7 + 180) / 360 * side;
        double row = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
        return ((long) within((int) column, side) << 32) | within((int) row, side);
    }

    /** The digits as topic levels: {@code 1/3/2/...}. Allocates; the caller keeps it per tile. */
    static String levels(long tile) {
        int column = (int) (tile >>> 32);
        int row = (int) tile;
        StringBuilder levels = new StringBuilder(2 * ZOOM);
        for (int bit = ZOOM - 1; bit >= 0; bit--) {
            int digit = (column >> bit & 1) | (row >> bit & 1) << 1;
            levels.append((char) ('0' + digit)).append('/');
        }
        levels.setLength(levels.length() - 1);
        return levels.toString();
    }

    private static int within(int value, int side) {
        return Math.max(0, Math.min(side - 1, value));
    }
}
