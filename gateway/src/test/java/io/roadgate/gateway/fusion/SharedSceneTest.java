package io.roadgate.gateway.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SensorMount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fusion over a scene that others have made, for orientation: prints position error, misses and false tracks.
 *
 * <p>The scene lies outside of this repository; {@code -Droadgate.scenes=DIR} or ROADGATE_SCENES names its directory.
 */
class SharedSceneTest {
    private static final double CUTOFF_M = 5;
    private static final Map<String, ParticipantClass> CLASSES = Map.of(
            "car", ParticipantClass.CAR,
            "truck", ParticipantClass.TRUCK,
            "bus", ParticipantClass.BUS,
            "emergency", ParticipantClass.EMERGENCY,
            "cyclist", ParticipantClass.BICYCLE,
            "pedestrian", ParticipantClass.PEDESTRIAN,
            "animal", ParticipantClass.ANIMAL,
            "debris", ParticipantClass.DEBRIS);

    private final JsonMapper json = new JsonMapper();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> lastTrack = new HashMap<>();
    private double squareSum;
    private int pairCount;
    private int missCount;
    private int falseCount;
    private int switchCount;
    private int tickCount;
    private double gospaSum;

    @Test
    void shouldFollowASceneOfOthers() throws IOException {
        String place = System.getProperty("roadgate.scenes", System.getenv("ROADGATE_SCENES"));
        if (place == null || !Files.exists(Path.of(place, "observations-v1.jsonl.gz"))) {
            System.out.println("SKIPPED SharedSceneTest: no scene; -Droadgate.scenes=DIR names one");
        }
        Assumptions.assumeTrue(place != null && Files.exists(Path.of(place, "observations-v1.jsonl.gz")));
        JsonNode map = json.readTree(Files.readString(Path.of(place, "map-v1.json")));
        Counters counters = new Counters(List.of("R1", "R2", "R3", "C1", "C2", "C3", "V2X"));
        long startNs = map.get("epoch_ms").asLong() * Script.MS;
        Outputs outputs = new Outputs();
        FusionCore core = new FusionCore(config(map), startNs, 1, counters, outputs);
        List<JsonNode> truth = lines(Path.of(place, "truth-v1.jsonl.gz"));
        List<JsonNode> frames = lines(Path.of(place, "observations-v1.jsonl.gz"));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int next = 0;
        int observations = 0;
        long tookNs = 0;
        for (JsonNode tick : truth) {
            Script script = new Script(1);
            while (next < frames.size()
                    && frames.get(next).get("ta").asLong() <= tick.get("t").asLong()) {
                add(script, frames.get(next++), map);
            }
            long nowNs = tick.get("t").asLong() * Script.MS;
            script.tick(nowNs);
            observations += script.entries().size();
            long fromNs = threads.getCurrentThreadCpuTime();
            script.play(core);
            tookNs += threads.getCurrentThreadCpuTime() - fromNs;
            score(core.tracks(), nowNs, tick.get("o"));
        }
        System.out.printf(
                "scene v1: GOSPA about %.1f, position RMSE %.2f m, a tick: %.1f paired, %.1f missed, %.1f false; "
                        + "%d switches, %d tracks confirmed, %d refused, %d events, %.0f observations per CPU second%n",
                gospaSum / tickCount,
                Math.sqrt(squareSum / pairCount),
                (double) pairCount / tickCount,
                (double) missCount / tickCount,
                (double) falseCount / tickCount,
                switchCount,
                counters.get(GatewayCounter.TRACKS_CONFIRMED),
                counters.get(GatewayCounter.OBSERVATION_REFUSED),
                counters.get(GatewayCounter.HAZARDS_RAISED),
                observations / (tookNs * 1e-9));
        assertThat(pairCount).isGreaterThan(10 * missCount / 3);
    }

