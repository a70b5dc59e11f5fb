package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.HazardEventDecoder;
import io.roadgate.gateway.record.HazardEventEncoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.ParticipantDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.record.TollRecordEncoder;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.gateway.record.TrackStateEncoder;
import io.roadgate.sensor.observation.ParticipantClass;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

class PayloadTest {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final String[] PLATES = {"", "渝A12345", "川B·9988F", "a\"b\\c\n\u0001", "🚗"};

    private final UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 20]);

    @Property(tries = 500)
    void shouldWriteHazardsThatTheGeneratedClassesReadTheSame(@ForAll Random random) throws Exception {
        UnsafeBuffer record = noise(random, HEADER + HazardEventEncoder.BLOCK_LENGTH);
        HazardEventEncoder encoder = new HazardEventEncoder().wrapAndApplyHeader(record, 0, new MessageHeaderEncoder());
        EventKind kind = EventKind.values()[random.nextInt(EventKind.values().length)];
        encoder.kind(kind.code()).phase(EventPhase.get((short) (1 + random.nextInt(3))));
        encoder.putPlate(Fixture.padded(PLATES[random.nextInt(PLATES.length)], 24), 0, 24);
        HazardEventDecoder event = new HazardEventDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());

        CloudProto.HazardEvent expected = expected(event, kind);
        assertThat(CloudProto.HazardEvent.parseFrom(hazard(event, new ProtobufWriter())))
                .isEqualTo(expected);
        assertThat(hazard(event, new ProtobufWriter())).isEqualTo(expected.toByteArray());
        assertThat(json(hazard(event, new JsonWriter()), CloudProto.HazardEvent.newBuilder()))
                .isEqualTo(expected);
    }

    @Property(tries = 500)
    void shouldWriteTollsThatTheGeneratedClassesReadTheSame(@ForAll Random random) throws Exception {
        UnsafeBuffer record = noise(random, HEADER + TollRecordEncoder.BLOCK_LENGTH);
        TollRecordEncoder encoder = new TollRecordEncoder().wrapAndApplyHeader(record, 0, new MessageHeaderEncoder());
        encoder.putContractSerial(Fixture.padded("5001230011223344", 16), 0, 16);
        encoder.putCardNumber(Fixture.padded("50012233", 16), 0, 16);
        encoder.putPlate(Fixture.padded(PLATES[random.nextInt(PLATES.length)], 24), 0, 24);
        if (random.nextInt(4) == 0) {
            encoder.debitedFen(random.nextBoolean() ? -1 : 0);
        }
        TollRecordDecoder toll = new TollRecordDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());

        CloudProto.TollRecord expected = expected(toll);
        assertThat(toll(toll, new ProtobufWriter())).isEqualTo(expected.toByteArray());
        assertThat(CloudProto.TollRecord.parseFrom(toll(toll, new ProtobufWriter())))
                .isEqualTo(expected);
        assertThat(json(toll(toll, new JsonWriter()), CloudProto.TollRecord.newBuilder()))
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void shouldWritePicturesThatTheGeneratedClassesReadTheSame(@ForAll Random random) throws Exception {
        int count = random.nextInt(40);
        int stride = HEADER + TrackStateEncoder.BLOCK_LENGTH;
        UnsafeBuffer records = noise(random, Math.max(1, count) * stride);
        CloudProto.RoadPicture.Builder expected = CloudProto.RoadPicture.newBuilder();
        for (int i = 0; i < Math.max(1, count); i++) {
            TrackStateEncoder encoder =
                    new TrackStateEncoder().wrapAndApplyHeader(records, i * stride, new MessageHeaderEncoder());
            encoder.atNs(Fixture.NOW_NS).causedAtNs(5).countInPicture(count).indexInPicture(i);
            encoder.participantClass((short) random.nextInt(15));
            encoder.putPlate(Fixture.padded(PLATES[random.nextInt(PLATES.length)], 24), 0, 24);
            TrackStateDecoder track =
                    new TrackStateDecoder().wrapAndApplyHeader(records, i * stride, new MessageHeaderDecoder());
            expected.setAtNs(track.atNs()).setCausedAtNs(track.causedAtNs());
            if (count > 0) {
                expected.addTracks(expected(track));
            }
        }

        assertThat(picture(records, new ProtobufWriter()))
                .isEqualTo(expected.build().toByteArray());
        assertThat(json(picture(records, new JsonWriter()), CloudProto.RoadPicture.newBuilder()))
                .isEqualTo(expected.build());
    }

    @Property(tries = 20_000)
    void shouldWriteFloatsThatReadBackTheSame(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (Float.isFinite(value)) {
            int length = FloatDigits.write(value, out, 0);
            assertThat(length).isLessThanOrEqualTo(18);
            String text = out.getStringWithoutLengthAscii(0, length);
            assertThat(Float.parseFloat(text)).as(text).isEqualTo(value);
        }
    }

    @Example
    void shouldWriteShortFloatsShort() {
        assertThat(floatText(13.5f)).isEqualTo("13.5");
        assertThat(floatText(0.1f)).isEqualTo("0.1");
        assertThat(floatText(-3f)).isEqualTo("-3");
        assertThat(floatText(1e-3f)).isEqualTo("0.001");
        assertThat(floatText(120f)).isEqualTo("120");
        assertThat(floatText(0f)).isEqualTo("0");
        assertThat(floatText(1e10f)).isEqualTo("1e10");
    }

    @Example
    void shouldReplaceBytesThatAreNoUtf8() throws Exception {
        UnsafeBuffer record = Fixture.toll(1);
        byte[] broken = {(byte) 0xE6, (byte) 0xB8, 'A', (byte) 0xFF, 0};
        new TollRecordEncoder()
                .wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .putPlate(Arrays.copyOf(broken, 24), 0, 24);
        TollRecordDecoder toll = new TollRecordDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());

        assertThat(CloudProto.TollRecord.parseFrom(toll(toll, new ProtobufWriter()))
                        .getPlate())
                .isEqualTo("??A?");
        assertThat(json(toll(toll, new JsonWriter()), CloudProto.TollRecord.newBuilder()))
                .extracting(read -> ((CloudProto.TollRecord) read).getPlate())
                .isEqualTo("??A?");
    }

    @Example
    void shouldWriteProto3JsonAsTheMappingSays() {
        UnsafeBuffer record = Fixture.toll(9);
        TollRecordDecoder toll = new TollRecordDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());

        assertThat(new String(toll(toll, new JsonWriter()), StandardCharsets.UTF_8))
                .isEqualTo("{\"recordId\":\"12-4-9\",\"sequence\":\"9\",\"siteNumber\":12,\"laneId\":4,"
                        + "\"vehicleClass\":1,\"tariffVersion\":7,\"passedAtNs\":\"1795000000000000000\","
                        + "\"decidedAtNs\":\"1795000000000000001\",\"causedAtNs\":\"1795000000000000000\","
                        + "\"amountFen\":\"1250\",\"debitedFen\":\"1250\",\"obuMac\":2712847316,"
                        + "\"plate\":\"渝A12345\"}");
    }

    @Example
    void shouldLeaveUnknownPlacesOut() throws Exception {
        UnsafeBuffer record =
                Fixture.hazard(1, EventKind.EMERGENCY_BRAKING, EventPhase.RAISED, Fixture.NOW_NS, Fixture.NOW_NS + 1);
        new HazardEventEncoder()
                .wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .heightCm(Integer.MIN_VALUE)
                .radiusM(Float.NaN);
        HazardEventDecoder event = new HazardEventDecoder().wrapAndApplyHeader(record, 0, new MessageHeaderDecoder());

        CloudProto.HazardEvent read = CloudProto.HazardEvent.parseFrom(hazard(event, new ProtobufWriter()));

        assertThat(read.getHeightCm()).isZero();
        assertThat(read.hasRadiusM()).isFalse();
        assertThat(read.hasSecondary()).isFalse();
    }

    private byte[] hazard(HazardEventDecoder event, FieldWriter writer) {
        writer.begin(out, 0);
        HazardPayload.write(event, writer);
        return copy(writer.end());
    }

    private byte[] toll(TollRecordDecoder toll, FieldWriter writer) {
        writer.begin(out, 0);
        new TollPayload().write(toll, writer);
        return copy(writer.end());
    }

    private byte[] picture(UnsafeBuffer records, FieldWriter writer) {
        writer.begin(out, 0);
        new PicturePayload().write(records, 0, records.capacity(), writer);
        return copy(writer.end());
    }

    private byte[] copy(int length) {
        byte[] bytes = new byte[length];
        out.getBytes(0, bytes);
        return bytes;
    }

    private String floatText(float value) {
        return out.getStringWithoutLengthAscii(0, FloatDigits.write(value, out, 0));
    }

    private static Message json(byte[] json, Message.Builder builder) {
        return CloudJson.read(CloudJson.parse(json), builder).build();
    }

    private static UnsafeBuffer noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }

    private static CloudProto.HazardEvent expected(HazardEventDecoder event, EventKind kind) {
        CloudProto.HazardEvent.Builder out = CloudProto.HazardEvent.newBuilder()
                .setEventId(event.eventId())
                .setApplication(kind.application())
                .setKind(kind.label())
                .setPhaseValue(event.phaseRaw())
                .setEventType(kind.eventType())
                .setSeverity(event.severity())
                .setFirstSeenAtNs(event.firstSeenAtNs())
                .setDetectedAtNs(event.detectedAtNs())
                .setCausedAtNs(event.causedAtNs())
                .setExpiresAtNs(event.expiresAtNs())
                .setLatE7(event.latE7())
                .setLonE7(event.lonE7())
                .setHeightCm(event.heightCm())
                .setLaneId(event.laneId())
                .setLevel(event.level())
                .setSources((int) event.sources().getRaw())
                .setPrimary(expected(event.primary()))
                .setSecondary(expected(event.secondary()))
                .setPlate(plate(event.buffer().byteArray(), event.offset() + HazardEventDecoder.plateEncodingOffset()));
        floats(event.radiusM(), out::setRadiusM);
        floats(event.confidence(), out::setConfidence);
        floats(event.measure(), out::setMeasure);
        floats(event.threshold(), out::setThreshold);
        return out.build();
    }

    private static CloudProto.Participant expected(ParticipantDecoder participant) {
        CloudProto.Participant.Builder out = CloudProto.Participant.newBuilder()
                .setTrackId((int) participant.trackId())
                .setParticipantClass(className(participant.participantClass()))
                .setLatE7(participant.latE7())
                .setLonE7(participant.lonE7())
                .setTemporaryId(participant.temporaryId());
        floats(participant.speedMps(), out::setSpeedMps);
        floats(participant.courseRad(), out::setCourseRad);
        return out.build();
    }

    private static CloudProto.Track expected(TrackStateDecoder track) {
        CloudProto.Track.Builder out = CloudProto.Track.newBuilder()
                .setTrackId((int) track.trackId())
                .setParticipantClass(className(track.participantClass()))
                .setLatE7(track.latE7())
                .setLonE7(track.lonE7())
                .setHeightCm(track.heightCm())
                .setLaneId(track.laneId())
                .setLevel(track.level())
                .setSources((int) track.sources().getRaw())
                .setTemporaryId(track.temporaryId())
                .setObuMac((int) track.obuMac())
                .setPlate(plate(track.buffer().byteArray(), track.offset() + TrackStateDecoder.plateEncodingOffset()));
        floats(track.speedMps(), out::setSpeedMps);
        floats(track.courseRad(), out::setCourseRad);
        floats(track.accelMps2(), out::setAccelMps2);
        floats(track.lengthM(), out::setLengthM);
        floats(track.widthM(), out::setWidthM);
        floats(track.positionSigmaM(), out::setPositionSigmaM);
        floats(track.existence(), out::setExistence);
        return out.build();
    }

    private static CloudProto.TollRecord expected(TollRecordDecoder toll) {
        CloudProto.TollRecord.Builder out = CloudProto.TollRecord.newBuilder()
                .setRecordId(toll.siteNumber() + "-" + toll.laneId() + "-" + toll.sequence())
                .setSequence(toll.sequence())
                .setSiteNumber((int) toll.siteNumber())
                .setLaneId(toll.laneId())
                .setWitnesses(toll.witnesses().getRaw())
                .setVehicleClass(toll.vehicleClass())
                .setPlateColour(toll.plateColour())
                .setUserType(toll.userType())
                .setTariffVersion((int) toll.tariffVersion())
                .setPassedAtNs(toll.passedAtNs())
                .setDecidedAtNs(toll.decidedAtNs())
                .setCausedAtNs(toll.causedAtNs())
                .setAmountFen(toll.amountFen())
                .setObuMac((int) toll.obuMac())
                .setTrackId((int) toll.trackId())
                .setPsamSerial((int) toll.psamSerial())
                .setCardSerial((int) toll.cardSerial())
                .setTac((int) toll.tac())
                .setErrorCode(toll.errorCode())
                .setContractSerial("5001230011223344")
                .setCardNumber("50012233")
                .setPlate(plate(toll.buffer().byteArray(), toll.offset() + TollRecordDecoder.plateEncodingOffset()));
        if (toll.debitedFen() != -1) {
            out.setDebitedFen(toll.debitedFen());
        }
        return out.build();
    }

    private interface FloatSetter {
        Object set(float value);
    }

    private static void floats(float value, FloatSetter setter) {
        if (!Float.isNaN(value)) {
            setter.set(value);
        }
    }

    private static String className(int code) {
        return code < 15 ? ParticipantClass.get((short) code).name() : "UNKNOWN";
    }

    private static String plate(byte[] bytes, int offset) {
        int length = 0;
        while (length < 24 && bytes[offset + length] != 0) {
            length++;
        }
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
