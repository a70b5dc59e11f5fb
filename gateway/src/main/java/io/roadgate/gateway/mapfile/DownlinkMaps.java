package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.IdKeeper;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;

/**
 * Maps that a centre sends down as MAP messages in place of the site's own.
 *
 * <p>A map is a function of the message's octets and of the site's own map alone: zones, toll lines and parking
 * bays, which a MAP does not have, are kept from the latter, and a lane where one was before keeps its number (and is
 * still a toll lane). So a replay, which has only the record with the octets, comes to the same map.
 *
 * <p><b>Thread:</b> {@link #prepare} is for any thread but the fusion agent, as it takes milliseconds; the record with the same
 * octets goes to the fusion agent afterwards, whose {@link #take} then finds the map ready, without allocation. A record that
 * nobody has prepared (in a replay) is read on the spot.
 */
public final class DownlinkMaps {
    private final SiteMap own;
    private final MapOrigin origin;
    private final AtomicReference<Ready> ready = new AtomicReference<>();

    /** A map that waits for its record; without a map, octets that were refused. */
    private record Ready(byte[] octets, SiteMap map) {}

    /** Maps in place of the site's own, about the site's origin. */
    public DownlinkMaps(SiteMap own, MapOrigin origin) {
        this.own = own;
        this.origin = origin;
    }

    /**
     * Reads and checks a MAP message before its record is handed to fusion. Only the newest waits.
     *
     * @param octets a whole message frame; kept, not to be changed.
     * @param faults takes all that is wrong with it.
     * @return whether it will be taken; one that will not need not be handed on.
     */
    public boolean prepare(byte[] octets, MapFaults faults) {
        SiteMap map = read(octets, faults);
        ready.set(new Ready(octets, map));
        return map != null;
    }

    /**
     * The map of a record's octets.
     *
     * @return {@code null} when they are no good map: the one that holds goes on to hold.
     */
    public SiteMap take(DirectBuffer buffer, int offset, int length) {
        Ready waiting = ready.get();
        if (waiting != null && isSame(waiting.octets, buffer, offset, length)) {
            return waiting.map;
        }
        if (length > MapMessage.MOST_OCTETS) {
            return null;
        }
        byte[] octets = new byte[length];
        buffer.getBytes(offset, octets);
        return read(octets, new MapFaults());
    }

    private static boolean isSame(byte[] octets, DirectBuffer buffer, int offset, int length) {
        if (octets.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (octets[i] != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private SiteMap read(byte[] octets, MapFaults faults) {
        MapDraft draft = MapMessage.decode("downlink", octets, origin, faults);
        if (draft == null || faults.hasErrors()) {
            return null;
        }
        new IdKeeper(own).keep(draft);
        own.zones().forEach(draft::add);
        own.tollLines().forEach(draft::add);
        own.parkingBays().forEach(draft::add);
        return draft.build(faults);
    }
}
