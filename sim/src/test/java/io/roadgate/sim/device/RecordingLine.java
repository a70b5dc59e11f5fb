package io.roadgate.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A serial line that keeps what a device sends. */
public final class RecordingLine implements ByteLine {
    private final List<byte[]> writes = new ArrayList<>();

    @Override
    public void start() {}

    @Override
    public void send(byte[] bytes) {
        writes.add(bytes.clone());
    }

    @Override
    public void close() {}

    /** All writes since the last call, one after the other. */
    public byte[] takeBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        writes.forEach(all::writeBytes);
        writes.clear();
        return all.toByteArray();
    }

    /** The writes since the last call. */
    public List<byte[]> takeWrites() {
        List<byte[]> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }
}
