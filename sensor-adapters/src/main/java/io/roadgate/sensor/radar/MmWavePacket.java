package io.roadgate.sensor.radar;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * One packet of a TI mmWave radar, read in place.
 *
 * <p>Shape: header, then sections of type, length and payload, then padding of any content. A count of -1 means that
 * the packet has no such section. Two headers are known: 40 bytes (SDK 3 and later; a section's length is its payload)
 * and 52 bytes (the old long-range laboratories; the length includes the eight bytes of the section's head, and the
 * section numbers 6, 7, 8 mean other things).
 *
 * <p>Source: radar2.md, section 1; the layout of a target in the old packets is confidence B there.
 */
final class MmWavePacket {
    static final int SDK_HEADER = 40;
    static final int LONG_RANGE_HEADER = 52;
    static final int COMPRESSED_HEAD = 20;
    static final int COMPRESSED_POINT = 8;
    static final int POINT = 16;
    static final int SIDE = 4;
    static final int TARGET = 112;
    static final int LONG_RANGE_TARGET = 68;
    static final int HEIGHT = 12;
    static final int SHORT_HEIGHT = 9;
    static final int ABSENT = -1;

    private static final int SECTION_HEAD = 8;
    // A packet is padded to a multiple of this: less than so many bytes behind the sections are no section.
    private static final int PADDED_TO = 32;

    private DirectBuffer buffer;
    private int at;
    private int length;
    private boolean isLongRange;
    private boolean isMiscounted;
    private int sectionCount;
    private int malformedCount;
    private int pointsAt;
    private int pointCount;
    private int compressedAt;
    private int compressedCount;
    private int sideAt;
    private int sideCount;
    private int targetsAt;
    private int targetCount;
    private int indexAt;
    private int indexCount;
    private int heightsAt;
    private int heightsBytes;
    private int presence;

    /**
     * Reads the sections of a whole packet.
     *
     * @return false when a section leaves the packet: it must not be used then.
     */
    boolean wrap(DirectBuffer source, int offset, int lengthBytes, boolean hasLongRangeHeader) {
        buffer = source;
        at = offset;
        length = lengthBytes;
        isLongRange = hasLongRangeHeader;
        clear();
        long declaredCount = isLongRange ? u16(48) : u32(32);
        int head = isLongRange ? LONG_RANGE_HEADER : SDK_HEADER;
        int walked = head;
        while (length - walked >= SECTION_HEAD && (sectionCount < declaredCount || length - walked >= PADDED_TO)) {
            long payload = u32(walked + 4) - (isLongRange ? SECTION_HEAD : 0);
            if (payload < 0 || payload > length - walked - SECTION_HEAD) {
                // Padding that was taken for a section because the count is too high; anything longer is damage.
                if (length - walked >= PADDED_TO) {
                    return false;
                }
                break;
            }
            onSection(u32(walked), walked + SECTION_HEAD, (int) payload);
            sectionCount++;
            walked += SECTION_HEAD + (int) payload;
        }
        isMiscounted = sectionCount != declaredCount;
        return true;
    }

    private void clear() {
        isMiscounted = false;
        sectionCount = 0;
        malformedCount = 0;
        pointCount = ABSENT;
        compressedCount = ABSENT;
        sideCount = ABSENT;
        targetCount = ABSENT;
        indexCount = ABSENT;
        heightsBytes = ABSENT;
        presence = ABSENT;
    }

    private void onSection(long type, int payloadAt, int payloadBytes) {
        if (isLongRange) {
            onLongRangeSection((int) type, payloadAt, payloadBytes);
            return;
        }
        switch ((int) type) {
            case 1 -> {
                pointsAt = payloadAt;
                pointCount = counted(payloadBytes, POINT);
            }
            case 7 -> {
                sideAt = payloadAt;
                sideCount = counted(payloadBytes, SIDE);
            }
            case 1020, 301 -> onCompressed(payloadAt, payloadBytes);
            case 1010, 308 -> {
                targetsAt = payloadAt;
                targetCount = counted(payloadBytes, TARGET);
            }
            case 1011, 309 -> {
                indexAt = payloadAt;
                indexCount = payloadBytes;
            }
            case 1012 -> {
                heightsAt = payloadAt;
                heightsBytes = payloadBytes;
            }
            case 1021 -> onPresence(payloadAt, payloadBytes);
            default -> {
                // Profiles, heat maps, statistics, temperatures: passed over by their length.
            }
        }
    }

    private void onLongRangeSection(int type, int payloadAt, int payloadBytes) {
        switch (type) {
            case 6 -> {
                pointsAt = payloadAt;
                pointCount = counted(payloadBytes, POINT);
            }
            case 7 -> {
                targetsAt = payloadAt;
                targetCount = counted(payloadBytes, LONG_RANGE_TARGET);
            }
            case 8 -> {
                indexAt = payloadAt;
                indexCount = payloadBytes;
            }
            default -> {
                // Nothing else is known of the old packets.
            }
        }
    }

    private void onCompressed(int payloadAt, int payloadBytes) {
        compressedAt = payloadAt;
        if (payloadBytes < COMPRESSED_HEAD) {
            malformedCount++;
        } else {
            compressedCount = counted(payloadBytes - COMPRESSED_HEAD, COMPRESSED_POINT);
        }
    }

    private void onPresence(int payloadAt, int payloadBytes) {
        if (payloadBytes == Integer.BYTES) {
            presence = u32(payloadAt) == 0 ? 0 : 1;
        } else {
            malformedCount++;
        }
    }

    /** Entries of a section; a section that does not divide into entries is passed over and remembered. */
    private int counted(int bytes, int entryBytes) {
        if (bytes % entryBytes != 0) {
            malformedCount++;
            return ABSENT;
        }
        return bytes / entryBytes;
    }

    boolean isLongRange() {
        return isLongRange;
    }

    boolean isMiscounted() {
        return isMiscounted;
    }

    /** Sections that do not divide into their entries. */
    int malformedCount() {
        return malformedCount;
    }

    int lengthBytes() {
        return length;
    }

    long platform() {
        return u32(isLongRange ? 12 : 16);
    }

    long frameNumber() {
        return u32(isLongRange ? 24 : 20);
    }

    long subFrameNumber() {
        return u32(isLongRange ? 28 : 36);
    }

    /** Objects as the header counts them; -1 when it does not. */
    long detectedCount() {
        return isLongRange ? ABSENT : u32(28);
    }

    /** Detected points: Cartesian, or range, azimuth, radial speed and strength in the old packets. */
    int pointCount() {
        return pointCount;
    }

    /** One of the four numbers of a detected point. */
    float point(int index, int field) {
        return f32(pointsAt + index * POINT + field * Float.BYTES);
    }

    int sideCount() {
        return sideCount;
    }

    /** Signal to noise of a detected point, decibel. */
    double snrDb(int index) {
        return i16(sideAt + index * SIDE) * 0.1;
    }

    /** Noise at a detected point, decibel. */
    double noiseDb(int index) {
        return i16(sideAt + index * SIDE + 2) * 0.1;
    }

    int compressedCount() {
        return compressedCount;
    }

    double elevationRad(int index) {
        return i8(compressedPoint(index)) * (double) f32(compressedAt);
    }

    double azimuthRad(int index) {
        return i8(compressedPoint(index) + 1) * (double) f32(compressedAt + 4);
    }

    double radialSpeedMps(int index) {
        return i16(compressedPoint(index) + 2) * (double) f32(compressedAt + 8);
    }

    double rangeM(int index) {
        return u16(compressedPoint(index) + 4) * (double) f32(compressedAt + 12);
    }

    /** Signal to noise of a compressed point in the device's own unit. */
    double snr(int index) {
        return u16(compressedPoint(index) + 6) * (double) f32(compressedAt + 16);
    }

    private int compressedPoint(int index) {
        return compressedAt + COMPRESSED_HEAD + index * COMPRESSED_POINT;
    }

    int targetCount() {
        return targetCount;
    }

    long targetId(int index) {
        return u32(targetAt(index));
    }

    /** Position x, y, z (axis 0, 1, 2), metres; 0 for the z of an old packet. */
    float positionM(int index, int axis) {
        return vector(index, 0, axis);
    }

    /** Velocity along an axis. */
    float velocityMps(int index, int axis) {
        return vector(index, 1, axis);
    }

    /** Acceleration along an axis. */
    float accelerationMps2(int index, int axis) {
        return vector(index, 2, axis);
    }

    private float vector(int index, int which, int axis) {
        int axes = isLongRange ? 2 : 3;
        return axis < axes ? f32(targetAt(index) + 4 + (which * axes + axis) * Float.BYTES) : 0;
    }

    /** Order of the error covariance matrix: 4, or 3 in an old packet. */
    int covarianceOrder() {
        return isLongRange ? 3 : 4;
    }

    /** An element of the error covariance matrix. */
    float covariance(int index, int row, int column) {
        int first = isLongRange ? 28 : 40;
        return f32(targetAt(index) + first + (row * covarianceOrder() + column) * Float.BYTES);
    }

    /** Gain of the target's gate. */
    float gateGain(int index) {
        return f32(targetAt(index) + (isLongRange ? 64 : 104));
    }

    /** 0..1; NaN in an old packet. */
    float confidence(int index) {
        return isLongRange ? Float.NaN : f32(targetAt(index) + 108);
    }

    private int targetAt(int index) {
        return targetsAt + index * (isLongRange ? LONG_RANGE_TARGET : TARGET);
    }

    /** Entries of the target index, one for each point of the <em>previous</em> frame. */
    int indexCount() {
        return indexCount;
    }

    /** Target of a point of the previous frame; 253 too weak, 254 outside the boundary, 255 noise. */
    int targetOfPoint(int index) {
        return u8(indexAt + index);
    }

    int heightCount() {
        return heightsBytes == ABSENT ? ABSENT : heightsBytes / heightStride();
    }

    /** Some laboratories write the number of the target as one byte: known by the count of targets beside it. */
    private int heightStride() {
        boolean isShort = heightsBytes % HEIGHT != 0 || (targetCount > 0 && heightsBytes == targetCount * SHORT_HEIGHT);
        return isShort ? SHORT_HEIGHT : HEIGHT;
    }

    long heightTargetId(int index) {
        int entry = heightsAt + index * heightStride();
        return heightStride() == SHORT_HEIGHT ? u8(entry) : u32(entry);
    }

    float highestM(int index) {
        return f32(heightsAt + (index + 1) * heightStride() - 8);
    }

    float lowestM(int index) {
        return f32(heightsAt + (index + 1) * heightStride() - 4);
    }

    /** 1 somebody is there, 0 nobody, -1 not told. */
    int presence() {
        return presence;
    }

    private int u8(int index) {
        return buffer.getByte(at + index) & 0xFF;
    }

    private int i8(int index) {
        return buffer.getByte(at + index);
    }

    private int i16(int index) {
        return buffer.getShort(at + index, ByteOrder.LITTLE_ENDIAN);
    }

    private int u16(int index) {
        return i16(index) & 0xFFFF;
    }

    private long u32(int index) {
        return buffer.getInt(at + index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
    }

    private float f32(int index) {
        return buffer.getFloat(at + index, ByteOrder.LITTLE_ENDIAN);
    }
}
