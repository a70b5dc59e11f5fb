package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.SignalStateDecoder;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.v2x.dayone.IntersectionState;
import io.roadgate.v2x.dayone.IntersectionStatusObject;
import io.roadgate.v2x.dayone.PhaseState;
import io.roadgate.v2x.dayone.SPAT;
import io.roadgate.v2x.message.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SPAT on the air and signals for the cloud, in virtual time. */
class SpatServiceTest {
    private static final int GREEN_MS = 12_000;
    private static final int YELLOW_MS = 3_000;
    private static final int RED_MS = 15_000;
    private static final int CYCLE_MS = GREEN_MS + YELLOW_MS + RED_MS;
    private static final int UNTOLD = Integer.MIN_VALUE;

    private final ServiceScene scene = new ServiceScene(RoadServices.SPAT);

    private static SignalLight lightAt(long ms, int greenMs) {
        long at = ms % (greenMs + YELLOW_MS + RED_MS);
        return at < greenMs
                ? SignalLight.PROTECTED_GREEN
                : at < greenMs + YELLOW_MS ? SignalLight.YELLOW : SignalLight.RED;
    }

    private static int leftMs(long ms) {
        long at = ms % CYCLE_MS;
        return (int) ((at < GREEN_MS ? GREEN_MS : at < GREEN_MS + YELLOW_MS ? GREEN_MS + YELLOW_MS : CYCLE_MS) - at);
    }

    /** The plan runs; the controller tells the light, and its time or not. */
    private void plan(long fromMs, long toMs, boolean isTimed) {
        for (long ms = fromMs; ms < toMs; ms += 100) {
            scene.runTo(ms);
            scene.signal(ServiceScene.SIGNAL_SENSOR, 1, lightAt(ms, GREEN_MS), isTimed ? leftMs(ms) : UNTOLD);
        }
    }

    private static PhaseState now(SPAT spat) {
        return spat.intersections().get(0).phases().get(0).phaseStates().get(0);
    }

    @Test
    void shouldTellTenTimesASecondWithCountAndTime() {
        plan(0, 5_000, true);
        List<SPAT> spats = scene.messages(MessageKind.SPAT, SPAT.class);
        assertThat(spats).hasSizeBetween(48, 52);
        SPAT first = spats.get(0);
        SPAT last = spats.get(spats.size() - 1);
        assertThat(last.msgCnt()).isEqualTo((first.msgCnt() + spats.size() - 1) % 128);
        assertThat(last.moy()).isZero(); // the scene begins with the year
        assertThat(last.timeStamp()).isBetween(4_850, 5_000);
        assertThat(last.intersections().get(0).intersectionId().id()).isEqualTo(ServiceScene.INTERSECTION);
        assertThat(now(last).light()).isEqualTo(SignalLight.PROTECTED_GREEN.value());
        assertThat(now(last).timing().counting().likelyEndTime()).isBetween(70, 72);
    }

    @Test
    void shouldCountDownAsThePlanDoesWhenTheControllerTellsNoTimes() {
        plan(0, 5L * CYCLE_MS, false);
        scene.outs.clear();
        plan(5L * CYCLE_MS, 6L * CYCLE_MS, false);
        int timed = 0;
        for (SPAT spat : scene.messages(MessageKind.SPAT, SPAT.class)) {
            long ms = spat.timeStamp() + spat.moy() * 60_000L;
            if (!now(spat).hasTiming()) {
                continue;
            }
            timed++;
            int left = now(spat).timing().counting().likelyEndTime() * 100;
            assertThat(left).as("at %d ms", ms).isCloseTo(leftMs(ms), within(200));
            assertThat(now(spat).timing().counting().timeConfidence()).isGreaterThanOrEqualTo(140);
        }
        assertThat(timed).isGreaterThan(280);
    }

