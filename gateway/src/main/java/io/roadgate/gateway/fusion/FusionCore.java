package io.roadgate.gateway.fusion;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.hazard.EventBook;
import io.roadgate.gateway.hazard.HazardEventWriter;
import io.roadgate.gateway.hazard.HazardRule;
import io.roadgate.gateway.hazard.HazardRules;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.DownlinkDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TickDecoder;
import io.roadgate.gateway.roadmap.LaneNetwork;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.toll.TollEngine;
import io.roadgate.gateway.toll.TrackWitness;
import io.roadgate.gateway.track.TrackListener;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.observation.EmptyFrameDecoder;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.LinkChangeDecoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.SensorCoverage;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.observation.SiteFixDecoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All of fusion as one function: records in, events, road pictures and toll records out.
 *
 * <p>Its outputs depend on the sequence of its inputs alone. Its time is the largest stamp seen so far: of a tick or of
 * an arrival. Some twenty times a second of that time it looks at everything (endings, lanes, rules, pictures); at an
 * observation it looks at the tracks of that frame at once.
 *
 * <p><b>Errors:</b> a record that it does not know, or that is too short, is counted ({@code RECORD_UNKNOWN}); nothing
 * that it is given makes it throw.
 *
 * <p><b>Thread:</b> one, whichever calls {@link #onRecord}. Allocates nothing after construction. Output records lie in a
 * scratch buffer that is valid during the call only.
 */
public final class FusionCore implements RecordHandler {
    /** Later than any stamp that can be meant: the year 2116; beyond it, sums of times would overflow. */
    static final long LAST_STAMP_NS = 1L << 62;

    private static final long SWEEP_EVERY_NS = 50_000_000L;
    private static final int SCRATCH_BYTES = 512;
    private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Counters counters;
    private final Tracker tracker;
    private final TrackTable tracks;
    private final Placements placements = new Placements(TrackTable.CAPACITY);
    private final RoadPicture picture;
    private final HazardRule[] rules;
    private final EventBook book;
    private final TollEngine tollEngine;
    private final RoadPictureWriter pictureWriter;
    private final long pictureEveryNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final EmptyFrameDecoder emptyFrame = new EmptyFrameDecoder();
    private final EtcTransactionDecoder transaction = new EtcTransactionDecoder();
    private final LinkChangeDecoder linkChange = new LinkChangeDecoder();
    private final SiteFixDecoder siteFix = new SiteFixDecoder();
    private final SignalPhaseDecoder signalPhase = new SignalPhaseDecoder();
    private final TickDecoder tick = new TickDecoder();
    private final DownlinkDecoder downlink = new DownlinkDecoder();
    private long nowNs;
    private long sweptAtNs;
    private long pictureNumber;

    /**
     * Fusion at the start of a session.
     *
     * @param startedAtNs its first time; event ids begin with its seconds.
     * @param nextTollSequence number of the first toll record.
     * @param outputs takes what comes out, during {@link #onRecord}.
     */
    public FusionCore(
            GatewayConfig config, long startedAtNs, long nextTollSequence, Counters counters, RecordHandler outputs) {
        this.counters = counters;
        nowNs = startedAtNs;
        sweptAtNs = startedAtNs;
        pictureEveryNs = 1_000_000_000L / Math.max(1, config.mqtt().trackRateHz());
        pictureNumber = startedAtNs / pictureEveryNs;
        List<SensorMount> mounts = mounts(config.sensors());
        Site site = config.site();
        SitePlane plane = new SitePlane(site.latDeg(), site.lonDeg(), site.heightM());
        LaneNetwork lanes = new LaneNetwork(config.lanes());
        UnsafeBuffer scratch = new UnsafeBuffer(new byte[SCRATCH_BYTES]);
        tracker = new Tracker(config.tracking(), mounts, coverages(config.sensors()), new Listener(), counters);
        tracker.useRoad(new LaneCourses(config.lanes()));
        tracks = tracker.table();
        picture = new RoadPicture(tracks, lanes, placements);
        HazardEventWriter eventWriter = new HazardEventWriter(scratch, outputs, plane);
        book = new EventBook(picture, TrackTable.CAPACITY, eventWriter, counters, startedAtNs);
        rules = Arrays.stream(HazardRules.values())
                .map(rule -> rule.create(config.hazards().getOrDefault(rule.key(), Settings.defaults(rule.settings()))))
                .toArray(HazardRule[]::new);
        TrackWitness witness = new TrackWitness(tracks, lanes, placements, mounts);
        tollEngine = config.toll()
                .map(toll -> new TollEngine(site.number(), toll, nextTollSequence, witness, scratch, outputs, counters))
                .orElse(null);
        pictureWriter = new RoadPictureWriter(tracks, lanes, placements, plane, scratch, outputs);
    }

    private static List<SensorMount> mounts(List<Sensor> sensors) {
        SensorMount[] mounts = new SensorMount[sensors.size()];
        for (Sensor sensor : sensors) {
            mounts[sensor.number() - 1] = sensor.mount();
        }
        return List.of(mounts);
    }

    private static List<Optional<SensorCoverage>> coverages(List<Sensor> sensors) {
        List<Optional<SensorCoverage>> coverages =
                new ArrayList<>(Collections.nCopies(sensors.size(), Optional.empty()));
        for (Sensor sensor : sensors) {
            coverages.set(sensor.number() - 1, sensor.coverage());
        }
        return coverages;
    }

    /** Fusion's time: the largest stamp seen so far. */
    public long nowNs() {
        return nowNs;
    }

    /** The tracks, to look at. */
    public TrackTable tracks() {
        return tracks;
    }

    @Override
    public void onRecord(int templateId, DirectBuffer buffer, int offset, int length) {
        counters.increment(GatewayCounter.FUSION_RECORDS);
        if (length < HEADER_BYTES || header.wrap(buffer, offset).templateId() != templateId) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
            return;
        }
        int block = offset + HEADER_BYTES;
        boolean isKnown = switch (templateId) {
            case ObservationDecoder.TEMPLATE_ID -> onObservation(buffer, block, length);
            case TickDecoder.TEMPLATE_ID -> onTick(buffer, block, length);
            case EmptyFrameDecoder.TEMPLATE_ID -> onEmptyFrame(buffer, block, length);
            case EtcTransactionDecoder.TEMPLATE_ID -> onEtcTransaction(buffer, block, length);
            case LinkChangeDecoder.TEMPLATE_ID -> onLinkChange(buffer, block, length);
            case SiteFixDecoder.TEMPLATE_ID -> onSiteFix(buffer, block, length);
            case SignalPhaseDecoder.TEMPLATE_ID -> onSignalPhase(buffer, block, length);
            case DownlinkDecoder.TEMPLATE_ID -> onDownlink(buffer, block, length);
            default -> false;
        };
        if (!isKnown) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
        }
    }

    /** Every field of version 1 must be there; a newer release's longer block is read as far as it is known. */
    private boolean isWhole(int length, int blockLength) {
        return header.blockLength() >= blockLength && length - HEADER_BYTES >= header.blockLength();
    }

    private boolean onObservation(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, ObservationDecoder.BLOCK_LENGTH)) {
            return false;
        }
        observation.wrap(buffer, block, header.blockLength(), header.version());
        advance(observation.receivedAtNs());
        tracker.onObservation(observation, nowNs);
        return true;
    }

    private boolean onEmptyFrame(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, EmptyFrameDecoder.BLOCK_LENGTH)) {
            return false;
        }
        emptyFrame.wrap(buffer, block, header.blockLength(), header.version());
        advance(emptyFrame.receivedAtNs());
        tracker.onEmptyFrame(emptyFrame, nowNs);
        return true;
    }

    private boolean onEtcTransaction(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, EtcTransactionDecoder.BLOCK_LENGTH)) {
            return false;
        }
        transaction.wrap(buffer, block, header.blockLength(), header.version());
        advance(transaction.receivedAtNs());
        if (tollEngine == null) {
            counters.increment(GatewayCounter.TOLLS_UNPRICED);
            return true;
        }
        tollEngine.onTransaction(transaction, nowNs);
        if (tollEngine.witnessSlot() != TrackWitness.NONE) {
            tracker.adoptObu(tollEngine.witnessSlot(), (int) transaction.obuMac());
        }
        return true;
    }

    private boolean onLinkChange(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, LinkChangeDecoder.BLOCK_LENGTH)) {
            return false;
        }
        linkChange.wrap(buffer, block, header.blockLength(), header.version());
        advance(linkChange.receivedAtNs());
        if (linkChange.statusRaw() == LinkStatus.LOST.value()) {
            tracker.onLinkLost(linkChange.sensorId());
        }
        return true;
    }

    /** The site's own fix moves time on; what it says is looked at in the health report. */
    private boolean onSiteFix(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, SiteFixDecoder.BLOCK_LENGTH)) {
            return false;
        }
        advance(siteFix.wrap(buffer, block, header.blockLength(), header.version())
                .receivedAtNs());
        return true;
    }

    /** A signal phase moves time on; what it says is for rules yet to come. */
    private boolean onSignalPhase(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, SignalPhaseDecoder.BLOCK_LENGTH)) {
            return false;
        }
        advance(signalPhase
                .wrap(buffer, block, header.blockLength(), header.version())
                .receivedAtNs());
        return true;
    }

    private boolean onTick(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, TickDecoder.BLOCK_LENGTH)) {
            return false;
        }
        advance(tick.wrap(buffer, block, header.blockLength(), header.version()).nowNs());
        tracker.onTime(nowNs);
        return true;
    }

    /** A downlink moves time on; what it says is for rules yet to come. */
    private boolean onDownlink(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, DownlinkDecoder.BLOCK_LENGTH)) {
            return false;
        }
        advance(downlink.wrap(buffer, block, header.blockLength(), header.version())
                .receivedAtNs());
        return true;
    }

    private void advance(long stampNs) {
        if (stampNs > nowNs && stampNs < LAST_STAMP_NS) {
            nowNs = stampNs;
        }
        picture.at(nowNs);
        if (nowNs - sweptAtNs >= SWEEP_EVERY_NS) {
            sweptAtNs = nowNs;
            sweep();
        }
    }

    private void sweep() {
        tracker.sweep(nowNs);
        picture.refresh();
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            if (tracks.isConfirmed(slot)) {
                assess(slot);
            }
        }
        book.sweep();
        if (nowNs / pictureEveryNs != pictureNumber) {
            pictureNumber = nowNs / pictureEveryNs;
            pictureWriter.write(nowNs);
        }
    }

    private void assess(int slot) {
        for (HazardRule rule : rules) {
            rule.assess(picture, slot, book);
        }
    }

    private final class Listener implements TrackListener {
        @Override
        public void onTrackSeen(int slot) {
            picture.place(slot);
            assess(slot);
        }

        @Override
        public void onTrackEnded(int slot) {
            book.onTrackEnded(slot);
            placements.clear(slot);
        }
    }
}
