package io.roadgate.gateway.service;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.DownlinkEncoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.V2xKind;
import io.roadgate.gateway.record.V2xMessageDecoder;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SignalSource;
import io.roadgate.sensor.observation.V2xUplinkEncoder;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A junction with services in virtual time. Two lanes come from the south (road 1 to 2; lane 1 straight and left, phase 1;
 * lane 2 straight and right, phase 2), one from the west (phase 3); exits lead north, west and east.
 */
final class ServiceScene {
    static final long START_NS = TestSite.START_NS;
    static final long MS = Script.MS;
    static final int SIGNAL_SENSOR = 6;
    static final int INTERSECTION = 12;
    private static final double REPORT_SIGMA_M = 0.6; // as Script.bsm tells

    final List<Out> outs = new ArrayList<>();
    final Counters counters = TestSite.counters();
    final SiteMap map;
    boolean isQuiet;
    int quietCount;
    private final FusionCore core;
    private final ReportErrors reportErrors = new ReportErrors(new Random(1));
    private long nowNs = START_NS;

    /** What came out. */
    record Out(long atNs, int templateId, UnsafeBuffer record) {}

    ServiceScene(RoadServices... services) {
        this(Map.of(), services);
    }

    ServiceScene(Map<String, String> settingsOfAll, RoadServices... services) {
        map = junction();
        core = new FusionCore(config(map, settingsOfAll, services), START_NS, 1, counters, this::onOutput);
    }

    /** A site at this junction with these services and nothing else. */
    static GatewayConfig config(SiteMap map, Map<String, String> settingsOfAll, RoadServices... services) {
        Map<String, Settings> settings = new LinkedHashMap<>();
        for (RoadServices row : services) {
            Map<String, String> own = new LinkedHashMap<>(settingsOfAll);
            own.keySet()
                    .removeIf(key ->
                            row.settings().stream().noneMatch(s -> s.key().equals(key)));
            settings.put(row.key(), new Settings(row.settings(), own));
        }
        GatewayConfig base = TestSite.config();
        return new GatewayConfig(
                "",
                base.site(),
                base.threading(),
                base.rings(),
                base.mqtt(),
                base.sensors(),
                base.rsu(),
                map,
                base.tracking(),
                Map.of(),
                settings,
                Optional.empty(),
                base.journal(),
                base.ledger(),
                base.clock());
    }

    static SiteMap junction() {
        MapDraft draft = new MapDraft("junction");
        draft.add(lane(1, "1>2", 1, false, p(0, -200), p(0, 0))
                .stopLine(195)
                .successor("11")
                .successor("12"));
        draft.add(lane(2, "1>2", 2, false, p(3.5, -200), p(3.5, 0))
                .stopLine(195)
                .successor("13")
                .successor("14"));
        draft.add(
                lane(51, "6>2", 3, false, p(-200, 10), p(-15, 10)).stopLine(180).successor("15"));
        draft.add(lane(11, "", 0, true, p(0, 0), p(0, 30)).successor("21"));
        draft.add(lane(12, "", 0, true, p(0, 0), p(-3, 12), p(-15, 17)).successor("31"));
        draft.add(lane(13, "", 0, true, p(3.5, 0), p(3.5, 30)).successor("22"));
        draft.add(lane(
                        14,
                        "",
                        0,
                        true,
                        p(3.50, 0.00),
                        p(3.65, 1.74),
                        p(4.10, 3.42),
                        p(4.84, 5.00),
                        p(5.84, 6.43),
                        p(7.07, 7.66),
                        p(8.50, 8.66),
                        p(10.08, 9.40),
                        p(11.76, 9.85),
                        p(13.50, 10.00),
                        p(15.00, 10.00))
                .successor("41"));
        draft.add(lane(15, "", 0, true, p(-15, 10), p(15, 10)).successor("41"));
        draft.add(lane(21, "2>3", 0, false, p(0, 30), p(0, 200)));
        draft.add(lane(22, "2>3", 0, false, p(3.5, 30), p(3.5, 200)));
        draft.add(lane(31, "2>4", 0, false, p(-15, 17), p(-200, 17)));
        draft.add(lane(41, "2>5", 0, false, p(15, 10), p(200, 10)));
        draft.lanes().get(0).neighbours("", "2");
        draft.lanes().get(1).neighbours("1", "");
        draft.lanes().get(8).neighbours("", "22");
        draft.lanes().get(9).neighbours("21", "");
        return draft.build(new MapFaults());
    }

    private static LaneDraft lane(int id, String road, int group, boolean isInside, double[]... points) {
        return LaneDraft.of(id, LaneKind.DRIVING, 3.5, 50 / 3.6, List.of(points))
                .road(road)
                .signalGroup(group)
                .inJunction(isInside);
    }

    private static double[] p(double eastM, double northM) {
        return new double[] {eastM, northM, 0};
    }

