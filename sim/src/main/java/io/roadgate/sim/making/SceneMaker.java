package io.roadgate.sim.making;

import io.roadgate.sim.layout.Site;
import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneFiles;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.scene.TruthFrame;
import io.roadgate.sim.scene.TruthObject;
import io.roadgate.sim.score.HazardLabels;
import io.roadgate.sim.score.HazardTruth;
import io.roadgate.sim.sensing.Recording;
import io.roadgate.sim.sensing.SensorFrame;
import io.roadgate.sim.sensing.SensorSuite;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.Hazards;
import io.roadgate.sim.world.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one scene of an order. */
public final class SceneMaker {
    /** Unix time of the first tick of every scene: 2026-01-01 00:00 UTC. */
    public static final long EPOCH_MS = 1_767_225_600_000L;

    private static final double WARM_UP_S = 90;
    private static final long TICK_MS = 100;
    private static final double EVIDENCE_S = 3;

    private final SceneOrder order;
    private final Site site;
    private final SceneMap map;
    private final Recording recording = new Recording(-1, Traffic.STEP_S);
    private List<SensorFrame> frames = List.of();
    private List<TruthFrame> truth = List.of();
    private List<HazardTruth> hazardTruth = List.of();
    private Set<String> scripted = Set.of();

    private SceneMaker(SceneOrder order) {
        this.order = order;
        site = order.layout().build();
        map = describe();
    }

    /** Makes the scene in memory. */
    public static SceneMaker make(SceneOrder order) {
        SceneMaker maker = new SceneMaker(order);
        maker.drive();
        maker.sense();
        maker.judge();
        return maker;
    }

    /** What is known beforehand. */
    public SceneMap map() {
        return map;
    }

    /** All frames in the order of arrival. */
    public List<SensorFrame> frames() {
        return frames;
    }

    /** All ticks. */
    public List<TruthFrame> truth() {
        return truth;
    }

    /** Hazards that must or may be reported. */
    public List<HazardTruth> hazards() {
        return hazardTruth;
    }

    /** Writes the files of the scene; makes the directory. */
    public void write(SceneFiles files) throws IOException {
        Files.createDirectories(files.directory());
        SceneFiles.write(files.map(), map.write());
        SceneFiles.writeLines(
                files.observations(),
                frames.stream().map(SensorFrame::observation).toList());
        SceneFiles.writeLines(
                files.assignment(),
                frames.stream()
                        .filter(frame -> !frame.isDuplicate() && !frame.sensor().equals("SPAT"))
                        .map(SensorFrame::assignment)
                        .toList());
        SceneFiles.writeLines(
                files.truth(),
                truth.stream().map(frame -> frame.write(map.hasLevels())).toList());
        SceneFiles.writeLines(
                files.events(), hazardTruth.stream().map(HazardTruth::write).toList());
    }

    private SceneMap describe() {
        double latDeg = 29.62;
        double lonDeg = 106.51;
        double phi = StrictMath.toRadians(latDeg);
        // Series for the WGS84 ellipsoid; the files then hold by definition.
        double perLat = 111132.954 - 559.822 * StrictMath.cos(2 * phi) + 1.175 * StrictMath.cos(4 * phi);
        double perLon = 111412.84 * StrictMath.cos(phi) - 93.5 * StrictMath.cos(3 * phi);
        List<SceneSensor> sensors = site.sensors.stream()
                .map(sensor -> sensor.withClutter(site.clutterFactor * order.clutter()))
                .toList();
        return new SceneMap(
                order.layout().word(),
                EPOCH_MS,
                order.durationS(),
                latDeg,
                lonDeg,
                Geometry.round(perLat, 4),
                Geometry.round(perLon, 4),
                site.zones,
                site.approaches,
                site.roi,
                sensors,
                site.net.describe(),
                site.decks,
                site.gnssDenied);
    }

    private void drive() {
        List<Demand> demands = site.demands.stream()
                .map(demand -> new Demand(
                        demand.name(),
                        demand.lane(),
                        demand.walk(),
                        demand.kerbs(),
                        demand.perHour() * order.density(),
                        demand.mix()))
                .toList();
        Traffic traffic = new Traffic(site.net, demands, order.seed(), -WARM_UP_S);
        int warm = (int) Math.round((WARM_UP_S - 1) / Traffic.STEP_S);
        int steps = (int) Math.round((order.durationS() + 2) / Traffic.STEP_S);
        Hazards hazards = new Hazards(
                traffic, order.seed(), order.durationS(), site.carriageways, site.strayWays, site.signalLanes);
        scripted = hazards.ids();
        for (int i = 0; i < warm + steps; i++) {
            if (order.hasHazards() && i >= warm) {
                hazards.act();
            }
            if (i >= warm) {
                recording.add(traffic.bodies());
            }
            traffic.step();
        }
    }

    private void sense() {
        frames = new SensorSuite(map, recording, order.seed(), site.ghostFactor, this::lights).run();
    }

    private Map<String, String> lights(double timeS) {
        Map<String, String> shown = new LinkedHashMap<>();
        site.groups.forEach((approach, group) ->
                shown.put(approach, site.net.signals().light(group, timeS).word()));
        return shown;
    }

    /** Truth with what the sensors gave evidence of. */
    private void judge() {
        Map<String, List<Double>> seen = new HashMap<>();
        for (SensorFrame frame : frames) {
            for (String id : frame.ids()) {
                if (id != null) {
                    seen.computeIfAbsent(id, name -> new ArrayList<>()).add(frame.trueS());
                }
            }
        }
        seen.values().forEach(times -> times.sort(Double::compare));
        Map<String, Integer> cursors = new HashMap<>();
        List<TruthFrame> ticks = new ArrayList<>();
        for (int tick = 0; tick * TICK_MS <= order.durationS() * 1000; tick++) {
            double timeS = tick * TICK_MS / 1000.0;
            List<TruthObject> objects = new ArrayList<>();
            for (Body body : recording.frame(timeS)) {
                objects.add(object(body, timeS, seen, cursors));
            }
            ticks.add(new TruthFrame(EPOCH_MS + tick * TICK_MS, objects));
        }
        truth = ticks;
        hazardTruth = HazardLabels.of(
                map,
                truth,
                timeMs -> (timeMs - EPOCH_MS) % 200 == 0 ? lights((timeMs - EPOCH_MS) / 1000.0) : Map.of(),
                scripted);
    }

    private TruthObject object(Body body, double timeS, Map<String, List<Double>> seen, Map<String, Integer> cursors) {
        String id = body.who().id();
        List<Double> times = seen.getOrDefault(id, List.of());
        int cursor = cursors.getOrDefault(id, 0);
        while (cursor < times.size() && times.get(cursor) <= timeS) {
            cursor++;
        }
        cursors.put(id, cursor);
        boolean isSeen = cursor > 0 && timeS - times.get(cursor - 1) <= EVIDENCE_S;
        boolean isInRoi = map.isInRoi(body.eastM(), body.northM());
        double heading = StrictMath.toDegrees(body.headingRad());
        return new TruthObject(
                id,
                body.who().kind(),
                body.eastM(),
                body.northM(),
                body.eastMps(),
                body.northMps(),
                heading < 0 ? heading + 360 : heading,
                body.accelMps2(),
                body.who().lengthM(),
                body.who().widthM(),
                isSeen && isInRoi,
                isInRoi,
                body.level(),
                body.heightM());
    }
}
