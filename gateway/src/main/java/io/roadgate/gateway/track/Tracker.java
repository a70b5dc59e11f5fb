package io.roadgate.gateway.track;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.sensor.observation.CuesDecoder;
import io.roadgate.sensor.observation.EmptyFrameDecoder;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.SensorCoverage;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Observations of all sensors to tracks: one Kalman filter a track, one exact pairing a frame.
 *
 * <p>Observations are gathered by frame (sensor and sequence) and paired with the tracks when the frame is complete,
 * when the sensor's next frame begins, or when it has waited too long. A track lives by its score, a log-likelihood ratio that
 * observations raise and misses lower; a miss counts only for sensors that have seen the track before and have not lost
 * it for good, since fields of view are not configured.
 *
 * <p><b>Errors:</b> observations with impossible numbers or times are counted ({@code OBSERVATION_REFUSED}) and left
 * out, as is a new track when the table is full ({@code TRACK_TABLE_FULL}).
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class Tracker {
    /** Keys under {@code tracking} of the site file. */
    public static final List<Setting> SETTINGS = TrackerSettings.DECLARED;

    private static final byte UNKNOWN_LEVEL = TrackTable.UNKNOWN_LEVEL;

    private static final long SHARED_NS = 400_000_000L;
    private static final double LEARN_DISTANCE = 9;
    private static final double BODY_MARGIN_M = 0.3;
    private static final double BODY_SIDE_M = 1.3;
    private final int[] near = new int[TrackTable.CAPACITY];

    private final TrackerSettings settings;
    private final SensorModel[] models;
    private final TrackListener listener;
    private final Counters counters;
    private final TrackTable table;
    private final TrackGrid grid = new TrackGrid(TrackTable.CAPACITY);
    private final TrackMotion motion;
    private final SensorBiases biases;
    private final Measurement measurement;
    private final TwinEvidence twins;
    private final Existence existence;
    private final IdentityCues identity;
    private final MeasurementModel model;
    private final Pairing pairing;
    private final TrackUpdate update;
    private final TrackUpkeep upkeep;
    private final OpenFrame[] open;

    /** A tracker for sensors at these mounts (index = sensor id - 1) that see as is usual. */
    public Tracker(Settings settings, List<SensorMount> mounts, TrackListener listener, Counters counters) {
        this(settings, mounts, Collections.nCopies(mounts.size(), Optional.empty()), listener, counters);
    }

    /** A tracker for sensors at these mounts (index = sensor id - 1) with what each can see; empty = as is usual. */
    public Tracker(
            Settings settings,
            List<SensorMount> mounts,
            List<Optional<SensorCoverage>> coverages,
            TrackListener listener,
            Counters counters) {
        this.settings = new TrackerSettings(settings);
        this.listener = listener;
        this.counters = counters;
        models = new SensorModel[mounts.size()];
        for (int i = 0; i < models.length; i++) {
            SensorCoverage coverage = coverages.get(i).orElse(SensorCoverage.radar());
            models[i] = new SensorModel(i, mounts.get(i), coverage, this.settings.clutterPerM2);
        }
        table = new TrackTable(mounts.size());
        biases = new SensorBiases(models);
        measurement = new Measurement(models, biases);
        motion = new TrackMotion(table, this.settings, measurement);
        table.estimator = motion;
        identity = new IdentityCues(table);
        model = new MeasurementModel(this.settings);
        twins = new TwinEvidence(table, grid);
        existence = new Existence(table, this.settings, twins);
        pairing = new Pairing(table, grid, motion, measurement, this.settings, identity);
        update = new TrackUpdate(table, motion, this.settings, identity);
        upkeep = new TrackUpkeep(table, grid, this.settings, identity, motion, twins, listener);
        open = new OpenFrame[mounts.size()];
        for (int i = 0; i < open.length; i++) {
            open[i] = new OpenFrame(i + 1);
        }
    }

    /** Tells what is known of the road; before the first observation. */
    public void useRoad(RoadCourse road) {
        update.road = road;
    }

    /** The tracks. */
    public TrackTable table() {
        return table;
    }

    /** Tells which decks the site has; before the first observation. */
    public void useDecks(Decks decks) {
        table.levels.use(decks);
    }

    /** Takes one observation in; {@code nowNs} is fusion's time. */
    public void onObservation(ObservationDecoder observation, long nowNs) {
        int sensorId = observation.sensorId();
        int kind = observation.kindRaw();
        if (kind == ObservationKind.PLATE.value() || kind == ObservationKind.POINT.value()) {
            return; // no ground position: of no use to a track yet
        }
        if (sensorId < 1 || sensorId > open.length || !isKnownKind(kind) || !isTimely(observation)) {
            counters.increment(GatewayCounter.OBSERVATION_REFUSED);
            return;
        }
        OpenFrame begun = open[sensorId - 1];
        boolean isOwnReport = kind == ObservationKind.BSM.value();
        long temporaryId = isOwnReport ? observation.temporaryId() : 0;
        int index = observation.indexInFrame();
        if (!begun.isSame(observation.frameSequence(), observation.measuredAtNs(), temporaryId, index)) {
            finish(begun, false);
            begun.begin(observation.frameSequence(), observation.measuredAtNs(), temporaryId, nowNs);
            begun.frame.isOwnReport = isOwnReport;
        }
        if (!begun.advance(index)) {
            return;
        }
        append(observation, begun, sensorId, isOwnReport);
        if (index + 1 >= observation.countInFrame()) {
            finish(begun, true);
        } else if (begun.frame.isFull()) {
            pair(begun.frame);
            begun.frame.clear();
        }
    }

    private static boolean isKnownKind(int kind) {
        return kind == ObservationKind.RADAR.value()
                || kind == ObservationKind.CAMERA.value()
                || kind == ObservationKind.BSM.value();
    }

    private boolean isTimely(ObservationDecoder observation) {
        return isTimely(observation.measuredAtNs(), observation.receivedAtNs());
    }

    private boolean isTimely(long measuredAtNs, long receivedAtNs) {
        return measuredAtNs > 0
                && receivedAtNs > 0
                && measuredAtNs >= receivedAtNs - settings.latestByNs
                && measuredAtNs - settings.earliestByNs <= receivedAtNs;
    }

    private void append(ObservationDecoder observation, OpenFrame begun, int sensorId, boolean isOwnReport) {
        SensorFrame frame = begun.frame;
        frame.receivedAtNs = observation.receivedAtNs();
        CuesDecoder cues = observation.cues();
        if (cues.incompleteFrame()) {
            begun.markHole();
        }
        if (cues.predicted()) {
            return; // the sensor's own forecast is not evidence
        }
        SensorModel sensor = models[sensorId - 1];
        if (model.read(observation, sensor, frame)) {
            frame.append(observation, isOwnReport ? UNKNOWN_LEVEL : (byte) sensor.mount.level());
        } else {
            begun.markHole();
            counters.increment(GatewayCounter.OBSERVATION_REFUSED);
        }
    }

    /** Takes in that a sensor saw nothing. */
    public void onEmptyFrame(EmptyFrameDecoder emptyFrame, long nowNs) {
        int sensorId = emptyFrame.sensorId();
        boolean isSound = sensorId >= 1
                && sensorId <= open.length
                && isTimely(emptyFrame.measuredAtNs(), emptyFrame.receivedAtNs());
        if (!isSound) {
            counters.increment(GatewayCounter.OBSERVATION_REFUSED);
            return;
        }
        OpenFrame begun = open[sensorId - 1];
        finish(begun, false);
        if (!begun.isSame(emptyFrame.frameSequence(), emptyFrame.measuredAtNs(), 0, 0)) {
            begun.begin(emptyFrame.frameSequence(), emptyFrame.measuredAtNs(), 0, nowNs);
            begun.frame.isOwnReport = emptyFrame.kindRaw() == ObservationKind.BSM.value();
            begun.frame.newestMeasuredAtNs = emptyFrame.measuredAtNs();
            finish(begun, true);
        }
    }

    /** Uses incomplete frames that have waited long enough. */
    public void onTime(long nowNs) {
        for (OpenFrame begun : open) {
            if (begun.isOverdue(nowNs, settings.frameWaitNs)) {
                finish(begun, false);
            }
        }
    }

    /** Ends tracks that nobody sees, joins tracks of one participant; call it some ten times a second. */
    public void sweep(long nowNs) {
        table.levels.moveAll(nowNs);
        upkeep.sweep(nowNs);
        counters.set(GatewayCounter.TRACKS_ALIVE, table.liveCount());
    }

    /** Forgets what a sensor expected to see and half of a frame: its link was lost. */
    public void onLinkLost(int sensorId) {
        if (sensorId >= 1 && sensorId <= open.length) {
            finish(open[sensorId - 1], false);
            upkeep.forgetSensor(sensorId);
        }
    }

    /** Gives a track the OBU address that an antenna read from it. */
    public void adoptObu(int slot, int obuMac) {
        table.obuMac[slot] = obuMac;
    }

    private void finish(OpenFrame begun, boolean isComplete) {
        if (!begun.isOpen()) {
            return;
        }
        SensorFrame frame = begun.frame;
        pair(frame);
        if (isComplete && !begun.hasHole() && !frame.isOwnReport) {
            existence.countMisses(frame, models[frame.sensorId - 1], frame.newestMeasuredAtNs);
        }
        begun.close();
    }

    private void pair(SensorFrame frame) {
        if (frame.count == 0) {
            return;
        }
        SensorModel sensor = models[frame.sensorId - 1];
        if (!frame.isOwnReport) {
            GhostMarks.mark(frame);
        }
        pairing.pair(frame, sensor);
        for (int i = 0; i < frame.count; i++) {
            int slot = frame.paired[i];
            if (slot == Assignment.ALONE) {
                frame.paired[i] = isOnBody(frame, i) ? Assignment.ALONE : begin(frame, i, sensor);
            } else {
                learn(frame, i, slot, sensor);
                update.apply(frame, i, slot, pairing.worthOf(i));
                frame.paired[i] = settle(slot, frame.isOwnReport);
            }
        }
        for (int i = 0; i < frame.count; i++) {
            if (frame.paired[i] >= 0 && table.confirmed[frame.paired[i]]) {
                listener.onTrackSeen(frame.paired[i]);
            }
        }
    }

    /** Tells the biases what a track that others see too says of this sensor. */
    private void learn(SensorFrame frame, int index, int slot, SensorModel sensor) {
        if (!table.confirmed[slot] || !isSeenByOthers(slot, frame.sensorId, frame.measuredAtNs[index])) {
            return;
        }
        pairing.logRatio(frame, index, slot, 0);
        if (!(pairing.distance < LEARN_DISTANCE)) {
            return;
        }
        double[] x = motion.slotState(slot);
        biases.learn(
                sensor.index,
                sensor.mount,
                x[0],
                x[1],
                x[2],
                x[3],
                measurement.ye,
                measurement.yn,
                pairing.see,
                pairing.sen,
                pairing.snn);
    }

    /** A second echo of a vehicle that is known already begins no track. */
    private boolean isOnBody(SensorFrame frame, int index) {
        if (frame.z[index * Measurement.NUMBERS] != Measurement.POLAR) {
            return false;
        }
        long atNs = frame.measuredAtNs[index];
        int foundCount = grid.near(frame.eastM[index], frame.northM[index], near);
        for (int k = 0; k < foundCount; k++) {
            int slot = near[k];
            double east = frame.eastM[index] - table.eastM(slot, atNs);
            double north = frame.northM[index] - table.northM(slot, atNs);
            double along = Math.abs(east * table.headEast[slot] + north * table.headNorth[slot]);
            double side = Math.abs(east * table.headNorth[slot] - north * table.headEast[slot]);
            boolean isDirected = table.headEast[slot] != 0 || table.headNorth[slot] != 0;
            if (table.confirmed[slot]
                    && isDirected
                    && atNs - table.seenAtNs[slot] < SHARED_NS
                    && along < table.bodyLengthM(slot) / 2 + BODY_MARGIN_M
                    && side < BODY_SIDE_M) {
                return true;
            }
        }
        return false;
    }

    private boolean isSeenByOthers(int slot, int sensorId, long atNs) {
        for (int s = 0; s < table.sensorCount; s++) {
            long seenAtNs = table.seenBySensorAtNs[slot * table.sensorCount + s];
            if (s != sensorId - 1 && seenAtNs != 0 && Math.abs(atNs - seenAtNs) < SHARED_NS) {
                return true;
            }
        }
        return false;
    }

    private int begin(SensorFrame frame, int index, SensorModel sensor) {
        int slot = table.begin(frame.measuredAtNs[index]);
        if (slot < 0) {
            counters.increment(GatewayCounter.TRACK_TABLE_FULL);
            return slot;
        }
        update.begin(frame, index, slot, sensor);
        return settle(slot, frame.isOwnReport);
    }

    private int settle(int slot, boolean isOwnReport) {
        if (!motion.isSound(slot)) {
            upkeep.end(slot);
            return Assignment.ALONE;
        }
        grid.place(slot, table.state[slot * TrackTable.STATE], table.state[slot * TrackTable.STATE + 1]);
        int hitsNeeded = Math.max(1, settings.confirmHits - (isOwnReport ? 1 : 0));
        if (!table.confirmed[slot]
                && table.hitCount[slot] >= hitsNeeded
                && table.score[slot] >= settings.confirmScore
                && isOneOfItsOwn(slot)) {
            table.confirmed[slot] = true;
            counters.increment(GatewayCounter.TRACKS_CONFIRMED);
        }
        return slot;
    }

    /** Nobody whose second track it might be is near, or sensors have told both apart, or it has lasted. */
    private boolean isOneOfItsOwn(int slot) {
        long atNs = table.stateAtNs[slot];
        twins.choose(slot, atNs);
        return twins.isApart(slot) || atNs - table.bornAtNs[slot] > settings.twinWaitNs;
    }
}
