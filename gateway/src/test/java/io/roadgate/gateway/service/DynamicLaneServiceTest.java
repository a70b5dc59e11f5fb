package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.V2xMessageDecoder;
import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.roadmap.Placements;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.daytwo.CoordinationInfo;
import io.roadgate.v2x.daytwo.LaneCoordination;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.units.WireUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamicLaneServiceTest {
    private final SiteMap map = Roads.threeLanes();
    private final ActiveMap active = new ActiveMap(map);
    private final SignalBoard lights = new SignalBoard();
    private final ServiceGround ground = new ServiceGround(active, lights);
    private final SitePlane plane = TestSite.plane();
    private final Counters counters = new Counters(List.of("radar", "camera", "rsu"));
    private final List<RoadsideCoordination> sent = new ArrayList<>();
    private final RoadPicture picture =
            new RoadPicture(new TrackTable(1), active, new Placements(TrackTable.CAPACITY), lights);
    private final SharedDesk shared;
    private final DynamicLaneService service;
    private long nowNs = TestSite.START_NS;

    DynamicLaneServiceTest() {
        GatewayConfig config = CooperationScene.config(map, Map.of());
        ServiceOutputs outputs = new ServiceOutputs(config, counters, nowNs, (templateId, buffer, offset, length) -> {
            V2xMessageDecoder message =
                    new V2xMessageDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            byte[] octets = new byte[message.octetsLength()];
            message.getOctets(octets, 0, octets.length);
            sent.add(CooperationScene.read(octets, RoadsideCoordination.class));
        });
        shared = SharedDesk.of(ground.names(), plane, outputs, counters, nowNs);
        service = new DynamicLaneService(new ServiceContext(
                config,
                Settings.defaults(RoadServices.DYNAMIC_LANES.settings()),
                ground,
                plane,
                outputs,
                counters,
                nowNs,
                shared));
    }

    private void run(double seconds) {
        for (int i = 0; i < seconds * 20; i++) {
            nowNs += 50_000_000L;
            picture.at(nowNs);
            picture.refresh();
            shared.beforeSweep(picture, ground.names(), nowNs);
            service.onSweep(picture, nowNs);
            shared.afterSweep(picture, nowNs);
        }
    }

    @Test
    void shouldTellClosedAndLimitedLanesAsLongAsTheOrderHolds() {
        run(1);
        assertThat(sent).isEmpty();
        ground.controls().close(2);
        ground.controls().limit(0, 11.1f);
        run(2);
        assertThat(sent.size()).isBetween(18, 22);
        RoadsideCoordination rsc = sent.get(sent.size() - 1);
        assertThat(rsc.hasCoordinates()).isFalse();
        assertThat(rsc.laneCoordinates().count()).isEqualTo(2);
        LaneCoordination limited = rsc.laneCoordinates().get(0);
        assertThat(limited.info().isSet(CoordinationInfo.DYNAMIC_LANE_MANAGEMENT))
                .isTrue();
        assertThat(limited.info().isSet(CoordinationInfo.LANE_RESTRICTION)).isFalse();
        assertThat(WireUnits.speedMps(limited.recommendedSpeed())).isBetween(11f, 11.2f);
        LaneCoordination closed = rsc.laneCoordinates().get(1);
        assertThat(closed.info().isSet(CoordinationInfo.LANE_RESTRICTION)).isTrue();
        assertThat(closed.hasRecommendedSpeed()).isFalse();
        ground.controls().clear();
        run(2);
        int count = sent.size();
        run(1);
        assertThat(sent).hasSize(count);
    }
}
