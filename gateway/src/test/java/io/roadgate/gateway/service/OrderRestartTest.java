package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.FusionAgent;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.journal.ChronicleJournal;
import io.roadgate.gateway.journal.JournalAgent;
import io.roadgate.gateway.journal.JournalSession;
import io.roadgate.gateway.journal.OrderStore;
import io.roadgate.gateway.journal.ReplayReport;
import io.roadgate.gateway.journal.ReplayVerifier;
import io.roadgate.gateway.record.CommandPhase;
import io.roadgate.gateway.record.CommandStateDecoder;
import io.roadgate.gateway.record.DownlinkEncoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RequestAnswer;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.record.RequestStateEncoder;
import io.roadgate.gateway.record.TickEncoder;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of a centre over a restart, through fusion, journal and store, in virtual time. */
class OrderRestartTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String LIMIT =
            "{\"commandId\":\"77\",\"kind\":\"speed-limit\",\"ttlS\":60,\"lanes\":[1,2],\"speedCmps\":833}";

    private final Counters counters = TestSite.counters();
    private final GatewayConfig config =
            ServiceScene.config(ServiceScene.junction(), Map.of(), RoadServices.CONTROL, RoadServices.SIGNS);

    @TempDir
    private Path directory;

    private record State(long id, CommandPhase phase, long atNs, long causedAtNs, long expiresAtNs) {}

    /** One run of the gateway between its first and last record. */
    private final class Run {
        private final RecordRing inbound = new RecordRing(1 << 20);
        private final RecordRing outbound = new RecordRing(1 << 20);
        private final RecordRing ticks = new RecordRing(1 << 16);
        private final FusionAgent fusion;
        private final JournalAgent journal;
        private final List<State> states = new ArrayList<>();
        private final List<RequestAnswer> answers = new ArrayList<>();
        private long nowNs;

        Run(long startedAtNs) throws IOException {
            nowNs = startedAtNs;
            RecordRing journalled = new RecordRing(1 << 22);
            fusion = new FusionAgent(config, startedAtNs, 1, counters, ticks, List.of(), inbound, outbound, journalled);
            journal = new JournalAgent(
                    Optional.of(ChronicleJournal.open(directory, 0, () -> nowNs, counters)),
                    Optional.empty(),
                    new JournalSession(startedAtNs, 1, "test", ""),
                    journalled,
                    new RecordRing(1024),
                    () -> nowNs,
                    () -> 0);
            OrderStore store = new OrderStore(directory.resolve(OrderStore.FILE_NAME), counters);
            journal.keepOrdersIn(Optional.of(store));
            journal.onStart();
            store.restore(inbound, startedAtNs);
        }

        Run send(DownlinkKind kind, byte[] payload) {
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[payload.length + 64]);
            DownlinkEncoder out = new DownlinkEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            out.receivedAtNs(nowNs).kind(kind).putPayload(payload, 0, payload.length);
            inbound.offer(DownlinkEncoder.TEMPLATE_ID, buffer, 0, 8 + out.encodedLength());
            return work();
        }

        Run command(String json) {
            return send(DownlinkKind.COMMAND, json.getBytes(StandardCharsets.UTF_8));
        }

        /** Ticks for some time. */
        Run run(int milliseconds) {
            UnsafeBuffer tick = new UnsafeBuffer(new byte[16]);
            for (int i = 0; i < milliseconds; i += 50) {
                nowNs += 50_000_000;
                new TickEncoder()
                        .wrapAndApplyHeader(tick, 0, new MessageHeaderEncoder())
                        .nowNs(nowNs);
                ticks.offer(TickEncoder.TEMPLATE_ID, tick, 0, tick.capacity());
                work();
            }
            return this;
        }

        private Run work() {
            fusion.doWork();
            journal.doWork();
            outbound.drain(
                    (id, buffer, offset, length) -> {
                        if (id == CommandStateDecoder.TEMPLATE_ID) {
                            CommandStateDecoder s = new CommandStateDecoder()
                                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
                            states.add(new State(s.commandId(), s.state(), s.atNs(), s.causedAtNs(), s.expiresAtNs()));
                        } else if (id == RequestStateDecoder.TEMPLATE_ID) {
                            answers.add(new RequestStateDecoder()
                                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                                    .state());
                        }
                    },
                    10_000);
            return this;
        }

        Run stop() {
            journal.onClose();
            return this;
        }
    }

    private void verifyReplay(int sessions) throws IOException {
        ReplayReport report = new ReplayVerifier(
                        directory,
                        (site, startedAtNs, toll, outputs) ->
                                new FusionCore(config, startedAtNs, toll, TestSite.counters(), outputs))
                .verify(count -> {});
        assertThat(report.firstDifference()).isEmpty();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.sessionCount()).isEqualTo(sessions);
    }

    @Test
    void shouldHoldAnOrderOverARestartForWhatIsLeftOfItsTime() throws IOException {
        long start = ServiceScene.START_NS;
        new Run(start).run(200).command(LIMIT).run(1_000).stop();
        long ordered = start + SECOND_NS / 5;

        Run second = new Run(start + 30 * SECOND_NS).run(100);
        long firstTickNs = start + 30 * SECOND_NS + SECOND_NS / 20; // ticks are polled before downlinks
        assertThat(second.states)
                .containsExactly(new State(77, CommandPhase.ACTIVE, firstTickNs, ordered, ordered + 60 * SECOND_NS));
        second.run(31_000).stop();
        State last = second.states.get(second.states.size() - 1);
        assertThat(last.phase()).isEqualTo(CommandPhase.ENDED);
        assertThat(last.atNs()).isBetween(ordered + 60 * SECOND_NS, ordered + 60 * SECOND_NS + SECOND_NS / 10);

        assertThat(new Run(start + 70 * SECOND_NS).run(100).stop().states).isEmpty();
        verifyReplay(3);
    }

    @Test
    void shouldTellTheEndOfAnOrderThatRanOutMeanwhile() throws IOException {
        new Run(ServiceScene.START_NS).command(LIMIT).run(100).stop();
        Run second = new Run(ServiceScene.START_NS + 100 * SECOND_NS).run(100).stop();
        assertThat(second.states).extracting(State::phase).containsExactly(CommandPhase.ENDED);
        assertThat(new Run(ServiceScene.START_NS + 101 * SECOND_NS).run(100).stop().states)
                .isEmpty();
    }

    @Test
    void shouldNotBringBackWhatWasCancelled() throws IOException {
        new Run(ServiceScene.START_NS)
                .command(LIMIT)
                .command("{\"commandId\":\"78\",\"kind\":\"cancel\",\"cancels\":\"77\"}")
                .run(100)
                .stop();
        assertThat(new Run(ServiceScene.START_NS + SECOND_NS).run(100).stop().states)
                .isEmpty();
    }

    @Test
    void shouldForgetWhatIsDamagedAndCountIt() throws IOException {
        new Run(ServiceScene.START_NS)
                .command(LIMIT)
                .command("{\"commandId\":\"79\",\"kind\":\"close-lanes\",\"ttlS\":600,\"lanes\":[2]}")
                .run(100)
                .stop();
        Path file = directory.resolve(OrderStore.FILE_NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Run second = new Run(ServiceScene.START_NS + SECOND_NS).run(100).stop();
        assertThat(second.states).extracting(State::id).containsExactly(77L);
        assertThat(counters.get(GatewayCounter.ORDERS_LOST)).isEqualTo(1);

        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            RecordRing ring = new RecordRing(1 << 16);
            assertThat(new OrderStore(file, counters).restore(ring, 0)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void shouldHaveAControllersAnswerInTheJournalAndTellItAgainInReplay() throws IOException {
        Run run = new Run(ServiceScene.START_NS).run(100);
        UnsafeBuffer state = new UnsafeBuffer(new byte[8 + RequestStateEncoder.BLOCK_LENGTH]);
        new RequestStateEncoder()
                .wrapAndApplyHeader(state, 0, new MessageHeaderEncoder())
                .requestKey(5)
                .state(RequestAnswer.GRANTED)
                .vehicleId(9)
                .atNs(run.nowNs)
                .causedAtNs(run.nowNs)
                .expiresAtNs(run.nowNs + SECOND_NS)
                .intersectionId(12)
                .signalPhase((short) 3)
                .level((short) 7);
        run.send(DownlinkKind.CONTROLLER_ANSWER, state.byteArray());
        run.send(DownlinkKind.CONTROLLER_ANSWER, new byte[3]).run(100).stop();
        assertThat(run.answers).containsExactly(RequestAnswer.GRANTED);
        verifyReplay(1);
    }
}
