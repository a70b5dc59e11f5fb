package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.SessionStartDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What led to one event, found by replaying the journal: the session in which it was raised is fed to a fresh core, which
 * says it again.
 *
 * <p>The journal is read twice: once to find the event and its session, once to replay that session up to the event's end.
 *
 * <p>Thread: any one; used once.
 */
public final class EventStory {
    private static final int LAST_INPUT = 29;
    private static final long PICTURES_BEFORE_NS = 5_000_000_000L;
    private static final int MOST_OTHERS = 20;

    private final Path directory;
    private final FusionFactory factory;
    private final long eventId;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionStartDecoder session = new SessionStartDecoder();
    private final HazardEventDecoder event = new HazardEventDecoder();
    private final TrackStateDecoder track = new TrackStateDecoder();
    private final List<UnsafeBuffer> states = new ArrayList<>();
    private final List<UnsafeBuffer> pictures = new ArrayList<>();
    private final Deque<UnsafeBuffer> others = new ArrayDeque<>();
    private RecordHandler core;
    private long sessionSequence;
    private long foundSession;
    private long raisedAtNs = Long.MIN_VALUE;
    private long endedAtNs = Long.MIN_VALUE;
    private String siteFile = "";

    /** The story of one event in a journal. */
    public EventStory(Path directory, FusionFactory factory, long eventId) {
        this.directory = directory;
        this.factory = factory;
        this.eventId = eventId;
    }

    /** Finds and replays; false when the journal does not hold the event. */
    public boolean read() throws IOException {
        new JournalReader(directory).read(this::onSearched);
        if (raisedAtNs == Long.MIN_VALUE) {
            return false;
        }
        new JournalReader(directory).read(this::onReplayed);
        return !states.isEmpty();
    }

    private void onSearched(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == SessionStartDecoder.TEMPLATE_ID) {
            sessionSequence = sequence;
        } else if (templateId == HazardEventDecoder.TEMPLATE_ID) {
            event.wrapAndApplyHeader(buffer, offset, header);
            if (event.eventId() == eventId) {
                if (raisedAtNs == Long.MIN_VALUE) {
                    raisedAtNs = event.detectedAtNs();
                    foundSession = sessionSequence;
                }
                endedAtNs = event.detectedAtNs();
            } else if (event.phase() == EventPhase.RAISED) {
                others.addLast(copy(buffer, offset, length));
                if (others.size() > MOST_OTHERS) {
                    others.removeFirst();
                }
            }
        }
    }

    private void onReplayed(long sequence, int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == SessionStartDecoder.TEMPLATE_ID) {
            core = sequence == foundSession ? begin(buffer, offset) : null;
        } else if (core != null && templateId >= 1 && templateId <= LAST_INPUT) {
            core.onRecord(templateId, buffer, offset, length);
        }
    }

    private RecordHandler begin(DirectBuffer buffer, int offset) {
        session.wrapAndApplyHeader(buffer, offset, header);
        session.skipRelease();
        byte[] text = new byte[session.siteFileLength()];
        session.getSiteFile(text, 0, text.length);
        siteFile = new String(text, StandardCharsets.UTF_8);
        return factory.create(siteFile, session.startedAtNs(), session.nextTollSequence(), this::onComputed);
    }

    private void onComputed(int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == HazardEventDecoder.TEMPLATE_ID) {
            if (event.wrapAndApplyHeader(buffer, offset, header).eventId() == eventId) {
                states.add(copy(buffer, offset, length));
            }
        } else if (templateId == TrackStateDecoder.TEMPLATE_ID) {
            long atNs = track.wrapAndApplyHeader(buffer, offset, header).atNs();
            if (atNs > raisedAtNs - PICTURES_BEFORE_NS && atNs <= endedAtNs) {
                pictures.add(copy(buffer, offset, length));
            }
        }
    }

    private static UnsafeBuffer copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Records of the event's states as replayed, oldest first. */
    public List<UnsafeBuffer> states() {
        return List.copyOf(states);
    }

    /** Track records from five seconds before the event to its end, oldest first. */
    public List<UnsafeBuffer> pictures() {
        return List.copyOf(pictures);
    }

    /** Records of the last {@value #MOST_OTHERS} other events at most, as they were raised, oldest first. */
    public List<UnsafeBuffer> others() {
        return List.copyOf(others);
    }

    /** The site file of that run. */
    public String siteFile() {
        return siteFile;
    }
}
