package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.setting.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One transport under test and all that it has given so far. */
final class TransportRig implements AutoCloseable {
    static final long CLOCK_NS = 1_764_000_000_000_000_001L;

    final FaultCounts faults = new FaultCounts();
    final Transport transport;
    final List<byte[]> pieces = new ArrayList<>();
    final List<Long> stampsNs = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What the site's clock says; a test lets it jump. */
    final AtomicLong nowNs = new AtomicLong(CLOCK_NS);

    TransportRig(TransportKind kind, Map<String, String> settings) {
        transport =
                kind.create(new TransportContext("test", new Settings(kind.settings(), settings), nowNs::get, faults));
    }

    TransportRig started() {
        transport.start();
        return this;
    }

    /** All bytes received so far, as text. */
    String text() {
        transport.poll(this::onFrame, 1000);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** All bytes received so far. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Whether the link is up, and the reader has come to know it. */
    boolean isUp() {
        text();
        return transport.isUp() && transport.isPolledUp();
    }

    private void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        byte[] piece = new byte[length];
        buffer.getBytes(offset, piece);
        pieces.add(piece);
        stampsNs.add(receivedAtNs);
        bytes.writeBytes(piece);
    }

    boolean offer(String text) {
        byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
        return transport.offer(new UnsafeBuffer(raw), 0, raw.length);
    }

    @Override
    public void close() {
        transport.close();
    }
}
