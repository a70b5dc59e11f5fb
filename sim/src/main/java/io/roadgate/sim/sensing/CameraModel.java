package io.roadgate.sim.sensing;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Dice;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A camera with a detector behind it that projects boxes onto the road. Formulas in docs/scenes.md. */
final class CameraModel {
    private static final double PD_NEAR = 0.95;
    private static final double PD_FAR = 0.75;
    private static final double HIDDEN = 0.7;
    private static final double PLATE_M = 62;
    private static final double PLATE_READ = 0.25;

    private final Mounting mounting;
    private final Dice dice;

    CameraModel(Mounting mounting, Dice dice) {
        this.mounting = mounting;
        this.dice = dice;
    }

    /** Standard deviation along the line of sight. */
    static double sigmaSightM(double rangeM) {
        return 0.3 + 0.015 * rangeM;
    }

    /** Standard deviation across the line of sight. */
    static double sigmaCrossM(double rangeM) {
        return 0.15 + 0.003 * rangeM;
    }

    /** Probability to detect something that nothing hides, falling with range. */
    static double detection(double rangeM, double mostM) {
        return PD_NEAR - (PD_NEAR - PD_FAR) * rangeM / mostM;
    }

    boolean isInView(double rangeM, double offBoreDeg, ObjectClass kind) {
        boolean isSmall = !kind.isVehicle();
        double most =
                isSmall ? Math.min(SceneSensor.SMALL_CAMERA_M, mounting.sensor.rangeM()) : mounting.sensor.rangeM();
        return rangeM > 3 && rangeM <= most && Math.abs(offBoreDeg) <= mounting.sensor.halfFovDeg();
    }

    void see(List<Body> bodies, SensorFrame frame) {
        List<Body> seen = bodies.stream().filter(mounting::seesLevelOf).toList();
        for (Body body : seen) {
            double range = mounting.rangeM(body.eastM(), body.northM());
            if (!isInView(
                    range,
                    mounting.offBoreDeg(body.eastM(), body.northM()),
                    body.who().kind())) {
                continue;
            }
            double hidden = hiddenShare(body, range, seen);
            double pd = detection(range, mounting.sensor.rangeM()) * (hidden > HIDDEN ? 0.03 : 1 - 0.6 * hidden);
            if (dice.happens(pd)) {
                detect(body, range, hidden, frame);
            }
        }
        int falses = dice.poisson(mounting.sensor.clutterPerFrame());
        for (int i = 0; i < falses; i++) {
            falseDetection(frame);
        }
    }

    /** Share of a body's angle that nearer vehicles cover, where the ray to half its height passes below their roof. */
    double hiddenShare(Body body, double rangeM, List<Body> all) {
        double half = mounting.halfAngleDeg(body);
        double azimuth = mounting.offBoreDeg(body.eastM(), body.northM());
        double mount = mounting.sensor.heightM();
        List<double[]> covers = new ArrayList<>();
        for (Body other : all) {
            if (other.equals(body) || !other.who().kind().isVehicle()) {
                continue;
            }
            double nearer = mounting.rangeM(other.eastM(), other.northM());
            double rayM = mount - (mount - 0.5 * body.who().kind().heightM()) * nearer / rangeM;
            if (nearer > rangeM - 1.5 || rayM > other.who().kind().heightM()) {
                continue;
            }
            double otherHalf = mounting.halfAngleDeg(other);
            double apart = Geometry.wrapDeg(mounting.offBoreDeg(other.eastM(), other.northM()) - azimuth);
            double low = Math.max(-half, apart - otherHalf);
            double high = Math.min(half, apart + otherHalf);
            if (high > low) {
                covers.add(new double[] {low, high});
            }
        }
        covers.sort((a, b) -> Double.compare(a[0], b[0]));
        double covered = 0;
        double reached = -half;
        for (double[] cover : covers) {
            covered += Math.max(0, cover[1] - Math.max(reached, cover[0]));
            reached = Math.max(reached, cover[1]);
        }
        return covered / (2 * half);
    }

