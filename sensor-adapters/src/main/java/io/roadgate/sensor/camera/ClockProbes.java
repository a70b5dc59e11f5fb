package io.roadgate.sensor.camera;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.Reply;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Asks a camera for its time, once in a while, and keeps what comes of it.
 *
 * <p>A probe each period; at a new link and after a contradiction {@link #BURST} of them, {@link #BURST_PERIOD_NS}
 * apart. One is under way at a time; an answer with another number is too late and says nothing. A camera that has
 * never answered is asked on and not blamed.
 *
 * <p>Errors: {@code CLOCK_UNANSWERED}, {@code CLOCK_JUMP}; {@code CAMERA_REJECTED} for an answer that cannot be true.
 *
 * <p>Source: {@code camera.proto}, ClockProbe and ClockAnswer.
 */
final class ClockProbes {
    static final int BURST = 4;
    static final long BURST_PERIOD_NS = 100_000_000L;
    static final long TIMEOUT_NS = 1_000_000_000L;

    private static final int TAG_SCHEMA_VERSION = 0x08;
    private static final int TAG_CLOCK_PROBE = 0x12;
    private static final int TAG_PROBE_ID = 0x08;
    private static final int TAG_SENT_AT = 0x11;
    private static final int HIGHEST_ID = (1 << 28) - 1;
    // Length, schema version, probe with its length, id of at most four bytes, fixed64: the id decides.
    private static final int MOST_BYTES = 24;

    private final Reply reply;
    private final FaultSink faults;
    private final long periodNs;
    private final ClockOffset offset = new ClockOffset();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MOST_BYTES]);
    private boolean isUp;
    private boolean hasAnswered;
    private boolean isUnderWay;
    private int id;
    private int burstLeft;
    private long sentAtNs;
    private long nextAtNs;

    ClockProbes(DriverContext context, long periodNs) {
        this.reply = context.reply();
        this.faults = context.faults();
        this.periodNs = periodNs;
    }

    ClockOffset offset() {
        return offset;
    }

    void onLinkUp(long nowNs) {
        offset.reset();
        isUp = periodNs > 0;
        hasAnswered = false;
        isUnderWay = false;
        burstLeft = BURST;
        nextAtNs = nowNs;
        onTick(nowNs);
    }

    void onLinkLost() {
        isUp = false;
        isUnderWay = false;
        offset.reset();
    }

    int onTick(long nowNs) {
        if (!isUp) {
            return 0;
        }
        // A wall clock that steps back must not stop the questions.
        boolean isSetBack = nextAtNs - nowNs > Math.max(periodNs, TIMEOUT_NS);
        if (isUnderWay) {
            if (nowNs - sentAtNs < TIMEOUT_NS && nowNs >= sentAtNs) {
                return 0;
            }
            isUnderWay = false;
            if (hasAnswered) {
                faults.count(FrameFault.CLOCK_UNANSWERED);
            }
        }
        if (nowNs < nextAtNs && !isSetBack) {
            return 0;
        }
        send(nowNs);
        return 1;
    }

    private void send(long nowNs) {
        burstLeft = Math.max(0, burstLeft - 1);
        nextAtNs = nowNs + (burstLeft > 0 ? Math.min(periodNs, BURST_PERIOD_NS) : periodNs);
        id = id == HIGHEST_ID ? 1 : id + 1;
        sentAtNs = nowNs;
        isUnderWay = reply.offer(message, 0, write(nowNs));
    }

    private int write(long nowNs) {
        int at = 1;
        message.putByte(at++, (byte) TAG_SCHEMA_VERSION);
        message.putByte(at++, (byte) 1);
        message.putByte(at++, (byte) TAG_CLOCK_PROBE);
        int probeLengthAt = at++;
        message.putByte(at++, (byte) TAG_PROBE_ID);
        int rest = id;
        while (rest > 0x7F) {
            message.putByte(at++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        message.putByte(at++, (byte) rest);
        message.putByte(at++, (byte) TAG_SENT_AT);
        message.putLong(at, nowNs, java.nio.ByteOrder.LITTLE_ENDIAN);
        at += Long.BYTES;
        message.putByte(probeLengthAt, (byte) (at - probeLengthAt - 1));
        message.putByte(0, (byte) (at - 1));
        return at;
    }

    /** Takes the answer in a camera's message; true when the clock is proven to have jumped. */
    boolean onAnswer(CameraPicture picture, long receivedAtNs) {
        if (!isUnderWay || picture.answeredProbe != id) {
            return false;
        }
        isUnderWay = false;
        ClockOffset.Verdict verdict =
                offset.onExchange(sentAtNs, picture.probeReceivedAtNs, picture.answerSentAtNs, receivedAtNs);
        hasAnswered = true;
        switch (verdict) {
            case REFUSED -> faults.count(FrameFault.CAMERA_REJECTED);
            case SUSPICIOUS -> askAgain(receivedAtNs);
            case JUMP -> {
                faults.count(FrameFault.CLOCK_JUMP);
                askAgain(receivedAtNs);
            }
            case USED -> {
                // Nothing to say: that is how it should be.
            }
        }
        return verdict == ClockOffset.Verdict.JUMP;
    }

    private void askAgain(long nowNs) {
        burstLeft = BURST;
        nextAtNs = nowNs;
    }
}
