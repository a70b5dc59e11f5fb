package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.device.SharedFiles;
import io.roadgate.sensor.frame.FaultCounts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The shared recordings, frame by frame and field by field. */
class EtcFixtureTest {
    @ParameterizedTest
    @ValueSource(strings = {"etc-bcc-rsu", "etc-bcc-dialogue"})
    void shouldDecodeEveryFrame(String name) throws IOException {
        byte[] stream = Files.readAllBytes(SharedFiles.find("sensors/fixtures/" + name + ".bin"));
        List<Map<String, Object>> decoded = new ArrayList<>();
        FaultCounts faults = new FaultCounts();
        EtcBccFramer framer = new EtcBccFramer(
                faults,
                (frame, streamOffset, wireLength, receivedAtNs) ->
                        decoded.add(describe(frame, streamOffset, wireLength)));
        framer.onBytes(new UnsafeBuffer(stream), 0, stream.length, 1);
        List<Map<String, Object>> expected = new ArrayList<>();
        for (String line : Files.readAllLines(SharedFiles.find("sensors/fixtures/" + name + ".expected.jsonl"))) {
            expected.add(flat(new ObjectMapper().readTree(line)));
        }
        assertThat(faults.all()).isEmpty();
        assertThat(decoded).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc-bcc-rsu", "etc-bcc-dialogue"})
    void shouldMakeTransactionsOfIt(String name) throws IOException {
        byte[] stream = Files.readAllBytes(SharedFiles.find("sensors/fixtures/" + name + ".bin"));
        DriverRig rig = DriverRig.of(DriverKind.ETC, Map.of("clockTolerance", "24h"), DriverRig.MOUNT)
                .feed(stream);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.transactions).hasSize(name.endsWith("rsu") ? 4 : 2);
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(950);
        assertThat(rig.sink.transactions.get(0).measuredAtNs()).isEqualTo(1_764_032_437_000_000_000L);
        DriverRig.assertSameHoweverCut(DriverKind.ETC, Map.of("clockTolerance", "24h"), stream);
    }

    /** Nested files become {@code file0015.issuer}; what the driver has no use for is left out. */
    private static Map<String, Object> flat(JsonNode line) {
        Map<String, Object> flat = new TreeMap<>();
        line.properties().forEach(field -> {
            if (field.getValue().isString()) {
                flat.put(field.getKey(), field.getValue().asString());
            } else if (field.getValue().isBoolean()) {
                flat.put(field.getKey(), field.getValue().asBoolean() ? 1L : 0L);
            } else if (field.getValue().isNumber()) {
                flat.put(field.getKey(), field.getValue().asLong());
            }
        });
        JsonNode card = line.get("file0015");
        if (card != null) {
            flat.put("cardType", card.get("cardType").asLong());
            flat.put("cardVersion", card.get("cardVersion").asLong());
            flat.put("cardNo", card.get("cardNo").asString());
            flat.put("cardPlate", card.get("plate").asString());
        }
        return flat;
    }

    private static Map<String, Object> describe(EtcFrame frame, long streamOffset, int wireLength) {
        Map<String, Object> out = new TreeMap<>();
        out.put("offset", streamOffset);
        out.put("len", (long) wireLength);
        out.put("rsctl", String.format(Locale.ROOT, "%02X", frame.rsctl()));
        out.put("type", String.format(Locale.ROOT, "%02X", frame.type()));
        switch (frame.type()) {
            case EtcFrameType.DEVICE_STATE -> deviceState(frame, out);
            case EtcFrameType.INIT -> init(frame, out);
            case EtcFrameType.ANTENNA_POWER -> out.put("on", (long) frame.u8(1));
            default -> {
                out.put("obuId", String.format(Locale.ROOT, "%08X", frame.obuMac()));
                withObu(frame, out);
            }
        }
        return out;
    }

    private static void deviceState(EtcFrame frame, Map<String, Object> out) {
        out.put("rsuStatus", (long) frame.rsuStatus());
        out.put("psamChannel", (long) frame.psamChannel());
        out.put("psamVersion", (long) frame.psamVersion());
        out.put("psamAuth", (long) frame.psamAuthorised());
        out.put("psamTerminal", hex(frame, frame.psamTerminalAt(), 6));
        out.put("algId", (long) frame.algorithm());
        out.put("manufacturer", String.format(Locale.ROOT, "%02X", frame.manufacturer()));
        out.put("rsuId", hex(frame, frame.rsuIdAt(), 3));
        out.put("version", hex(frame, frame.rsuIdAt() + 3, 2));
    }

