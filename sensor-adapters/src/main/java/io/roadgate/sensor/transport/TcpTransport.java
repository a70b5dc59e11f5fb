package io.roadgate.sensor.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * A byte stream over TCP: we connect to the device, or it connects to us; with TLS when the site wants it.
 *
 * <p>When listening there is one device: a new connection replaces the old one, which after a power cut at the device
 * may be half open for minutes. With TLS it does so only when it has proved who it is.
 *
 * <p>A half-open link is found by keep-alive probes within half a minute, or after {@code idleTimeout} without a byte; it
 * is closed, counted as {@code LINK_LOST} and opened anew.
 *
 * <p>Thread: receives on the shared event loop.
 */
// What a write or close came to is told by channelInactive; their futures have nothing to add.
@SuppressWarnings("FutureReturnValueIgnored")
public final class TcpTransport extends NetworkTransport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = Stream.concat(
                    Stream.of(
                            Setting.choice(
                                    "mode", List.of("connect", "listen"), "connect to the device, or listen for it"),
                            Setting.text(
                                    "host", "127.0.0.1", "the device's address, or the local address to listen on"),
                            Setting.integer(
                                    "port",
                                    0,
                                    0,
                                    65_535,
                                    "the device's port, or the local one; 0 = any free one to listen on"),
                            Setting.choice(
                                    "framing",
                                    StreamFraming.KINDS,
                                    "how the stream is cut into whole messages; none = the driver does it"),
                            Setting.integer(
                                    "pieceLimitBytes", 65_536, 16, 4_194_304, "longest message that framing lets in"),
                            Setting.duration(
                                    "idleTimeout",
                                    "0s",
                                    "0s",
                                    "24h",
                                    "a link silent for this long is closed and opened anew; 0s = never"),
                            PENDING,
                            ReceiveRing.setting(1024)),
                    LinkTls.SETTINGS.stream())
            .toList();

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int SCRATCH_BYTES = 65_536;

    private final boolean isListening;
    private final String host;
    private final int port;
    private final long idleTimeoutNs;
    private final LinkTls tls;
    private final StreamFraming framing;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final ReusedReceiveBuffer receiveBuffer = new ReusedReceiveBuffer(SCRATCH_BYTES);
    private volatile Channel server;

    /**
     * A link not yet opened.
     *
     * @throws IllegalArgumentException when {@link #faultsOf} the settings is not empty.
     */
    public TcpTransport(TransportContext context) {
        super(context);
        this.isListening = "listen".equals(context.settings().text("mode"));
        this.host = context.settings().text("host");
        this.port = context.settings().integer("port");
        this.idleTimeoutNs = context.settings().durationNs("idleTimeout");
        this.tls = LinkTls.of(context.settings());
        this.framing = new StreamFraming(
                context.settings().text("framing"),
                context.settings().integer("pieceLimitBytes"),
                ring,
                context.faults());
    }

    /** What is wrong with values that are each of their kind: {@code key what}. */
    static List<String> faultsOf(Settings settings) {
        return LinkTls.faultsOf(settings);
    }

    @Override
    void open() {
        HostResolver.resolve(host, port, (address, fault) -> {
            if (fault != null) {
                openLater(LinkTrouble.of(fault));
            } else if (isClosed) {
                trouble = "closed";
            } else if (isListening) {
                listen(address);
            } else {
                connect(address);
            }
        });
    }

    private void connect(InetSocketAddress to) {
        SharedEventLoop.client()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .option(ChannelOption.RECVBUF_ALLOCATOR, receiveBuffer)
                .handler(new Pipeline())
                .connect(to)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        openLater(LinkTrouble.of(connected.cause()));
                    }
                });
    }

    private void listen(InetSocketAddress at) {
        SharedEventLoop.server()
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, receiveBuffer)
                .childHandler(new Pipeline())
                .bind(at)
                .addListener((ChannelFuture bound) -> onBound(bound));
    }

    private WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(pendingLimitBytes / 2, pendingLimitBytes);
    }

    private void onBound(ChannelFuture bound) {
        if (!bound.isSuccess()) {
            openLater(LinkTrouble.of(bound.cause()));
            return;
        }
        server = bound.channel();
        trouble = "no device has connected yet: is its target " + describe() + " on this machine?";
        if (isClosed) {
            bound.channel().close();
        }
    }

    @Override
    public int holeCount() {
        // A whole message that was shed leaves no half one behind.
        return framing.isWhole() ? 0 : super.holeCount();
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        Channel to = channel();
        if (to == null || !framing.mayCarry(length) || !hasRoom(to, length + framing.prefixLength(length))) {
            return false;
        }
        to.writeAndFlush(OutgoingBytes.framed(to, framing, buffer, offset, length), to.voidPromise());
        return true;
    }

    @Override
    Channel bound() {
        return isListening ? server : channel();
    }

    @Override
    public String describe() {
        int bound = isListening ? boundPort() : port;
        return (tls == null ? "tcp " : "tls ") + (isListening ? "listen " : "") + host + ":"
                + (bound < 0 ? port : bound);
    }

    @Override
    public void close() {
        super.close();
        closeAtMost(server);
    }

    /** The handlers of one connection, in the order of the bytes. */
    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel opened) {
            if (idleTimeoutNs > 0) {
                opened.pipeline().addLast(new IdleStateHandler(idleTimeoutNs, 0, 0, TimeUnit.NANOSECONDS));
            }
            if (tls != null) {
                opened.pipeline().addLast(tls.handler(opened));
            }
            opened.pipeline().addLast(new Receiver());
        }
    }

    /** Copies the stream into the ring and follows the link's ups and downs. */
    private final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext netty) {
            if (tls == null) {
                takeOver(netty.channel());
            }
        }

        private void takeOver(Channel fresh) {
            Channel before = channel();
            if (before != null && lost(before)) {
                before.close();
            }
            framing.reset();
            up(fresh);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext netty, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    takeOver(netty.channel());
                } else {
                    refuse(netty, LinkTrouble.of(handshake.cause()));
                }
            } else if (event instanceof IdleStateEvent) {
                refuse(netty, "silent for " + Settings.formatDuration(idleTimeoutNs) + ": closed, to be opened anew");
            }
        }

        private void refuse(ChannelHandlerContext netty, String why) {
            if (channel() == null || channel() == netty.channel()) {
                trouble = why;
            }
            netty.close();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext netty, ByteBuf bytes) {
            if (netty.channel() != channel()) {
                return;
            }
            long receivedAtNs = context.clock().nanoTime();
            backoff.reset();
            while (bytes.isReadable()) {
                int length = Math.min(bytes.readableBytes(), SCRATCH_BYTES);
                bytes.readBytes(scratch, 0, length);
                if (!framing.put(scratch, length, receivedAtNs)) {
                    refuse(netty, "a message is longer than pieceLimitBytes: is framing right for this device?");
                    return;
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext netty, Throwable cause) {
            // A reset or a TLS alert: channelInactive follows and counts it.
            refuse(netty, LinkTrouble.of(cause));
        }

        @Override
        public void channelInactive(ChannelHandlerContext netty) {
            boolean wasLink = lost(netty.channel());
            String why = trouble.isEmpty() ? "the device closed the connection" : trouble;
            if (!isListening && (wasLink || channel() == null)) {
                openLater(why);
            } else if (isListening && wasLink) {
                trouble = why;
            }
        }
    }
}
