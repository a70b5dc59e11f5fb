package io.roadgate.sim.device;

import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sim.traffic.GroundTruth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * An edge camera: a TCP server that sends each client 15 length-delimited frames a second, 80 to 120 ms after capture,
 * and answers clock probes.
 *
 * <p>Source: {@code sensor-adapters/src/main/proto/camera.proto}.
 *
 * <p>Thread: accepts and writes on threads of its own; a client that does not read loses frames, nobody else does.
 */
public final class CameraEmulator implements DeviceEmulator {
    private static final long PERIOD_NS = 1_000_000_000L / 15;
    private static final int LEAST_LATENCY_NS = 80_000_000;
    private static final int LATENCY_SPREAD_NS = 40_000_000;

    private final String name;
    private final int wantedPort;
    private final CameraFrames frames;
    private final Random latencies;
    private final FaultSwitch faults;
    private final Schedule cycle = new Schedule(PERIOD_NS);
    private final SendQueue pending = new SendQueue();
    private final List<CameraClient> clients = new CopyOnWriteArrayList<>();
    private final AtomicLong framesSent = new AtomicLong();
    private final EpochNanoClock clock;
    private ServerSocket server;

    /** A camera at a place of the site that listens on a port of the loopback interface; 0 = any free one. */
    public CameraEmulator(String name, int port, double eastM, double northM, long seed) {
        this(name, port, eastM, northM, seed, SystemEpochNanoClock.INSTANCE);
    }

    /** The same with a clock that answers probes; it should be that of the truth's times. */
    public CameraEmulator(String name, int port, double eastM, double northM, long seed, EpochNanoClock clock) {
        this.clock = clock;
        this.name = name;
        this.wantedPort = port;
        this.frames = new CameraFrames(name, eastM, northM, seed);
        this.latencies = new Random(seed + 1);
        this.faults = new FaultSwitch(name, Fault.TRUNCATED_FRAME, Fault.LINK_DROP);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort));
        Thread acceptor = new Thread(this::accept, "sim-camera-accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Where it listens, once started. */
    public int port() {
        return server.getLocalPort();
    }

    /** Clients connected now. */
    public int clientCount() {
        return clients.size();
    }

    @Override
    public long framesSent() {
        return framesSent.get();
    }

    @Override
    public Set<Fault> faults() {
        return faults.possible();
    }

    @Override
    public void inject(Fault fault) {
        faults.set(fault);
    }

    @Override
    public void step(GroundTruth truth) {
        if (faults.take(Fault.LINK_DROP)) {
            clients.forEach(CameraClient::close);
        }
        clients.removeIf(CameraClient::isClosed);
        if (cycle.isDue(truth.atNs())) {
            long sendAtNs = truth.atNs() + LEAST_LATENCY_NS + latencies.nextInt(LATENCY_SPREAD_NS);
            pending.add(sendAtNs, delimited(frames.take(truth)));
        }
        for (byte[] bytes = pending.poll(truth.atNs()); bytes != null; bytes = pending.poll(truth.atNs())) {
            send(bytes);
        }
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + name, e);
        } finally {
            clients.forEach(CameraClient::close);
        }
    }

    /** A varint of the length, then the frame. */
    static byte[] delimited(CameraFrame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            frame.writeDelimitedTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void send(byte[] bytes) {
        if (faults.take(Fault.TRUNCATED_FRAME)) {
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            clients.forEach(client -> client.send(half));
            framesSent.incrementAndGet();
        }
        clients.forEach(client -> client.send(bytes));
        framesSent.incrementAndGet();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                clients.add(CameraClient.start(socket, clock));
            } catch (IOException e) {
                // Closing the server ends the accept; a client that is gone already is none.
                clients.removeIf(CameraClient::isClosed);
            }
        }
    }
}
