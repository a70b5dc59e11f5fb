package io.roadgate.sim;

import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sim.device.Ars408Emulator;
import io.roadgate.sim.device.ByteLine;
import io.roadgate.sim.device.CameraEmulator;
import io.roadgate.sim.device.DeviceEmulator;
import io.roadgate.sim.device.EtcAntennaEmulator;
import io.roadgate.sim.device.Fault;
import io.roadgate.sim.device.RsuEmulator;
import io.roadgate.sim.device.SerialLine;
import io.roadgate.sim.traffic.EventCause;
import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.Liangjiang;
import io.roadgate.sim.traffic.Scenario;
import io.roadgate.sim.traffic.TollPassage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * The scenario {@code liangjiang} and its four devices on their transports.
 *
 * <p>First {@link #open}, after which the ports are known. Then either {@link #start}, and a thread of the simulator's
 * own runs it on the wall clock; or {@link #begin} and {@link #step}, and the caller says what time it is.
 *
 * <p>Thread: {@code start} and {@code begin}/{@code step} exclude each other; the rest may be called from any thread.
 */
public final class Simulator implements AutoCloseable {
    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long ENDS_WITHIN_MS = 2_000;

    private final long seed;
    private final CameraEmulator camera;
    private final RsuEmulator rsu;
    private final List<DeviceEmulator> devices;
    private final List<SerialLine> serialLines;
    private Liangjiang prepared;
    private volatile Scenario scenario;
    private volatile GroundTruth truth;
    private volatile boolean isRunning;
    private volatile RuntimeException failure;
    private Thread thread;

    /** Devices on real transports. */
    public Simulator(SimulatorSettings settings) {
        this(settings, new SerialLine(settings.radarDeviceEnd()), new SerialLine(settings.etcDeviceEnd()));
    }

    /** Devices whose serial bytes go to lines of the caller's; the two paths of the settings are not used. */
    public Simulator(SimulatorSettings settings, ByteLine radarLine, ByteLine etcLine) {
        this.seed = settings.seed();
        SitePlane plane =
                new SitePlane(Liangjiang.ORIGIN_LAT_DEG, Liangjiang.ORIGIN_LON_DEG, Liangjiang.ORIGIN_HEIGHT_M);
        this.camera = new CameraEmulator("camera-1", settings.cameraPort(), 0, 0, seed + 200);
        this.rsu = new RsuEmulator("rsu-1", settings.gatewayRsu(), settings.rsuPort(), plane, seed + 300);
        this.devices = List.of(
                new Ars408Emulator("radar-east", radarLine, 0, 0, 90, seed + 100),
                camera,
                rsu,
                new EtcAntennaEmulator("etc-1", etcLine, this::growingPassages, seed + 400));
        this.serialLines = List.of(radarLine, etcLine).stream()
                .filter(SerialLine.class::isInstance)
                .map(SerialLine.class::cast)
                .toList();
    }

    /** Opens all transports and gets the traffic ready; nothing is sent yet. */
    public void open() throws IOException {
        prepared = new Liangjiang(seed, 0);
        for (DeviceEmulator device : devices) {
            device.start();
        }
    }

    /** Where the camera listens. */
    public int cameraPort() {
        return camera.port();
    }

    /** Where the RSU takes what it shall broadcast. */
    public int rsuPort() {
        return rsu.port();
    }

    /** Begins the scenario now and keeps it on the wall clock until {@link #close}. */
    public synchronized void start() {
        if (isRunning) {
            throw new IllegalStateException("the simulator runs already");
        }
        begin(SystemEpochNanoClock.INSTANCE.nanoTime());
        isRunning = true;
        thread = new Thread(this::run, "simulator");
        thread.start();
    }

    /** Begins the scenario at a time of the caller's, who then calls {@link #step}. */
    public void begin(long startNs) {
        if (prepared == null) {
            throw new IllegalStateException("open the simulator first");
        }
        prepared.startAt(startNs);
        truth = prepared.truth();
        scenario = prepared;
    }

    /** Moves the traffic to this time and lets every device send what is due; steps of 10 ms or less suit all devices. */
    public void step(long nowNs) {
        scenario.advanceTo(nowNs);
        GroundTruth now = scenario.truth();
        truth = now;
        for (DeviceEmulator device : devices) {
            device.step(now);
        }
    }

    /** Makes a fault happen at the first device that can have it. */
    public void inject(Fault fault) {
        devices.stream()
                .filter(device -> device.faults().contains(fault))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no device has the fault " + fault))
                .inject(fault);
    }

    /** The truth after the last step. */
    public GroundTruth truth() {
        return truth;
    }

    /** All toll passages so far, copied. */
    public List<TollPassage> tollPassages() {
        return List.copyOf(growingPassages());
    }

    /** How often at least each cause has happened completely by now. */
    public Map<EventCause, Integer> expectedEvents() {
        return scenario == null ? Map.of() : scenario.expectedEvents(truth.atNs() - scenario.startNs());
    }

    /** What ended the simulator's own thread before its time, if anything did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Counts so far. */
    public SimulatorSummary summary() {
        Map<String, Long> framesSent = new TreeMap<>();
        devices.forEach(device -> framesSent.put(device.name(), device.framesSent()));
        List<TollPassage> passages = tollPassages();
        return new SimulatorSummary(
                scenario == null ? 0 : truth.atNs() - scenario.startNs(),
                scenario == null ? 0 : truth.participants().size(),
                framesSent,
                rsu.received(),
                passages.size(),
                passages.stream().mapToLong(TollPassage::amountFen).sum(),
                serialLines.stream().mapToLong(SerialLine::dropped).sum());
    }

    /** Stops the thread and closes all transports; counts and truth can still be read. */
    @Override
    public synchronized void close() {
        isRunning = false;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(ENDS_WITHIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        devices.forEach(DeviceEmulator::close);
    }

    private List<TollPassage> growingPassages() {
        Scenario running = scenario;
        return running == null ? List.of() : running.tollPassages();
    }

    private void run() {
        try {
            while (isRunning) {
                step(SystemEpochNanoClock.INSTANCE.nanoTime());
                LockSupport.parkNanos(PACE_NS);
            }
        } catch (RuntimeException e) {
            // Kept for the owner, who asks at the end; the devices fall silent, which a gateway must survive.
            failure = e;
        }
    }
}
