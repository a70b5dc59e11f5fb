package io.roadgate.gateway.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay between a gateway and its broker that a test can shut, so that the centre is back before the gateway. */
final class Gate implements AutoCloseable {
    final int port;
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isOpen = true;

    Gate(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getLocalPort();
        daemon(this::accept);
    }

    void shut() {
        isOpen = false;
        sockets.forEach(Gate::quietly);
        sockets.clear();
    }

    void open() {
        isOpen = true;
    }

    @Override
    public void close() throws IOException {
        shut();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Socket far = isOpen ? new Socket(InetAddress.getLoopbackAddress(), target) : near;
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.add(near);
                sockets.add(far);
                if (far == near || !isOpen) {
                    shut();
                } else {
                    daemon(() -> pump(near, far));
                    daemon(() -> pump(far, near));
                }
            } catch (IOException e) {
                sockets.forEach(Gate::quietly);
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        byte[] bytes = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            quietly(from);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }
}
