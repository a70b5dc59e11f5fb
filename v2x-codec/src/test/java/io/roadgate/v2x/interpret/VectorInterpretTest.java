package io.roadgate.v2x.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every vector of every set through the interpreter, and the hostile ones as their line says. */
class VectorInterpretTest {
    @ParameterizedTest
    @EnumSource
    void shouldDecodeAndEncodeEachVector(MessageSet set) throws IOException {
        TypeCodec codec = set.interpreter().codec("MessageFrame");
        for (Map<?, ?> vector : read(set.id() + ".jsonl")) {
            String hex = (String) vector.get("hex");
            String json = codec.decode(Octets.ofHex(hex));
            assertThat(JsonText.parse(json)).as("%s", vector.get("id")).isEqualTo(vector.get("value"));
            assertThat(Octets.hex(codec.encode(JsonText.of(vector.get("value")))))
                    .as("%s", vector.get("id"))
                    .isEqualTo(hex);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAsTheMalformedVectorSays(MessageSet set) throws IOException {
        TypeCodec codec = set.interpreter().codec("MessageFrame");
        for (Map<?, ?> vector : read("malformed.jsonl")) {
            if (!vector.get("set").equals(set.id())) {
                continue;
            }
            byte[] octets = Octets.ofHex((String) vector.get("hex"));
            String name = vector.get("id") + " " + vector.get("note");
            switch ((String) vector.get("expect")) {
                case "accept" -> {
                    String json = codec.decode(octets);
                    assertThat(JsonText.parse(json)).as(name).isEqualTo(vector.get("value"));
                    assertThat(Octets.hex(codec.encode(json))).as(name).isEqualTo(vector.get("hex"));
                }
                case "reject" ->
                    assertThatThrownBy(() -> codec.decode(octets))
                            .as(name)
                            .isInstanceOf(ValueFault.class)
                            .hasMessage((String) vector.get("reason"));
                default -> decodeOrFault(codec, octets);
            }
        }
    }

    private static void decodeOrFault(TypeCodec codec, byte[] octets) {
        try {
            assertThat(codec.decode(octets)).isNotEmpty();
        } catch (ValueFault e) {
            assertThat(e.bit()).isBetween(0L, octets.length * 8L);
        }
    }

    /** Lines of a file of vectors beside the checkout; without it the test skips and says so. */
    private static List<Map<?, ?>> read(String file) throws IOException {
        String override = System.getenv("ROADGATE_SHARED");
        Path shared = override != null && !override.isBlank()
                ? Path.of(override)
                : Path.of(System.getProperty("roadgate.root", ".."), "..", "shared")
                        .normalize();
        Path path = shared.resolve("v2x/vectors").resolve(file);
        if (!Files.exists(path)) {
            System.out.println("SKIPPED: no vectors at " + path + " (set ROADGATE_SHARED to the shared directory)");
        }
        Assumptions.assumeTrue(Files.exists(path), () -> "no vectors at " + path);
        List<Map<?, ?>> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            vectors.add((Map<?, ?>) JsonText.parse(line));
        }
        return vectors;
    }
}
