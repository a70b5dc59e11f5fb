package io.roadgate.sensor.observation;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps every committed record for a test to look at, or only counts them.
 *
 * <p>Errors: throws when the contract is broken, as by a second claim before the commit.
 */
public final class RecordingSink implements ObservationSink {
    private static final UnsafeBuffer BLANK_OBSERVATION = BlankRecords.observation();
    private static final UnsafeBuffer BLANK_EMPTY_FRAME = BlankRecords.emptyFrame();
    private static final UnsafeBuffer BLANK_TRANSACTION = BlankRecords.etcTransaction();
    private static final UnsafeBuffer BLANK_LINK_CHANGE = BlankRecords.linkChange();

    private static final UnsafeBuffer BLANK_SITE_FIX = BlankRecords.siteFix();
    private static final UnsafeBuffer BLANK_SIGNAL_PHASE = BlankRecords.signalPhase();

    private static final UnsafeBuffer BLANK_V2X_UPLINK = BlankRecords.v2xUplink();

    private static final UnsafeBuffer BLANK_CORRECTION = BlankRecords.correction();

    private static final int RECORD_BYTES = 4_096;

    /** Committed observations in order. */
    public final List<ObservationDecoder> observations = new ArrayList<>();
    /** Committed empty frames in order. */
    public final List<EmptyFrameDecoder> emptyFrames = new ArrayList<>();
    /** Committed ETC transactions in order. */
    public final List<EtcTransactionDecoder> transactions = new ArrayList<>();
    /** Committed link changes in order. */
    public final List<LinkChangeDecoder> linkChanges = new ArrayList<>();

    /** Committed fixes of the site's receiver in order. */
    public final List<SiteFixDecoder> siteFixes = new ArrayList<>();
    /** Committed signal phases in order. */
    public final List<SignalPhaseDecoder> signalPhases = new ArrayList<>();

    /** Committed V2X messages in order. */
    public final List<V2xUplinkDecoder> v2xUplinks = new ArrayList<>();

    /** Committed corrections in order. */
    public final List<CorrectionDecoder> corrections = new ArrayList<>();

    private final boolean keeps;
    private final UnsafeBuffer claimed = new UnsafeBuffer(new byte[RECORD_BYTES]);
    private final ObservationEncoder observation = new ObservationEncoder();
    private final EmptyFrameEncoder emptyFrame = new EmptyFrameEncoder();
    private final EtcTransactionEncoder transaction = new EtcTransactionEncoder();
    private final LinkChangeEncoder linkChange = new LinkChangeEncoder();
    private final SiteFixEncoder siteFix = new SiteFixEncoder();
    private final SignalPhaseEncoder signalPhase = new SignalPhaseEncoder();
    private final V2xUplinkEncoder v2xUplink = new V2xUplinkEncoder();
    private final CorrectionEncoder correction = new CorrectionEncoder();
    private int claimedTemplate;
    private boolean isFull;
    private long committedCount;

    /** A sink that keeps copies. */
    public RecordingSink() {
        this(true);
    }

    private RecordingSink(boolean keeps) {
        this.keeps = keeps;
    }

    /** A sink that allocates nothing and keeps nothing but {@link #committedCount()}. */
    public static RecordingSink countingOnly() {
        return new RecordingSink(false);
    }

    /** Whether each claim is refused from now on. */
    public void full(boolean full) {
        isFull = full;
    }

    public long committedCount() {
        return committedCount;
    }

