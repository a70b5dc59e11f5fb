package io.roadgate.sensor.gnss;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.SharedFiles;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published recordings, line by line. */
class GnssFixtureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SS'Z'").withZone(ZoneOffset.UTC);

    private final FaultCounts faults = new FaultCounts();
    private final NmeaReading reading = new NmeaReading();
    private final List<Map<String, Object>> found = new ArrayList<>();
    private final ByteStreamReader reader = new ByteStreamReader(new GnssFraming(faults, new GnssFraming.Handler() {
        @Override
        public void onSentence(NmeaSentence sentence, long receivedAtNs) {
            reading.read(sentence);
            assertThat(reading.isMalformed).isFalse();
            found.add(fields(sentence));
        }

        @Override
        public void onRtcm(RtcmFrame frame, long receivedAtNs) {
            found.add(new LinkedHashMap<>(Map.of(
                    "type", frame.messageNumber(),
                    "station", frame.stationId(),
                    "x", frame.antennaM(0),
                    "y", frame.antennaM(1),
                    "z", frame.antennaM(2),
                    "len", frame.payloadBytes())));
        }
    }));

    private static Object known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static Object degrees(double value) {
        return Double.isNaN(value)
                ? null
                : new BigDecimal(value).setScale(9, RoundingMode.HALF_EVEN).doubleValue();
    }

    private String utc() {
        return UTC.format(Instant.ofEpochSecond(reading.day * 86_400, reading.timeOfDayNs));
    }

    private Map<String, Object> fields(NmeaSentence sentence) {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean isOwn = reading.type == NmeaReading.Type.PROPRIETARY;
        fields.put("type", isOwn ? "proprietary" : reading.type.name());
        fields.put("talker", isOwn ? "P" : sentence.text(0).substring(0, 2));
        switch (reading.type) {
            case GGA -> putGga(fields, sentence);
            case RMC -> {
                fields.put("utc", utc());
                fields.put("valid", reading.isValid);
                fields.put("lat", degrees(reading.latDeg));
                fields.put("lon", degrees(reading.lonDeg));
                fields.put("speedKn", known(reading.speedKn));
                fields.put("courseDeg", known(reading.courseDeg));
                fields.put("mode", String.valueOf(reading.mode));
            }
            case ZDA -> {
                fields.put("utc", utc());
                fields.put("zoneH", reading.zoneHours);
                fields.put("zoneM", reading.zoneMinutes);
            }
            case GSA -> {
                fields.put("fix", reading.fixDimensions);
                List<Integer> ids = new ArrayList<>();
                for (int i = 0; i < reading.listed; i++) {
                    ids.add(reading.ids[i]);
                }
                fields.put("sats", ids);
                fields.put("pdop", known(reading.pdop));
                fields.put("hdop", known(reading.hdop));
                fields.put("vdop", known(reading.vdop));
                fields.put("systemId", reading.systemId);
            }
            case GSV -> putGsv(fields);
            case GST -> {
                fields.put("rms", known(reading.rmsM));
                fields.put("latStd", known(reading.latSigmaM));
                fields.put("lonStd", known(reading.lonSigmaM));
                fields.put("altStd", known(reading.altitudeSigmaM));
            }
            case VTG -> {
                fields.put("courseDeg", known(reading.courseDeg));
                fields.put("speedKmh", known(reading.speedKmh));
                fields.put("mode", String.valueOf(reading.mode));
            }
            case TXT -> fields.put("text", sentence.text(4));
            default -> {
                // Nothing beside its name.
            }
        }
        return fields;
    }

    private void putGga(Map<String, Object> fields, NmeaSentence sentence) {
        fields.put("timeOfDay", sentence.text(1));
        fields.put("lat", degrees(reading.latDeg));
        fields.put("lon", degrees(reading.lonDeg));
        fields.put("quality", reading.quality);
        fields.put("satellites", reading.satellites);
        fields.put("hdop", known(reading.hdop));
        fields.put("altitude", known(reading.altitudeM));
        fields.put("geoidSep", known(reading.geoidM));
        if (!sentence.isEmpty(13)) {
            fields.put("dgpsAge", reading.correctionAgeS);
            fields.put("station", sentence.text(14));
        }
    }

    private void putGsv(Map<String, Object> fields) {
        fields.put("inView", reading.inView);
        List<Object> satellites = new ArrayList<>();
        for (int i = 0; i < reading.listed; i++) {
            Map<String, Object> satellite = new LinkedHashMap<>();
            satellite.put("id", reading.ids[i]);
            satellite.put("el", reading.elevationsDeg[i]);
            satellite.put("az", reading.azimuthsDeg[i]);
            satellite.put("snr", reading.snrsDb[i] < 0 ? null : reading.snrsDb[i]);
            satellites.add(satellite);
        }
        fields.put("sats", satellites);
    }

    private void feed(byte[] bytes, int from, int to) {
        reader.onBytes(new UnsafeBuffer(bytes), from, to - from, 5);
    }

    private String fault() {
        if (faults.of(FrameFault.NMEA_CHECKSUM) > 0) {
            return "checksum";
        }
        return faults.of(FrameFault.NMEA_NOISE) > 0 ? "noise" : "nothing";
    }

    @Test
    void shouldReadThePublishedLinesExactly() throws Exception {
        byte[] log = Files.readAllBytes(SharedFiles.find("sensors/fixtures/nmea.log"));
        List<String> expected = Files.readAllLines(SharedFiles.find("sensors/fixtures/nmea.expected.jsonl"));
        int from = 0;
        int line = 0;
        int errorCount = 0;
        for (int i = 0; i < log.length; i++) {
            if (log[i] != '\n') {
                continue;
            }
            found.clear();
            feed(log, from, i + 1);
            from = i + 1;
            line++;
            Map<String, Object> actual = new LinkedHashMap<>();
            actual.put("line", line);
            if (found.isEmpty()) {
                actual.put("error", fault());
                errorCount++;
                faults.clear();
            } else {
                assertThat(found).hasSize(1);
                actual.putAll(found.get(0));
            }
            JsonNode want = JSON.readTree(expected.get(line - 1));
            JsonNode got = JSON.valueToTree(actual);
            assertThat(got).as("line %d", line).isEqualTo(want);
        }
        assertThat(line).isEqualTo(expected.size());
        assertThat(errorCount).isEqualTo(3);
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void shouldReadThePublishedCorrectionFrame() throws Exception {
        String hex = Files.readString(SharedFiles.find("sensors/fixtures/rtcm1005.hex"))
                .strip();
        byte[] bytes = HexFormat.of().parseHex(hex);
        feed(bytes, 0, bytes.length);
        JsonNode want = JSON.readTree(Files.readString(SharedFiles.find("sensors/fixtures/rtcm1005.expected.json")));
        JsonNode actual = JSON.valueToTree(found.get(0));
        assertThat(actual.propertyNames()).containsExactlyInAnyOrderElementsOf(want.propertyNames());
        want.propertyNames()
                .forEach(name -> assertThat(actual.get(name).asDouble())
                        .as(name)
                        .isCloseTo(want.get(name).asDouble(), org.assertj.core.data.Offset.offset(1e-6)));
        assertThat(faults.all()).isEmpty();
    }
}
