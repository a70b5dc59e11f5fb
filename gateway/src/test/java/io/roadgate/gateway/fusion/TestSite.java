package io.roadgate.gateway.fusion;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.IdleMode;
import io.roadgate.gateway.config.GatewayConfig.Mqtt;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.config.GatewayConfig.Rings;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.config.GatewayConfig.Site;
import io.roadgate.gateway.config.GatewayConfig.Threading;
import io.roadgate.gateway.config.GatewayConfig.ThreadingMode;
import io.roadgate.gateway.config.GatewayConfig.Toll;
import io.roadgate.gateway.config.GatewayConfig.TollPoint;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.Tracker;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A straight road to the north with a crosswalk, a toll lane and a deck above it, seen by four sensors. */
public final class TestSite {
    /** Start of every test: 2026-01-01. */
    public static final long START_NS = 1_767_225_600_000_000_000L;
    /** Radar looking north. */
    public static final int RADAR = 1;
    /** Camera that gives ground positions. */
    public static final int CAMERA = 2;
    /** Receiver of BSM. */
    public static final int OBU = 3;
    /** ETC antenna over the toll lane. */
    public static final int ANTENNA = 4;
    /** Second radar, beside the road, looking west. */
    public static final int SIDE_RADAR = 5;
    /** Lane numbers. */
    public static final int LEFT_LANE = 1;

    /** Lane to the right of the left one. */
    public static final int RIGHT_LANE = 2;
    /** Lane for people. */
    public static final int CROSSWALK = 3;
    /** Lane under the antenna. */
    public static final int TOLL_LANE = 4;
    /** Lane above the left one. */
    public static final int UPPER_LANE = 5;
    /** East of the toll lane. */
    public static final double TOLL_EAST_M = 20;
    /** Class that has no price. */
    public static final int UNPRICED_CLASS = 0x16;

    private static final SensorMount RADAR_MOUNT = new SensorMount(0, -20, 6, 0, 0);
    private static final SensorMount SIDE_MOUNT = new SensorMount(80, 100, 6, -Math.PI / 2, 0);
    private static final SensorMount ANTENNA_MOUNT = new SensorMount(TOLL_EAST_M, 50, 5, 0, 0);

    private TestSite() {}

    /** The plane of the site. */
    public static SitePlane plane() {
        return new SitePlane(29.70, 106.60, 245);
    }

    /** Counters for its sensors. */
    public static Counters counters() {
        return new Counters(List.of("radar", "camera", "obu", "antenna", "side"));
    }

    /** Mount of a sensor. */
    public static SensorMount mount(int sensorId) {
        return config().sensors().get(sensorId - 1).mount();
    }

    /** Its configuration with all defaults. */
    public static GatewayConfig config() {
        return config(Map.of());
    }

    /** Its configuration with settings of hazard rules. */
    public static GatewayConfig config(Map<String, Settings> hazards) {
        List<Sensor> sensors = List.of(
                sensor(RADAR, RADAR_MOUNT),
                sensor(CAMERA, new SensorMount(0, -20, 6, 0, 0)),
                sensor(OBU, SensorMount.NONE),
                sensor(ANTENNA, ANTENNA_MOUNT),
                sensor(SIDE_RADAR, SIDE_MOUNT));
        List<LaneDraft> lanes = List.of(
                lane(LEFT_LANE, LaneKind.DRIVING, 0, 0, 0),
                lane(RIGHT_LANE, LaneKind.DRIVING, 0, 3.5, 0),
                LaneDraft.of(CROSSWALK, LaneKind.CROSSWALK, 4, 2, List.of(p(-6, 100, 0), p(10, 100, 0))),
                lane(TOLL_LANE, LaneKind.TOLL, 0, TOLL_EAST_M, 0),
                lane(UPPER_LANE, LaneKind.DRIVING, 1, 0, 8));
        return new GatewayConfig(
                "",
                new Site("test", 7, 29.70, 106.60, 245),
                new Threading(ThreadingMode.INVOKER, IdleMode.BACKOFF, 1),
                new Rings(1 << 20, 1 << 20, 1 << 20, 1 << 16),
                new Mqtt(URI.create("tcp://localhost:1883"), "t", "", "", 10, PayloadFormat.PROTOBUF, 10),
                sensors,
                Optional.empty(),
                SiteMap.of(lanes),
                Settings.defaults(Tracker.SETTINGS),
                hazards,
                Map.of(),
                Optional.of(new Toll(List.of(new TollPoint(TOLL_LANE, ANTENNA)), 3, Map.of(1, 1_500L, 2, 2_500L))),
                Optional.empty(),
                Optional.empty(),
                Settings.defaults(ClockWatch.SETTINGS));
    }

    private static Sensor sensor(int number, SensorMount mount) {
        return new Sensor(number, "s" + number, null, null, null, null, mount);
    }

    private static LaneDraft lane(int id, LaneKind kind, int level, double eastM, double upM) {
        List<double[]> points = List.of(p(eastM, -100, upM), p(eastM, 100, upM), p(eastM, 400, upM));
        return LaneDraft.of(id, kind, 3.5, 16.7, points).level(level);
    }

    private static double[] p(double eastM, double northM, double upM) {
        return new double[] {eastM, northM, upM};
    }
}
