package io.roadgate.sim.world;

import io.roadgate.sim.scene.Geometry;
import java.util.ArrayList;
import java.util.List;

/** A line on the ground with heights, by arc length in metres. */
public final class Curve {
    private static final double STEP_M = 2;

    private final double[] east;
    private final double[] north;
    private final double[] height;
    private final double[] along;
    private final double[] heading;

    private Curve(double[][] points) {
        int count = points.length;
        east = new double[count];
        north = new double[count];
        height = new double[count];
        along = new double[count];
        heading = new double[count];
        for (int i = 0; i < count; i++) {
            east[i] = points[i][0];
            north[i] = points[i][1];
            height[i] = points[i].length > 2 ? points[i][2] : 0;
            along[i] = i == 0 ? 0 : along[i - 1] + Geometry.hypot(east[i] - east[i - 1], north[i] - north[i - 1]);
        }
        for (int i = 0; i < count; i++) {
            int from = Math.max(0, i - 1);
            int to = Math.min(count - 1, i + 1);
            heading[i] = Geometry.bearing(east[to] - east[from], north[to] - north[from]);
        }
    }

    /** A place on a curve. */
    public static final class Place {
        /** East of the origin in metres. */
        public double eastM;
        /** North of the origin in metres. */
        public double northM;
        /** Height of the road in metres. */
        public double heightM;
        /** Direction of the curve, radians clockwise from north. */
        public double headingRad;
    }

    /** Straight pieces between points of two or three numbers: east, north, height; cut into short steps. */
    public static Curve through(double[]... points) {
        List<double[]> fine = new ArrayList<>();
        for (int i = 0; i + 1 < points.length; i++) {
            double[] a = points[i];
            double[] b = points[i + 1];
            int steps = Math.max(1, (int) Math.ceil(Geometry.hypot(b[0] - a[0], b[1] - a[1]) / STEP_M));
            for (int k = 0; k < steps; k++) {
                fine.add(between(a, b, (double) k / steps));
            }
        }
        fine.add(between(points[points.length - 1], points[points.length - 1], 0));
        return new Curve(fine.toArray(double[][]::new));
    }

    private static double[] between(double[] a, double[] b, double share) {
        double za = a.length > 2 ? a[2] : 0;
        double zb = b.length > 2 ? b[2] : 0;
        return new double[] {a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, za + (zb - za) * share};
    }

    /** A smooth turn from the end of one curve to the start of another: a cubic with both tangents. */
    public static Curve joining(Curve from, Curve to) {
        Place a = from.place(from.lengthM());
        Place b = to.place(0);
        double chord = Geometry.hypot(b.eastM - a.eastM, b.northM - a.northM);
        double turn = Math.abs(Geometry.wrapRad(b.headingRad - a.headingRad));
        double reach = chord
                * (turn < 0.05
                        ? 1.0 / 3
                        : Math.min(0.9, 4.0 / 3 * StrictMath.tan(turn / 4) / (2 * StrictMath.sin(turn / 2))));
        int steps = Math.max(4, (int) Math.ceil(chord));
        double[][] points = new double[steps + 1][];
        for (int k = 0; k <= steps; k++) {
            double t = (double) k / steps;
            double u = 1 - t;
            double near = 3 * u * u * t;
            double far = 3 * u * t * t;
            double start = u * u * u + near;
            double end = t * t * t + far;
            points[k] = new double[] {
                start * a.eastM
                        + end * b.eastM
                        + near * reach * StrictMath.sin(a.headingRad)
                        - far * reach * StrictMath.sin(b.headingRad),
                start * a.northM
                        + end * b.northM
                        + near * reach * StrictMath.cos(a.headingRad)
                        - far * reach * StrictMath.cos(b.headingRad),
                a.heightM + (b.heightM - a.heightM) * t
            };
        }
        return new Curve(points);
    }

    /** A part of a circle, by bearings seen from its centre, in degrees; counter-clockwise where {@code to < from}. */
    public static Curve arc(double centreE, double centreN, double radiusM, double fromDeg, double toDeg) {
        int steps = Math.max(3, (int) Math.ceil(Math.abs(toDeg - fromDeg) / 3));
        double[][] points = new double[steps + 1][];
        for (int k = 0; k <= steps; k++) {
            double bearing = StrictMath.toRadians(fromDeg + (toDeg - fromDeg) * k / steps);
            points[k] = new double[] {
                centreE + radiusM * StrictMath.sin(bearing), centreN + radiusM * StrictMath.cos(bearing)
            };
        }
        return new Curve(points);
    }

