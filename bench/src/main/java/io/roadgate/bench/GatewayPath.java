package io.roadgate.bench;

import io.roadgate.bench.Recording.Frame;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.IdleMode;
import io.roadgate.gateway.config.GatewayConfig.Mqtt;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.Rings;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.config.GatewayConfig.Threading;
import io.roadgate.gateway.config.GatewayConfig.ThreadingMode;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.FusionAgent;
import io.roadgate.gateway.ingest.TickAgent;
import io.roadgate.gateway.publish.PublishAgent;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.gateway.ring.RecordRing;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.TransportKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The gateway's path on one thread, from device bytes to payload bytes, at the pace of the caller.
 *
 * <p>Driver, observation ring, fusion agent, outbound ring and publish agent are the ones that run in a gateway, wired as
 * it wires them; hazards leave as protobuf and as UPER RSI, pictures as protobuf. Left out at the ends: transports, the
 * journal's disk (its ring is drained and forgotten), the MQTT client. Time is the recording's.
 */
final class GatewayPath {
    /** Start of all recordings: 2026-01-01, on the minute. */
    private static final long START_NS = 1_767_225_600_000_000_000L;
    /** A device measures this long before its message is here; only for devices that tell the time. */
    private static final long DEVICE_LATENCY_NS = 20_000_000L;

    private static final double LAT_DEG = 29.70;
    private static final double LON_DEG = 106.60;
    private static final double HEIGHT_M = 245;
    private static final int RING_BYTES = 4 << 20;
    private static final int PICTURES_PER_S = 10;
    private static final int DRAIN_LIMIT = Integer.MAX_VALUE;

    private final Recording recording;
    private final Counters counters;
    private final SensorDriver[] drivers;
    private final ObservationRing observations = new ObservationRing(RING_BYTES);
    private final RecordRing journal = new RecordRing(RING_BYTES);
    private final TickAgent tick;
    private final FusionAgent fusion;
    private final PublishAgent publish;
    private final RecordHandler forget = (templateId, buffer, offset, length) -> {};
    private long minuteAtNs = START_NS;
    private long nowNs = START_NS;
    private int next;

    private GatewayPath(DriverKind kind, int sensors, RingRoad road, Recording recording) {
        this.recording = recording;
        GatewayConfig config = config(kind, sensors, road);
        counters = new Counters(config.sensors().stream().map(Sensor::id).toList());
        drivers = new SensorDriver[sensors];
        for (Sensor sensor : config.sensors()) {
            drivers[sensor.number() - 1] = driver(sensor);
        }
        RecordRing ticks = new RecordRing(RING_BYTES);
        RecordRing inbound = new RecordRing(RING_BYTES);
        RecordRing outbound = new RecordRing(RING_BYTES);
        tick = new TickAgent(ticks, this::nowNs);
        fusion = new FusionAgent(
                config, START_NS, 1, counters, ticks, List.of(observations), inbound, outbound, journal);
        publish = PublishAgent.dry(
                config,
                counters,
                this::nowNs,
                SystemNanoClock.INSTANCE,
                outbound,
                new RecordRing(RING_BYTES),
                inbound,
                new RecordRing(RING_BYTES),
                health -> health.append("{}"));
    }

    /** A path fed by one kind of device on a road with this many participants. */
    static GatewayPath of(DeviceFeed feed, int participants) {
        RingRoad road = new RingRoad(participants);
        return switch (feed) {
            case RADAR ->
                new GatewayPath(DriverKind.ARS408, RadarRecording.radars(road), road, RadarRecording.of(road));
            case CAMERA -> new GatewayPath(DriverKind.CAMERA, 1, road, CameraRecording.of(road));
            case BSM -> new GatewayPath(DriverKind.RSU, 1, road, BsmRecording.of(road, plane()));
        };
    }

    /** Takes one frame all the way; returns the observations in it. */
    int step() {
        Frame frame = recording.frame(next);
        nowNs = minuteAtNs + frame.inMinuteNs;
        var bytes = recording.stamped(frame, nowNs - DEVICE_LATENCY_NS);
        drivers[frame.sensorId - 1].onFrame(bytes, 0, bytes.capacity(), nowNs);
        tick.doWork();
        while (fusion.doWork() > 0) {
            journal.drain(forget, DRAIN_LIMIT);
        }
        while (publish.doWork() > 0) {
            // Until all is acknowledged.
        }
        if (++next == recording.count()) {
            next = 0;
            minuteAtNs += RingRoad.MINUTE_NS;
        }
        return frame.observations;
    }

    /** Plays whole minutes of the recording; returns the observations played. */
    long playMinutes(int minutes) {
        long played = 0;
        for (int i = 0; i < minutes * recording.count(); i++) {
            played += step();
        }
        return played;
    }

    /** What was counted so far. */
    Counters counters() {
        return counters;
    }

    /** Throws when the path does not do what it is measured for: anything lost or refused, nothing tracked or sent. */
    void check() {
        for (GatewayCounter counter : GatewayCounter.values()) {
            require(!counter.isFault() || counters.get(counter) == 0, counter.meaning());
        }
        for (int sensor = 1; sensor <= drivers.length; sensor++) {
            for (FrameFault fault : FrameFault.values()) {
                require(counters.faults(sensor, fault) == 0, fault.name());
            }
        }
        require(counters.get(GatewayCounter.PICTURES_SHED) == 0, "pictures shed");
        require(counters.get(GatewayCounter.TRACKS_ALIVE) > 0, "no tracks");
        require(counters.get(GatewayCounter.HAZARDS_RAISED) > 0, "no hazards");
        require(counters.get(GatewayCounter.MQTT_PUBLISHED) > 0, "nothing published");
    }

    private static void require(boolean isGood, String otherwise) {
        if (!isGood) {
            throw new IllegalStateException("the path is not in order: " + otherwise);
        }
    }

    private long nowNs() {
        return nowNs;
    }

    private SensorDriver driver(Sensor sensor) {
        return sensor.driver()
                .create(new DriverContext(
                        sensor.number(),
                        plane(),
                        sensor.mount(),
                        sensor.settings(),
                        observations.sink(sensor.number(), counters),
                        counters.faultSink(sensor.number()),
                        (buffer, offset, length) -> true));
    }

    private static SitePlane plane() {
        return new SitePlane(LAT_DEG, LON_DEG, HEIGHT_M);
    }

    private static GatewayConfig config(DriverKind kind, int sensors, RingRoad road) {
        List<Sensor> wired = new ArrayList<>();
        for (int number = 1; number <= sensors; number++) {
            Settings settings = Settings.defaults(kind.settings());
            wired.add(new Sensor(
                    number, kind.key() + number, kind, settings, TransportKind.UDP, settings, SensorMount.NONE));
        }
        return new GatewayConfig(
                "",
                new Site("bench", 1, LAT_DEG, LON_DEG, HEIGHT_M),
                new Threading(ThreadingMode.INVOKER, IdleMode.SPIN, 1),
                new Rings(RING_BYTES, RING_BYTES, RING_BYTES, RING_BYTES),
                new Mqtt(URI.create("tcp://localhost:1883"), "", "", "", 64, PayloadFormat.PROTOBUF, PICTURES_PER_S),
                wired,
                Optional.empty(),
                road.map(),
                Settings.defaults(Tracker.SETTINGS),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.defaults(ClockWatch.SETTINGS));
    }
}
