package io.roadgate.sim.sensing;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** A traffic radar with a wide near and a narrow far beam: range, azimuth, range rate. Formulas in docs/scenes.md. */
final class RadarModel {
    static final double SIGMA_R_M = 0.4;
    static final double SIGMA_RR_MPS = 0.1;
    static final double PD = 0.9;
    private static final double GHOST_PER_FRAME = 0.0006;
    private static final double GHOST_MEAN_S = 1.6;
    private static final double SHADOWED = 0.45;
    private static final double SMALL = 0.55;
    private static final double CYCLE = 0.85;
    private static final double STILL_SHARE = 0.45;

    private final Mounting mounting;
    private final Dice dice;
    private final double ghostFactor;
    private final List<Ghost> ghosts = new ArrayList<>();

    /** A second way of the echo, over a wall or a vehicle: a copy behind for a while. */
    private record Ghost(String id, double behindM, double endS) {}

    /** One echo before merging. */
    private record Echo(double rangeM, double azimuthDeg, double rateMps, double rcsDbsm, String id) {}

    RadarModel(Mounting mounting, Dice dice, double ghostFactor) {
        this.mounting = mounting;
        this.dice = dice;
        this.ghostFactor = ghostFactor;
    }

    /** Standard deviation of the azimuth in degrees, by range and azimuth. */
    static double sigmaAzDeg(double rangeM, double azimuthDeg) {
        double part = azimuthDeg / 60;
        return rangeM <= SceneSensor.NEAR_M ? 0.3 + 2.7 * part * part : 0.3;
    }

    boolean isInView(double rangeM, double azimuthDeg) {
        double off = Math.abs(azimuthDeg);
        return rangeM > 1.5
                && ((rangeM <= SceneSensor.NEAR_M && off <= mounting.sensor.halfFovDeg())
                        || (rangeM <= mounting.sensor.rangeM() && off <= SceneSensor.FAR_HALF_FOV_DEG));
    }

    /** Probability that a body gives an echo: by class, small ones only so far, less in a shadow. */
    static double detection(ObjectClass kind, double rangeM, boolean isShadowed) {
        boolean isSmall = kind == ObjectClass.PEDESTRIAN || kind.isObstacle();
        if ((isSmall || kind == ObjectClass.CYCLIST) && rangeM > SceneSensor.SMALL_RADAR_M) {
            return 0;
        }
        double pd = PD * (isSmall ? SMALL : kind == ObjectClass.CYCLIST ? CYCLE : 1);
        return isShadowed ? pd * SHADOWED : pd;
    }

    void see(List<Body> bodies, SensorFrame frame) {
        List<Echo> echoes = new ArrayList<>();
        List<Body> seen = bodies.stream().filter(mounting::seesLevelOf).toList();
        for (Body body : seen) {
            double range = mounting.rangeM(body.eastM(), body.northM());
            double azimuth = mounting.offBoreDeg(body.eastM(), body.northM());
            if (isInView(range, azimuth)
                    && dice.happens(detection(body.who().kind(), range, isShadowed(body, range, seen)))) {
                echoes.add(echo(body));
            }
        }
        List<Echo> merged = merge(echoes);
        ghosts(merged, seen, frame.trueS);
        clutter(merged);
        for (Echo echo : merged) {
            frame.add(echo.id)
                    .put("r", Geometry.round(echo.rangeM, 2))
                    .put("az", Geometry.round(echo.azimuthDeg, 2))
                    .put("rr", Geometry.round(echo.rateMps, 2))
                    .put("rcs", Geometry.round(echo.rcsDbsm, 1));
        }
    }

