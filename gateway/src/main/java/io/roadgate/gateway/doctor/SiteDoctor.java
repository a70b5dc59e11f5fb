package io.roadgate.gateway.doctor;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.doctor.OpenFiles.Holder;
import io.roadgate.gateway.ingest.IngestAgent;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.gateway.ingest.SensorWire;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.sensor.observation.EmptyFrameDecoder;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.MessageHeaderDecoder;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.transport.SerialDevices;
import io.roadgate.sensor.transport.TransportKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Opens each device of a site through its real transport and driver, listens, and tells what it heard. A device that
 * another process has open is left alone and that process named.
 *
 * <p>Thread: the caller's; drivers are driven by it as by an ingest agent.
 */
public final class SiteDoctor {
    private static final int RING_BYTES = 4 << 20;
    private static final int RECORDS_PER_DRAIN = 4_096;
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final Counters counters;
    private final EpochNanoClock clock;
    private final OpenFiles openFiles = new OpenFiles();
    private final ObservationRing ring = new ObservationRing(RING_BYTES);
    private final List<Patient> patients;
    private final List<SensorPort> ports = new ArrayList<>();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final EmptyFrameDecoder emptyFrame = new EmptyFrameDecoder();
    private final EtcTransactionDecoder etcTransaction = new EtcTransactionDecoder();

    /** A doctor for this site; nothing is opened yet. */
    public SiteDoctor(GatewayConfig config, EpochNanoClock clock) {
        this.clock = clock;
        this.counters = new Counters(config.sensors().stream().map(Sensor::id).toList());
        SitePlane plane = new SitePlane(
                config.site().latDeg(), config.site().lonDeg(), config.site().heightM());
        Patient[] bySensor = new Patient[config.sensors().size()];
        for (SensorWire wire : SensorWire.of(config.sensors())) {
            admit(wire, plane, bySensor);
        }
        patients = List.of(bySensor);
    }

    /** Opens, listens for so long, closes. One report for each sensor, in the order of the site file. */
    public List<DeviceReport> examine(long durationNs) {
        IngestAgent agent = new IngestAgent(1, ports, clock);
        long startTick = System.nanoTime();
        agent.onStart();
        try {
            while (System.nanoTime() - startTick < durationNs) {
                if (agent.doWork() + ring.drain(this::onRecord, RECORDS_PER_DRAIN) == 0) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            double seconds = (System.nanoTime() - startTick) / 1e9;
            return patients.stream()
                    .map(patient -> patient.report(counters, seconds))
                    .toList();
        } finally {
            agent.onClose();
        }
    }

    /** Sensors of one wire are opened together, and what passes on the wire is heard for each. */
    private void admit(SensorWire wire, SitePlane plane, Patient[] bySensor) {
        Optional<String> busy = busy(wire.sensors().get(0));
        if (busy.isPresent()) {
            wire.sensors().forEach(sensor -> bySensor[sensor.number() - 1] = new Patient(sensor, busy.get()));
            return;
        }
        HeardDriver[] heard = new HeardDriver[1];
        SensorPort port = wire.join(plane, ring, clock, counters, driver -> heard[0] = new HeardDriver(driver));
        ports.add(port);
        for (Sensor sensor : wire.sensors()) {
            bySensor[sensor.number() - 1] = new Patient(sensor, port.transport(), heard[0]);
        }
    }

    /** Who else has the device; opening it would take bytes away from them. */
    private Optional<String> busy(Sensor sensor) {
        List<Holder> holders = List.of();
        if (sensor.transport() == TransportKind.SERIAL) {
            holders = SerialDevices.find(sensor.link().text("path"))
                    .map(path -> openFiles.holdersOf(Path.of(path)))
                    .orElse(List.of());
        } else if (sensor.transport() == TransportKind.UDP
                && sensor.link().text("multicast").isEmpty()) {
            holders = portHolders(false, sensor);
        } else if (sensor.transport() == TransportKind.TCP
                && "listen".equals(sensor.link().text("mode"))) {
            holders = portHolders(true, sensor);
        }
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of("busy: " + OpenFiles.inWords(holders)
                        + " has it open; stop that first (the gateway and the doctor cannot share a device)");
    }

    private List<Holder> portHolders(boolean isTcp, Sensor sensor) {
        int port = sensor.link().integer("port");
        return port == 0 ? List.of() : openFiles.holdersOfPort(isTcp, port);
    }

    private void onRecord(int templateId, DirectBuffer buffer, int offset, int length) {
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (templateId) {
            case ObservationDecoder.TEMPLATE_ID -> {
                observation.wrap(buffer, at, ObservationDecoder.BLOCK_LENGTH, ObservationDecoder.SCHEMA_VERSION);
                patient(observation.sensorId())
                        .onRecord(
                                observation.indexInFrame() == 0,
                                true,
                                observation.measuredAtNs(),
                                observation.receivedAtNs());
            }
            case EmptyFrameDecoder.TEMPLATE_ID -> {
                emptyFrame.wrap(buffer, at, EmptyFrameDecoder.BLOCK_LENGTH, EmptyFrameDecoder.SCHEMA_VERSION);
                patient(emptyFrame.sensorId())
                        .onRecord(true, false, emptyFrame.measuredAtNs(), emptyFrame.receivedAtNs());
            }
            case EtcTransactionDecoder.TEMPLATE_ID -> {
                etcTransaction.wrap(
                        buffer, at, EtcTransactionDecoder.BLOCK_LENGTH, EtcTransactionDecoder.SCHEMA_VERSION);
                patient(etcTransaction.sensorId())
                        .onRecord(true, true, etcTransaction.measuredAtNs(), etcTransaction.receivedAtNs());
            }
            default -> {
                // A link change; the report looks at the link itself.
            }
        }
    }

    private Patient patient(int sensorId) {
        return patients.get(sensorId - 1);
    }
}
