package io.roadgate.sim.harness;

import io.roadgate.sim.device.EtcAntennaEmulator;
import io.roadgate.sim.device.SerialLine;
import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.Identity;
import io.roadgate.sim.traffic.ParticipantKind;
import io.roadgate.sim.traffic.PlateColour;
import io.roadgate.sim.traffic.TollAccount;
import io.roadgate.sim.traffic.TollPassage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemEpochNanoClock;

/** An ETC antenna with three passages a second on its line: more than one lane can have, so that each cut hits some. */
final class TollStream implements AutoCloseable {
    static final long FEE_FEN = 500;
    private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(320);
    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long BALANCE_FEN = 50_000;

    private final List<TollPassage> passages = new CopyOnWriteArrayList<>();
    private final EtcAntennaEmulator antenna;
    private final Thread thread = new Thread(this::run, "toll-stream");
    private volatile boolean isOpen = true;
    private volatile boolean isDriving;

    /** Speaks at once, of passages only after {@link #drive}. */
    TollStream(Path deviceEnd) throws IOException {
        antenna = new EtcAntennaEmulator("etc-1", new SerialLine(deviceEnd), () -> passages, 1);
        antenna.start();
        thread.start();
    }

    void drive() {
        isDriving = true;
    }

    void pause() {
        isDriving = false;
    }

    /** All passages so far, the last of which may still be spoken of. */
    List<TollPassage> passages() {
        return List.copyOf(passages);
    }

    int count() {
        return passages.size();
    }

    private void run() {
        long dueNs = 0;
        while (isOpen) {
            long nowNs = SystemEpochNanoClock.INSTANCE.nanoTime();
            if (isDriving && nowNs >= dueNs) {
                dueNs = nowNs + EVERY_NS;
                passages.add(passage(passages.size() + 1, nowNs));
            }
            antenna.step(new GroundTruth(nowNs, List.of()));
            LockSupport.parkNanos(PACE_NS);
        }
    }

    private static TollPassage passage(int number, long atNs) {
        Identity identity = new Identity(
                number,
                ParticipantKind.CAR,
                String.format(Locale.ROOT, "渝T%05d", number),
                PlateColour.BLUE,
                String.format(Locale.ROOT, "A%07X", number),
                "");
        String digits = String.format(Locale.ROOT, "50%014d", number);
        TollAccount account = new TollAccount(identity, 1, 2, 5, digits, digits, FEE_FEN);
        return new TollPassage(
                number,
                account,
                atNs,
                FEE_FEN,
                BALANCE_FEN,
                BALANCE_FEN - FEE_FEN,
                7_000L + number,
                100 + number,
                number * 0x9E3779B1);
    }

    @Override
    public void close() {
        isOpen = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        antenna.close();
    }
}
