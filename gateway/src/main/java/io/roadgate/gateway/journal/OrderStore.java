package io.roadgate.gateway.journal;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.DownlinkEncoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.OrderHeldDecoder;
import io.roadgate.gateway.ring.RecordRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders of centres that hold, for the run after this one, in a small file beside the journal.
 *
 * <p>The file is a row of {@code OrderHeld} records, each behind its length and its CRC-32C (4 bytes little-endian each). It
 * is written anew at each change and takes the place of the old one at once: after a crash it is the one or the other.
 * Looking through the journal instead would take minutes at a start, when the road waits.
 *
 * <p><b>Errors:</b> what cannot be read or written counts {@code ORDERS_LOST} and is logged; nothing throws. What is damaged
 * ends the reading, orders before it hold.
 *
 * <p><b>Thread:</b> whoever starts the gateway, then the journal agent.
 */
public final class OrderStore {
    /** Name of the file in its directory. */
    public static final String FILE_NAME = "orders.held";

    private static final Logger LOG = LoggerFactory.getLogger(OrderStore.class);
    private static final int FRAME_BYTES = 2 * Integer.BYTES;
    private static final int LONGEST_BYTES = 4096;
    private static final int LEAST_BYTES = MessageHeaderDecoder.ENCODED_LENGTH + OrderHeldDecoder.BLOCK_LENGTH;

    private final Path file;
    private final Counters counters;
    private final Map<Long, byte[]> held = new TreeMap<>();
    private boolean isWritten = true;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderHeldDecoder order = new OrderHeldDecoder();

    /** A store in a file that need not be there yet. */
    public OrderStore(Path file, Counters counters) {
        this.file = file;
        this.counters = counters;
    }

    /**
     * Hands what the run before held to fusion, as inputs, so that the journal has them and replay is exact.
     *
     * @param inbound to fusion, before its agent starts.
     * @param nowNs arrival of these inputs.
     * @return how many.
     */
    public int restore(RecordRing inbound, long nowNs) {
        read();
        UnsafeBuffer record = new UnsafeBuffer(new byte[LONGEST_BYTES + 64]);
        DownlinkEncoder downlink = new DownlinkEncoder();
        int count = 0;
        for (byte[] bytes : held.values()) {
            downlink.wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                    .receivedAtNs(nowNs)
                    .kind(DownlinkKind.HELD_ORDER)
                    .putPayload(bytes, 0, bytes.length);
            int length = MessageHeaderEncoder.ENCODED_LENGTH + downlink.encodedLength();
            if (inbound.offer(DownlinkEncoder.TEMPLATE_ID, record, 0, length)) {
                count++;
            } else {
                counters.increment(GatewayCounter.ORDERS_LOST);
            }
        }
        if (!held.isEmpty()) {
            LOG.info("{} of {} orders of the run before are held on", count, held.size());
        }
        return count;
    }

    /** Takes an {@code OrderHeld} record: one that holds, or one that is over. */
    void onOrder(DirectBuffer buffer, int offset, int length) {
        if (length < LEAST_BYTES || length > LONGEST_BYTES) {
            counters.increment(GatewayCounter.ORDERS_LOST);
            return;
        }
        order.wrapAndApplyHeader(buffer, offset, header);
        if (order.isOver() != 0) {
            if (held.remove(order.commandId()) != null || !isWritten) {
                write();
            }
            return;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        byte[] before = held.put(order.commandId(), bytes);
        if (before == null || !isWritten || !isSame(before, bytes)) {
            write();
        }
    }

    /** Told again, an order differs in its time only; a disk need not be troubled for that. */
    private static boolean isSame(byte[] one, byte[] other) {
        int at = MessageHeaderDecoder.ENCODED_LENGTH + OrderHeldDecoder.atNsEncodingOffset();
        int behind = at + Long.BYTES;
        return one.length == other.length
                && Arrays.equals(one, 0, at, other, 0, at)
                && Arrays.equals(one, behind, one.length, other, behind, other.length);
    }

    private void read() {
        held.clear();
        if (!Files.exists(file)) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.remaining() > 0) {
                byte[] record = next(bytes);
                if (record == null) {
                    counters.increment(GatewayCounter.ORDERS_LOST);
                    LOG.warn("{} is damaged at byte {}: orders behind that are forgotten", file, bytes.position());
                    return;
                }
                order.wrapAndApplyHeader(new UnsafeBuffer(record), 0, header);
                held.put(order.commandId(), record);
            }
        } catch (IOException e) {
            counters.increment(GatewayCounter.ORDERS_LOST);
            LOG.warn("the orders of the run before cannot be read", e);
        }
    }

    private static byte[] next(ByteBuffer bytes) {
        if (bytes.remaining() < FRAME_BYTES) {
            return null;
        }
        int length = bytes.getInt();
        int check = bytes.getInt();
        if (length < LEAST_BYTES || length > LONGEST_BYTES || length > bytes.remaining()) {
            return null;
        }
        byte[] record = new byte[length];
        bytes.get(record);
        boolean isOrder =
                new MessageHeaderDecoder().wrap(new UnsafeBuffer(record), 0).templateId()
                        == OrderHeldDecoder.TEMPLATE_ID;
        return isOrder && crc(record) == check ? record : null;
    }

    private void write() {
        isWritten = false;
        int size = held.values().stream()
                .mapToInt(record -> FRAME_BYTES + record.length)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] record : held.values()) {
            bytes.putInt(record.length).putInt(crc(record)).put(record);
        }
        bytes.flip();
        Path fresh = file.resolveSibling(FILE_NAME + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isWritten = true;
        } catch (IOException e) {
            counters.increment(GatewayCounter.ORDERS_LOST);
            LOG.warn("orders that hold cannot be written: they will not outlive this run", e);
        }
    }

    private static int crc(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record, 0, record.length);
        return (int) crc.getValue();
    }
}
