package io.roadgate.gateway.fusion;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.hazard.EventBook;
import io.roadgate.gateway.hazard.HazardDesk;
import io.roadgate.gateway.hazard.HazardEventWriter;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.mapfile.DownlinkMaps;
import io.roadgate.gateway.record.DownlinkDecoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TickDecoder;
import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.service.ServiceDesk;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.toll.TollEngine;
import io.roadgate.gateway.toll.TrackWitness;
import io.roadgate.gateway.track.TrackListener;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.observation.CorrectionDecoder;
import io.roadgate.sensor.observation.EmptyFrameDecoder;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.LinkChangeDecoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.SensorCoverage;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.observation.SiteFixDecoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.observation.V2xUplinkDecoder;
import java.util.ArrayList;
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
    private final ActiveMap map;
    private final DownlinkMaps downlinkMaps;
    private final RoadPicture picture;
    private final HazardDesk hazards;
    private final TollEngine tollEngine;
    private final SignalBoard signals = new SignalBoard();
    private final RoadPictureWriter pictureWriter;
    private final ServiceDesk services;
    private final long pictureEveryNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final EmptyFrameDecoder emptyFrame = new EmptyFrameDecoder();
    private final EtcTransactionDecoder transaction = new EtcTransactionDecoder();
    private final LinkChangeDecoder linkChange = new LinkChangeDecoder();
    private final SiteFixDecoder siteFix = new SiteFixDecoder();
    private final SignalPhaseDecoder signalPhase = new SignalPhaseDecoder();
    private final V2xUplinkDecoder v2xUplink = new V2xUplinkDecoder();
    private final CorrectionDecoder correction = new CorrectionDecoder();
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
        map = new ActiveMap(config.map());
        downlinkMaps = new DownlinkMaps(config.map(), new MapOrigin(site.latDeg(), site.lonDeg(), site.heightM()));
        UnsafeBuffer scratch = new UnsafeBuffer(new byte[SCRATCH_BYTES]);
        tracker = new Tracker(config.tracking(), mounts, coverages(config.sensors()), new Listener(), counters);
        tracker.useRoad(new LaneCourses(config.map()));
        tracker.useDecks(LaneDecks.of(config.map()));
        tracks = tracker.table();
        picture = new RoadPicture(tracks, map, placements, signals);
        HazardEventWriter eventWriter = new HazardEventWriter(scratch, outputs, plane);
        hazards = new HazardDesk(config, picture, new EventBook(picture, eventWriter, counters, startedAtNs));
        TrackWitness witness = new TrackWitness(tracks, map, placements, mounts);
        tollEngine = config.toll()
                .map(toll -> new TollEngine(site.number(), toll, nextTollSequence, witness, scratch, outputs, counters))
                .orElse(null);
        pictureWriter = new RoadPictureWriter(tracks, map, placements, plane, scratch, outputs);
        services = new ServiceDesk(config, map, plane, signals, counters, startedAtNs, outputs);
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

    /** Where MAP messages are read ahead of their record, by another thread. */
    public DownlinkMaps downlinkMaps() {
        return downlinkMaps;
    }

    /** The map that holds now, to look at. */
    public SiteMap map() {
        return map.map();
    }

    /** The tracks, to look at. */
    public TrackTable tracks() {
        return tracks;
    }

    /** What the signals show, to look at. */
    public SignalBoard signals() {
        return signals;
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
            case V2xUplinkDecoder.TEMPLATE_ID -> onV2xUplink(buffer, block, length);
            case CorrectionDecoder.TEMPLATE_ID -> onCorrection(buffer, block, length);
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
        if (observation.kindRaw() == ObservationKind.POINT.value()) {
            services.onPoint(observation, nowNs);
        }
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
            services.onLinkLost(linkChange.sensorId(), nowNs);
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

    /** A signal phase goes to the board of lights, where rules and services read it, and to the services. */
    private boolean onSignalPhase(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, SignalPhaseDecoder.BLOCK_LENGTH)) {
            return false;
        }
        signalPhase.wrap(buffer, block, header.blockLength(), header.version());
        advance(signalPhase.receivedAtNs());
        services.onSignalPhase(signals.onPhase(signalPhase), signalPhase, nowNs);
        return true;
    }

    /** A vehicle's message is for the services. */
    private boolean onV2xUplink(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, V2xUplinkDecoder.BLOCK_LENGTH)
                || length - HEADER_BYTES - header.blockLength() < V2xUplinkDecoder.frameHeaderLength()) {
            return false;
        }
        v2xUplink.wrap(buffer, block, header.blockLength(), header.version());
        if (length - HEADER_BYTES - header.blockLength() - V2xUplinkDecoder.frameHeaderLength()
                < v2xUplink.frameLength()) {
            return false;
        }
        advance(v2xUplink.receivedAtNs());
        counters.increment(GatewayCounter.V2X_UPLINKS);
        int octets = block + header.blockLength() + V2xUplinkDecoder.frameHeaderLength();
        services.onUplink(v2xUplink, buffer, octets, v2xUplink.frameLength(), nowNs);
        return true;
    }

    /** Corrections are for the services. */
    private boolean onCorrection(DirectBuffer buffer, int block, int length) {
        int headBytes = HEADER_BYTES + header.blockLength() + CorrectionDecoder.frameHeaderLength();
        if (!isWhole(length, CorrectionDecoder.BLOCK_LENGTH) || length < headBytes) {
            return false;
        }
        correction.wrap(buffer, block, header.blockLength(), header.version());
        if (length - headBytes < correction.frameLength()) {
            return false;
        }
        advance(correction.receivedAtNs());
        int frameAt = block + header.blockLength() + CorrectionDecoder.frameHeaderLength();
        services.onCorrection(buffer, frameAt, correction.frameLength(), correction.sensorId(), nowNs);
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

    /** A MAP takes the place of the map from this record on; any downlink is for the services, too. */
    private boolean onDownlink(DirectBuffer buffer, int block, int length) {
        if (!isWhole(length, DownlinkDecoder.BLOCK_LENGTH)) {
            return false;
        }
        downlink.wrap(buffer, block, header.blockLength(), header.version());
        advance(downlink.receivedAtNs());
        int payload = block + header.blockLength() + DownlinkDecoder.payloadHeaderLength();
        int payloadBytes = length - HEADER_BYTES - header.blockLength() - DownlinkDecoder.payloadHeaderLength();
        if (payloadBytes < 0 || downlink.payloadLength() > payloadBytes) {
            return false;
        }
        if (downlink.kindRaw() == DownlinkKind.MAP.value()) {
            replaceMap(buffer, payload, downlink.payloadLength());
        }
        services.onDownlink(downlink, buffer, payload, downlink.payloadLength(), nowNs);
        return true;
    }

    private void replaceMap(DirectBuffer buffer, int offset, int length) {
        SiteMap replacement = downlinkMaps.take(buffer, offset, length);
        if (replacement == null) {
            counters.increment(GatewayCounter.MAPS_REFUSED);
            return;
        }
        map.replace(replacement);
        picture.onMapReplaced();
        picture.refresh();
        counters.increment(GatewayCounter.MAPS_REPLACED);
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
        hazards.onSweep();
        services.onSweep(picture, nowNs);
        if (nowNs / pictureEveryNs != pictureNumber) {
            pictureNumber = nowNs / pictureEveryNs;
            pictureWriter.write(nowNs);
        }
    }

    private final class Listener implements TrackListener {
        @Override
        public void onTrackSeen(int slot) {
            hazards.onTrackSeen(slot);
        }

        @Override
        public void onTrackEnded(int slot) {
            hazards.onTrackEnded(slot);
            services.onTrackEnded(slot);
            placements.clear(slot);
        }
    }
}
