package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.v2x.dayone.RoadsideSafetyMessage;
import io.roadgate.v2x.dayone.SPAT;
import io.roadgate.v2x.daytwo.SensorSharingMsg;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageCodecsTest {
    private final UnsafeBuffer room = new UnsafeBuffer(new byte[2048]);

    /** The lines of the README's example, between the two marks. */
    @Test
    void shouldDoWhatTheReadmeShows() {
        // example
        FrameCodec codec = MessageCodecs.named("day2").orElseThrow().newCodec();
        SensorSharingMsg sent =
                codec.use(MessageKind.SSM, SensorSharingMsg.class).msgCnt(7);
        sent.id().idAsLong(0x5253_5530_3030_3031L);
        sent.sensorPos().lat(297_000_000).long_(1_066_000_000);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1500]);
        int lengthBytes = codec.encode(buffer, 0);
        int fault = codec.decode(buffer, 0, lengthBytes);
        boolean isSsm = fault == UperFault.NONE && codec.kind() == MessageKind.SSM;
        int msgCnt = isSsm ? codec.message(SensorSharingMsg.class).msgCnt() : -1;
        // end
        assertThat(msgCnt).isEqualTo(7);
    }

    @Test
    void shouldBeTheLinesOfTheReadme() throws IOException {
        List<String> own = between(
                Path.of("src/test/java/io/roadgate/v2x/message/MessageCodecsTest.java"),
                "        // example",
                "        // end");
        List<String> shown = between(Path.of("README.md"), "<!-- example -->", "<!-- end -->");
        assertThat(own).hasSizeLessThanOrEqualTo(10).isNotEmpty();
        assertThat(shown.stream()
                        .filter(line -> !line.startsWith("```"))
                        .map(String::strip)
                        .toList())
                .isEqualTo(own.stream().map(String::strip).toList());
    }

    private static List<String> between(Path file, String from, String to) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(lines.indexOf(from) + 1, lines.indexOf(to));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveEachKindOfEachSet(MessageCodecs set) {
        FrameCodec codec = set.newCodec();
        assertThat(MessageCodecs.named(set.setName())).contains(set);
        assertThat(codec.kind()).isNull();
        for (MessageKind kind : MessageKind.values()) {
            if (!set.has(kind)) {
                assertThatThrownBy(() -> codec.use(kind, WireValue.class)).hasMessageContaining(set.setName());
                continue;
            }
            WireValue message = codec.use(kind, WireValue.class);
            assertThat(codec.kind()).isEqualTo(kind);
            assertThat(codec.message(WireValue.class)).isSameAs(message);
            assertThat(Hex.json(codec.frame())).startsWith("{\"" + kind.frameName() + "\":");
        }
    }

    /** A message of the same octets in all sets is read by the same code. */
    @ParameterizedTest
    @EnumSource
    void shouldReadRsmAndSpatWithOneClass(MessageCodecs set) {
        FrameCodec codec = set.newCodec();
        RoadsideSafetyMessage rsm = codec.use(MessageKind.RSM, RoadsideSafetyMessage.class);
        rsm.msgCnt(3).participants().add().pos().offsetLL().usePositionLL1();
        int lengthBytes = codec.encode(room, 0);
        assertThat(codec.decode(room, 0, lengthBytes)).isZero();
        assertThat(codec.message(RoadsideSafetyMessage.class).msgCnt()).isEqualTo(3);
        assertThat(codec.use(MessageKind.SPAT, SPAT.class)).isNotNull();
    }

    @Test
    void shouldKeepAMessageWhoseNumberIsUnknown() {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        String json = "{\"msgFrameExt\":{\"messageId\":99,\"value\":{\"$open\":\"0102\"}}}";
        Hex.fromJson(json, codec.frame());
        int lengthBytes = codec.encode(room, 0);
        assertThat(codec.decode(room, 0, lengthBytes)).isZero();
        assertThat(codec.kind()).isNull();
        assertThat(Hex.json(codec.frame())).isEqualTo(json);
    }

    /** The open type must be of the type that its number says. */
    @Test
    void shouldRefuseAMessageThatIsNotOfItsNumber() {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        codec.use(MessageKind.TEST, WireValue.class);
        ((io.roadgate.v2x.daytwo.MessageFrame) codec.frame()).msgFrameExt().messageId(10);
        assertThat(UperFault.nameOf(-codec.encode(room, 0))).isEqualTo("choice");
    }
}
