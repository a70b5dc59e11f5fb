package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Follows the sequence nibble of the antenna's frames: tells frames that are sent again and counts those never heard.
 *
 * <p>Some antennas count their frames, others number them by type (device state 0, B2 1, B3 2, B4 4, B5 5). An antenna
 * is taken for one that counts when it has sent one type with two numbers; only then is a gap a loss. Nine is also the
 * mark of a heartbeat and no evidence.
 *
 * <p>Errors: {@code ETC_REPEATED}, {@code ETC_GAP}.
 *
 * <p>Source: etc-rsu.md, sections 2a and 2b.
 */
final class EtcSequence {
    /** Later than this the same bytes are news. */
    static final long REPEAT_WITHIN_NS = 1_000_000_000L;

    private static final int NONE = -1;
    private static final int LAST_COUNT = 9;

    private final FaultSink faults;
    private final int[] countOfType = new int[256];
    private boolean isCounting;
    private int lastCount;
    private int lastType;
    private int lastLength;
    private int lastCrc;
    private long lastAtNs;

    EtcSequence(FaultSink faults) {
        this.faults = faults;
        reset();
    }

    /** The link was lost: what comes next follows nothing. */
    void reset() {
        Arrays.fill(countOfType, NONE);
        isCounting = false;
        lastCount = NONE;
        lastType = NONE;
    }

    /** Swaps the nibbles of a control byte, as an answer does. */
    static int answerTo(int control) {
        return (control << 4 | control >> 4) & 0xFF;
    }

    /**
     * Takes the antenna's next frame.
     *
     * @return whether it is the one before, sent again because the answer was lost.
     */
    boolean isRepeated(EtcFrame frame, long receivedAtNs) {
        int count = countOf(frame);
        int type = frame.type();
        int crc = crcOf(frame);
        boolean isSame = count == lastCount && type == lastType && frame.length() == lastLength && crc == lastCrc;
        boolean isRepeated = isSame
                && type != EtcFrameType.DEVICE_STATE
                && type != EtcFrameType.HEARTBEAT
                && receivedAtNs - lastAtNs <= REPEAT_WITHIN_NS;
        if (isRepeated) {
            faults.count(FrameFault.ETC_REPEATED);
        } else {
            follow(type, count);
        }
        lastCount = count;
        lastType = type;
        lastLength = frame.length();
        lastCrc = crc;
        lastAtNs = receivedAtNs;
        return isRepeated;
    }

    private void follow(int type, int count) {
        boolean isHeartbeat = count == LAST_COUNT;
        boolean isEvidence = !isHeartbeat && countOfType[type] != LAST_COUNT && countOfType[type] != NONE;
        isCounting |= isEvidence && countOfType[type] != count;
        if (isCounting && lastCount != NONE && lastCount != LAST_COUNT && !isHeartbeat) {
            boolean isNext = count == lastCount + 1 || (count <= 1 && lastCount == LAST_COUNT - 1);
            if (!isNext && count != lastCount) {
                faults.count(FrameFault.ETC_GAP);
            }
        }
        countOfType[type] = count;
    }

    private static int countOf(EtcFrame frame) {
        int control = frame.control();
        return frame.dialect() == EtcDialect.LENGTH_CRC ? control & 0xF : control >> 4;
    }

    private static int crcOf(EtcFrame frame) {
        DirectBuffer buffer = frame.buffer();
        return EtcCrc.of(buffer, frame.place(0), frame.place(frame.length()));
    }
}
