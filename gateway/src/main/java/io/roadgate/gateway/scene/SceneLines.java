package io.roadgate.gateway.scene;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.track.TrackTable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Tracks and events as JSON lines; each number has a fixed count of decimals, so that equal runs give equal bytes. */
final class SceneLines {
    /** The kinds that a scene's labels know. */
    private static final Set<EventKind> TOLD = Set.of(
            EventKind.ABNORMAL_VEHICLE_STOPPED,
            EventKind.WRONG_WAY,
            EventKind.SPEEDING,
            EventKind.EMERGENCY_BRAKING,
            EventKind.OBJECT_ON_ROAD,
            EventKind.ANIMAL_ON_ROAD,
            EventKind.EMERGENCY_VEHICLE,
            EventKind.TRAFFIC_JAM,
            EventKind.TUNNEL_QUEUE,
            EventKind.FORWARD_COLLISION,
            EventKind.VULNERABLE_ROAD_USER_CONFLICT,
            EventKind.INTERSECTION_COLLISION,
            EventKind.SIGNAL_VIOLATION);

    private static final long MS = 1_000_000L;
    private static final int SENSORS_TOLD = 32;

    private final SceneMap map;
    private final List<Sensor> sensors;
    private final boolean isStacked;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();
    private final StringBuilder text = new StringBuilder();
    private final double[] estimate = new double[TrackTable.ESTIMATE];

    /** Lines for this site; {@code isStacked} = it has several levels, and each track tells its own. */
    SceneLines(SceneMap map, boolean isStacked) {
        this.map = map;
        this.isStacked = isStacked;
        sensors = map.sensors();
    }

    /** Writes all confirmed tracks as they are at a tick; returns how many. */
    int writeTracks(TrackTable tracks, long tickMs, Writer out) throws IOException {
        int count = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (tracks.isConfirmed(slot) && tracks.estimate(slot, tickMs * MS, estimate)) {
                text.setLength(0);
                text.append("{\"t\":").append(tickMs).append(",\"id\":").append(tracks.trackId(slot));
                text.append(",\"cls\":\"")
                        .append(SceneClasses.name(tracks.participantClass(slot)))
                        .append('"');
                number(",\"e\":", estimate[0], 3);
                number(",\"n\":", estimate[1], 3);
                number(",\"vx\":", estimate[2], 3);
                number(",\"vy\":", estimate[3], 3);
                number(",\"P\":[", estimate[4], 4);
                number(",", estimate[5], 4);
                number(",", estimate[6], 4);
                text.append(']');
                if (isStacked && tracks.level(slot) != TrackTable.UNKNOWN_LEVEL) {
                    text.append(",\"level\":").append(tracks.level(slot));
                }
                text.append(",\"src\":[");
                sources(tracks.sources(slot));
                text.append("]}\n");
                out.append(text);
                count++;
            }
        }
        return count;
    }

    private void sources(int bits) {
        String comma = "";
        for (int i = 0; i < Math.min(SENSORS_TOLD, sensors.size()); i++) {
            if ((bits & 1 << i) != 0) {
                text.append(comma).append('"').append(sensors.get(i).id()).append('"');
                comma = ",";
            }
        }
    }

    /** Writes an event when it is raised; false = it was another phase. */
    boolean writeEvent(DirectBuffer buffer, int offset, Writer out) throws IOException {
        header.wrap(buffer, offset);
        event.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        EventKind kind = EventKind.ofCode(event.kind());
        if (kind == null || !TOLD.contains(kind) || event.phase() != EventPhase.RAISED) {
            return false;
        }
        text.setLength(0);
        text.append("{\"t\":").append(event.detectedAtNs() / MS);
        text.append(",\"id\":").append(event.eventId());
        text.append(",\"type\":\"").append(kind.application()).append('"');
        number(",\"lat\":", event.latE7() * 1e-7, 7);
        number(",\"lon\":", event.lonE7() * 1e-7, 7);
        text.append(",\"first\":").append(event.firstSeenAtNs() / MS).append(",\"tracks\":[");
        text.append(event.primary().trackId());
        long second = event.secondary().trackId();
        if (second != 0) {
            text.append(',').append(second);
        }
        out.append(text.append("]}\n"));
        return true;
    }

    /** The map that places are told on. */
    SceneMap map() {
        return map;
    }

    private void number(String key, double value, int decimals) {
        text.append(key).append(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }
}
