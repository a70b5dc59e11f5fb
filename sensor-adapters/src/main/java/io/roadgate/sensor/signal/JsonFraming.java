package io.roadgate.sensor.signal;

import io.roadgate.sensor.frame.ByteFraming;
import io.roadgate.sensor.frame.ByteWindow;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;

/**
 * Finds JSON documents in a stream or in datagrams: each from its brace to the matching one, on one line.
 *
 * <p>A document that is cut ends with its line, or when it has been open too long; what lies behind its brace is then
 * looked at again.
 *
 * <p>Errors: {@code SIGNAL_MALFORMED} once for each stretch, {@code SIGNAL_REJECTED}.
 */
final class JsonFraming implements ByteFraming {
    private static final int LONGEST = 65_536;
    private static final int NEED_MORE = 0;

    private final FaultSink faults;
    private final Handler handler;
    private final SignalJson json = new SignalJson();
    private final SignalMessage message = new SignalMessage();
    private boolean isInNoise;
    private boolean isOpen;
    private long openPosition;
    private long openSinceNs;
    private int scanned;
    private int depth;
    private boolean isInText;
    private boolean isEscaped;

    /** Takes messages. */
    @FunctionalInterface
    interface Handler {
        /** A good message; {@code atMs} and {@code sequence} are -1 when it does not tell them. */
        void onMessage(SignalMessage message, long atMs, long sequence, long receivedAtNs);
    }

    JsonFraming(FaultSink faults, Handler handler) {
        this.faults = faults;
        this.handler = handler;
    }

    @Override
    public int longestBytes() {
        return LONGEST;
    }

    /** When the document began that is not whole; {@link Long#MAX_VALUE} when none is open. */
    long openSinceNs() {
        return isOpen ? openSinceNs : Long.MAX_VALUE;
    }

    /** The open document will not be completed; the reader must skip a byte next. */
    void abandon() {
        isOpen = false;
        noise();
    }

    void reset() {
        isOpen = false;
        isInNoise = false;
    }

    @Override
    public int take(ByteWindow window, long receivedAtNs) {
        int first = window.at(0);
        if (first != '{') {
            isOpen = false;
            boolean isSpace = first == ' ' || first == '\t' || first == '\r' || first == '\n';
            if (first == '\n') {
                isInNoise = false;
            }
            return isSpace ? 1 : noise();
        }
        if (!isOpen || openPosition != window.position()) {
            isOpen = true;
            openPosition = window.position();
            openSinceNs = receivedAtNs;
            scanned = 0;
            depth = 0;
            isInText = false;
            isEscaped = false;
        }
        int length = endOf(window);
        if (length == NEED_MORE && window.length() < LONGEST) {
            return NEED_MORE;
        }
        isOpen = false;
        return length <= 0 ? noise() : read(window, length, receivedAtNs);
    }

    private int noise() {
        if (!isInNoise) {
            faults.count(FrameFault.SIGNAL_MALFORMED);
        }
        isInNoise = true;
        return 1;
    }

    /** Length of the document; {@link #NEED_MORE}, or -1 when its line ends first. */
    private int endOf(ByteWindow window) {
        while (scanned < window.length()) {
            int octet = window.at(scanned++);
            if (octet == '\n' || octet == '\r') {
                return -1;
            }
            if (isInText) {
                boolean isEnd = octet == '"' && !isEscaped;
                isEscaped = octet == '\\' && !isEscaped;
                isInText = !isEnd;
            } else if (octet == '"') {
                isInText = true;
            } else if (octet == '{') {
                depth++;
            } else if (octet == '}' && --depth == 0) {
                return scanned;
            }
        }
        return NEED_MORE;
    }

    private int read(ByteWindow window, int length, long receivedAtNs) {
        int fault = json.read(window.buffer(), window.offset(), length, message);
        if (fault == SignalJson.MALFORMED) {
            return noise();
        }
        isInNoise = false;
        if (fault == SignalJson.REJECTED) {
            faults.count(FrameFault.SIGNAL_REJECTED);
        } else {
            handler.onMessage(message, json.atMs(), json.sequence(), receivedAtNs);
        }
        return length;
    }
}
