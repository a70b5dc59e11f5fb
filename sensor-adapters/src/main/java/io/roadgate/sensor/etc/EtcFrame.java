package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * One unstuffed ETC antenna frame, read in place.
 *
 * <p>Shape: the type byte and what follows it, without framing. Each type has several layouts, told apart by length and
 * content ({@link EtcLayouts}); an error answer may stop after its error code.
 *
 * <p>Errors: {@link #wrap} names the fault of a frame that no layout fits; a field that the layout lacks reads as -1.
 *
 * <p>Source: etc-rsu.md, sections 2 and 3.
 */
public final class EtcFrame {
    static final int PLATE_BYTES = 12;

    private EtcDialect dialect;
    private EtcEdition edition;
    private EtcLayout layout;
    private DirectBuffer buffer;
    private int control;
    private int typeAt;
    private int length;

    /**
     * Points at a frame.
     *
     * @param controlByte RSCTL, or the sequence byte of the 2019 dialect.
     * @param from place of the type byte in the buffer.
     * @param frameLength from the type to the last data byte.
     * @return what is wrong with it, or {@code null}.
     */
    FrameFault wrap(
            EtcDialect spoken, int controlByte, DirectBuffer source, int from, int frameLength, EtcEdition preferred) {
        dialect = spoken;
        edition = preferred;
        control = controlByte;
        buffer = source;
        typeAt = from;
        length = frameLength;
        layout = spoken == EtcDialect.READER ? EtcLayouts.raw() : EtcLayouts.of(source, from, frameLength);
        if (layout != null) {
            return null;
        }
        FrameFault fault = EtcLayouts.faultOf(type(), frameLength);
        return fault != null ? fault : FrameFault.ETC_LENGTH;
    }

    /** How it was framed. */
    public EtcDialect dialect() {
        return dialect;
    }

    /** RSCTL, or the sequence byte of the 2019 dialect. */
    public int control() {
        return control;
    }

    /** First byte, or the command of a reader frame. */
    public int type() {
        return buffer.getByte(typeAt) & 0xFF;
    }

    /** Whether the antenna says it and not the controller. */
    boolean isFromAntenna() {
        int family = type() & 0xF0;
        return family == 0xB0 || family == 0xD0;
    }

    /** Bytes from the type to the last data byte. */
    int length() {
        return length;
    }

    /** Gives every field to the visitor; allocates, and is not for the data path. */
    public void visit(EtcFieldVisitor visitor) {
        layout.visit(buffer, typeAt, length, edition, visitor);
    }

    /** Whether an answer ends behind its error code. */
    boolean isErrorOnly() {
        return layout.isErrorOnly();
    }

    boolean has(EtcField field) {
        return layout.at(field) != EtcLayout.ABSENT;
    }

    /** Place in {@link #buffer()} of a field that the frame has. */
    int at(EtcField field) {
        return typeAt + layout.at(field);
    }

    /** A number, -1 when the frame has no such field. */
    long number(EtcField field) {
        return layout.number(field, buffer, typeAt);
    }

    int signed(EtcField field) {
        return layout.signed(field, buffer, typeAt);
    }

    /** OBU id, an unsigned 32-bit number; -1 when the frame has none. */
    long obuMac() {
        return number(EtcField.OBU_ID);
    }

    /** Error code of an answer, 0 = good; -1 when the frame has none. */
    int errorCode() {
        return (int) number(EtcField.ERROR_CODE);
    }

    /** Place in {@link #buffer()} of a field of the card's file 0015, {@link EtcLayout#ABSENT} when it lacks it. */
    int issueFileAt(EtcField field) {
        int fileAt = at(EtcField.FILE_0015);
        int at = issueFile(fileAt).at(field);
        return at == EtcLayout.ABSENT ? at : fileAt + at;
    }

    /** A number of the card's file 0015, -1 when it lacks it. */
    int issueFileNumber(EtcField field) {
        int fileAt = at(EtcField.FILE_0015);
        return (int) issueFile(fileAt).number(field, buffer, fileAt);
    }

    private EtcLayout issueFile(int fileAt) {
        boolean isShort = at(EtcField.FILE_0019) - fileAt == EtcFile.ISSUE_SHORT.length();
        return (isShort ? EtcFile.ISSUE_SHORT : EtcFile.ISSUE).layout(buffer, fileAt, edition);
    }

    /** The byte at an offset that counts from the type. */
    int octet(int at) {
        return buffer.getByte(typeAt + at) & 0xFF;
    }

    /** The unsigned 32-bit number at an offset that counts from the type. */
    long unsignedInt(int at) {
        return buffer.getInt(typeAt + at, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Place in {@link #buffer()} of an offset that counts from the type. */
    int place(int at) {
        return typeAt + at;
    }
}
