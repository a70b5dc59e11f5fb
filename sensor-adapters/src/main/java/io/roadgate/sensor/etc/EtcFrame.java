package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * One unstuffed ETC antenna frame, read in place.
 *
 * <p>Shape: byte 0 is RSCTL, byte 1 the type; every offset below counts from the type, as the documents do. Numbers are
 * big-endian. Each type has an S1 layout and an older, shorter one; an error answer may stop after its error code.
 *
 * <p>Errors: {@link #wrap} names the fault of a frame that no layout fits; accessors of another type's fields give
 * meaningless values.
 *
 * <p>Source: etc-rsu.md, section 3, "Layouts" (S1, and the older forms of S2 and S3).
 */
final class EtcFrame {
    static final int PLATE_BYTES = 12;
    static final int FILE_0019_BYTES = 43;
    private static final int ERROR_ONLY = 6;
    private static final ByteOrder WIRE = ByteOrder.BIG_ENDIAN;

    private DirectBuffer buffer;
    private int typeAt;
    private int length;
    private boolean isOlder;

    /**
     * Points at a frame, RSCTL to last data byte.
     *
     * @return what is wrong with it, or {@code null}.
     */
    FrameFault wrap(DirectBuffer source, int offset, int frameLength) {
        buffer = source;
        typeAt = offset + 1;
        length = frameLength - 1;
        isOlder = false;
        return switch (type()) {
            case EtcFrameType.DEVICE_STATE -> either(23, 20);
            case EtcFrameType.OBU_FOUND -> answer(45, 35);
            case EtcFrameType.VEHICLE -> answer(85, 65);
            case EtcFrameType.CARD -> card();
            case EtcFrameType.RESULT -> answer(34, 32);
            case EtcFrameType.OBU_PLACE -> length >= 5 ? null : FrameFault.ETC_LENGTH;
            case EtcFrameType.INIT -> either(21, 16);
            case EtcFrameType.GO_ON -> either(5, 6);
            case EtcFrameType.STOP -> either(6, 6);
            case EtcFrameType.CHARGE -> charge();
            case EtcFrameType.ANTENNA_POWER -> either(2, 2);
            default -> FrameFault.ETC_UNKNOWN_TYPE;
        };
    }

    private FrameFault either(int newer, int older) {
        isOlder = length == older && older != newer;
        return length == newer || length == older ? null : FrameFault.ETC_LENGTH;
    }

    private FrameFault answer(int newer, int older) {
        return isErrorOnly() ? null : either(newer, older);
    }

    private FrameFault card() {
        if (isErrorOnly()) {
            return null;
        }
        isOlder = length == 96;
        boolean fits = isOlder || (length >= 102 && length == 102 + u16(100));
        return fits ? null : FrameFault.ETC_LENGTH;
    }

    private FrameFault charge() {
        isOlder = length == 59;
        boolean fits = isOlder || (length >= 61 && length == 61 + u16(59));
        return fits ? null : FrameFault.ETC_LENGTH;
    }

    /** Whether an answer ends behind its error code. */
    boolean isErrorOnly() {
        return length == ERROR_ONLY && type() != EtcFrameType.STOP && u8(5) != 0;
    }

    /** Whether the frame has the older, shorter layout. */
    boolean isOlder() {
        return isOlder;
    }

    int rsctl() {
        return u8(-1);
    }

    int type() {
        return u8(0);
    }

    /** Bytes from the type to the last data byte. */
    int length() {
        return length;
    }

    /**
     * OBU id, an unsigned 32-bit number; of B2 to B5, D0, C1, C2 and C6. C1 of the older form has a fill byte before.
     */
    long obuMac() {
        return u32(type() == EtcFrameType.GO_ON && isOlder ? 2 : 1);
    }

    int errorCode() {
        return u8(5);
    }

    // B0

    int rsuStatus() {
        return u8(1);
    }

    int psamChannel() {
        return isOlder ? -1 : u8(2);
    }

    int psamVersion() {
        return isOlder ? -1 : u8(3);
    }

    int psamAuthorised() {
        return isOlder ? -1 : u8(4);
    }

    /** Offset of the 6-byte terminal number of the PSAM. */
    int psamTerminalAt() {
        return isOlder ? 2 : 5;
    }

    int algorithm() {
        return u8(isOlder ? 8 : 11);
    }

    int manufacturer() {
        return u8(isOlder ? 9 : 12);
    }

    /** Offset of the 3-byte id of the RSU, which the 2-byte version follows. */
    int rsuIdAt() {
        return isOlder ? 10 : 13;
    }

    // B2

    int contractType() {
        return u8(14);
    }

    int contractVersion() {
        return u8(15);
    }

    int equipment() {
        return u8(isOlder ? 32 : 42);
    }

    int obuStatus() {
        return u16(isOlder ? 33 : 43);
    }

    // B3

    /** One byte is enough: the high one has no meaning in any source. */
    int plateColour() {
        return u8(19);
    }

    int vehicleClass() {
        return u8(20);
    }

    int userType() {
        return u8(21);
    }

    int lengthDm() {
        return u16(22);
    }

    int widthDm() {
        return u8(24);
    }

    int heightDm() {
        return u8(25);
    }

    int wheelCount() {
        return u8(26);
    }

    int axleCount() {
        return u8(27);
    }

    int wheelBaseDm() {
        return u16(28);
    }

    int loadOrSeats() {
        return u8(30) << 16 | u16(31);
    }

    // B4

    int cardReadStatus() {
        return isOlder ? -1 : u8(6);
    }

    long cardBalanceFen() {
        return u32(isOlder ? 6 : 7);
    }

    /** Offset of the card's issue file 0015. */
    int file0015At() {
        return isOlder ? 10 : 11;
    }

    /** Offset of the card's passage file 0019. */
    int file0019At() {
        return isOlder ? 53 : 54;
    }

    int cardType() {
        return u8(file0015At() + 8);
    }

    int cardVersion() {
        return u8(file0015At() + 9);
    }

    // B5

    long psamSerial() {
        return u32(13);
    }

    int cardSerial() {
        return u16(17);
    }

    int transactionType() {
        return u8(19);
    }

    long balanceAfterFen() {
        return u32(20);
    }

    long tac() {
        return u32(24);
    }

    /** Unix seconds at which the antenna wrote the card. */
    long writtenAtS() {
        return u32(28);
    }

    // C6

    long amountFen() {
        return u32(isOlder ? 5 : 6);
    }

    // C2

    int stopType() {
        return u8(5);
    }

    /** Offset of the 7-byte BCD time of B5 and C6. */
    int bcdTimeAt() {
        if (type() == EtcFrameType.CHARGE) {
            return isOlder ? 52 : 50;
        }
        return 6;
    }

    int u8(int at) {
        return buffer.getByte(typeAt + at) & 0xFF;
    }

    int u16(int at) {
        return buffer.getShort(typeAt + at, WIRE) & 0xFFFF;
    }

    long u32(int at) {
        return buffer.getInt(typeAt + at, WIRE) & 0xFFFF_FFFFL;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Place in {@link #buffer()} of an offset that counts from the type. */
    int place(int at) {
        return typeAt + at;
    }
}
