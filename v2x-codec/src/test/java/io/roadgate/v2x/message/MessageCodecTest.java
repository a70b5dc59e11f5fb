package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.dayone.BasicSafetyMessage;
import io.roadgate.v2x.dayone.EventSource;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.RTEData;
import io.roadgate.v2x.dayone.RoadSideInformation;
import io.roadgate.v2x.dayone.VehicleEventFlags;
import io.roadgate.v2x.units.WireUnits;
import io.roadgate.v2x.uper.UperFault;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    private final Hex hex = new Hex();

    static Stream<Arguments> fixtures() {
        return Map.of(
                        MessageKind.BSM, new String[] {MessageFixtures.BSM_JSON, MessageFixtures.BSM_HEX},
                        MessageKind.MAP, new String[] {MessageFixtures.MAP_JSON, MessageFixtures.MAP_HEX},
                        MessageKind.RSM, new String[] {MessageFixtures.RSM_JSON, MessageFixtures.RSM_HEX},
                        MessageKind.SPAT, new String[] {MessageFixtures.SPAT_JSON, MessageFixtures.SPAT_HEX},
                        MessageKind.RSI, new String[] {MessageFixtures.RSI_JSON, MessageFixtures.RSI_HEX})
                .entrySet()
                .stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue()[0], each.getValue()[1]));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void shouldWriteAndReadOwnVectors(MessageKind kind, String json, String octets) {
        MessageFrame frame = Hex.fromJson(json, new MessageFrame());
        assertThat(hex.encode(frame)).isEqualTo(octets);
        MessageFrame decoded = new MessageFrame();
        assertThat(hex.decode(octets, decoded)).isEqualTo("none");
        assertThat(JsonTree.parse(Hex.json(decoded))).isEqualTo(JsonTree.parse(json));
        assertThat(MessageKind.of(decoded)).isEqualTo(kind);
        assertThat(decoded.choice()).isEqualTo(kind.choice());
        assertThat(json).contains(kind.frameName());
    }

    @Test
    void shouldHaveAFixtureForEachKindOfTheFirstStage() {
        assertThat(fixtures().map(each -> each.get()[0]))
                .containsExactlyInAnyOrder(Stream.of(MessageKind.values())
                        .filter(kind -> !kind.isSecondStage())
                        .toArray());
    }

    /** The example of README.md; keep the two the same. */
    @Test
    void shouldWorkAsTheReadmeSays() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1500]);
        MessageCodec codec = new MessageCodec();
        MessageFrame frame = new MessageFrame();
        BasicSafetyMessage sent = frame.useBsmFrame().msgCnt(1).secMark(30_500).speed(WireUnits.speedWire(14f));
        sent.id().idAsLong(0x1122334455667788L);
        sent.pos().lat(297_000_000).long_(1_066_000_000);
        int lengthBytes = codec.encode(frame, buffer, 0);
        int fault = codec.decode(buffer, 0, lengthBytes, frame);
        if (fault != UperFault.NONE) {
            System.err.println(UperFault.nameOf(fault) + " at bit " + codec.faultBit());
        }
        float speedMps = WireUnits.speedMps(frame.bsmFrame().speed());
        assertThat(speedMps).isEqualTo(14f);
        assertThat(frame.bsmFrame().id().idAsLong()).isEqualTo(0x1122334455667788L);
    }

    @Test
    void shouldBuildAnRsiWithoutJson() {
        MessageFrame frame = new MessageFrame();
        RoadSideInformation rsi = frame.useRsiFrame().msgCnt(9);
        rsi.id().idAsLong(0x5247000000000001L);
        rsi.refPos().lat(297_000_000).long_(1_066_000_000);
        RTEData event = rsi.useRtes().add();
        event.rteId(1).eventType(904).eventSource(EventSource.DETECTION).eventRadius(300);
        event.useEventPos().offsetLL().usePositionLL4().lon(1200).lat(-3400);
        event.useDescription().useTextString().set("wrong way");
        event.usePriority().set(new byte[] {(byte) WireUnits.priorityOctet(7)});
        var path = event.useReferencePaths().add().pathRadius(40);
        path.activePath().add().offsetLL().usePositionLL1();
        var end = path.activePath().add();
        end.offsetLL().usePositionLL2().lon(8191).lat(-8192);
        end.useOffsetV().offset1(-5);
        assertThat(JsonTree.parse(Hex.json(frame))).isEqualTo(JsonTree.parse(MessageFixtures.RSI_JSON));
    }

    @Test
    void shouldTellFaultAndBit() {
        MessageFrame frame = Hex.fromJson(MessageFixtures.BSM_JSON, new MessageFrame());
        String good = hex.encode(frame);
        assertThat(hex.decode(good + "00", frame)).isEqualTo("trailing");
        assertThat(frame.choice()).isEqualTo(MessageFrame.NO_CHOICE);
        assertThat(hex.decode(good.substring(0, 20), frame)).isEqualTo("truncated");
        assertThat(hex.faultBit()).isEqualTo(19);
        assertThat(hex.decode("", frame)).isEqualTo("truncated");
        assertThat(hex.decode("70", frame)).isEqualTo("choice");
        assertThat(hex.faultBit()).isEqualTo(1);
    }

    @Test
    void shouldRefuseToEncodeWhatIsOutOfRange() {
        MessageFrame frame = Hex.fromJson(MessageFixtures.BSM_JSON, new MessageFrame());
        frame.bsmFrame().heading(28_801);
        assertThat(hex.faultOfEncode(frame)).isEqualTo("range");
        frame.bsmFrame().heading(0).transmission(8);
        assertThat(hex.faultOfEncode(frame)).isEqualTo("enum");
        frame.bsmFrame().transmission(0).id().set(new byte[3]);
        assertThat(hex.faultOfEncode(frame)).isEqualTo("size");
        frame.useRsmFrame();
        assertThat(hex.faultOfEncode(frame)).isEqualTo("size");
    }

    @Test
    void shouldRefuseRegionsOutsideTheBuffer() {
        MessageCodec codec = new MessageCodec();
        MessageFrame frame = Hex.fromJson(MessageFixtures.BSM_JSON, new MessageFrame());
        UnsafeBuffer small = new UnsafeBuffer(new byte[10]);
        assertThat(codec.encode(frame, small, 0)).isEqualTo(-UperFault.CAPACITY);
        assertThat(codec.encode(frame, small, 11)).isEqualTo(-UperFault.BOUNDS);
        assertThat(codec.decode(small, 5, 6, frame)).isEqualTo(UperFault.BOUNDS);
        assertThat(codec.decode(small, -1, 6, frame)).isEqualTo(UperFault.BOUNDS);
        assertThat(codec.decode(small, 0, -1, frame)).isEqualTo(UperFault.BOUNDS);
        assertThat(codec.decode(small, 11, 0, frame)).isEqualTo(UperFault.BOUNDS);
    }

    @Test
    void shouldForgetOptionalPartsOfTheMessageBefore() {
        MessageFrame frame = new MessageFrame();
        String full = hex.encode(Hex.fromJson(MessageFixtures.BSM_JSON, new MessageFrame()));
        assertThat(hex.decode(full, frame)).isEqualTo("none");
        assertThat(frame.bsmFrame().safetyExt().events().isSet(VehicleEventFlags.EVENT_HARD_BRAKING))
                .isTrue();
        MessageFrame bare = Hex.fromJson(MessageFixtures.BSM_JSON, new MessageFrame());
        bare.bsmFrame().clearSafetyExt().pos().clearElevation();
        assertThat(hex.decode(hex.encode(bare), frame)).isEqualTo("none");
        assertThat(frame.bsmFrame().hasSafetyExt()).isFalse();
        assertThat(frame.bsmFrame().pos().elevation()).isZero();
        assertThat(Hex.json(frame)).isEqualTo(Hex.json(bare));
        frame.bsmFrame().useSafetyExt();
        assertThat(frame.bsmFrame().safetyExt().hasEvents()).isFalse();
    }
}
