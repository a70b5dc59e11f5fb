package io.roadgate.gateway.service;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.SignalStateEncoder;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.signal.SignalForecast;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.IntersectionState;
import io.roadgate.v2x.dayone.IntersectionStatusObject;
import io.roadgate.v2x.dayone.Phase;
import io.roadgate.v2x.dayone.PhaseList;
import io.roadgate.v2x.dayone.PhaseState;
import io.roadgate.v2x.dayone.SPAT;
import io.roadgate.v2x.dayone.TimeCountingDown;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import java.util.List;

/**
 * What the signals show and until when: SPAT on the air ten times a second, {@code SignalState} for the cloud at each
 * change and once a second.
 *
 * <p>A phase whose controller is silent, contradicts another, or gives crossing ways a protected green together, is told
 * as unavailable and without times, and its intersection as without valid SPAT; nothing is guessed in its place. A light
 * that is believed without a time that is, is told without one.
 *
 * <p><b>Source:</b> SPAT of T/CSAE 53 (set day1-2020); period of YD/T 3709 as given by an RSU requirement text (at most
 * 500 ms; ten times a second here).
 */
final class SpatService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("every", "100ms", "100ms", "500ms", "period of SPAT on the air; YD/T 3709 allows 500 ms"),
            Setting.duration("reportEvery", "1s", "100ms", "60s", "period of the signal topic while nothing changes"));

    private static final int NO_REGION = 65_535;
    private static final int MOST_INTERSECTIONS = 32;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final SignalBoard board;
    private final SignalForecast forecast;
    private final ServiceOutputs outputs;
    private final Cadence airCadence;
    private final Cadence reportCadence;
    private final int[] leaders = new int[MOST_INTERSECTIONS];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SignalStateEncoder state = new SignalStateEncoder();
    private int leaderCount;
    private int knownRows;
    private long toldChanges;
    private int toldTroubles;

    SpatService(ServiceContext context) {
        board = context.ground().signals();
        forecast = context.ground().forecast();
        outputs = context.outputs();
        airCadence = new Cadence(context.settings().durationNs("every"));
        reportCadence = new Cadence(context.settings().durationNs("reportEvery"));
    }

    @Override
    public void onSignalPhase(SignalPhaseDecoder phase, long nowNs) {
        boolean isWhole = phase.indexInMessage() + 1 >= phase.countInMessage();
        if (isWhole && board.changes() != toldChanges) {
            airCadence.hurry();
        }
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (board.count() == 0) {
            return;
        }
        findIntersections();
        if (airCadence.isDue(nowNs)) {
            broadcast(nowNs);
        }
        int troubles = troubles(nowNs);
        boolean isNews = board.changes() != toldChanges || troubles != toldTroubles;
        if (isNews || reportCadence.isDue(nowNs)) {
            toldChanges = board.changes();
            toldTroubles = troubles;
            for (int i = 0; i < leaderCount; i++) {
                report(leaders[i], nowNs);
            }
        }
    }

    /** One row of each intersection stands for it. */
    private void findIntersections() {
        for (; knownRows < board.count(); knownRows++) {
            boolean isKnown = false;
            for (int i = 0; i < leaderCount; i++) {
                isKnown |= isSame(leaders[i], knownRows);
            }
            if (!isKnown && leaderCount < MOST_INTERSECTIONS) {
                leaders[leaderCount++] = knownRows;
            }
        }
    }

    private boolean isSame(int row, int other) {
        return board.intersection(row) == board.intersection(other) && board.region(row) == board.region(other);
    }

    private int troubles(long nowNs) {
        int sum = 0;
        for (int row = 0; row < board.count(); row++) {
            forecast.look(row, nowNs);
            sum = sum * 31 + forecast.trouble().ordinal();
        }
        return sum;
    }

    private void broadcast(long nowNs) {
        SPAT spat = outputs.begin(MessageKind.SPAT, SPAT.class);
        spat.msgCnt(outputs.nextCount(MessageKind.SPAT))
                .moy(WireTime.minuteOfYear(nowNs))
                .timeStamp(WireTime.secMark(nowNs));
        long causedAtNs = 0;
        for (int i = 0; i < leaderCount; i++) {
            int leader = leaders[i];
            IntersectionState intersection = spat.intersections().add();
            intersection.intersectionId().id(board.intersection(leader));
            if (board.region(leader) != SignalBoard.NONE) {
                intersection.intersectionId().region(board.region(leader));
            }
            intersection.status(status(leader, nowNs));
            PhaseList phases = intersection.phases();
            for (int row = 0; row < board.count() && phases.count() < PhaseList.MAX_COUNT; row++) {
                if (isSame(leader, row)) {
                    write(row, nowNs, phases.add());
                    causedAtNs = Math.max(causedAtNs, board.receivedAtNs(row));
                }
            }
        }
        outputs.toAll(causedAtNs, nowNs, nowNs + airCadence.periodNs());
    }

    /** As the controller says, and what we know better. */
    private int status(int leader, long nowNs) {
        int status = board.controllerStatus(leader);
        for (int row = leader; row < board.count(); row++) {
            if (isSame(leader, row)) {
                forecast.look(row, nowNs);
                if (forecast.trouble().isLightUnknown()) {
                    status = IntersectionStatusObject.with(
                            status, IntersectionStatusObject.NO_VALID_SPATIS_AVAILABLE_AT_THIS_TIME);
                }
            }
        }
        return status;
    }

    private void write(int row, long nowNs, Phase out) {
        out.id(board.phase(row));
        forecast.look(row, nowNs);
        PhaseState now = out.phaseStates().add();
        if (forecast.trouble().isLightUnknown()) {
            now.light(SignalLight.UNAVAILABLE.value());
            return;
        }
        now.light(board.light(row));
        if (forecast.endsAtNs() == SignalBoard.UNKNOWN_NS) {
            return;
        }
        TimeCountingDown timing = now.useTiming().useCounting();
        timing.startTime(0)
                .likelyEndTime(mark(forecast.endsAtNs(), nowNs))
                .timeConfidence(WireUnits.confidenceWire(forecast.confidence()));
        if (forecast.earliestEndNs() != SignalBoard.UNKNOWN_NS) {
            timing.minEndTime(mark(forecast.earliestEndNs(), nowNs));
        }
        if (forecast.latestEndNs() != SignalBoard.UNKNOWN_NS) {
            timing.maxEndTime(mark(forecast.latestEndNs(), nowNs));
        }
        if (forecast.nextLight() >= 0 && forecast.nextLastsNs() != SignalBoard.UNKNOWN_NS) {
            PhaseState next = out.phaseStates().add();
            next.light(forecast.nextLight());
            next.useTiming()
                    .useCounting()
                    .startTime(mark(forecast.endsAtNs(), nowNs))
                    .likelyEndTime(mark(forecast.endsAtNs() + forecast.nextLastsNs(), nowNs))
                    .timeConfidence(WireUnits.confidenceWire(forecast.confidence()));
        }
    }

    private static int mark(long atNs, long nowNs) {
        return WireTime.timeMarkWire(Math.max(0, atNs - nowNs));
    }

    private void report(int leader, long nowNs) {
        int count = 0;
        long causedAtNs = 0;
        for (int row = leader; row < board.count(); row++) {
            if (isSame(leader, row)) {
                count++;
                causedAtNs = Math.max(causedAtNs, board.receivedAtNs(row));
            }
        }
        SignalStateEncoder.PhasesEncoder phases = state.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .atNs(nowNs)
                .causedAtNs(causedAtNs)
                .regionId(board.region(leader) == SignalBoard.NONE ? NO_REGION : board.region(leader))
                .intersectionId(board.intersection(leader))
                .status(status(leader, nowNs))
                .phasesCount(count);
        for (int row = leader; row < board.count(); row++) {
            if (isSame(leader, row)) {
                write(row, nowNs, phases.next());
            }
        }
        outputs.emit(SignalStateEncoder.TEMPLATE_ID, HEADER_BYTES + state.encodedLength());
    }

    private void write(int row, long nowNs, SignalStateEncoder.PhasesEncoder out) {
        forecast.look(row, nowNs);
        boolean isUnknown = forecast.trouble().isLightUnknown();
        out.phaseId((short) board.phase(row))
                .light((short) (isUnknown ? SignalLight.UNAVAILABLE.value() : board.light(row)))
                .trouble((short) forecast.trouble().ordinal())
                .basis((short) forecast.basis().ordinal())
                .nextLight((short) (forecast.nextLight() < 0 ? 255 : forecast.nextLight()))
                .sinceNs(isUnknown || !board.isSinceKnown(row) ? SignalBoard.UNKNOWN_NS : board.sinceNs(row))
                .endsAtNs(forecast.endsAtNs())
                .earliestEndNs(forecast.earliestEndNs())
                .latestEndNs(forecast.latestEndNs())
                .confidence(forecast.endsAtNs() == SignalBoard.UNKNOWN_NS ? Float.NaN : forecast.confidence());
    }
}
