package io.roadgate.sensor.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Host names to addresses, away from the event loop: a name server that does not answer blocks for many seconds, and all
 * devices share the loop.
 *
 * <p>Thread: names on daemon threads that come and go; the answer is given on the event loop.
 */
final class HostResolver {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sensor-dns");
        thread.setDaemon(true);
        return thread;
    });

    private HostResolver() {}

    /** Calls back on the event loop, with the address or with what went wrong. */
    static void resolve(String host, int port, BiConsumer<InetSocketAddress, Throwable> then) {
        THREADS.execute(() -> {
            InetSocketAddress address = null;
            UnknownHostException fault = null;
            try {
                address = new InetSocketAddress(InetAddress.getByName(host), port);
            } catch (UnknownHostException e) {
                fault = e;
            }
            InetSocketAddress found = address;
            UnknownHostException missing = fault;
            SharedEventLoop.group().execute(() -> then.accept(found, missing));
        });
    }
}
