package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.MapFaults;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference line of an OpenDRIVE road: line, arc, spiral, poly3 and paramPoly3 pieces, evaluated at a station s.
 *
 * <p>Spirals are integrated by Simpson's rule in steps of at most 1 m, which is exact to a tenth of a millimetre for any
 * curvature a road has.
 *
 * <p><b>Source:</b> ASAM OpenDRIVE 1.4 to 1.7, {@code planView/geometry}.
 */
final class ReferenceLine {
    private static final double STRAIGHT_STEP_M = 20;
    private static final double CURVE_STEP_M = 2;
    private static final double LONGEST_M = 200_000;

    private final List<Piece> pieces = new ArrayList<>();
    private final double lengthM;

    /** One piece. */
    private record Piece(
            XmlNode node, String kind, double s, double x, double y, double heading, double length, double[] p) {}

    ReferenceLine(XmlNode road, MapFaults faults) {
        String element = "road " + road.get("id");
        double end = 0;
        for (XmlNode geometry : road.within("planView", "geometry")) {
            double length = geometry.number("length", faults);
            double s = geometry.number("s", faults);
            if (length <= 0 || length > LONGEST_M || s < 0 || s > LONGEST_M) {
                faults.error(
                        geometry.line,
                        element,
                        "geometry must be longer than 0 m and shorter than " + LONGEST_M + " m, is " + length
                                + " m long at s " + s);
                continue;
            }
            Piece piece = piece(geometry, element, s, length, faults);
            if (piece != null) {
                pieces.add(piece);
                end = Math.max(end, s + length);
            }
        }
        lengthM = end;
    }

    private static Piece piece(XmlNode geometry, String element, double s, double length, MapFaults faults) {
        for (XmlNode shape : geometry.children) {
            double[] p = switch (shape.name) {
                case "line" -> new double[0];
                case "arc" -> new double[] {shape.number("curvature", faults)};
                case "spiral" -> new double[] {shape.number("curvStart", faults), shape.number("curvEnd", faults)};
                case "poly3" -> factors(shape, "", faults);
                case "paramPoly3" ->
                    concat(
                            factors(shape, "U", faults),
                            factors(shape, "V", faults),
                            "normalized".equals(shape.get("pRange")) || !shape.has("pRange") ? length : 1);
                default -> null;
            };
            if (p != null) {
                return new Piece(
                        geometry,
                        shape.name,
                        s,
                        geometry.number("x", faults),
                        geometry.number("y", faults),
                        geometry.number("hdg", faults),
                        length,
                        p);
            }
        }
        faults.error(geometry.line, element, "geometry must be line, arc, spiral, poly3 or paramPoly3");
        return null;
    }

    private static double[] factors(XmlNode shape, String axis, MapFaults faults) {
        return new double[] {
            shape.number("a" + axis, faults),
            shape.number("b" + axis, faults),
            shape.number("c" + axis, faults),
            shape.number("d" + axis, faults)
        };
    }

    private static double[] concat(double[] u, double[] v, double range) {
        return new double[] {u[0], u[1], u[2], u[3], v[0], v[1], v[2], v[3], range};
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    double lengthM() {
        return lengthM;
    }

    /** Stations at which the line is to be known, as far as this line itself needs them. */
    List<Double> stations() {
        List<Double> stations = new ArrayList<>();
        for (Piece piece : pieces) {
            double stepM = piece.kind.equals("line") ? STRAIGHT_STEP_M : CURVE_STEP_M;
            int steps = (int) Math.max(1, Math.ceil(piece.length / stepM));
            for (int i = 0; i <= steps; i++) {
                stations.add(piece.s + piece.length * i / steps);
            }
        }
        return stations;
    }

    /** {x, y, heading} at a station; clamped to the ends. */
    double[] at(double station) {
        Piece piece = pieces.get(0);
        for (Piece next : pieces) {
            if (next.s <= station + 1e-9) {
                piece = next;
            }
        }
        double along = Math.max(0, Math.min(piece.length, station - piece.s));
        double[] local = local(piece, along);
        double cos = StrictMath.cos(piece.heading);
        double sin = StrictMath.sin(piece.heading);
        return new double[] {
            piece.x + local[0] * cos - local[1] * sin,
            piece.y + local[0] * sin + local[1] * cos,
            piece.heading + local[2]
        };
    }

    private static double[] local(Piece piece, double along) {
        double[] p = piece.p;
        return switch (piece.kind) {
            case "arc" -> arc(p[0], along);
            case "spiral" -> spiral(p[0], (p[1] - p[0]) / piece.length, along);
            case "poly3" -> poly3(p, along);
            case "paramPoly3" -> paramPoly3(p, along / piece.length * (p[8] == 1 ? piece.length : 1));
            default -> new double[] {along, 0, 0};
        };
    }

    private static double[] arc(double curvature, double along) {
        if (Math.abs(curvature) < 1e-12) {
            return new double[] {along, 0, 0};
        }
        double turned = curvature * along;
        return new double[] {StrictMath.sin(turned) / curvature, (1 - StrictMath.cos(turned)) / curvature, turned};
    }

    private static double[] spiral(double start, double change, double along) {
        int steps = 2 * (int) Math.max(1, Math.ceil(along));
        double h = along / steps;
        double x = 0;
        double y = 0;
        for (int i = 0; i <= steps; i++) {
            double s = h * i;
            double heading = start * s + change * s * s / 2;
            int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            x += weight * StrictMath.cos(heading);
            y += weight * StrictMath.sin(heading);
        }
        return new double[] {x * h / 3, y * h / 3, start * along + change * along * along / 2};
    }

    /** v over u; the station is the length of the curve, so u is found by small steps along it. */
    private static double[] poly3(double[] p, double along) {
        double u = 0;
        int steps = (int) Math.max(1, Math.ceil(along * 4));
        double h = along / steps;
        for (int i = 0; i < steps; i++) {
            double slope = p[1] + u * (2 * p[2] + 3 * p[3] * u);
            double half = u + h / 2 / StrictMath.sqrt(1 + slope * slope);
            double middle = p[1] + half * (2 * p[2] + 3 * p[3] * half);
            u += h / StrictMath.sqrt(1 + middle * middle);
        }
        double v = p[0] + u * (p[1] + u * (p[2] + u * p[3]));
        return new double[] {u, v, StrictMath.atan(p[1] + u * (2 * p[2] + 3 * p[3] * u))};
    }

    private static double[] paramPoly3(double[] p, double t) {
        double u = p[0] + t * (p[1] + t * (p[2] + t * p[3]));
        double v = p[4] + t * (p[5] + t * (p[6] + t * p[7]));
        double du = p[1] + t * (2 * p[2] + 3 * p[3] * t);
        double dv = p[5] + t * (2 * p[6] + 3 * p[7] * t);
        return new double[] {u, v, StrictMath.atan2(dv, du)};
    }
}