    private GatewayConfig config(JsonNode map) {
        List<Sensor> sensors = new ArrayList<>();
        for (JsonNode s : map.get("sensors")) {
            double boreRad = Math.toRadians(s.has("bore") ? s.get("bore").asDouble() : 0);
            SensorMount mount = s.has("e") && s.has("bore")
                    ? new SensorMount(s.get("e").asDouble(), s.get("n").asDouble(), 6, boreRad, 0)
                    : SensorMount.NONE;
            numbers.put(s.get("id").asString(), sensors.size() + 1);
            sensors.add(new Sensor(sensors.size() + 1, s.get("id").asString(), null, null, null, null, mount));
        }
        if (!numbers.containsKey("V2X")) {
            numbers.put("V2X", sensors.size() + 1);
            sensors.add(new Sensor(sensors.size() + 1, "V2X", null, null, null, null, SensorMount.NONE));
        }
        GatewayConfig base = TestSite.config();
        JsonNode origin = map.get("origin");
        Site site = new Site(
                "scene", 1, origin.get("lat").asDouble(), origin.get("lon").asDouble(), 245);
        return new GatewayConfig(
                "",
                site,
                base.threading(),
                base.rings(),
                base.mqtt(),
                sensors,
                base.rsu(),
                SiteMap.EMPTY,
                base.tracking(),
                Map.of(),
                Map.of(),
                base.toll(),
                base.journal(),
                base.ledger(),
                base.clock());
    }

    private void add(Script script, JsonNode frame, JsonNode map) {
        String kind = frame.get("k").asString();
        if (kind.equals("spat")) {
            return;
        }
        int sensorId = numbers.get(frame.get("s").asString());
        long atNs = frame.get("tm").asLong() * Script.MS;
        long delayNs = frame.get("ta").asLong() * Script.MS - atNs;
        int sequence = frame.get("seq").asInt();
        JsonNode detections = frame.get("d");
        if (detections.isEmpty()) {
            // Sequence is not set by this: the repeated one is known by its instant.
            script.emptyFrame(
                    sensorId, atNs, delayNs, kind.equals("radar") ? ObservationKind.RADAR : ObservationKind.CAMERA);
        }
        for (int i = 0; i < detections.size(); i++) {
            JsonNode d = detections.get(i);
            int index = i;
            script.observe(atNs, delayNs, o -> {
                o.sensorId(sensorId).frameSequence(sequence).indexInFrame(index).countInFrame(detections.size());
                switch (kind) {
                    case "radar" -> radar(o, d);
                    case "cam" -> camera(o, d, map.get("sensors").get(sensorId - 1));
                    default -> bsm(o, d, map);
                }
            });
        }
    }

    private static void radar(ObservationEncoder o, JsonNode d) {
        double azimuthDeg = d.get("az").asDouble();
        double rangeM = d.get("r").asDouble();
        double share = azimuthDeg / 60;
        double sigmaDeg = rangeM <= 70 ? 0.3 + 2.7 * share * share : 0.3;
        o.kind(ObservationKind.RADAR).rangeM((float) rangeM).azimuthRad((float) Math.toRadians(azimuthDeg));
        o.radialSpeedMps((float) d.get("rr").asDouble()).rangeSigmaM(0.4f).radialSpeedSigmaMps(0.1f);
        o.azimuthSigmaRad((float) Math.toRadians(sigmaDeg));
    }

