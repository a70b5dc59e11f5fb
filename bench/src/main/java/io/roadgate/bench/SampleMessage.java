package io.roadgate.bench;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.uper.WireValue;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The messages that codecs are compared on, one row each: made here, so that every codec gets the same octets. */
public enum SampleMessage {
    /** A basic safety message with all its optional parts and a path of 23 points. */
    BSM("BSM, all optional parts", SampleMessage::bsm),
    /** A roadside safety message of ten participants. */
    RSM("RSM, ten participants", SampleMessage::rsm),
    /** The map of a junction: four approaches of five lanes, points on links and lanes. */
    MAP("MAP, four approaches", SampleMessage::map),
    /** The phases of one junction. */
    SPAT("SPAT, eight phases", SampleMessage::spat),
    /** The roadside's offer of two payments, with all their optional parts; a message of the second stage. */
    VPM("VPM, two payments", SampleMessage::vpm);

    static final int LONGEST = 16_384;

    private final String meaning;
    private final Supplier<String> json;

    SampleMessage(String meaning, Supplier<String> json) {
        this.meaning = meaning;
        this.json = json;
    }

    /** The message in words. */
    public String meaning() {
        return meaning;
    }

    /** The set that it is of. */
    public MessageCodecs set() {
        return this == VPM ? MessageCodecs.DAY2 : MessageCodecs.DAY1_2020;
    }

    /** A codec whose frame holds the message, to be encoded. */
    public FrameCodec codec() {
        FrameCodec codec = set().newCodec();
        codec.frame().readJer(new JerReader(new JsonFactory().createParser(ObjectReadContext.empty(), json.get())));
        return codec;
    }

    /** The message in its frame as octets, to be decoded. */
    public byte[] octets() {
        return octets(codec().frame());
    }

    /** The type of {@link #octetsAlone()}. */
    public String typeAlone() {
        return this == VPM ? "VehiclePaymentMessage" : "MessageFrame";
    }

    /** As octets without a frame for the second stage, whose frame holds the message as octets in octets. */
    public byte[] octetsAlone() {
        return this == VPM ? octets(codec().message(WireValue.class)) : octets();
    }

