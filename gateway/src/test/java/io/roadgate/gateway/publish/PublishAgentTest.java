package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.ReceiptMode;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.DownlinkDecoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollReceiptDecoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.record.TrackStateEncoder;
import io.roadgate.gateway.ring.RecordRing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The agent in virtual time over links that the test drives. */
class PublishAgentTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final EventKind KIND = EventKind.EMERGENCY_BRAKING;
    private static final String TOLL_RECEIPT_TOPIC = "roadgate/v1/lj-1/down/receipt";

    private final Counters counters = new Counters(List.of());
    private final RecordRing outbound = new RecordRing(1 << 20);
    private final RecordRing tolls = new RecordRing(1 << 20);
    private final RecordRing inbound = new RecordRing(1 << 16);
    private final RecordRing receipts = new RecordRing(1 << 12);
    private final Map<Lane, FakeLink> links = new EnumMap<>(Lane.class);
    private long nowNs = Fixture.NOW_NS;
    private long tickNs;

    @Test
    void shouldPublishAHazardOnceTheLinkIsUp() throws Exception {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.HAZARD);
        raise(1, EventPhase.RAISED, nowNs + 2500_000_000L);
        agent.doWork();

        assertThat(link.sent).hasSize(1);
        assertThat(link.last().topic).isEqualTo("roadgate/v1/lj-1/hazard/emergency-braking");
        assertThat(link.last().qos).isEqualTo(1);
        assertThat(link.last().expirySeconds).isEqualTo(3);
        assertThat(CloudProto.HazardEvent.parseFrom(link.last().payload).getEventId())
                .isEqualTo(1);
    }

    @Test
    void shouldSendATypedHazardToItsTileToo() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.HAZARD);
        Fixture.offer(
                outbound,
                HazardEventEncoder.TEMPLATE_ID,
                Fixture.hazard(1, EventKind.ABNORMAL_VEHICLE_STOPPED, EventPhase.RAISED, nowNs, nowNs + SECOND_NS));
        agent.doWork();

        assertThat(link.sent).hasSize(2);
        assertThat(link.last().topic).matches("roadgate/v1/tile(/[0-3]){16}/rsi");
    }

    @Test
    void shouldSendOnlyTheNewestStateOfWhatWaited() throws Exception {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        raise(1, EventPhase.RAISED, nowNs + 10 * SECOND_NS);
        raise(2, EventPhase.RAISED, nowNs + 10 * SECOND_NS);
        raise(1, EventPhase.UPDATED, nowNs + 20 * SECOND_NS);
        agent.doWork();
        FakeLink link = up(Lane.HAZARD);
        agent.doWork();

        assertThat(link.sent).hasSize(2);
        CloudProto.HazardEvent first = CloudProto.HazardEvent.parseFrom(link.sent.get(0).payload);
        assertThat(first.getEventId()).isEqualTo(1);
        assertThat(first.getPhase()).isEqualTo(CloudProto.Phase.PHASE_UPDATED);
        assertThat(link.sent.get(0).expirySeconds).isEqualTo(20);
    }

    @Test
    void shouldDropAndCountHazardsThatExpireUnsent() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        raise(1, EventPhase.RAISED, nowNs + SECOND_NS);
        raise(2, EventPhase.RAISED, nowNs + 10 * SECOND_NS);
        agent.doWork();
        advance(2 * SECOND_NS);
        agent.doWork();
        FakeLink link = up(Lane.HAZARD);
        agent.doWork();

        assertThat(link.sent).hasSize(1);
        assertThat(link.last().expirySeconds).isEqualTo(8);
        assertThat(counters.get(GatewayCounter.HAZARDS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldShedTheHazardThatExpiresFirstWhenFull() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        for (int i = 0; i <= HazardLane.CAPACITY; i++) {
            raise(i + 1, EventPhase.RAISED, nowNs + (i == 7 ? 5 : 60) * SECOND_NS);
            agent.doWork();
        }
        assertThat(counters.get(GatewayCounter.HAZARDS_SHED)).isEqualTo(1);
        FakeLink link = up(Lane.HAZARD);
        for (int i = 0; i < HazardLane.CAPACITY; i++) {
            agent.doWork();
            link.acknowledge(link.sent.get(Math.min(i, link.sent.size() - 1)));
        }
        agent.doWork();
        assertThat(link.sent).hasSize(HazardLane.CAPACITY).allMatch(message -> message.expirySeconds == 60);
    }

    @Test
    void shouldKeepToTheSmallerWindow() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.HAZARD);
        link.receiveMaximum = 3;
        for (int i = 1; i <= 10; i++) {
            raise(i, EventPhase.RAISED, nowNs + 60 * SECOND_NS);
        }
        agent.doWork();
        agent.doWork();
        assertThat(link.sent).hasSize(3);

        link.acknowledge(link.sent.get(0));
        agent.doWork();
        assertThat(link.sent).hasSize(4);
    }

    @Test
    void shouldTryAgainWhenPahoHasNoRoom() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.HAZARD);
        link.room = 0;
        raise(1, EventPhase.RAISED, nowNs + SECOND_NS);
        agent.doWork();
        link.room = 5;
        agent.doWork();
        assertThat(link.sent).isEmpty();
        advance(3_000_000);
        agent.doWork();
        assertThat(link.sent).hasSize(1);
    }

    @Test
    void shouldSendAgainWhatALostSessionLeftOpenButNotOlderStates() throws Exception {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.HAZARD);
        raise(1, EventPhase.RAISED, nowNs + 60 * SECOND_NS);
        raise(2, EventPhase.RAISED, nowNs + 60 * SECOND_NS);
        agent.doWork();
        FakeLink.Sent late = link.sent.get(0);
        link.session = 0;
        agent.doWork();
        raise(2, EventPhase.ENDED, nowNs + 60 * SECOND_NS);
        agent.doWork();
        link.sent.clear();
        link.session = 2;
        link.acknowledge(late);
        agent.doWork();

        assertThat(link.sent).hasSize(2);
        assertThat(CloudProto.HazardEvent.parseFrom(link.sent.get(0).payload).getEventId())
                .isEqualTo(1);
        assertThat(CloudProto.HazardEvent.parseFrom(link.sent.get(1).payload).getPhase())
                .isEqualTo(CloudProto.Phase.PHASE_ENDED);
    }

    @Test
    void shouldReplaceAClientThatIsStuckFor30s() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.TOLL);
        toll(1);
        agent.doWork();
        advance(29 * SECOND_NS);
        agent.doWork();
        assertThat(link.replaced).isZero();
        advance(2 * SECOND_NS);
        agent.doWork();
        assertThat(link.replaced).isEqualTo(1);
    }

    @Test
    void shouldRepeatARefusedTollAfterAPause() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.TOLL);
        toll(1);
        agent.doWork();
        link.refuse(link.last());
        agent.doWork();
        assertThat(link.sent).hasSize(1);
        advance(SECOND_NS);
        agent.doWork();
        assertThat(link.sent).hasSize(2);
    }

    @Test
    void shouldTurnAcknowledgementsIntoReceiptsInPubackMode() {
        PublishAgent agent = agent(ReceiptMode.PUBACK, 64);
        FakeLink link = up(Lane.TOLL);
        toll(5);
        toll(6);
        agent.doWork();
        link.acknowledge(link.sent.get(1));
        agent.doWork();
        assertThat(receipts()).containsExactly(6L);
    }

    @Test
    void shouldTakeReceiptsFromTheCentreOnly() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.TOLL);
        toll(5);
        agent.doWork();
        link.acknowledge(link.last());
        agent.doWork();
        assertThat(receipts()).isEmpty();

        byte[] receipt = CloudProto.TollReceipt.newBuilder()
                .addSequences(5)
                .addSequences(7)
                .build()
                .toByteArray();
        link.arrive(TOLL_RECEIPT_TOPIC, receipt, nowNs);
        agent.doWork();
        assertThat(receipts()).containsExactly(5L, 7L);
    }

    @Test
    void shouldRefuseAReceiptThatIsCutOff() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.TOLL);
        byte[] receipt = CloudProto.TollReceipt.newBuilder()
                .addSequences(5)
                .addSequences(7)
                .build()
                .toByteArray();
        for (int length = 1; length < receipt.length; length++) {
            link.arrive(TOLL_RECEIPT_TOPIC, java.util.Arrays.copyOf(receipt, length), nowNs);
        }
        agent.doWork();
        assertThat(receipts()).isEmpty();
        assertThat(counters.get(GatewayCounter.DOWNLINK_REFUSED)).isEqualTo(receipt.length - 1);
    }

    @Test
    void shouldStopTakingTollsWhenFullAndForgetNone() {
        PublishAgent agent = agent(ReceiptMode.PUBACK, 64);
        int count = TollLane.CAPACITY + 500;
        for (int i = 1; i <= count; i++) {
            toll(i);
        }
        for (int i = 0; i < 40; i++) {
            agent.doWork();
        }
        assertThat(tolls.sizeBytes()).isPositive();
        FakeLink link = up(Lane.TOLL);
        List<Long> all = new ArrayList<>();
        int acknowledged = 0;
        for (int i = 0; i < 200; i++) {
            agent.doWork();
            for (; acknowledged < link.sent.size(); acknowledged++) {
                link.acknowledge(link.sent.get(acknowledged));
            }
            all.addAll(receipts());
        }
        assertThat(all).hasSize(count).doesNotHaveDuplicates();
        assertThat(tolls.sizeBytes()).isZero();
    }

    @Test
    void shouldNotSendARepeatedTollTwiceWhileItIsOnItsWay() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.TOLL);
        toll(5);
        agent.doWork();
        toll(5);
        agent.doWork();
        assertThat(link.sent).hasSize(1);
        link.acknowledge(link.last());
        agent.doWork();
        toll(5);
        agent.doWork();
        assertThat(link.sent).hasSize(2);
    }

    @Test
    void shouldSendWholePicturesAndShedThemWhenDownOrSlow() throws Exception {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        picture(3, nowNs);
        agent.doWork();
        assertThat(counters.get(GatewayCounter.PICTURES_SHED)).isEqualTo(1);
        FakeLink link = up(Lane.BULK);
        agent.doWork();
        link.sent.clear();
        for (int i = 0; i < BulkLane.MOST_PICTURES_IN_FLIGHT + 2; i++) {
            picture(3, nowNs + i);
        }
        agent.doWork();

        assertThat(link.sent).hasSize(BulkLane.MOST_PICTURES_IN_FLIGHT);
        assertThat(link.last().qos).isZero();
        assertThat(CloudProto.RoadPicture.parseFrom(link.last().payload).getTracksCount())
                .isEqualTo(3);
        assertThat(counters.get(GatewayCounter.PICTURES_SHED)).isEqualTo(3);
    }

    @Test
    void shouldTellHealthOnceASecondRetained() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.BULK);
        for (int i = 0; i < 30; i++) {
            agent.doWork();
            link.sent.forEach(link::acknowledge);
            advance(100_000_000);
        }
        assertThat(link.sent).hasSize(3).allMatch(message -> message.isRetained && message.qos == 1);
        assertThat(new String(link.last().payload, StandardCharsets.UTF_8)).isEqualTo("{\"state\":\"up\"}");
    }

    @Test
    void shouldHandDownlinksToFusion() {
        PublishAgent agent = agent(ReceiptMode.CENTRE, 64);
        FakeLink link = up(Lane.TOLL);
        link.arrive("roadgate/v1/lj-1/down/map", new byte[] {1, 2, 3}, 99);
        link.arrive("roadgate/v1/lj-1/down/nonsense", new byte[] {1}, 99);
        link.arrive("roadgate/v1/lj-1/down/spat", new byte[1 << 14], 99);
        agent.doWork();
        List<DownlinkKind> kinds = new ArrayList<>();
        inbound.drain(
                (templateId, buffer, offset, length) -> {
                    DownlinkDecoder downlink =
                            new DownlinkDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
                    kinds.add(downlink.kind());
                    assertThat(downlink.receivedAtNs()).isEqualTo(99);
                    assertThat(downlink.payloadLength()).isEqualTo(3);
                },
                10);
        assertThat(kinds).containsExactly(DownlinkKind.MAP);
        assertThat(counters.get(GatewayCounter.DOWNLINK_REFUSED)).isEqualTo(2);
    }

    @Test
    void shouldCountABugAndGoOn() {
        PublishAgent agent = new PublishAgent(
                Fixture.config("tcp://127.0.0.1:1", PayloadFormat.PROTOBUF, ReceiptMode.CENTRE, 8),
                counters,
                () -> nowNs,
                () -> tickNs,
                outbound,
                tolls,
                inbound,
                receipts,
                json -> {
                    throw new IllegalStateException("a bug");
                },
                (config, lane) -> links.computeIfAbsent(lane, unused -> new FakeLink()));
        agent.doWork();
        assertThat(counters.get(GatewayCounter.AGENT_ERRORS)).isEqualTo(1);
        FakeLink link = up(Lane.HAZARD);
        raise(1, EventPhase.RAISED, nowNs + SECOND_NS);
        agent.doWork();
        assertThat(link.sent).hasSize(1);
    }

    private PublishAgent agent(ReceiptMode mode, int window) {
        GatewayConfig config = Fixture.config("tcp://127.0.0.1:1", PayloadFormat.PROTOBUF, mode, window);
        return new PublishAgent(
                config,
                counters,
                () -> nowNs,
                () -> tickNs,
                outbound,
                tolls,
                inbound,
                receipts,
                json -> json.append("{\"state\":\"up\"}"),
                (unused, lane) -> links.computeIfAbsent(lane, key -> new FakeLink()));
    }

    private FakeLink up(Lane lane) {
        FakeLink link = links.get(lane);
        link.session = 1;
        return link;
    }

    private void advance(long deltaNs) {
        nowNs += deltaNs;
        tickNs += deltaNs;
    }

    private void raise(long eventId, EventPhase phase, long expiresAtNs) {
        assertThat(Fixture.offer(
                        outbound,
                        HazardEventEncoder.TEMPLATE_ID,
                        Fixture.hazard(eventId, KIND, phase, nowNs, expiresAtNs)))
                .isTrue();
    }

    private void toll(long sequence) {
        assertThat(Fixture.offer(tolls, TollRecordEncoder.TEMPLATE_ID, Fixture.toll(sequence)))
                .isTrue();
    }

    private void picture(int count, long atNs) {
        for (int i = 0; i < count; i++) {
            Fixture.offer(outbound, TrackStateEncoder.TEMPLATE_ID, Fixture.track(100 + i, i, count, atNs));
        }
    }

    private List<Long> receipts() {
        List<Long> sequences = new ArrayList<>();
        receipts.drain(
                (templateId, buffer, offset, length) -> sequences.add(new TollReceiptDecoder()
                        .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                        .sequence()),
                10_000);
        return sequences;
    }
}
