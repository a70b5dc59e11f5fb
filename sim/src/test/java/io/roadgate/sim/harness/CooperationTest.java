package io.roadgate.sim.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.FusionAgent;
import io.roadgate.gateway.publish.PublishAgent;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.TickEncoder;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.gateway.ring.RecordRing;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sim.device.OnBoardUnit;
import io.roadgate.sim.device.OnBoardUnit.LaneName;
import io.roadgate.sim.device.RsuEmulator;
import io.roadgate.sim.traffic.Identity;
import io.roadgate.sim.traffic.LanePoint;
import io.roadgate.sim.traffic.ParticipantKind;
import io.roadgate.sim.traffic.PlateColour;
import io.roadgate.sim.traffic.SteeredRoad;
import io.roadgate.sim.traffic.SteeredVehicle;
import io.roadgate.v2x.daytwo.DriveBehavior;
import io.roadgate.v2x.message.MessageKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Vehicles ask over the air, the gateway answers over the air, and the vehicles do it: UPER in datagrams both ways, the
 * real driver, fusion and publisher, in virtual time.
 */
class CooperationTest {
    private static final long START_NS = 1_795_000_000_000_000_000L;
    private static final long STEP_NS = 50_000_000L;
    private static final SitePlane PLANE = new SitePlane(29.70, 106.60, 245);
    private static final List<LanePoint> STRAIGHT =
            List.of(new LanePoint(-300, 0, 0), new LanePoint(0, 0, 0), new LanePoint(300, 0, 0));
    private static final List<LanePoint> RAMP = List.of(
            new LanePoint(-220, -60, 0), new LanePoint(-60, -12, 0), new LanePoint(0, 0, 0), new LanePoint(300, 0, 0));

    private final SteeredRoad road = new SteeredRoad(START_NS);
    private final Counters counters = new Counters(List.of("rsu"));
    private final ByteBuffer bytes = ByteBuffer.allocate(16_384);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private DatagramChannel uplink;
    private RsuEmulator rsu;
    private SensorDriver driver;
    private ObservationRing observations;
    private RecordRing ticks;
    private RecordRing journal;
    private FusionAgent fusion;
    private PublishAgent publish;
    private long nowNs = START_NS;
    private int vehicles;

    @BeforeEach
    void open() throws IOException {
        uplink = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        uplink.configureBlocking(false);
        rsu = new RsuEmulator("rsu", (InetSocketAddress) uplink.getLocalAddress(), 0, PLANE, 3);
        rsu.start();
    }

    @AfterEach
    void close() throws IOException {
        if (publish != null) {
            publish.onClose();
        }
        rsu.close();
        uplink.close();
    }

    private void gateway(SiteMap map) {
        Settings rsuSettings = new Settings(DriverKind.RSU.settings(), Map.of("set", "day2"));
        GatewayConfig config = config(map, rsuSettings);
        observations = new ObservationRing(1 << 20);
        ticks = new RecordRing(1 << 16);
        journal = new RecordRing(1 << 22);
        RecordRing outbound = new RecordRing(1 << 22);
        RecordRing inbound = new RecordRing(1 << 16);
        driver = DriverKind.RSU.create(new DriverContext(
                1,
                PLANE,
                SensorMount.NONE,
                rsuSettings,
                observations.sink(1, counters),
                counters.faultSink(1),
                (sent, offset, length) -> false));
        fusion = new FusionAgent(
                config, START_NS, 1, counters, ticks, List.of(observations), inbound, outbound, journal);
        publish = PublishAgent.dry(
                config,
                counters,
                () -> nowNs,
                () -> nowNs,
                outbound,
                new RecordRing(1 << 16),
                inbound,
                new RecordRing(1 << 16),
                text -> text.append("{}"));
        publish.onStart();
    }

