package io.roadgate.gateway.service;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.daytwo.RTCMRevision;
import io.roadgate.v2x.daytwo.RTCMcorrections;
import io.roadgate.v2x.daytwo.RTCMmsg;
import io.roadgate.v2x.message.MessageKind;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Differential data service: what a reference receiver gives in RTCM 3 goes out as RTCM messages, frame by frame as it
 * came.
 *
 * <p>The frames of one epoch come together; they are gathered for a moment so that up to five go into one message, fewer
 * when the message would grow too long for the air. A frame is never cut: RTCM 3 frames are at most 1029 octets, the
 * field holds 2047.
 *
 * <p><b>Errors:</b> a frame that is longer than a message may be is not sent, {@code CORRECTION_REFUSED}.
 *
 * <p><b>Source:</b> T/CSAE 157, differential data service; module Rtcm of the day2 set; positioning.md.
 */
final class CorrectionService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("gather", "100ms", "0ms", "1s", "frames that come within this go into one message"),
            Setting.integer("messageBytes", 1200, 100, 8000, "a message of several frames is no longer than this"),
            Setting.duration("worth", "10s", "1s", "60s", "corrections older than this are worth nothing"));

    private static final int MOST_FRAMES = 5;
    private static final int MOST_BYTES = 2_047;
    private static final int HEAD = 3;

    private final ServiceOutputs outputs;
    private final Counters counters;
    private final long gatherNs;
    private final int messageBytes;
    private final long worthNs;
    private final UnsafeBuffer held = new UnsafeBuffer(new byte[MOST_FRAMES * MOST_BYTES]);
    private final int[] lengths = new int[MOST_FRAMES];
    private int count;
    private int bytes;
    private long sinceNs;

    CorrectionService(ServiceContext context) {
        outputs = context.outputs();
        counters = context.counters();
        gatherNs = context.settings().durationNs("gather");
        messageBytes = context.settings().integer("messageBytes");
        worthNs = context.settings().durationNs("worth");
    }

    @Override
    public void onCorrection(DirectBuffer buffer, int offset, int length, int sensorId, long nowNs) {
        if (length <= HEAD || length > MOST_BYTES) {
            counters.increment(GatewayCounter.CORRECTION_REFUSED);
            return;
        }
        if (count == MOST_FRAMES || (count > 0 && bytes + length > messageBytes)) {
            send(nowNs);
        }
        if (count == 0) {
            sinceNs = nowNs;
        }
        held.putBytes(bytes, buffer, offset, length);
        lengths[count++] = length;
        bytes += length;
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (count > 0 && nowNs - sinceNs >= gatherNs) {
            send(nowNs);
        }
    }

    private void send(long nowNs) {
        RTCMcorrections message = outputs.begin(MessageKind.RTCM, RTCMcorrections.class);
        message.msgCnt(outputs.nextCount(MessageKind.RTCM));
        int at = 0;
        for (int i = 0; i < count; i++) {
            RTCMmsg out = message.corrections().add();
            int number = (held.getByte(at + HEAD) & 0xFF) << 4 | (held.getByte(at + HEAD + 1) & 0xF0) >> 4;
            out.rev(RTCMRevision.RTCM_REV3_2).rtcmID(number);
            out.payload().set(held, at, lengths[i]);
            at += lengths[i];
        }
        outputs.toAll(sinceNs, nowNs, sinceNs + worthNs);
        count = 0;
        bytes = 0;
    }
}
