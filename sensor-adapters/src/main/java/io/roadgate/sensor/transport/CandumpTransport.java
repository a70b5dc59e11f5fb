package io.roadgate.sensor.transport;

import io.roadgate.sensor.frame.CanWriter;
import io.roadgate.sensor.frame.CandumpLine;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.FrameHandler;
import io.roadgate.sensor.frame.SocketCanWriter;
import io.roadgate.sensor.setting.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A candump log played as if it were a bus: each line one piece, as SocketCAN would give it.
 *
 * <p>The link is up from the first line to the last; then it is lost, once, unless the log is played over and over. A
 * file that is not there is waited for. Nothing is ever shed: what is not polled is not read yet.
 *
 * <p>Errors: {@code CANDUMP_GARBLED} per line that is no frame.
 *
 * <p>Thread: the ingest agent reads the file as it polls, 64 KiB at a time; this is a tool for logs on a local disk.
 */
public final class CandumpTransport implements Transport {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("file", null, "candump log (candump -l)"),
            Setting.text("bus", "", "only this bus of the log; empty = all"),
            Setting.choice("pace", List.of("recorded", "full"), "as it was recorded, or as fast as it is read"),
            Setting.choice("stamps", List.of("now", "recorded"), "times shifted to now, or as they stand in the log"),
            Setting.flag("loop", false, "begin anew at the end"));

    private final TransportContext context;
    private final Path file;
    private final byte[] bus;
    private final boolean isPaced;
    private final boolean isShifted;
    private final boolean isLooped;
    private final CandumpLine line = new CandumpLine();
    private final CanWriter writer = new SocketCanWriter();
    private final UnsafeBuffer piece = new UnsafeBuffer(new byte[CanWriter.LONGEST_BYTES]);
    private final Backoff backoff = new Backoff();
    private LogLines log;
    private boolean isStarted;
    private boolean isOver;
    private long openAtNs;
    private boolean isLineReady;
    private long shiftNs;
    private boolean hasShift;
    private int upCount;
    private volatile boolean isUp;
    private volatile String trouble = "";

    /** A log not yet opened. */
    public CandumpTransport(TransportContext context) {
        this.context = context;
        this.file = Path.of(context.settings().text("file"));
        this.bus = context.settings().text("bus").getBytes(StandardCharsets.US_ASCII);
        this.isPaced = "recorded".equals(context.settings().text("pace"));
        this.isShifted = "now".equals(context.settings().text("stamps"));
        this.isLooped = context.settings().flag("loop");
    }

    @Override
    public void start() {
        isStarted = true;
        openLog(context.clock().nanoTime());
    }

    private void openLog(long nowNs) {
        try {
            log = new LogLines(file);
            isLineReady = false;
            hasShift = false;
            trouble = "";
            upCount++;
            isUp = true;
        } catch (IOException e) {
            trouble = "cannot read " + file + ": " + e;
            openAtNs = nowNs + backoff.nextNs();
        }
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        long nowNs = context.clock().nanoTime();
        if (log == null) {
            if (isStarted && !isOver && nowNs >= openAtNs) {
                openLog(nowNs);
            }
            return 0;
        }
        int count = 0;
        while (count < limit) {
            if (!isLineReady && !readLine()) {
                onEnd(nowNs);
                return count;
            }
            isLineReady = true;
            long dueAtNs = dueAtNs(nowNs);
            if (isPaced && dueAtNs > nowNs) {
                return count;
            }
            isLineReady = false;
            count++;
            int length = writer.write(line.frame(), piece, 0);
            long pacedNs = isPaced ? dueAtNs : nowNs;
            handler.onFrame(piece, 0, length, isShifted ? pacedNs : line.atNs());
        }
        return count;
    }

    /** When the line's frame would come if the log's first had come at the opening. */
    private long dueAtNs(long nowNs) {
        if (!hasShift) {
            hasShift = true;
            shiftNs = nowNs - line.atNs();
        }
        return line.atNs() + shiftNs;
    }

    /** Goes to the next line that is a frame of our bus; false at the end of the log. */
    private boolean readLine() {
        try {
            while (log.next()) {
                CandumpLine.Outcome outcome = line.parse(log.buffer(), log.offset(), log.length());
                if (outcome == CandumpLine.Outcome.MALFORMED) {
                    context.faults().count(FrameFault.CANDUMP_GARBLED);
                } else if (outcome == CandumpLine.Outcome.FRAME && (bus.length == 0 || line.isOn(bus))) {
                    return true;
                }
            }
        } catch (IOException e) {
            trouble = "cannot read on in " + file + ": " + e;
        }
        return false;
    }

    private void onEnd(long nowNs) {
        closeLog();
        if (isLooped) {
            openLog(nowNs);
        } else {
            isOver = true;
            isUp = false;
            trouble = trouble.isEmpty() ? "the log has been played to its end" : trouble;
        }
    }

    private void closeLog() {
        LogLines open = log;
        log = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                trouble = "closing " + file + ": " + e;
            }
        }
    }

    @Override
    public boolean offer(DirectBuffer buffer, int offset, int length) {
        // A log takes everything and keeps nothing: a driver that must configure its device gets on with it.
        return isUp;
    }

    @Override
    public boolean isUp() {
        return isUp;
    }

    @Override
    public int upCount() {
        return upCount;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public String describe() {
        return "candump " + file + (bus.length == 0 ? "" : " " + new String(bus, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        isStarted = false;
        isUp = false;
        closeLog();
    }
}
