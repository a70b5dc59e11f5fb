package io.roadgate.gateway.fusion;

import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.TickEncoder;
import io.roadgate.sensor.observation.EmptyFrameEncoder;
import io.roadgate.sensor.observation.EtcTransactionEncoder;
import io.roadgate.sensor.observation.LinkChangeEncoder;
import io.roadgate.sensor.observation.LinkStatus;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SensorMount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Input records of a test, made from a truth with noise, given to fusion in the order of their arrival. */
public final class Script {
    /** Millisecond. */
    public static final long MS = 1_000_000L;

    private static final double REFLECTION_M = 0.35 * 4.6;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final List<Entry> entries = new ArrayList<>();
    private final Random random;
    private final int[] sequence = new int[64];

    /** A script without records. */
    public Script(long seed) {
        random = new Random(seed);
    }

    /** One record. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(long arrivesAtNs, int templateId, byte[] bytes) {}

    /** One participant at one instant. */
    public record Mover(
            double eastM, double northM, double eastMps, double northMps, ParticipantClass participantClass) {
        /** A car. */
        public static Mover car(double eastM, double northM, double eastMps, double northMps) {
            return new Mover(eastM, northM, eastMps, northMps, ParticipantClass.CAR);
        }

        /** A person on foot. */
        public static Mover person(double eastM, double northM, double eastMps, double northMps) {
            return new Mover(eastM, northM, eastMps, northMps, ParticipantClass.PEDESTRIAN);
        }
    }

    /** Noise of this script. */
    public double gauss(double sigma) {
        return random.nextGaussian() * sigma;
    }

    /** A tick. */
    public Script tick(long nowNs) {
        UnsafeBuffer buffer = buffer(TickEncoder.BLOCK_LENGTH);
        new TickEncoder()
                .wrapAndApplyHeader(buffer, 0, new io.roadgate.gateway.record.MessageHeaderEncoder())
                .nowNs(nowNs);
        return add(nowNs, TickEncoder.TEMPLATE_ID, buffer);
    }

    /** Ticks from one instant to another. */
    public Script ticks(long fromNs, long toNs, long everyNs) {
        for (long atNs = fromNs; atNs <= toNs; atNs += everyNs) {
            tick(atNs);
        }
        return this;
    }

    /** A radar frame: range 0.3 m, azimuth 0.5 degrees, radial speed 0.1 m/s (one sigma). */
    public Script radar(int sensorId, long atNs, long delayNs, Mover... movers) {
        SensorMount mount = TestSite.mount(sensorId);
        int next = sequence[sensorId]++;
        for (int i = 0; i < movers.length; i++) {
            Mover mover = movers[i];
            double east = mover.eastM - mount.eastM();
            double north = mover.northM - mount.northM();
            // The echo comes from before the middle, towards the radar: 0.35 l (h.u) h with u to the radar.
            double speed2 = mover.eastMps * mover.eastMps + mover.northMps * mover.northMps;
            if (mover.participantClass == ParticipantClass.CAR && speed2 > 0.01) {
                double toward = -(mover.eastMps * east + mover.northMps * north) / Math.hypot(east, north) / speed2;
                east += REFLECTION_M * toward * mover.eastMps;
                north += REFLECTION_M * toward * mover.northMps;
            }
            double rangeM = Math.hypot(east, north);
            double azimuthRad = Math.atan2(east, north) - mount.boresightRad();
            double radialMps = (mover.eastMps * east + mover.northMps * north) / rangeM;
            int index = i;
            observe(
                    atNs,
                    delayNs,
                    o -> o.kind(ObservationKind.RADAR)
                            .sensorId(sensorId)
                            .frameSequence(next)
                            .indexInFrame(index)
                            .countInFrame(movers.length)
                            .rangeM((float) (rangeM + gauss(0.3)))
                            .azimuthRad((float) (azimuthRad + gauss(Math.toRadians(0.5))))
                            .radialSpeedMps((float) (radialMps + gauss(0.1)))
                            .rangeSigmaM(0.3f)
                            .azimuthSigmaRad((float) Math.toRadians(0.5))
                            .radialSpeedSigmaMps(0.1f));
        }
        return movers.length == 0 ? emptyFrame(sensorId, atNs, delayNs, ObservationKind.RADAR) : this;
    }

    /** A camera frame: 0.5 m (one sigma), class with confidence 0.9. */
    public Script camera(long atNs, long delayNs, Mover... movers) {
        int next = sequence[TestSite.CAMERA]++;
        for (int i = 0; i < movers.length; i++) {
            Mover mover = movers[i];
            int index = i;
            observe(
                    atNs,
                    delayNs,
                    o -> o.kind(ObservationKind.CAMERA)
                            .sensorId(TestSite.CAMERA)
                            .frameSequence(next)
                            .indexInFrame(index)
                            .countInFrame(movers.length)
                            .participantClass(mover.participantClass)
                            .classConfidence(0.9f)
                            .eastM(mover.eastM + gauss(0.5))
                            .northM(mover.northM + gauss(0.5))
                            .eastVarM2(0.25f)
                            .northVarM2(0.25f)
                            .eastNorthCovM2(0));
        }
        return movers.length == 0 ? emptyFrame(TestSite.CAMERA, atNs, delayNs, ObservationKind.CAMERA) : this;
    }

