package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every family of topics that a gateway publishes: one row each. */
enum TopicFamilies {
    /** Hazards for the cloud. */
    HAZARD("roadgate/v1/{site}/hazard/{kind}", Lane.HAZARD, 1, HazardTopics::new),
    /** Hazards for the vehicles of a map tile. */
    TILE("roadgate/v1/tile/{q1}/../{q16}/rsi", Lane.HAZARD, 1, TileTopics::new),
    /** Toll records for the centre. */
    TOLL("roadgate/v1/{site}/toll", Lane.TOLL, 1, TollTopics::new),
    /** The road picture. */
    TRACKS("roadgate/v1/{site}/tracks", Lane.BULK, 0, PictureTopics::new),
    /** What signals show. */
    SIGNAL("roadgate/v1/{site}/signal", Lane.BULK, 0, ServiceTopics.Signal::new),
    /** What lanes carry. */
    TRAFFIC("roadgate/v1/{site}/traffic", Lane.BULK, 1, ServiceTopics.Traffic::new),
    /** Messages of services, for vehicles. */
    V2X("roadgate/v1/tile/{q1}/../{q16}/{kind}", Lane.BULK, 0, V2xTopics::new),
    /** How a centre's commands stand. */
    CONTROL("roadgate/v1/{site}/control", Lane.HAZARD, 1, ServiceTopics.Control::new),
    /** What became of requests to signal controllers. */
    PRIORITY("roadgate/v1/{site}/priority", Lane.HAZARD, 1, ServiceTopics.Priority::new),
    /** Speeds to pass in green. */
    ADVICE("roadgate/v1/{site}/advice", Lane.HAZARD, 1, ServiceTopics.Advice::new),
    /** What vehicles are asked, and how far that has come. */
    COOPERATION("roadgate/v1/{site}/cooperation", Lane.HAZARD, 1, CooperationTopics.Advice::new),
    /** Platoons. */
    PLATOON("roadgate/v1/{site}/platoon", Lane.HAZARD, 1, CooperationTopics.Platoon::new),
    /** What connected vehicles tell. */
    PROBE("roadgate/v1/{site}/probe", Lane.HAZARD, 1, CooperationTopics.Probe::new),
    /** What signal controllers are asked for. */
    SIGNAL_REQUEST("roadgate/v1/{site}/signal-request", Lane.HAZARD, 1, CooperationTopics.SignalRequest::new),
    /** How the gateway is. */
    HEALTH("roadgate/v1/{site}/health", Lane.BULK, 1, HealthTopics::new);

    private final String pattern;
    private final Lane lane;
    private final int qos;
    private final Function<GatewayConfig, TopicFamily> maker;

    TopicFamilies(String pattern, Lane lane, int qos, Function<GatewayConfig, TopicFamily> maker) {
        this.pattern = pattern;
        this.lane = lane;
        this.qos = qos;
        this.maker = maker;
    }

    /** Its topics, for people. */
    String pattern() {
        return pattern;
    }

    /** Which connection carries it. */
    Lane lane() {
        return lane;
    }

    /** Quality of service. */
    int qos() {
        return qos;
    }

    /** The family for one gateway. */
    TopicFamily create(GatewayConfig config) {
        return maker.apply(config);
    }

    /** The families of one lane, in table order. */
    static List<TopicFamily> ofLane(Lane lane, GatewayConfig config) {
        List<TopicFamily> families = new ArrayList<>();
        for (TopicFamilies row : values()) {
            if (row.lane == lane) {
                families.add(row.create(config));
            }
        }
        return families;
    }

    /** Where everything of a site is. */
    static String root(GatewayConfig config) {
        return "roadgate/v1/" + config.site().id() + "/";
    }

    /** The writer of the format that the site chose. */
    static FieldWriter writer(GatewayConfig config) {
        return isJson(config) ? new JsonWriter() : new ProtobufWriter();
    }

    static boolean isJson(GatewayConfig config) {
        return config.mqtt().payload() == GatewayConfig.PayloadFormat.JSON;
    }
}
