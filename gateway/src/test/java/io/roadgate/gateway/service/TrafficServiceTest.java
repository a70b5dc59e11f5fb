package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TrafficReportDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts, speeds, queues and turns against a truth that is known exactly, in virtual time. */
class TrafficServiceTest {
    private static final double[][] STRAIGHT = {{0, -200}, {0, 200}};
    private static final double[][] RIGHT = {
        {3.5, -200},
        {3.50, 0.00},
        {3.65, 1.74},
        {4.10, 3.42},
        {4.84, 5.00},
        {5.84, 6.43},
        {7.07, 7.66},
        {8.50, 8.66},
        {10.08, 9.40},
        {11.76, 9.85},
        {13.50, 10.00},
        {15.00, 10.00},
        {200, 10}
    };

    private final ServiceScene scene = new ServiceScene(RoadServices.TRAFFIC);

    @SuppressWarnings("ArrayRecordComponent")
    private record Car(long id, double[][] way, double startS, double mps) {}

    private void place(Car car, double atS) {
        double left = (atS - car.startS) * car.mps;
        for (int i = 1; left >= 0 && i < car.way.length; i++) {
            double east = car.way[i][0] - car.way[i - 1][0];
            double north = car.way[i][1] - car.way[i - 1][1];
            double length = Math.hypot(east, north);
            if (left <= length) {
                scene.bsm(
                        car.id,
                        car.way[i - 1][0] + east * left / length,
                        car.way[i - 1][1] + north * left / length,
                        car.mps * east / length,
                        car.mps * north / length);
                return;
            }
            left -= length;
        }
    }

    private void drive(List<Car> cars, long fromMs, long toMs) {
        for (long ms = fromMs; ms < toMs; ms += 100) {
            scene.runTo(ms);
            for (Car car : cars) {
                place(car, ms / 1000.0);
            }
        }
    }

    private List<TrafficReportDecoder> reports(boolean isLong) {
        return scene.records(TrafficReportDecoder.TEMPLATE_ID).stream()
                .map(out -> new TrafficReportDecoder().wrapAndApplyHeader(out.record(), 0, new MessageHeaderDecoder()))
                .filter(report -> report.toNs() - report.fromNs() > 30_000_000_000L == isLong)
                .toList();
    }

    private record LaneRow(
            long entered,
            double timeMean,
            double spaceMean,
            double density,
            double occupancy,
            double headway,
            double queueM,
            int queued,
            double travelS,
            double coverage,
            double flow,
            int upstream,
            int lane) {}

    private static Map<Integer, LaneRow> lanes(TrafficReportDecoder report) {
        Map<Integer, LaneRow> rows = new HashMap<>();
        report.sbeRewind();
        for (TrafficReportDecoder.LanesDecoder row : report.lanes()) {
            rows.put(
                    row.siteLane(),
                    new LaneRow(
                            row.entered(),
                            row.timeMeanSpeedMps(),
                            row.spaceMeanSpeedMps(),
                            row.densityPerKm(),
                            row.occupancy(),
                            row.headwayS(),
                            row.queueM(),
                            row.queued(),
                            row.travelTimeS(),
                            row.coverage(),
                            row.flowPerH(),
                            row.link().upstreamId(),
                            row.lane()));
        }
        return rows;
    }

    private static Map<String, Long> turns(TrafficReportDecoder report) {
        Map<String, Long> rows = new HashMap<>();
        lanes(report);
        for (TrafficReportDecoder.MovementsDecoder row : report.movements()) {
            rows.put(row.fromLaneId() + ">" + row.toLaneId(), row.vehicles());
        }
        return rows;
    }