    private void detect(Body body, double rangeM, double hidden, SensorFrame frame) {
        double sight =
                Geometry.bearing(body.eastM() - mounting.sensor.eastM(), body.northM() - mounting.sensor.northM());
        double seenSight = sight - StrictMath.toRadians(mounting.yawErrorDeg);
        double seenRange = rangeM * mounting.scale + dice.normal(sigmaSightM(rangeM));
        double aside = dice.normal(sigmaCrossM(rangeM));
        double sin = StrictMath.sin(seenSight);
        double cos = StrictMath.cos(seenSight);
        double east = mounting.sensor.eastM() + seenRange * sin + aside * cos;
        double north = mounting.sensor.northM() + seenRange * cos - aside * sin;
        ObjectClass told = confused(body.who().kind(), rangeM, hidden);
        boolean isRight = told == body.who().kind();
        double conf = isRight ? dice.uniform(0.55, 0.99) : dice.uniform(0.3, 0.8);
        ObjectNode node = frame.add(body.who().id());
        describe(node, east, north, told, conf, body.who().lengthM(), body.who().widthM());
        boolean isReadable = mounting.sensor.readsPlates() && rangeM < PLATE_M && hidden < 0.2;
        if (isReadable && !body.who().plate().isEmpty() && dice.happens(PLATE_READ)) {
            node.put("plate", body.who().plate());
        }
    }

    private void describe(
            ObjectNode node, double east, double north, ObjectClass kind, double conf, double lengthM, double widthM) {
        node.put("e", Geometry.round(east, 2))
                .put("n", Geometry.round(north, 2))
                .put("cls", kind.word());
        node.put("conf", Geometry.round(conf, 2));
        node.put("l", Geometry.round(Math.max(0.3, lengthM * (1 + dice.normal(0.12))), 1));
        node.put("w", Geometry.round(Math.max(0.3, widthM * (1 + dice.normal(0.1))), 1));
    }

    /** 6 % near to 18 % far are taken for a class that looks alike. */
    private ObjectClass confused(ObjectClass kind, double rangeM, double hidden) {
        double wrong = Math.min(0.18, 0.06 + 0.12 * rangeM / mounting.sensor.rangeM() + 0.05 * hidden);
        if (!dice.happens(wrong)) {
            return kind;
        }
        boolean isFirst = dice.happens(0.75);
        return switch (kind) {
            case CAR -> isFirst ? ObjectClass.TRUCK : ObjectClass.EMERGENCY;
            case TRUCK -> isFirst ? ObjectClass.BUS : ObjectClass.CAR;
            case BUS -> isFirst ? ObjectClass.TRUCK : ObjectClass.CAR;
            case EMERGENCY -> isFirst ? ObjectClass.CAR : ObjectClass.TRUCK;
            case CYCLIST -> ObjectClass.PEDESTRIAN;
            case PEDESTRIAN -> isFirst ? ObjectClass.CYCLIST : ObjectClass.ANIMAL;
            case ANIMAL -> isFirst ? ObjectClass.DEBRIS : ObjectClass.PEDESTRIAN;
            case DEBRIS -> ObjectClass.ANIMAL;
        };
    }

    private void falseDetection(SensorFrame frame) {
        double range = Math.sqrt(dice.uniform(25, mounting.sensor.rangeM() * mounting.sensor.rangeM()));
        double bearing = StrictMath.toRadians(
                mounting.sensor.boreDeg() + dice.uniform(-mounting.sensor.halfFovDeg(), mounting.sensor.halfFovDeg()));
        double east = mounting.sensor.eastM() + range * StrictMath.sin(bearing);
        double north = mounting.sensor.northM() + range * StrictMath.cos(bearing);
        double lot = dice.uniform();
        ObjectClass kind = lot < 0.5
                ? ObjectClass.CAR
                : lot < 0.65 ? ObjectClass.TRUCK : lot < 0.85 ? ObjectClass.PEDESTRIAN : ObjectClass.CYCLIST;
        double length =
                kind == ObjectClass.CAR ? 4.5 : kind == ObjectClass.TRUCK ? 9 : kind == ObjectClass.CYCLIST ? 1.8 : 0.5;
        double width = kind == ObjectClass.PEDESTRIAN ? 0.5 : kind == ObjectClass.CYCLIST ? 0.7 : 2;
        describe(frame.add(null), east, north, kind, dice.uniform(0.3, 0.7), length, width);
    }
}
