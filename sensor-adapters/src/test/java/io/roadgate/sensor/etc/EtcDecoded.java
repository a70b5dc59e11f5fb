package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Everything a framer says, as maps in the order of the fields. */
final class EtcDecoded implements EtcListener, EtcFieldVisitor {
    final List<Map<String, Object>> frames = new ArrayList<>();
    final List<String> damage = new ArrayList<>();
    final List<FrameFault> faults = new ArrayList<>();
    private final Deque<Map<String, Object>> open = new ArrayDeque<>();

    /** Decodes a whole stream. */
    static EtcDecoded of(EtcDialect dialect, EtcEdition edition, byte[] stream) {
        return cut(dialect, edition, stream, new int[] {stream.length});
    }

    static EtcDecoded of(EtcDialect dialect, byte[] stream) {
        return of(dialect, EtcEdition.AUTO, stream);
    }

    /** Decodes a stream in pieces of these lengths, in turn. */
    static EtcDecoded cut(EtcDialect dialect, EtcEdition edition, byte[] stream, int[] pieces) {
        EtcDecoded decoded = new EtcDecoded();
        EtcFramer framer = new EtcFramer(dialect, edition, decoded);
        UnsafeBuffer buffer = new UnsafeBuffer(stream);
        int at = 0;
        for (int i = 0; at < stream.length; i++) {
            int length = Math.min(Math.max(1, pieces[i % pieces.length]), stream.length - at);
            framer.onBytes(buffer, at, length, 1);
            at += length;
        }
        framer.finish();
        return decoded;
    }

    /** Frames and damage in one list that tells two results apart. */
    List<String> all() {
        List<String> all = new ArrayList<>(damage);
        frames.forEach(frame -> all.add(frame.toString()));
        return all;
    }

    List<Object> of(String field) {
        List<Object> values = new ArrayList<>();
        frames.forEach(frame -> values.add(frame.get(field)));
        return values;
    }

    @Override
    public void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs) {
        open.push(new LinkedHashMap<>());
        number("offset", streamOffset);
        if (frame.dialect() == EtcDialect.LENGTH_CRC) {
            number("ver", 0);
            text("seq", String.format(Locale.ROOT, "%02X", frame.control()));
        } else {
            number("len", wireLength);
            text("rsctl", String.format(Locale.ROOT, "%02X", frame.control()));
        }
        text("type", String.format(Locale.ROOT, "%02X", frame.type()));
        frame.visit(this);
        frames.add(open.pop());
    }

    @Override
    public void onEtcDamage(long streamOffset, long length, FrameFault fault) {
        damage.add(streamOffset + "+" + length + " " + fault.label());
        faults.add(fault);
    }

    @Override
    public void number(String name, long value) {
        open.element().put(name, value);
    }

    @Override
    public void text(String name, String value) {
        open.element().put(name, value);
    }

    @Override
    public void flag(String name, boolean value) {
        open.element().put(name, value);
    }

    @Override
    public void beginFile(String name) {
        Map<String, Object> file = new LinkedHashMap<>();
        open.element().put(name, file);
        open.push(file);
    }

    @Override
    public void endFile() {
        open.pop();
    }
}