    private boolean isShadowed(Body body, double rangeM, List<Body> all) {
        double azimuth = mounting.offBoreDeg(body.eastM(), body.northM());
        for (Body other : all) {
            if (!other.equals(body) && other.who().kind().isVehicle()) {
                double nearer = mounting.rangeM(other.eastM(), other.northM());
                double apart = Math.abs(Geometry.wrapDeg(mounting.offBoreDeg(other.eastM(), other.northM()) - azimuth));
                if (nearer < rangeM - 2 && apart < mounting.halfAngleDeg(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The echo comes from the side of the body that faces the radar, a part of its length off the middle. */
    private Echo echo(Body body) {
        double length = body.who().lengthM();
        double sight =
                Geometry.bearing(mounting.sensor.eastM() - body.eastM(), mounting.sensor.northM() - body.northM());
        double off = 0.35 * length * StrictMath.cos(sight - body.headingRad()) + dice.normal(0.06 * length);
        double east = body.eastM() + off * StrictMath.sin(body.headingRad());
        double north = body.northM() + off * StrictMath.cos(body.headingRad());
        double range = mounting.rangeM(east, north);
        double azimuth = mounting.offBoreDeg(east, north);
        double rate = ((east - mounting.sensor.eastM()) * body.eastMps()
                        + (north - mounting.sensor.northM()) * body.northMps())
                / Math.max(0.1, range);
        return new Echo(
                range + dice.normal(SIGMA_R_M),
                azimuth + dice.normal(sigmaAzDeg(range, azimuth)),
                rate + dice.normal(SIGMA_RR_MPS),
                body.who().kind().rcsDbsm() + dice.normal(4),
                body.who().id());
    }

    /** Echoes closer than the resolution become one, the stronger one's, in the middle of both. */
    private static List<Echo> merge(List<Echo> echoes) {
        List<Echo> left = new ArrayList<>(echoes);
        for (int i = 0; i < left.size(); i++) {
            for (int k = i + 1; k < left.size(); k++) {
                Echo a = left.get(i);
                Echo b = left.get(k);
                double degrees = Math.max(a.rangeM, b.rangeM) <= SceneSensor.NEAR_M ? 3 : 1.5;
                if (Math.abs(a.rangeM - b.rangeM) < 1.5
                        && Math.abs(a.azimuthDeg - b.azimuthDeg) < degrees
                        && Math.abs(a.rateMps - b.rateMps) < 0.5) {
                    Echo strong = a.rcsDbsm >= b.rcsDbsm ? a : b;
                    left.set(
                            i,
                            new Echo(
                                    (a.rangeM + b.rangeM) / 2,
                                    (a.azimuthDeg + b.azimuthDeg) / 2,
                                    (a.rateMps + b.rateMps) / 2,
                                    strong.rcsDbsm,
                                    strong.id));
                    left.remove(k--);
                }
            }
        }
        return left;
    }

    private void ghosts(List<Echo> echoes, List<Body> seen, double timeS) {
        ghosts.removeIf(ghost -> ghost.endS < timeS);
        for (Body body : seen) {
            boolean isNew = body.who().kind().isVehicle() && dice.happens(GHOST_PER_FRAME * ghostFactor);
            if (isNew
                    && ghosts.stream()
                            .noneMatch(ghost -> ghost.id.equals(body.who().id()))) {
                ghosts.add(new Ghost(body.who().id(), dice.uniform(6, 15), timeS + dice.exponential(GHOST_MEAN_S)));
            }
        }
        for (Ghost ghost : ghosts) {
            for (Echo real : List.copyOf(echoes)) {
                double range = real.rangeM + ghost.behindM + dice.normal(SIGMA_R_M);
                if (ghost.id.equals(real.id) && dice.happens(0.85) && isInView(range, real.azimuthDeg)) {
                    echoes.add(new Echo(
                            range,
                            real.azimuthDeg + dice.normal(0.3),
                            real.rateMps + dice.normal(SIGMA_RR_MPS),
                            real.rcsDbsm - 8 + dice.normal(2),
                            null));
                }
            }
        }
    }

    /** Poisson many, uniform over the area of both beams. */
    private void clutter(List<Echo> echoes) {
        int count = dice.poisson(mounting.sensor.clutterPerFrame());
        double near = mounting.sensor.halfFovDeg() * SceneSensor.NEAR_M * SceneSensor.NEAR_M;
        double farM = mounting.sensor.rangeM();
        double far = SceneSensor.FAR_HALF_FOV_DEG * (farM * farM - SceneSensor.NEAR_M * SceneSensor.NEAR_M);
        for (int i = 0; i < count; i++) {
            boolean isNear = dice.happens(near / (near + far));
            double inner = isNear ? 25 : SceneSensor.NEAR_M * SceneSensor.NEAR_M;
            double outer = isNear ? SceneSensor.NEAR_M * SceneSensor.NEAR_M : farM * farM;
            double range = Math.sqrt(dice.uniform(inner, outer));
            double half = isNear ? mounting.sensor.halfFovDeg() : SceneSensor.FAR_HALF_FOV_DEG;
            double rate = dice.happens(STILL_SHARE) ? dice.normal(0.15) : dice.uniform(-30, 30);
            echoes.add(new Echo(range, dice.uniform(-half, half), rate, dice.uniform(-6, 12), null));
        }
    }
}
