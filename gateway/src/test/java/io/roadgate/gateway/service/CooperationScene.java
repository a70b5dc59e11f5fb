package io.roadgate.gateway.service;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.PlatoonStateDecoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.record.ProbeReportDecoder;
import io.roadgate.gateway.record.V2xMessageDecoder;
import io.roadgate.gateway.record.VehicleAdviceDecoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.observation.CorrectionEncoder;
import io.roadgate.sensor.observation.LinkChangeEncoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.observation.V2xUplinkEncoder;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A road in virtual time: vehicles that report, ask and obey, fusion with its services, and all that these send. */
final class CooperationScene {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final int RADAR = 1;
    static final int CAMERA = 2;
    static final int RSU = 3;
    private static final long WARM_UP_NS = 1_500 * MS;
    private static final long STEP_NS = 100 * MS;

    final SitePlane plane = TestSite.plane();
    final Counters counters = new Counters(List.of("radar", "camera", "rsu"));
    final List<Car> cars = new ArrayList<>();
    final List<VehicleAdviceDecoder> advices = new ArrayList<>();
    final List<PlatoonStateDecoder> platoons = new ArrayList<>();
    final List<PriorityRequestDecoder> priorities = new ArrayList<>();
    final List<ProbeReportDecoder> probes = new ArrayList<>();
    final Map<MessageKind, List<byte[]>> messages = new EnumMap<>(MessageKind.class);
    final List<V2xMessageDecoder> envelopes = new ArrayList<>();
    /** All that fusion was given, in order. */
    final List<Script.Entry> inputs = new ArrayList<>();

    final FusionCore core;
    final SiteMap map;
    final Random random;
    private final ReportErrors reportErrors;
    double lossShare;
    /** Whether the camera sees connected vehicles too, as it does wherever its view is clear. */
    boolean isCameraOnAll;

    double sigmaM = 0.3;
    long nowNs = TestSite.START_NS;

    private final FrameCodec codec = MessageCodecs.DAY2.newCodec();
    private final FrameCodec reader = MessageCodecs.DAY2.newCodec();
    private final UnsafeBuffer wire = new UnsafeBuffer(new byte[16_384]);
    private int frames;
    private int count;

    CooperationScene(SiteMap map, long seed, Map<String, Map<String, String>> given) {
        this.map = map;
        random = new Random(seed);
        reportErrors = new ReportErrors(random);
        for (MessageKind kind : MessageKind.values()) {
            messages.put(kind, new ArrayList<>());
        }
        core = new FusionCore(config(map, given), nowNs, 1, counters, this::onOutput);
    }

    CooperationScene(SiteMap map, long seed) {
        this(map, seed, Map.of());
    }

    static GatewayConfig config(SiteMap map, Map<String, Map<String, String>> given) {
        GatewayConfig base = TestSite.config();
        Map<String, Settings> services = new HashMap<>();
        for (RoadServices row : RoadServices.values()) {
            services.put(row.key(), new Settings(row.settings(), given.getOrDefault(row.key(), Map.of())));
        }
        List<Sensor> sensors = List.of(
                sensor(RADAR, "radar", DriverKind.ARS408, new SensorMount(0, -20, 6, 0, 0)),
                sensor(CAMERA, "camera", DriverKind.CAMERA, new SensorMount(0, -20, 6, 1, 0)),
                sensor(RSU, "rsu", DriverKind.RSU, SensorMount.NONE));
        return new GatewayConfig(
                "",
                base.site(),
                base.threading(),
                base.rings(),
                base.mqtt(),
                sensors,
                base.rsu(),
                map,
                base.tracking(),
                base.hazards(),
                services,
                java.util.Optional.empty(),
                base.journal(),
                base.ledger(),
                base.clock());
    }

    private static Sensor sensor(int number, String id, DriverKind driver, SensorMount mount) {
        return new Sensor(number, id, driver, null, null, null, mount);
    }

    Car car(long id, double alongM, double speedMps, double[]... path) {
        Car car = new Car(id, alongM, speedMps, path);
        cars.add(car);
        return car;
    }

    /** Runs on; calls back after each tenth of a second. */
    void run(double seconds, Runnable after) {
        for (long endNs = nowNs + (long) (seconds * SECOND); nowNs < endNs; ) {
            nowNs += STEP_NS;
            Script script = new Script(random.nextLong());
            frames++;
            List<Car> seen = cars.stream()
                    .filter(car -> isCameraOnAll || !car.isConnected)
                    .toList();
            for (Car car : cars) {
                car.move(STEP_NS * 1e-9);
                if (car.isConnected && car.isOnAir && random.nextDouble() >= lossShare) {
                    report(script, car);
                }
            }
            for (int i = 0; i < seen.size(); i++) {
                see(script, seen.get(i), i, seen.size());
            }
            script.tick(nowNs + 30 * MS).tick(nowNs + 60 * MS).tick(nowNs + 90 * MS);
            script.play(this::give);
            for (Car car : cars) {
                // Nobody drives up out of nothing: the road is looked at for a while before anybody asks.
                if (car.isOnAir && nowNs - TestSite.START_NS > WARM_UP_NS) {
                    car.speaks.accept(this);
                }
            }
            after.run();
        }
    }