    /** A vehicle's own report: 0.6 m, 0.2 m/s (one sigma). */
    public Script bsm(long atNs, long delayNs, long temporaryId, Mover mover, Consumer<ObservationEncoder> more) {
        int next = sequence[TestSite.OBU]++;
        return observe(atNs, delayNs, o -> {
            o.kind(ObservationKind.BSM)
                    .sensorId(TestSite.OBU)
                    .frameSequence(next)
                    .countInFrame(1)
                    .temporaryId(temporaryId)
                    .participantClass(mover.participantClass)
                    .eastM(mover.eastM + gauss(0.6))
                    .northM(mover.northM + gauss(0.6))
                    .eastVarM2(0.36f)
                    .northVarM2(0.36f)
                    .eastNorthCovM2(0)
                    .eastMps((float) (mover.eastMps + gauss(0.2)))
                    .northMps((float) (mover.northMps + gauss(0.2)))
                    .speedSigmaMps(0.2f)
                    .headingRad((float) Math.atan2(mover.eastMps, mover.northMps))
                    .lengthM(4.6f)
                    .widthM(1.8f);
            more.accept(o);
        });
    }

    /** Any observation; blank but for what the filler sets. */
    public Script observe(long atNs, long delayNs, Consumer<ObservationEncoder> filler) {
        UnsafeBuffer buffer = buffer(ObservationEncoder.BLOCK_LENGTH);
        ObservationEncoder encoder = new ObservationEncoder();
        blank(encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()))
                .measuredAtNs(atNs)
                .receivedAtNs(atNs + delayNs);
        filler.accept(encoder);
        return add(atNs + delayNs, ObservationEncoder.TEMPLATE_ID, buffer);
    }

    private static ObservationEncoder blank(ObservationEncoder o) {
        o.kind(ObservationKind.NULL_VAL).participantClass(ParticipantClass.UNKNOWN);
        o.eastM(Double.NaN).northM(Double.NaN).upM(Double.NaN);
        o.eastVarM2(Float.NaN).northVarM2(Float.NaN).eastNorthCovM2(Float.NaN);
        o.eastMps(Float.NaN).northMps(Float.NaN).speedSigmaMps(Float.NaN).accelMps2(Float.NaN);
        o.headingRad(Float.NaN).headingSigmaRad(Float.NaN);
        o.rangeM(Float.NaN).azimuthRad(Float.NaN).radialSpeedMps(Float.NaN);
        o.rangeSigmaM(Float.NaN)
                .azimuthSigmaRad(Float.NaN)
                .radialSpeedSigmaMps(Float.NaN)
                .rcsDbsm(Float.NaN);
        o.classConfidence(Float.NaN).existence(Float.NaN);
        o.lengthM(Float.NaN).widthM(Float.NaN).heightM(Float.NaN);
        return o.localId(ObservationEncoder.localIdNullValue())
                .plateColour(ObservationEncoder.plateColourNullValue())
                .level(ObservationEncoder.levelNullValue());
    }

    /** A frame in which a sensor saw nothing. */
    public Script emptyFrame(int sensorId, long atNs, long delayNs, ObservationKind kind) {
        UnsafeBuffer buffer = buffer(EmptyFrameEncoder.BLOCK_LENGTH);
        new EmptyFrameEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .measuredAtNs(atNs)
                .receivedAtNs(atNs + delayNs)
                .frameSequence(sequence[sensorId]++)
                .sensorId(sensorId)
                .kind(kind);
        return add(atNs + delayNs, EmptyFrameEncoder.TEMPLATE_ID, buffer);
    }

    /** A finished transaction at the toll point. */
    public Script etc(long atNs, int obuMac, int serial, int vehicleClass, String plate, int errorCode) {
        UnsafeBuffer buffer = buffer(EtcTransactionEncoder.BLOCK_LENGTH);
        EtcTransactionEncoder etc = new EtcTransactionEncoder();
        etc.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .measuredAtNs(atNs)
                .receivedAtNs(atNs)
                .sensorId(TestSite.ANTENNA)
                .errorCode((short) errorCode)
                .vehicleClass((short) vehicleClass)
                .obuMac(obuMac & 0xFFFFFFFFL)
                .debitedFen(1_425)
                .balanceAfterFen(-1)
                .psamSerial(serial)
                .tac(serial * 31L & 0xFFFFFFFFL)
                .plateColour((short) 0);
        byte[] text = plate.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            etc.plate(i, (short) (text[i] & 0xFF));
        }
        return add(atNs, EtcTransactionEncoder.TEMPLATE_ID, buffer);
    }

    /** A sensor's link is lost. */
    public Script linkLost(int sensorId, long atNs) {
        UnsafeBuffer buffer = buffer(LinkChangeEncoder.BLOCK_LENGTH);
        new LinkChangeEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .receivedAtNs(atNs)
                .sensorId(sensorId)
                .status(LinkStatus.LOST);
        return add(atNs, LinkChangeEncoder.TEMPLATE_ID, buffer);
    }

    private static UnsafeBuffer buffer(int blockLength) {
        return new UnsafeBuffer(new byte[HEADER_BYTES + blockLength]);
    }

    private Script add(long arrivesAtNs, int templateId, UnsafeBuffer buffer) {
        entries.add(new Entry(arrivesAtNs, templateId, buffer.byteArray()));
        return this;
    }

    /** All records in the order of arrival. */
    public List<Entry> entries() {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::arrivesAtNs));
        return sorted;
    }

    /** Gives all records to a handler. */
    public void play(RecordHandler handler) {
        play(handler, (long nowNs) -> {});
    }

    /** Gives all records to a handler and calls back after each. */
    public void play(RecordHandler handler, java.util.function.LongConsumer after) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        for (Entry entry : entries()) {
            buffer.wrap(entry.bytes);
            handler.onRecord(entry.templateId, buffer, 0, entry.bytes.length);
            after.accept(entry.arrivesAtNs);
        }
    }
}