    private GatewayConfig config(SiteMap map, Settings rsuSettings) {
        Map<String, Settings> services = new HashMap<>();
        RoadsideGateway.declarations()
                .services()
                .forEach((key, declared) -> services.put(key, Settings.defaults(declared)));
        return new GatewayConfig(
                "",
                new GatewayConfig.Site("air", 7, 29.70, 106.60, 245),
                new GatewayConfig.Threading(GatewayConfig.ThreadingMode.INVOKER, GatewayConfig.IdleMode.BACKOFF, 1),
                new GatewayConfig.Rings(1 << 20, 1 << 22, 1 << 22, 1 << 16),
                new GatewayConfig.Mqtt(
                        URI.create("tcp://127.0.0.1:1"), "t", "", "", 10, GatewayConfig.PayloadFormat.PROTOBUF, 10),
                List.of(new Sensor(1, "rsu", DriverKind.RSU, rsuSettings, null, null, SensorMount.NONE)),
                Optional.of(new GatewayConfig.Rsu(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), rsu.port()),
                        0x0102030405060708L,
                        Settings.defaults(LengthFraming.SETTINGS))),
                map,
                Settings.defaults(Tracker.SETTINGS),
                Map.of(),
                services,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.defaults(ClockWatch.SETTINGS));
    }

    private SteeredVehicle vehicle(List<LanePoint> line, double alongM, double lateralM, double mps) {
        vehicles++;
        String id = "CO%06d".formatted(vehicles);
        return road.add(new SteeredVehicle(
                new Identity(vehicles, ParticipantKind.CAR, "", PlateColour.BLUE, "", id),
                line,
                alongM,
                lateralM,
                mps));
    }

    private OnBoardUnit unit(SteeredVehicle vehicle) {
        OnBoardUnit unit = new OnBoardUnit(vehicle.identity().bsmId(), new OnBoardUnit.Driver() {
            @Override
            public void drive(double speedMps) {
                vehicle.drive(speedMps);
            }

            @Override
            public void change(int side) {
                vehicle.change(side);
            }
        });
        rsu.equip(unit);
        return unit;
    }

    private void run(double seconds, Runnable look) throws IOException {
        TickEncoder tick = new TickEncoder();
        UnsafeBuffer tickRecord =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH]);
        for (long endNs = nowNs + (long) (seconds * 1e9); nowNs < endNs; ) {
            nowNs += STEP_NS;
            road.advance(STEP_NS);
            rsu.step(road.truth());
            while (uplink.receive(bytes.clear()) != null) {
                driver.onFrame(buffer, 0, bytes.position(), nowNs);
            }
            tick.wrapAndApplyHeader(tickRecord, 0, new MessageHeaderEncoder()).nowNs(nowNs);
            ticks.offer(TickEncoder.TEMPLATE_ID, tickRecord, 0, tickRecord.capacity());
            while (fusion.doWork() > 0) {
                journal.drain((templateId, record, offset, length) -> {}, Integer.MAX_VALUE);
            }
            while (publish.doWork() > 0) {
                // until all is said
            }
            look.run();
        }
    }

    private static LaneDraft lane(int id, double... places) {
        List<double[]> points = new java.util.ArrayList<>();
        for (int i = 0; i < places.length; i += 2) {
            points.add(new double[] {places[i], places[i + 1]});
        }
        return LaneDraft.of(id, LaneKind.DRIVING, 3.5, 25, points);
    }

    private static SiteMap twoLanes() {
        return SiteMap.of(List.of(lane(1, -300, 0, 300, 0), lane(2, -300, -3.5, 300, -3.5)));
    }

    private static LaneName name(SiteMap map, int id) {
        LaneNames names = new LaneNames(map);
        int lane = map.indexOf(id);
        return new LaneName(names.upstreamId(lane), names.downstreamId(lane), names.number(lane));
    }

    private void expectCleanAir() {
        assertThat(rsu.received()).doesNotContainKey("unreadable");
        assertThat(counters.faults(1, FrameFault.UPER_MALFORMED)).isZero();
        assertThat(counters.get(GatewayCounter.SERVICE_UNDECODED)).isZero();
        assertThat(counters.get(GatewayCounter.RECORD_UNKNOWN)).isZero();
        assertThat(counters.get(GatewayCounter.AGENT_ERRORS)).isZero();
    }

    @Test
    void shouldBringAVehicleIntoTheNextLaneInFrontOfOneThatMakesRoom() throws IOException {
        SiteMap map = twoLanes();
        gateway(map);
        SteeredVehicle ego = vehicle(STRAIGHT, 60, 0, 15);
        SteeredVehicle other = vehicle(STRAIGHT, 45, 3.5, 16);
        unit(other);
        OnBoardUnit unit = unit(ego);
        run(2, () -> {});
        unit.wishLane(name(map, 2));
        double[] least = {1e9};
        run(14, () -> {
            if (Math.abs(ego.lateralM() - other.lateralM()) < 2.2) {
                least[0] = Math.min(least[0], Math.abs(ego.alongM() - other.alongM()));
            }
        });
        assertThat(ego.lateralM()).isGreaterThan(3);
        assertThat(unit.wasTold(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(least[0]).isGreaterThan(20);
        assertThat(counters.get(GatewayCounter.ADVICE_COMPLETED)).isPositive();
        expectCleanAir();
    }

    @Test
    void shouldLetTwoRunIntoOneLaneWithoutMeeting() throws IOException {
        SiteMap map =
                SiteMap.of(List.of(lane(1, -300, 0, 0, 0), lane(2, 0, 0, 300, 0), lane(3, -220, -60, -60, -12, 0, 0)));
        gateway(map);
        double rampM = Math.hypot(160, 48) + Math.hypot(60, 12);
        SteeredVehicle ramp = vehicle(RAMP, rampM - 190, 0, 16);
        SteeredVehicle main = vehicle(STRAIGHT, 300 - 190, 0, 16);
        unit(main);
        OnBoardUnit unit = unit(ramp).intend(DriveBehavior.RAMP_IN);
        double[] least = {1e9};
        run(20, () -> {
            if (ramp.alongM() > rampM - 10 && main.alongM() > 290) {
                least[0] = Math.min(least[0], Math.abs(ramp.alongM() - rampM - (main.alongM() - 300)));
            }
        });
        assertThat(unit.suggestionCount()).isPositive();
        assertThat(least[0]).isGreaterThan(20);
        assertThat(ramp.alongM()).isGreaterThan(rampM);
        assertThat(main.alongM()).isGreaterThan(300);
        expectCleanAir();
    }

    @Test
    void shouldClearTheWayOfAnAmbulance() throws IOException {
        SiteMap map = twoLanes();
        gateway(map);
        SteeredVehicle ambulance = vehicle(STRAIGHT, 20, 0, 20);
        SteeredVehicle ahead = vehicle(STRAIGHT, 140, 0, 12);
        unit(ambulance).emergency().wishWay(name(map, 1));
        OnBoardUnit unit = unit(ahead);
        run(9, () -> {});
        assertThat(unit.wasTold(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(ahead.lateralM()).isGreaterThan(3);
        assertThat(rsu.received()).containsKeys("RSC", "SSM");
        expectCleanAir();
    }

    @Test
    void shouldSendAPlatoonsListOnAndAskAStrangerOut() throws IOException {
        SiteMap map = twoLanes();
        gateway(map);
        SteeredVehicle leader = vehicle(STRAIGHT, 160, 0, 15);
        SteeredVehicle stranger = vehicle(STRAIGHT, 138, 0, 15);
        SteeredVehicle tail = vehicle(STRAIGHT, 116, 0, 15);
        unit(leader)
                .lead("PLATOON-1", leader.identity().bsmId(), tail.identity().bsmId());
        OnBoardUnit unit = unit(stranger);
        run(8, () -> {});
        assertThat(rsu.received()).containsKey("CLPMM");
        assertThat(rsu.lastReceived(MessageKind.CLPMM)).isPresent();
        assertThat(unit.wasTold(DriveBehavior.LANE_CHANGING_TO_RIGHT)).isTrue();
        assertThat(stranger.lateralM()).isGreaterThan(3);
        expectCleanAir();
    }
}