    void run(double seconds) {
        run(seconds, () -> {});
    }

    private void give(int templateId, DirectBuffer record, int offset, int length) {
        byte[] copy = new byte[length];
        record.getBytes(offset, copy);
        inputs.add(new Script.Entry(nowNs, templateId, copy));
        core.onRecord(templateId, record, offset, length);
    }

    private void report(Script script, Car car) {
        double[] at = car.place();
        double[] error = reportErrors.next(car.id, sigmaM);
        script.observe(
                nowNs,
                10 * MS,
                o -> o.kind(ObservationKind.BSM)
                        .sensorId(RSU)
                        .frameSequence(frames)
                        .countInFrame(1)
                        .temporaryId(car.id)
                        .participantClass(car.kind)
                        .classConfidence(0.95f)
                        .eastM(at[0] + error[0])
                        .northM(at[1] + error[1])
                        .eastVarM2((float) (sigmaM * sigmaM))
                        .northVarM2((float) (sigmaM * sigmaM))
                        .eastNorthCovM2(0)
                        .eastMps((float) (car.speedMps * at[2] + car.lateralMps * at[3] + gauss() / 3))
                        .northMps((float) (car.speedMps * at[3] - car.lateralMps * at[2] + gauss() / 3))
                        .speedSigmaMps((float) (sigmaM / 3))
                        .headingRad((float) Math.atan2(at[2], at[3]))
                        .lengthM((float) car.lengthM)
                        .widthM(1.8f));
    }

    private void see(Script script, Car car, int index, int total) {
        double[] at = car.place();
        script.observe(
                nowNs,
                20 * MS,
                o -> o.kind(ObservationKind.CAMERA)
                        .sensorId(CAMERA)
                        .frameSequence(frames)
                        .indexInFrame(index)
                        .countInFrame(total)
                        .participantClass(car.kind)
                        .classConfidence(0.9f)
                        .eastM(at[0] + gauss())
                        .northM(at[1] + gauss())
                        .eastVarM2((float) (sigmaM * sigmaM))
                        .northVarM2((float) (sigmaM * sigmaM))
                        .eastNorthCovM2(0)
                        .lengthM((float) car.lengthM)
                        .widthM(1.8f));
    }

    private double gauss() {
        return random.nextGaussian() * sigmaM;
    }

    /** Sends a message of the second stage up, unless the air loses it. */
    <T extends WireValue> void uplink(MessageKind kind, Class<T> type, Consumer<T> filler) {
        T message = codec.use(kind, type);
        filler.accept(message);
        int length = codec.encode(wire, 0);
        if (length <= 0) {
            throw new AssertionError(UperFault.nameOf(-length) + " at bit " + codec.faultBit());
        }
        if (random.nextDouble() >= lossShare) {
            byte[] octets = new byte[length];
            wire.getBytes(0, octets);
            uplink(kind, octets);
        }
    }

    void uplink(MessageKind kind, byte[] octets) {
        V2xUplinkEncoder uplink = new V2xUplinkEncoder();
        UnsafeBuffer record = new UnsafeBuffer(
                new byte
                        [MessageHeaderEncoder.ENCODED_LENGTH
                                + V2xUplinkEncoder.BLOCK_LENGTH
                                + V2xUplinkEncoder.frameHeaderLength()
                                + octets.length]);
        uplink.wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .measuredAtNs(nowNs)
                .receivedAtNs(nowNs + 95 * MS)
                .sensorId(RSU)
                .messageKind((short) kind.number())
                .messageSet((short) MessageCodecs.DAY2.number())
                .putFrame(octets, 0, octets.length);
        give(V2xUplinkEncoder.TEMPLATE_ID, record, 0, record.capacity());
    }

    int secMark() {
        return WireTime.secMark(nowNs);
    }

    /** Seconds since so many seconds after the start. */
    double sinceS(double afterS) {
        return (nowNs - TestSite.START_NS) * 1e-9 - afterS;
    }

    int nextCount() {
        return count++ & 127;
    }

    void correction(byte[] frame) {
        CorrectionEncoder correction = new CorrectionEncoder();
        UnsafeBuffer record = new UnsafeBuffer(
                new byte
                        [MessageHeaderEncoder.ENCODED_LENGTH
                                + CorrectionEncoder.BLOCK_LENGTH
                                + CorrectionEncoder.frameHeaderLength()
                                + frame.length]);
        correction
                .wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .receivedAtNs(nowNs)
                .sensorId(RADAR)
                .putFrame(frame, 0, frame.length);
        give(CorrectionEncoder.TEMPLATE_ID, record, 0, record.capacity());
    }

