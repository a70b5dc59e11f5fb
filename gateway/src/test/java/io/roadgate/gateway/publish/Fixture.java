package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.record.TrackStateEncoder;
import io.roadgate.gateway.ring.RecordRing;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.setting.Settings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** A small site and records as fusion and the journal agent would give them. */
final class Fixture {
    static final long NOW_NS = 1_795_000_000_000_000_000L;
    static final int LAT_E7 = 297_001_234;
    static final int LON_E7 = 1_066_005_678;
    static final String PLATE = "渝A12345";
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private Fixture() {}

    static GatewayConfig config(
            String broker, GatewayConfig.PayloadFormat format, GatewayConfig.ReceiptMode receipts, int window) {
        return config(broker, format, receipts, window, null);
    }

    static GatewayConfig config(
            String broker,
            GatewayConfig.PayloadFormat format,
            GatewayConfig.ReceiptMode receipts,
            int window,
            InetSocketAddress rsu) {
        return new GatewayConfig(
                "",
                new GatewayConfig.Site("lj-1", 12, 29.70, 106.60, 250),
                new GatewayConfig.Threading(GatewayConfig.ThreadingMode.INVOKER, GatewayConfig.IdleMode.BACKOFF, 1),
                new GatewayConfig.Rings(1 << 16, 1 << 20, 1 << 16, 1 << 18),
                new GatewayConfig.Mqtt(URI.create(broker), "gw-lj-1", "", "", window, format, 10),
                List.of(),
                Optional.ofNullable(rsu)
                        .map(address -> new GatewayConfig.Rsu(
                                address, 0x0102030405060708L, Settings.defaults(LengthFraming.SETTINGS))),
                SiteMap.EMPTY,
                Settings.defaults(List.of()),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new GatewayConfig.Ledger(Path.of("unused"), receipts, 1_000_000_000L)),
                Settings.defaults(ClockWatch.SETTINGS));
    }

    static UnsafeBuffer hazard(long eventId, EventKind kind, EventPhase phase, long causedAtNs, long expiresAtNs) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + HazardEventEncoder.BLOCK_LENGTH]);
        HazardEventEncoder event = new HazardEventEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        event.eventId(eventId)
                .kind(kind.code())
                .phase(phase)
                .severity((short) kind.severity())
                .firstSeenAtNs(causedAtNs - 5_000_000_000L)
                .detectedAtNs(causedAtNs + 1_000)
                .causedAtNs(causedAtNs)
                .expiresAtNs(expiresAtNs)
                .latE7(LAT_E7)
                .lonE7(LON_E7)
                .heightCm(25_150)
                .laneId(3)
                .level((byte) 1)
                .radiusM(30f)
                .confidence(0.9f)
                .measure(0.1f)
                .threshold(0.5f);
        event.primary()
                .trackId(77)
                .participantClass(ParticipantClass.CAR.value())
                .latE7(LAT_E7)
                .lonE7(LON_E7)
                .speedMps(0.1f)
                .courseRad(1.5f);
        event.putPlate(padded(PLATE, 24), 0, 24);
        return buffer;
    }

    static UnsafeBuffer toll(long sequence) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + TollRecordEncoder.BLOCK_LENGTH]);
        TollRecordEncoder toll = new TollRecordEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        toll.sequence(sequence)
                .siteNumber(12)
                .laneId(4)
                .vehicleClass((short) 1)
                .tariffVersion(7)
                .passedAtNs(NOW_NS)
                .decidedAtNs(NOW_NS + 1)
                .causedAtNs(NOW_NS)
                .amountFen(1_250)
                .debitedFen(1_250)
                .obuMac(0xA1B2C3D4L);
        toll.putPlate(padded(PLATE, 24), 0, 24);
        return buffer;
    }

    static UnsafeBuffer track(long trackId, int index, int count, long atNs) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + TrackStateEncoder.BLOCK_LENGTH]);
        TrackStateEncoder track = new TrackStateEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        track.atNs(atNs)
                .causedAtNs(atNs - 1_000_000)
                .indexInPicture(index)
                .countInPicture(count)
                .trackId(trackId)
                .participantClass(ParticipantClass.CAR.value())
                .latE7(LAT_E7 + index * 100)
                .lonE7(LON_E7)
                .heightCm(25_000)
                .laneId(3)
                .speedMps(13.5f)
                .courseRad(0.25f)
                .accelMps2(-1.5f)
                .lengthM(4.5f)
                .widthM(1.8f)
                .positionSigmaM(0.4f)
                .existence(0.99f);
        return buffer;
    }

    static boolean offer(RecordRing ring, int templateId, UnsafeBuffer record) {
        return ring.offer(templateId, record, 0, record.capacity());
    }

    static byte[] padded(String text, int length) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length);
    }
}
