package io.roadgate.sensor.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * The one Netty event loop of all network transports: a single daemon thread, on native epoll where the platform has it
 * (Linux on x86-64 and ARM64), else on Java NIO. {@code -Droadgate.noEpoll=true} forces NIO.
 *
 * <p>Thread: callbacks run on it and only copy bytes into a ring.
 */
final class SharedEventLoop {
    /** A TCP peer is asked for a sign of life after this much silence, so often, and given up after so many. */
    private static final int KEEPALIVE_IDLE_S = 10;

    private static final int KEEPALIVE_INTERVAL_S = 5;
    private static final int KEEPALIVE_PROBES = 3;
    private static final int UNACKNOWLEDGED_LIMIT_MS = 20_000;

    private static final ThreadFactory DAEMON = task -> {
        Thread thread = new Thread(task, "sensor-net");
        thread.setDaemon(true);
        return thread;
    };

    private static final boolean IS_NATIVE = !Boolean.getBoolean("roadgate.noEpoll") && Epoll.isAvailable();

    private SharedEventLoop() {}

    static EventLoopGroup group() {
        return Holder.GROUP;
    }

    /** Whether it runs on native epoll. */
    static boolean isNative() {
        return IS_NATIVE;
    }

    /** A client of TCP. */
    static Bootstrap client() {
        Bootstrap client = new Bootstrap()
                .group(group())
                .channel(IS_NATIVE ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true);
        keepAlive().forEach((option, value) -> client.option(cast(option), value));
        return client;
    }

    /** A server of TCP. */
    static ServerBootstrap server() {
        ServerBootstrap server = new ServerBootstrap()
                .group(group())
                .channel(IS_NATIVE ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
        keepAlive().forEach((option, value) -> server.childOption(cast(option), value));
        return server;
    }

    /** A socket for datagrams of one family; a multicast group can only be joined through a socket of its own. */
    static Bootstrap datagrams(boolean isIpv6) {
        SocketProtocolFamily family = isIpv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        return new Bootstrap()
                .group(group())
                .channelFactory(() -> IS_NATIVE ? new EpollDatagramChannel(family) : new NioDatagramChannel(family));
    }

    /** Finds a peer that vanished without a word within half a minute, even when neither side has anything to say. */
    private static Map<ChannelOption<?>, Object> keepAlive() {
        if (IS_NATIVE) {
            return Map.of(
                    ChannelOption.SO_KEEPALIVE, true,
                    EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_IDLE_S,
                    EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S,
                    EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES,
                    EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_LIMIT_MS);
        }
        return Map.of(
                ChannelOption.SO_KEEPALIVE,
                true,
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                KEEPALIVE_IDLE_S,
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                KEEPALIVE_INTERVAL_S,
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                KEEPALIVE_PROBES);
    }

    @SuppressWarnings("unchecked")
    private static ChannelOption<Object> cast(ChannelOption<?> option) {
        return (ChannelOption<Object>) option;
    }

    /** Made when the first network transport starts, not when a site has none. */
    private static final class Holder {
        static final EventLoopGroup GROUP = new MultiThreadIoEventLoopGroup(1, DAEMON, factory());

        private static IoHandlerFactory factory() {
            return IS_NATIVE ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        }
    }
}
