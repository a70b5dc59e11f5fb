package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends pictures and health: only the latest of each is worth sending.
 *
 * <p>A picture that finds the link down or its window full is shed and counted. Few are let in flight: with QoS 0 in
 * flight means that the socket has not taken it, and the road has moved on by then.
 */
final class BulkLane implements MessageLink.Events {
    static final int MOST_PICTURES_IN_FLIGHT = 4;
    private static final int PAYLOAD_BYTES = 1024 * 1024;
    private static final int HEALTH_SLOT = 0;
    private static final int PICTURE_SLOT = 1;
    private static final int SERVICE_SLOT = 2;
    private static final int MOST_SERVICES_IN_FLIGHT = 32;
    private static final int LIMIT = 64;
    private static final byte[] STOPPED = "{\"state\":\"stopped\"}".getBytes(StandardCharsets.US_ASCII);

    private final Counters counters;
    private final MessageLink link;
    private final TopicFamily pictures;
    private final TopicFamily health;
    private final TopicFamily[] services;
    private final OutMessage message = new OutMessage(PAYLOAD_BYTES);
    private final UnsafeBuffer healthText = new UnsafeBuffer(0, 0);
    private final int configuredWindow;
    private int session;
    private int window;
    private int picturesInFlight;
    private int servicesInFlight;
    private boolean isHealthInFlight;
    private boolean isHealthWaiting;
    private long progressTickNs;
    private long tickNs;

    BulkLane(GatewayConfig config, Counters counters, MessageLink link) {
        this.counters = counters;
        this.link = link;
        pictures = TopicFamilies.TRACKS.create(config);
        health = TopicFamilies.HEALTH.create(config);
        services = new TopicFamily[] {
            TopicFamilies.SIGNAL.create(config), TopicFamilies.TRAFFIC.create(config), TopicFamilies.V2X.create(config)
        };
        configuredWindow = Math.min(MOST_PICTURES_IN_FLIGHT, config.mqtt().window());
    }

    /** Sends a whole picture now or sheds it. */
    void offerPicture(DirectBuffer records, int length, long nowNs) {
        followSession();
        if (session == 0 || picturesInFlight >= window) {
            counters.increment(GatewayCounter.PICTURES_SHED);
            return;
        }
        pictures.write(records, 0, length, nowNs, message);
        if (link.publish(session, PICTURE_SLOT, message) == MessageLink.Handover.TAKEN) {
            noteHandover();
            picturesInFlight++;
        } else {
            counters.increment(GatewayCounter.PICTURES_SHED);
        }
    }

    /** Sends a record of a service now or sheds it; false when it is of none. */
    boolean offerService(int templateId, DirectBuffer record, int offset, int length, long nowNs) {
        for (TopicFamily family : services) {
            if (family.templateId() == templateId) {
                sendService(family, record, offset, length, nowNs);
                return true;
            }
        }
        return false;
    }

    private void sendService(TopicFamily family, DirectBuffer record, int offset, int length, long nowNs) {
        if (!family.isWanted(record, offset)) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
            return;
        }
        followSession();
        boolean isRoom = session != 0 && servicesInFlight < Math.min(MOST_SERVICES_IN_FLIGHT, link.receiveMaximum());
        if (isRoom) {
            family.write(record, offset, length, nowNs, message);
            isRoom = link.publish(session, SERVICE_SLOT, message) == MessageLink.Handover.TAKEN;
        }
        if (isRoom) {
            noteHandover();
            servicesInFlight++;
        } else {
            counters.increment(GatewayCounter.SERVICES_SHED);
        }
    }

    /** Keeps the newest health until it can be sent. */
    void offerHealth(byte[] json) {
        healthText.wrap(json);
        isHealthWaiting = true;
    }

    int doWork(long nowNs, long atTickNs) {
        tickNs = atTickNs;
        int work = link.poll(this, LIMIT);
        followSession();
        if (session != 0 && isHealthWaiting && !isHealthInFlight) {
            health.write(healthText, 0, healthText.capacity(), nowNs, message);
            if (link.publish(session, HEALTH_SLOT, message) == MessageLink.Handover.TAKEN) {
                noteHandover();
                isHealthInFlight = true;
                isHealthWaiting = false;
                work++;
            }
        }
        replaceWhenStuck();
        return work;
    }

    /** What a broker shall keep when we leave by ourselves. */
    OutMessage farewell(long nowNs) {
        healthText.wrap(STOPPED);
        health.write(healthText, 0, STOPPED.length, nowNs, message);
        return message;
    }

    @Override
    public void onAcknowledged(int slot) {
        progressTickNs = tickNs;
        if (slot == HEALTH_SLOT) {
            isHealthInFlight = false;
        } else if (slot == SERVICE_SLOT) {
            servicesInFlight--;
        } else {
            picturesInFlight--;
        }
    }

    @Override
    public void onRefused(int slot, int reasonCode) {
        onAcknowledged(slot);
    }

    @Override
    public void onArrived(Arrival arrival) {
        counters.increment(GatewayCounter.DOWNLINK_REFUSED);
    }

    private void noteHandover() {
        if (picturesInFlight == 0 && servicesInFlight == 0 && !isHealthInFlight) {
            progressTickNs = tickNs;
        }
    }

    private void followSession() {
        int now = link.session();
        if (now != session) {
            session = now;
            window = Math.min(configuredWindow, link.receiveMaximum());
            picturesInFlight = 0;
            servicesInFlight = 0;
            // What the lost session had of health is older than what comes within the second.
            isHealthInFlight = false;
            isHealthWaiting = healthText.capacity() > 0;
            progressTickNs = tickNs;
        }
    }

    private void replaceWhenStuck() {
        boolean isOpen = picturesInFlight > 0 || servicesInFlight > 0 || isHealthInFlight;
        if (session != 0 && isOpen && tickNs - progressTickNs > SendQueue.STUCK_AFTER_NS) {
            progressTickNs = tickNs;
            link.replace();
        }
    }
}
