package io.roadgate.gateway;

import io.roadgate.gateway.config.Declarations;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Journal;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.console.HealthReport;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.fusion.FusionAgent;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.hazard.HazardRules;
import io.roadgate.gateway.ingest.IngestAgent;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.gateway.ingest.TickAgent;
import io.roadgate.gateway.journal.ChronicleJournal;
import io.roadgate.gateway.journal.JournalAgent;
import io.roadgate.gateway.journal.JournalSession;
import io.roadgate.gateway.journal.OrderStore;
import io.roadgate.gateway.ledger.TollCommitter;
import io.roadgate.gateway.ledger.TollLedger;
import io.roadgate.gateway.publish.PublishAgent;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.ring.RecordRing;
import io.roadgate.gateway.service.RoadServices;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.setting.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One gateway: builds the stages, joins them with rings, starts and stops them.
 *
 * <p>Stops in the direction of the data: devices first, then what they left in the rings is fused, journalled, made
 * durable and published.
 */
public final class RoadsideGateway implements AutoCloseable {
    private static final int TICK_RING_BYTES = 64 * 1024;

    private final Counters counters;
    private final PublishAgent publish;
    private final AgentThreads threads;
    private final ClockWatch clockWatch;

    /**
     * Builds a gateway on the machine's clocks; nothing is opened but the ledger and the journal.
     *
     * @param release that is running; the journal keeps its name.
     * @throws IOException when the journal or the ledger cannot be used.
     */
    public RoadsideGateway(GatewayConfig config, String release) throws IOException {
        this(config, release, new OffsetEpochNanoClock(), SystemNanoClock.INSTANCE);
    }

    /** Builds a gateway on clocks of the caller's: instants, and ticks for waiting. */
    public RoadsideGateway(GatewayConfig config, String release, EpochNanoClock clock, NanoClock ticks)
            throws IOException {
        counters = new Counters(config.sensors().stream().map(Sensor::id).toList());
        RecordRing tickRing = new RecordRing(TICK_RING_BYTES);
        RecordRing inbound = new RecordRing(config.rings().tollBytes());
        RecordRing outbound = new RecordRing(config.rings().outboundBytes());
        RecordRing journalled = new RecordRing(config.rings().journalBytes());
        RecordRing tolls = new RecordRing(config.rings().tollBytes());
        RecordRing receipts = new RecordRing(config.rings().tollBytes());
        WiredSensors sensors = new WiredSensors(config, clock, counters);

        long startedAtNs = clock.nanoTime();
        Optional<TollLedger> ledger = config.ledger().isPresent()
                ? Optional.of(TollLedger.open(config.ledger().get().file()))
                : Optional.empty();
        long nextTollSequence = ledger.map(TollLedger::nextSequence).orElse(1L);
        FusionAgent fusion = new FusionAgent(
                config,
                startedAtNs,
                nextTollSequence,
                counters,
                tickRing,
                sensors.observations(),
                inbound,
                outbound,
                journalled);
        JournalAgent journal = journalAgent(
                config,
                new JournalSession(startedAtNs, nextTollSequence, release, config.text()),
                ledger,
                journalled,
                tolls,
                receipts,
                clock,
                ticks);
        keepOrders(config, journal, inbound, startedAtNs);
        clockWatch = new ClockWatch(config.clock());
        publish = new PublishAgent(
                config,
                counters,
                clock,
                ticks,
                outbound,
                tolls,
                inbound,
                receipts,
                new HealthReport(config, release, counters, sensors.portOfSensor(), clockWatch, clock, startedAtNs));

        List<Agent> agents = new ArrayList<>();
        for (List<SensorPort> ofAgent : sensors.agents()) {
            agents.add(new IngestAgent(agents.size() + 1, ofAgent, clock));
        }
        agents.add(new TickAgent(tickRing, clock));
        agents.add(fusion);
        agents.add(journal);
        agents.add(publish);
        threads = new AgentThreads(agents, config.threading(), new AgentErrors(counters));
    }

    /** What the stages let a site file set. */
    public static Declarations declarations() {
        Map<String, List<Setting>> hazards = new LinkedHashMap<>();
        for (HazardRules rule : HazardRules.values()) {
            hazards.put(rule.key(), rule.settings());
        }
        Map<String, List<Setting>> services = new LinkedHashMap<>();
        for (RoadServices service : RoadServices.values()) {
            services.put(service.key(), service.settings());
        }
        return new Declarations(Tracker.SETTINGS, hazards, services);
    }

    /** A fusion core as a gateway with this configuration has it; for replay. */
    public static RecordHandler fusionCore(
            GatewayConfig config, long startedAtNs, long nextTollSequence, RecordHandler outputs) {
        Counters uncounted =
                new Counters(config.sensors().stream().map(Sensor::id).toList());
        return new FusionCore(config, startedAtNs, nextTollSequence, uncounted, outputs);
    }

    /** Starts all agents. */
    public void start() {
        clockWatch.start();
        threads.start();
    }

    /** Drives every agent once, in the direction of the data; only with threading mode {@code INVOKER}. */
    public int invoke() {
        return threads.invoke();
    }

    /** Whether every connection to the broker is up. */
    public boolean isConnected() {
        return publish.isConnected();
    }

    /** All counters. */
    public Counters counters() {
        return counters;
    }

    @Override
    public void close() {
        clockWatch.close();
        threads.close();
    }

    /** Only with the journal open: its lock is ours then, so that nobody else writes what is read here. */
    private void keepOrders(GatewayConfig config, JournalAgent journal, RecordRing inbound, long startedAtNs) {
        Optional<OrderStore> orders = orderFile(config).map(file -> new OrderStore(file, counters));
        journal.keepOrdersIn(orders);
        if (orders.isPresent()) {
            orders.get().restore(inbound, startedAtNs);
        }
    }

    /** Beside the journal, or else beside the ledger; a site without either forgets. */
    private static Optional<Path> orderFile(GatewayConfig config) {
        return config.journal()
                .map(Journal::directory)
                .or(() -> config.ledger()
                        .map(ledger -> ledger.file().toAbsolutePath().getParent()))
                .map(directory -> directory.resolve(OrderStore.FILE_NAME));
    }

    private JournalAgent journalAgent(
            GatewayConfig config,
            JournalSession session,
            Optional<TollLedger> ledger,
            RecordRing journalled,
            RecordRing tolls,
            RecordRing receipts,
            EpochNanoClock clock,
            NanoClock ticks)
            throws IOException {
        Optional<ChronicleJournal> journal = Optional.empty();
        if (config.journal().isPresent()) {
            Journal settings = config.journal().get();
            journal = Optional.of(
                    ChronicleJournal.open(settings.directory(), settings.freeSpaceFloorBytes(), clock, counters));
        }
        Optional<TollCommitter> committer = ledger.map(opened -> new TollCommitter(
                opened, tolls, counters, config.ledger().orElseThrow().repeatAfterNs()));
        return new JournalAgent(journal, committer, session, journalled, receipts, clock, ticks);
    }
}
