package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Our wire reader against protobuf's own writer and the JDK's own UTF-8. */
class ProtoReaderTest {
    private final ProtoReader reader = new ProtoReader();

    @Property
    void shouldReadWhatProtobufWrites(@ForAll long number, @ForAll int fixed, @ForAll @Size(max = 50) byte[] bytes)
            throws IOException {
        byte[] wire = new byte[200];
        CodedOutputStream out = CodedOutputStream.newInstance(wire);
        out.writeUInt64(1, number);
        out.writeFixed64(2, number);
        out.writeFixed32(3, fixed);
        out.writeByteArray(536_870_911, bytes);
        out.flush();
        reader.wrap(wire, 0, out.getTotalBytesWritten());
        assertThat(reader.next()).isTrue();
        assertThat(reader.expect(ProtoReader.VARINT)).isTrue();
        assertThat(reader.varint()).isEqualTo(number);
        assertThat(reader.next() && reader.expect(ProtoReader.FIXED64)).isTrue();
        assertThat(reader.fixed64()).isEqualTo(number);
        assertThat(reader.next() && reader.expect(ProtoReader.FIXED32)).isTrue();
        assertThat(reader.fixed32()).isEqualTo(fixed);
        assertThat(reader.next() && reader.expect(ProtoReader.BYTES)).isTrue();
        assertThat(reader.field()).isEqualTo(536_870_911);
        assertThat(reader.bytes()).isEqualTo(bytes.length);
        assertThat(reader.next()).isFalse();
        assertThat(reader.isBroken()).isFalse();
    }

    @Property
    void shouldNeverReadPastTheEnd(@ForAll @Size(max = 60) byte[] noise) {
        reader.wrap(noise, 0, noise.length);
        int fields = 0;
        while (reader.next()) {
            reader.skip();
            fields++;
        }
        assertThat(fields).isLessThanOrEqualTo(noise.length);
        assertThat(reader.at()).isLessThanOrEqualTo(noise.length);
    }

    @Property
    void shouldAgreeWithTheJdkOnUtf8(@ForAll @Size(max = 12) byte[] bytes) {
        assertThat(ProtoReader.isUtf8(bytes, 0, bytes.length)).isEqualTo(isUtf8ByTheJdk(bytes));
    }

    @Property
    void shouldTakeEveryText(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(ProtoReader.isUtf8(bytes, 0, bytes.length)).isTrue();
    }

    @Test
    void shouldAgreeWithTheJdkOnEveryThreeBytesThatMatter() {
        int[] leads = {0x7F, 0x80, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
        for (int lead : leads) {
            for (int second = 0; second < 256; second++) {
                byte[] bytes = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0x80};
                for (int length = 1; length <= 4; length++) {
                    byte[] cut = java.util.Arrays.copyOf(bytes, length);
                    assertThat(ProtoReader.isUtf8(cut, 0, length)).isEqualTo(isUtf8ByTheJdk(cut));
                }
            }
        }
    }

    private static boolean isUtf8ByTheJdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
