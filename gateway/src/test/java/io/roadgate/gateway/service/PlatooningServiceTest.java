package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.PlatoonStateDecoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.message.MessageKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatooningServiceTest {
    private static final long LEADER = 0x1EAD;
    private static final long SECOND = 0x5EC;
    private static final long THIRD = 0x7D;
    private static final double[] WEST = Roads.at(-300, 0);
    private static final double[] EAST = Roads.at(300, 0);

    private CooperationScene scene = new CooperationScene(Roads.threeLanes(), 1);

    private Car platoon(double alongM, double mps, double gapM, double[]... path) {
        Car leader = scene.car(LEADER, alongM, mps, path).is(ParticipantClass.TRUCK);
        scene.car(SECOND, alongM - gapM, mps, path).is(ParticipantClass.TRUCK);
        scene.car(THIRD, alongM - 2 * gapM, mps, path).is(ParticipantClass.TRUCK);
        leader.says(s -> Asking.platoon(s, LEADER, LEADER, SECOND, THIRD));
        return leader;
    }

    @Test
    void shouldTellThePlatoonAndItsEnd() {
        Car leader = platoon(150, 20, 18, WEST, EAST);
        scene.run(5);
        PlatoonStateDecoder first = scene.platoons.get(0);
        assertThat(first.phase()).isEqualTo(EventPhase.RAISED);
        assertThat(first.leaderId()).isEqualTo(LEADER);
        assertThat(first.laneId()).isEqualTo(1);
        assertThat(first.spanM()).isBetween(36f, 46f);
        List<Long> members = new ArrayList<>();
        first.members().forEach(member -> members.add(member.vehicleId()));
        assertThat(members).containsExactly(LEADER, SECOND, THIRD);
        leader.speaks = s -> {};
        scene.run(4);
        assertThat(scene.platoons.get(scene.platoons.size() - 1).phase()).isEqualTo(EventPhase.ENDED);
    }

    @Test
    void shouldSendLeadersListsOnAsTheyWere() {
        platoon(150, 20, 18, WEST, EAST);
        scene.run(5);
        List<CLPMM> relayed = scene.all(MessageKind.CLPMM, CLPMM.class);
        assertThat(relayed.size()).isBetween(6, 8);
        CLPMM message = relayed.get(0);
        assertThat(message.id().idAsLong()).isEqualTo(LEADER);
        assertThat(message.leadingExt().memberList().count()).isEqualTo(3);
        assertThat(message.leadingExt().memberList().get(2).vid().idAsLong()).isEqualTo(THIRD);
        assertThat(message.leadingExt().openToJoin()).isTrue();
        assertThat(message.pid().length()).isEqualTo(17);
    }

    @Test
    void shouldAskOutWhoDrivesBetween() {
        platoon(150, 18, 30, WEST, EAST);
        Car stranger = scene.car(0x57, 135, 18, WEST, EAST);
        Car behind = scene.car(0xBE, 60, 18, WEST, EAST);
        scene.run(5);
        assertThat(stranger.wasEver(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(behind.heard).isEmpty();
    }

    @Test
    void shouldAskWhoWouldMergeIntoThePlatoonToComeAfterIt() {
        scene = new CooperationScene(Roads.ramp(), 1);
        platoon(130, 16, 20, WEST, Roads.at(0, 0), EAST);
        double rampM = Math.hypot(160, 48) + Math.hypot(60, 12);
        Car merging = scene.car(0x3E, rampM - 180, 16, Roads.at(-220, -60), Roads.at(-60, -12), Roads.at(0, 0), EAST);
        merging.isObeying = false;
        scene.run(4);
        assertThat(merging.wasEver(DriveBehavior.SLOW_DOWN)).isTrue();
        assertThat(scene.advices(Application.PLATOONING, 0x3E))
                .anyMatch(advice -> advice.reason() == AdviceReason.PLATOON_AHEAD && advice.partnerId() == LEADER);
    }

    @Test
    void shouldStopAPlatoonThatRedWouldCut() {
        scene = new CooperationScene(Roads.signalled(), 1);
        Car leader = platoon(400, 15, 30, WEST, Roads.at(200, 0));
        leader.isObeying = false;
        double[] left = {9.5};
        scene.run(3, () -> {
            left[0] -= 0.1;
            scene.light(3, SignalLight.PROTECTED_GREEN, left[0]);
        });
        assertThat(leader.wasEver(DriveBehavior.STOP)).isTrue();

        scene = new CooperationScene(Roads.signalled(), 1);
        Car early = platoon(400, 15, 30, WEST, Roads.at(200, 0));
        scene.run(3, () -> scene.light(3, SignalLight.PROTECTED_GREEN, 30));
        assertThat(early.wasEver(DriveBehavior.STOP)).isFalse();
        assertThat(scene.advices(Application.PLATOONING, LEADER)).isEmpty(); // guidance may tell it a speed
    }

    @Test
    void shouldNotBelieveASecondLeaderOrAForeignMember() {
        Car leader = platoon(150, 20, 18, WEST, EAST);
        scene.run(2);
        Asking.platoon(scene, 0xBAD, 0xBAD, SECOND);
        Asking.platoon(scene, SECOND, LEADER, THIRD);
        Asking.platoon(scene, LEADER, LEADER, LEADER);
        assertThat(scene.counted(GatewayCounter.CLPMM_CONTRADICTION)).isEqualTo(3);
        scene.run(0.3);
        assertThat(scene.platoons.get(scene.platoons.size() - 1).leaderId()).isEqualTo(LEADER);
        assertThat(leader.heard).isEmpty();
    }

    @Test
    void shouldOutliveLostMessages() {
        scene.lossShare = 0.4;
        platoon(150, 20, 18, WEST, EAST);
        scene.run(8);
        assertThat(scene.platoons).noneMatch(state -> state.phase() == EventPhase.ENDED);
        assertThat(scene.platoons).isNotEmpty();
    }
}
