package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * A vehicle that runs a red light: its front passes the stop line while the light is red, or it can no longer stop before
 * the line. The second is told before it happens: the deceleration that it would need is more than brakes give, it does
 * not brake, and the light will not have changed.
 *
 * <p><b>Source:</b> signal violation warning, T/CSAE 53, without numbers. Half a second of red before the passing, as the
 * tolerance of the signal's own report, and 3.4 m/s2 as a deceleration that drivers choose, are the project's defaults.
 */
final class SignalViolationRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("redFor", "300ms", "0ms", "5s", "red at least this long when the front passes"),
            Setting.number("neededMps2", 6.0, 1, 15, "who would need more than this to stop, runs it, m/s2"),
            Setting.number("fromMps", 1.5, 0, 30, "slower vehicles creep, m/s"),
            Setting.flag("predicted", true, "whether it is told before the line is passed"),
            EventTiming.dwell("150ms", "of the forecast; passing the line needs none"),
            EventTiming.endAfter("2s"),
            EventTiming.probable(0.5),
            EventTiming.certain(1.01));

    private static final double LEAST_COS = 0.8;
    private static final double BEFORE_M = 60;
    private static final double BEYOND_M = 4;
    private static final double BESIDE_M = 0.5;
    private static final double BRAKING_MPS2 = 2;
    private static final double LEAST_FORECAST_M = 2; // nearer, the place of the line itself is in doubt
    private static final double NEAR_LINE_M = 0.3;

    private final EventTiming timing;
    private final long redForNs;
    private final double neededMps2;
    private final double fromMps;
    private final boolean isPredicted;
    private final double[] wasBeyondM = new double[TrackTable.CAPACITY];
    private final int[] wasTrack = new int[TrackTable.CAPACITY];
    private final int[] wasLine = new int[TrackTable.CAPACITY];
    private StopLines lines;
    private int revision = -1;

    SignalViolationRule(Settings settings) {
        timing = EventTiming.of(settings);
        redForNs = settings.durationNs("redFor");
        neededMps2 = settings.number("neededMps2");
        fromMps = settings.number("fromMps");
        isPredicted = settings.flag("predicted");
    }

    @Override
    public void assess(RoadPicture picture, int slot, EventBook book) {
        if (revision != picture.mapRevision()) {
            revision = picture.mapRevision();
            lines = new StopLines(picture.lanes()); // once for each map
        }
        if (lines.count() == 0 || !picture.tracks().isMotor(slot) || !picture.isMovementKnown(slot)) {
            return;
        }
        double halfM = picture.lengthM(slot) / 2;
        double frontEastM = picture.eastM(slot) + picture.headEast(slot) * halfM;
        double frontNorthM = picture.northM(slot) + picture.headNorth(slot) * halfM;
        for (int line = 0; line < lines.count(); line++) {
            double cos =
                    picture.headEast(slot) * lines.courseEast(line) + picture.headNorth(slot) * lines.courseNorth(line);
            double beyondM = lines.beyondM(line, frontEastM, frontNorthM);
            double besideM = Math.abs(lines.besideM(line, frontEastM, frontNorthM));
            if (cos > LEAST_COS
                    && beyondM > -BEFORE_M
                    && beyondM < BEYOND_M
                    && besideM < lines.halfWidthM(line) + BESIDE_M) {
                judge(picture, slot, book, line, beyondM);
                return;
            }
        }
        wasTrack[slot] = 0;
    }

    private void judge(RoadPicture picture, int slot, EventBook book, int line, double beyondM) {
        EventKind kind = EventKind.SIGNAL_VIOLATION;
        TrackTable tracks = picture.tracks();
        boolean isFollowed = wasTrack[slot] == tracks.trackId(slot) && wasLine[slot] == line;
        boolean isPassing = isFollowed && wasBeyondM[slot] < NEAR_LINE_M && beyondM >= NEAR_LINE_M;
        wasTrack[slot] = tracks.trackId(slot);
        wasLine[slot] = line;
        wasBeyondM[slot] = beyondM;
        SignalBoard board = picture.signals();
        int row = lines.row(line, board);
        boolean isRed = board.isRed(row, picture.nowNs());
        if (!isRed && !book.isKnown(kind, slot, EventBook.NOBODY)) {
            return;
        }
        long redNs = isRed ? picture.nowNs() - board.sinceNs(row) : 0;
        double speedMps = tracks.speedMps(slot);
        double moving = Normal.above(speedMps, fromMps, picture.speedSigmaMps(slot));
        // The front was at the line NEAR_LINE_M ago.
        double ranS = redNs * 1e-9 - Math.max(0, beyondM) / Math.max(speedMps, 1);
        double runs = isPassing && ranS * 1e9 >= redForNs ? moving : 0;
        double needed = beyondM < 0 ? speedMps * speedMps / (2 * -beyondM) : 0;
        double willRun = isPredicted && isRed && beyondM < 0 ? forecast(picture, slot, row, beyondM, needed) : 0;
        Finding found = book.find(kind, slot)
                .probable(isRed ? Math.max(runs, willRun) : 0, 0)
                .measured(runs > 0 ? ranS : needed, runs > 0 ? redForNs * 1e-9 : neededMps2)
                .evidence(EvidenceQuantity.RED_FOR, redNs * 1e-9, 0, redForNs * 1e-9)
                .evidence(
                        EvidenceQuantity.BEYOND_LINE,
                        beyondM,
                        Math.sqrt(picture.positionVar(slot, lines.courseEast(line), lines.courseNorth(line))),
                        0)
                .evidence(EvidenceQuantity.SPEED, speedMps, picture.speedSigmaMps(slot), fromMps)
                .evidence(EvidenceQuantity.NEEDED_DECELERATION, needed, Double.NaN, neededMps2);
        found.skipDwellNs = runs > 0 ? timing.dwellNs() : 0;
        book.judge(found, timing);
    }

    /** Probability that the vehicle cannot stop any more before a light that stays red. */
    private double forecast(RoadPicture picture, int slot, int row, double beyondM, double needed) {
        double speedMps = picture.tracks().speedMps(slot);
        double slowing = -picture.tracks().accelMps2(slot);
        if (speedMps < 4 * fromMps || slowing > BRAKING_MPS2 || -beyondM < LEAST_FORECAST_M) {
            return 0;
        }
        double arrivesS = -beyondM / speedMps;
        long endsNs = picture.signals().endsAtNs(row);
        boolean isStillRed =
                endsNs == SignalBoard.UNKNOWN_NS || endsNs > picture.nowNs() + (long) ((arrivesS + 0.5) * 1e9);
        double lineSigma = Math.sqrt(picture.positionVar(slot, picture.headEast(slot), picture.headNorth(slot)));
        double sigma = needed
                * Math.sqrt(4 * picture.speedSigmaMps(slot) * picture.speedSigmaMps(slot) / (speedMps * speedMps)
                        + lineSigma * lineSigma / (beyondM * beyondM));
        return isStillRed ? Normal.above(needed, neededMps2, sigma) : 0;
    }
}