    private static void init(EtcFrame frame, Map<String, Object> out) {
        out.put("unixTime", frame.u32(1));
        out.put("dateTime", hex(frame, 5, 7));
        out.put("laneMode", (long) frame.u8(12));
        out.put("bstIntervalMs", (long) frame.u8(13));
        out.put("txPower", (long) frame.u8(14));
        out.put("pllChannel", (long) frame.u8(15));
        out.put("ef04", (long) frame.u8(16));
        out.put("ef04Offset", (long) frame.u16(17));
        out.put("ef04Len", (long) frame.u16(19));
    }

    private static void withObu(EtcFrame frame, Map<String, Object> out) {
        if (frame.type() >= 0xB2 && frame.type() <= 0xB5) {
            out.put("errorCode", (long) frame.errorCode());
        }
        if (frame.isErrorOnly()) {
            return;
        }
        switch (frame.type()) {
            case EtcFrameType.OBU_FOUND -> obuFound(frame, out);
            case EtcFrameType.VEHICLE -> vehicle(frame, out);
            case EtcFrameType.CARD -> card(frame, out);
            case EtcFrameType.RESULT -> result(frame, out);
            case EtcFrameType.CHARGE -> {
                out.put("tradeMode", (long) frame.u8(5));
                out.put("amountFen", frame.amountFen());
                out.put("transTime", hex(frame, frame.bcdTimeAt(), 7));
                out.put("ef04Offset", (long) frame.u16(57));
                out.put("ef04", hex(frame, 61, frame.u16(59)));
            }
            case EtcFrameType.STOP -> out.put("stopType", (long) frame.stopType());
            default -> assertThat(frame.type()).isEqualTo(EtcFrameType.GO_ON);
        }
    }

    private static void obuFound(EtcFrame frame, Map<String, Object> out) {
        out.put("issuer", hex(frame, 6, 8));
        out.put("issuerText", gbk(frame, 6, 4));
        out.put("contractType", (long) frame.contractType());
        out.put("contractVersion", (long) frame.contractVersion());
        out.put("contractSerial", hex(frame, 16, 8));
        out.put("issueDate", hex(frame, 24, 4));
        out.put("expireDate", hex(frame, 28, 4));
        out.put("cpuCardId", hex(frame, 32, 10));
        out.put("equipmentStatus", (long) frame.equipment());
        out.put("obuStatus", hex(frame, 43, 2));
    }

    private static void vehicle(EtcFrame frame, Map<String, Object> out) {
        out.put("plate", gbk(frame, 6, 12));
        out.put("plateColor", (long) frame.plateColour());
        out.put("vehicleClass", (long) frame.vehicleClass());
        out.put("userType", (long) frame.userType());
        out.put("lengthDm", (long) frame.lengthDm());
        out.put("widthDm", (long) frame.widthDm());
        out.put("heightDm", (long) frame.heightDm());
        out.put("wheels", (long) frame.wheelCount());
        out.put("axles", (long) frame.axleCount());
        out.put("wheelBaseDm", (long) frame.wheelBaseDm());
        out.put("loadOrSeats", (long) frame.loadOrSeats());
        out.put("description", gbk(frame, 33, 16));
        out.put("engineNo", gbk(frame, 49, 16));
    }

    private static void card(EtcFrame frame, Map<String, Object> out) {
        int file = frame.file0015At();
        out.put("cardReadStatus", (long) frame.cardReadStatus());
        out.put("balanceFen", frame.cardBalanceFen());
        out.put("ef04Status", (long) frame.u8(97));
        out.put("ef04Offset", (long) frame.u16(98));
        out.put("ef04", hex(frame, 102, frame.u16(100)));
        out.put("cardType", (long) frame.cardType());
        out.put("cardVersion", (long) frame.cardVersion());
        out.put("cardNo", hex(frame, file + 12, 8));
        out.put("cardPlate", gbk(frame, file + 28, 12));
    }

    private static void result(EtcFrame frame, Map<String, Object> out) {
        out.put("transTime", hex(frame, frame.bcdTimeAt(), 7));
        out.put("psamSerial", frame.psamSerial());
        out.put("cardSerial", (long) frame.cardSerial());
        out.put("transType", (long) frame.transactionType());
        out.put("balanceFen", frame.balanceAfterFen());
        out.put("tac", String.format(Locale.ROOT, "%08X", frame.tac()));
        out.put("writeTime", frame.writtenAtS());
        out.put("keyType", (long) frame.u8(32));
        out.put("ef04WriteStatus", (long) frame.u8(33));
    }

    private static byte[] bytes(EtcFrame frame, int at, int length) {
        byte[] bytes = new byte[length];
        frame.buffer().getBytes(frame.place(at), bytes);
        return bytes;
    }

    private static String hex(EtcFrame frame, int at, int length) {
        return HexFormat.of().withUpperCase().formatHex(bytes(frame, at, length));
    }

    private static String gbk(EtcFrame frame, int at, int length) {
        return new String(bytes(frame, at, length), Charset.forName("GB18030")).replace("\0", "");
    }
}
