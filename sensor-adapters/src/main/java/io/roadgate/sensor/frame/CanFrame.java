package io.roadgate.sensor.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One frame of a CAN bus, from whatever adapter: filled, read and filled again.
 *
 * <p>Shape: identifier and flags beside up to 64 data bytes (8 for classic CAN). A remote frame has a length and no
 * data.
 *
 * <p>Thread: the one that reads the bus; the frame is valid only during the call that hands it over.
 *
 * <p>Source: ISO 11898-1 (identifiers of 11 and 29 bits, classic and FD lengths).
 */
public final class CanFrame {
    /** Data bytes of the longest FD frame. */
    public static final int LONGEST = 64;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data = new byte[LONGEST];
    private int id;
    private boolean isExtended;
    private boolean isFd;
    private boolean isRemote;
    private int length;

    /** Begins a new frame with all data zero. */
    public CanFrame reset(int newId, boolean extended, boolean fd, boolean remote, int newLength) {
        id = newId;
        isExtended = extended;
        isFd = fd;
        isRemote = remote;
        length = newLength;
        Arrays.fill(data, (byte) 0);
        return this;
    }

    /** Sets the length, when it is known only behind the data. */
    public void length(int newLength) {
        length = newLength;
    }

    /** Sets one data byte. */
    public void put(int index, int value) {
        data[index] = (byte) value;
    }

    /** Identifier, 11 or 29 bits. */
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
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = word << 8 | (data[i] & 0xFF);
        }
        return word;
    }

    /** Eight data bytes from an index of 0..56 on, the first the most significant; zero behind the end. */
    public long bigEndianAt(int index) {
        return (long) BIG_ENDIAN.get(data, index);
    }

    /** Eight data bytes from an index of 0..56 on, the first the least significant; zero behind the end. */
    public long littleEndianAt(int index) {
        return (long) LITTLE_ENDIAN.get(data, index);
    }
}
