package io.roadgate.sim.sensing;

import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/** All sensors of a site over one recording: every frame, in the order of arrival. */
public final class SensorSuite {
    private static final double EQUIPPED_VEHICLES = 0.3;
    private static final double EQUIPPED_CYCLES = 0.05;
    private static final double LONG_ENOUGH_S = 30;
    private static final double BURST_S = 0.9;

    private final SceneMap map;
    private final Recording recording;
    private final long seed;
    private final double ghostFactor;
    private final DoubleFunction<Map<String, String>> lights;
    private final List<SensorFrame> frames = new ArrayList<>();

    /**
     * Sensors of a map.
     *
     * @param ghostFactor times the usual number of multipath ghosts.
     * @param lights what each approach shows at a time of the scene; empty where there are no signals.
     */
    public SensorSuite(
            SceneMap map,
            Recording recording,
            long seed,
            double ghostFactor,
            DoubleFunction<Map<String, String>> lights) {
        this.map = map;
        this.recording = recording;
        this.seed = seed;
        this.ghostFactor = ghostFactor;
        this.lights = lights;
    }

    /** Runs all sensors over the duration of the map. */
    public List<SensorFrame> run() {
        for (SceneSensor sensor : map.sensors()) {
            Dice dice = new Dice(seed, "sensor " + sensor.id());
            Mounting mounting = new Mounting(sensor, dice);
            if (sensor.isRadar()) {
                radar(mounting, dice);
            } else {
                camera(mounting, dice);
            }
        }
        units();
        signals();
        fallSilent();
        repeat();
        frames.sort(Comparator.comparingLong(SensorFrame::arrivalMs));
        return frames;
    }

    private void radar(Mounting mounting, Dice dice) {
        RadarModel model = new RadarModel(mounting, dice, ghostFactor);
        double cycleS = SceneSensor.RADAR_CYCLE_MS / 1000.0;
        int seq = 0;
        for (double timeS = dice.uniform(0, cycleS); timeS < map.durationS(); timeS += cycleS) {
            SensorFrame frame = new SensorFrame(mounting.sensor.id(), "radar", seq++, timeS);
            model.see(recording.at(timeS), frame);
            stamp(frame, mounting.clockMs, dice.uniform(10, 25));
        }
    }

    private void camera(Mounting mounting, Dice dice) {
        CameraModel model = new CameraModel(mounting, dice);
        double periodS = 1 / mounting.sensor.rateHz();
        int seq = 0;
        for (double timeS = dice.uniform(0, periodS); timeS < map.durationS(); timeS += periodS) {
            SensorFrame frame = new SensorFrame(mounting.sensor.id(), "cam", seq++, timeS);
            model.see(recording.at(timeS), frame);
            // Most images take a usual time, some wait for the processor.
            double slow = Math.min(120, dice.exponential(25));
            stamp(frame, mounting.clockMs, Math.min(200, 80 + dice.uniform(0, 40) + slow));
        }
    }

    private void units() {
        Dice clock = new Dice(seed, "v2x clock");
        int clockMs = clock.below(11) - 5;
        Map<String, OnBoardUnit> units = new LinkedHashMap<>();
        Map<String, Boolean> isEquipped = new LinkedHashMap<>();
        Map<String, Dice> dice = new LinkedHashMap<>();
        for (int step = 0; step < map.durationS() * 10; step++) {
            double startS = step / 10.0;
            for (Body body : recording.at(startS)) {
                String id = body.who().id();
                Dice own = dice.computeIfAbsent(id, name -> new Dice(seed, "unit " + name));
                if (isEquipped.computeIfAbsent(
                        id, name -> own.happens(share(body.who().kind())))) {
                    OnBoardUnit unit = units.computeIfAbsent(id, name -> new OnBoardUnit(map, own, startS));
                    send(unit, id, startS + unit.phaseS, clockMs, own);
                }
            }
        }
    }

    private void send(OnBoardUnit unit, String id, double timeS, int clockMs, Dice dice) {
        for (Body body : recording.at(timeS)) {
            if (body.who().id().equals(id)) {
                SensorFrame frame = unit.send(body, timeS);
                double latencyMs = dice.uniform(20, 60);
                if (frame != null) {
                    stamp(frame, clockMs, latencyMs);
                }
            }
        }
    }

    private static double share(ObjectClass kind) {
        return kind == ObjectClass.EMERGENCY
                ? 1
                : kind.isVehicle() ? EQUIPPED_VEHICLES : kind == ObjectClass.CYCLIST ? EQUIPPED_CYCLES : 0;
    }

    private void signals() {
        for (int step = 0; step <= map.durationS() * 5; step++) {
            double timeS = step / 5.0;
            Map<String, String> shown = lights.apply(timeS);
            if (shown.isEmpty()) {
                return;
            }
            SensorFrame frame = new SensorFrame("SPAT", "spat", step, timeS);
            ObjectNode node = frame.add(null);
            shown.forEach(node::put);
            frame.ids.clear();
            stamp(frame, 0, 3);
        }
    }

    private void stamp(SensorFrame frame, int clockMs, double latencyMs) {
        long trueMs = map.epochMs() + Math.round(frame.trueS * 1000);
        frame.measuredMs = trueMs + clockMs;
        frame.arrivalMs = map.epochMs() + Math.round(frame.trueS * 1000 + latencyMs);
        frames.add(frame);
    }

    /** One radar for 10 s and one camera for 3 s, in scenes long enough to survive it. */
    private void fallSilent() {
        if (map.durationS() < LONG_ENOUGH_S) {
            return;
        }
        Dice dice = new Dice(seed, "silence");
        silence(map.sensors().stream().filter(SceneSensor::isRadar).toList(), 10, dice);
        silence(map.sensors().stream().filter(sensor -> !sensor.isRadar()).toList(), 3, dice);
    }

    private void silence(List<SceneSensor> sensors, double lastsS, Dice dice) {
        if (!sensors.isEmpty()) {
            String id = sensors.get(dice.below(sensors.size())).id();
            double fromS = dice.uniform(0.15, 0.65) * map.durationS();
            frames.removeIf(frame -> frame.sensor.equals(id) && frame.trueS >= fromS && frame.trueS < fromS + lastsS);
        }
    }

    /** In one short time every frame comes twice. */
    private void repeat() {
        Dice dice = new Dice(seed, "burst");
        double fromS = dice.uniform(0.3, 0.7) * map.durationS();
        for (SensorFrame frame : List.copyOf(frames)) {
            if (frame.trueS >= fromS && frame.trueS < fromS + BURST_S && !frame.kind.equals("spat")) {
                frames.add(frame.again(Math.round(dice.uniform(1, 330))));
            }
        }
    }
}
