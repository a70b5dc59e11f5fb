package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.CommandStateDecoder;
import io.roadgate.gateway.record.ControllerRequestDecoder;
import io.roadgate.gateway.record.DownlinkDecoder;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.OrderHeldDecoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.record.SessionStartDecoder;
import io.roadgate.gateway.record.SignalStateDecoder;
import io.roadgate.gateway.record.SpeedAdviceDecoder;
import io.roadgate.gateway.record.TickDecoder;
import io.roadgate.gateway.record.TollReceiptDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.gateway.record.TrafficReportDecoder;
import io.roadgate.gateway.record.V2xMessageDecoder;
import io.roadgate.sensor.observation.CorrectionDecoder;
import io.roadgate.sensor.observation.EmptyFrameDecoder;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.LinkChangeDecoder;
import io.roadgate.sensor.observation.MessageHeaderDecoder;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.observation.SiteFixDecoder;
import io.roadgate.sensor.observation.V2xUplinkDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * When a record happened for the gateway: inputs by their arrival, outputs by fusion's time.
 *
 * <p>Each template keeps that instant at an offset that never moves, because schemas only grow at their end.
 */
final class RecordTimes {
    static final int SESSION_START = SessionStartDecoder.TEMPLATE_ID;
    private static final int TEMPLATES = 128;
    private static final int NONE = -1;

    private final int[] offsets = new int[TEMPLATES];

    RecordTimes() {
        Arrays.fill(offsets, NONE);
        offsets[ObservationDecoder.TEMPLATE_ID] = ObservationDecoder.receivedAtNsEncodingOffset();
        offsets[EmptyFrameDecoder.TEMPLATE_ID] = EmptyFrameDecoder.receivedAtNsEncodingOffset();
        offsets[EtcTransactionDecoder.TEMPLATE_ID] = EtcTransactionDecoder.receivedAtNsEncodingOffset();
        offsets[LinkChangeDecoder.TEMPLATE_ID] = LinkChangeDecoder.receivedAtNsEncodingOffset();
        offsets[SiteFixDecoder.TEMPLATE_ID] = SiteFixDecoder.receivedAtNsEncodingOffset();
        offsets[SignalPhaseDecoder.TEMPLATE_ID] = SignalPhaseDecoder.receivedAtNsEncodingOffset();
        offsets[CorrectionDecoder.TEMPLATE_ID] = CorrectionDecoder.receivedAtNsEncodingOffset();
        offsets[V2xUplinkDecoder.TEMPLATE_ID] = V2xUplinkDecoder.receivedAtNsEncodingOffset();
        offsets[TickDecoder.TEMPLATE_ID] = TickDecoder.nowNsEncodingOffset();
        offsets[DownlinkDecoder.TEMPLATE_ID] = DownlinkDecoder.receivedAtNsEncodingOffset();
        offsets[TollReceiptDecoder.TEMPLATE_ID] = TollReceiptDecoder.receivedAtNsEncodingOffset();
        offsets[HazardEventDecoder.TEMPLATE_ID] = HazardEventDecoder.detectedAtNsEncodingOffset();
        offsets[TrackStateDecoder.TEMPLATE_ID] = TrackStateDecoder.atNsEncodingOffset();
        offsets[TollRecordDecoder.TEMPLATE_ID] = TollRecordDecoder.decidedAtNsEncodingOffset();
        offsets[V2xMessageDecoder.TEMPLATE_ID] = V2xMessageDecoder.atNsEncodingOffset();
        offsets[SignalStateDecoder.TEMPLATE_ID] = SignalStateDecoder.atNsEncodingOffset();
        offsets[TrafficReportDecoder.TEMPLATE_ID] = TrafficReportDecoder.toNsEncodingOffset();
        offsets[CommandStateDecoder.TEMPLATE_ID] = CommandStateDecoder.atNsEncodingOffset();
        offsets[ControllerRequestDecoder.TEMPLATE_ID] = ControllerRequestDecoder.atNsEncodingOffset();
        offsets[SpeedAdviceDecoder.TEMPLATE_ID] = SpeedAdviceDecoder.atNsEncodingOffset();
        offsets[PriorityRequestDecoder.TEMPLATE_ID] = PriorityRequestDecoder.atNsEncodingOffset();
        offsets[RequestStateDecoder.TEMPLATE_ID] = RequestStateDecoder.atNsEncodingOffset();
        offsets[OrderHeldDecoder.TEMPLATE_ID] = OrderHeldDecoder.atNsEncodingOffset();
        offsets[SESSION_START] = SessionStartDecoder.startedAtNsEncodingOffset();
    }

    /** The instant of a record; the earliest there is when the template is of a newer release. */
    long timeNs(int templateId, DirectBuffer buffer, int offset, int length) {
        int at = templateId >= 0 && templateId < TEMPLATES ? offsets[templateId] : NONE;
        if (at == NONE || length < MessageHeaderDecoder.ENCODED_LENGTH + at + Long.BYTES) {
            return Long.MIN_VALUE;
        }
        return buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH + at, ByteOrder.LITTLE_ENDIAN);
    }
}
