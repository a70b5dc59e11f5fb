package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.uper.UperFault;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every vector of every set: octets to value, value to octets, and the hostile ones as their line says. */
class VectorTest {
    private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[65_536]);

    @TestFactory
    Stream<DynamicTest> shouldDecodeAndEncodeEachVector() throws IOException {
        Stream<DynamicTest> all = Stream.of();
        for (MessageCodecs set : MessageCodecs.values()) {
            FrameCodec codec = set.newCodec();
            FrameCodec fromJson = set.newCodec();
            List<Map<String, Object>> vectors = SharedVectors.read(set.setName() + ".jsonl");
            all = Stream.concat(
                    all,
                    vectors.stream()
                            .map(vector -> DynamicTest.dynamicTest(
                                    set.setName() + " " + vector.get("id"), () -> check(vector, codec, fromJson))));
        }
        return all;
    }

    private void check(Map<String, Object> vector, FrameCodec codec, FrameCodec fromJson) {
        String hex = (String) vector.get("hex");
        assertThat(fault(hex, codec)).isEqualTo("none");
        String json = Hex.json(codec.frame());
        assertThat(JsonTree.parse(json)).isEqualTo(vector.get("value"));
        assertThat(encode(codec)).isEqualTo(hex);
        Hex.fromJson(JsonTree.text(vector.get("value")), fromJson.frame());
        assertThat(encode(fromJson)).isEqualTo(hex);
        Hex.fromJson(json, fromJson.frame());
        assertThat(encode(fromJson)).isEqualTo(hex);
    }

    /** Every message of day1-2020 is also right under day2. */
    @TestFactory
    Stream<DynamicTest> shouldReadTheFirstStageAsTheSecond() throws IOException {
        FrameCodec codec = MessageCodecs.DAY2.newCodec();
        FrameCodec fromJson = MessageCodecs.DAY2.newCodec();
        return SharedVectors.read("day1-2020.jsonl").stream()
                .map(vector ->
                        DynamicTest.dynamicTest(vector.get("id").toString(), () -> check(vector, codec, fromJson)));
    }

    /** What a newer release adds is unknown here and still gets through. */
    @TestFactory
    Stream<DynamicTest> shouldPassOnMessagesOfTheDayTwoSet() throws IOException {
        FrameCodec codec = MessageCodecs.DAY1_2020.newCodec();
        return SharedVectors.read("day2.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").toString(), () -> {
                    String hex = (String) vector.get("hex");
                    assertThat(fault(hex, codec)).isEqualTo("none");
                    assertThat(encode(codec)).isEqualTo(hex);
                    // JSON does not say how long the sender's bitmap of additions was: its octets may differ.
                    String json = Hex.json(codec.frame());
                    Hex.fromJson(json, codec.frame());
                    assertThat(fault(encode(codec), codec)).isEqualTo("none");
                    assertThat(Hex.json(codec.frame())).isEqualTo(json);
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldEndAsTheMalformedVectorSays() throws IOException {
        return SharedVectors.read("malformed.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("set") + " " + vector.get("id") + " " + vector.get("note"),
                        () -> checkMalformed(vector)));
    }

    private void checkMalformed(Map<String, Object> vector) {
        FrameCodec codec =
                MessageCodecs.named((String) vector.get("set")).orElseThrow().newCodec();
        String hex = (String) vector.get("hex");
        String fault = fault(hex, codec);
        switch ((String) vector.get("expect")) {
            case "accept" -> {
                assertThat(fault).isEqualTo("none");
                assertThat(JsonTree.parse(Hex.json(codec.frame()))).isEqualTo(vector.get("value"));
                assertThat(encode(codec)).isEqualTo(hex);
            }
            case "reject" -> {
                assertThat(fault).isEqualTo(vector.get("reason"));
                assertThat(codec.kind()).isNull();
            }
            default -> assertThat(fault).isNotEqualTo("unknown");
        }
    }

    private static String fault(String hex, FrameCodec codec) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return UperFault.nameOf(codec.decode(new UnsafeBuffer(octets), 0, octets.length));
    }

    private String encode(FrameCodec codec) {
        int length = codec.encode(encoded, 0);
        assertThat(length)
                .as("fault %s at bit %d", UperFault.nameOf(-length), codec.faultBit())
                .isPositive();
        return HexFormat.of().formatHex(encoded.byteArray(), 0, length);
    }
}
