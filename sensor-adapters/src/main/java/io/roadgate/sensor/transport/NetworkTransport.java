package io.roadgate.sensor.transport;

import io.netty.channel.Channel;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * What links over the network have in common: a channel that comes and goes, and a bounded backlog of bytes to send.
 *
 * <p>Waiting is measured by the event loop's own monotonic time, never by the wall clock, which may jump.
 *
 * <p>Thread: all but the methods of {@link Transport} runs on the shared event loop.
 */
// What a write or close came to is told by channelInactive; their futures have nothing to add.
@SuppressWarnings("FutureReturnValueIgnored")
abstract class NetworkTransport extends RingTransport {
    /** The key by which a site bounds what waits to be sent. */
    static final Setting PENDING = Setting.integer(
            "pendingKb", 64, 1, 16_384, "bytes waiting to be sent at most, KiB; more is refused and counted");

    private static final int CLOSE_LIMIT_MS = 500;

    final int pendingLimitBytes;
    private volatile Channel channel;

    NetworkTransport(TransportContext context) {
        super(context);
        this.pendingLimitBytes = context.settings().integer("pendingKb") * 1024;
    }

    /** Begins to open the link; ends in {@link #up} or {@link #openLater}. */
    abstract void open();

    @Override
    public void start() {
        SharedEventLoop.group().execute(this::openUnlessClosed);
    }

    private void openUnlessClosed() {
        if (!isClosed) {
            open();
        }
    }

    /** Tries again after the back-off. */
    final void openLater(String why) {
        trouble = why;
        if (!isClosed) {
            SharedEventLoop.group().schedule(this::openUnlessClosed, backoff.nextNs(), TimeUnit.NANOSECONDS);
        }
    }

    /** The link is up on this channel; false when nobody wants it any more. */
    final boolean up(Channel opened) {
        if (isClosed) {
            opened.close();
            return false;
        }
        channel = opened;
        trouble = "";
        ring.linkUp();
        return true;
    }

    /** This channel is gone; false when it was not the link. */
    final boolean lost(Channel gone) {
        if (isClosed || channel != gone) {
            return false;
        }
        channel = null;
        ring.linkLost();
        context.faults().count(FrameFault.LINK_LOST);
        return true;
    }

    /** The link's channel; {@code null} while it is down. */
    final Channel channel() {
        return channel;
    }

    /** Whether so many bytes may wait, too; when not, it is counted. */
    final boolean hasRoom(Channel to, int length) {
        if (to.isWritable() && to.bytesBeforeUnwritable() >= length) {
            return true;
        }
        context.faults().count(FrameFault.REPLY_DROPPED);
        return false;
    }

    @Override
    public boolean isUp() {
        return channel != null;
    }

    @Override
    public int boundPort() {
        Channel bound = bound();
        return bound == null ? -1 : ((InetSocketAddress) bound.localAddress()).getPort();
    }

    /** The channel that holds the local port. */
    Channel bound() {
        return channel;
    }

    @Override
    public void close() {
        isClosed = true;
        Channel open = channel;
        channel = null;
        closeAtMost(open);
    }

    static void closeAtMost(Channel open) {
        if (open != null) {
            open.close().awaitUninterruptibly(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS);
        }
    }
}
