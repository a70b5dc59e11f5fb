package io.roadgate.sensor.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Datagrams from a local port or a multicast group; replies go to the configured peer, else to whoever sent last.
 *
 * <p>A UDP link is up while its socket is bound (and its group joined). One datagram is one piece, never cut, never
 * joined.
 *
 * <p>With {@code multicast} the socket is bound to the group's address: Linux then hands over that group and nothing
 * else, and other programs on the machine may listen to the same.
 *
 * <p>Thread: receives on the shared event loop.
 */
// What a write or close came to is told by channelInactive; their futures have nothing to add.
@SuppressWarnings("FutureReturnValueIgnored")
public final class UdpTransport extends NetworkTransport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("host", "0.0.0.0", "local address to listen on"),
            Setting.integer("port", 0, 0, 65_535, "local port to listen on; 0 = any free one"),
            Setting.text("multicast", "", "group or group@interface to join, then nothing else is heard; empty = none"),
            Setting.text("remote", "", "host:port that replies go to; empty = the last sender"),
            PENDING,
            ReceiveRing.setting(1024));

    private static final int LONGEST_DATAGRAM = 65_536;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    private final String host;
    private final int port;
    private final MulticastGroup group;
    private final HostPort remote;
    private final byte[] scratch = new byte[LONGEST_DATAGRAM];
    // Netty's default guess of 2 KiB would cut longer datagrams silently.
    private final ReusedReceiveBuffer receiveBuffer = new ReusedReceiveBuffer(LONGEST_DATAGRAM);
    private volatile InetSocketAddress peer;

    /**
     * A socket not yet bound.
     *
     * @throws IllegalArgumentException when {@link #faultsOf} the settings is not empty.
     */
    public UdpTransport(TransportContext context) {
        super(context);
        this.host = context.settings().text("host");
        this.port = context.settings().integer("port");
        String groupText = context.settings().text("multicast");
        this.group = groupText.isEmpty() ? null : MulticastGroup.parse(groupText);
        String peerText = context.settings().text("remote");
        this.remote = peerText.isEmpty() ? null : HostPort.parse(peerText);
    }

    /** What is wrong with values that are each of their kind: {@code key what}. */
    static List<String> faultsOf(Settings settings) {
        List<String> faults = new ArrayList<>();
        try {
            if (!settings.text("remote").isEmpty()) {
                HostPort.parse(settings.text("remote"));
            }
        } catch (IllegalArgumentException e) {
            faults.add("remote " + e.getMessage());
        }
        try {
            if (!settings.text("multicast").isEmpty()) {
                MulticastGroup.parse(settings.text("multicast"));
            }
        } catch (IllegalArgumentException e) {
            faults.add("multicast " + e.getMessage());
        }
        return faults;
    }

    @Override
    void open() {
        if (remote == null) {
            resolveLocal();
            return;
        }
        HostResolver.resolve(remote.host(), remote.port(), (address, fault) -> {
            if (fault != null) {
                openLater(LinkTrouble.of(fault));
                return;
            }
            peer = address;
            resolveLocal();
        });
    }

    private void resolveLocal() {
        if (group != null) {
            bind(new InetSocketAddress(group.address(), port));
            return;
        }
        HostResolver.resolve(host, port, (address, fault) -> {
            if (fault != null) {
                openLater(LinkTrouble.of(fault));
            } else {
                bind(address);
            }
        });
    }

    private void bind(InetSocketAddress local) {
        InetSocketAddress target = peer;
        boolean isIpv6 = local.getAddress() instanceof Inet6Address
                || (remote != null && target.getAddress() instanceof Inet6Address);
        SharedEventLoop.datagrams(isIpv6)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_REUSEADDR, group != null)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(pendingLimitBytes / 2, pendingLimitBytes))
                .option(ChannelOption.RECVBUF_ALLOCATOR, receiveBuffer)
                .handler(new Receiver())
                .bind(local)
                .addListener((ChannelFuture bound) -> onBound(bound));
    }

    private void onBound(ChannelFuture bound) {
        if (!bound.isSuccess()) {
            openLater(LinkTrouble.of(bound.cause()));
        } else if (group == null) {
            up(bound.channel());
        } else {
            join((DatagramChannel) bound.channel());
        }
    }

    private void join(DatagramChannel opened) {
        try {
            opened.joinGroup(group.address(), group.networkInterface(), null, opened.newPromise())
                    .addListener(joined -> {
                        if (joined.isSuccess()) {
                            up(opened);
                        } else {
                            opened.close();
                            openLater("cannot join " + group.address().getHostAddress() + ": "
                                    + LinkTrouble.of(joined.cause()));
                        }
                    });
        } catch (IOException e) {
            opened.close();
            openLater(LinkTrouble.of(e));
        }
    }

    @Override
    public int holeCount() {
        // A datagram that was shed leaves no half one behind.
        return 0;
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        Channel to = channel();
        InetSocketAddress target = peer;
        if (to == null || target == null || !hasRoom(to, length)) {
            return false;
        }
        to.writeAndFlush(new DatagramPacket(OutgoingBytes.copy(to, buffer, offset, length), target), to.voidPromise());
        return true;
    }

    @Override
    public String describe() {
        int bound = boundPort();
        String where = group == null ? host : group.address().getHostAddress();
        return "udp " + where + ":" + (bound < 0 ? port : bound);
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
            if (lost(netty.channel())) {
                openLater("the socket was closed");
            }
        }
    }
}
