package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.sample.SampleFrame;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;

/** Whatever the octets are: no exception, and what is accepted goes out as it came in. */
class HostileInputTest {
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final SampleFrame sample = new SampleFrame();
    private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[65_536]);

    @Property(tries = 20_000)
    void shouldSurviveRandomOctets(@ForAll @Size(max = 200) byte[] octets) {
        survive(octets, frame);
        survive(octets, sample);
    }

    @Provide
    Arbitrary<byte[]> messages() {
        return Arbitraries.of(List.of(
                        MessageFixtures.BSM_JSON,
                        MessageFixtures.MAP_JSON,
                        MessageFixtures.RSM_JSON,
                        MessageFixtures.SPAT_JSON,
                        MessageFixtures.RSI_JSON))
                .map(json ->
                        java.util.HexFormat.of().parseHex(new Hex().encode(Hex.fromJson(json, new MessageFrame()))));
    }

    @Property(tries = 20_000)
    void shouldSurviveAFewWrongOctets(
            @ForAll("messages") byte[] message,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 65_535) Integer> hits) {
        byte[] octets = message.clone();
        for (int hit : hits) {
            octets[(hit >>> 8) % octets.length] ^= (byte) hit;
        }
        survive(octets, frame);
    }

    @Property(tries = 50)
    void shouldRefuseEachTruncation(@ForAll("messages") byte[] message) {
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        for (int length = 0; length < message.length; length++) {
            assertThat(codec.decode(buffer, 0, length, frame)).isEqualTo(UperFault.TRUNCATED);
            assertThat(codec.faultBit()).isLessThanOrEqualTo(length * 8L);
        }
    }

    @Property(tries = 50)
    void shouldRefuseToWriteBeyondEachCapacity(@ForAll("messages") byte[] message) {
        byte[] room = new byte[message.length + 8];
        assertThat(codec.decode(new UnsafeBuffer(message), 0, message.length, frame))
                .isZero();
        for (int capacity = 0; capacity < message.length; capacity++) {
            assertThat(codec.encode(frame, new UnsafeBuffer(room, 0, capacity), 0))
                    .isEqualTo(-UperFault.CAPACITY);
            assertThat(room[capacity]).isZero();
        }
        assertThat(codec.encode(frame, new UnsafeBuffer(room, 0, message.length), 0))
                .isEqualTo(message.length);
    }

    /** Not every accepted input is canonical (a number may take more octets than it needs): the second time it is. */
    private void survive(byte[] octets, WireValue value) {
        if (codec.decode(new UnsafeBuffer(octets), 0, octets.length, value) != UperFault.NONE) {
            return;
        }
        String json = Hex.json(value);
        int length = codec.encode(value, encoded, 0);
        assertThat(length).isPositive();
        assertThat(codec.decode(encoded, 0, length, value)).isZero();
        assertThat(Hex.json(value)).isEqualTo(json);
        byte[] again = new byte[length];
        encoded.getBytes(0, again);
        assertThat(codec.encode(value, encoded, 0)).isEqualTo(length);
        for (int i = 0; i < length; i++) {
            assertThat(encoded.getByte(i)).isEqualTo(again[i]);
        }
    }
}
