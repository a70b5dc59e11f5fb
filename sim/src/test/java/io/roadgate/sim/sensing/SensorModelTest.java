package io.roadgate.sim.sensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sim.scene.ObjectClass;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Body;
import io.roadgate.sim.world.Dice;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Noise, misses and clutter of each model against what docs/scenes.md says, over many frames of one fixed seed. */
class SensorModelTest {
    private static final int FRAMES = 4000;

    private static Body body(ObjectClass kind, double east, double north, double length) {
        return new Body(new Body.Identity(kind + "1", kind, length, 1.8, "渝A12345"), east, north, 0, 0, 10, 0, 0, 0);
    }

    /** Looks north from the origin; its own error is told by the mounting. */
    private static Mounting radar(double clutter) {
        return new Mounting(SceneSensor.radar("R", 0, 0, 6, 0).withClutter(clutter / 1.5), new Dice(3, "mount"));
    }

    private static Mounting camera(double clutter) {
        return new Mounting(
                SceneSensor.camera("C", 0, 0, 7, 0, 130, 40).withRate(20, true).withClutter(clutter / 0.12),
                new Dice(3, "mount"));
    }

    private static SensorFrame frame(int i) {
        return new SensorFrame("S", "radar", i, i * 0.072);
    }

    @Test
    void shouldMeasureLikeARadar() {
        Mounting mounting = radar(0);
        RadarModel model = new RadarModel(mounting, new Dice(1, "radar"), 0);
        Body car = body(ObjectClass.CAR, 0, 150, 4.6);
        Moments range = new Moments();
        Moments azimuth = new Moments();
        Moments rate = new Moments();
        for (int i = 0; i < FRAMES; i++) {
            SensorFrame frame = frame(i);
            model.see(List.of(car), frame);
            for (ObjectNode node : frame.detections()) {
                range.add(node.get("r").asDouble());
                azimuth.add(node.get("az").asDouble());
                rate.add(node.get("rr").asDouble());
            }
        }
        assertThat((double) range.count / FRAMES).isEqualTo(0.9, within(0.02));
        // The rear faces the radar: 0.35 of the length nearer; the jitter of 0.06 of it adds to 0.4 m.
        assertThat(range.mean()).isEqualTo(150 - 0.35 * 4.6, within(0.04));
        assertThat(range.sigma()).isEqualTo(Math.sqrt(0.16 + 0.0762), within(0.03));
        assertThat(azimuth.mean()).isEqualTo(-mounting.yawErrorDeg, within(0.03));
        assertThat(azimuth.sigma()).isEqualTo(0.3, within(0.02));
        assertThat(rate.mean()).isEqualTo(10, within(0.01));
        assertThat(rate.sigma()).isEqualTo(0.1, within(0.01));
    }

    @Test
    void shouldSeeSmallAndShadowedThingsLess() {
        assertThat(RadarModel.detection(ObjectClass.PEDESTRIAN, 50, false)).isEqualTo(0.9 * 0.55, within(1e-9));
        assertThat(RadarModel.detection(ObjectClass.CYCLIST, 50, false)).isEqualTo(0.9 * 0.85, within(1e-9));
        assertThat(RadarModel.detection(ObjectClass.ANIMAL, 130, false)).isZero();
        assertThat(RadarModel.detection(ObjectClass.TRUCK, 200, true)).isEqualTo(0.9 * 0.45, within(1e-9));
        assertThat(RadarModel.sigmaAzDeg(50, 60)).isEqualTo(3, within(1e-9));
        RadarModel model = new RadarModel(radar(0), new Dice(1, "radar"), 0);
        Body near = body(ObjectClass.TRUCK, 0, 60, 12);
        Body far = body(ObjectClass.CAR, 0, 120, 4.6);
        int seen = 0;
        for (int i = 0; i < FRAMES; i++) {
            SensorFrame frame = frame(i);
            model.see(List.of(near, far), frame);
            seen += frame.ids().contains("CAR1") ? 1 : 0;
        }
        assertThat((double) seen / FRAMES).isEqualTo(0.9 * 0.45, within(0.025));
    }

    @Test
    void shouldMergeWhatTheRadarCannotTellApart() {
        RadarModel model = new RadarModel(radar(0), new Dice(1, "radar"), 0);
        Body one = body(ObjectClass.CAR, 0, 150, 4.6);
        Body beside = new Body(new Body.Identity("x", ObjectClass.CAR, 4.6, 1.8, ""), 0.1, 150, 0, 0, 10, 0, 0, 0);
        int most = 0;
        int both = 0;
        for (int i = 0; i < 500; i++) {
            SensorFrame frame = frame(i);
            model.see(List.of(one, beside), frame);
            most = Math.max(most, frame.detections().size());
            both += frame.detections().size() == 2 ? 1 : 0;
        }
        assertThat(most).isLessThanOrEqualTo(2);
        assertThat(both).isLessThan(60);
    }

    @Test
    void shouldStrewClutterWithNearlyHalfOfItStandingStill() {
        RadarModel model = new RadarModel(radar(4.5), new Dice(1, "radar"), 0);
        Moments count = new Moments();
        int still = 0;
        int all = 0;
        for (int i = 0; i < FRAMES; i++) {
            SensorFrame frame = frame(i);
            model.see(List.of(), frame);
            count.add(frame.detections().size());
            for (ObjectNode node : frame.detections()) {
                all++;
                still += Math.abs(node.get("rr").asDouble()) < 0.6 ? 1 : 0;
                assertThat(model.isInView(
                                node.get("r").asDouble() - 0.01, node.get("az").asDouble()))
                        .isTrue();
            }
        }
        assertThat(count.mean()).isEqualTo(4.5, within(0.15));
        assertThat(count.sigma() * count.sigma()).as("Poisson").isEqualTo(4.5, within(0.35));
        assertThat((double) still / all).isEqualTo(0.45 + 0.55 * 1.2 / 60, within(0.02));
    }