    void light(int phase, SignalLight light, double secondsLeft) {
        SignalPhaseEncoder signal = new SignalPhaseEncoder();
        UnsafeBuffer record =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SignalPhaseEncoder.BLOCK_LENGTH]);
        signal.wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .measuredAtNs(nowNs)
                .receivedAtNs(nowNs)
                .sensorId(RADAR)
                .countInMessage(1)
                .regionId(65_535)
                .intersectionId(1)
                .phaseId((short) phase)
                .light(light)
                .toChangeMs((int) (secondsLeft * 1_000))
                .leastToChangeMs(Integer.MIN_VALUE)
                .mostToChangeMs(Integer.MIN_VALUE)
                .confidence(Float.NaN);
        give(SignalPhaseEncoder.TEMPLATE_ID, record, 0, record.capacity());
    }

    void linkLost(int sensorId) {
        LinkChangeEncoder change = new LinkChangeEncoder();
        UnsafeBuffer record =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + LinkChangeEncoder.BLOCK_LENGTH]);
        change.wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .receivedAtNs(nowNs)
                .sensorId(sensorId)
                .status(LinkStatus.LOST);
        give(LinkChangeEncoder.TEMPLATE_ID, record, 0, record.capacity());
    }

    private void onOutput(int templateId, DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        UnsafeBuffer record = new UnsafeBuffer(copy);
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (templateId) {
            case VehicleAdviceDecoder.TEMPLATE_ID ->
                advices.add(new VehicleAdviceDecoder().wrapAndApplyHeader(record, 0, header));
            case PlatoonStateDecoder.TEMPLATE_ID ->
                platoons.add(new PlatoonStateDecoder().wrapAndApplyHeader(record, 0, header));
            case PriorityRequestDecoder.TEMPLATE_ID ->
                priorities.add(new PriorityRequestDecoder().wrapAndApplyHeader(record, 0, header));
            case ProbeReportDecoder.TEMPLATE_ID ->
                probes.add(new ProbeReportDecoder().wrapAndApplyHeader(record, 0, header));
            case V2xMessageDecoder.TEMPLATE_ID ->
                onMessage(new V2xMessageDecoder().wrapAndApplyHeader(record, 0, header));
            default -> {
                // Tracks and hazards are looked at elsewhere.
            }
        }
    }

    private void onMessage(V2xMessageDecoder message) {
        byte[] octets = new byte[message.octetsLength()];
        message.getOctets(octets, 0, octets.length);
        int fault = reader.decode(new UnsafeBuffer(octets), 0, octets.length);
        if (fault != UperFault.NONE) {
            throw new AssertionError("sent what does not decode: " + UperFault.nameOf(fault));
        }
        envelopes.add(message);
        messages.get(reader.kind()).add(octets);
        if (reader.kind() == MessageKind.RSC && random.nextDouble() >= lossShare) {
            RoadsideCoordination rsc = read(octets, RoadsideCoordination.class);
            for (int i = 0; rsc.hasCoordinates() && i < rsc.coordinates().count(); i++) {
                VehicleCoordination advice = rsc.coordinates().get(i);
                cars.stream()
                        .filter(car ->
                                car.isConnected && car.id == advice.vehId().idAsLong())
                        .forEach(car -> car.obey(advice));
            }
        }
    }

    /** Messages of a kind, each in an object of its own. */
    <T extends WireValue> List<T> all(MessageKind kind, Class<T> type) {
        return messages.get(kind).stream().map(octets -> read(octets, type)).toList();
    }

    static <T extends WireValue> T read(byte[] octets, Class<T> type) {
        FrameCodec fresh = MessageCodecs.DAY2.newCodec();
        if (fresh.decode(new UnsafeBuffer(octets), 0, octets.length) != UperFault.NONE) {
            throw new AssertionError(Arrays.toString(octets));
        }
        return fresh.message(type);
    }

    /** What was said to whom, for people who look for a mistake. */
    String story() {
        StringBuilder story = new StringBuilder();
        for (VehicleAdviceDecoder advice : advices) {
            story.append(String.format(
                    "%6.2f %s %x for %x %s %s behaviour %04x speed %.1f measure %.2f of %.2f lane %d%n",
                    (advice.atNs() - TestSite.START_NS) * 1e-9,
                    advice.application(),
                    advice.vehicleId(),
                    advice.partnerId(),
                    advice.state(),
                    advice.reason(),
                    advice.behaviour(),
                    advice.speedMps(),
                    advice.measure(),
                    advice.threshold(),
                    advice.siteLane()));
        }
        return story.toString();
    }

    List<VehicleAdviceDecoder> advices(Application application, long vehicleId) {
        return advices.stream()
                .filter(advice -> advice.application() == application && advice.vehicleId() == vehicleId)
                .toList();
    }

    List<AdviceState> states(Application application, long vehicleId) {
        return advices(application, vehicleId).stream()
                .map(VehicleAdviceDecoder::state)
                .distinct()
                .toList();
    }

    long counted(GatewayCounter counter) {
        return counters.get(counter);
    }
}