    /** The curve moved to its left, or right if negative. */
    public Curve offset(double leftM) {
        return offset(leftM, leftM);
    }

    /** The curve moved to its left, by an amount that changes smoothly from start to end. */
    public Curve offset(double leftStartM, double leftEndM) {
        double[][] points = new double[east.length][];
        for (int i = 0; i < east.length; i++) {
            double share = along[i] / lengthM();
            double smooth = share * share * (3 - 2 * share);
            double left = leftStartM + (leftEndM - leftStartM) * smooth;
            points[i] = new double[] {
                east[i] - left * StrictMath.cos(heading[i]), north[i] + left * StrictMath.sin(heading[i]), height[i]
            };
        }
        return new Curve(points);
    }

    /** The curve lifted, by an amount that changes smoothly from start to end. */
    public Curve lifted(double startM, double endM) {
        double[][] points = new double[east.length][];
        for (int i = 0; i < east.length; i++) {
            double share = along[i] / lengthM();
            points[i] = new double[] {
                east[i], north[i], height[i] + startM + (endM - startM) * share * share * (3 - 2 * share)
            };
        }
        return new Curve(points);
    }

    /** The part between two lengths. */
    public Curve part(double fromM, double toM) {
        List<double[]> points = new ArrayList<>();
        points.add(point(fromM));
        for (int i = 0; i < east.length; i++) {
            if (along[i] > fromM + 0.5 && along[i] < toM - 0.5) {
                points.add(new double[] {east[i], north[i], height[i]});
            }
        }
        points.add(point(toM));
        return new Curve(points.toArray(double[][]::new));
    }

    /** The same line driven the other way. */
    public Curve reversed() {
        double[][] points = new double[east.length][];
        for (int i = 0; i < east.length; i++) {
            int k = east.length - 1 - i;
            points[i] = new double[] {east[k], north[k], height[k]};
        }
        return new Curve(points);
    }

    /** From start to end. */
    public double lengthM() {
        return along[along.length - 1];
    }

    /** The place at a length. */
    public Place place(double alongM) {
        Place place = new Place();
        at(alongM, place);
        return place;
    }

    private double[] point(double alongM) {
        Place place = place(alongM);
        return new double[] {place.eastM, place.northM, place.heightM};
    }

    /** Fills in the place at a length; past the ends the curve goes on straight. */
    public void at(double alongM, Place place) {
        int i = segment(alongM);
        double step = along[i + 1] - along[i];
        double share = (alongM - along[i]) / step;
        place.eastM = east[i] + (east[i + 1] - east[i]) * share;
        place.northM = north[i] + (north[i + 1] - north[i]) * share;
        double inside = Math.max(0, Math.min(1, share));
        place.heightM = height[i] + (height[i + 1] - height[i]) * inside;
        place.headingRad = Geometry.wrapRad(heading[i] + Geometry.wrapRad(heading[i + 1] - heading[i]) * inside);
    }

    private int segment(double alongM) {
        int low = 0;
        int high = along.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (along[middle] <= alongM) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Change of direction per metre around a length. */
    public double curvature(double alongM) {
        double reach = Math.min(6, lengthM() / 3);
        double from = Math.max(0, alongM - reach);
        double to = Math.min(lengthM(), alongM + reach);
        double turn = Geometry.wrapRad(place(to).headingRad - place(from).headingRad);
        return turn / Math.max(1e-6, to - from);
    }

    /** Length of the place on the curve that is nearest to a point. */
    public double nearest(double eastM, double northM) {
        double best = 0;
        double bestSquare = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 1 < east.length; i++) {
            double step = along[i + 1] - along[i];
            double ue = (east[i + 1] - east[i]) / step;
            double un = (north[i + 1] - north[i]) / step;
            double at = Math.max(0, Math.min(step, (eastM - east[i]) * ue + (northM - north[i]) * un));
            double de = eastM - east[i] - at * ue;
            double dn = northM - north[i] - at * un;
            if (de * de + dn * dn < bestSquare) {
                bestSquare = de * de + dn * dn;
                best = along[i] + at;
            }
        }
        return best;
    }

    /** Points every few metres: east, north, height. */
    public double[][] points(double everyM) {
        int steps = Math.max(1, (int) Math.round(lengthM() / everyM));
        double[][] points = new double[steps + 1][];
        for (int k = 0; k <= steps; k++) {
            points[k] = point(lengthM() * k / steps);
        }
        return points;
    }
}
