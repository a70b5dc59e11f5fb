package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.ControllerRequestDecoder;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.gateway.record.V2xMessageDecoder;
import io.roadgate.gateway.ring.RecordRing;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what fusion and the journal agent give, and takes in what centres send down.
 *
 * <p>Each duty cycle drains its rings (bounded), lets each {@link Lane} send what its window allows, and repeats to the
 * RSU. It neither blocks nor throws: an exception is a bug, is counted ({@code AGENT_ERRORS}) and logged once.
 *
 * <p>Thread: one; {@link #isConnected()} any.
 */
public final class PublishAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(PublishAgent.class);
    private static final int LIMIT = 64;
    private static final long HEALTH_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int DOWN_RING_BYTES = 1024 * 1024;
    private static final int ANSWER_RING_BYTES = 64 * 1024;
    private static final int DRY_WINDOW = 1024;
    private static final int RECORD_LENGTH_LEAST = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Counters counters;
    private final EpochNanoClock wall;
    private final NanoClock ticks;
    private final RecordRing outbound;
    private final RecordRing tolls;
    private final HealthSource health;
    private final StringBuilder healthText = new StringBuilder();
    private final List<MessageLink> links;
    private final HazardLane hazardLane;
    private final TollLane tollLane;
    private final BulkLane bulkLane;
    private final RsuLink rsu;
    private final ControllerLink controller;
    private final PictureBuffer picture = new PictureBuffer();
    private final RecordHandler outboundHandler = this::onOutbound;
    private final RecordHandler tollHandler = this::onToll;
    private final MessageHeaderDecoder v2xHeader = new MessageHeaderDecoder();
    private final V2xMessageDecoder v2xMessage = new V2xMessageDecoder();
    private long nowNs;
    private long tickNs;
    private long healthTickNs;
    private boolean wasReported;

    /**
     * An agent over Paho's client; nothing is opened before {@link #onStart}.
     *
     * @param config of the gateway.
     * @param counters of the gateway.
     * @param wall stamps and expiries.
     * @param ticks time-outs and periods.
     * @param outbound hazards and tracks from fusion.
     * @param tolls durable toll records from the journal agent.
     * @param inbound downlinks to fusion.
     * @param receipts toll receipts to the journal agent.
     * @param health asked once a second.
     */
    public PublishAgent(
            GatewayConfig config,
            Counters counters,
            EpochNanoClock wall,
            NanoClock ticks,
            RecordRing outbound,
            RecordRing tolls,
            RecordRing inbound,
            RecordRing receipts,
            HealthSource health) {
        this(
                config,
                counters,
                wall,
                ticks,
                outbound,
                tolls,
                inbound,
                receipts,
                health,
                pahoLinks(counters, wall, ticks));
    }

    /** An agent over other links: a second kind of publisher, or none for tests. */
    PublishAgent(
            GatewayConfig config,
            Counters counters,
            EpochNanoClock wall,
            NanoClock ticks,
            RecordRing outbound,
            RecordRing tolls,
            RecordRing inbound,
            RecordRing receipts,
            HealthSource health,
            BiFunction<GatewayConfig, Lane, MessageLink> linkOf) {
        this.counters = counters;
        this.wall = wall;
        this.ticks = ticks;
        this.outbound = outbound;
        this.tolls = tolls;
        this.health = Objects.requireNonNull(health);
        MessageLink hazardLink = linkOf.apply(config, Lane.HAZARD);
        MessageLink tollLink = linkOf.apply(config, Lane.TOLL);
        MessageLink bulkLink = linkOf.apply(config, Lane.BULK);
        links = List.of(hazardLink, tollLink, bulkLink);
        ReceiptSink receiptSink = new ReceiptSink(receipts);
        DownlinkSink downlinks = new DownlinkSink(config, inbound, receiptSink, counters);
        hazardLane = new HazardLane(config, counters, hazardLink);
        tollLane = new TollLane(config, counters, tollLink, receiptSink, downlinks);
        bulkLane = new BulkLane(config, counters, bulkLink);
        healthTickNs = ticks.nanoTime() - HEALTH_EVERY_NS;
        rsu = config.rsu()
                .map(address -> new RsuLink(config, address, counters, wall.nanoTime(), ticks.nanoTime()))
                .orElse(null);
        controller = controllerLink(config, downlinks);
    }

    /** The controller that takes requests, as {@code services.priority.send} names it; null = none. */
    private ControllerLink controllerLink(GatewayConfig config, DownlinkSink downlinks) {
        Settings settings = config.services().get("priority");
        String send = settings == null ? "" : settings.text("send");
        int colon = send.lastIndexOf(':');
        if (colon <= 0) {
            return null;
        }
        InetSocketAddress address =
                new InetSocketAddress(send.substring(0, colon), Integer.parseInt(send.substring(colon + 1)));
        return new ControllerLink(
                address,
                counters,
                (id, record, offset, length) -> downlinks.onControllerAnswer(record, offset, length, nowNs));
    }

    /**
     * An agent that writes every message for the broker and hands it to nobody: for measuring, and for a trial beside a
     * gateway that is live. An RSU in the configuration is still spoken to.
     *
     * @see #PublishAgent(GatewayConfig, Counters, EpochNanoClock, NanoClock, RecordRing, RecordRing, RecordRing,
     *     RecordRing, HealthSource) for the parameters.
     */
    public static PublishAgent dry(
            GatewayConfig config,
            Counters counters,
            EpochNanoClock wall,
            NanoClock ticks,
            RecordRing outbound,
            RecordRing tolls,
            RecordRing inbound,
            RecordRing receipts,
            HealthSource health) {
        return new PublishAgent(
                config,
                counters,
                wall,
                ticks,
                outbound,
                tolls,
                inbound,
                receipts,
                health,
                (ofConfig, lane) -> new DryLink(counters, DRY_WINDOW));
    }

    private static BiFunction<GatewayConfig, Lane, MessageLink> pahoLinks(
            Counters counters, EpochNanoClock wall, NanoClock ticks) {
        return (config, lane) -> {
            ConnectionSettings plain = ConnectionSettings.ofLane(config.mqtt(), lane.label());
            return switch (lane) {
                case HAZARD -> new MqttLink(plain, ANSWER_RING_BYTES, counters, wall, ticks);
                case TOLL ->
                    new MqttLink(
                            plain.withSubscriptions(List.of(TopicFamilies.root(config) + DownlinkSink.LEVEL + "#")),
                            DOWN_RING_BYTES,
                            counters,
                            wall,
                            ticks);
                case BULK ->
                    new MqttLink(plain.withWill(HealthTopics.topic(config)), ANSWER_RING_BYTES, counters, wall, ticks);
            };
        };
    }

    @Override
    public void onStart() {
        if (rsu != null) {
            try {
                rsu.open();
            } catch (IOException e) {
                LOG.warn("no socket for the RSU", e);
            }
        }
        if (controller != null) {
            try {
                controller.open();
            } catch (IOException e) {
                LOG.warn("no socket for the signal controller", e);
            }
        }
        links.forEach(MessageLink::start);
    }

    @Override
    public int doWork() {
        nowNs = wall.nanoTime();
        tickNs = ticks.nanoTime();
        try {
            return cycle();
        } catch (RuntimeException e) {
            counters.increment(GatewayCounter.AGENT_ERRORS);
            if (!wasReported) {
                wasReported = true;
                LOG.error("a bug in publishing; more of them are only counted", e);
            }
            return 1;
        }
    }

    @Override
    public void onClose() {
        // A broker may see the bulk connection's socket close before it has read the good-bye on it, and then tells the
        // last will: so that one goes first, and "stopped" is told after it, on a connection that has no will.
        MessageLink bulk = links.get(Lane.BULK.ordinal());
        MessageLink teller = bulk;
        for (MessageLink link : links) {
            if (link != bulk && link.session() != 0) {
                teller = link;
            }
        }
        OutMessage farewell = bulkLane.farewell(wall.nanoTime());
        bulk.close(teller == bulk ? farewell : null);
        for (MessageLink link : links) {
            if (link != bulk) {
                link.close(link == teller ? farewell : null);
            }
        }
        if (rsu != null) {
            rsu.close();
        }
        if (controller != null) {
            controller.close();
        }
    }

    @Override
    public String roleName() {
        return "publish";
    }

    /** Whether all connections to the broker are up. Thread: any. */
    public boolean isConnected() {
        return linksUp() == links.size();
    }

    /** How many of the three connections are up. Thread: any. */
    public int linksUp() {
        int count = 0;
        for (MessageLink link : links) {
            count += link.session() == 0 ? 0 : 1;
        }
        return count;
    }

    private int cycle() {
        int work = outbound.drain(outboundHandler, LIMIT) + (controller == null ? 0 : controller.doWork(nowNs));
        work += hazardLane.doWork(nowNs, tickNs);
        int room = tollLane.room();
        if (room > 0) {
            work += tolls.drain(tollHandler, Math.min(LIMIT, room));
        }
        work += tollLane.doWork(nowNs, tickNs);
        if (tickNs - healthTickNs >= HEALTH_EVERY_NS) {
            healthTickNs = tickNs;
            askHealth();
        }
        work += bulkLane.doWork(nowNs, tickNs);
        return rsu == null ? work : work + rsu.doWork(nowNs, tickNs);
    }

    private void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        if (length < RECORD_LENGTH_LEAST) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
        } else if (templateId == HazardEventDecoder.TEMPLATE_ID) {
            hazardLane.offer(templateId, buffer, offset, length, nowNs);
            if (rsu != null) {
                rsu.onHazard(buffer, offset, length);
            }
        } else if (templateId == TrackStateDecoder.TEMPLATE_ID) {
            if (picture.add(buffer, offset, length)) {
                bulkLane.offerPicture(picture.records(), picture.length(), nowNs);
                if (rsu != null) {
                    rsu.onPicture(picture.records(), picture.length(), nowNs, tickNs);
                }
            }
        } else if (templateId == ControllerRequestDecoder.TEMPLATE_ID) {
            if (controller != null) {
                controller.onPlan(buffer, offset, nowNs);
            }
        } else if (hazardLane.carries(templateId)) {
            if (templateId == PriorityRequestDecoder.TEMPLATE_ID && controller != null) {
                controller.onPriority(buffer, offset, nowNs);
            }
            hazardLane.offer(templateId, buffer, offset, length, nowNs);
        } else if (bulkLane.offerService(templateId, buffer, offset, length, nowNs)) {
            if (templateId == V2xMessageDecoder.TEMPLATE_ID) {
                onV2xMessage(buffer, offset, length);
            }
        } else {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
        }
    }

    /** A message of a service goes on the air as it is. */
    private void onV2xMessage(DirectBuffer buffer, int offset, int length) {
        v2xMessage.wrapAndApplyHeader(buffer, offset, v2xHeader);
        int octets = v2xMessage.octetsLength();
        int octetsAt = v2xMessage.limit() + V2xMessageDecoder.octetsHeaderLength();
        if (octets > offset + length - octetsAt) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
        } else if (rsu != null) {
            rsu.broadcast(buffer, octetsAt, octets);
        }
    }

    private void onToll(int templateId, DirectBuffer buffer, int offset, int length) {
        tollLane.offer(templateId, buffer, offset, length);
    }

    private void askHealth() {
        healthText.setLength(0);
        health.appendHealth(healthText);
        bulkLane.offerHealth(healthText.toString().getBytes(StandardCharsets.UTF_8));
    }
}