    private static void camera(ObservationEncoder o, JsonNode d, JsonNode sensor) {
        double east = d.get("e").asDouble() - sensor.get("e").asDouble();
        double north = d.get("n").asDouble() - sensor.get("n").asDouble();
        double rangeM = Math.hypot(east, north);
        double along = Math.pow(0.3 + 0.015 * rangeM, 2);
        double across = Math.pow(0.15 + 0.003 * rangeM, 2);
        double sin = east / rangeM;
        double cos = north / rangeM;
        o.kind(ObservationKind.CAMERA)
                .eastM(d.get("e").asDouble())
                .northM(d.get("n").asDouble());
        o.eastVarM2((float) (along * sin * sin + across * cos * cos));
        o.northVarM2((float) (along * cos * cos + across * sin * sin));
        o.eastNorthCovM2((float) ((along - across) * sin * cos));
        body(o, d);
        o.classConfidence((float) d.get("conf").asDouble());
        if (d.hasNonNull("plate")) {
            byte[] plate = d.get("plate").asString().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < Math.min(24, plate.length); i++) {
                o.plate(i, (short) (plate[i] & 0xFF));
            }
        }
    }

    private static void bsm(ObservationEncoder o, JsonNode d, JsonNode map) {
        double north = (d.get("lat").asDouble() - map.get("origin").get("lat").asDouble())
                * map.get("m_per_deg").get("lat").asDouble();
        double east = (d.get("lon").asDouble() - map.get("origin").get("lon").asDouble())
                * map.get("m_per_deg").get("lon").asDouble();
        double headingRad = Math.toRadians(d.get("h").asDouble());
        double speedMps = d.get("v").asDouble();
        o.kind(ObservationKind.BSM).temporaryId(d.get("id").asString().hashCode() | 1L << 40);
        o.eastM(east).northM(north).eastVarM2(1.5f).northVarM2(1.5f);
        o.eastMps((float) (speedMps * Math.sin(headingRad))).northMps((float) (speedMps * Math.cos(headingRad)));
        o.speedSigmaMps(0.3f).headingRad((float) headingRad).accelMps2((float)
                d.get("acc").asDouble());
        body(o, d);
    }

    private static void body(ObservationEncoder o, JsonNode d) {
        o.participantClass(CLASSES.get(d.get("cls").asString()));
        o.lengthM((float) d.get("l").asDouble()).widthM((float) d.get("w").asDouble());
    }

    private List<JsonNode> lines(Path path) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }

    /** Greedy pairing within the cutoff; false tracks count only when no participant at all is near. */
    private void score(TrackTable tracks, long nowNs, JsonNode participants) {
        boolean[] taken = new boolean[TrackTable.CAPACITY];
        double sum = 0;
        int misses = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (JsonNode p : participants) {
                boolean isCounted = p.get("ev").asInt() == 1;
                if (isCounted != (pass == 0)) {
                    continue;
                }
                int slot = nearest(tracks, nowNs, p, taken);
                if (slot < 0) {
                    misses += isCounted ? 1 : 0;
                    continue;
                }
                taken[slot] = true;
                if (isCounted) {
                    double away = away(tracks, nowNs, p, slot);
                    sum += away * away;
                    squareSum += away * away;
                    pairCount++;
                    Integer before = lastTrack.put((long) p.get("id").asString().hashCode(), tracks.trackId(slot));
                    switchCount += before != null && before != tracks.trackId(slot) ? 1 : 0;
                }
            }
        }
        int wrong = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            boolean isInside = Math.abs(tracks.eastM(slot, nowNs)) < 100 && Math.abs(tracks.northM(slot, nowNs)) < 60;
            wrong += tracks.isConfirmed(slot) && !taken[slot] && isInside ? 1 : 0;
        }
        missCount += misses;
        falseCount += wrong;
        tickCount++;
        gospaSum += Math.sqrt(sum + CUTOFF_M * CUTOFF_M / 2 * (misses + wrong));
    }

    private static int nearest(TrackTable tracks, long nowNs, JsonNode p, boolean[] taken) {
        int best = -1;
        double bestM = CUTOFF_M;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            double away = away(tracks, nowNs, p, slot);
            if (tracks.isConfirmed(slot) && !taken[slot] && away < bestM) {
                bestM = away;
                best = slot;
            }
        }
        return best;
    }

    private static double away(TrackTable tracks, long nowNs, JsonNode p, int slot) {
        return Math.hypot(
                tracks.eastM(slot, nowNs) - p.get("e").asDouble(),
                tracks.northM(slot, nowNs) - p.get("n").asDouble());
    }
}
