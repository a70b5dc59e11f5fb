package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import io.roadgate.v2x.uper.UperFault;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Every vector of the set: octets to value, value to octets, and the hostile ones as their line says. */
class VectorTest {
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[16_384]);

    @TestFactory
    Stream<DynamicTest> shouldDecodeAndEncodeEachVector() throws IOException {
        return SharedVectors.read("day1-2020.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").toString(), () -> check(vector)));
    }

    private void check(Map<String, Object> vector) {
        String hex = (String) vector.get("hex");
        assertThat(decode(hex)).isEqualTo(UperFault.NONE);
        assertThat(JsonTree.parse(json())).isEqualTo(vector.get("value"));
        assertThat(encode()).isEqualTo(hex);
        MessageFrame fromJson = new MessageFrame();
        try (JsonParser in = JsonTree.parser(JsonTree.text(vector.get("value")))) {
            fromJson.readJer(new JerReader(in));
        }
        assertThat(encode(fromJson)).isEqualTo(hex);
    }

    /** What a newer release adds is unknown here and still gets through. */
    @TestFactory
    Stream<DynamicTest> shouldPassOnMessagesOfTheDayTwoSet() throws IOException {
        return SharedVectors.read("day2.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").toString(), () -> {
                    String hex = (String) vector.get("hex");
                    assertThat(UperFault.nameOf(decode(hex))).isEqualTo("none");
                    assertThat(encode()).isEqualTo(hex);
                    // JSON does not say how long the sender's bitmap of additions was: its octets may differ.
                    String json = json();
                    assertThat(decode(encode(Hex.fromJson(json, new MessageFrame()))))
                            .isZero();
                    assertThat(json()).isEqualTo(json);
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldEndAsTheMalformedVectorSays() throws IOException {
        List<Map<String, Object>> vectors = SharedVectors.read("malformed.jsonl");
        return vectors.stream()
                .filter(vector -> vector.get("set").equals("day1-2020"))
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id") + " " + vector.get("note"), () -> checkMalformed(vector)));
    }

    private void checkMalformed(Map<String, Object> vector) {
        String hex = (String) vector.get("hex");
        int fault = decode(hex);
        switch ((String) vector.get("expect")) {
            case "accept" -> {
                assertThat(UperFault.nameOf(fault)).isEqualTo("none");
                assertThat(JsonTree.parse(json())).isEqualTo(vector.get("value"));
                assertThat(encode()).isEqualTo(hex);
            }
            case "reject" -> {
                assertThat(UperFault.nameOf(fault)).isEqualTo(vector.get("reason"));
                assertThat(frame.choice()).isEqualTo(MessageFrame.NO_CHOICE);
            }
            default -> assertThat(fault).isBetween(0, UperFault.count() - 1);
        }
    }

    private int decode(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return codec.decode(new UnsafeBuffer(octets), 0, octets.length, frame);
    }

    private String encode() {
        return encode(frame);
    }

    private String encode(MessageFrame value) {
        int length = codec.encode(value, encoded, 0);
        assertThat(length)
                .as("fault %s at bit %d", UperFault.nameOf(-length), codec.faultBit())
                .isPositive();
        return HexFormat.of().formatHex(encoded.byteArray(), 0, length);
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonTree.generator(text)) {
            frame.writeJer(new JerWriter(out));
        }
        return text.toString();
    }
}
