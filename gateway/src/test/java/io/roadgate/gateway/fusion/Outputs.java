package io.roadgate.gateway.fusion;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps a copy of everything that fusion says. */
public final class Outputs implements RecordHandler {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<HazardEventDecoder> events = new ArrayList<>();
    private final List<TrackStateDecoder> states = new ArrayList<>();
    private final List<TollRecordDecoder> tolls = new ArrayList<>();

    @Override
    public void onRecord(int templateId, DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        bytes.write(templateId);
        bytes.write(copy, 0, length);
        UnsafeBuffer record = new UnsafeBuffer(copy);
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (templateId) {
            case HazardEventDecoder.TEMPLATE_ID ->
                events.add(new HazardEventDecoder().wrapAndApplyHeader(record, 0, header));
            case TrackStateDecoder.TEMPLATE_ID ->
                states.add(new TrackStateDecoder().wrapAndApplyHeader(record, 0, header));
            case TollRecordDecoder.TEMPLATE_ID ->
                tolls.add(new TollRecordDecoder().wrapAndApplyHeader(record, 0, header));
            default -> throw new AssertionError("template " + templateId);
        }
    }

    /** Everything, byte for byte. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Events of one kind. */
    public List<HazardEventDecoder> events(EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind.code()).toList();
    }

    /** All events. */
    public List<HazardEventDecoder> events() {
        return events;
    }

    /** Events of one kind in one phase. */
    public List<HazardEventDecoder> events(EventKind kind, EventPhase phase) {
        return events(kind).stream().filter(event -> event.phase() == phase).toList();
    }

    /** Tracks of all pictures. */
    public List<TrackStateDecoder> states() {
        return states;
    }

    /** Toll records. */
    public List<TollRecordDecoder> tolls() {
        return tolls;
    }
}