    private void onOutput(int templateId, DirectBuffer buffer, int offset, int length) {
        if (isQuiet) {
            quietCount++;
            return;
        }
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, buffer, offset, length);
        outs.add(new Out(core == null ? START_NS : core.nowNs(), templateId, copy));
    }

    long nowNs() {
        return nowNs;
    }

    /** Ticks up to an instant from the start. */
    ServiceScene runTo(long atMs) {
        for (; nowNs < START_NS + atMs * MS; nowNs += 10 * MS) {
            new Script(1).tick(nowNs).play(core);
        }
        return this;
    }

    /** A phase as a controller tells it. */
    void signal(int sensorId, int phase, SignalLight light, int toChangeMs) {
        signal(sensorId, phase, light, toChangeMs, Integer.MIN_VALUE, Integer.MIN_VALUE);
    }

    void signal(int sensorId, int phase, SignalLight light, int toChangeMs, int leastMs, int mostMs) {
        UnsafeBuffer record = phase(sensorId, phase, light, toChangeMs, leastMs, mostMs);
        core.onRecord(SignalPhaseEncoder.TEMPLATE_ID, record, 0, record.capacity());
    }

    /** A phase as a record. */
    UnsafeBuffer phase(int sensorId, int phase, SignalLight light, int toChangeMs) {
        return phase(sensorId, phase, light, toChangeMs, Integer.MIN_VALUE, Integer.MIN_VALUE);
    }

    private UnsafeBuffer phase(int sensorId, int phase, SignalLight light, int toChangeMs, int leastMs, int mostMs) {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SignalPhaseEncoder.BLOCK_LENGTH]);
        new SignalPhaseEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .measuredAtNs(nowNs)
                .receivedAtNs(nowNs)
                .sensorId(sensorId)
                .messageSequence(1)
                .indexInMessage(0)
                .countInMessage(1)
                .regionId(65_535)
                .intersectionId(INTERSECTION)
                .phaseId((short) phase)
                .light(light)
                .nextLight(SignalLight.NULL_VAL)
                .source(SignalSource.JSON)
                .controllerStatus(0)
                .toChangeMs(toChangeMs)
                .leastToChangeMs(leastMs)
                .mostToChangeMs(mostMs)
                .confidence(Float.NaN);
        return buffer;
    }

    /** Plays a record that is ready, and phases as of its instant. */
    void play(int templateId, UnsafeBuffer record, long atNs, UnsafeBuffer[] phases) {
        core.onRecord(templateId, record, 0, record.capacity());
        for (UnsafeBuffer phase : phases) {
            int block = MessageHeaderEncoder.ENCODED_LENGTH;
            phase.putLong(block + SignalPhaseEncoder.measuredAtNsEncodingOffset(), atNs, SignalPhaseEncoder.BYTE_ORDER);
            phase.putLong(block + SignalPhaseEncoder.receivedAtNsEncodingOffset(), atNs, SignalPhaseEncoder.BYTE_ORDER);
            core.onRecord(SignalPhaseEncoder.TEMPLATE_ID, phase, 0, phase.capacity());
        }
    }

    /** A vehicle's own report, now. */
    void bsm(long temporaryId, double eastM, double northM, double eastMps, double northMps) {
        bsm(temporaryId, ParticipantClass.CAR, eastM, northM, eastMps, northMps);
    }

    void bsm(long temporaryId, ParticipantClass kind, double eastM, double northM, double eastMps, double northMps) {
        Script one = new Script(temporaryId * 31 + nowNs);
        double[] error = reportErrors.next(temporaryId, REPORT_SIGMA_M);
        one.bsm(
                nowNs,
                0,
                temporaryId,
                new Mover(eastM, northM, eastMps, northMps, kind),
                o -> o.eastM(eastM + error[0]).northM(northM + error[1]));
        one.play(core);
    }

    /** What a centre sends down. */
    void command(String json) {
        downlink(json.getBytes(StandardCharsets.UTF_8));
    }

    void downlink(byte[] payload) {
        downlink(DownlinkKind.COMMAND, payload);
    }

    void downlink(DownlinkKind kind, byte[] payload) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[payload.length + 64]);
        DownlinkEncoder out = new DownlinkEncoder()
                .wrapAndApplyHeader(buffer, 0, new io.roadgate.gateway.record.MessageHeaderEncoder());
        out.receivedAtNs(nowNs).kind(kind).putPayload(payload, 0, payload.length);
        core.onRecord(DownlinkEncoder.TEMPLATE_ID, buffer, 0, 8 + out.encodedLength());
    }

    /** What a vehicle sends. */
    void uplink(FrameCodec codec) {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[2048]);
        int length = codec.encode(frame, 0);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
        V2xUplinkEncoder out = new V2xUplinkEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        out.measuredAtNs(nowNs)
                .receivedAtNs(nowNs)
                .sensorId(TestSite.OBU)
                .messageKind((short) codec.kind().number())
                .messageSet((short) MessageCodecs.DAY2.number())
                .putFrame(frame, 0, length);
        core.onRecord(V2xUplinkEncoder.TEMPLATE_ID, buffer, 0, 8 + out.encodedLength());
    }

    /** Loses a sensor's link. */
    void lose(int sensorId) {
        Script one = new Script(1);
        one.linkLost(sensorId, nowNs);
        one.play(core);
    }

    List<Out> records(int templateId) {
        return outs.stream().filter(out -> out.templateId == templateId).toList();
    }

    /** Messages of a kind, decoded strictly. */
    <T extends WireValue> List<T> messages(MessageKind kind, Class<T> type) {
        List<T> messages = new ArrayList<>();
        for (Out out : records(V2xMessageDecoder.TEMPLATE_ID)) {
            V2xMessageDecoder record =
                    new V2xMessageDecoder().wrapAndApplyHeader(out.record, 0, new MessageHeaderDecoder());
            if (record.kind() == V2xKind.valueOf(kind.name())) {
                FrameCodec codec = MessageCodecs.DAY2.newCodec();
                int at = record.limit() + V2xMessageDecoder.octetsHeaderLength();
                if (codec.decode(out.record, at, record.octetsLength()) != UperFault.NONE) {
                    throw new AssertionError("not decodable: " + kind);
                }
                messages.add(codec.message(type));
            }
        }
        return messages;
    }
}
