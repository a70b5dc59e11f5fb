package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.SpeedAction;
import io.roadgate.gateway.record.SpeedAdviceDecoder;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.v2x.dayone.Link;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.MapData;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.uper.BitString;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MAP on the air and guidance of one vehicle, in virtual time. */
class MapAndGuidanceTest {
    private static final long CAR = 0x1122_3344_5566_7788L;

    private final ServiceScene scene = new ServiceScene(RoadServices.CONTROL, RoadServices.MAP, RoadServices.GUIDANCE);

    /** A car comes from the south at a steady speed while phase 1 and 2 show red, then green. */
    private void drive(double eastM, double mps, long fromMs, long toMs, long greenAtMs) {
        for (long ms = fromMs; ms < toMs; ms += 100) {
            scene.runTo(ms);
            boolean isRed = ms < greenAtMs;
            int left = (int) (isRed ? greenAtMs - ms : greenAtMs + 20_000 - ms);
            SignalLight light = isRed ? SignalLight.RED : SignalLight.PROTECTED_GREEN;
            scene.signal(6, 1, light, left);
            scene.signal(6, 2, light, left);
            scene.bsm(CAR, eastM, -180 + mps * ms / 1000, 0, mps);
        }
    }

    private List<VehicleCoordination> guided() {
        return scene.messages(MessageKind.RSC, RoadsideCoordination.class).stream()
                .filter(RoadsideCoordination::hasCoordinates)
                .map(rsc -> rsc.coordinates().get(0))
                .toList();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    @Test
    void shouldTellTheMapOnceASecondWithItsLinksLanesAndPhases() {
        scene.runTo(3_500);
        List<MapData> maps = scene.messages(MessageKind.MAP, MapData.class);
        MapData junction = maps.stream()
                .filter(map -> map.nodes().get(0).id().id() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(maps.stream()
                        .filter(map -> map.nodes().get(0).id().id() == 2)
                        .count())
                .isEqualTo(4);
        assertThat(last(maps).msgCnt()).isEqualTo((maps.get(0).msgCnt() + maps.size() - 1) % 128);
        assertThat(junction.timeStamp()).isZero();
        Link south = junction.nodes().get(0).inLinks().get(0);
        assertThat(south.upstreamNodeId().id()).isEqualTo(1);
        assertThat(south.linkWidth()).isEqualTo(700);
        assertThat(south.lanes().count()).isEqualTo(2);
        assertThat(south.lanes().get(0).connectsTo().count()).isEqualTo(2);
        assertThat(south.lanes().get(0).connectsTo().get(0).phaseId()).isEqualTo(1);
        assertThat(south.lanes().get(0).connectsTo().get(0).remoteIntersection().id())
                .isEqualTo(3);
        assertThat(south.points().count()).isGreaterThan(10);
        assertThat(south.speedLimits().get(0).speed()).isEqualTo(694);
    }

    @Test
    void shouldSlowOneDownWhoWouldComeTooEarly() {
        drive(0, 12, 0, 3_000, 20_000);
        SpeedAdviceDecoder advice = advice();
        assertThat(advice.action()).isEqualTo(SpeedAction.SLOW_DOWN);
        // The line lies 195 m along; the car began 20 m along, its front half its length further.
        double atS = (advice.atNs() - ServiceScene.START_NS) / 1e9;
        double ahead = 195 - (20 + 12 * atS) - 2.3;
        assertThat((double) advice.distanceM()).isCloseTo(ahead, within(4.0));
        assertThat((double) advice.mostMps()).isCloseTo(ahead / (20 - atS + 1), within(0.6));
        VehicleCoordination told = last(guided());
        assertThat(told.vehId().idAsLong()).isEqualTo(CAR);
        BitString bits = told.driveSuggestion().suggestion();
        assertThat(bits.isSet(DriveBehavior.SLOW_DOWN)).isTrue();
        assertThat(told.pathGuidance().get(0).speed() * 0.02).isBetween(5.4, 9.0);
    }

    @Test
    void shouldTellOneToStopWhoCannotReachAnyGreen() {
        drive(0, 12, 0, 3_000, 120_000);
        assertThat(advice().action()).isEqualTo(SpeedAction.STOP);
        assertThat(last(guided()).driveSuggestion().suggestion().isSet(DriveBehavior.STOP))
                .isTrue();
        assertThat(last(guided()).pathGuidance().get(0).speed()).isZero();
    }

    @Test
    void shouldLetOneKeepASpeedThatMeetsGreen() {
        drive(0, 8, 0, 3_000, 10_000);
        assertThat(advice().action()).isEqualTo(SpeedAction.KEEP);
    }

    @Test
    void shouldSayNothingOfSpeedWhenTheControllerIsSilent() {
        drive(0, 12, 0, 3_000, 20_000);
        scene.outs.clear();
        for (long ms = 3_000; ms < 8_000; ms += 100) {
            scene.runTo(ms);
            scene.bsm(CAR, 0, -180 + 12.0 * ms / 1000, 0, 12);
        }
        scene.outs.removeIf(out -> out.atNs() < ServiceScene.START_NS + 5_500 * ServiceScene.MS);
        assertThat(guided()).isEmpty();
        assertThat(scene.records(SpeedAdviceDecoder.TEMPLATE_ID)).isEmpty();
    }

    @Test
    void shouldSendOneWhoWantsToTurnRightToTheRightLane() {
        drive(0, 8, 0, 1_000, 20_000);
        wish(DriveBehavior.INTERSECTION_TURN_RIGHT);
        drive(0, 8, 1_000, 3_000, 20_000);
        VehicleCoordination told = last(guided());
        assertThat(told.driveSuggestion().suggestion().isSet(DriveBehavior.LANE_CHANGING_TO_RIGHT))
                .isTrue();
        assertThat(told.driveSuggestion().suggestion().isSet(DriveBehavior.INTERSECTION_TURN_RIGHT))
                .isTrue();
        assertThat(told.driveSuggestion().relatedLink().upstreamNodeId().id()).isEqualTo(1);
    }

    @Test
    void shouldSuggestADetourWhenTheExitIsClosed() {
        drive(0, 8, 0, 1_000, 20_000);
        wish(DriveBehavior.INTERSECTION_TURN_RIGHT);
        scene.command("{\"commandId\":3,\"kind\":2,\"ttlS\":600,\"lanes\":[41]}");
        drive(0, 8, 1_000, 3_000, 20_000);
        BitString bits = last(guided()).driveSuggestion().suggestion();
        assertThat(bits.isSet(DriveBehavior.INTERSECTION_TURN_RIGHT)).isFalse();
        assertThat(bits.isSet(DriveBehavior.INTERSECTION_STRAIGHT_THROUGH)).isTrue();
        assertThat(last(guided())
                        .driveSuggestion()
                        .relatedLink()
                        .downstreamNodeId()
                        .id())
                .isEqualTo(3);
    }

    @Test
    void shouldSendOneOutOfALaneThatIsClosed() {
        drive(0, 8, 0, 1_000, 20_000);
        scene.command("{\"commandId\":3,\"kind\":2,\"ttlS\":600,\"lanes\":[1]}");
        drive(0, 8, 1_000, 3_000, 20_000);
        assertThat(last(guided()).driveSuggestion().suggestion().isSet(DriveBehavior.LANE_CHANGING_TO_RIGHT))
                .isTrue();
    }

    @Test
    void shouldGuideOneToTheLaneThatTheCentreWants() {
        drive(0, 8, 0, 1_500, 20_000);
        scene.command("{\"commandId\":8,\"kind\":\"guide\",\"ttlS\":60,\"lanes\":[31],\"vehicleId\":\""
                + Long.toUnsignedString(CAR) + "\"}");
        drive(0, 8, 1_500, 3_000, 20_000);
        BitString bits = last(guided()).driveSuggestion().suggestion();
        assertThat(bits.isSet(DriveBehavior.INTERSECTION_TURN_LEFT)).isTrue();
        assertThat(bits.isSet(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isFalse();
    }

    private void wish(int bit) {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        VehIntentionAndRequest vir = codec.use(MessageKind.VIR, VehIntentionAndRequest.class);
        vir.msgCnt(1).secMark(1_000);
        vir.id().idAsLong(CAR);
        vir.refPos().lat(297_000_000).long_(1_066_000_000);
        BitString behaviour = vir.intAndReq().useCurrentBehavior();
        behaviour.set(DriveBehavior.PARKING, false);
        behaviour.set(bit, true);
        scene.uplink(codec);
    }

    private SpeedAdviceDecoder advice() {
        return scene.records(SpeedAdviceDecoder.TEMPLATE_ID).stream()
                .map(out -> new SpeedAdviceDecoder().wrapAndApplyHeader(out.record(), 0, new MessageHeaderDecoder()))
                .filter(advice -> advice.vehicleId() == CAR)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
