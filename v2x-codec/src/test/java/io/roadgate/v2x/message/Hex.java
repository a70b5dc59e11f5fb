package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.io.StringWriter;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Values to hex and JSON text and back, with a codec of its own. */
final class Hex {
    private final MessageCodec codec = new MessageCodec();
    private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[65_536]);

    String encode(WireValue value) {
        int length = codec.encode(value, encoded, 0);
        assertThat(length)
                .as("fault %s at bit %d", UperFault.nameOf(-length), codec.faultBit())
                .isPositive();
        return HexFormat.of().formatHex(encoded.byteArray(), 0, length);
    }

    String faultOfEncode(WireValue value) {
        return UperFault.nameOf(-codec.encode(value, encoded, 0));
    }

    String decode(String hex, WireValue into) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return UperFault.nameOf(codec.decode(new UnsafeBuffer(octets), 0, octets.length, into));
    }

    long faultBit() {
        return codec.faultBit();
    }

    static String json(WireValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonTree.generator(text)) {
            value.writeJer(new JerWriter(out));
        }
        return text.toString();
    }

    static <T extends WireValue> T fromJson(String json, T into) {
        try (JsonParser in = JsonTree.parser(json)) {
            into.readJer(new JerReader(in));
        }
        return into;
    }
}
