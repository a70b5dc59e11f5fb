package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/** Outputs of fusion in words, for a person who looks for a difference. */
final class RecordText {
    private RecordText() {}

    /** Every field by its name; the bare bytes of a record that this release does not know. */
    static String describe(int templateId, byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        try {
            return switch (templateId) {
                case HazardEventDecoder.TEMPLATE_ID ->
                    new HazardEventDecoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .toString();
                case TrackStateDecoder.TEMPLATE_ID ->
                    new TrackStateDecoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .toString();
                case TollRecordDecoder.TEMPLATE_ID ->
                    new TollRecordDecoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .toString();
                default -> HexFormat.of().formatHex(bytes);
            };
        } catch (RuntimeException e) {
            // A record that differs may be damaged in any way: cut short, or with a value that no enum has.
            return HexFormat.of().formatHex(bytes);
        }
    }
}
