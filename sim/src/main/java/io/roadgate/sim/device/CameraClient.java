package io.roadgate.sim.device;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One connection to the camera, written by a thread of its own. */
final class CameraClient {
    private static final int QUEUED_FRAMES = 30;

    private final Socket socket;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED_FRAMES);
    private final Thread writer;

    private CameraClient(Socket socket) {
        this.socket = socket;
        this.writer = new Thread(this::write, "sim-camera-client");
    }

    static CameraClient start(Socket socket) {
        CameraClient client = new CameraClient(socket);
        client.writer.setDaemon(true);
        client.writer.start();
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
