package io.roadgate.sensor.dbc;

import io.roadgate.sensor.driver.CanDriver;
import io.roadgate.sensor.driver.CanReply;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Any device on a CAN bus of which there is a DBC: a mapping file says which signals make which fields of observations.
 *
 * <p>Both files are read when the gateway starts and refused with all their faults. Frames with ids that the DBC does not
 * have count {@code CAN_UNKNOWN_ID}, those shorter than their message {@code CAN_SHORT}; messages that the mapping does
 * not use are passed over.
 *
 * <p>Source: docs/dbc.md for the form of the mapping file.
 */
public final class DbcDriver implements CanDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("dbc", null, "the DBC file of the device"),
            Setting.text("mapping", null, "the file that says which signals make which fields (docs/dbc.md)"),
            Setting.text("encoding", DbcReader.AUTO, "encoding of the DBC: auto, or its name"),
            Setting.integer(
                    "idOffset", 0, -0x1FFF_FFFF, 0x1FFF_FFFF, "added to every id of the DBC, for a second unit"),
            Setting.integer("sourceAddress", -1, -1, 253, "J1939: only from this source; -1 = from all"),
            Setting.duration("latency", "0ms", "0ms", "500ms", "from the measurement to the first frame's arrival"));

    private static final int EXTENDED_ID_MASK = 0x1FFF_FFFF;
    private static final int SOURCE_MASK = 0xFF;
    private static final ObjectPart[] NO_PARTS = {};

    private final FaultSink faults;
    private final DbcDatabase database;
    private final DbcMessage header;
    private final ObjectLists lists;
    private final int idOffset;
    private final int sourceAddress;
    private final Int2ObjectHashMap<ObjectPart[]> standard = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<ObjectPart[]> extended = new Int2ObjectHashMap<>();

    /**
     * A driver for one device.
     *
     * @throws IllegalArgumentException when a file has become unusable since it was checked.
     */
    public DbcDriver(DriverContext context, CanReply reply) {
        Settings settings = context.settings();
        DbcMapping mapping;
        try {
            mapping = read(settings);
        } catch (DbcException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        this.faults = context.faults();
        this.database = mapping.database();
        this.header = mapping.header();
        this.lists = new ObjectLists(mapping, faults, new MappedObservations(context, mapping.kind()));
        this.idOffset = settings.integer("idOffset");
        this.sourceAddress = settings.integer("sourceAddress");
        Map<DbcMessage, List<ObjectPart>> byMessage = new HashMap<>();
        for (ObjectPart part : mapping.parts()) {
            byMessage.computeIfAbsent(part.message(), key -> new ArrayList<>()).add(part);
        }
        byMessage.forEach((message, parts) ->
                (message.isExtended() ? extended : standard).put(message.id(), parts.toArray(NO_PARTS)));
    }

    private static DbcMapping read(Settings settings) throws DbcException {
        return MappingReader.read(
                Path.of(settings.text("dbc")), settings.text("encoding"), Path.of(settings.text("mapping")));
    }

    /** What is wrong with the files that the settings name; empty = nothing. */
    public static List<String> check(Settings settings) {
        try {
            read(settings);
            return List.of();
        } catch (DbcException e) {
            return e.faults().stream().map(DbcFault::toString).toList();
        }
    }

    @Override
    public List<CanIdFilter> filters() {
        Stream<DbcMessage> used = Stream.concat(
                Stream.ofNullable(header),
                database.messages().stream()
                        .filter(message -> (message.isExtended() ? extended : standard).containsKey(message.id())));
        return used.distinct().map(this::filter).toList();
    }

    private CanIdFilter filter(DbcMessage message) {
        int id = (message.id() + idOffset) & EXTENDED_ID_MASK;
        if (!message.isExtended()) {
            return CanIdFilter.standard(id & CanFrame.STANDARD_ID_MAX);
        }
        if (!message.isJ1939()) {
            return CanIdFilter.extended(id);
        }
        int groupMask = DbcMessage.pgnMask(id);
        return sourceAddress < 0
                ? new CanIdFilter(id, groupMask, true)
                : new CanIdFilter((id & ~SOURCE_MASK) | sourceAddress, groupMask | SOURCE_MASK, true);
    }

    @Override
    public void onForeignFrame(CanFrame frame) {
        // What the DBC knows and the mapping does not use is in order, what it does not know may be another bus.
        if (database.find((frame.id() - idOffset) & EXTENDED_ID_MASK, frame.isExtended()) == null) {
            faults.count(FrameFault.CAN_UNKNOWN_ID);
        }
    }

    @Override
    public void onCanFrame(CanFrame frame, long receivedAtNs) {
        if (frame.isRemote()) {
            return;
        }
        DbcMessage message = database.find((frame.id() - idOffset) & EXTENDED_ID_MASK, frame.isExtended());
        if (message == null) {
            faults.count(FrameFault.CAN_UNKNOWN_ID);
            return;
        }
        if (sourceAddress >= 0 && message.isJ1939() && (frame.id() & SOURCE_MASK) != sourceAddress) {
            return;
        }
        ObjectPart[] parts = (message.isExtended() ? extended : standard).get(message.id());
        if (parts == null && message != header) {
            return;
        }
        if (frame.length() < message.lengthBytes()) {
            faults.count(FrameFault.CAN_SHORT);
            return;
        }
        if (message == header) {
            lists.onHeader(frame, receivedAtNs);
        }
        if (parts != null) {
            for (ObjectPart part : parts) {
                lists.onPart(part, frame, receivedAtNs);
            }
        }
    }

    @Override
    public void onLinkUp(long nowNs) {
        // Whoever is on the bus speaks by itself.
    }

    @Override
    public void onLinkLost(long nowNs) {
        lists.reset();
    }

    @Override
    public int onTick(long nowNs) {
        return lists.onTick(nowNs);
    }
}
