package io.roadgate.gateway.scene;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.sensor.observation.BlankRecords;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SignalSource;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a scene's observations as the records that a driver would have written.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} with what is wrong; nothing of a bad line is handed on.
 */
final class FrameLine {
    /** Detections in one frame at most: as many as a record can count. */
    static final int LONGEST_FRAME = 65_534;

    private static final long MS = 1_000_000L;
    private static final long FARTHEST_MS = 1L << 42;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final SceneMap map;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> approaches = new HashMap<>();
    private final JsonMapper json = new JsonMapper();
    private final UnsafeBuffer blank = BlankRecords.observation();
    private final UnsafeBuffer blankEmpty = BlankRecords.emptyFrame();
    private final UnsafeBuffer blankPhase = BlankRecords.signalPhase();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[blank.capacity()]);
    private final ObservationEncoder observation = new ObservationEncoder();
    private final EmptyFrameEncoder empty = new EmptyFrameEncoder();
    private final SignalPhaseEncoder phase = new SignalPhaseEncoder();
    private JsonNode line;
    private long receivedAtNs;
    private long measuredAtNs;
    private long sequence;
    private int sensorId;
    private ObservationKind kind;

    FrameLine(SceneMap map, Iterable<String> approachIds) {
        this.map = map;
        for (Sensor sensor : map.sensors()) {
            numbers.put(sensor.id(), sensor.number());
        }
        for (String id : approachIds) {
            approaches.put(id, approaches.size() + 1);
        }
    }

    /** Takes a line in; returns its arrival. */
    long parse(String text) {
        try {
            line = json.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        receivedAtNs = instantNs("ta");
        measuredAtNs = instantNs("tm");
        sequence = line.path("seq").asLong(0);
        String sensor = line.path("s").asString("");
        if (!numbers.containsKey(sensor)) {
            throw new IllegalArgumentException("the map has no sensor \"" + sensor + "\"");
        }
        sensorId = numbers.get(sensor);
        JsonNode detections = line.path("d");
        if (!detections.isArray() || detections.size() > LONGEST_FRAME) {
            throw new IllegalArgumentException("d is no list of at most " + LONGEST_FRAME + " detections");
        }
        kind = readKind();
        return receivedAtNs;
    }

    private long instantNs(String key) {
        JsonNode node = line.path(key);
        if (!node.isNumber() || !(node.asDouble() > 0 && node.asDouble() < FARTHEST_MS)) {
            throw new IllegalArgumentException(key + " is no time in ms");
        }
        return node.asLong() * MS;
    }

    private ObservationKind readKind() {
        String name = line.path("k").asString("");
        return switch (name) {
            case "radar" -> ObservationKind.RADAR;
            case "cam" -> ObservationKind.CAMERA;
            case "bsm" -> ObservationKind.BSM;
            case "spat" -> ObservationKind.NULL_VAL;
            default -> throw new IllegalArgumentException("k is none of radar, cam, bsm, spat: \"" + name + "\"");
        };
    }

    /** Hands on the records of the line that was parsed last. */
    void deliver(RecordHandler records) {
        JsonNode detections = line.path("d");
        if (kind == ObservationKind.NULL_VAL) {
            deliverPhases(detections.path(0), records);
        } else if (detections.isEmpty()) {
            buffer.putBytes(0, blankEmpty, 0, blankEmpty.capacity());
            empty.wrap(buffer, HEADER)
                    .measuredAtNs(measuredAtNs)
                    .receivedAtNs(receivedAtNs)
                    .frameSequence(sequence)
                    .sensorId(sensorId)
                    .kind(kind);
            records.onRecord(EmptyFrameEncoder.TEMPLATE_ID, buffer, 0, blankEmpty.capacity());
        } else {
            deliverDetections(detections, records);
        }
    }

    private void deliverDetections(JsonNode detections, RecordHandler records) {
        int index = 0;
        for (JsonNode detection : detections) {
            buffer.putBytes(0, blank, 0, blank.capacity());
            observation
                    .wrap(buffer, HEADER)
                    .measuredAtNs(measuredAtNs)
                    .receivedAtNs(receivedAtNs)
                    .frameSequence(sequence)
                    .indexInFrame(index++)
                    .countInFrame(detections.size())
                    .sensorId(sensorId)
                    .kind(kind)
                    .participantClass(SceneClasses.of(detection.path("cls").asString("")))
                    .lengthM(number(detection, "l"))
                    .widthM(number(detection, "w"));
            switch (kind) {
                case RADAR -> radar(detection);
                case CAMERA -> camera(detection);
                default -> report(detection);
            }
            records.onRecord(ObservationEncoder.TEMPLATE_ID, buffer, 0, blank.capacity());
        }
    }

    private void radar(JsonNode detection) {
        observation
                .rangeM(number(detection, "r"))
                .azimuthRad((float) StrictMath.toRadians(number(detection, "az")))
                .radialSpeedMps(number(detection, "rr"))
                .rcsDbsm(number(detection, "rcs"));
    }

    private void camera(JsonNode detection) {
        observation
                .eastM(detection.path("e").asDouble(Double.NaN))
                .northM(detection.path("n").asDouble(Double.NaN))
                .classConfidence(number(detection, "conf"));
        String plate = detection.path("plate").asString("");
        if (!plate.isEmpty()) {
            byte[] bytes = plate.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < Math.min(bytes.length, ObservationEncoder.plateLength()); i++) {
                observation.plate(i, (short) (bytes[i] & 0xFF));
            }
        }
    }

    private void report(JsonNode detection) {
        double heading = StrictMath.toRadians(detection.path("h").asDouble(Double.NaN));
        double speed = detection.path("v").asDouble(Double.NaN);
        observation
                .eastM((detection.path("lon").asDouble(Double.NaN) - map.lonDeg()) * map.lonMPerDeg())
                .northM((detection.path("lat").asDouble(Double.NaN) - map.latDeg()) * map.latMPerDeg())
                .eastMps((float) (speed * StrictMath.sin(heading)))
                .northMps((float) (speed * StrictMath.cos(heading)))
                .upM(detection.path("elev").asDouble(Double.NaN))
                .accelMps2(number(detection, "acc"))
                .headingRad((float) heading)
                .temporaryId(temporaryId(detection.path("id").asString("")));
        observation.cues().hardBraking(detection.path("hardbrake").asBoolean(false));
        observation.cues().siren(detection.path("siren").asBoolean(false));
    }

    /** A hexadecimal id as it stands, any other as a number of its own. */
    private static long temporaryId(String id) {
        try {
            return Long.parseUnsignedLong(id, 16);
        } catch (NumberFormatException e) {
            return id.isEmpty() ? 0 : (1L << 40) | (id.hashCode() & 0xFFFF_FFFFL);
        }
    }

    private void deliverPhases(JsonNode lights, RecordHandler records) {
        int index = 0;
        for (Map.Entry<String, JsonNode> light : lights.properties()) {
            int approach = approaches.computeIfAbsent(light.getKey(), id -> approaches.size() + 1);
            buffer.putBytes(0, blankPhase, 0, blankPhase.capacity());
            phase.wrap(buffer, HEADER)
                    .measuredAtNs(measuredAtNs)
                    .receivedAtNs(receivedAtNs)
                    .sensorId(sensorId)
                    .messageSequence(line.path("seq").asLong(0))
                    .indexInMessage(index++)
                    .countInMessage(lights.size())
                    .intersectionId(1)
                    .phaseId((short) approach)
                    .source(SignalSource.SPAT)
                    .light(
                            switch (light.getValue().asString("")) {
                                case "r" -> SignalLight.RED;
                                case "y" -> SignalLight.YELLOW;
                                case "g" -> SignalLight.PERMISSIVE_GREEN;
                                default -> SignalLight.UNAVAILABLE;
                            });
            records.onRecord(SignalPhaseEncoder.TEMPLATE_ID, buffer, 0, blankPhase.capacity());
        }
    }

    private static float number(JsonNode detection, String key) {
        return (float) detection.path(key).asDouble(Double.NaN);
    }
}
