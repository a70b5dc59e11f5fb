package io.roadgate.sim.device;

import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraRequest;
import io.roadgate.sensor.camera.CameraProto.ClockAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.agrona.concurrent.EpochNanoClock;

/** One connection to the camera: written by a thread of its own, and another answers what the client asks. */
final class CameraClient {
    private static final int QUEUED_FRAMES = 30;

    private final Socket socket;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED_FRAMES);
    private final EpochNanoClock clock;
    private final Thread writer;
    private final Thread reader;

    private CameraClient(Socket socket, EpochNanoClock clock) {
        this.socket = socket;
        this.clock = clock;
        this.writer = new Thread(this::write, "sim-camera-client");
        this.reader = new Thread(this::answer, "sim-camera-answers");
    }

    static CameraClient start(Socket socket, EpochNanoClock clock) {
        CameraClient client = new CameraClient(socket, clock);
        client.writer.setDaemon(true);
        client.writer.start();
        client.reader.setDaemon(true);
        client.reader.start();
        return client;
    }

    /** Queues a frame; a client that is behind by two seconds is not worth waiting for. */
    void send(byte[] bytes) {
        if (!queue.offer(bytes)) {
            close();
        }
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
            writer.interrupt();
            return;
        }
        writer.interrupt();
    }

    /** Tells the time to whoever asks for it. */
    private void answer() {
        try {
            InputStream in = socket.getInputStream();
            for (CameraRequest request = CameraRequest.parseDelimitedFrom(in);
                    request != null;
                    request = CameraRequest.parseDelimitedFrom(in)) {
                if (request.hasClockProbe()) {
                    long nowNs = clock.nanoTime();
                    send(CameraEmulator.delimited(CameraFrame.newBuilder()
                            .setSchemaVersion(1)
                            .setClockAnswer(ClockAnswer.newBuilder()
                                    .setProbeId(request.getClockProbe().getProbeId())
                                    .setReceivedAtNs(nowNs)
                                    .setSentAtNs(nowNs))
                            .build()));
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    private void write() {
        try {
            while (!socket.isClosed()) {
                socket.getOutputStream().write(queue.take());
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
