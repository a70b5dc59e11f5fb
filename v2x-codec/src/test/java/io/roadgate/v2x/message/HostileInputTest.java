package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.sample.SampleFrame;
import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.UperFault;
import io.roadgate.v2x.uper.WireValue;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
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

    /** Random bits, read as far as a message goes, make messages of any shape; some of which stay within bounds. */
    @Property(tries = 20_000)
    void shouldBringGeneratedMessagesBack(@ForAll long seed) {
        byte[] octets = sparse(new Random(seed), 4000);
        octets[0] &= 0x7F;
        BitReader in = new BitReader();
        in.wrap(new UnsafeBuffer(octets), 0, octets.length);
        frame.decode(in);
        String kind = in.isFaulted() ? "refused" : MessageKind.of(frame).name();
        Statistics.label("generated").collect(kind).coverage(coverage -> {
            for (MessageKind each : MessageKind.values()) {
                coverage.check(each.name()).count(count -> count > 10 || each.isSecondStage());
            }
        });
        if (!in.isFaulted()) {
            int length = codec.encode(frame, encoded, 0);
            assertThat(length).isPositive();
            byte[] canonical = new byte[length];
            encoded.getBytes(0, canonical);
            assertThat(codec.decode(encoded, 0, length, frame)).isZero();
            survive(canonical, frame);
        }
    }

    /** The fewer bits are set, the more numbers are within bounds and the fewer parts are optional ones. */
    private static byte[] sparse(Random random, int count) {
        byte[] octets = new byte[count];
        byte[] mask = new byte[count];
        random.nextBytes(octets);
        for (int thinned = random.nextInt(4); thinned > 0; thinned--) {
            random.nextBytes(mask);
            for (int i = 0; i < count; i++) {
                octets[i] &= mask[i];
            }
        }
        octets[0] ^= (byte) (random.nextInt(5) << 4);
        return octets;
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
