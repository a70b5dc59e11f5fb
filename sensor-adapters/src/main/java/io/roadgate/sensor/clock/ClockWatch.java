package io.roadgate.sensor.clock;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks again and again how good this machine's clock is, on a thread of its own.
 *
 * <p>Thread: its own daemon polls; {@link #state()} is read by anyone and never waits.
 */
public final class ClockWatch implements AutoCloseable {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.flag("watch", true, "ask chrony, PTP or systemd how good the clock is"),
            Setting.duration("allowed", "1ms", "1us", "10s", "a clock that may be farther off is an alarm"),
            Setting.duration("askEvery", "10s", "1s", "1h", "time between questions"));

    private final ClockTools tools;
    private final boolean isWanted;
    private final long allowedNs;
    private final long askEveryNs;
    private final Thread thread;
    private volatile ClockState state = ClockState.UNKNOWN;
    private volatile boolean isClosed;

    /** A watch over this machine, not started yet. */
    public ClockWatch(Settings settings) {
        this(settings, new ClockTools());
    }

    ClockWatch(Settings settings, ClockTools tools) {
        this.tools = tools;
        this.isWanted = settings.flag("watch");
        this.allowedNs = settings.durationNs("allowed");
        this.askEveryNs = settings.durationNs("askEvery");
        this.thread = new Thread(this::run, "clock-watch");
        thread.setDaemon(true);
    }

    /** Starts asking, when the site file wants it. */
    public void start() {
        if (isWanted) {
            thread.start();
        }
    }

    private void run() {
        while (!isClosed) {
            poll();
            LockSupport.parkNanos(askEveryNs);
        }
    }

    void poll() {
        state = tools.ask();
    }

    /** Whether anybody asks. */
    public boolean isWanted() {
        return isWanted;
    }

    /** The newest answer. */
    public ClockState state() {
        return state;
    }

    /** good, bad or unknown. */
    public String verdict() {
        return state.verdict(allowedNs);
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
