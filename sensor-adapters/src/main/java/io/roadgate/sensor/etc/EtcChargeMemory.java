package io.roadgate.sensor.etc;

import io.roadgate.sensor.etc.EtcDeal.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which OBUs were charged, kept in a file, so that a gateway that is started anew charges none of them again.
 *
 * <p>Shape: a head that names the format, then a row of {@link #ROW_BYTES} octets for each row of {@link EtcDeals}: OBU
 * plus one (0 = free), begin, charge, and whether the charge is done; little-endian. The OBU is written last and cleared
 * first, so that a row is whole or free.
 *
 * <p>Durability: the file is mapped. What was written survives the end of the process, however it comes; not a power
 * failure within the seconds that the system takes to write it out, from which no roadside computer is back before the
 * vehicle is gone. Writing does not wait and does not allocate.
 *
 * <p>Errors: {@link #open} throws {@link IllegalArgumentException} for a file that cannot be used, as {@link #faultOf} says.
 */
final class EtcChargeMemory {
    private static final long FORMAT = 0x31_4543_5445_4752L;
    private static final int HEAD_BYTES = 32;
    private static final int ROW_BYTES = 32;
    private static final int BEGAN_AT = 8;
    private static final int CHARGED_AT = 16;
    private static final int DONE_AT = 24;
    private static final int FILE_BYTES = HEAD_BYTES + EtcDeals.ROWS * ROW_BYTES;

    private final UnsafeBuffer rows;

    private EtcChargeMemory(UnsafeBuffer rows) {
        this.rows = rows;
    }

    /** The memory in a file, which is made when it is not there; an empty name keeps nothing beyond the process. */
    static EtcChargeMemory open(String file) {
        if (file.isEmpty()) {
            return new EtcChargeMemory(new UnsafeBuffer(new byte[FILE_BYTES]));
        }
        String fault = faultOf(file);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        try (FileChannel channel = FileChannel.open(
                Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            UnsafeBuffer rows = new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES));
            rows.putLong(0, FORMAT, ByteOrder.LITTLE_ENDIAN);
            return new EtcChargeMemory(rows);
        } catch (IOException e) {
            throw new IllegalArgumentException("memory " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** What is wrong with a file that is named in the settings; {@code null} = nothing. Changes nothing. */
    static String faultOf(String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (Files.notExists(path)) {
            return Files.isWritable(path.getParent())
                    ? null
                    : "memory " + file + " cannot be made: " + path.getParent()
                            + " is no directory that can be written";
        }
        if (!Files.isRegularFile(path) || !Files.isWritable(path)) {
            return "memory " + file + " is no file that can be written";
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(head);
            boolean isOurs = channel.size() == 0 || (channel.size() == FILE_BYTES && head.getLong(0) == FORMAT);
            return isOurs ? null : "memory " + file + " is a file of something else: name another";
        } catch (IOException e) {
            return "memory " + file + " cannot be read: " + e.getMessage();
        }
    }

    /** A charge is about to go out. */
    void charged(EtcDeal deal) {
        int row = rowOf(deal);
        rows.putLong(row + BEGAN_AT, deal.beganAtNs, ByteOrder.LITTLE_ENDIAN);
        rows.putLong(row + CHARGED_AT, deal.chargedAtNs, ByteOrder.LITTLE_ENDIAN);
        rows.putLong(row + DONE_AT, 0, ByteOrder.LITTLE_ENDIAN);
        rows.putLongVolatile(row, deal.obuMac + 1);
    }

    /** The result of a charge has come. */
    void done(EtcDeal deal) {
        rows.putLongVolatile(rowOf(deal) + DONE_AT, 1);
    }

    /** The row is free: its time is over, or its charge never went out. */
    void free(EtcDeal deal) {
        rows.putLongVolatile(rowOf(deal), 0);
    }

    /**
     * Fills the table with what an earlier process knew.
     *
     * @return how many charges have no result.
     */
    int restore(EtcDeals deals) {
        int unresolved = 0;
        for (int i = 0; i < EtcDeals.ROWS; i++) {
            EtcDeal deal = deals.row(i);
            int row = rowOf(deal);
            long obuMac = rows.getLong(row, ByteOrder.LITTLE_ENDIAN) - 1;
            if (obuMac < 0) {
                continue;
            }
            deal.begin(obuMac, rows.getLong(row + BEGAN_AT, ByteOrder.LITTLE_ENDIAN));
            deal.chargedAtNs = rows.getLong(row + CHARGED_AT, ByteOrder.LITTLE_ENDIAN);
            boolean isDone = rows.getLong(row + DONE_AT, ByteOrder.LITTLE_ENDIAN) != 0;
            deal.step = isDone ? Step.DONE : Step.UNRESOLVED;
            unresolved += isDone ? 0 : 1;
            deals.use(i);
        }
        return unresolved;
    }

    private static int rowOf(EtcDeal deal) {
        return HEAD_BYTES + deal.row * ROW_BYTES;
    }
}
