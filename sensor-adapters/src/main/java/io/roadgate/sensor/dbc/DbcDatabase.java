package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The messages of one or more DBC files, found by identifier.
 *
 * <p>A standard and an extended message may have the same number. Of two messages with the same identifier the later one
 * counts, which {@link #warnings()} says. A J1939 message is found by its parameter group number when no message has
 * just that identifier; of several the one from the same source, else the one to the same destination, else the first.
 */
public final class DbcDatabase {
    private final List<DbcMessage> messages;
    private final List<String> warnings;
    /** By identifier: there are only so many. */
    private final DbcMessage[] standard = new DbcMessage[CanFrame.STANDARD_ID_MAX + 1];

    private final Int2ObjectHashMap<DbcMessage> extended = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<DbcMessage[]> byPgn = new Int2ObjectHashMap<>();

    DbcDatabase(List<DbcMessage> given, List<String> givenWarnings) {
        List<String> notes = new ArrayList<>(givenWarnings);
        Map<Integer, List<DbcMessage>> groups = new LinkedHashMap<>();
        for (DbcMessage message : given) {
            DbcMessage before = put(message);
            if (before != null) {
                notes.add(message.name() + " (line " + message.line() + ") has the identifier of " + before.name()
                        + " (line " + before.line() + ") and takes its place");
                groups.values().forEach(group -> group.remove(before));
            }
            if (message.isJ1939() && message.isExtended()) {
                groups.computeIfAbsent(DbcMessage.pgnOf(message.id()), pgn -> new ArrayList<>())
                        .add(message);
            }
        }
        groups.forEach((pgn, group) -> byPgn.put(pgn.intValue(), group.toArray(new DbcMessage[0])));
        this.messages = given.stream()
                .filter(message -> exact(message.id(), message.isExtended()) == message)
                .toList();
        this.warnings = List.copyOf(notes);
    }

    private DbcMessage put(DbcMessage message) {
        if (message.isExtended()) {
            return extended.put(message.id(), message);
        }
        DbcMessage before = standard[message.id()];
        standard[message.id()] = message;
        return before;
    }

    private DbcMessage exact(int id, boolean isExtended) {
        if (isExtended) {
            return extended.get(id);
        }
        return id >= 0 && id < standard.length ? standard[id] : null;
    }

    /** All messages, in the order of the files. */
    public List<DbcMessage> messages() {
        return messages;
    }

    /** What is odd in the files and does not keep them from being used. */
    public List<String> warnings() {
        return warnings;
    }

    /** A message by name. */
    public Optional<DbcMessage> message(String name) {
        return messages.stream().filter(message -> message.name().equals(name)).findFirst();
    }

    /**
     * The message of a frame's identifier; {@code null} = unknown. Its own identifier differs from the frame's when it was
     * found by its parameter group number. Allocates nothing.
     */
    public DbcMessage find(int id, boolean isExtended) {
        DbcMessage exact = exact(id, isExtended);
        if (exact != null || !isExtended) {
            return exact;
        }
        DbcMessage[] group = byPgn.get(DbcMessage.pgnOf(id));
        return group == null ? null : nearest(group, id);
    }

    private static DbcMessage nearest(DbcMessage[] group, int id) {
        DbcMessage best = null;
        int bestScore = -1;
        for (DbcMessage message : group) {
            int difference = message.id() ^ id;
            int score = ((difference & 0xFF) == 0 ? 2 : 0) + ((difference & 0xFF00) == 0 ? 1 : 0);
            if (score > bestScore) {
                bestScore = score;
                best = message;
            }
        }
        return best;
    }
}
