package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The BCC dialects.
 *
 * <p>Shape: FF.. RSCTL type data BCC FF..; inside, FF is sent as FE 01 and FE as FE 00, so that every run of FF is a
 * delimiter and a lost end mark costs nothing. BCC is the XOR of RSCTL to the last data byte.
 *
 * <p>Errors: {@code ETC_ESCAPE}, {@code ETC_CHECK}, {@code ETC_LENGTH}, {@code ETC_UNKNOWN_TYPE}.
 *
 * <p>Source: etc-rsu.md, section 2a.
 */
final class EtcBccFraming implements EtcFraming {
    static final int DELIMITER = 0xFF;
    private static final int ESCAPE = 0xFE;
    private static final int SHORTEST = 3;
    private static final int UNSTUFFED_LONGEST = LONGEST + 2;
    private static final int WIRE_LONGEST = 2 * UNSTUFFED_LONGEST;
    private static final int CONTROLLER = 0x80;
    private static final int COUNTS = 10;
    private static final int BROKEN = -1;
    private static final int TOO_LONG = -2;

    private final UnsafeBuffer unstuffed = new UnsafeBuffer(new byte[UNSTUFFED_LONGEST]);
    private int check;

    @Override
    public int probe(EtcWindow window, EtcFrame frame, EtcEdition edition) {
        int beganAt = window.from;
        if (window.octet(beganAt) == DELIMITER) {
            beganAt++;
        } else if (!window.isStart) {
            return EtcWindow.NONE;
        }
        if (beganAt == window.to) {
            return window.isEnd ? EtcWindow.NONE : EtcWindow.MORE;
        }
        if (window.octet(beganAt) == DELIMITER) {
            return EtcWindow.NONE;
        }
        int endAt = Math.max(beganAt, window.searchedTo);
        while (endAt < window.to && window.octet(endAt) != DELIMITER) {
            endAt++;
        }
        if (endAt - beganAt > WIRE_LONGEST) {
            return window.refuseDelimited(FrameFault.ETC_LENGTH);
        }
        if (endAt == window.to && !window.isEnd) {
            window.searchedTo = endAt;
            return EtcWindow.MORE;
        }
        return read(window, frame, edition, beganAt, endAt);
    }

    private int read(EtcWindow window, EtcFrame frame, EtcEdition edition, int beganAt, int endAt) {
        int length = unstuff(window, beganAt, endAt);
        if (length == BROKEN) {
            return window.refuseDelimited(FrameFault.ETC_ESCAPE);
        }
        if (length == TOO_LONG || length < SHORTEST) {
            return window.refuseDelimited(FrameFault.ETC_LENGTH);
        }
        if (check != 0) {
            return window.refuseDelimited(FrameFault.ETC_CHECK);
        }
        FrameFault fault = frame.wrap(EtcDialect.BCC, unstuffed.getByte(0) & 0xFF, unstuffed, 1, length - 2, edition);
        return fault != null ? window.refuseDelimited(fault) : window.accept(beganAt, endAt - beganAt, endAt);
    }

    private int unstuff(EtcWindow window, int beganAt, int endAt) {
        int length = 0;
        check = 0;
        for (int at = beganAt; at < endAt; at++) {
            int octet = window.octet(at);
            if (octet == ESCAPE) {
                at++;
                if (at == endAt || window.octet(at) > 1) {
                    return BROKEN;
                }
                octet = ESCAPE + window.octet(at);
            }
            if (length == UNSTUFFED_LONGEST) {
                return TOO_LONG;
            }
            unstuffed.putByte(length++, (byte) octet);
            check ^= octet;
        }
        return length;
    }

    @Override
    public int encode(int controlByte, DirectBuffer source, int length, MutableDirectBuffer target) {
        target.putByte(0, (byte) DELIMITER);
        target.putByte(1, (byte) DELIMITER);
        int at = stuff(target, 2, controlByte);
        int bcc = controlByte;
        for (int i = 0; i < length; i++) {
            int octet = source.getByte(i) & 0xFF;
            bcc ^= octet;
            at = stuff(target, at, octet);
        }
        at = stuff(target, at, bcc);
        target.putByte(at, (byte) DELIMITER);
        return at + 1;
    }

    private static int stuff(MutableDirectBuffer target, int at, int octet) {
        if (octet < ESCAPE) {
            target.putByte(at, (byte) octet);
            return at + 1;
        }
        target.putByte(at, (byte) ESCAPE);
        target.putByte(at + 1, (byte) (octet - ESCAPE));
        return at + 2;
    }

    @Override
    public int ownControl(int count) {
        return CONTROLLER | count % COUNTS;
    }
}
