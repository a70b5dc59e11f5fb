package io.roadgate.gateway.scene;

import io.roadgate.gateway.config.Declarations;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.IdleMode;
import io.roadgate.gateway.config.GatewayConfig.Mqtt;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.Rings;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.config.GatewayConfig.Threading;
import io.roadgate.gateway.config.GatewayConfig.ThreadingMode;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.mapfile.SiteMapReader;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TickEncoder;
import io.roadgate.gateway.roadmap.Approach;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.setting.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs the fusion core of the gateway over the lines of a scene: streaming, in bounded memory, causally.
 *
 * <p>Ticks come every {@value #TICK_MS} ms from the map's epoch on, each before the first line that arrives after it. A bad line
 * is told, counted and left out. A line that arrives before one that came ahead of it is taken at the later one's time.
 */
public final class SceneFusion {
    /** Between two rows of tracks. */
    public static final long TICK_MS = 100;

    private static final long MS = 1_000_000L;
    private static final int LONGEST_LINE = 16 << 20;
    private static final long LONGEST_GAP_TICKS = 36_000; // an hour: beyond it a line's time is taken for wrong
    private static final int FAULTS_TOLD = 20;
    private static final int PICTURES_PER_S = 10;

    private final SceneMap map;
    private final FusionCore core;
    private final FrameLine frame;
    private final SceneLines lines;
    private final Writer tracksOut;
    private final Writer eventsOut;
    private final Consumer<String> talk;
    private final UnsafeBuffer tick =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH]);
    private final TickEncoder tickEncoder = new TickEncoder();
    private long nextTickMs;
    private long lineCount;
    private long faultCount;
    private long rowCount;
    private long eventCount;

    private SceneFusion(SceneMap map, GatewayConfig config, Writer tracksOut, Writer eventsOut, Consumer<String> talk) {
        this.map = map;
        this.tracksOut = tracksOut;
        this.eventsOut = eventsOut;
        this.talk = talk;
        Counters counters = new Counters(
                config.sensors().stream().map(GatewayConfig.Sensor::id).toList());
        core = new FusionCore(config, map.epochMs() * MS, 1, counters, this::onOutput);
        frame = new FrameLine(
                map, config.map().approaches().stream().map(Approach::id).toList());
        lines = new SceneLines(map, config.map().highestLevel() > config.map().lowestLevel());
        tickEncoder.wrapAndApplyHeader(tick, 0, new MessageHeaderEncoder());
        nextTickMs = map.epochMs();
    }

    /**
     * A fusion for the site of a map.
     *
     * @param declarations what rules and tracker let be set.
     * @param eventsOut {@code null} = nobody wants them.
     * @param talk takes lines for people.
     */
    public static SceneFusion of(
            Path mapFile, Declarations declarations, Writer tracksOut, Writer eventsOut, Consumer<String> talk)
            throws IOException {
        SceneMap map = SceneMap.read(mapFile);
        MapFaults faults = new MapFaults();
        SiteMap site = SiteMapReader.read(mapFile, faults);
        if (site == null) {
            throw new IOException(mapFile + " is no site map: " + faults.report(mapFile.toString()));
        }
        return new SceneFusion(map, config(map, site, declarations), tracksOut, eventsOut, talk);
    }

    private static GatewayConfig config(SceneMap map, SiteMap site, Declarations declarations) {
        Map<String, Settings> hazards = new LinkedHashMap<>();
        declarations.hazards().forEach((key, settings) -> hazards.put(key, Settings.defaults(settings)));
        return new GatewayConfig(
                "",
                new Site("scene", 1, map.latDeg(), map.lonDeg(), map.heightM()),
                new Threading(ThreadingMode.INVOKER, IdleMode.BACKOFF, 1),
                new Rings(0, 0, 0, 0),
                new Mqtt(URI.create("tcp://localhost"), "scene", "", "", 1, PayloadFormat.PROTOBUF, PICTURES_PER_S),
                map.sensors(),
                Optional.empty(),
                site,
                Settings.defaults(declarations.tracking()),
                hazards,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.defaults(ClockWatch.SETTINGS));
    }

    /** Takes in all lines, then the ticks up to the end of the scene. */
    public void run(Reader in) throws IOException {
        try {
            BoundedLines text = new BoundedLines(in, LONGEST_LINE);
            for (String line = text.next(); line != null; line = text.next()) {
                lineCount++;
                onLine(line, text.isTooLong());
            }
            long endMs = map.durationS() > 0 ? map.epochMs() + map.durationS() * 1_000L : nextTickMs - 1;
            ticksUntil(endMs + 1);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void onLine(String line, boolean isTooLong) throws IOException {
        if (line.isBlank() && !isTooLong) {
            return;
        }
        try {
            if (isTooLong) {
                throw new IllegalArgumentException("longer than " + LONGEST_LINE + " characters");
            }
            long receivedAtMs = frame.parse(line) / MS;
            if (receivedAtMs - nextTickMs > LONGEST_GAP_TICKS * TICK_MS) {
                throw new IllegalArgumentException("ta is more than an hour after the line before");
            }
            ticksUntil(receivedAtMs);
            frame.deliver(core);
        } catch (IllegalArgumentException e) {
            faultCount++;
            if (faultCount <= FAULTS_TOLD) {
                talk.accept("line " + lineCount + ": " + e.getMessage());
            }
        }
    }

    /** All ticks before an instant: a line that arrives at the tick itself still counts for it. */
    private void ticksUntil(long ms) throws IOException {
        long endMs = map.durationS() > 0 ? map.epochMs() + map.durationS() * 1_000L : Long.MAX_VALUE;
        while (nextTickMs < ms && nextTickMs <= endMs) {
            tickEncoder.nowNs(nextTickMs * MS);
            core.onRecord(TickEncoder.TEMPLATE_ID, tick, 0, tick.capacity());
            rowCount += lines.writeTracks(core.tracks(), nextTickMs, tracksOut);
            nextTickMs += TICK_MS;
        }
    }

    private void onOutput(int templateId, DirectBuffer buffer, int offset, int length) {
        if (templateId == HazardEventEncoder.TEMPLATE_ID && eventsOut != null) {
            try {
                eventCount += lines.writeEvent(buffer, offset, eventsOut) ? 1 : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The tracks as they are. */
    public TrackTable tracks() {
        return core.tracks();
    }

    /** Lines read so far. */
    public long lineCount() {
        return lineCount;
    }

    /** Lines that were left out. */
    public long faultCount() {
        return faultCount;
    }

    /** Rows of tracks written so far. */
    public long rowCount() {
        return rowCount;
    }

    /** Events written so far. */
    public long eventCount() {
        return eventCount;
    }
}
