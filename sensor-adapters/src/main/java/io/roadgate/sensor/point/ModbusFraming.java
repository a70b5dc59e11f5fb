package io.roadgate.sensor.point;

import io.roadgate.sensor.driver.Reply;
import io.roadgate.sensor.frame.ByteWindow;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Settings;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One register of a Modbus RTU distance sensor, asked for again and again.
 *
 * <p>Errors: {@code POINT_UNANSWERED}, {@code POINT_REFUSED} for an exception answer, {@code POINT_CHECK} for what
 * begins like an answer and has a wrong CRC, {@code POINT_GARBLED} once for each stretch of anything else.
 *
 * <p>Source: Modbus over serial line 1.02 (RTU framing, CRC-16 with A001, low byte first) and Modbus application
 * protocol 1.1b3 (functions 03 and 04), from general knowledge; which register holds what is the device's sheet and a
 * setting.
 */
final class ModbusFraming implements DistanceFraming {
    private static final int QUESTION = 8;
    private static final int ANSWER = 7;
    private static final int REFUSAL = 5;
    private static final int REFUSED = 0x80;

    private final FaultSink faults;
    private final Handler handler;
    private final Reply reply;
    private final int address;
    private final int function;
    private final double unitUm;
    private final long askEveryNs;
    private final long answerWithinNs;
    private final UnsafeBuffer question = new UnsafeBuffer(new byte[QUESTION]);
    private boolean isInNoise;
    private boolean isAsked;
    private boolean hasAsked;
    private long askedAtNs;

    ModbusFraming(Settings settings, Reply reply, FaultSink faults, Handler handler) {
        this.faults = faults;
        this.handler = handler;
        this.reply = reply;
        this.address = settings.integer("address");
        this.function = settings.integer("function");
        this.unitUm = settings.number("unitMm") * 1000;
        this.askEveryNs = settings.durationNs("askEvery");
        this.answerWithinNs = Math.min(settings.durationNs("answerWithin"), askEveryNs);
        int register = settings.integer("register");
        byte[] bytes = {(byte) address, (byte) function, (byte) (register >> 8), (byte) register, 0, 1};
        int crc = 0xFFFF;
        for (byte octet : bytes) {
            crc = next(crc, octet & 0xFF);
        }
        question.putBytes(0, bytes);
        question.putByte(6, (byte) crc);
        question.putByte(7, (byte) (crc >> 8));
    }

    private static int next(int crc, int octet) {
        int shifted = crc ^ octet;
        for (int bit = 0; bit < 8; bit++) {
            shifted = (shifted & 1) != 0 ? shifted >> 1 ^ 0xA001 : shifted >> 1;
        }
        return shifted;
    }

    @Override
    public int longestBytes() {
        return ANSWER;
    }

    @Override
    public int onTick(long nowNs) {
        if (isAsked && nowNs - askedAtNs >= answerWithinNs) {
            isAsked = false;
            faults.count(FrameFault.POINT_UNANSWERED);
        }
        boolean isDue = !hasAsked || nowNs - askedAtNs >= askEveryNs || nowNs < askedAtNs;
        if (isAsked || !isDue || !reply.offer(question, 0, QUESTION)) {
            return 0;
        }
        hasAsked = true;
        isAsked = true;
        askedAtNs = nowNs;
        return 1;
    }

    @Override
    public void reset() {
        isInNoise = false;
        isAsked = false;
        hasAsked = false;
    }

    @Override
    public int take(ByteWindow window, long receivedAtNs) {
        if (window.at(0) != address) {
            return noise(FrameFault.POINT_GARBLED);
        }
        if (window.length() < 2) {
            return 0;
        }
        boolean isRefusal = window.at(1) == (function | REFUSED);
        if (window.at(1) != function && !isRefusal) {
            return noise(FrameFault.POINT_GARBLED);
        }
        if (window.length() < 3) {
            return 0;
        }
        if (!isRefusal && window.at(2) != 2) {
            return noise(FrameFault.POINT_GARBLED);
        }
        int length = isRefusal ? REFUSAL : ANSWER;
        if (window.length() < length) {
            return 0;
        }
        if (!hasGoodCrc(window, length)) {
            return noise(FrameFault.POINT_CHECK);
        }
        isInNoise = false;
        isAsked = false;
        if (isRefusal) {
            faults.count(FrameFault.POINT_REFUSED);
        } else {
            handler.onDistance(Math.round((window.at(3) << 8 | window.at(4)) * unitUm), receivedAtNs);
        }
        return length;
    }

    private int noise(FrameFault fault) {
        if (!isInNoise) {
            faults.count(fault);
        }
        isInNoise = true;
        return 1;
    }

    private static boolean hasGoodCrc(ByteWindow window, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length - 2; i++) {
            crc = next(crc, window.at(i));
        }
        return crc == (window.at(length - 2) | window.at(length - 1) << 8);
    }
}
