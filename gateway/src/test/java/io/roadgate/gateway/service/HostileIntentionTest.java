package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.daytwo.DriveRequest;
import io.roadgate.v2x.daytwo.ReqClearTheWay;
import io.roadgate.v2x.daytwo.ReqStatus;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** VIR that decode and yet cannot be meant. */
class HostileIntentionTest {
    private static final long CAR = 0xC0FFEE;
    private static final double[] PLACE = {0, 0};

    private final SiteMap map = Roads.threeLanes();
    private final LaneNames names = new LaneNames(map);
    private final CooperationScene scene = new CooperationScene(map, 1);

    private void say(Consumer<VehIntentionAndRequest> what) {
        Asking.intention(scene, CAR, PLACE, what);
    }

    private void expect(GatewayCounter counter, Consumer<VehIntentionAndRequest> what) {
        long before = scene.counted(counter);
        scene.nowNs += 100 * CooperationScene.MS;
        say(what);
        assertThat(scene.counted(counter)).as(counter.label()).isEqualTo(before + 1);
        assertThat(scene.counted(GatewayCounter.AGENT_ERRORS)).isZero();
    }

    @Test
    void shouldCountWhyAMessageCannotBeMeant() {
        scene.run(1);
        expect(GatewayCounter.VIR_PLACE, vir -> vir.id().idAsLong(0));
        expect(GatewayCounter.VIR_PLACE, vir -> vir.refPos().lat(900_000_001));
        expect(GatewayCounter.VIR_PLACE, vir -> vir.refPos().lat(0).long_(0));
        expect(GatewayCounter.VIR_TIME, vir -> vir.secMark((vir.secMark() + 30_000) % 60_000));
        expect(GatewayCounter.VIR_CONTRADICTION, vir -> {
            vir.intAndReq().useCurrentBehavior().set(DriveBehavior.LANE_CHANGING_TO_LEFT);
            vir.intAndReq().currentBehavior().set(DriveBehavior.LANE_CHANGING_TO_RIGHT);
        });
        expect(GatewayCounter.VIR_CONTRADICTION, vir -> {
            vir.intAndReq()
                    .usePathPlanning()
                    .add()
                    .estimatedTime(300)
                    .pos()
                    .offsetLL()
                    .usePositionLL1();
            vir.intAndReq()
                    .pathPlanning()
                    .add()
                    .estimatedTime(100)
                    .pos()
                    .offsetLL()
                    .usePositionLL1();
        });
        expect(GatewayCounter.VIR_CONTRADICTION, vir -> {
            request(vir, 1, 1).useInfo().useSensorSharing().detectArea().add().pathRadius(10);
            vir.intAndReq()
                    .reqs()
                    .get(0)
                    .info()
                    .sensorSharing()
                    .detectArea()
                    .get(0)
                    .activePath()
                    .add()
                    .offsetLL()
                    .usePositionLL1();
            vir.intAndReq()
                    .reqs()
                    .get(0)
                    .info()
                    .sensorSharing()
                    .detectArea()
                    .get(0)
                    .activePath()
                    .add()
                    .offsetLL()
                    .usePositionLL1();
            lane(vir, 1, names.upstreamId(0), 2);
        });
        expect(GatewayCounter.VIR_CONTRADICTION, vir -> request(vir, 2, ReqStatus.REQUEST));
        expect(GatewayCounter.VIR_LANE, vir -> lane(vir, 3, names.upstreamId(0), 9));
        expect(GatewayCounter.VIR_LANE, vir -> lane(vir, 4, 4_711, 1));
        expect(GatewayCounter.VIR_TIME, vir -> {
            ReqClearTheWay way = request(vir, 5, ReqStatus.REQUEST).useInfo().useClearTheWay();
            way.upstreamNode().id(names.upstreamId(0));
            way.downstreamNode().id(names.downstreamId(0));
            way.targetLane(1);
            way.useTEnd().year(2025).month(12).day(31).hour(23).minute(59);
        });
        scene.run(1);
        assertThat(scene.advices).allMatch(advice -> advice.vehicleId() == CAR);
    }

