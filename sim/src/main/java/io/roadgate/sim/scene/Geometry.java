package io.roadgate.sim.scene;

/** Plane geometry with the same result on every machine and release of Java. */
public final class Geometry {
    private Geometry() {}

    /** Length of a vector. */
    public static double hypot(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    /** Nearest decimal with so many digits. */
    public static double round(double value, int digits) {
        double scale = StrictMath.pow(10, digits);
        return Math.rint(value * scale) / scale;
    }

    /** The same direction in (-180, 180]. */
    public static double wrapDeg(double degrees) {
        double wrapped = degrees % 360;
        return wrapped > 180 ? wrapped - 360 : wrapped <= -180 ? wrapped + 360 : wrapped;
    }

    /** The same direction in (-pi, pi]. */
    public static double wrapRad(double radians) {
        double wrapped = radians % (2 * Math.PI);
        return wrapped > Math.PI ? wrapped - 2 * Math.PI : wrapped <= -Math.PI ? wrapped + 2 * Math.PI : wrapped;
    }

    /** Bearing of a vector, radians clockwise from north. */
    public static double bearing(double east, double north) {
        return StrictMath.atan2(east, north);
    }

    /** Whether a point lies inside a polygon, by crossing number. */
    public static boolean isInside(double[][] polygon, double east, double north) {
        boolean isInside = false;
        for (int i = 0; i < polygon.length; i++) {
            double[] a = polygon[i];
            double[] b = polygon[(i + 1) % polygon.length];
            if (a[1] > north != b[1] > north && east < (b[0] - a[0]) * (north - a[1]) / (b[1] - a[1]) + a[0]) {
                isInside = !isInside;
            }
        }
        return isInside;
    }
}
