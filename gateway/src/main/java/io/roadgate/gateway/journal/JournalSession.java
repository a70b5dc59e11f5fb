package io.roadgate.gateway.journal;

import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.SessionStartEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One run of the gateway as the journal keeps it: all that replay needs beside the inputs. Fusion must have been started
 * with the same values.
 *
 * @param startedAtNs since 1970 UTC.
 * @param nextTollSequence the number of the next toll record, from the ledger; 1 when there is none.
 * @param release of the gateway.
 * @param siteFile the site file's text.
 */
public record JournalSession(long startedAtNs, long nextTollSequence, String release, String siteFile) {
    /** The session as an SBE record with its header. */
    UnsafeBuffer encode() {
        MutableDirectBuffer buffer = new ExpandableArrayBuffer(4096);
        SessionStartEncoder encoder = new SessionStartEncoder();
        byte[] text = siteFile.getBytes(StandardCharsets.UTF_8);
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .startedAtNs(startedAtNs)
                .nextTollSequence(nextTollSequence)
                .release(release)
                .putSiteFile(text, 0, text.length);
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