    private static DriveRequest request(VehIntentionAndRequest vir, int id, int status) {
        DriveRequest request = (vir.intAndReq().hasReqs()
                        ? vir.intAndReq().reqs()
                        : vir.intAndReq().useReqs())
                .add();
        return request.reqID(id).status(status);
    }

    private void lane(VehIntentionAndRequest vir, int id, int upstream, int lane) {
        var change = request(vir, id, ReqStatus.REQUEST).useInfo().useLaneChange();
        change.upstreamNode().id(upstream);
        change.downstreamNode().id(names.downstreamId(0));
        change.targetLane(lane);
    }

    @Test
    void shouldNotBelieveAPlaceWhereTheTrackIsNot() {
        scene.car(CAR, 100, 10, Roads.at(-300, 0), Roads.at(300, 0));
        scene.run(2);
        Asking.behaviour(scene, CAR, new double[] {200, 0}, DriveBehavior.RAMP_IN);
        assertThat(scene.counted(GatewayCounter.VIR_CONTRADICTION)).isEqualTo(1);
    }

    @Test
    void shouldTakeARepetitionAndAnOvertakenMessageForNothing() {
        scene.run(1);
        say(vir -> vir.intAndReq().useCurrentBehavior().set(DriveBehavior.RAMP_IN));
        long heard = scene.counted(GatewayCounter.VIR_HEARD);
        say(vir -> vir.msgCnt(5).secMark(vir.secMark() - 500));
        assertThat(scene.counted(GatewayCounter.VIR_HEARD)).isEqualTo(heard + 1);
        assertThat(scene.counted(GatewayCounter.VIR_CONTRADICTION)).isZero();
    }

    @Test
    void shouldRefuseNotAdmireAFlood() {
        scene.run(1);
        for (int i = 0; i < 400; i++) {
            Asking.behaviour(scene, 1 + i, PLACE, DriveBehavior.RAMP_IN);
        }
        assertThat(scene.counted(GatewayCounter.VIR_FULL)).isEqualTo(144);
        scene.run(3);
        Asking.behaviour(scene, 1_000, PLACE, DriveBehavior.RAMP_IN);
        assertThat(scene.counted(GatewayCounter.VIR_FULL)).isEqualTo(144);
    }

    @Test
    void shouldSurviveAnyOctetsThatDecode() {
        Random random = new Random(7);
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        UnsafeBuffer wire = new UnsafeBuffer(new byte[4_096]);
        scene.car(CAR, 100, 10, Roads.at(-300, 0), Roads.at(300, 0));
        scene.run(2);
        for (int round = 0; round < 20_000; round++) {
            VehIntentionAndRequest vir = codec.use(MessageKind.VIR, VehIntentionAndRequest.class);
            vir.id().idAsLong(random.nextInt(4) == 0 ? CAR : random.nextInt(500));
            vir.secMark(scene.secMark()).refPos().lat(297_000_000).long_(1_066_000_000 + random.nextInt(2_000));
            lane(vir, random.nextInt(256), random.nextInt(8), 1 + random.nextInt(4));
            int length = codec.encode(wire, 0);
            byte[] octets = new byte[length];
            wire.getBytes(0, octets);
            int flips = random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                octets[4 + random.nextInt(length - 4)] ^= (byte) (1 << random.nextInt(8));
            }
            scene.uplink(MessageKind.VIR, octets);
            if (round % 400 == 0) {
                scene.run(0.1);
            }
        }
        scene.run(3);
        assertThat(scene.counted(GatewayCounter.AGENT_ERRORS)).isZero();
        assertThat(scene.counted(GatewayCounter.SERVICE_UNENCODED)).isZero();
        assertThat(scene.counted(GatewayCounter.SERVICE_UNDECODED)).isPositive();
    }
}
