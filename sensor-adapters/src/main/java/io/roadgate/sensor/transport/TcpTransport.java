package io.roadgate.sensor.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.setting.Setting;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/**
 * A byte stream over TCP: we connect to the device, or it connects to us.
 *
 * <p>When listening there is one device: a new connection replaces the old one, which after a power cut at the device
 * may be half open for minutes.
 *
 * <p>Thread: receives on the shared event loop.
 */
// What a write or close came to is told by channelInactive; their futures have nothing to add.
@SuppressWarnings("FutureReturnValueIgnored")
public final class TcpTransport implements Transport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("mode", List.of("connect", "listen"), "connect to the device, or listen for it"),
            Setting.text("host", "127.0.0.1", "the device's address, or the local address to listen on"),
            Setting.integer("port", 0, 0, 65_535, "the device's port, or the local one; 0 = any free one to listen on"),
            ReceiveRing.setting(1024));

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int SCRATCH_BYTES = 65_536;

    private final TransportContext context;
    private final boolean isListening;
    private final String host;
    private final int port;
    private final ReceiveRing ring;
    private final Backoff backoff = new Backoff();
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private volatile boolean isClosed;
    private volatile Channel server;
    private volatile Channel channel;
    private final AtomicInteger upCount = new AtomicInteger();

    /** A link not yet opened. */
    public TcpTransport(TransportContext context) {
        this.context = context;
        this.isListening = "listen".equals(context.settings().text("mode"));
        this.host = context.settings().text("host");
        this.port = context.settings().integer("port");
        this.ring = new ReceiveRing(context.settings().integer("ringKb"), context.faults());
    }

    @Override
    public void start() {
        open();
    }

    private void open() {
        if (isClosed) {
            return;
        }
        if (isListening) {
            listen();
        } else {
            connect();
        }
    }

    private void connect() {
        new Bootstrap()
                .group(SharedEventLoop.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .handler(new Receiver())
                .connect(host, port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        openLater();
                    }
                });
    }

    private void listen() {
        new ServerBootstrap()
                .group(SharedEventLoop.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Receiver())
                .bind(host, port)
                .addListener((ChannelFuture bound) -> onBound(bound));
    }

    private void onBound(ChannelFuture bound) {
        if (!bound.isSuccess()) {
            openLater();
            return;
        }
        server = bound.channel();
        if (isClosed) {
            bound.channel().close();
        }
    }

    private void openLater() {
        if (!isClosed) {
            SharedEventLoop.group().schedule(this::open, backoff.nextNs(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        return ring.poll(handler, limit);
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        Channel to = channel;
        if (to == null || !to.isWritable()) {
            return false;
        }
        to.writeAndFlush(OutgoingBytes.copy(to, buffer, offset, length), to.voidPromise());
        return true;
    }

    @Override
    public boolean isUp() {
        return channel != null;
    }

    @Override
    public int upCount() {
        return upCount.get();
    }

    @Override
    public int boundPort() {
        Channel bound = isListening ? server : channel;
        return bound == null ? -1 : ((InetSocketAddress) bound.localAddress()).getPort();
    }

    @Override
    public String describe() {
        int bound = isListening ? boundPort() : port;
        return "tcp " + (isListening ? "listen " : "") + host + ":" + (bound < 0 ? port : bound);
    }

    @Override
    public void close() {
        isClosed = true;
        Channel listening = server;
        Channel open = channel;
        channel = null;
        if (listening != null) {
            listening.close().awaitUninterruptibly(500, TimeUnit.MILLISECONDS);
        }
        if (open != null) {
            open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    /** Copies the stream into the ring and follows the link's ups and downs. */
    @ChannelHandler.Sharable
    private final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext netty) {
            if (isClosed) {
                netty.close();
                return;
            }
            Channel before = channel;
            channel = netty.channel();
            upCount.incrementAndGet();
            if (before != null) {
                context.faults().count(FrameFault.LINK_LOST);
                before.close();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext netty, ByteBuf bytes) {
            if (netty.channel() != channel) {
                return;
            }
            long receivedAtNs = context.clock().nanoTime();
            backoff.reset();
            while (bytes.isReadable()) {
                int length = Math.min(bytes.readableBytes(), SCRATCH_BYTES);
                bytes.readBytes(scratch, 0, length);
                ring.putStream(scratch, length, receivedAtNs);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext netty, Throwable cause) {
            // A reset: channelInactive follows and counts it.
            netty.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext netty) {
            if (isClosed || netty.channel() != channel) {
                return;
            }
            channel = null;
            context.faults().count(FrameFault.LINK_LOST);
            if (!isListening) {
                openLater();
            }
        }
    }
}
