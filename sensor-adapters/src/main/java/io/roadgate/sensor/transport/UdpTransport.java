package io.roadgate.sensor.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.setting.Setting;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/**
 * Datagrams from a local port; replies go to the configured peer, else to whoever sent last.
 *
 * <p>A UDP link is up while its socket is bound. One datagram is one piece, never cut, never joined.
 *
 * <p>Thread: receives on the shared event loop.
 */
// What a write or close came to is told by channelInactive; their futures have nothing to add.
@SuppressWarnings("FutureReturnValueIgnored")
public final class UdpTransport implements Transport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("host", "0.0.0.0", "local address to listen on"),
            Setting.integer("port", 0, 0, 65_535, "local port to listen on; 0 = any free one"),
            Setting.text("remote", "", "host:port that replies go to; empty = the last sender"),
            ReceiveRing.setting(1024));

    private static final int LONGEST_DATAGRAM = 65_536;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    private final TransportContext context;
    private final String host;
    private final int port;
    private final HostPort remote;
    private final ReceiveRing ring;
    private final Backoff backoff = new Backoff();
    private final byte[] scratch = new byte[LONGEST_DATAGRAM];
    private volatile boolean isClosed;
    private volatile Channel channel;
    private volatile InetSocketAddress peer;
    private final AtomicInteger upCount = new AtomicInteger();

    /**
     * A socket not yet bound.
     *
     * @throws IllegalArgumentException when {@code remote} is not {@code host:port}.
     */
    public UdpTransport(TransportContext context) {
        this.context = context;
        this.host = context.settings().text("host");
        this.port = context.settings().integer("port");
        String peerText = context.settings().text("remote");
        this.remote = peerText.isEmpty() ? null : HostPort.parse(peerText);
        this.ring = new ReceiveRing(context.settings().integer("ringKb"), context.faults());
    }

    @Override
    public void start() {
        if (remote != null) {
            peer = new InetSocketAddress(remote.host(), remote.port());
        }
        bind();
    }

    private void bind() {
        if (isClosed) {
            return;
        }
        new Bootstrap()
                .group(SharedEventLoop.group())
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                // Netty's default guess of 2 KiB would cut longer datagrams silently.
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_DATAGRAM))
                .handler(new Receiver())
                .bind(host, port)
                .addListener((ChannelFuture bound) -> onBound(bound));
    }

    private void onBound(ChannelFuture bound) {
        if (bound.isSuccess() && !isClosed) {
            channel = bound.channel();
            upCount.incrementAndGet();
        } else if (bound.isSuccess()) {
            bound.channel().close();
        } else {
            bindLater();
        }
    }

    private void bindLater() {
        if (!isClosed) {
            SharedEventLoop.group().schedule(this::bind, backoff.nextNs(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        return ring.poll(handler, limit);
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        Channel to = channel;
        InetSocketAddress target = peer;
        if (to == null || target == null || !to.isWritable()) {
            return false;
        }
        to.writeAndFlush(new DatagramPacket(OutgoingBytes.copy(to, buffer, offset, length), target), to.voidPromise());
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
        Channel bound = channel;
        return bound == null ? -1 : ((InetSocketAddress) bound.localAddress()).getPort();
    }

    @Override
    public String describe() {
        int bound = boundPort();
        return "udp " + host + ":" + (bound < 0 ? port : bound);
    }

    @Override
    public void close() {
        isClosed = true;
        Channel open = channel;
        channel = null;
        if (open != null) {
            open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }

    /** Copies each datagram into the ring. */
    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext netty, DatagramPacket datagram) {
            long receivedAtNs = context.clock().nanoTime();
            ByteBuf content = datagram.content();
            int length = content.readableBytes();
            if (remote == null) {
                peer = datagram.sender();
            }
            if (length > 0) {
                content.getBytes(content.readerIndex(), scratch, 0, length);
                ring.putDatagram(scratch, length, receivedAtNs);
                backoff.reset();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext netty, Throwable cause) {
            // An ICMP "port unreachable" after a reply to a dead peer arrives here; the socket itself is still good.
        }

        @Override
        public void channelInactive(ChannelHandlerContext netty) {
            if (!isClosed && channel == netty.channel()) {
                channel = null;
                context.faults().count(FrameFault.LINK_LOST);
                bindLater();
            }
        }
    }
}