    private byte[] octets(WireValue value) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST]);
        int length = new MessageCodec().encode(value, buffer, 0);
        if (length < 0) {
            throw new IllegalStateException(this + " does not encode: fault " + -length);
        }
        byte[] octets = new byte[length];
        buffer.getBytes(0, octets);
        return octets;
    }

    private static String bsm() {
        return """
                {"bsmFrame":{"msgCnt":77,"id":"1122334455667788","secMark":30500,"timeConfidence":"time-000-001",
                 "pos":{"lat":297000123,"long":1066000456,"elevation":2560},
                 "posAccuracy":{"semiMajor":20,"semiMinor":15,"orientation":8192},
                 "posConfidence":{"pos":"a50cm","elevation":"elev-001-00"},"transmission":"forwardGears",
                 "speed":700,"heading":7200,"angle":-12,
                 "motionCfd":{"speedCfd":"prec0-1ms","headingCfd":"prec0-1deg","steerCfd":"prec1deg"},
                 "accelSet":{"long":-120,"lat":14,"vert":1,"yaw":-300},
                 "brakes":{"brakePadel":"on","wheelBrakes":{"value":"78","length":5},"traction":"on","abs":"engaged",
                  "scs":"on","brakeBoost":"on","auxBrakes":"off"},
                 "size":{"width":180,"length":450,"height":30},"vehicleClass":{"classification":10,"fuelType":4},
                 "safetyExt":{"events":{"value":"0180","length":13},
                  "pathHistory":{"initialPosition":{
                    "utcTime":{"year":2026,"month":11,"day":24,"hour":14,"minute":30,"second":12345,"offset":480},
                    "pos":{"lat":296990000,"long":1065990000,"elevation":2550},"heading":7100,
                    "transmission":"forwardGears","speed":690,"posAccuracy":{"pos":"a1m","elevation":"elev-002-00"},
                    "timeConfidence":"time-000-010",
                    "motionCfd":{"speedCfd":"prec1ms","headingCfd":"prec01deg","steerCfd":"prec2deg"}},
                   "currGNSSstatus":{"value":"60","length":8},"crumbData":[%s]},
                  "pathPrediction":{"radiusOfCurve":1200,"confidence":160},"lights":{"value":"8800","length":9}},
                 "emergencyExt":{"responseType":"emergency","sirenUse":"inUse","lightsUse":"inUse"}}}""".formatted(list(23, """
                        {"llvOffset":{"offsetLL":{"position-LL3":{"lon":%1$d1,"lat":-%1$d3}},"offsetV":{"offset1":%1$d}},
                         "timeOffset":%1$d7,"speed":70%1$d,"posAccuracy":{"pos":"a1m","elevation":"elev-002-00"},
                         "heading":6%1$d}"""));
    }

    private static String rsm() {
        return """
                {"rsmFrame":{"msgCnt":5,"id":"5247000000000001",
                 "refPos":{"lat":297000000,"long":1066000000,"elevation":2560},"participants":[%s]}}""".formatted(list(10, """
                        {"ptcType":"motor","ptcId":10%1$d,"source":"integrated","id":"112233445566778%1$d","secMark":3050%1$d,
                         "pos":{"offsetLL":{"position-LL3":{"lon":12%1$d,"lat":-34%1$d}},"offsetV":{"offset1":%1$d}},
                         "posConfidence":{"pos":"a50cm","elevation":"elev-001-00"},"transmission":"forwardGears",
                         "speed":70%1$d,"heading":720%1$d,"angle":%1$d,
                         "motionCfd":{"speedCfd":"prec0-1ms","headingCfd":"prec0-1deg"},
                         "accelSet":{"long":-12%1$d,"lat":1%1$d,"vert":0,"yaw":-3%1$d},
                         "size":{"width":180,"length":45%1$d,"height":30},
                         "vehicleClass":{"classification":10,"fuelType":4}}"""));
    }

    private static String map() {
        String points = list(6, """
                {"posOffset":{"offsetLL":{"position-LL4":{"lon":12%1$d,"lat":-3%1$d4}},"offsetV":{"offset2":%1$d}}}""");
        String limits = "[{\"type\":\"vehicleMaxSpeed\",\"speed\":833},{\"type\":\"vehicleMinSpeed\",\"speed\":100}]";
        String lane = """
                {"laneID":%%1$d,"laneWidth":350,"laneAttributes":{"shareWith":{"value":"1000","length":10},
                 "laneType":{"vehicle":{"value":"00","length":8}}},"maneuvers":{"value":"a000","length":12},
                 "connectsTo":[{"remoteIntersection":{"region":500,"id":2},"connectingLane":{"lane":%%1$d,
                  "maneuver":{"value":"8000","length":12}},"phaseId":%%1$d},
                  {"remoteIntersection":{"region":500,"id":3},"connectingLane":{"lane":1},"phaseId":2}],
                 "speedLimits":%s,"points":[%s]}""".formatted(limits, points);
        String link = """
                {"name":"approach","upstreamNodeId":{"region":500,"id":%%1$d},"speedLimits":%s,"linkWidth":1750,
                 "points":[%s],"movements":[{"remoteIntersection":{"region":500,"id":2},"phaseId":1},
                  {"remoteIntersection":{"region":500,"id":3},"phaseId":2}],"lanes":[%s]}""".formatted(limits, points, list(5, lane));
        return """
                {"mapFrame":{"msgCnt":9,"timeStamp":200000,"nodes":[{"name":"junction","id":{"region":500,"id":1},
                 "refPos":{"lat":297000000,"long":1066000000,"elevation":2560},"inLinks":[%s]}]}}""".formatted(list(4, link));
    }

    private static String spat() {
        return """
                {"spatFrame":{"msgCnt":12,"moy":200000,"timeStamp":30500,"name":"junction","intersections":[{
                 "intersectionId":{"region":500,"id":1},"status":{"value":"0400","length":16},"moy":200000,
                 "timeStamp":30500,"timeConfidence":"time-000-010","phases":[%s]}]}}""".formatted(list(8, """
                        {"id":%1$d,"phaseStates":[
                         {"light":"red","timing":{"counting":{"startTime":0,"minEndTime":20%1$d,"maxEndTime":40%1$d,
                           "likelyEndTime":30%1$d,"timeConfidence":160,"nextStartTime":60%1$d,"nextDuration":25%1$d}}},
                         {"light":"protected-green","timing":{"counting":{"startTime":30%1$d,"likelyEndTime":55%1$d}}},
                         {"light":"yellow","timing":{"counting":{"startTime":55%1$d,"likelyEndTime":58%1$d}}}]}"""));
    }

    private static String vpm() {
        String time = """
                {"year":2026,"month":11,"day":24,"hour":14,"minute":30,"second":12345,"offset":480}""";
        return """
                {"msgFrameExt":{"messageId":17,"value":{"msgCnt":9,"payment":{"initialzation-request":{"time":%s,
                 "id":"5247000000000001","paymentList":[%s]}}}}}""".formatted(time, list(2, """
                        {"pid":"freeflow","paymentInfo":{"paymentInfoType1":{
                         "tollingNodeInfo":{"id":33252830%%1$d,"pos":{"lat":296838475,"long":1065198647,"elevation":3546},
                          "tollingNodeType":"exitStation","tollingDirection":"southwest"},
                         "tollInfo":{"price":29483%%1$d,
                          "entrancePos":{"offsetLL":{"position-LL4":{"lon":65614,"lat":54705}},"offsetV":{"offset6":1610}},
                          "exitPos":{"offsetLL":{"position-LL1":{"lon":1142,"lat":-908}},"offsetV":{"offset1":-22}},
                          "tollRoad":[%s],"tollPath":{"activePath":[%s],"pathRadius":277},
                          "timeBegin":%s,"timeEnd":%s},
                         "serviceInfo":"c7d73e55749a95c6f7808ade7182dde5934bcc022562eba8"}}}""".formatted(
                        list(3, "{\"region\":500,\"id\":18%1$d}"), list(3, """
                        {"offsetLL":{"position-LL4":{"lon":6936%1$d,"lat":7566}},"offsetV":{"offset5":-196}}"""), time, time)));
    }

    /** So many elements, each with its number from 1 put in; one digit: behind 9 comes 1 again. */
    private static String list(int count, String element) {
        StringJoiner elements = new StringJoiner(",");
        for (int number = 0; number < count; number++) {
            elements.add(String.format(Locale.ROOT, element, number % 9 + 1));
        }
        return elements.toString();
    }
}
