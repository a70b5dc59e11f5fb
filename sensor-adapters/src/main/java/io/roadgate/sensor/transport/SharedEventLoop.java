package io.roadgate.sensor.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ThreadFactory;

/**
 * The one Netty event loop of all network transports: a single daemon thread.
 *
 * <p>Java NIO, not native epoll: the natives of the pinned Netty version are not in every registry that Roadgate is
 * built from, and one loop copies a site's few megabits a second without effort.
 *
 * <p>Thread: callbacks run on it and only copy bytes into a ring.
 */
final class SharedEventLoop {
    private static final ThreadFactory DAEMON = task -> {
        Thread thread = new Thread(task, "sensor-net");
        thread.setDaemon(true);
        return thread;
    };

    private SharedEventLoop() {}

    static EventLoopGroup group() {
        return Holder.GROUP;
    }

    /** Made when the first network transport starts, not when a site has none. */
    private static final class Holder {
        static final EventLoopGroup GROUP = new MultiThreadIoEventLoopGroup(1, DAEMON, NioIoHandler.newFactory());
    }
}
