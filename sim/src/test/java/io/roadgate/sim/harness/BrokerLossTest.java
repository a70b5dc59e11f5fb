package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.cloud.CloudProto.TollRecord;
import io.roadgate.gateway.config.ConfigException;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.ledger.LedgerException;
import io.roadgate.gateway.ledger.TollLedger;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.sim.traffic.TollPassage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed, a gateway that is killed: no toll record is lost, none is told under two ids. */
class BrokerLossTest {
    private static final Duration OUTAGE = Duration.ofSeconds(5);
    private static final int ETC = 4;
    private static final int EVERYTHING = 1_000_000;

    @TempDir
    private Path directory;

    @BeforeAll
    static void needPrograms() {
        Machine.needPrograms();
    }

    private static ConditionFactory within() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
    }

    @Test
    void shouldLoseNoTollWhenTheBrokerIsKilledForFiveSeconds()
            throws IOException, InterruptedException, ConfigException {
        GatewayConfig config;
        int passages;
        try (Mosquitto broker = new Mosquitto(directory).start();
                DemoSite site = DemoSite.open(directory.resolve("site"), broker.uri(), 1);
                TollStream stream = new TollStream(site.etcPty().deviceEnd());
                TollCentre centre = new TollCentre(broker.uri())) {
            config = new ConfigReader(RoadsideGateway.declarations(), System::getenv).read(site.siteFile());
            try (RoadsideGateway gateway = new RoadsideGateway(config, "test")) {
                gateway.start();
                within().until(() -> gateway.isConnected()
                        && centre.isConnected()
                        && gateway.counters().isLinkUp(ETC));
                stream.drive();
                within().until(() -> centre.count() >= 8);

                broker.kill();
                within().until(() -> !gateway.isConnected());
                int atLoss = stream.count();
                await().pollDelay(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> true);
                assertThat(stream.count() - atLoss).as("driven meanwhile").isGreaterThanOrEqualTo(8);
                within().until(() -> gateway.counters().get(GatewayCounter.LEDGER_COMMITTED) >= atLoss + 7);
                assertThat(centre.count()).as("told meanwhile").isLessThanOrEqualTo(atLoss);

                broker.start();
                within().until(gateway::isConnected);
                int atReturn = stream.count();
                within().until(() -> stream.count() >= atReturn + 8);
                stream.pause();
                passages = stream.count();
                within().until(() -> centre.count() >= passages);
                within().until(() -> gateway.counters().get(GatewayCounter.TOLLS_RECEIPTED) >= passages);
                assertThat(gateway.counters().get(GatewayCounter.LEDGER_COMMITTED))
                        .isEqualTo(passages);
                assertThat(gateway.counters().get(GatewayCounter.MQTT_LOST)).isPositive();
                assertThat(gateway.counters().get(GatewayCounter.AGENT_ERRORS)).isZero();
            }
            assertThat(centre.conflicts()).isEmpty();
            shouldBeGapless(centre.tolls());
            shouldBeTrue(centre.tolls().values(), stream.passages());
            System.out.printf(
                    "broker killed for %d s: %d passages, %d records, %d of them more than once%n",
                    OUTAGE.toSeconds(), passages, centre.count(), centre.repeatedCount());
        }
        Path file = config.ledger().orElseThrow().file();
        assertThat(unreceived(file)).as("without a receipt").isEmpty();
        assertThat(committedCount(file)).isEqualTo(passages);
    }

    @Test
    void shouldLoseNoTollThatIsDurableWhenTheGatewayIsKilled() throws IOException, InterruptedException {
        Path ledgerFile = directory.resolve("site/ledger.db");
        try (Mosquitto broker = new Mosquitto(directory).start();
                DemoSite site = DemoSite.open(directory.resolve("site"), broker.uri(), 1);
                TollStream stream = new TollStream(site.etcPty().deviceEnd());
                TollCentre centre = new TollCentre(broker.uri())) {
            // First kill: while it holds records that are durable and cannot be told.
            try (GatewayProcess gateway = GatewayProcess.start(site.siteFile())) {
                awaitPassages(site, stream, centre, 6);
                broker.kill();
                int atLoss = stream.count();
                within().until(() -> stream.count() >= atLoss + 8);
                kill(gateway);
            }
            stream.pause();
            Map<Long, Integer> untold = unreceived(ledgerFile);
            assertThat(untold.size()).as("durable and untold").isGreaterThanOrEqualTo(2);

            // Second kill: in full flow.
            broker.start();
            try (GatewayProcess gateway = GatewayProcess.start(site.siteFile())) {
                awaitPassages(site, stream, centre, 8);
                within().until(() -> centre.tolls().keySet().containsAll(untold.keySet()));
                kill(gateway);
            }
            stream.pause();
            long told = centre.count();
            long committed = committedCount(ledgerFile);
            assertThat(committed).as("durable before told").isGreaterThanOrEqualTo(told);
            int unreceived = unreceived(ledgerFile).size();

            try (GatewayProcess gateway = GatewayProcess.start(site.siteFile())) {
                awaitPassages(site, stream, centre, 4);
                within().until(() -> centre.counter("tolls-receipted") == unreceived + centre.count() - committed);
                assertThat(gateway.stop()).isZero();
            }
            Map<Long, TollRecord> tolls = centre.tolls();
            untold.forEach(
                    (sequence, psamSerial) -> assertThat(tolls.get(sequence).getPsamSerial())
                            .as("what record %d was when the gateway was killed", sequence)
                            .isEqualTo(psamSerial));
            assertThat(centre.conflicts()).isEmpty();
            shouldBeGapless(tolls);
            shouldBeTrue(tolls.values(), stream.passages());
            assertThat(unreceived(ledgerFile)).isEmpty();
            assertThat(committedCount(ledgerFile)).isEqualTo(tolls.size());
            System.out.printf(
                    "gateway killed twice: %d untold at the first, %d unreceived at the second,"
                            + " %d passages, %d records, %d of them more than once%n",
                    untold.size(), unreceived, stream.count(), tolls.size(), centre.repeatedCount());
        }
    }

    private static void kill(GatewayProcess gateway) {
        gateway.kill();
        within().until(() -> !gateway.isAlive());
    }

    /** Waits for a gateway that has just been started, then until these passages and no fewer have been told. */
    private static void awaitPassages(DemoSite site, TollStream stream, TollCentre centre, int count) {
        centre.forgetHealth();
        within().until(() -> centre.link("etc-1").equals("up"));
        int atStart = stream.count();
        stream.drive();
        within().until(() -> stream.count() >= atStart + count);
        List<Long> owed = stream.passages().subList(atStart, atStart + count).stream()
                .map(TollPassage::psamSerial)
                .toList();
        within().untilAsserted(() -> assertThat(serials(centre)).containsAll(owed));
        assertThat(site.simulator().failure()).isEmpty();
    }

    private static List<Long> serials(TollCentre centre) {
        return centre.tolls().values().stream()
                .map(toll -> Integer.toUnsignedLong(toll.getPsamSerial()))
                .toList();
    }

    private static void shouldBeGapless(Map<Long, TollRecord> tolls) {
        assertThat(tolls.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, tolls.size()).boxed().toList());
    }

    /** Every record is of a passage that was driven, with its unit, plate and amount. */
    private static void shouldBeTrue(Collection<TollRecord> tolls, List<TollPassage> driven) {
        Map<Long, TollPassage> bySerial =
                driven.stream().collect(Collectors.toMap(TollPassage::psamSerial, Function.identity()));
        for (TollRecord toll : tolls) {
            TollPassage passage = bySerial.get(Integer.toUnsignedLong(toll.getPsamSerial()));
            assertThat(passage).as("driven: %s", toll).isNotNull();
            assertThat(toll.getAmountFen()).isEqualTo(TollStream.FEE_FEN);
            assertThat(toll.getDebitedFen()).isEqualTo(TollStream.FEE_FEN);
            assertThat(toll.getPlate()).isEqualTo(passage.account().identity().plate());
            assertThat(String.format("%08X", toll.getObuMac()))
                    .isEqualTo(passage.account().identity().obuMac());
        }
    }

    private static long committedCount(Path file) throws LedgerException {
        try (TollLedger ledger = TollLedger.open(file)) {
            return ledger.nextSequence() - 1;
        }
    }

    /** PSAM serials by sequence of the records that the ledger has no receipt of. */
    private static Map<Long, Integer> unreceived(Path file) throws LedgerException {
        Map<Long, Integer> serials = new TreeMap<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        TollRecordDecoder toll = new TollRecordDecoder();
        try (TollLedger ledger = TollLedger.open(file)) {
            ledger.unreceived(EVERYTHING, 0, (templateId, buffer, offset, length) -> {
                toll.wrapAndApplyHeader(buffer, offset, header);
                serials.put(toll.sequence(), (int) toll.psamSerial());
            });
        }
        return serials;
    }
}