    @Test
    void shouldGhostBehindAVehicleForAWhile() {
        RadarModel model = new RadarModel(radar(0), new Dice(1, "radar"), 10);
        Body car = body(ObjectClass.CAR, 0, 100, 4.6);
        int ghosts = 0;
        for (int i = 0; i < FRAMES; i++) {
            SensorFrame frame = frame(i);
            model.see(List.of(car), frame);
            for (int k = 0; k < frame.ids().size(); k++) {
                if (frame.ids().get(k) == null) {
                    ghosts++;
                    assertThat(frame.detections().get(k).get("r").asDouble()).isBetween(102.0, 117.0);
                    assertThat(frame.detections().get(k).get("rr").asDouble()).isEqualTo(10, within(0.9));
                }
            }
        }
        assertThat(ghosts).isBetween(100, 1200);
    }

    @Test
    void shouldMeasureLikeACamera() {
        Mounting mounting = camera(0);
        CameraModel model = new CameraModel(mounting, new Dice(1, "camera"));
        Body car = body(ObjectClass.CAR, 0, 60, 4.6);
        Moments along = new Moments();
        Moments across = new Moments();
        Moments length = new Moments();
        int wrong = 0;
        int plates = 0;
        for (int i = 0; i < FRAMES; i++) {
            SensorFrame frame = frame(i);
            model.see(List.of(car), frame);
            for (ObjectNode node : frame.detections()) {
                along.add(node.get("n").asDouble());
                across.add(node.get("e").asDouble());
                length.add(node.get("l").asDouble());
                wrong += node.get("cls").asString().equals("car") ? 0 : 1;
                plates += node.has("plate") ? 1 : 0;
            }
        }
        assertThat((double) along.count / FRAMES).isEqualTo(0.95 - 0.2 * 60 / 130, within(0.02));
        assertThat(along.mean()).isEqualTo(60 * mounting.scale, within(0.1));
        assertThat(along.sigma()).isEqualTo(0.3 + 0.015 * 60, within(0.06));
        assertThat(across.mean()).isEqualTo(-60 * Math.toRadians(mounting.yawErrorDeg), within(0.03));
        assertThat(across.sigma()).isEqualTo(0.15 + 0.003 * 60, within(0.02));
        assertThat(length.sigma() / 4.6).isEqualTo(0.12, within(0.01));
        assertThat((double) wrong / along.count).isEqualTo(0.06 + 0.12 * 60 / 130, within(0.02));
        assertThat((double) plates / along.count).isEqualTo(0.25, within(0.03));
    }

    @Test
    void shouldHideACarBehindABusButNotABusBehindACar() {
        CameraModel model = new CameraModel(camera(0), new Dice(1, "camera"));
        Body bus = body(ObjectClass.BUS, 0, 40, 12);
        Body car = body(ObjectClass.CAR, 0, 55, 4.6);
        assertThat(model.hiddenShare(car, 55, List.of(bus, car))).isGreaterThan(0.9);
        Body nearCar = body(ObjectClass.CAR, 0, 40, 4.6);
        Body farBus = body(ObjectClass.BUS, 0, 60, 12);
        assertThat(model.hiddenShare(farBus, 60, List.of(nearCar, farBus))).isZero();
        int falses = 0;
        CameraModel dreaming = new CameraModel(camera(0.12), new Dice(1, "camera"));
        for (int i = 0; i < FRAMES; i++) {
            SensorFrame frame = frame(i);
            dreaming.see(List.of(), frame);
            falses += frame.detections().size();
        }
        assertThat((double) falses / FRAMES).isEqualTo(0.12, within(0.02));
    }

    @Test
    void shouldDriftLikeASatelliteFixAndFallSilentUnderADeck() {
        double[][] tunnel = {{-5, 1000}, {5, 1000}, {5, 2000}, {-5, 2000}};
        SceneMap map = new SceneMap(
                "s",
                0,
                1,
                30,
                106,
                110_000,
                96_000,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new SceneMap.Area(0, tunnel)));
        Moments error = new Moments();
        int sent = 0;
        for (int unit = 0; unit < 400; unit++) {
            OnBoardUnit one = new OnBoardUnit(map, new Dice(unit, "unit"), 0);
            for (int i = 0; i < 10; i++) {
                SensorFrame frame = one.send(body(ObjectClass.CAR, 0, 0, 4.6), i * 0.1);
                if (frame != null) {
                    sent++;
                    error.add((frame.detections().get(0).get("lat").asDouble() - 30) * 110_000);
                }
            }
        }
        assertThat(sent / 4000.0).isEqualTo(1 - OnBoardUnit.LOSS, within(0.015));
        assertThat(error.sigma()).isEqualTo(Math.sqrt(1.2 * 1.2 + 0.15 * 0.15), within(0.12));
        OnBoardUnit inside = new OnBoardUnit(map, new Dice(1, "unit"), 0);
        int heard = 0;
        for (int i = 0; i < 100; i++) {
            heard += inside.send(body(ObjectClass.CAR, 0, 1500, 4.6), i * 0.1) == null ? 0 : 1;
        }
        assertThat(heard).as("dead reckoning for 3 s").isBetween(20, 31);
    }

    /** Mean and spread of numbers. */
    private static final class Moments {
        private int count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        double mean() {
            return sum / count;
        }

        double sigma() {
            return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
        }
    }
}
