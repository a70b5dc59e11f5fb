package io.roadgate.sim.sensing;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/** A vehicle's V2X unit: a satellite fix with a slowly changing error, a temporary id that changes, messages that get lost. */
final class OnBoardUnit {
    static final double SIGMA_M = 1.2;
    static final double TAU_S = 60;
    static final double WHITE_M = 0.15;
    static final double LOSS = 0.06;
    private static final double HEIGHT_SIGMA_M = 2.5;
    private static final double COAST_S = 3;
    private static final double REACQUIRE_S = 1.5;
    private static final double STEP_S = 0.1;

    final double phaseS;
    private final Dice dice;
    private final SceneMap map;
    private double errorE;
    private double errorN;
    private double errorZ;
    private double driftE;
    private double driftN;
    private double idUntilS;
    private String id = "";
    private int seq;
    private double deniedSinceS = Double.NaN;
    private double backSinceS = Double.NaN;

    OnBoardUnit(SceneMap map, Dice dice, double timeS) {
        this.map = map;
        this.dice = dice;
        errorE = dice.normal(SIGMA_M);
        errorN = dice.normal(SIGMA_M);
        errorZ = dice.normal(HEIGHT_SIGMA_M);
        phaseS = dice.uniform(0, STEP_S);
        seq = dice.below(128);
        changeId(timeS);
    }

    private void changeId(double timeS) {
        id = String.format("%08x", dice.bits());
        idUntilS = timeS + dice.uniform(15, 45);
        seq = dice.below(128);
    }

    /** The message of one 0.1 s; null where none is received. */
    SensorFrame send(Body body, double timeS) {
        double keep = StrictMath.exp(-STEP_S / TAU_S);
        double fresh = Math.sqrt(1 - keep * keep);
        errorE = errorE * keep + dice.normal(SIGMA_M * fresh);
        errorN = errorN * keep + dice.normal(SIGMA_M * fresh);
        errorZ = errorZ * keep + dice.normal(HEIGHT_SIGMA_M * fresh);
        if (timeS > idUntilS) {
            changeId(timeS);
        }
        seq = (seq + 1) % 128;
        boolean isLost = dice.happens(LOSS);
        double whiteE = dice.normal(WHITE_M);
        double whiteN = dice.normal(WHITE_M);
        double deniedS = denied(body, timeS);
        if (isLost || deniedS > COAST_S || timeS - backSinceS < REACQUIRE_S) {
            return null;
        }
        if (deniedS > 0) {
            driftE += dice.normal(0.3);
            driftN += dice.normal(0.3);
        } else {
            driftE = 0;
            driftN = 0;
        }
        SensorFrame frame = new SensorFrame("V2X", "bsm", seq, timeS);
        double east = body.eastM() + errorE + driftE + whiteE;
        double north = body.northM() + errorN + driftN + whiteN;
        fill(frame.add(body.who().id()), body, east, north, 1.5 + 2 * Math.max(0, deniedS));
        return frame;
    }

    /** Seconds since the satellites were lost; 0 under the open sky. */
    private double denied(Body body, double timeS) {
        boolean isDenied = false;
        for (SceneMap.Area area : map.gnssDenied()) {
            isDenied |= area.level() == body.level() && Geometry.isInside(area.polygon(), body.eastM(), body.northM());
        }
        if (isDenied && Double.isNaN(deniedSinceS)) {
            deniedSinceS = timeS;
        } else if (!isDenied && !Double.isNaN(deniedSinceS)) {
            backSinceS = timeS - deniedSinceS > COAST_S ? timeS : Double.NaN;
            deniedSinceS = Double.NaN;
        }
        return isDenied ? timeS - deniedSinceS + STEP_S : 0;
    }

    private void fill(ObjectNode node, Body body, double eastM, double northM, double sigmaM) {
        ObjectClass kind = body.who().kind();
        double speed = Math.max(0, Geometry.hypot(body.eastMps(), body.northMps()) + dice.normal(0.08));
        double heading = StrictMath.toDegrees(body.headingRad()) + dice.normal(0.6);
        double accel = body.accelMps2() + dice.normal(0.12);
        node.put("id", id);
        node.put("lat", Geometry.round(map.latDeg() + northM / map.metresPerLat(), 7));
        node.put("lon", Geometry.round(map.lonDeg() + eastM / map.metresPerLon(), 7));
        node.put("v", Geometry.round(speed, 2));
        node.put("h", Geometry.round((heading % 360 + 360) % 360, 2));
        node.put("acc", Geometry.round(accel, 2)).put("cls", kind.word());
        node.put("l", Geometry.round(body.who().lengthM(), 1))
                .put("w", Geometry.round(body.who().widthM(), 1));
        node.put("sig", Geometry.round(sigmaM, 2));
        if (map.hasLevels()) {
            node.put("elev", Geometry.round(body.heightM() + errorZ + dice.normal(0.3), 1));
        }
        if (kind == ObjectClass.EMERGENCY) {
            node.put("siren", 1);
        }
        if (body.accelMps2() < -4) {
            node.put("hardbrake", 1);
        }
    }
}
