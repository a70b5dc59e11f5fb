package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFramingTest {
    private static final int LIMIT = 300;

    private final FaultCounts faults = new FaultCounts();
    private final ReceiveRing ring = new ReceiveRing(1_024, faults);

    private StreamFraming framing(String kind) {
        return new StreamFraming(kind, LIMIT, ring, faults);
    }

    private List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        ring.poll(
                (buffer, offset, length, receivedAtNs) -> {
                    byte[] piece = new byte[length];
                    buffer.getBytes(offset, piece);
                    pieces.add(new String(piece, StandardCharsets.ISO_8859_1));
                },
                100_000);
        return pieces;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean put(StreamFraming framing, byte[] bytes) {
        return framing.put(bytes, bytes.length, 1);
    }

    @Test
    void shouldKeepTheLineFeedAndSkipALineThatIsTooLong() {
        StreamFraming framing = framing("line");
        assertThat(put(framing, bytes("$GNRMC,1\r\n$GN"))).isTrue();
        assertThat(put(framing, bytes("GGA\n" + "x".repeat(LIMIT + 50)))).isTrue();
        assertThat(put(framing, bytes("x\nnext\n"))).isTrue();
        assertThat(pieces()).containsExactly("$GNRMC,1\r\n", "$GNGGA\n", "next\n");
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.PIECE_OVERLONG, 1));
    }

    @Test
    void shouldReadLengthsAsTheyAreWritten() {
        assertThat(put(framing("length2"), bytes("\0\3abc\0\0\0\1d"))).isTrue();
        assertThat(put(framing("length4"), bytes("\0\0\0\2ef"))).isTrue();
        assertThat(put(framing("varint"), bytes("\u0081\0g\u0080\u0082\0"))).isTrue();
        assertThat(pieces()).containsExactly("abc", "d", "ef", "g");
        assertThat(faults.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"length2 \1U", "length4 \u00ff\0\0\0", "varint \u00ad\2", "varint \u0080\u0080\u0080\u0080\1"})
    void shouldGiveUpAStreamWhoseLengthCannotBe(String row) {
        StreamFraming framing = framing(row.substring(0, row.indexOf(' ')));
        assertThat(put(framing, bytes(row.substring(row.indexOf(' ') + 1)))).isFalse();
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.PIECE_OVERLONG, 1));
        assertThat(pieces()).isEmpty();
    }

    @Test
    void shouldForgetHalfAPieceWithItsLink() {
        StreamFraming framing = framing("length2");
        put(framing, bytes("\0\5ab"));
        framing.reset();
        put(framing, bytes("\0\2ok"));
        assertThat(pieces()).containsExactly("ok");
    }

    @Test
    void shouldTellWhichLengthsItCanWrite() {
        assertThat(framing("length2").mayCarry(65_535)).isTrue();
        assertThat(framing("length2").mayCarry(65_536)).isFalse();
        assertThat(framing("length4").mayCarry(65_536)).isTrue();
    }

    /** What is written is read back, however the stream is cut. */
    @Property(tries = 200)
    void shouldReadBackWhatItWritesHoweverCut(
            @ForAll @Size(min = 1, max = 12) List<@Size(min = 1, max = LIMIT) byte[]> messages,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 90) Integer> cuts) {
        for (String kind : List.of("length2", "length4", "varint")) {
            StreamFraming framing = framing(kind);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            List<String> sent = new ArrayList<>();
            for (byte[] message : messages) {
                for (int i = 0; i < framing.prefixLength(message.length); i++) {
                    stream.write(framing.prefixByte(message.length, i));
                }
                stream.writeBytes(message);
                sent.add(new String(message, StandardCharsets.ISO_8859_1));
            }
            byte[] all = stream.toByteArray();
            int at = 0;
            for (int i = 0; at < all.length; i++) {
                int to = Math.min(all.length, at + cuts.get(i % cuts.size()));
                assertThat(put(framing, Arrays.copyOfRange(all, at, to))).isTrue();
                at = to;
            }
            assertThat(pieces()).isEqualTo(sent);
        }
    }

    /** Nothing that comes in makes it throw or hand over more than its limit. */
    @Property(tries = 300)
    void shouldStandAnyBytes(@ForAll byte[] noise) {
        for (String kind : StreamFraming.KINDS) {
            StreamFraming framing = framing(kind);
            put(framing, noise);
            put(framing, noise);
            pieces().forEach(piece -> assertThat(piece.length()).isBetween(1, 2 * Math.max(LIMIT, noise.length)));
        }
    }
}
