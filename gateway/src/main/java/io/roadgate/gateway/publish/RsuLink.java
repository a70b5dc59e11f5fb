package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.v2x.units.WireUnits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the RSU what to broadcast: hazards as dynamic RSI and tracks as RSM, each every 100 ms, in UPER over UDP,
 * wrapped as the RSU wants it.
 *
 * <p>A new hazard goes out at once; the period only repeats it. The socket does not block: what it does not take is
 * counted and superseded 100 ms later.
 *
 * <p>Thread: the publish agent.
 */
final class RsuLink implements AutoCloseable {
    static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long SIGN_PERIOD_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long STALE_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Counters counters;
    private final InetSocketAddress address;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_BYTES]);
    private final LengthFraming framing;
    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(LengthFraming.LONGEST_PAYLOAD + LengthFraming.MOST_OVERHEAD);
    private final UnsafeBuffer frame = new UnsafeBuffer(bytes);
    private final RsiWriter rsi;
    private final RsmWriter rsm;
    private final ActiveHazards hazards = new ActiveHazards();
    private final ParticipantNumbers numbers = new ParticipantNumbers();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();
    private final TrackStateDecoder track = new TrackStateDecoder();
    private DatagramChannel channel;
    private long hazardsTickNs;
    private long signsTickNs;
    private long picturesTickNs;
    private long pictureTickNs;
    private boolean hasNewHazard;

    /** A link that is opened by {@link #open}; the clock seeds the message counts, as the sending rules want it. */
    RsuLink(GatewayConfig config, GatewayConfig.Rsu rsu, Counters counters, long nowNs, long tickNs) {
        this.counters = counters;
        address = rsu.send();
        framing = new LengthFraming(rsu.framing());
        int firstCount = Long.hashCode(nowNs * 0x9E37_79B9_7F4A_7C15L) & 0x7F;
        rsi = new RsiWriter(config, firstCount);
        rsm = new RsmWriter(config, firstCount ^ 0x55);
        hazardsTickNs = tickNs - PERIOD_NS;
        picturesTickNs = hazardsTickNs;
        signsTickNs = tickNs - SIGN_PERIOD_NS;
        pictureTickNs = tickNs - STALE_AFTER_NS;
    }

    void open() throws IOException {
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
    }

    /** Takes the newest state of a hazard; one without an event type has no place in RSI. */
    void onHazard(DirectBuffer record, int offset, int length) {
        event.wrapAndApplyHeader(record, offset, header);
        if (!RsiWriter.isWanted(event) && !RsiWriter.isSign(event)) {
            return;
        }
        if (!hazards.put(record, offset, length)) {
            counters.increment(GatewayCounter.RSU_REFUSED);
        }
        hasNewHazard = true;
    }

    /** Broadcasts a whole picture, at most once in 100 ms. */
    void onPicture(DirectBuffer records, int length, long nowNs, long tickNs) {
        pictureTickNs = tickNs;
        // Half a period of slack: pictures come every 100 ms, give or take.
        if (tickNs - picturesTickNs < PERIOD_NS - PERIOD_NS / 2) {
            return;
        }
        picturesTickNs = tickNs;
        numbers.beginPicture();
        int at = 0;
        do {
            rsm.begin(nowNs);
            for (int tracks = 0; tracks < RsmWriter.MOST_TRACKS && at < length; ) {
                track.wrapAndApplyHeader(records, at, header);
                at += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
                tracks += add() ? 1 : 0;
            }
            send(rsm.end(buffer, 0));
        } while (at < length);
    }

    int doWork(long nowNs, long tickNs) {
        int work = 0;
        if (hasNewHazard || tickNs - hazardsTickNs >= PERIOD_NS) {
            hasNewHazard = false;
            hazardsTickNs = tickNs;
            work += sendHazards(nowNs);
        }
        if (tickNs - signsTickNs >= SIGN_PERIOD_NS) {
            signsTickNs = tickNs;
            work += sendSigns(nowNs);
        }
        boolean isPictureStale = tickNs - pictureTickNs >= STALE_AFTER_NS;
        if (isPictureStale && tickNs - picturesTickNs >= PERIOD_NS) {
            picturesTickNs = tickNs;
            rsm.begin(nowNs);
            send(rsm.end(buffer, 0));
            work++;
        }
        return work;
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            counters.increment(GatewayCounter.RSU_REFUSED);
        }
    }

    private boolean add() {
        if (track.countInPicture() == 0 || track.latE7() == WireUnits.UNKNOWN || track.lonE7() == WireUnits.UNKNOWN) {
            return false;
        }
        int number = numbers.numberOf(track.trackId());
        return number != 0 && rsm.add(track, number);
    }

    private int sendHazards(long nowNs) {
        hazards.prune(nowNs);
        int work = 0;
        int events = 0;
        for (int slot = 0; slot < hazards.count(); slot++) {
            HazardEventDecoder hazard = hazards.at(slot);
            boolean isWanted = RsiWriter.isWanted(hazard);
            if (isWanted && events == 0) {
                rsi.begin(nowNs);
            }
            if (isWanted) {
                rsi.add(hazard);
                events++;
            }
            hazards.told(slot);
            if (events == RsiWriter.MOST_EVENTS) {
                send(rsi.end(buffer, 0));
                events = 0;
                work++;
            }
        }
        if (events > 0) {
            send(rsi.end(buffer, 0));
            work++;
        }
        return work;
    }

    /** Signs are static information, which has messages and a period of its own. */
    private int sendSigns(long nowNs) {
        int signs = 0;
        for (int slot = 0; slot < hazards.count() && signs < RsiWriter.MOST_SIGNS; slot++) {
            HazardEventDecoder hazard = hazards.at(slot);
            if (RsiWriter.isSign(hazard)) {
                if (signs++ == 0) {
                    rsi.begin(nowNs);
                }
                rsi.addSign(hazard);
            }
        }
        if (signs > 0) {
            send(rsi.end(buffer, 0));
        }
        return signs > 0 ? 1 : 0;
    }

    private void send(int length) {
        if (length <= 0) {
            counters.increment(GatewayCounter.RSU_REFUSED);
            return;
        }
        broadcast(buffer, 0, length);
    }

    /**
     * Sends a message of any kind, ready in UPER, in the RSU's own framing.
     *
     * @return false when it is not sent: no link, too long for the framing, or the socket does not take it; counted.
     */
    boolean broadcast(DirectBuffer message, int offset, int length) {
        int size = channel == null ? 0 : framing.wrap(message, offset, length, frame, 0);
        boolean isSent = false;
        if (size > 0) {
            bytes.limit(size).position(0);
            try {
                isSent = channel.send(bytes, address) == size;
            } catch (IOException | UnresolvedAddressException e) {
                // Told by the counter below; the next message comes in 100 ms.
                isSent = false;
            }
            bytes.clear();
        }
        counters.increment(isSent ? GatewayCounter.RSU_SENT : GatewayCounter.RSU_REFUSED);
        return isSent;
    }
}