    @Test
    void shouldCountExactlyAndMeasureSpeedsHeadwaysAndTurns() {
        List<Car> cars = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cars.add(new Car(100 + i, STRAIGHT, 1 + 3 * i, 12));
        }
        for (int i = 0; i < 5; i++) {
            cars.add(new Car(200 + i, RIGHT, 1 + 4 * i, 6));
        }
        drive(cars, 0, 61_000);
        TrafficReportDecoder minute = reports(true).get(0);
        assertThat(minute.toNs() - minute.fromNs()).isEqualTo(60_000_000_000L);
        Map<Integer, LaneRow> lanes = lanes(minute);
        LaneRow left = lanes.get(1);
        assertThat(left.entered).isEqualTo(10);
        assertThat(left.flow).isCloseTo(600, within(1e-3));
        assertThat(left.timeMean).isCloseTo(12, within(0.3));
        assertThat(left.spaceMean).isCloseTo(12, within(0.3));
        assertThat(left.headway).isCloseTo(3, within(0.1));
        // 10 cars, each 200 m / 12 m/s on a lane of 200 m, in 60 s; the first instants go before a track is confirmed.
        assertThat(left.density).isCloseTo(10 * (200 / 12.0) / (0.2 * 60), within(0.6));
        assertThat(left.occupancy).isCloseTo(10 * 4.6 / 12 / 60, within(0.01));
        assertThat(left.travelS).isCloseTo(200 / 12.0, within(0.4));
        assertThat(left.coverage).isGreaterThan(0.9);
        assertThat(left.upstream).isEqualTo(1);
        assertThat(left.lane).isEqualTo(1);
        assertThat(lanes.get(2).entered).isEqualTo(5);
        assertThat(lanes.get(2).timeMean).isCloseTo(6, within(0.3));
        assertThat(lanes.get(21).entered).isEqualTo(10);
        assertThat(lanes.get(51).entered).isZero();
        assertThat(lanes.get(51).timeMean).isNaN();
        assertThat(lanes.get(51).coverage).isZero();
        assertThat(turns(minute))
                .containsEntry("1>21", 10L)
                .containsEntry("2>41", 5L)
                .containsEntry("2>22", 0L);
    }

    @Test
    void shouldReportEverySecondAndAddUpToTheMinute() {
        List<Car> cars = List.of(new Car(1, STRAIGHT, 1, 12), new Car(2, STRAIGHT, 5, 12));
        drive(cars, 0, 61_000);
        assertThat(reports(false)).hasSize(60);
        long sum =
                reports(false).stream().mapToLong(r -> lanes(r).get(1).entered).sum();
        assertThat(sum).isEqualTo(2);
    }

    @Test
    void shouldMeasureAQueueFromFrontToRear() {
        for (long ms = 0; ms < 5_000; ms += 100) {
            scene.runTo(ms);
            for (int i = 0; i < 4; i++) {
                scene.bsm(10 + i, 0, -10 - 7.0 * i, 0, 0);
            }
            scene.bsm(20, 0, -120, 0, 0); // too far behind to belong to it
        }
        List<TrafficReportDecoder> seconds = reports(false);
        LaneRow row = lanes(seconds.get(seconds.size() - 1)).get(1);
        assertThat(row.queued).isEqualTo(4);
        assertThat(row.queueM).isCloseTo(3 * 7 + 4.6, within(1.5));
    }

    @Test
    void shouldNotCountOneTwiceWhoChangesLanesAtTheLine() {
        double[][] swerve = {{0, -200}, {0, -20}, {3.5, 0}, {3.5, 200}};
        drive(List.of(new Car(1, swerve, 1, 10)), 0, 61_000);
        Map<Integer, LaneRow> lanes = lanes(reports(true).get(0));
        assertThat(lanes.get(1).entered + lanes.get(2).entered).isEqualTo(1);
        assertThat(lanes.get(21).entered + lanes.get(22).entered).isEqualTo(1);
    }

    @Test
    void shouldSayThatALaneIsNotSeenWhenItsOnlySensorIsLost() {
        drive(List.of(new Car(1, STRAIGHT, 1, 12)), 0, 40_000);
        assertThat(lanes(last()).get(1).coverage).isGreaterThan(0.9);
        scene.lose(TestSite.OBU);
        scene.runTo(43_000);
        assertThat(lanes(last()).get(1).coverage).isZero();
    }

    private TrafficReportDecoder last() {
        List<TrafficReportDecoder> seconds = reports(false);
        return seconds.get(seconds.size() - 1);
    }
}