    @Test
    void shouldBeLessSureOfAnActuatedGreenAndBoundIt() {
        int[] greens = {8_000, 15_000, 11_000, 20_000, 9_000, 13_000, 17_000, 10_000};
        long startMs = 0;
        for (int green : greens) {
            for (int ms = 0; ms < green + YELLOW_MS + RED_MS; ms += 100) {
                scene.runTo(startMs + ms);
                scene.signal(ServiceScene.SIGNAL_SENSOR, 1, lightAt(ms, green), UNTOLD);
            }
            startMs += green + YELLOW_MS + RED_MS;
        }
        scene.outs.clear();
        for (int ms = 0; ms < 1_000; ms += 100) {
            scene.runTo(startMs + ms);
            scene.signal(ServiceScene.SIGNAL_SENSOR, 1, SignalLight.PROTECTED_GREEN, UNTOLD);
        }
        List<SPAT> spats = scene.messages(MessageKind.SPAT, SPAT.class);
        var counting = now(spats.get(spats.size() - 1)).timing().counting();
        assertThat(counting.timeConfidence()).isBetween(1, 80); // below 0.4
        assertThat(counting.minEndTime()).isBetween(66, 90); // the first green began with the scene and does not count
        assertThat(counting.maxEndTime()).isBetween(185, 200);
        assertThat(counting.likelyEndTime()).isBetween(counting.minEndTime(), counting.maxEndTime());
    }

    @Test
    void shouldSayThatASilentControllerIsUnknownAndNotGuess() {
        plan(0, 40_000, true);
        scene.runTo(43_000);
        SPAT last = last();
        assertThat(now(last).light()).isEqualTo(SignalLight.UNAVAILABLE.value());
        assertThat(now(last).hasTiming()).isFalse();
        assertThat(IntersectionStatusObject.isSet(
                        last.intersections().get(0).status(),
                        IntersectionStatusObject.NO_VALID_SPATIS_AVAILABLE_AT_THIS_TIME))
                .isTrue();
        plan(43_000, 44_000, true);
        assertThat(now(last()).light()).isEqualTo(lightAt(43_900, GREEN_MS).value());
    }

    @Test
    void shouldNotChooseBetweenTwoControllersThatDiffer() {
        for (int ms = 0; ms < 3_000; ms += 100) {
            scene.runTo(ms);
            scene.signal(6, 1, SignalLight.RED, 9_000);
            scene.signal(7, 1, SignalLight.PROTECTED_GREEN, 9_000);
        }
        assertThat(now(last()).light()).isEqualTo(SignalLight.UNAVAILABLE.value());
        assertThat(trouble()).isEqualTo(2);
    }

    @Test
    void shouldNotBelieveProtectedGreensOfWaysThatCross() {
        for (int ms = 0; ms < 3_000; ms += 100) {
            scene.runTo(ms);
            scene.signal(6, 1, SignalLight.PROTECTED_GREEN, 9_000);
            scene.signal(6, 2, SignalLight.PROTECTED_GREEN, 9_000);
            scene.signal(6, 3, SignalLight.RED, 9_000);
        }
        IntersectionState good = last().intersections().get(0);
        assertThat(good.phases().get(0).phaseStates().get(0).light()).isEqualTo(SignalLight.PROTECTED_GREEN.value());
        for (int ms = 3_000; ms < 6_000; ms += 100) {
            scene.runTo(ms);
            scene.signal(6, 1, SignalLight.PROTECTED_GREEN, 9_000);
            scene.signal(6, 3, SignalLight.PROTECTED_GREEN, 9_000);
        }
        assertThat(now(last()).light()).isEqualTo(SignalLight.UNAVAILABLE.value());
    }

    @Test
    void shouldKeepTheLightAndDropATimeThatContradictsItself() {
        for (int ms = 0; ms < 2_000; ms += 100) {
            scene.runTo(ms);
            scene.signal(6, 1, SignalLight.RED, 5_000, 9_000, 12_000);
        }
        assertThat(now(last()).light()).isEqualTo(SignalLight.RED.value());
        assertThat(now(last()).hasTiming()).isFalse();
        assertThat(trouble()).isEqualTo(4);
    }

    private SPAT last() {
        List<SPAT> spats = scene.messages(MessageKind.SPAT, SPAT.class);
        return spats.get(spats.size() - 1);
    }

    private int trouble() {
        List<ServiceScene.Out> states = scene.records(SignalStateDecoder.TEMPLATE_ID);
        return new SignalStateDecoder()
                .wrapAndApplyHeader(states.get(states.size() - 1).record(), 0, new MessageHeaderDecoder())
                .phases()
                .next()
                .trouble();
    }
}
