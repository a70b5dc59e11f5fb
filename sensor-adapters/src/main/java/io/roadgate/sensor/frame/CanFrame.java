package io.roadgate.sensor.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One frame of a CAN bus, from whatever adapter: filled, read and filled again.
 *
 * <p>Shape: identifier and flags beside up to 64 data bytes (8 for classic CAN). A remote frame has a length and no
 * data. An error frame is the adapter's report on the bus itself: its id holds the error classes, its data the details,
 * as Linux lays them out; it was never on the bus.
 *
 * <p>Thread: the one that reads the bus; the frame is valid only during the call that hands it over.
 *
 * <p>Source: ISO 11898-1 (identifiers of 11 and 29 bits, classic and FD lengths); error frames as the Linux header
 * {@code linux/can/error.h} defines them.
 */
public final class CanFrame {
    /** Data bytes of the longest FD frame. */
    public static final int LONGEST = 64;

    /** Data bytes of the longest classic frame. */
    public static final int LONGEST_CLASSIC = 8;

    /** Highest 11-bit identifier. */
    public static final int STANDARD_ID_MAX = 0x7FF;

    /** Highest 29-bit identifier; also the mask of the error classes. */
    public static final int EXTENDED_ID_MAX = 0x1FFF_FFFF;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data = new byte[LONGEST];
    private int id;
    private boolean isExtended;
    private boolean isFd;
    private boolean isRemote;
    private boolean isError;
    private boolean isRateSwitched;
    private boolean isSenderPassive;
    private int length;

    /** Begins a new frame with all data zero. */
    public CanFrame reset(int newId, boolean extended, boolean fd, boolean remote, int newLength) {
        id = newId;
        isExtended = extended;
        isFd = fd;
        isRemote = remote;
        isError = false;
        isRateSwitched = false;
        isSenderPassive = false;
        length = newLength;
        Arrays.fill(data, (byte) 0);
        return this;
    }

    /** Sets the length, when it is known only behind the data. */
    void length(int newLength) {
        length = newLength;
    }

    /** Begins a new error frame with all details zero. */
    public CanFrame resetError(int classes, int newLength) {
        reset(classes, false, false, false, newLength);
        isError = true;
        return this;
    }

    /** Sets the two flags that only FD frames have. */
    public CanFrame flags(boolean rateSwitched, boolean senderPassive) {
        isRateSwitched = rateSwitched;
        isSenderPassive = senderPassive;
        return this;
    }

    /** Sets one data byte. */
    public void put(int index, int value) {
        data[index] = (byte) value;
    }

    /** Identifier, 11 or 29 bits; of an error frame its error classes. */
    public int id() {
        return id;
    }

    /** Whether the identifier has 29 bits. */
    public boolean isExtended() {
        return isExtended;
    }

    /** Whether it is a CAN FD frame. */
    public boolean isFd() {
        return isFd;
    }

    /** Whether it asks for data instead of carrying it. */
    public boolean isRemote() {
        return isRemote;
    }

    /** Whether it reports an error of the bus or its adapter instead of a frame. */
    public boolean isError() {
        return isError;
    }

    /** Whether an FD frame's data went at the second bit rate (BRS). */
    public boolean isRateSwitched() {
        return isRateSwitched;
    }

    /** Whether an FD frame's sender was error-passive (ESI). */
    public boolean isSenderPassive() {
        return isSenderPassive;
    }

    /** Data bytes. */
    public int length() {
        return length;
    }

    /** One data byte, 0..255; 0 behind the end. */
    public int at(int index) {
        return data[index] & 0xFF;
    }

    /** The first eight data bytes as one big-endian word, zero behind the end. */
    public long word() {
        return bigEndianAt(0);
    }

    /** Eight data bytes from an index of 0..56 on, the first the most significant; zero behind the end. */
    public long bigEndianAt(int index) {
        return (long) BIG_ENDIAN.get(data, index);
    }

    /** Eight data bytes from an index of 0..56 on, the first the least significant; zero behind the end. */
    public long littleEndianAt(int index) {
        return (long) LITTLE_ENDIAN.get(data, index);
    }

    /** Sets the first data bytes from one big-endian word, as many as the frame has. */
    public void putWord(long word) {
        int unused = 64 - 8 * Math.min(length, Long.BYTES);
        BIG_ENDIAN.set(data, 0, unused == 64 ? 0 : word >>> unused << unused);
    }

    /** Sets all data bytes of the frame from a buffer. */
    public void putData(DirectBuffer buffer, int offset) {
        buffer.getBytes(offset, data, 0, length);
    }

    /** Copies all data bytes of the frame; returns their number, 0 of a remote frame. */
    public int getData(MutableDirectBuffer out, int offset) {
        int count = isRemote ? 0 : length;
        out.putBytes(offset, data, 0, count);
        return count;
    }
}
