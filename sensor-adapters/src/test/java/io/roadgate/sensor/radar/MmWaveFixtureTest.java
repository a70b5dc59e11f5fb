package io.roadgate.sensor.radar;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.SharedFiles;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published recording, packet by packet, however it is cut. */
class MmWaveFixtureTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FaultCounts faults = new FaultCounts();

    private List<JsonNode> decode(byte[] stream, int pieceBytes) {
        List<JsonNode> packets = new ArrayList<>();
        MmWaveFraming framing = new MmWaveFraming(
                MmWaveFraming.Profile.AUTO,
                faults,
                (packet, position, startedAtNs, receivedAtNs) ->
                        packets.add(JSON.valueToTree(fields(packet, position))));
        ByteStreamReader reader = new ByteStreamReader(framing);
        for (int at = 0; at < stream.length; at += pieceBytes) {
            reader.onBytes(new UnsafeBuffer(stream), at, Math.min(pieceBytes, stream.length - at), 5);
        }
        return packets;
    }

    private static Map<String, Object> fields(MmWavePacket packet, long position) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offset", position);
        fields.put("frame", packet.frameNumber());
        fields.put("subFrame", packet.subFrameNumber());
        fields.put("platform", Long.toHexString(packet.platform()).toUpperCase(Locale.ROOT));
        fields.put("numDetected", packet.detectedCount());
        putPoints(fields, packet);
        putTargets(fields, packet);
        if (packet.presence() >= 0) {
            fields.put("presence", packet.presence());
        }
        fields.put("length", packet.lengthBytes());
        return fields;
    }

    private static void putPoints(Map<String, Object> fields, MmWavePacket packet) {
        List<Object> points = new ArrayList<>();
        for (int i = 0; i < packet.compressedCount(); i++) {
            points.add(Map.of(
                    "range", packet.rangeM(i),
                    "azimuth", packet.azimuthRad(i),
                    "elevation", packet.elevationRad(i),
                    "doppler", packet.radialSpeedMps(i),
                    "snr", packet.snr(i)));
        }
        if (packet.compressedCount() >= 0) {
            fields.put("compressedPoints", points);
        }
        List<Object> detected = new ArrayList<>();
        for (int i = 0; i < packet.pointCount(); i++) {
            detected.add(Map.of(
                    "x", (double) packet.point(i, 0),
                    "y", (double) packet.point(i, 1),
                    "z", (double) packet.point(i, 2),
                    "doppler", (double) packet.point(i, 3),
                    "snr", packet.snrDb(i),
                    "noise", packet.noiseDb(i)));
        }
        if (packet.pointCount() >= 0) {
            fields.put("detectedPoints", detected);
        }
    }

    private static void putTargets(Map<String, Object> fields, MmWavePacket packet) {
        List<Object> targets = new ArrayList<>();
        for (int i = 0; i < packet.targetCount(); i++) {
            List<Double> pos = new ArrayList<>();
            List<Double> vel = new ArrayList<>();
            List<Double> acc = new ArrayList<>();
            List<Double> ec = new ArrayList<>();
            for (int k = 0; k < 16; k++) {
                ec.add((double) packet.covariance(i, k / 4, k % 4));
            }
            for (int axis = 0; axis < 3; axis++) {
                pos.add((double) packet.positionM(i, axis));
                vel.add((double) packet.velocityMps(i, axis));
                acc.add((double) packet.accelerationMps2(i, axis));
            }
            targets.add(Map.of(
                    "tid", packet.targetId(i),
                    "pos", pos,
                    "vel", vel,
                    "acc", acc,
                    "ec", ec,
                    "g", (double) packet.gateGain(i),
                    "confidence", (double) packet.confidence(i)));
        }
        if (packet.targetCount() >= 0) {
            fields.put("targets", targets);
        }
        List<Object> index = new ArrayList<>();
        for (int i = 0; i < packet.indexCount(); i++) {
            index.add(packet.targetOfPoint(i));
        }
        if (packet.indexCount() >= 0) {
            fields.put("targetIndex", index);
        }
        List<Object> heights = new ArrayList<>();
        for (int i = 0; i < packet.heightCount(); i++) {
            heights.add(Map.of(
                    "tid", packet.heightTargetId(i),
                    "maxZ", (double) packet.highestM(i),
                    "minZ", (double) packet.lowestM(i)));
        }
        if (packet.heightCount() >= 0) {
            fields.put("heights", heights);
        }
    }

    private static void same(String where, JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            assertThat(actual.propertyNames()).as(where).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            expected.propertyNames().forEach(name -> same(where + "." + name, actual.get(name), expected.get(name)));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(where).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                same(where + "[" + i + "]", actual.get(i), expected.get(i));
            }
        } else if (expected.isFloatingPointNumber()) {
            double tolerance = 1e-9 * Math.max(1e-300, Math.abs(expected.asDouble()));
            assertThat(Math.abs(actual.asDouble() - expected.asDouble()))
                    .as(where)
                    .isLessThanOrEqualTo(tolerance);
        } else {
            assertThat(actual.asString()).as(where).isEqualTo(expected.asString());
        }
    }

    @Test
    void shouldReadThePublishedRecordingExactlyHoweverItIsCut() throws Exception {
        byte[] stream = Files.readAllBytes(SharedFiles.find("sensors/fixtures/ti-mmwave.bin"));
        Path expectedFile = SharedFiles.find("sensors/fixtures/ti-mmwave.expected.jsonl");
        List<String> expected = Files.readAllLines(expectedFile);
        for (int pieceBytes : new int[] {stream.length, 1, 7, 64, 1000}) {
            List<JsonNode> packets = decode(stream, pieceBytes);
            assertThat(packets).hasSize(expected.size());
            for (int i = 0; i < packets.size(); i++) {
                same("line " + (i + 1), packets.get(i), JSON.readTree(expected.get(i)));
            }
        }
        // The absurd length and the cut packet, in each of the five runs; the noise between them is counted apart.
        assertThat(faults.of(FrameFault.MMWAVE_TRUNCATED) + faults.of(FrameFault.MMWAVE_MALFORMED))
                .isEqualTo(10);
        assertThat(faults.of(FrameFault.MMWAVE_GARBLED)).isGreaterThanOrEqualTo(5);
    }
}