    /** Every kept record as text, in order of kind, for comparing two runs. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        observations.forEach(record -> lines.add(record.toString()));
        emptyFrames.forEach(record -> lines.add(record.toString()));
        transactions.forEach(record -> lines.add(record.toString()));
        linkChanges.forEach(record -> lines.add(record.toString()));
        siteFixes.forEach(record -> lines.add(record.toString()));
        signalPhases.forEach(record -> lines.add(record.toString()));
        return lines;
    }

    private boolean claim(int template, UnsafeBuffer blank) {
        if (claimedTemplate != 0) {
            throw new IllegalStateException("claimed twice");
        }
        if (isFull) {
            return false;
        }
        claimedTemplate = template;
        claimed.putBytes(
                0, blank, MessageHeaderEncoder.ENCODED_LENGTH, blank.capacity() - MessageHeaderEncoder.ENCODED_LENGTH);
        return true;
    }

    @Override
    public ObservationEncoder claimObservation() {
        return claim(ObservationEncoder.TEMPLATE_ID, BLANK_OBSERVATION) ? observation.wrap(claimed, 0) : null;
    }

    @Override
    public EmptyFrameEncoder claimEmptyFrame() {
        return claim(EmptyFrameEncoder.TEMPLATE_ID, BLANK_EMPTY_FRAME) ? emptyFrame.wrap(claimed, 0) : null;
    }

    @Override
    public EtcTransactionEncoder claimEtcTransaction() {
        return claim(EtcTransactionEncoder.TEMPLATE_ID, BLANK_TRANSACTION) ? transaction.wrap(claimed, 0) : null;
    }

    @Override
    public LinkChangeEncoder claimLinkChange() {
        return claim(LinkChangeEncoder.TEMPLATE_ID, BLANK_LINK_CHANGE) ? linkChange.wrap(claimed, 0) : null;
    }

    @Override
    public SiteFixEncoder claimSiteFix() {
        return claim(SiteFixEncoder.TEMPLATE_ID, BLANK_SITE_FIX) ? siteFix.wrap(claimed, 0) : null;
    }

    @Override
    public SignalPhaseEncoder claimSignalPhase() {
        return claim(SignalPhaseEncoder.TEMPLATE_ID, BLANK_SIGNAL_PHASE) ? signalPhase.wrap(claimed, 0) : null;
    }

    @Override
    public V2xUplinkEncoder claimV2xUplink(int octets) {
        if (octets < 1 || octets > MOST_UPLINK_OCTETS) {
            throw new IllegalArgumentException(octets + " octets");
        }
        return claim(V2xUplinkEncoder.TEMPLATE_ID, BLANK_V2X_UPLINK) ? v2xUplink.wrap(claimed, 0) : null;
    }

    @Override
    public CorrectionEncoder claimCorrection(int octets) {
        if (octets < 1 || octets > MOST_UPLINK_OCTETS) {
            throw new IllegalArgumentException(octets + " octets");
        }
        return claim(CorrectionEncoder.TEMPLATE_ID, BLANK_CORRECTION) ? correction.wrap(claimed, 0) : null;
    }

    @Override
    public void commit() {
        int template = claimedTemplate;
        abort();
        committedCount++;
        if (keeps) {
            keep(template, new UnsafeBuffer(claimed.byteArray().clone()));
        }
    }

    private void keep(int template, UnsafeBuffer copy) {
        switch (template) {
            case ObservationEncoder.TEMPLATE_ID ->
                observations.add(new ObservationDecoder()
                        .wrap(copy, 0, ObservationDecoder.BLOCK_LENGTH, ObservationDecoder.SCHEMA_VERSION));
            case EmptyFrameEncoder.TEMPLATE_ID ->
                emptyFrames.add(new EmptyFrameDecoder()
                        .wrap(copy, 0, EmptyFrameDecoder.BLOCK_LENGTH, EmptyFrameDecoder.SCHEMA_VERSION));
            case EtcTransactionEncoder.TEMPLATE_ID ->
                transactions.add(new EtcTransactionDecoder()
                        .wrap(copy, 0, EtcTransactionDecoder.BLOCK_LENGTH, EtcTransactionDecoder.SCHEMA_VERSION));
            case SiteFixEncoder.TEMPLATE_ID ->
                siteFixes.add(
                        new SiteFixDecoder().wrap(copy, 0, SiteFixDecoder.BLOCK_LENGTH, SiteFixDecoder.SCHEMA_VERSION));
            case SignalPhaseEncoder.TEMPLATE_ID ->
                signalPhases.add(new SignalPhaseDecoder()
                        .wrap(copy, 0, SignalPhaseDecoder.BLOCK_LENGTH, SignalPhaseDecoder.SCHEMA_VERSION));
            case V2xUplinkEncoder.TEMPLATE_ID ->
                v2xUplinks.add(new V2xUplinkDecoder()
                        .wrap(copy, 0, V2xUplinkDecoder.BLOCK_LENGTH, V2xUplinkDecoder.SCHEMA_VERSION));
            case CorrectionEncoder.TEMPLATE_ID ->
                corrections.add(new CorrectionDecoder()
                        .wrap(copy, 0, CorrectionDecoder.BLOCK_LENGTH, CorrectionDecoder.SCHEMA_VERSION));
            default ->
                linkChanges.add(new LinkChangeDecoder()
                        .wrap(copy, 0, LinkChangeDecoder.BLOCK_LENGTH, LinkChangeDecoder.SCHEMA_VERSION));
        }
    }

    @Override
    public void abort() {
        if (claimedTemplate == 0) {
            throw new IllegalStateException("nothing is claimed");
        }
        claimedTemplate = 0;
    }
}
