package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts the byte stream of an ETC antenna of the BCC dialects into frames.
 *
 * <p>Shape: FF.. RSCTL type data BCC FF..; inside, FF is sent as FE 01 and FE as FE 00, so that every run of FF is a
 * delimiter and a lost end mark costs nothing. BCC is the XOR of RSCTL to the last data byte.
 *
 * <p>Errors, one per stretch between delimiters: {@code ETC_ESCAPE}, {@code ETC_CHECK}, {@code ETC_LENGTH},
 * {@code ETC_UNKNOWN_TYPE}.
 *
 * <p>Thread: the ingest agent.
 *
 * <p>Source: etc-rsu.md, section 2a.
 */
final class EtcBccFramer {
    /** Longer than the longest frame, a B4 with a full EF04 file. */
    static final int LONGEST = 2048;

    private static final int SHORTEST = 3;
    private static final int DELIMITER = 0xFF;
    private static final int ESCAPE = 0xFE;

    private final FaultSink faults;
    private final EtcFrameHandler handler;
    private final UnsafeBuffer unstuffed = new UnsafeBuffer(new byte[LONGEST]);
    private final EtcFrame frame = new EtcFrame();
    private long streamOffset;
    private long beganAt;
    private int wireLength;
    private int length;
    private int check;
    private boolean isEscaped;
    private boolean hasBadEscape;
    private boolean isTooLong;

    EtcBccFramer(FaultSink faults, EtcFrameHandler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    void onBytes(DirectBuffer buffer, int offset, int pieceLength, long receivedAtNs) {
        for (int i = offset; i < offset + pieceLength; i++) {
            int octet = buffer.getByte(i) & 0xFF;
            if (octet == DELIMITER) {
                endFrame(receivedAtNs);
            } else {
                onFrameByte(octet);
            }
            streamOffset++;
        }
    }

    private void onFrameByte(int octet) {
        if (wireLength == 0) {
            beganAt = streamOffset;
        }
        wireLength++;
        if (isEscaped) {
            isEscaped = false;
            hasBadEscape |= octet > 1;
            append(octet == 1 ? DELIMITER : ESCAPE);
        } else if (octet == ESCAPE) {
            isEscaped = true;
        } else {
            append(octet);
        }
    }

    private void append(int octet) {
        if (length == LONGEST) {
            isTooLong = true;
        } else {
            unstuffed.putByte(length++, (byte) octet);
            check ^= octet;
        }
    }

    private void endFrame(long receivedAtNs) {
        if (wireLength == 0) {
            return;
        }
        FrameFault fault = faultOfFrame();
        if (fault == null) {
            handler.onEtcFrame(frame, beganAt, wireLength, receivedAtNs);
        } else {
            faults.count(fault);
        }
        reset();
    }

    private FrameFault faultOfFrame() {
        if (hasBadEscape || isEscaped) {
            return FrameFault.ETC_ESCAPE;
        }
        if (isTooLong || length < SHORTEST) {
            return FrameFault.ETC_LENGTH;
        }
        if (check != 0) {
            return FrameFault.ETC_CHECK;
        }
        return frame.wrap(unstuffed, 0, length - 1);
    }

    /** Forgets a half frame. */
    void reset() {
        wireLength = 0;
        length = 0;
        check = 0;
        isEscaped = false;
        hasBadEscape = false;
        isTooLong = false;
    }
}
