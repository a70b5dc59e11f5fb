package io.roadgate.sensor.gnss;

import io.roadgate.sensor.frame.ByteFraming;
import io.roadgate.sensor.frame.ByteWindow;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;

/**
 * Finds NMEA sentences and RTCM 3 frames in one stream.
 *
 * <p>A sentence ends at CR or LF, at the next dollar sign or at a byte that is no character; a frame ends by its
 * length and is believed by its CRC, else its first byte is noise and all behind it is looked at again.
 *
 * <p>Errors: {@code NMEA_CHECKSUM}, {@code NMEA_NOISE} once for each stretch or line, {@code RTCM_CRC}.
 *
 * <p>Source: positioning.md.
 */
final class GnssFraming implements ByteFraming {
    private static final int NEED_MORE = 0;

    private final FaultSink faults;
    private final Handler handler;
    private final NmeaSentence sentence = new NmeaSentence();
    private final RtcmFrame frame = new RtcmFrame();
    private boolean isInNoise;

    /** Takes what was found. */
    interface Handler {
        /** A sentence with a right checksum, valid only during the call. */
        void onSentence(NmeaSentence sentence, long receivedAtNs);

        /** A correction frame with a right CRC, valid only during the call. */
        void onRtcm(RtcmFrame frame, long receivedAtNs);
    }

    GnssFraming(FaultSink faults, Handler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public int longestBytes() {
        return RtcmFrame.LONGEST;
    }

    void reset() {
        isInNoise = false;
    }

    @Override
    public int take(ByteWindow window, long receivedAtNs) {
        int first = window.at(0);
        if (first == '$' || first == '!') {
            return takeSentence(window, receivedAtNs);
        }
        if (first == RtcmFrame.PREAMBLE) {
            return takeRtcm(window, receivedAtNs);
        }
        if (first == '\r' || first == '\n') {
            isInNoise = false;
            return 1;
        }
        return noise();
    }

    private int noise() {
        if (!isInNoise) {
            isInNoise = true;
            faults.count(FrameFault.NMEA_NOISE);
        }
        return 1;
    }

    private int takeSentence(ByteWindow window, long receivedAtNs) {
        int end = 1;
        while (end < window.length() && end < NmeaSentence.LONGEST && isText(window.at(end))) {
            end++;
        }
        if (end == window.length() && end < NmeaSentence.LONGEST) {
            return NEED_MORE;
        }
        isInNoise = false;
        if (!hasGoodChecksum(window, end)) {
            faults.count(FrameFault.NMEA_CHECKSUM);
            // What hangs behind an overlong sentence belongs to it.
            isInNoise = end == NmeaSentence.LONGEST;
        } else if (window.at(0) == '$') {
            handler.onSentence(sentence.wrap(window.buffer(), window.offset() + 1, end - 4), receivedAtNs);
        }
        return end;
    }

    private static boolean isText(int octet) {
        return octet >= ' ' && octet < 0x7F && octet != '$' && octet != '!';
    }

    private static boolean hasGoodChecksum(ByteWindow window, int end) {
        if (end < 5 || window.at(end - 3) != '*') {
            return false;
        }
        int sum = 0;
        for (int i = 1; i < end - 3; i++) {
            sum ^= window.at(i);
        }
        return sum == (Character.digit(window.at(end - 2), 16) << 4 | Character.digit(window.at(end - 1), 16));
    }

    private int takeRtcm(ByteWindow window, long receivedAtNs) {
        if (window.length() < 2) {
            return NEED_MORE;
        }
        if ((window.at(1) & 0xFC) != 0) {
            return noise();
        }
        if (window.length() < RtcmFrame.HEAD) {
            return NEED_MORE;
        }
        int frameBytes = RtcmFrame.HEAD + (window.at(1) << 8 | window.at(2)) + RtcmFrame.CRC;
        if (window.length() < frameBytes) {
            return NEED_MORE;
        }
        if (!RtcmFrame.hasGoodCrc(window, frameBytes)) {
            faults.count(FrameFault.RTCM_CRC);
            isInNoise = true;
            return 1;
        }
        isInNoise = false;
        handler.onRtcm(frame.wrap(window.buffer(), window.offset(), frameBytes), receivedAtNs);
        return frameBytes;
    }
}
